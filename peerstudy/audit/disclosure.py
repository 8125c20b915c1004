"""Disclosure: printed counts that may give a participant away.

A risk to participants is no error: these findings are consistent, with a note.
Counts that are not printed but follow from others are never named.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from peerstudy.audit.finding import Finding, Severity, Verdict
from peerstudy.audit.registry import check
from peerstudy.audit.rows import Row, called
from peerstudy.audit.subject import Subject, about

RISK = "A risk to participants, not an error."
SOURCE = "Hundepool et al. 2012, ISBN 978-1-119-97815-2"


@check("DSC1", "No printed count is of fewer people than a threshold", SOURCE)
def small_cells(subject: Subject) -> Iterator[Finding]:
    """Note the variables, and the groups, with fewer people than the threshold but some."""
    threshold = subject.limits.threshold
    for rows in _counts(subject).values():
        small = [row for row in rows if row.whole is not None and 0 < row.whole < threshold]
        row = rows[0].for_scope(printed=", ".join(row.printed for row in small or rows))
        if not small:
            reason = f"No count here is of 1 to {threshold - 1} people."
            yield about(row, "DSC1", Verdict.CONSISTENT, reason)
            continue
        what = "group" if not row.variable else "cell"
        many = f"1 {what} has" if len(small) == 1 else f"{len(small)} {what}s have"
        names = ", ".join(each.level or each.group or "the sample" for each in small)
        yield about(
            row,
            "DSC1",
            Verdict.CONSISTENT,
            f"{many} fewer than {threshold} people: {names}. {RISK}",
            severity=Severity.NOTE,
            explanations=(f"join small {what}s with others, or withhold them and one more",),
        )


def _counts(subject: Subject) -> dict[tuple[str, str, str], list[Row]]:
    """Give the counts of people by scope; groups' own sizes by place."""
    found: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in subject.rows:
        if row.stat == "n" and row.whole is not None and subject.counts_people(row.variable):
            found[row.scope if row.variable else (row.place, row.group, "")].append(row)
    return found


@check("DSC2", "No withheld count follows from printed totals", SOURCE)
def recoverable_cells(subject: Subject) -> Iterator[Finding]:
    """Subtract the printed parts from the printed whole where one part alone is withheld."""
    yield from _levels(subject)
    yield from _groups(subject)


def _levels(subject: Subject) -> Iterator[Finding]:
    """Look at the levels of each variable in each group."""
    scopes: dict[tuple[str, str, str], dict[str, Row]] = defaultdict(dict)
    for row in subject.rows:
        if row.stat == "n" and row.variable and row.level and subject.counts_people(row.variable):
            scopes[row.scope][row.level] = row
    for rows in scopes.values():
        first = next(iter(rows.values()))
        trait = subject.trait(first.variable)
        levels = list(dict.fromkeys([*trait.levels, *rows]))
        told = {level: row.whole for level, row in rows.items() if row.whole is not None}
        wholes = [base.n for base in subject.bases(first.for_scope(stat="mean"))]
        closed = trait.exclusive == "yes" and trait.exhaustive == "yes"
        hidden = [level for level in levels if level not in told]
        if not closed or not wholes or not hidden:
            continue
        yield _told(subject, first.for_scope(), hidden, wholes[0] - sum(told.values()), "level")


def _groups(subject: Subject) -> Iterator[Finding]:
    """Look at each count of a group and of the groups it is divided into."""
    counted: dict[str, list[Row]] = defaultdict(list)
    for (group, _, _, stat), rows in subject.by_quantity.items():
        if stat == "n" and rows and subject.counts_people(rows[0].variable):
            counted[group].append(rows[0])
    for parent, partition, parts in subject.children():
        for row in counted[parent] if partition else ():
            if row.whole is None:
                continue
            found = {part: _count(subject, part, row) for part in parts}
            told = [n for n in found.values() if n is not None]
            hidden = [part for part, n in found.items() if n is None]
            if told and hidden:
                yield _told(subject, row, hidden, row.whole - sum(told), "group")


def _count(subject: Subject, group: str, like: Row) -> int | None:
    rows = subject.by_quantity.get((group, like.variable, like.level, "n"))
    return rows[0].whole if rows else None


def _told(subject: Subject, row: Row, hidden: Sequence[str], rest: int, what: str) -> Finding:
    """Say whether what is left belongs to one level or group alone; never how much it is."""
    row = row._replace(printed="")
    where = called(row) if row.variable else "the sizes"
    names = ", ".join(hidden)
    if len(hidden) > 1:
        reason = f"{len(hidden)} {what}s of {where} are withheld ({names}): none follows alone."
        return about(row, "DSC2", Verdict.CONSISTENT, reason)
    if rest < 0:
        reason = f"The printed parts of {where} are more than their whole."
        return about(row, "DSC2", Verdict.NOT_TESTABLE, reason)
    threshold = subject.limits.threshold
    small = 0 < rest < threshold
    reason = f"The count of {names} follows from the printed total and the other {what}s."
    texts = (f"withhold one more {what}, or the total",) if small else ()
    severity = Severity.NOTE if small else Severity.NONE
    reason = f"{reason} {RISK}" if small else f"{reason} It is not of 1 to {threshold - 1} people."
    return about(row, "DSC2", Verdict.CONSISTENT, reason, severity=severity, explanations=texts)
