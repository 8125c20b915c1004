"""What would reconcile a percentage with its count, simplest first.

Every explanation shows its arithmetic. None says that authors did a thing:
it says what would make the numbers agree.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from peerstudy.auditing.finding import Explained, Severity
from peerstudy.auditing.fits import few_missing
from peerstudy.auditing.names import Names
from peerstudy.auditing.rows import Base, Cell
from peerstudy.auditing.slips import SHIFTED, between, digits, quotient, quotient_of, slip
from peerstudy.ledger import Row
from peerstudy.printed import PERCENT, Printed, Rounding, interval, numerators, print_as
from peerstudy.words import Message, Run, Said, joined

_ENOUGH = 4


def explain_percent(
    cell: Cell,
    elsewhere: Sequence[Base],
    siblings: Iterable[Cell],
    rounding: Rounding,
    names: Names,
) -> Explained:
    """Return what would reconcile a percentage with its count.

    Parameters
    ----------
    cell : Cell
        A percentage that none of its denominators gives.
    elsewhere : sequence of Base
        Numbers printed elsewhere in the ledger that it might be of. Counts of
        other rows, of which one fits by chance, make it no less grave.
    siblings : iterable of Cell
        The cells beside it, which it may have changed places with.
    rounding : Rounding
        The rule to judge by.
    names : Names
        What the cells are called.
    """
    percent, count = cell.percent.number, cell.count
    if percent is None or count is None or count.number is None:
        return Explained((), Severity.HIGH)
    if count.whole is None:
        swapped = _swapped_columns(cell, rounding)
        return Explained(swapped, Severity.MEDIUM if swapped else Severity.HIGH)
    n = count.whole
    cut = _printed_by(Rounding.TRUNCATED, n, percent, cell.bases)
    if cut:
        return Explained(cut, Severity.LOW)
    beside = list(siblings)
    known = {base.n for base in cell.bases}
    others = [base for base in elsewhere if base.n not in known and base.kind != "count"]
    counts = [base for base in elsewhere if base.n not in known and base.kind == "count"]
    texts = (
        *_other_base(n, percent, others, rounding),
        *_count_off_by_one(n, percent, cell.bases, rounding),
        *_slipped_digit(n, percent, cell.bases, rounding),
        *_exchanged(cell, beside, rounding, names),
        *_swapped_columns(cell, rounding),
        *_printed_by(Rounding.UP, n, percent, cell.bases),
    )
    severity = Severity.MEDIUM if texts else Severity.HIGH
    levels = [each for each in beside if each.percent.scope == cell.percent.scope]
    if few_missing([cell, *levels], rounding):
        severity = Severity.LOW
    texts += () if texts else tuple(_other_base(n, percent, counts, rounding))
    texts += _unstated(n, percent, cell.bases, {base.n for base in elsewhere}, rounding)
    return Explained(texts[:_ENOUGH] or (nearest_percent(n, percent, cell.bases),), severity)


def _gives(n: int, percent: Printed, base: int, rounding: Rounding) -> bool:
    return n in numerators(percent, base, rounding)


def _printed_by(
    rule: Rounding, n: int, percent: Printed, bases: Sequence[Base]
) -> tuple[Said, ...]:
    """Name the denominators that give a percentage under another rule."""
    return tuple(
        printed_by(
            rule,
            quotient_of(n, base.n, base.name),
            print_as(Fraction(PERCENT * n, base.n), percent.decimals),
            digits(percent),
        )
        for base in bases
        if _gives(n, percent, base.n, rule)
    )


def printed_by(rule: Rounding, arithmetic: Said, rounded: str, printed: str) -> Message:
    """Return what a number prints as when it is rounded, and under another rule."""
    values = {"arithmetic": arithmetic, "rounded": Run(rounded), "printed": Run(printed)}
    if rule is Rounding.UP:
        return Message.of("audit.rounded_up", **values)
    return Message.of("audit.rounded", **values)


def _other_base(
    n: int, percent: Printed, elsewhere: Sequence[Base], rounding: Rounding
) -> list[Message]:
    return [
        Message.of(
            "audit_percent.prints_so", quotient=quotient(n, base.n), name=base.name, n=base.n
        )
        for base in elsewhere
        if n <= base.n and _gives(n, percent, base.n, rounding)
    ][:2]


def _count_off_by_one(
    n: int, percent: Printed, bases: Sequence[Base], rounding: Rounding
) -> list[Message]:
    return [
        Message.of("audit_percent.off_by_one", of=quotient_of(near, base.n, base.name))
        for base in bases
        for near in (n - 1, n + 1)
        if 0 <= near <= base.n and _gives(near, percent, base.n, rounding)
    ]


def _slipped_digit(
    n: int, percent: Printed, bases: Sequence[Base], rounding: Rounding
) -> Iterator[Message]:
    for base in bases:
        kind = _slip_in_percent(n, percent, base.n) if n <= base.n else None
        if kind:
            of = quotient_of(n, base.n, base.name)
            yield Message.of("audit_percent.slip_in_percentage", kind=kind, of=of)
        counts = numerators(percent, base.n, rounding)[: _ENOUGH + 1]
        for other in counts if len(counts) <= _ENOUGH else ():
            kind = slip(str(other), str(n))
            if kind and abs(other - n) > 1 and other <= base.n:
                of = quotient_of(other, base.n, base.name)
                yield Message.of("audit_percent.slip_in_count", kind=kind, of=of)


def _slip_in_percent(n: int, percent: Printed, base: int) -> Message | None:
    """Compare a percentage with the right one, also with its point one digit off."""
    right = Fraction(PERCENT * n, base)
    printed = digits(percent)
    kind = slip(print_as(right, percent.decimals), printed)
    for decimals in (percent.decimals - 1, percent.decimals + 1):
        if kind is None and decimals >= 0:
            other = slip(print_as(right, decimals), printed)
            kind = other if other == SHIFTED else None
    return kind


def _exchanged(
    cell: Cell, siblings: Iterable[Cell], rounding: Rounding, names: Names
) -> list[Message]:
    def fits(percent: Row, count: Row | None, bases: Sequence[Base]) -> bool:
        return (
            percent.number is not None
            and count is not None
            and count.whole is not None
            and any(_gives(count.whole, percent.number, base.n, rounding) for base in bases)
        )

    return [
        Message.of(
            "audit_percent.exchanged",
            cell=names.cell(other.percent),
            there=Run(other.percent.printed),
            here=Run(cell.percent.printed),
        )
        for other in siblings
        if other.percent.printed != cell.percent.printed
        and fits(other.percent, cell.count, cell.bases)
        and fits(cell.percent, other.count, other.bases)
        and not fits(other.percent, other.count, other.bases)
    ][:1]


def _swapped_columns(cell: Cell, rounding: Rounding) -> tuple[Message, ...]:
    """Try the count as the percentage and the percentage as the count."""
    if cell.count is None or cell.count.number is None or cell.percent.whole is None:
        return ()
    n, percent = cell.percent.whole, cell.count.number
    return tuple(
        Message.of("audit_percent.swapped_columns", of=quotient_of(n, base.n, base.name))
        for base in cell.bases
        if 0 <= n <= base.n and _gives(n, percent, base.n, rounding)
    )[:1]


def _unstated(
    n: int, percent: Printed, bases: Sequence[Base], printed: set[int], rounding: Rounding
) -> tuple[Message, ...]:
    """Name the denominators that fit but are printed nowhere, up to the claimed one."""
    if not bases or n < 1:
        return ()
    claimed = max(base.n for base in bases)
    low, high = _denominators(n, percent, rounding)
    low, high = max(low, n), claimed if high is None else min(high, claimed)
    while low <= high and (low in printed or not _gives(n, percent, low, rounding)):
        low += 1
    while low < high and (high in printed or not _gives(n, percent, high, rounding)):
        high -= 1
    if low > high:
        return ()
    first, last = str(low), str(high)
    span = first if first == last else between(first, last)
    shown = quotient(n, high)
    return (Message.of("audit_percent.unstated", span=span, quotient=shown),)


def _denominators(n: int, percent: Printed, rounding: Rounding) -> tuple[int, int | None]:
    """Return about the least and the greatest denominator that a count can have; None for any."""
    exact = interval(percent, rounding)
    if exact.high <= 0:
        return 1, 0
    high = int(PERCENT * n // exact.low) + 1 if exact.low > 0 else None
    return int(PERCENT * n // exact.high), high


def nearest_percent(n: int, percent: Printed, bases: Sequence[Base]) -> Message:
    """Return that nothing simple reconciles a percentage, and what would be nearest."""
    parts = []
    for base in bases[:2]:
        right = print_as(Fraction(PERCENT * n, base.n), percent.decimals)
        below = (percent.units * base.n) // (PERCENT * 10**percent.decimals)
        near = ", ".join(
            f"{k} ({print_as(Fraction(PERCENT * k, base.n), percent.decimals)})"
            for k in (below, below + 1)
            if 0 <= k <= base.n
        )
        values = {"n": n, "base": base.n, "right": Run(right)}
        parts.append(
            Message.of("audit_percent.prints_nearest", **values, near=Run(near))
            if near
            else Message.of("audit_percent.prints_nearest_none", **values)
        )
    if not parts:
        return Message("audit.nothing_simple")
    return Message.of("audit_percent.nothing_simple_but", told=joined(parts, "; "))
