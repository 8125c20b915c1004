"""Ranges that are attained: whether one data set has mean, SD, minimum and maximum at once."""

from collections.abc import Iterator
from dataclasses import replace

from peerstudy.auditing.finding import About, Finding, Verdict, explained
from peerstudy.auditing.pairs import IF_POPULATION
from peerstudy.auditing.registry import check, found_before
from peerstudy.auditing.subject import Subject
from peerstudy.auditing.summaries import Behind, Budget, behind
from peerstudy.ledger.rows import Where
from peerstudy.reconstruct import PrintedSummary, Spread
from peerstudy.words import Message, Run

TOLD_BEFORE = "audit_means.told_before"
"""The key of the reason where a simpler check has found the numbers inconsistent."""


@check("AVG7", follows=("AVG1", "AVG2", "AVG3", "AVG5"), by_group=True)
def range_attained(subject: Subject) -> Iterator[Finding]:
    """Look for data with the printed mean, SD, n and both ends of the range."""
    budget = Budget(subject)
    told = _told_before(subject)
    for each in behind(subject):
        ends = subject.companions(each.row, "min", "max")
        if None in ends or each.two_valued:
            continue
        rows = [row for row in (each.row, each.sd) if row is not None]
        before = next((told[row.where] for row in rows if row.where in told), None)
        about = About(each.row, each.sd, *ends, *subject.beside(each.row))
        if before is not None:
            yield about.untestable(Message.of(TOLD_BEFORE, check=Run(before)))
        elif each.summary is None:
            yield about.untestable(each.why_not)
        else:
            yield _judge(about, subject, each, each.summary, budget)


def _told_before(subject: Subject) -> dict[Where, str]:
    """Return the cells that a simpler check finds inconsistent, with its code."""
    return {
        each.rows[0].where: each.check
        for each in found_before(subject, "AVG7")
        if each.verdict is Verdict.INCONSISTENT
    }


def _judge(
    about: About, subject: Subject, each: Behind, summary: PrintedSummary, budget: Budget
) -> Finding:
    these = Message.of("audit_means.these", statistics=each.of, n=summary.n)
    ends = {"low": Run(str(summary.low)), "high": Run(str(summary.high))}
    possible = budget.possible(summary)
    if possible is None and budget.settled(summary):
        return about.consistent(Message.of("audit_means.a_dataset", these=these))
    if possible is None:
        return about.untestable(Message.of("audit_means.too_large", these=these, **ends))
    if possible:
        return about.consistent(Message.of("audit_means.feasible_datasets", these=these))
    reason = Message.of("audit_means.no_dataset", these=these, **ends)
    texts = _reconciled(summary, budget) if subject.explains else ()
    return about.inconsistent(reason, explained(texts))


def _reconciled(summary: PrintedSummary, budget: Budget) -> Iterator[Message]:
    """Name what else would make the numbers possible."""
    loose = replace(summary, attained_min=False, attained_max=False)
    if budget.possible(loose):
        yield Message("audit_means.if_ends_not_attained")
    if summary.sd is not None:
        if budget.possible(replace(summary, spread=Spread.POPULATION)):
            yield IF_POPULATION
        if budget.possible(replace(summary, sd=None)):
            yield Message("audit_means.with_another_sd")
