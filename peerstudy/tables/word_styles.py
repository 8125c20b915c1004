"""The named styles of a Word document of tables."""

from importlib.resources import files
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from peerstudy.words import direction

PADDING = 60
"""Of a cell on the left and the right, in twips, as the style of tables has it."""


def add_styles(document: Any, lang: str) -> None:
    """Add the styles of texts, captions, heads, cells, notes and tables, for one language."""
    styles = document.styles.element
    there = {_identifier(style): style for style in styles}
    for style in list(parse_xml((files(__package__) / "word_styles.xml").read_bytes())):
        name = _identifier(style)
        if name in there:
            styles.remove(there[name])
        if direction(lang) == "rtl" and name != "TableNumber":
            _set_as_hebrew(style)
        styles.append(style)


def _identifier(style: Any) -> Any:
    return style.get(qn("w:styleId"))


def _set_as_hebrew(style: Any) -> None:
    """Set every digit in the typeface and the size of Hebrew letters, whose font has digits too."""
    for fonts in style.iter(qn("w:rFonts")):
        for latin in ("w:ascii", "w:hAnsi"):
            fonts.set(qn(latin), fonts.get(qn("w:cs")))
    for size in style.iter(qn("w:sz")):
        size.set(qn("w:val"), size.getnext().get(qn("w:val")))
