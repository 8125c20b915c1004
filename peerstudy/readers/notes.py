"""Notes below a table, which often say what its numbers are; some stand in its last rows."""

import re
from collections.abc import Sequence
from dataclasses import replace

from peerstudy.readers.grid import Cell, Grid
from peerstudy.readers.headings import read_heading, vocabulary

_MARKED = re.compile(r"[*†‡§¶‖\u2070\u00b9\u00b2\u00b3\u2074-\u2079]|\(?[a-z][.)]?\s+[^\Wa-z\d_]")
_LONG = 8


def is_note(text: str) -> bool:
    """Return whether a text is a note: by its mark, its first word, or the statistics it lists.

    Examples
    --------
    >>> is_note("¹ Median (Q1, Q3); n (%)"), is_note("Note. IQR: interquartile range")
    (True, True)
    >>> is_note("Education")
    False
    """
    plain = " ".join(text.split())
    begins = plain.casefold().startswith(vocabulary()["note"])
    heading = read_heading(plain)
    listed = heading.is_statistic and len(heading.stats) > 2
    return bool(_MARKED.match(plain)) or begins or listed


def with_notes(grid: Grid) -> Grid:
    """Return a grid whose last rows are among its notes where they hold notes and nothing else."""
    rows = list(grid.cells)
    notes: list[str] = []
    while len(rows) > 1 and (note := _note(rows[-1])):
        notes.insert(0, note)
        rows.pop()
    return replace(grid, cells=tuple(rows), notes=(*notes, *grid.notes)) if notes else grid


def _note(row: Sequence[Cell]) -> str:
    """Return the text of a row that is a note; empty for a row of the table."""
    first = row[0]
    if any(cell.text for cell in row if cell is not first):
        return ""
    long = len(first.text.split()) >= _LONG
    return first.text if long or first.superscripts or is_note(first.text) else ""
