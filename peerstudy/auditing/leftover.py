"""Disclosure by statistics: a mean, an SD and a range that leave few data sets, or fix a value.

The values themselves are never printed here; ``peerstudy reconstruct --list``
shows them to the data's owner.
"""

from collections.abc import Iterator
from functools import lru_cache

from peerstudy.auditing.disclosure import RISK
from peerstudy.auditing.finding import About, Finding
from peerstudy.auditing.registry import Kind, check
from peerstudy.auditing.subject import Subject
from peerstudy.auditing.summaries import MEMORY, Budget, behind
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
        about = About(each.row, each.sd, *subject.beside(each.row, "min", "max"))
        datasets = budget.count(each.summary) if each.summary is not None else None
        if each.summary is None:
            yield about.untestable(each.why_not)
            continue
        of = Message.of("audit_disclosure.of_people", statistics=each.of, n=each.summary.n)
        if datasets is None:
            yield about.untestable(Message.of("audit_disclosure.too_large", of=of))
        elif datasets == 0:
            yield about.untestable(Message("audit_disclosure.no_dataset"))
        else:
            yield _judge(about, subject.limits.few, each.summary, of, datasets, budget)


def _judge(
    about: About, few: int, summary: PrintedSummary, of: Message, datasets: int, budget: Budget
) -> Finding:
    known = effort(summary) * _PROFILE <= budget.each
    fixed = _fixed(summary) if known else 0
    if datasets >= few and 2 * fixed < summary.n:
        left = Message.of("audit_disclosure.datasets", n=datasets)
        return about.consistent(Message.of("audit_disclosure.leave", of=of, left=left))
    left = _left(summary, datasets, fixed)
    reason = Message.of("audit_disclosure.leave_risk", of=of, left=left, risk=RISK)
    return about.risk(reason, *(_advice(summary, few) if budget.advises else (ADVICE,)))


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
