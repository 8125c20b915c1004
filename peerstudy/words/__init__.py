"""One catalogue of what is said in English and Hebrew, with plural forms.

The catalogue is the TOML files of this folder, one for each room that speaks.
An entry has a text for each language; where it depends on a number, a text
for each of the language's plural forms, chosen by the value called ``n``.
"""

from peerstudy.frames.border import guard
from peerstudy.words.catalogue import LANGUAGES, PLURALS, entries, heading, known, word
from peerstudy.words.direction import cut, direction, isolated, isolated_lines, led, side, wrapped
from peerstudy.words.markup import marked
from peerstudy.words.message import Label, Message, Run, Said, joined, labelled, tell

__all__ = [
    "LANGUAGES",
    "PLURALS",
    "Label",
    "Message",
    "Run",
    "Said",
    "cut",
    "direction",
    "entries",
    "heading",
    "isolated",
    "isolated_lines",
    "joined",
    "known",
    "labelled",
    "led",
    "marked",
    "side",
    "tell",
    "word",
    "wrapped",
]

guard(globals())
