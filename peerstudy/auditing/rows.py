"""What the checks judge: a percentage with its count and what it may be of."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from peerstudy.ledger import Row
from peerstudy.printed import numerators
from peerstudy.words import Said


class Limits(NamedTuple):
    """From where on printed numbers give participants away.

    Attributes
    ----------
    threshold : int
        A count of people below this is small.
    few : int
        Fewer compatible data sets than this are few.
    """

    threshold: int = 5
    few: int = 20


class Base(NamedTuple):
    """A number that a percentage or a mean may be of, what it is, and the row that prints it."""

    n: int
    kind: str
    name: Said
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A percentage with its count and every stated or summed denominator."""

    percent: Row
    count: Row | None
    bases: tuple[Base, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """What prints it: the percentage, its count and what it may be of."""
        return tuple(filter(None, (self.percent, self.count, *(base.row for base in self.bases))))

    @property
    def own(self) -> Base | None:
        """The denominator the variable claims: its own N, else its group's."""
        return next((base for base in self.bases if base.kind in ("variable", "group")), None)


def row_totals(cells: Sequence[Cell], wholes: set[str]) -> dict[Row, int]:
    """Find row percentages: groups whose shares of a row's total make up the row.

    Only where every percentage of the row is of that total.
    """
    by_row: dict[tuple[str, str, str], list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.percent.group not in wholes:
            by_row[cell.percent.place, cell.percent.variable, cell.percent.level].append(cell)
    found: dict[Row, int] = {}
    for row in by_row.values():
        counts = [cell.count.whole for cell in row if cell.count is not None and cell.count.whole]
        total = sum(counts)
        if 1 < len(counts) == len(row) and all(_is_share(cell, total) for cell in row):
            found |= {cell.percent: total for cell in row}
    return found


def _is_share(cell: Cell, total: int) -> bool:
    number, count = cell.percent.number, cell.count
    return (
        number is not None
        and count is not None
        and count.whole is not None
        and count.whole in numerators(number, total)
    )
