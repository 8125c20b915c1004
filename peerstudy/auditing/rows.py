"""What the checks judge: a percentage with its count and what it may be of."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from peerstudy.ledger import Row
from peerstudy.words import Said


class Limits(NamedTuple):
    """Below how many people a count is small, and how many compatible data sets are few."""

    threshold: int = 5
    few: int = 20


class Base(NamedTuple):
    """A number that a percentage or a mean may be of, what it is, and the row that prints it."""

    n: int
    kind: str
    name: Said
    row: Row | None = None


def positions(rows: Iterable[Row]) -> tuple[int, ...]:
    """Return where rows are in the ledger, but for those that only stand for others."""
    return tuple(row.position for row in rows if row.position is not None)


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
