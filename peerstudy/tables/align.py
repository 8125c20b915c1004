"""Numbers under one another on their decimal points, whatever renders them.

The units of first numbers stand under one another, as a decimal tab stop sets
them too; a cell such as ``9 (34.6)`` has a second number to align, which no
format's own decimal alignment can do. So each run is told how much room to
leave before and after it, in half digits. A full stop is about half a digit
wide in the fonts that tables are set in, and so is a space.
"""

from collections.abc import Sequence
from typing import NamedTuple

from peerstudy.frames.records import grouped
from peerstudy.tables.model import Align, Cell, Kind, Table

_DIGIT, _POINT, _BRACKETS = 2, 1, 4


class Room(NamedTuple):
    """Half digits to leave before and after a run."""

    before: int = 0
    after: int = 0


Rooms = tuple[Room, ...]


class Aligned(NamedTuple):
    """A column's cells: the room of their runs by row, and where their first numbers align.

    That is so many half digits `before` the units' point, of a `width` in all.
    """

    rooms: list[Rooms]
    before: int = 0
    width: int = 0


def aligned(table: Table) -> list[Aligned]:
    """Return how the cells of each column stand under one another."""
    rows = list(table.rows())
    return [
        _column([row.cells[index] for row in rows], decimal=column.align is Align.DECIMAL)
        for index, column in enumerate(table.columns)
    ]


def rooms(table: Table) -> list[list[Rooms]]:
    """Return the room of every run of every cell, by row and column, in reading order."""
    columns = [column.rooms for column in aligned(table)]
    return [list(row) for row in zip(*columns, strict=True)] or [[] for _ in table.rows()]


def between(spaces: Rooms) -> Rooms:
    """Leave out the room around a cell, which a tab stop makes."""
    last = len(spaces) - 1
    return tuple(
        Room(room.before if i else 0, room.after if i < last else 0)
        for i, room in enumerate(spaces)
    )


def aligns(cell: Cell) -> bool:
    """Return whether a cell is one number, or one with another in brackets."""
    numbers = sum(run.kind is Kind.NUMBER for run in cell)
    starts = bool(cell) and cell[0].kind is Kind.NUMBER
    return starts and (numbers == 1 or (numbers == 2 and _shape(cell)[0].endswith("(")))


def _column(cells: Sequence[Cell], *, decimal: bool) -> Aligned:
    """Align first numbers all together, and those in brackets within their kind of cell."""
    numeric = [cell for cell in cells if decimal and aligns(cell)]
    widest = {
        shape: [max(parts) for parts in zip(*map(_numbers, own), strict=True)]
        for shape, own in grouped(numeric, _shape).items()
    }
    before = max((parts[0] for parts in widest.values()), default=0)
    after = max((_after(cell, widest[_shape(cell)]) for cell in numeric), default=0)
    made = [
        _rooms(cell, widest[_shape(cell)], before, after)
        if decimal and aligns(cell)
        else (Room(),) * len(cell)
        for cell in cells
    ]
    return Aligned(made, before, before + after)


def _rooms(cell: Cell, widest: Sequence[int], before: int, after: int) -> Rooms:
    """Leave room before the first number, before a bracket, and at the end."""
    made = [Room() for _ in cell]
    made[0] = Room(before - _numbers(cell)[0])
    if gap := _gap(cell, widest):
        made[1] = Room(gap)
    made[-1] = Room(made[-1].before, after - _after(cell, widest))
    return tuple(made)


def _gap(cell: Cell, widest: Sequence[int]) -> int:
    """Return the room before a bracket, in which the first number's rest is aligned too."""
    _, *rest = _numbers(cell)
    return sum(widest[1:3]) - sum(rest[:2]) if len(rest) > 1 else 0


def _after(cell: Cell, widest: Sequence[int]) -> int:
    """Measure a cell from its units' point, with the room that is left before a bracket."""
    _, *rest = _numbers(cell)
    brackets = _BRACKETS if len(rest) > 1 else 0
    return sum(rest) + _gap(cell, widest) + brackets + _marks(cell)


def _shape(cell: Cell) -> tuple[str, ...]:
    """Return what stands between a cell's numbers, and whether the first has decimals."""
    between = [run.text for run in cell if run.kind is Kind.TEXT]
    first = next((run.text for run in cell if run.kind is Kind.NUMBER), "")
    return (*(between or [""]), "decimal" if "." in first else "whole")


def _numbers(cell: Cell) -> list[int]:
    """Measure each number before its decimal point and from it, in half digits."""
    numbers = (run.text.partition(".") for run in cell if run.kind is Kind.NUMBER)
    return [_wide(part) for whole, *rest in numbers for part in (whole, "".join(rest))]


def _wide(text: str) -> int:
    return sum(_DIGIT if character.isdigit() else _POINT for character in text)


def _marks(cell: Cell) -> int:
    """Measure a cell's marks: a raised letter is half a digit wide, a sign a whole one."""
    marks = [run for run in cell if run.kind is Kind.MARK]
    return sum((_POINT if run.raised else _DIGIT) * len(run.text) for run in marks)
