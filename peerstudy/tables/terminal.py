"""A table for a terminal: cells broken between words, numbers on the right, no line too long.

Where not even the longest words fit beside one another, each row becomes a
list of its cells. In a language that reads from right to left the first
column is the one on the right, and every cell is an isolate, so that it stays
where it is put whatever a terminal takes a line's direction to be.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from peerstudy.tables.cells import stretches, unbroken
from peerstudy.tables.model import Align, Cell, Kind, Row, Table
from peerstudy.tables.notes import noted, numbered, one_row, readable
from peerstudy.words import direction, isolated, isolated_lines

_GAP = 2
_NOTHING = "\N{EN DASH}"
_STEP = 2
"""Columns that a row is set in by for each of its levels."""
_KEPT = "\N{NO-BREAK SPACE}"
_ISOLATES = re.compile("[\u2066-\u2069]")
_ISOLATED = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")


class _Line(NamedTuple):
    """A row as text: its cells, and whether the first is a heading across all columns."""

    cells: list[str]
    across: bool = False
    strong: bool = False


def as_text(table: Table, width: int = 80, *, colour: bool = False) -> str:
    """Write a table for a terminal of so many columns, no line with blanks at its end.

    Words, links and DOIs longer than that stay whole. Heads and headings are in
    bold where there is colour.

    Examples
    --------
    >>> import pandas as pd
    >>> from peerstudy.tables.listing import listing
    >>> frame = pd.DataFrame({"group": ["Peers", "Professionals"], "n": ["26", "42"]})
    >>> print(as_text(listing(frame)))
    group           n
    ─────────────────
    Peers          26
    Professionals  42
    """
    rtl = direction(table.lang) == "rtl"
    heads = [_told(head, table.lang) for head in one_row(table)]
    rows = [_line(row, table.lang) for row in table.rows()]
    numbers = [False, *(column.align is Align.DECIMAL for column in table.columns)]
    grid = [heads, *(row.cells for row in rows if not row.across)]
    columns = list(zip(*grid, strict=True))
    needs = [_need(column, whole=whole) for column, whole in zip(columns, numbers, strict=True)]
    widths = _fitted(needs, width - _GAP * (len(needs) - 1))
    if widths is None:
        total = width
        body = _listed(heads, rows, _Shape([width], [False], rtl), colour=colour)
    else:
        total = sum(widths) + _GAP * (len(widths) - 1)
        body = _ruled(heads, rows, _Shape(widths, numbers, rtl), colour=colour)
    around = _Shape([total if rtl else width], [False], rtl)
    lines = [*_sentences(_caption(table), around), *body, *_sentences(_notes(table), around)]
    return "\n".join(line.rstrip().replace(_KEPT, " ") for line in lines)


def measured(text: str) -> int:
    """Return how many columns a text takes; isolates take none."""
    from rich.cells import cell_len

    return cell_len(_ISOLATES.sub("", text))


def _told(cell: Cell, lang: str) -> str:
    """Return a cell as text; its lines stay lines, and a short formula stays whole."""
    parts = []
    for ltr, runs in stretches(cell):
        text = "".join("\n" if run.kind is Kind.BREAK else run.text for run in runs)
        text = text.replace(" ", _KEPT) if unbroken(runs) else text
        rtl = direction(lang) == "rtl" and ltr and text.strip()
        parts.append(isolated(text, ltr=True) if rtl else text)
    return "".join(parts)


def _line(row: Row, lang: str) -> _Line:
    before = " " * (_STEP * row.level)
    label = "\n".join(before + part for part in _told(row.label, lang).split("\n"))
    across = bool(row.label) and bool(row.cells) and not any(row.cells)
    return _Line([label, *(_told(cell, lang) for cell in row.cells)], across, row.strong)


class _Need(NamedTuple):
    """How wide a column would be without breaks, and how wide its longest word is."""

    natural: int
    least: int


def _need(cells: Sequence[str], *, whole: bool) -> _Need:
    head, *body = cells
    natural = max(measured(line) for cell in cells for line in cell.split("\n"))
    words = [head] if whole else cells
    least = max((_longest(line) for cell in words for line in cell.split("\n")), default=0)
    if whole:
        least = max([least, *(measured(line) for cell in body for line in cell.split("\n"))])
    return _Need(natural, least)


def _longest(line: str) -> int:
    before = len(line) - len(line.lstrip(" "))
    return before + max(map(measured, line.split(" ")))


def _fitted(needs: Sequence[_Need], room: int) -> list[int] | None:
    """Return widths that fit, the widest columns giving way first; None where none do."""
    for most in range(max(need.natural for need in needs), 0, -1):
        widths = [max(need.least, min(need.natural, most)) for need in needs]
        if sum(widths) <= room:
            return _spread(widths, needs, room)
    return None


def _spread(widths: list[int], needs: Sequence[_Need], room: int) -> list[int]:
    """Give the columns that were narrowed what is left."""
    for i, need in enumerate(needs):
        more = min(need.natural - widths[i], room - sum(widths))
        widths[i] += max(0, more)
    return widths


class _Shape(NamedTuple):
    widths: list[int]
    numbers: list[bool]
    rtl: bool


def _ruled(
    heads: list[str], rows: Sequence[_Line], shape: _Shape, *, colour: bool
) -> Iterator[str]:
    """Write heads, a rule, and rows whose cells go over as many lines as they need."""
    total = sum(shape.widths) + _GAP * (len(shape.widths) - 1)
    yield from _set(heads, shape, strong=colour)
    yield "─" * total
    for row in rows:
        if row.across:
            yield from _set(row.cells[:1], _Shape([total], [False], shape.rtl), strong=colour)
        else:
            yield from _set(row.cells, shape, strong=colour and row.strong)


def _set(cells: list[str], shape: _Shape, *, strong: bool = False) -> Iterator[str]:
    """Write cells beside one another, heads of numbers on the right as their numbers are."""
    broken = [_broken(cell, wide) for cell, wide in zip(cells, shape.widths, strict=True)]
    for i in range(max(map(len, broken))):
        parts = [
            _placed(lines[i] if i < len(lines) else "", wide, right=right, rtl=shape.rtl)
            for lines, wide, right in zip(broken, shape.widths, shape.numbers, strict=True)
        ]
        line = (" " * _GAP).join(reversed(parts) if shape.rtl else parts).rstrip()
        yield f"\x1b[1m{line}\x1b[0m" if strong and line else line


def _placed(text: str, wide: int, *, right: bool, rtl: bool) -> str:
    """Fill a column with a line of a cell; from right to left, it is set in on its right."""
    told = text.lstrip(" ")
    before, room = " " * (len(text) - len(told)), " " * max(0, wide - measured(text))
    if rtl:
        return f"{room}{_isolate(told)}{before}"
    told = isolated(told) if _RIGHT_TO_LEFT.search(told) else told
    return f"{room}{before}{told}" if right else f"{before}{told}{room}"


def _isolate(text: str) -> str:
    """Put a text in an isolate that reads from right to left, unless it is in one of its own."""
    if not text or _ISOLATED.fullmatch(text):
        return text
    return f"\N{RIGHT-TO-LEFT ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def _broken(cell: str, wide: int) -> list[str]:
    """Break a cell between words; lines after the first are set in as the first is."""
    lines: list[str] = []
    for part in cell.split("\n"):
        before = part[: len(part) - len(part.lstrip(" "))]
        lines += isolated_lines(
            [before + line for line in _filled(part.strip(" ").split(" "), wide - len(before))]
        )
    return lines


def _filled(words: Sequence[str], wide: int) -> list[str]:
    lines: list[str] = []
    room = 0
    for word in words:
        needed = measured(word)
        if lines and needed < room:
            lines[-1] += f" {word}"
            room -= needed + 1
        else:
            lines.append(word)
            room = wide - needed
    return lines or [""]


def _listed(
    heads: Sequence[str], rows: Sequence[_Line], shape: "_Shape", *, colour: bool
) -> Iterator[str]:
    """Write each row as a list of what it has, where columns have no room."""
    for row in rows:
        label, *cells = row.cells
        yield from _set([label], shape, strong=colour)
        for head, cell in zip(heads[1:], cells, strict=True):
            if _ISOLATES.sub("", cell) not in ("", _NOTHING):
                told = f"{head}: {cell}".replace("\n", " ")
                yield from _set([" " * 2 * _STEP + told], shape)


def _caption(table: Table) -> Iterator[str]:
    title = readable(table.title, table.lang)
    if title:
        yield f"{numbered(table)}. {title}" if table.number else title


def _notes(table: Table) -> Iterator[str]:
    yield from ["", *noted(table)] if any(noted(table)) else []


def _sentences(sentences: Iterable[str], shape: "_Shape") -> Iterator[str]:
    for sentence in sentences:
        yield from _set([sentence], shape)
