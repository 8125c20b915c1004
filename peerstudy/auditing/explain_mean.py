"""What would reconcile a mean with its n, simplest first."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice
from typing import NamedTuple

from peerstudy.auditing.explain_percent import printed_by
from peerstudy.auditing.finding import Explained, Severity, explained
from peerstudy.auditing.rows import Base
from peerstudy.auditing.slips import digits
from peerstudy.printed import Printed, Rounding
from peerstudy.printed.inverse import mean_terms, numerators, pass_share
from peerstudy.printed.rounding import expand, print_as
from peerstudy.words import Message, Run
from peerstudy.words.message import joined

FINER = (
    (Fraction(1, 2), Message("audit_means.halves")),
    (Fraction(1, 4), Message("audit_means.quarters")),
    (Fraction(1, 10), Message("audit_means.tenths")),
    (Fraction(1, 12), Message("audit_means.twelfths")),
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
        """Return every whole number of grains whose mean prints so."""
        denominator, scale = self.terms
        return numerators(mean, denominator, rounding, scale)

    def pass_share(self, decimals: int) -> float:
        """Return how likely a random mean would be possible."""
        denominator, scale = self.terms
        return float(pass_share(decimals, denominator, scale))

    def mean(self, total: int) -> Fraction:
        """Return the mean of so many grains."""
        denominator, scale = self.terms
        return Fraction(scale * total, denominator)

    def written(self, mean: Printed, rounding: Rounding) -> Run | None:
        """Write the arithmetic of the first of those, if there is one."""
        return next(map(self.arithmetic, self.totals(mean, rounding)), None)

    def arithmetic(self, total: int) -> Run:
        """Write a mean's arithmetic: ``55.5/4 = 13.875``."""
        people = str(self.n) if self.items == 1 else f"({self.n} × {self.items})"
        return Run(f"{expand(total * self.grain)}/{people} = {expand(self.mean(total), 4)}")

    def nearest(self, mean: Printed) -> Message:
        """Name the possible means on either side of a printed one."""
        denominator, scale = self.terms
        below = (mean.units * denominator) // (scale * 10**mean.decimals)
        near = (Run(print_as(self.mean(k), mean.decimals)) for k in (below, below + 1))
        return Message.of("audit_means.nearest", near=joined(near, Message("common.and")))


def explain_mean(
    mean: Printed, grid: Grid, elsewhere: Sequence[Base], rounding: Rounding
) -> Explained:
    """Return what would reconcile a mean with its n.

    `elsewhere` are other numbers of people printed for its group or variable.
    """
    cut = list(_printed_by(Rounding.TRUNCATED, mean, grid))
    texts = (
        *cut,
        *islice(_other_n(mean, grid, elsewhere, rounding), 2),
        *islice(_finer(mean, grid, rounding), 1),
        *_printed_by(Rounding.UP, mean, grid),
    )
    otherwise = Message.of("audit_means.nothing_simple_but", nearest=grid.nearest(mean))
    simple = Severity.LOW if cut else Severity.MEDIUM
    return explained(texts[:_ENOUGH], otherwise, simple=simple)


def _printed_by(rule: Rounding, mean: Printed, grid: Grid) -> Iterator[Message]:
    for total in grid.totals(mean, rule)[:1]:
        rounded = print_as(grid.mean(total), mean.decimals)
        yield printed_by(rule, grid.arithmetic(total), rounded, digits(mean))


def _other_n(
    mean: Printed, grid: Grid, elsewhere: Sequence[Base], rounding: Rounding
) -> Iterator[Message]:
    for base in elsewhere:
        if shown := grid._replace(n=base.n).written(mean, rounding):
            yield Message.of("audit_means.n_is", arithmetic=shown, name=base.name, n=base.n)


def _finer(mean: Printed, grid: Grid, rounding: Rounding) -> Iterator[Message]:
    for grain, name in FINER:
        shown = grid._replace(grain=grain).written(mean, rounding)
        if grain < grid.grain and shown:
            yield Message.of("audit_means.finer", steps=name, arithmetic=shown)
