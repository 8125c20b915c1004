"""Printed numbers of tables and sentences, and what each was taken to be."""

from dataclasses import dataclass
from typing import NamedTuple

from peerstudy.readers.grid import Grid

Names = tuple[str, str, str]
"""A group, a variable and a level."""


class At(NamedTuple):
    """A cell as printed, and where it stands."""

    text: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One printed number as in a ledger, with a doubt from 0, sure, to 1.

    The whole cell is kept as printed, and where it stands in the grid, from 0.
    """

    place: str
    group: str
    variable: str
    level: str
    stat: str
    printed: str
    source: str
    doubt: float
    cell: str
    row: int
    column: int


class Reading:
    """What is read of one grid, in the order of reading: numbers, and cells not understood."""

    def __init__(self, grid: Grid) -> None:
        self._place, self._number = grid.place, grid.number
        self.entries: list[Entry] = []
        self.unread: list[At] = []

    def add(self, names: Names, stat: str, printed: str, doubt: float, at: At) -> None:
        """Keep one printed number."""
        source = f"table {self._number}"
        source += f", row {at.row + 1}, column {at.column + 1}" if names[1] else ""
        self.entries.append(Entry(self._place, *names, stat, printed, source, doubt, *at))
