"""Means: what values on a grid can have.

GRIM asks whether values on a grid can have a printed mean. It needs the grid's
step: where the ledger does not give one, the check says so and judges nothing.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from typing import NamedTuple

from peerstudy.auditing.explain_percent import printed_by
from peerstudy.auditing.finding import UNEXPLAINED, About, Explained, Finding, Severity, explained
from peerstudy.auditing.registry import OF_MEANS, check
from peerstudy.auditing.rows import Base
from peerstudy.auditing.slips import digits
from peerstudy.auditing.subject import Subject
from peerstudy.ledger import Row
from peerstudy.printed import Printed, Rounding
from peerstudy.printed.inverse import mean_terms, numerators, pass_share
from peerstudy.printed.rounding import expand, print_as
from peerstudy.words import Message, Run
from peerstudy.words.message import joined

GRIM = "Brown & Heathers 2017, https://doi.org/10.1177/1948550616673876"
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


@check("AVG1", GRIM, by_group=True, reads=OF_MEANS)
def grim(subject: Subject) -> Iterator[Finding]:
    """Ask whether any whole sum gives the printed mean over its n."""
    for row in subject.ledger.rows:
        if row.stat == "mean":
            bases = subject.bases(row)
            if row.number is None:
                reason = Message.of("audit.no_exact_number", printed=Run(repr(row.printed)))
                yield About(row).untestable(reason)
            elif bases:
                yield _judge(subject, row, row.number, bases)
            else:
                yield _judge_without_n(subject, row, row.number)


def _judge_without_n(subject: Subject, row: Row, mean: Printed) -> Finding:
    """Judge a mean of nobody knows how many: a value of the grid fits any n."""
    grain = subject.ledger.grain(row)
    if grain is not None and (mean.value / grain).denominator == 1:
        return About(row).consistent(Message("audit_means.any_n"), could_fail=False, chance=1.0)
    return About(row).untestable(Message("audit.no_n"))


def _judge(subject: Subject, row: Row, mean: Printed, bases: tuple[Base, ...]) -> Finding:
    """Judge a mean by the n that it is of."""
    n, grain, about = bases[0].n, subject.ledger.grain(row), About(row, bases[0].row)
    grid = Grid(n, int(row.items or 1), grain or Fraction(1))
    shown = grid.written(mean, subject.rounding)
    chance = grid.pass_share(mean.decimals)
    if grain is None:
        if shown:
            return about.untestable(Message.of("audit_means.if_whole", arithmetic=shown))
        reason = Message.of("audit_means.if_whole_none", nearest=grid.nearest(mean))
        return about.conditional(reason, possible=grid.nearest(mean))
    if chance == 1:
        return about.untestable(Message.of("audit_means.too_coarse", n=n), chance=chance)
    if shown:
        reason = Message.of("audit_means.with_n", arithmetic=shown, name=bases[0].name)
        return about.consistent(reason, possible=str(mean), chance=chance)
    values = {"n": n, "grain": Run(str(grain)), "mean": Run(str(mean))}
    nearest = grid.nearest(mean)
    reason = Message.of("audit_means.no_values", **values, nearest=nearest)
    why = _explain(subject, row, mean, grid)
    return about.inconsistent(reason, why, possible=nearest, chance=chance)


def _other_ns(subject: Subject, row: Row) -> list[Base]:
    """List what else is printed that the mean could be of: for its group, or for its variable."""
    own, *more = subject.bases(row)
    others = {base.n: base for base in more}
    for other in subject.ledger.totals_of_group[row.group]:
        if other.whole and other.whole != own.n:
            what = subject.names.variable(other.variable)
            name = Message.of("audit.printed_for", what=what)
            others.setdefault(other.whole, Base(other.whole, "elsewhere", name))
    return list(others.values())


def _explain(subject: Subject, row: Row, mean: Printed, grid: Grid) -> Explained:
    """Return what would reconcile a mean with its n."""
    if not subject.explains:
        return UNEXPLAINED
    cut = list(_printed_by(Rounding.TRUNCATED, mean, grid))
    texts = (
        *cut,
        *islice(_other_n(subject, row, mean, grid), 2),
        *islice(_finer(mean, grid, subject.rounding), 1),
        *_printed_by(Rounding.UP, mean, grid),
    )
    otherwise = Message.of("audit_means.nothing_simple_but", nearest=grid.nearest(mean))
    simple = Severity.LOW if cut else Severity.MEDIUM
    return explained(texts[:_ENOUGH], otherwise, simple=simple)


def _printed_by(rule: Rounding, mean: Printed, grid: Grid) -> Iterator[Message]:
    for total in grid.totals(mean, rule)[:1]:
        rounded = print_as(grid.mean(total), mean.decimals)
        yield printed_by(rule, grid.arithmetic(total), rounded, digits(mean))


def _other_n(subject: Subject, row: Row, mean: Printed, grid: Grid) -> Iterator[Message]:
    for base in _other_ns(subject, row):
        if shown := grid._replace(n=base.n).written(mean, subject.rounding):
            yield Message.of("audit_means.n_is", arithmetic=shown, name=base.name, n=base.n)


def _finer(mean: Printed, grid: Grid, rounding: Rounding) -> Iterator[Message]:
    for grain, name in FINER:
        shown = grid._replace(grain=grain).written(mean, rounding)
        if grain < grid.grain and shown:
            yield Message.of("audit_means.finer", steps=name, arithmetic=shown)
