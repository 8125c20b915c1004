"""Pooled means: an overall mean is the weighted mean of its groups' means."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from peerstudy.auditing.finding import UNEXPLAINED, About, Explained, Finding, Severity
from peerstudy.auditing.names import listed
from peerstudy.auditing.ranges import spread_of
from peerstudy.auditing.registry import OF_RANGES, check
from peerstudy.auditing.slips import span
from peerstudy.auditing.subject import Subject
from peerstudy.ledger import Row
from peerstudy.printed import Interval, Rounding, added, interval
from peerstudy.words import Message, Run, Said


class PartMean(NamedTuple):
    """A group's printed mean as an interval, with its n, and the rows that print them."""

    mean: Interval
    n: int
    row: Row
    size: Row | None


@check("AVG4", reads=OF_RANGES)
def pooled(subject: Subject) -> Iterator[Finding]:
    """Subtract the parts' sums from the group's: what is left must be possible.

    Parts of one partition are subtracted together; others, which may overlap,
    one by one.
    """
    for row, partition, parts in subject.divided("mean"):
        whole = _part_mean(subject, row)
        told = [part for each in parts.values() if (part := _part_mean(subject, each))]
        for subset in [told] if partition else [[part] for part in told]:
            if whole is not None and subset:
                yield _judge(subject, row, whole, subset)


def _part_mean(subject: Subject, row: Row | None) -> PartMean | None:
    mean, base = subject.interval(row), subject.base(row) if row else None
    if row is None or mean is None or base is None:
        return None
    return PartMean(mean, base.n, row, base.row)


def _judge(subject: Subject, row: Row, whole: PartMean, parts: Sequence[PartMean]) -> Finding:
    about = About(row, whole.size, *(each for part in parts for each in (part.row, part.size)))
    left = whole.n - sum(part.n for part in parts)
    taken = added(part.mean.times(part.n) for part in parts)
    low, high = whole.n * whole.mean.low - taken.high, whole.n * whole.mean.high - taken.low
    names = {
        "parts": listed(subject.names.group(part.row.group) for part in parts),
        "whole": subject.names.group(row.group),
    }
    if left < 0:
        return about.untestable(Message.of("audit_means.parts_too_many", **names))
    if left == 0:
        return _judge_all(about, row, parts, names, fits=low <= 0 <= high)
    spread = spread_of(subject, row)
    possible = span(low / left, high / left)
    told = Message.of("audit_means.the_others", **names, n=left, possible=possible)
    if spread.low is None and spread.high is None:
        return about.untestable(Message.of("audit_means.others_no_range", told=told))
    too_low = spread.low is not None and high / left < spread.low.low
    too_high = spread.high is not None and low / left > spread.high.high
    if too_low or too_high:
        return about.inconsistent(Message.of("audit_means.others_outside", told=told))
    return about.consistent(Message.of("audit_means.others_within", told=told))


def _judge_all(
    about: About, row: Row, parts: Sequence[PartMean], names: Mapping[str, Said], *, fits: bool
) -> Finding:
    """Judge an overall mean by the means of all its parts."""
    n = sum(part.n for part in parts)
    pool = added(part.mean.times(Fraction(part.n, n)) for part in parts)
    possible = span(pool.low, pool.high)
    reason = Message.of("audit_means.pool", **names, possible=possible, printed=Run(row.printed))
    if fits:
        return about.consistent(reason, possible=possible)
    return about.inconsistent(reason, _explain(row, parts, pool), possible=possible)


def _explain(row: Row, parts: Sequence[PartMean], pool: Interval) -> Explained:
    """Return what would reconcile an overall mean with its groups' means."""
    if row.number is None:
        return UNEXPLAINED
    plain = added(part.mean.times(Fraction(1, len(parts))) for part in parts)
    widest = Interval(min(part.mean.low for part in parts), max(part.mean.high for part in parts))
    if interval(row.number, Rounding.TRUNCATED).meets(pool):
        text = Message.of("audit_means.if_truncated", printed=Run(row.printed))
        return Explained((text,), Severity.LOW)
    if interval(row.number).meets(plain):
        return Explained((Message("audit_means.plain_average"),), Severity.MEDIUM)
    if interval(row.number).meets(widest):
        return Explained((Message("audit_means.other_ns"),), Severity.MEDIUM)
    return Explained((Message("audit_means.outside_means"),), Severity.HIGH)
