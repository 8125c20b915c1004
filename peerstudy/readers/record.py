"""The numbers of a grid as they are found, and the cells that were not understood."""

from typing import NamedTuple

from peerstudy.readers.entries import Entry
from peerstudy.readers.grid import Grid

Names = tuple[str, str, str]
"""A group, a variable and a level."""


class At(NamedTuple):
    """A cell as printed, and where it stands."""

    text: str
    row: int
    column: int


class Record:
    """What is found in one grid, in the order of reading."""

    def __init__(self, grid: Grid) -> None:
        self._place, self._number = grid.place, grid.number
        self.entries: list[Entry] = []
        self.unread: list[tuple[int, int, str]] = []

    def add(self, names: Names, stat: str, printed: str, doubt: float, at: At) -> None:
        """Keep one printed number."""
        source = f"table {self._number}"
        source += f", row {at.row + 1}, column {at.column + 1}" if names[1] else ""
        cell = (at.text, at.row, at.column)
        self.entries.append(Entry(self._place, *names, stat, printed, source, doubt, *cell))

    def refuse(self, at: At) -> None:
        """Keep a cell that was not understood."""
        self.unread.append((at.row, at.column, at.text))
