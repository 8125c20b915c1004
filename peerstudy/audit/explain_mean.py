"""What would reconcile a mean with its n, simplest first."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from peerstudy.audit.finding import Explained, Severity
from peerstudy.audit.rows import Base
from peerstudy.audit.slips import digits, expand
from peerstudy.printed import Printed, Rounding, mean_terms, numerators, pass_share, print_as

FINER = (
    (Fraction(1, 2), "halves"),
    (Fraction(1, 4), "quarters"),
    (Fraction(1, 10), "tenths"),
    (Fraction(1, 12), "twelfths"),
)
_ENOUGH = 4


class Grid(NamedTuple):
    """The means that n people can have, each an average of items in steps of a grain."""

    n: int
    items: int
    grain: Fraction

    @property
    def terms(self) -> tuple[int, int]:
        """The denominator and scale under which a mean is a whole number."""
        return mean_terms(self.n, self.items, self.grain)

    def totals(self, mean: Printed, rounding: Rounding) -> range:
        """Give every whole number of grains whose mean prints so."""
        denominator, scale = self.terms
        return numerators(mean, denominator, rounding, scale)

    def pass_share(self, decimals: int) -> float:
        """Tell how likely a random mean would be possible."""
        denominator, scale = self.terms
        return float(pass_share(decimals, denominator, scale))

    def mean(self, total: int) -> Fraction:
        """Give the mean of so many grains."""
        denominator, scale = self.terms
        return Fraction(scale * total, denominator)

    def arithmetic(self, total: int) -> str:
        """Write a mean's arithmetic: ``55.5/4 = 13.875``."""
        people = str(self.n) if self.items == 1 else f"({self.n} × {self.items})"
        return f"{expand(total * self.grain)}/{people} = {expand(self.mean(total), 4)}"

    def nearest(self, mean: Printed) -> str:
        """Name the possible means on either side of a printed one."""
        denominator, scale = self.terms
        below = (mean.units * denominator) // (scale * 10**mean.decimals)
        near = " and ".join(print_as(self.mean(k), mean.decimals) for k in (below, below + 1))
        return f"nearest possible: {near}"


def explain_mean(
    mean: Printed, grid: Grid, elsewhere: Sequence[Base], rounding: Rounding
) -> Explained:
    """Say what would reconcile a mean with its n.

    Parameters
    ----------
    mean : Printed
        A mean that no data on this grid can have.
    grid : Grid
        The n, items and grain it was judged by.
    elsewhere : sequence of Base
        Other numbers of people printed for this group or variable.
    rounding : Rounding
        The rule to judge by.
    """
    stages = (
        (Severity.LOW, list(_printed_by(Rounding.TRUNCATED, "truncated", mean, grid))),
        (Severity.MEDIUM, list(_other_n(mean, grid, elsewhere, rounding))[:2]),
        (Severity.MEDIUM, list(_finer(mean, grid, rounding))[:1]),
        (Severity.MEDIUM, list(_printed_by(Rounding.UP, "always rounded up", mean, grid))),
    )
    texts = tuple(text for _, found in stages for text in found)
    if not texts:
        return Explained((f"nothing simple; {grid.nearest(mean)}",), Severity.HIGH)
    return Explained(texts[:_ENOUGH], next(severity for severity, found in stages if found))


def _printed_by(rule: Rounding, called: str, mean: Printed, grid: Grid) -> Iterator[str]:
    for total in grid.totals(mean, rule)[:1]:
        rounded = print_as(grid.mean(total), mean.decimals)
        yield (
            f"{grid.arithmetic(total)}; prints {rounded} when rounded, {digits(mean)} when {called}"
        )


def _other_n(
    mean: Printed, grid: Grid, elsewhere: Sequence[Base], rounding: Rounding
) -> Iterator[str]:
    for base in elsewhere:
        other = grid._replace(n=base.n)
        for total in other.totals(mean, rounding)[:1]:
            yield f"{other.arithmetic(total)}: {base.name} is {base.n}"


def _finer(mean: Printed, grid: Grid, rounding: Rounding) -> Iterator[str]:
    for grain, name in FINER:
        finer = grid._replace(grain=grain)
        if grain < grid.grain:
            for total in finer.totals(mean, rounding)[:1]:
                yield f"possible if values were recorded in {name}: {finer.arithmetic(total)}"
