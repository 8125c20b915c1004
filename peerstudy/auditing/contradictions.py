"""Contradictions: one quantity printed in two places, and texts that are no numbers."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from peerstudy.auditing.finding import About, Explained, Finding, Severity
from peerstudy.auditing.names import place
from peerstudy.auditing.percentages import why_absent
from peerstudy.auditing.registry import Kind, check
from peerstudy.auditing.slips import digits_of, slip
from peerstudy.auditing.subject import Subject
from peerstudy.auditing.works import work
from peerstudy.ledger import COUNTS, WORDS, Row
from peerstudy.printed import Rounding
from peerstudy.printed.rounding import interval
from peerstudy.printed.text import absence
from peerstudy.words import Message, Run, Said
from peerstudy.words.message import joined

READABLE = "TXT2"
"""The check whose medium findings are printed values that nothing else could be tested with."""
_COUNTS = (*COUNTS, "value")


@check("TXT1", by_group=True)
def printed_twice(subject: Subject) -> Iterator[Finding]:
    """Compare every pair of places that print one quantity; p-values may be of two tests.

    Another publication may report a subset of the people, so that what differs
    between two of them is inconsistent only if they describe the same ones.
    """
    for (*_, stat), rows in subject.ledger.by_quantity.items():
        if stat == "p":
            continue
        told = [row for row in rows if row.number is not None]
        places = {row.place for row in told}
        if len(places) < 2:
            continue
        clash = _clash_in_one_work(told, subject.rounding)
        apart = None if clash else _clash(told, subject.rounding)
        shown = joined(map(_shown, told), "; ")
        item = " / ".join(filter(None, told[0].quantity))
        if apart is not None:
            reason = Message.of("audit_contradictions.two_works", text=shown)
            yield About(apart[1], judged=apart, item=item).conditional(reason)
        elif clash is None:
            reason = Message.of("audit.stop", text=shown)
            yield About(told[0], judged=told, item=item).consistent(reason)
        else:
            about = About(clash[1], judged=clash, item=item)
            yield _contradiction(about, *clash, Message.of("audit.stop", text=shown))


def _clash_in_one_work(rows: Sequence[Row], rounding: Rounding) -> tuple[Row, Row] | None:
    """Find a clash within a publication; a source that names none may be of any."""
    named = {work(row.source) for row in rows} - {""}
    within = (
        _clash([row for row in rows if work(row.source) in ("", each)], rounding)
        for each in sorted(named) or [""]
    )
    return next(filter(None, within), None)


def _clash(rows: Sequence[Row], rounding: Rounding) -> tuple[Row, Row] | None:
    """Find the first two rows in different places that cannot both be right.

    Of each text its first row, and its first in another place, are enough.
    """
    kept: dict[str, list[Row]] = defaultdict(list)
    few = []
    for row in rows:
        same = kept[row.printed]
        if not same or (len(same) == 1 and same[0].place != row.place):
            same.append(row)
            few.append(row)
    apart = (pair for pair in combinations(few, 2) if pair[0].place != pair[1].place)
    return next((pair for pair in apart if not _agree(*pair, rounding)), None)


def _agree(row: Row, other: Row, rounding: Rounding) -> bool:
    """Compare two numbers to the coarser one's precision."""
    if row.number is None or other.number is None:
        return True
    if row.stat in _COUNTS or row.number.decimals == other.number.decimals:
        return row.number.value == other.number.value
    return interval(row.number, rounding).meets(interval(other.number, rounding))


def _shown(row: Row) -> Message:
    where = place(row.place) if row.place else Run(row.source)
    return Message.of("audit_contradictions.in", printed=Run(row.printed), place=where)


def _contradiction(about: About, first: Row, second: Row, reason: Said) -> Finding:
    kind = slip(digits_of(first), digits_of(second))
    severity, text = Severity.MEDIUM, Message("audit_contradictions.one_is_off")
    near = first.whole is not None and second.whole is not None
    if near and abs((first.whole or 0) - (second.whole or 0)) == 1:
        text = Message("audit_contradictions.differ_by_one")
    elif _cut_off(first, second):
        text, severity = Message("audit_contradictions.cut_off"), Severity.LOW
    elif kind:
        both = {"first": Run(first.printed), "second": Run(second.printed)}
        text = Message.of("audit_contradictions.slip", kind=kind, **both)
    possible = Message("audit_contradictions.one_of_them")
    return about.inconsistent(reason, Explained((text,), severity), possible=possible)


def _cut_off(first: Row, second: Row) -> bool:
    """Return whether the coarser of two numbers is the finer one, truncated."""
    if first.number is None or second.number is None or first.stat in _COUNTS:
        return False
    coarse, fine = sorted((first.number, second.number), key=lambda number: number.decimals)
    within = fine.value in interval(coarse, Rounding.TRUNCATED)
    return coarse.decimals < fine.decimals and within


@check(READABLE, kind=Kind.NOTE)
def readable(subject: Subject) -> Iterator[Finding]:
    """List what stands in place of a number, so that nothing passes silently."""
    most = _most_counted(subject.ledger.rows)
    for row in subject.ledger.rows:
        if row.stat in WORDS:
            continue
        why = absence(row.printed)
        if why is not None:
            severity = Severity.MEDIUM if why == "unreadable" else Severity.NOTE
            reason = Message.of(
                "audit_contradictions.unread", printed=Run(repr(row.printed)), why=why_absent(why)
            )
            yield About(row).untestable(reason, severity=severity)
        elif row.stat in COUNTS and (row.whole is None or row.whole < 0):
            share = row.number is not None and row.number.percent
            key = "audit_contradictions.a_percentage" if share else "audit_contradictions.not_whole"
            reason = Message.of(key, printed=Run(row.printed))
            yield About(row).untestable(reason, severity=Severity.MEDIUM)
        elif row.whole == 0 and _is_size(row):
            beside = most.get(row.scope if row.variable else row.scope[:2], 0)
            severity = Severity.MEDIUM if beside else Severity.NOTE
            reason = Message("audit_contradictions.of_nobody")
            if beside:
                reason = Message.of("audit_contradictions.beside_people", n=beside)
            yield About(row).untestable(reason, severity=severity)


def _is_size(row: Row) -> bool:
    return row.stat == "denominator" or (row.stat == "n" and not row.variable)


def _most_counted(rows: Sequence[Row]) -> dict[tuple[str, ...], int]:
    """Return the largest count of people by place and group, and by variable within them."""
    found: dict[tuple[str, ...], int] = {}
    for row in rows:
        if row.stat == "n":
            for key in ((row.place, row.group), row.scope):
                found[key] = max(found.get(key, 0), row.whole or 0)
    return found
