"""Disclosure by statistics: a mean, an SD and a range that leave few data sets, or fix a value.

The values themselves are never printed here; ``peerstudy reconstruct --values``
shows them to the data's owner.
"""

from collections.abc import Iterator
from functools import lru_cache

from peerstudy.audit.disclosure import RISK
from peerstudy.audit.finding import Finding, Severity, Verdict
from peerstudy.audit.registry import check
from peerstudy.audit.subject import Subject, about
from peerstudy.audit.summaries import MEMORY, Behind, Budget, behind
from peerstudy.errors import TooLargeError
from peerstudy.reconstruct import PrintedSummary, effort, suggest_protection, value_profile

ADVICE = "suggest_protection() says what to withhold or coarsen"
_PROFILE = 10
_SUGGESTED = 3


@check("DSC3", "Printed statistics leave many data sets, and fix nobody's value")
def few_left(subject: Subject) -> Iterator[Finding]:
    """Count the data sets behind each mean, and look for values that all of them share."""
    budget = Budget(subject)
    for each in behind(subject):
        if each.two_valued:
            continue
        row = each.row
        datasets = budget.count(each.summary) if each.summary is not None else None
        if each.summary is None:
            yield about(row, "DSC3", Verdict.NOT_TESTABLE, each.why_not)
        elif datasets is None:
            reason = f"Too large to count in an audit: {each.of} of {each.summary.n} people."
            yield about(row, "DSC3", Verdict.NOT_TESTABLE, reason)
        elif datasets == 0:
            reason = "No data set has these numbers, so none is given away."
            yield about(row, "DSC3", Verdict.NOT_TESTABLE, reason)
        else:
            yield _judge(subject, each, each.summary, datasets, budget)


def _judge(
    subject: Subject, each: Behind, summary: PrintedSummary, datasets: int, budget: Budget
) -> Finding:
    of = f"{each.of} of {summary.n} people"
    known = effort(summary) * _PROFILE <= budget.each
    fixed = _fixed(summary) if known else 0
    if datasets >= subject.limits.few and 2 * fixed < summary.n:
        reason = f"{of} leave {datasets:,} feasible data sets."
        return about(each.row, "DSC3", Verdict.CONSISTENT, reason)
    reason = f"{of} leave {_left(summary, datasets, fixed)}. {RISK}"
    return about(
        each.row,
        "DSC3",
        Verdict.CONSISTENT,
        reason,
        severity=Severity.NOTE,
        explanations=_advice(summary, subject.limits.few) if budget.advises else (ADVICE,),
    )


def _left(summary: PrintedSummary, datasets: int, fixed: int) -> str:
    if datasets == 1:
        return "1 feasible data set, so that every value follows"
    beyond = " beyond the printed ends" if summary.attained_min else ""
    values = "1 value is" if fixed == 1 else f"{fixed} values are"
    shared = f"; {values} the same in all of them{beyond}" if fixed else ""
    return f"{datasets:,} feasible data sets{shared}"


@lru_cache(maxsize=10_000)
def _fixed(summary: PrintedSummary) -> int:
    """Count the people whose value is the same in all data sets, but for the printed ends."""
    try:
        frame = value_profile(summary, memory_limit=MEMORY)
    except TooLargeError:
        return 0
    return max(int(frame["lowest"].sum()) - summary.attained_min - summary.attained_max, 0)


@lru_cache(maxsize=10_000)
def _advice(summary: PrintedSummary, few: int) -> tuple[str, ...]:
    found = suggest_protection(summary, few, memory_limit=MEMORY)
    return tuple(map(str, found[:_SUGGESTED]))
