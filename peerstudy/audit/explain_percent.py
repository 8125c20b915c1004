"""What would reconcile a percentage with its count, simplest first.

Every explanation shows its arithmetic. None says that authors did a thing:
it says what would make the numbers agree.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from peerstudy.audit.finding import Explained, Severity
from peerstudy.audit.rows import Base, Cell, Row
from peerstudy.audit.slips import SHIFTED, digits, quotient, slip
from peerstudy.printed import PERCENT, Printed, Rounding, numerators, print_as

_ENOUGH = 4


def explain_percent(
    cell: Cell, elsewhere: Sequence[Base], siblings: Iterable[Cell], rounding: Rounding
) -> Explained:
    """Say what would reconcile a percentage with its count.

    Parameters
    ----------
    cell : Cell
        A percentage that none of its denominators gives.
    elsewhere : sequence of Base
        Numbers printed elsewhere in the ledger that it might be of.
    siblings : iterable of Cell
        The cells beside it, which it may have changed places with.
    rounding : Rounding
        The rule to judge by.
    """
    percent, count = cell.percent.number, cell.count
    if percent is None or count is None or count.number is None:
        return Explained((), Severity.HIGH)
    if count.whole is None:
        swapped = _swapped_columns(cell, rounding)
        return Explained(swapped, Severity.MEDIUM if swapped else Severity.HIGH)
    n = count.whole
    cut = _printed_by(Rounding.TRUNCATED, "truncated", n, percent, cell.bases)
    if cut:
        return Explained(cut, Severity.LOW)
    known = {base.n for base in cell.bases}
    others = [base for base in elsewhere if base.n not in known]
    texts = (
        *_other_base(n, percent, others, rounding),
        *_count_off_by_one(n, percent, cell.bases, rounding),
        *_slipped_digit(n, percent, cell.bases, rounding),
        *_exchanged(cell, siblings, rounding),
        *_swapped_columns(cell, rounding),
        *_printed_by(Rounding.UP, "always rounded up", n, percent, cell.bases),
    )
    severity = Severity.MEDIUM if texts else Severity.HIGH
    texts += _unstated(n, percent, cell.bases, {base.n for base in elsewhere}, rounding)
    return Explained(texts[:_ENOUGH] or (nearest_percent(n, percent, cell.bases),), severity)


def _gives(n: int, percent: Printed, base: int, rounding: Rounding) -> bool:
    return n in numerators(percent, base, rounding)


def _printed_by(
    rule: Rounding, called: str, n: int, percent: Printed, bases: Sequence[Base]
) -> tuple[str, ...]:
    """Name the denominators that give a percentage under another rule."""
    return tuple(
        f"{quotient(n, base.n)} of {base.name}; prints "
        f"{print_as(Fraction(PERCENT * n, base.n), percent.decimals)} when rounded, "
        f"{digits(percent)} when {called}"
        for base in bases
        if _gives(n, percent, base.n, rule)
    )


def _other_base(
    n: int, percent: Printed, elsewhere: Sequence[Base], rounding: Rounding
) -> list[str]:
    return [
        f"{quotient(n, base.n)}, which is printed so: {base.name} is {base.n}"
        for base in elsewhere
        if n <= base.n and _gives(n, percent, base.n, rounding)
    ][:2]


def _count_off_by_one(
    n: int, percent: Printed, bases: Sequence[Base], rounding: Rounding
) -> list[str]:
    return [
        f"a count off by one: {quotient(near, base.n)} of {base.name}"
        for base in bases
        for near in (n - 1, n + 1)
        if 0 <= near <= base.n and _gives(near, percent, base.n, rounding)
    ]


def _slipped_digit(
    n: int, percent: Printed, bases: Sequence[Base], rounding: Rounding
) -> Iterator[str]:
    for base in bases:
        kind = _slip_in_percent(n, percent, base.n) if n <= base.n else None
        if kind:
            yield f"{kind} in the percentage: {quotient(n, base.n)} of {base.name}"
        counts = numerators(percent, base.n, rounding)
        for other in counts if len(counts) <= _ENOUGH else ():
            kind = slip(str(other), str(n))
            if kind and abs(other - n) > 1 and other <= base.n:
                yield f"{kind} in the count: {quotient(other, base.n)} of {base.name}"


def _slip_in_percent(n: int, percent: Printed, base: int) -> str | None:
    """Compare a percentage with the right one, also with its point one digit off."""
    right = Fraction(PERCENT * n, base)
    printed = digits(percent)
    kind = slip(print_as(right, percent.decimals), printed)
    for decimals in (percent.decimals - 1, percent.decimals + 1):
        if kind is None and decimals >= 0:
            other = slip(print_as(right, decimals), printed)
            kind = other if other == SHIFTED else None
    return kind


def _exchanged(cell: Cell, siblings: Iterable[Cell], rounding: Rounding) -> list[str]:
    def fits(percent: Row, count: Row | None, bases: Sequence[Base]) -> bool:
        return (
            percent.number is not None
            and count is not None
            and count.whole is not None
            and any(_gives(count.whole, percent.number, base.n, rounding) for base in bases)
        )

    return [
        f"changed places with {_called(other.percent)}: {other.percent.printed} fits this count, "
        f"and {cell.percent.printed} fits the count there"
        for other in siblings
        if other.percent.printed != cell.percent.printed
        and fits(other.percent, cell.count, cell.bases)
        and fits(cell.percent, other.count, other.bases)
        and not fits(other.percent, other.count, other.bases)
    ][:1]


def _swapped_columns(cell: Cell, rounding: Rounding) -> tuple[str, ...]:
    """Try the count as the percentage and the percentage as the count."""
    if cell.count is None or cell.count.number is None or cell.percent.whole is None:
        return ()
    n, percent = cell.percent.whole, cell.count.number
    return tuple(
        f"count and percentage have changed places: {quotient(n, base.n)} of {base.name}"
        for base in cell.bases
        if 0 <= n <= base.n and _gives(n, percent, base.n, rounding)
    )[:1]


def _unstated(
    n: int, percent: Printed, bases: Sequence[Base], printed: set[int], rounding: Rounding
) -> tuple[str, ...]:
    """Name the denominators that fit but are printed nowhere, up to the claimed one."""
    if not bases or n < 1:
        return ()
    claimed = max(base.n for base in bases)
    fitting = [
        d for d in range(n, claimed + 1) if d not in printed and _gives(n, percent, d, rounding)
    ]
    if not fitting:
        return ()
    span = str(fitting[0]) if len(fitting) == 1 else f"{fitting[0]} to {fitting[-1]}"
    return (f"a denominator of {span}, which is printed nowhere: {quotient(n, fitting[-1])}",)


def nearest_percent(n: int, percent: Printed, bases: Sequence[Base]) -> str:
    """Say that nothing simple reconciles a percentage, and what would be nearest."""
    parts = []
    for base in bases[:2]:
        right = print_as(Fraction(PERCENT * n, base.n), percent.decimals)
        below = (percent.units * base.n) // (PERCENT * 10**percent.decimals)
        near = ", ".join(
            f"{k} ({print_as(Fraction(PERCENT * k, base.n), percent.decimals)})"
            for k in (below, below + 1)
            if 0 <= k <= base.n
        )
        parts.append(
            f"{n} of {base.n} prints {right}; nearest counts of {base.n}: {near or 'none'}"
        )
    return "nothing simple; " + "; ".join(parts) if parts else "nothing simple"


def _called(row: Row) -> str:
    return " ".join(part for part in (row.group, row.variable, row.level) if part)
