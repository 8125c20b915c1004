"""A frame of text as a table: for commands, notebooks and pages that list a result."""

import re

import pandas as pd

from peerstudy.tables.cells import said, text
from peerstudy.tables.model import (
    Align,
    Cell,
    Column,
    Kind,
    Notes,
    Row,
    RowGroup,
    Run,
    Table,
    headed,
)

MISSING = "\N{EN DASH}"

_NUMBER = re.compile(r"[-−≥≤]?\s?\.?\d[\d,.]*%?(/\d+)?( \([-−]?[\d.,]+%?\))?")
_ISOLATE = re.compile("[\u2066-\u2069]")
_WITHIN = "\N{NO-BREAK SPACE}"
_DEEP = 2
_NARROWEST, _WIDEST, _ROOM = 4, 40, 4
"""Letters of a column's longest line, within bounds, and what stands around it."""


def listing(
    frame: pd.DataFrame, lang: str = "en", *, title: str = "", name: str = "listing", under: int = 0
) -> Table:
    """Lay out a frame of text as it is: its columns are the table's, its first the rows' labels.

    It has labels in its cells and headings for its columns, in the language;
    no-break spaces before a row's label set it in. So many of its first columns
    as are `under` become headings above their rows. The table has no number.

    Examples
    --------
    >>> frame = pd.DataFrame({"group": ["Peers"], "n": ["26"]})
    >>> listing(frame).columns[0].align
    <Align.DECIMAL: 'decimal'>
    """
    rows = [list(map(str, row)) for row in frame.itertuples(index=False)]
    columns = [
        _column(str(head), [row[i] for row in rows], lang) for i, head in enumerate(frame.columns)
    ]
    groups: list[RowGroup] = []
    for key in dict.fromkeys(tuple(row[:under]) for row in rows):
        own = tuple(_row(row[under:], lang, under) for row in rows if tuple(row[:under]) == key)
        heading = _cell(": ".join(filter(None, key)), lang)
        groups.append(headed(heading if under else (), own))
    return Table(
        name=name,
        number=0,
        title=_cell(title, lang),
        stub=columns[under],
        columns=tuple(columns[under + 1 :]),
        groups=tuple(groups),
        notes=Notes(),
        lang=lang,
    )


def _row(cells: list[str], lang: str, under: int) -> Row:
    label = cells[0].lstrip(_WITHIN)
    depth = (len(cells[0]) - len(label)) // _DEEP
    made = tuple(_cell(cell, lang) for cell in cells[1:])
    return Row(_cell(label, lang), made, level=depth + min(under, 1))


def _column(head: str, cells: list[str], lang: str) -> Column:
    """Make a column, as wide as its longest line, within bounds."""
    longest = max(len(line) for cell in (head, *cells) for line in cell.split("\n"))
    align = Align.DECIMAL if _numbers(cells) else Align.START
    return Column(_cell(head, lang), align, min(max(longest, _NARROWEST), _WIDEST) + _ROOM)


def _cell(value: str, lang: str) -> Cell:
    """Make a cell, its isolates as runs and its lines as lines."""
    runs: list[Run] = []
    for line in value.split("\n"):
        runs += [Run("", Kind.BREAK)] if runs else []
        runs += said(line) if _ISOLATE.search(line) else text(line, lang)
    return tuple(runs)


def _numbers(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell not in ("", MISSING)]
    return bool(filled) and all(map(_NUMBER.fullmatch, filled))
