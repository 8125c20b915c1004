"""What would reconcile a percentage with its count, simplest first.

Every explanation shows its arithmetic. None says that authors did a thing:
it says what would make the numbers agree.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from peerstudy.auditing.finding import NOTHING_SIMPLE, UNEXPLAINED, Explained, Severity
from peerstudy.auditing.fits import few_missing, fits
from peerstudy.auditing.rows import Base, Cell
from peerstudy.auditing.slips import SHIFTED, between, digits, quotient, quotient_of, slip
from peerstudy.auditing.subject import Subject
from peerstudy.ledger import Row
from peerstudy.printed import PERCENT, Printed, Rounding, interval, numerators, print_as
from peerstudy.words import Message, Run, Said, joined

_ENOUGH = 4


class Share(NamedTuple):
    """A count, the percentage printed with it, and the rule to judge by."""

    n: int
    percent: Printed
    rounding: Rounding

    def fits(self, base: int) -> bool:
        """Return whether the percentage is the count over this denominator."""
        return self.n in numerators(self.percent, base, self.rounding)

    def right(self, base: int) -> str:
        """Print what the percentage would be over this denominator."""
        return print_as(Fraction(PERCENT * self.n, base), self.percent.decimals)


def explain_percent(
    subject: Subject, cell: Cell, elsewhere: Sequence[Base] = (), siblings: Iterable[Cell] = ()
) -> Explained:
    """Return what would reconcile a percentage that none of its denominators gives.

    `elsewhere` are numbers printed elsewhere in the ledger that it might be of;
    counts of other rows, of which one fits by chance, make it no less grave.
    With its `siblings`, the cells beside it, it may have changed places.
    """
    percent, count, rounding = cell.percent.number, cell.count, subject.rounding
    if percent is None or count is None or count.number is None:
        return UNEXPLAINED
    if count.whole is None:
        swapped = tuple(_swapped_columns(cell, rounding))
        return Explained(swapped, Severity.MEDIUM if swapped else Severity.HIGH)
    share = Share(count.whole, percent, rounding)
    if cut := tuple(_printed_by(Rounding.TRUNCATED, share, cell.bases)):
        return Explained(cut, Severity.LOW)
    beside = list(siblings)
    known = {base.n for base in cell.bases}
    others = [base for base in elsewhere if base.n not in known and base.kind != "count"]
    counts = [base for base in elsewhere if base.n not in known and base.kind == "count"]
    texts: tuple[Said, ...] = (
        *_other_base(share, others),
        *_count_off_by_one(share, cell.bases),
        *_slipped_digit(share, cell.bases),
        *_exchanged(subject, cell, beside),
        *_swapped_columns(cell, rounding),
        *_printed_by(Rounding.UP, share, cell.bases),
    )
    severity = Severity.MEDIUM if texts else Severity.HIGH
    levels = [each for each in beside if each.percent.scope == cell.percent.scope]
    if few_missing([cell, *levels], rounding):
        severity = Severity.LOW
    texts += () if texts else tuple(_other_base(share, counts))
    texts += tuple(_unstated(share, cell.bases, {base.n for base in elsewhere}))
    return Explained(texts[:_ENOUGH] or (_nearest(share, cell.bases),), severity)


def _printed_by(rule: Rounding, share: Share, bases: Sequence[Base]) -> Iterator[Message]:
    """Name the denominators that give a percentage under another rule."""
    for base in bases:
        if share._replace(rounding=rule).fits(base.n):
            of = quotient_of(share.n, base)
            yield printed_by(rule, of, share.right(base.n), digits(share.percent))


def printed_by(rule: Rounding, arithmetic: Said, rounded: str, printed: str) -> Message:
    """Return what a number prints as when it is rounded, and under another rule."""
    key = "audit.rounded_up" if rule is Rounding.UP else "audit.rounded"
    return Message.of(key, arithmetic=arithmetic, rounded=Run(rounded), printed=Run(printed))


def _other_base(share: Share, elsewhere: Sequence[Base]) -> list[Message]:
    return [
        Message.of(
            "audit_percent.prints_so", quotient=quotient(share.n, base.n), name=base.name, n=base.n
        )
        for base in elsewhere
        if share.n <= base.n and share.fits(base.n)
    ][:2]


def _count_off_by_one(share: Share, bases: Sequence[Base]) -> Iterator[Message]:
    for base in bases:
        for near in (share.n - 1, share.n + 1):
            if 0 <= near <= base.n and share._replace(n=near).fits(base.n):
                yield Message.of("audit_percent.off_by_one", of=quotient_of(near, base))


def _slipped_digit(share: Share, bases: Sequence[Base]) -> Iterator[Message]:
    for base in bases:
        kind = _slip_in_percent(share, base.n) if share.n <= base.n else None
        if kind:
            of = quotient_of(share.n, base)
            yield Message.of("audit_percent.slip_in_percentage", kind=kind, of=of)
        counts = numerators(share.percent, base.n, share.rounding)[: _ENOUGH + 1]
        for other in counts if len(counts) <= _ENOUGH else ():
            kind = slip(str(other), str(share.n))
            if kind and abs(other - share.n) > 1 and other <= base.n:
                of = quotient_of(other, base)
                yield Message.of("audit_percent.slip_in_count", kind=kind, of=of)


def _slip_in_percent(share: Share, base: int) -> Message | None:
    """Compare a percentage with the right one, also with its point one digit off."""
    right, printed = Fraction(PERCENT * share.n, base), digits(share.percent)
    kind = slip(share.right(base), printed)
    for decimals in (share.percent.decimals - 1, share.percent.decimals + 1):
        if kind is None and decimals >= 0:
            other = slip(print_as(right, decimals), printed)
            kind = other if other == SHIFTED else None
    return kind


def _exchanged(subject: Subject, cell: Cell, siblings: Iterable[Cell]) -> list[Message]:
    def fit(percent: Row, count: Row | None, bases: tuple[Base, ...]) -> bool:
        return any(fits(Cell(percent, count, bases), base.n, subject.rounding) for base in bases)

    return [
        Message.of(
            "audit_percent.exchanged",
            cell=subject.names.cell(other.percent),
            there=Run(other.percent.printed),
            here=Run(cell.percent.printed),
        )
        for other in siblings
        if other.percent.printed != cell.percent.printed
        and fit(other.percent, cell.count, cell.bases)
        and fit(cell.percent, other.count, other.bases)
        and not fit(other.percent, other.count, other.bases)
    ][:1]


def _swapped_columns(cell: Cell, rounding: Rounding) -> list[Message]:
    """Try the count as the percentage and the percentage as the count."""
    if cell.count is None or cell.count.number is None or cell.percent.whole is None:
        return []
    share = Share(cell.percent.whole, cell.count.number, rounding)
    return [
        Message.of("audit_percent.swapped_columns", of=quotient_of(share.n, base))
        for base in cell.bases
        if 0 <= share.n <= base.n and share.fits(base.n)
    ][:1]


def _unstated(share: Share, bases: Sequence[Base], printed: set[int]) -> Iterator[Message]:
    """Name the denominators that fit but are printed nowhere, up to the claimed one."""
    if not bases or share.n < 1:
        return
    claimed = max(base.n for base in bases)
    low, high = _denominators(share)
    low, high = max(low, share.n), claimed if high is None else min(high, claimed)
    while low <= high and (low in printed or not share.fits(low)):
        low += 1
    while low < high and (high in printed or not share.fits(high)):
        high -= 1
    if low <= high:
        span = between(str(low), str(high)) if low < high else str(low)
        yield Message.of("audit_percent.unstated", span=span, quotient=quotient(share.n, high))


def _denominators(share: Share) -> tuple[int, int | None]:
    """Return about the least and the greatest denominator that a count can have; None for any."""
    exact = interval(share.percent, share.rounding)
    if exact.high <= 0:
        return 1, 0
    high = int(PERCENT * share.n // exact.low) + 1 if exact.low > 0 else None
    return int(PERCENT * share.n // exact.high), high


def _nearest(share: Share, bases: Sequence[Base]) -> Message:
    """Return that nothing simple reconciles a percentage, and what would be nearest."""
    told = joined((_nearest_of(share, base.n) for base in bases[:2]), "; ")
    return Message.of("audit_percent.nothing_simple_but", told=told) if bases else NOTHING_SIMPLE


def _nearest_of(share: Share, base: int) -> Message:
    """Return what a count yields over a denominator, and the counts nearest to a percentage."""
    below = (share.percent.units * base) // (PERCENT * 10**share.percent.decimals)
    counts = [k for k in (below, below + 1) if 0 <= k <= base]
    values: dict[str, Any] = {"n": share.n, "base": base, "right": Run(share.right(base))}
    if not counts:
        return Message.of("audit_percent.prints_nearest_none", **values)
    near = ", ".join(f"{k} ({share._replace(n=k).right(base)})" for k in counts)
    return Message.of("audit_percent.prints_nearest", **values, near=Run(near))
