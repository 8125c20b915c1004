"""Disclosure: printed counts that may give a participant away.

A disclosure risk is not an error: it has a verdict of its own.
Counts that are not printed but follow from others are never named.
"""

from collections.abc import Iterator, Sequence

from peerstudy.auditing.finding import About, Finding
from peerstudy.auditing.names import listed
from peerstudy.auditing.registry import Kind, check
from peerstudy.auditing.subject import Subject
from peerstudy.frames.records import grouped
from peerstudy.ledger import Row
from peerstudy.words import Message, Said

RISK = Message("audit_disclosure.risk")
SOURCE = "Hundepool et al. 2012, ISBN 978-1-119-97815-2"


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
