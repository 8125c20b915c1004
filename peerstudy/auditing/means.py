"""Means: what values on a grid can have.

GRIM asks whether values on a grid can have a printed mean. It needs the grid's
step: where the ledger does not give one, the check says so and judges nothing.
"""

from collections.abc import Iterator
from fractions import Fraction

from peerstudy.auditing.explain_mean import Grid, explain_mean
from peerstudy.auditing.finding import UNEXPLAINED, About, Finding
from peerstudy.auditing.registry import OF_MEANS, check
from peerstudy.auditing.rows import Base
from peerstudy.auditing.subject import Subject
from peerstudy.ledger import Row
from peerstudy.printed import Printed
from peerstudy.words import Message, Run

GRIM = "Brown & Heathers 2017, https://doi.org/10.1177/1948550616673876"


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
    nearest, why = grid.nearest(mean), UNEXPLAINED
    reason = Message.of("audit_means.no_values", **values, nearest=nearest)
    if subject.explains:
        why = explain_mean(mean, grid, _other_ns(subject, row, bases), subject.rounding)
    return about.inconsistent(reason, why, possible=nearest, chance=chance)


def _other_ns(subject: Subject, row: Row, bases: tuple[Base, ...]) -> list[Base]:
    """List what else is printed that the mean could be of."""
    others = {base.n: base for base in bases[1:]}
    for other in subject.ledger.totals_of_group[row.group]:
        if other.whole and other.whole != bases[0].n:
            what = subject.names.variable(other.variable)
            name = Message.of("audit.printed_for", what=what)
            others.setdefault(other.whole, Base(other.whole, "elsewhere", name))
    return list(others.values())
