"""Cells made of texts and printed numbers."""

import re
from collections.abc import Iterable
from itertools import groupby, product
from string import ascii_lowercase

from peerstudy.tables.model import Cell, Kind, Run
from peerstudy.words import direction, isolated, known, word

BREAK = Run("\n", Kind.BREAK)
_SHORT = 20
_ISOLATE = re.compile("[\u2066-\u2068]([^\u2066-\u2069]*)\u2069")
_LOOSE = re.compile("[\u2066-\u2069]")
_NUMBER = re.compile(r"[-−]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)")
_STATISTIC = re.compile(r"\b([nNMp]|SD|SE|Mdn)\b")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_LATIN = re.compile("[A-Za-z]")
_STRONG = re.compile("[A-Za-z0-9]")


def text(value: str, lang: str) -> Cell:
    """Make a cell of a text, which is kept whole if it is of the other direction alone."""
    hebrew = _RIGHT_TO_LEFT.search(value) is not None
    latin = _STRONG.search(value) is not None
    own = direction(lang)
    ltr = own == "rtl" and latin and not hebrew
    rtl = own == "ltr" and hebrew and not _LATIN.search(value)
    return (Run(value, ltr=ltr, rtl=rtl),) if value else ()


def said(sentence: str) -> Cell:
    """Make a cell of a text of the catalogue, its innermost isolates as runs."""
    runs: list[Run] = []
    end = 0
    for match in _ISOLATE.finditer(sentence):
        if match.start() > end:
            runs.append(Run(_LOOSE.sub("", sentence[end : match.start()])))
        foreign = _RIGHT_TO_LEFT.search(match[1]) is None
        runs.extend(formula(match[1]) if foreign else (Run(match[1]),))
        end = match.end()
    if end < len(sentence):
        runs.append(Run(_LOOSE.sub("", sentence[end:])))
    return tuple(run for run in runs if run.text)


def known_as(room: str, name: str, lang: str) -> str:
    """Return a name of the data where the catalogue knows it, or else give it as it is."""
    key = f"{room}." + "".join(c if c.isalnum() else "_" for c in name.casefold())
    return word(key, lang) if known(key) else name


def isolate(value: object) -> str:
    """Keep a number or a formula whole inside a sentence of the catalogue."""
    return isolated(str(value), ltr=True)


def numeral(printed: str) -> Cell:
    """Make a cell of one printed number with what is printed beside it, such as a sign."""
    match = _NUMBER.search(printed)
    if match is None:
        return (Run(printed, ltr=True),) if printed else ()
    before, after = printed[: match.start()], printed[match.end() :]
    runs = (Run(before, ltr=True), Run(match[0], Kind.NUMBER, ltr=True), Run(after, ltr=True))
    return tuple(run for run in runs if run.text)


def pair(first: str, second: str) -> Cell:
    """Make a cell such as 9 (34.6)."""
    if not second:
        return numeral(first)
    around = Run(" (" if first else "(", ltr=True), Run(")", ltr=True)
    return (*numeral(first), around[0], *numeral(second), around[1])


def span(low: str, high: str) -> Cell:
    """Make a cell such as 12–17."""
    return (*numeral(low), Run("–", ltr=True), *numeral(high))


def formula(expression: str) -> Cell:
    """Make a cell such as n = 21, its statistics' symbols apart."""
    parts = [part for part in _STATISTIC.split(expression) if part]
    kinds = [Kind.STATISTIC if _STATISTIC.fullmatch(part) else Kind.TEXT for part in parts]
    return tuple(Run(part, kind, ltr=True) for part, kind in zip(parts, kinds, strict=True))


KEPT = said("\N{NO-BREAK SPACE}")
"""What keeps a mark on the line of its note."""

DASH = formula("–")
"""Where there is nothing to show."""


def symbol(sign: str, meaning: str) -> Cell:
    """Make a cell of a symbol that stands for words."""
    return (Run(sign, Kind.SYMBOL, alt=meaning),)


def mark(sign: str) -> Cell:
    """Make a mark that points to a note."""
    return (Run(sign, Kind.MARK, ltr=True),)


def lines(cells: Iterable[Cell]) -> Cell:
    """Put cells on lines of their own."""
    found: list[Run] = []
    for cell in cells:
        found += [BREAK, *cell] if found else cell
    return tuple(found)


def broken(cell: Cell) -> list[Cell]:
    """Return a cell's lines, each a cell."""
    return [
        tuple(runs)
        for is_break, runs in groupby(cell, key=lambda run: run.kind is Kind.BREAK)
        if not is_break
    ] or [()]


def stretches(cell: Cell) -> list[tuple[bool, Cell]]:
    """Return runs of one direction together: whether from left to right, and the runs."""
    return [(ltr, tuple(runs)) for ltr, runs in groupby(cell, key=lambda run: run.ltr)]


def unbroken(cell: Cell) -> bool:
    """Return whether runs are a short formula, which must not be broken over lines; no list is."""
    told = "".join(run.text for run in cell)
    formulaic = any(run.kind is Kind.STATISTIC for run in cell) or any(map(str.isdigit, told))
    listed = ", " in told or "; " in told
    return len(told) < _SHORT and formulaic and not listed and all(run.ltr for run in cell)


def letters() -> Iterable[str]:
    """Yield marks for notes: a to z, then aa, ab and so on."""
    yield from ascii_lowercase
    yield from map("".join, product(ascii_lowercase, repeat=2))
