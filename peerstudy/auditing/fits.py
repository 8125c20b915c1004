"""How many percentages fit a denominator or a rounding rule, and what that is worth.

One percentage fits some denominator by chance; five together hardly do. The
weight of a fit is counted, not modelled: of all whole numbers that could be
the denominator, how many fit at least as many of the percentages.
"""

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from peerstudy.auditing.rows import Cell
from peerstudy.frames.records import grouped
from peerstudy.printed import PERCENT, Rounding
from peerstudy.printed.arrays import numerator_bounds
from peerstudy.printed.inverse import numerators
from peerstudy.words import Message

if TYPE_CHECKING:
    from peerstudy.auditing.subject import Subject

ENOUGH = 3
"""How many informative percentages it takes to infer what no one states."""
STRONG = 0.05
"""The largest share of rival denominators under which an inference is strong."""
MISSING = 10
"""The part of a group that may be missing where no one states an N: one in so many."""
_MOST_MISSING = 1_000
_WIDEST = 20_000
_LARGEST = 10**9
"""A denominator beyond it, most likely a slip, is not weighed; arrays of numbers hold it."""


class Weight(NamedTuple):
    """How well one denominator fits several percentages, beside all from `low` to `high`.

    It fits so many of the informative ones, and so does each of those `fitting`.
    """

    n: int
    fitting: tuple[int, ...]
    fits: int
    of: int
    low: int
    high: int

    @property
    def chance(self) -> float:
        """The share of denominators that fit at least as many."""
        return len(self.fitting) / (self.high - self.low + 1)

    @property
    def strong(self) -> bool:
        """Whether the denominator is as good as printed."""
        return self.fits >= ENOUGH and 2 * self.fits > self.of and self.chance <= STRONG

    def said(self) -> Message:
        """Return what the fit is worth."""
        values = {"fits": self.fits, "of": self.of, "low": self.low, "high": self.high}
        if len(self.fitting) == 1:
            return Message.of("audit_percent.weight_alone", **values)
        return Message.of("audit_percent.weight", **values, n=len(self.fitting))


class TableRule(NamedTuple):
    """How the percentages of one place were rounded.

    Some only rounding gives, some only truncation, and so many both. Truncation may be
    `assumed`, however few say so.
    """

    rounded: tuple[Cell, ...]
    truncated: tuple[Cell, ...]
    indifferent: int
    assumed: bool = False

    @property
    def truncates(self) -> bool:
        """Whether several percentages say truncation and none says rounding."""
        return (self.assumed or len(self.truncated) >= ENOUGH) and not self.rounded

    def without(self, variables: Set[str]) -> "TableRule":
        """Return what the percentages of other variables tell."""
        rounded, truncated = (
            tuple(cell for cell in cells if cell.percent.variable not in variables)
            for cells in (self.rounded, self.truncated)
        )
        return TableRule(rounded, truncated, 0)


def fits(cell: Cell, n: int, rounding: Rounding) -> bool:
    """Return whether a percentage is its count over this denominator."""
    count, percent = cell.count, cell.percent.number
    if count is None or count.whole is None or percent is None or not 0 <= count.whole <= n:
        return False
    return count.whole in numerators(percent, n, rounding)


def fits_loosely(cell: Cell, n: int, rounding: Rounding) -> bool:
    """Return the same, rounded or truncated."""
    return fits(cell, n, rounding) or fits(cell, n, Rounding.TRUNCATED)


def fits_some(cell: Cell, rounding: Rounding) -> bool:
    """Return whether a percentage is its count over one of its denominators, or truncated."""
    return any(fits_loosely(cell, base.n, rounding) for base in cell.bases)


def informative(cells: Sequence[Cell]) -> list[Cell]:
    """Keep the percentages that not every denominator gives: those of a count above 0."""
    return [
        cell
        for cell in cells
        if cell.count is not None
        and cell.count.whole is not None
        and cell.count.whole > 0
        and cell.percent.number is not None
        and cell.percent.number.units > 0
    ]


def few_missing(cells: Sequence[Cell], rounding: Rounding) -> int | None:
    """Return the largest N below the group's, by a tenth at most, that all of a variable fits.

    None where there is none, or where an N of the variable's own is printed.
    """
    own = next((cell.own for cell in cells if cell.own), None)
    if own is None or own.kind != "group":
        return None
    telling = informative(cells)
    fewest = own.n - min(own.n // MISSING, _MOST_MISSING)
    tried = range(own.n - 1, fewest - 1, -1)
    return next((n for n in tried if all(fits(cell, n, rounding) for cell in telling)), None)


def weigh(cells: Sequence[Cell], rounding: Rounding, n: int | None = None) -> Weight | None:
    """Weigh one denominator, or the largest of those that fit best, against all others.

    Truncation counts as a fit as well. None if no percentage is informative or
    there are too many denominators to try.
    """
    telling = informative(cells)
    if not telling:
        return None
    counts = np.array([cell.count.whole for cell in telling if cell.count])
    numbers = [cell.percent.number for cell in telling if cell.percent.number]
    low = int(counts.max())
    implied = [
        PERCENT * int(k) * 10**p.decimals // max(p.units - 1, 1) + 1
        for k, p in zip(counts, numbers, strict=True)
    ]
    stated = [base.n for cell in telling for base in cell.bases]
    high = max(low, *stated, *implied, n or 0)
    if high - low > _WIDEST:
        high = max(low, *stated, n or 0)
    if high - low > _WIDEST or high > _LARGEST or (n is not None and n < low):
        return None
    tried = np.arange(low, high + 1)
    score = np.zeros(len(tried), dtype=np.int64)
    for k, number in zip(counts, numbers, strict=True):
        hit = np.zeros(len(tried), dtype=bool)
        for rule in dict.fromkeys((rounding, Rounding.TRUNCATED)):
            first, last = numerator_bounds(number.units, number.decimals, tried, rule)
            hit |= (first <= k) & (k <= last)
        score += hit
    best = int(score.max() if n is None else score[n - low])
    fitting = tuple(int(d) for d in tried[score >= best])
    chosen = n if n is not None else fitting[-1]
    return Weight(chosen, fitting, best, len(telling), low, high)


def column_weight(subject: "Subject", place: str, group: str) -> Weight | None:
    """Weigh the denominator that fits a whole column best."""
    cells = subject.cells_by_column[place, group]
    return subject.once(("column", place, group), lambda: weigh(cells, subject.rounding))


def table_rules(subject: "Subject") -> dict[str, TableRule]:
    """Return, for each place, which percentages tell rounding and truncation apart."""
    return subject.once("table rules", lambda: _table_rules(subject))


def _table_rules(subject: "Subject") -> dict[str, TableRule]:
    def kind(cell: Cell) -> tuple[str, bool, bool]:
        """Return where a percentage is printed, and whether either rule gives it."""
        rounded, truncated = (
            any(fits(cell, base.n, rule) for base in cell.bases)
            for rule in (subject.rounding, Rounding.TRUNCATED)
        )
        return cell.percent.place, rounded, truncated

    found, beside = grouped(informative(subject.cells), kind), TableRule((), (), 0)
    return {
        place: TableRule(
            (*subject.others.get(place, beside).rounded, *found[place, True, False]),
            (*subject.others.get(place, beside).truncated, *found[place, False, True]),
            len(found[place, True, True]),
            place in subject.truncating,
        )
        for place in dict.fromkeys(cell.percent.place for cell in subject.cells)
    }
