"""Disclosure: printed counts and statistics that may give a participant away.

A disclosure risk is not an error: it has a verdict of its own. Counts that are not printed
but follow from others are never named, nor are the values that a mean, an SD and a range fix;
``peerstudy reconstruct --values`` shows these to the data's owner.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from peerstudy.auditing.finding import About, Finding
from peerstudy.auditing.names import listed
from peerstudy.auditing.registry import Kind, check
from peerstudy.auditing.subject import Subject
from peerstudy.auditing.summaries import MEMORY, Budget, behind
from peerstudy.errors import TooLargeError
from peerstudy.frames.records import grouped
from peerstudy.ledger import Row
from peerstudy.reconstruct import PrintedSummary, effort, suggest_protection, value_profile
from peerstudy.words import Message, Run, Said

RISK = Message("audit_disclosure.risk")
SOURCE = "Hundepool et al. 2012, ISBN 978-1-119-97815-2"
ADVICE = Message.of("audit_disclosure.advice", function=Run("suggest_protection()"))
_PROFILE = 10
_SUGGESTED = 3


@check("DSC1", SOURCE, kind=Kind.RISK)
def small_cells(subject: Subject) -> Iterator[Finding]:
    """Note the variables, and the groups, with fewer people than the threshold but some."""
    threshold = subject.limits.threshold
    for rows in _counts(subject).values():
        small = [row for row in rows if row.whole is not None and 0 < row.whole < threshold]
        row = rows[0].for_scope()
        if not small:
            reason = Message.of("audit_disclosure.none_small", most=threshold - 1)
            yield About(row, judged=rows).consistent(reason)
            continue
        advice = Message(f"audit_disclosure.join_{'cells' if row.variable else 'groups'}")
        yield About(row, judged=small).risk(_small(subject, row, small), advice)


def _small(subject: Subject, row: Row, small: Sequence[Row]) -> Message:
    """Name the small cells of a variable, or the small groups."""
    names = listed(
        subject.names.level(each.variable, each.level)
        if each.level
        else subject.names.group(each.group)
        for each in small
    )
    values = {"threshold": subject.limits.threshold, "names": names, "risk": RISK}
    what = "cell" if row.variable else "group"
    if len(small) == 1:
        return Message.of(f"audit_disclosure.small_{what}", **values)
    return Message.of(f"audit_disclosure.small_{what}s", **values, n=len(small))


def _counts(subject: Subject) -> dict[tuple[str, str, str], list[Row]]:
    """Return the counts of people by scope; groups' own sizes by place."""
    rows = subject.ledger.rows
    counts = (row for row in rows if row.stat == "n" and row.whole is not None)
    return grouped(filter(subject.ledger.of_people, counts), lambda row: row.scope)


@check("DSC2", SOURCE, kind=Kind.RISK)
def recoverable_cells(subject: Subject) -> Iterator[Finding]:
    """Subtract the printed parts from the printed whole where one part alone is withheld."""
    yield from _levels(subject)
    yield from _groups(subject)


def _levels(subject: Subject) -> Iterator[Finding]:
    """Look at the levels of each variable in each group."""
    of_levels = (
        row for row in subject.ledger.rows if row.stat == "n" and row.variable and row.level
    )
    counts = filter(subject.ledger.of_people, of_levels)
    for own in grouped(counts, lambda row: row.scope).values():
        rows = {row.level: row for row in own}
        first = next(iter(rows.values()))
        trait = subject.ledger.trait(first.variable)
        levels = list(dict.fromkeys([*trait.levels, *rows]))
        told = {level: row.whole for level, row in rows.items() if row.whole is not None}
        wholes = [base.n for base in subject.bases(first.for_scope(stat="mean"))]
        closed = trait.exclusive == "yes" and trait.exhaustive == "yes"
        hidden = [level for level in levels if level not in told]
        if not closed or not wholes or not hidden:
            continue
        about = About(first.for_scope(), *rows.values())
        rest = wholes[0] - sum(told.values())
        yield _told(about, subject, first.for_scope(), hidden, rest, "level")


def _groups(subject: Subject) -> Iterator[Finding]:
    """Look at each count of a group and of the groups it is divided into."""
    for row, partition, parts in subject.divided("n"):
        told = [each.whole for each in parts.values() if each and each.whole is not None]
        hidden = [part for part, each in parts.items() if not each or each.whole is None]
        of_people = row.whole is not None and subject.ledger.of_people(row)
        if partition and of_people and told and hidden:
            about = About(row, *parts.values(), printed=())
            yield _told(about, subject, row, hidden, (row.whole or 0) - sum(told), "group")


def _told(
    about: About, subject: Subject, row: Row, hidden: Sequence[str], rest: int, what: str
) -> Finding:
    """Return whether what is left belongs to one level or group alone; never how much it is."""
    called = subject.names
    where: Said = called.variable_and_level(row) if row.variable else _SIZES
    names = listed(
        called.level(row.variable, name) if what == "level" else called.group(name)
        for name in hidden
    )
    if len(hidden) > 1:
        key = f"audit_disclosure.{what}s_withheld"
        return about.consistent(Message.of(key, n=len(hidden), where=where, names=names))
    if rest < 0:
        return about.untestable(Message.of("audit_disclosure.parts_exceed", where=where))
    threshold = subject.limits.threshold
    if not 0 < rest < threshold:
        key = f"audit_disclosure.{what}_follows"
        return about.consistent(Message.of(key, names=names, most=threshold - 1))
    reason = Message.of(f"audit_disclosure.{what}_follows_risk", names=names, risk=RISK)
    return about.risk(reason, Message(f"audit_disclosure.withhold_{what}"))


_SIZES = Message("audit_disclosure.sizes")


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
            yield _judge_left(about, subject.limits.few, each.summary, of, datasets, budget)


def _judge_left(
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
