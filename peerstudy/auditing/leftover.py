"""Disclosure by statistics: a mean, an SD and a range that leave few data sets, or fix a value.

The values themselves are never printed here; ``peerstudy reconstruct --list``
shows them to the data's owner.
"""

from collections.abc import Iterator
from functools import lru_cache, partial

from peerstudy.auditing.disclosure import RISK
from peerstudy.auditing.finding import Explained, Finding, Severity, Verdict
from peerstudy.auditing.registry import Kind, check
from peerstudy.auditing.subject import Subject, about, resting
from peerstudy.auditing.summaries import MEMORY, Behind, Budget, behind
from peerstudy.errors import TooLargeError
from peerstudy.reconstruct import PrintedSummary, effort, suggest_protection, value_profile
from peerstudy.words import Message, Run, Said

ADVICE = Message.of("audit_disclosure.advice", function=Run("suggest_protection()"))
_PROFILE = 10
_SUGGESTED = 3


@check("DSC3", kind=Kind.RISK)
def few_left(subject: Subject) -> Iterator[Finding]:
    """Count the data sets behind each mean, and look for values that all of them share."""
    budget = Budget(subject)
    for each in behind(subject):
        if each.two_valued:
            continue
        ends = subject.beside(each.row, "min", "max")
        found = partial(about, each.row, rests_on=(each.sd, *ends))
        datasets = budget.count(each.summary) if each.summary is not None else None
        if each.summary is None:
            yield found(Verdict.NOT_TESTABLE, each.why_not)
        elif datasets is None:
            reason = Message.of("audit_disclosure.too_large", of=_of(each, each.summary))
            yield found(Verdict.NOT_TESTABLE, reason)
        elif datasets == 0:
            reason = Message("audit_disclosure.no_dataset")
            yield found(Verdict.NOT_TESTABLE, reason)
        else:
            finding = _judge(subject, each, each.summary, datasets, budget)
            yield resting(finding, each.sd, *ends)


def _judge(
    subject: Subject, each: Behind, summary: PrintedSummary, datasets: int, budget: Budget
) -> Finding:
    of = _of(each, summary)
    known = effort(summary) * _PROFILE <= budget.each
    fixed = _fixed(summary) if known else 0
    if datasets >= subject.limits.few and 2 * fixed < summary.n:
        left = Message.of("audit_disclosure.datasets", n=datasets)
        reason = Message.of("audit_disclosure.leave", of=of, left=left)
        return about(each.row, Verdict.CONSISTENT, reason)
    left = _left(summary, datasets, fixed)
    reason = Message.of("audit_disclosure.leave_risk", of=of, left=left, risk=RISK)
    advice = _advice(summary, subject.limits.few) if budget.advises else (ADVICE,)
    return about(each.row, Verdict.RISK, reason, explained=Explained(advice, Severity.NOTE))


def _of(each: Behind, summary: PrintedSummary) -> Message:
    return Message.of("audit_disclosure.of_people", statistics=each.of, n=summary.n)


def _left(summary: PrintedSummary, datasets: int, fixed: int) -> Message:
    if datasets == 1:
        return Message("audit_disclosure.one_left")
    left = Message.of("audit_disclosure.datasets", n=datasets)
    if not fixed:
        return left
    beyond = summary.attained_min
    key = "audit_disclosure.fixed_beyond" if beyond else "audit_disclosure.fixed"
    return Message.of(key, datasets=left, n=fixed)


@lru_cache(maxsize=10_000)
def _fixed(summary: PrintedSummary) -> int:
    """Count the people whose value is the same in all data sets, but for the printed ends."""
    try:
        frame = value_profile(summary, memory_limit=MEMORY)
    except TooLargeError:
        return 0
    return max(int(frame["lowest"].sum()) - summary.attained_min - summary.attained_max, 0)


@lru_cache(maxsize=10_000)
def _advice(summary: PrintedSummary, few: int) -> tuple[Said, ...]:
    found = suggest_protection(summary, few, memory_limit=MEMORY)
    return tuple(each.said for each in found[:_SUGGESTED])
