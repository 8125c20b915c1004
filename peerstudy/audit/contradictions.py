"""Contradictions: one quantity printed in two places, and texts that are no numbers."""

from collections.abc import Iterator, Sequence

from peerstudy.audit.finding import Finding, Severity, Verdict
from peerstudy.audit.registry import check
from peerstudy.audit.rows import Row
from peerstudy.audit.slips import digits, slip
from peerstudy.audit.subject import Subject, about
from peerstudy.printed import Rounding, absence, interval

_COUNTS = ("n", "denominator", "missing", "value")


@check("TXT1", "A quantity printed in two places agrees to the coarser one's precision")
def printed_twice(subject: Subject) -> Iterator[Finding]:
    """Compare every pair of places that print one quantity."""
    for rows in subject.by_quantity.values():
        told = [row for row in rows if row.number is not None]
        places = {row.place for row in told}
        if len(places) < 2:
            continue
        clash = _clash(told, subject.rounding)
        shown = "; ".join(f"{row.printed} in {row.place or row.source}" for row in told)
        if clash is None:
            yield about(
                told[0],
                "TXT1",
                Verdict.CONSISTENT,
                f"{shown}.",
                place=" and ".join(dict.fromkeys(row.place for row in told)),
            )
        else:
            yield _contradiction(clash, shown)


def _clash(rows: Sequence[Row], rounding: Rounding) -> tuple[Row, Row] | None:
    """Find two rows in different places that cannot both be right."""
    for i, row in enumerate(rows):
        for other in rows[i + 1 :]:
            if row.place != other.place and not _agree(row, other, rounding):
                return row, other
    return None


def _agree(row: Row, other: Row, rounding: Rounding) -> bool:
    """Compare two numbers to the coarser one's precision."""
    if row.number is None or other.number is None:
        return True
    if row.stat in _COUNTS or row.number.decimals == other.number.decimals:
        return row.number.value == other.number.value
    return interval(row.number, rounding).meets(interval(other.number, rounding))


def _contradiction(clash: tuple[Row, Row], shown: str) -> Finding:
    first, second = clash
    kind = slip(_digits(first), _digits(second))
    severity = Severity.MEDIUM
    near = first.whole is not None and second.whole is not None
    if near and abs((first.whole or 0) - (second.whole or 0)) == 1:
        text = "the two differ by one"
    elif _cut_off(first, second):
        text, severity = "the coarser one was cut off, not rounded", Severity.LOW
    elif kind:
        text = f"{kind}: {first.printed} and {second.printed}"
    else:
        text = "nothing simple; one of the places is to be corrected"
    return about(
        second,
        "TXT1",
        Verdict.INCONSISTENT,
        f"{shown}.",
        place=f"{first.place} and {second.place}",
        printed=f"{first.printed}, {second.printed}",
        possible="one of them",
        severity=severity,
        explanations=(text,),
        source=f"{first.source}; {second.source}",
    )


def _cut_off(first: Row, second: Row) -> bool:
    """Tell whether the coarser of two numbers is the finer one, truncated."""
    if first.number is None or second.number is None or first.stat in _COUNTS:
        return False
    coarse, fine = sorted((first.number, second.number), key=lambda number: number.decimals)
    within = fine.value in interval(coarse, Rounding.TRUNCATED)
    return coarse.decimals < fine.decimals and within


def _digits(row: Row) -> str:
    return digits(row.number) if row.number else row.printed


@check("TXT2", "Every printed number can be read as one number")
def readable(subject: Subject) -> Iterator[Finding]:
    """List what stands in place of a number, so that nothing passes silently."""
    for row in subject.rows:
        why = absence(row.printed)
        if why is not None:
            severity = Severity.MEDIUM if why == "unreadable" else Severity.NOTE
            yield about(
                row, "TXT2", Verdict.NOT_TESTABLE, f"{row.printed!r}: {why}.", severity=severity
            )
        elif row.stat in ("n", "denominator", "missing") and (row.whole is None or row.whole < 0):
            yield about(
                row,
                "TXT2",
                Verdict.NOT_TESTABLE,
                f"{row.printed} people: a count must be a whole number, 0 or more.",
                severity=Severity.MEDIUM,
            )
        elif (
            row.stat in ("n", "denominator")
            and row.whole == 0
            and (not row.variable or row.stat != "n")
        ):
            yield about(
                row,
                "TXT2",
                Verdict.NOT_TESTABLE,
                "Nothing can be a share or a mean of 0 people.",
                severity=Severity.NOTE,
            )
