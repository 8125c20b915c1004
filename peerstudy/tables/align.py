"""Numbers under one another on their decimal points, whatever renders them.

A cell such as ``9 (34.6)`` has two numbers to align, which no format's own
decimal alignment can do; so each run is told how much room to leave before
and after it, in half digits. A full stop is about half a digit wide in the
fonts that tables are set in, and so is a space.
"""

from collections.abc import Sequence
from typing import NamedTuple

from peerstudy.tables.model import Align, Cell, Kind, Table

_DIGIT, _POINT, _BRACKETS = 2, 1, 4


class Room(NamedTuple):
    """Half digits to leave before and after a run."""

    before: int = 0
    after: int = 0


class _Number(NamedTuple):
    whole: int
    rest: int
    """Half digits before and from the decimal point."""


Rooms = tuple[Room, ...]


def rooms(table: Table) -> list[list[Rooms]]:
    """Return the room of every run of every cell, by row and column, in reading order."""
    rows = list(table.rows())
    found: list[list[Rooms]] = [[] for _ in rows]
    for index, column in enumerate(table.columns):
        cells = [row.cells[index] for row in rows]
        aligned = column.align is Align.DECIMAL
        for row, made in zip(found, _column(cells) if aligned else map(_none, cells), strict=True):
            row.append(made)
    return found


def _none(cell: Cell) -> Rooms:
    return (Room(),) * len(cell)


def _column(cells: Sequence[Cell]) -> list[Rooms]:
    """Align a column: first numbers within their kind of cell, those in brackets all together."""
    numeric = [cell for cell in cells if _aligns(cell)]
    if not numeric:
        return [_none(cell) for cell in cells]
    by_shape: dict[tuple[str, ...], list[_Number]] = {}
    for cell in numeric:
        by_shape.setdefault(_shape(cell), []).append(_numbers(cell)[0])
    firsts = {shape: _widest(found) for shape, found in by_shape.items()}
    slot = max(sum(width) for width in firsts.values())
    second = _widest([found[1] for cell in numeric if len(found := _numbers(cell)) > 1])
    marks = max(_marks(cell) for cell in numeric)
    return [
        _rooms(cell, firsts[_shape(cell)], slot, second, marks) if _aligns(cell) else _none(cell)
        for cell in cells
    ]


def _rooms(cell: Cell, first: _Number, slot: int, second: _Number, marks: int) -> Rooms:
    numbers = _numbers(cell)
    made = [Room() for _ in cell]
    places = [i for i, run in enumerate(cell) if run.kind is Kind.NUMBER]
    lead = slot - sum(first) + first.whole - numbers[0].whole
    made[0] = Room(before=lead)
    made[places[0]] = Room(made[places[0]].before, first.rest - numbers[0].rest)
    body = [i for i, run in enumerate(cell) if run.kind is not Kind.MARK][-1]
    after = marks - _marks(cell)
    if len(numbers) > 1:
        gap = places[0] + 1
        made[gap] = Room(made[gap].before + second.whole - numbers[1].whole, made[gap].after)
        after += second.rest - numbers[1].rest
    elif sum(second):
        after += sum(second) + _BRACKETS
    if _marks(cell):
        made[body + 1] = Room(0, after)
    else:
        made[body] = Room(made[body].before, made[body].after + after)
    return tuple(made)


def _aligns(cell: Cell) -> bool:
    """Return whether a cell is one number, or one with another in brackets."""
    numbers = sum(run.kind is Kind.NUMBER for run in cell)
    starts = bool(cell) and cell[0].kind is Kind.NUMBER
    return starts and (numbers == 1 or (numbers == 2 and _shape(cell)[0].endswith("(")))


def _shape(cell: Cell) -> tuple[str, ...]:
    """Return what stands between a cell's numbers, and whether the first has decimals."""
    between = [run.text for run in cell if run.kind is Kind.TEXT]
    first = next((run.text for run in cell if run.kind is Kind.NUMBER), "")
    return (*(between or [""]), "decimal" if "." in first else "whole")


def _numbers(cell: Cell) -> list[_Number]:
    return [_measured(run.text) for run in cell if run.kind is Kind.NUMBER]


def _measured(text: str) -> _Number:
    whole, point, decimals = text.partition(".")
    return _Number(_wide(whole), _POINT * len(point) + _wide(decimals))


def _wide(text: str) -> int:
    return sum(_DIGIT if character.isdigit() else _POINT for character in text)


def _widest(numbers: Sequence[_Number]) -> _Number:
    whole = max((number.whole for number in numbers), default=0)
    return _Number(whole, max((number.rest for number in numbers), default=0))


def _marks(cell: Cell) -> int:
    """Measure a cell's marks: a raised letter is half a digit wide, a sign a whole one."""
    marks = [run for run in cell if run.kind is Kind.MARK]
    return sum((_POINT if run.raised else _DIGIT) * len(run.text) for run in marks)
