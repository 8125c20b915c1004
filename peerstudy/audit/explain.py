"""What would reconcile a printed number with the others, simplest first.

Every explanation shows its arithmetic. None says that authors did a thing:
it says what would make the numbers agree.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from peerstudy.audit.finding import Severity
from peerstudy.audit.subject import Base, Cell, Row
from peerstudy.printed import PERCENT, Printed, Rounding, mean_terms, numerators, print_as

_GRAINS = ((Fraction(1, 2), "halves"), (Fraction(1, 4), "quarters"),
           (Fraction(1, 10), "tenths"), (Fraction(1, 12), "twelfths"))
_OTHER_RULES = ((Rounding.TRUNCATED, "truncated"), (Rounding.UP, "rounded up"))
_ENOUGH = 4


class Explained(NamedTuple):
    """Explanations, and how serious the deviation is in their light."""

    texts: tuple[str, ...]
    severity: Severity


def expand(value: Fraction, digits: int = 3) -> str:
    """Write an exact value out: with an ellipsis where its decimals go on.

    Examples
    --------
    >>> expand(Fraction(800, 26)), expand(Fraction(555, 40))
    ('30.769…', '13.875')
    """
    shown = print_as(value, digits, Rounding.TRUNCATED)
    if Fraction(shown) != value:
        return shown + "…"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def quotient(count: int, n: int) -> str:
    """Write a percentage's arithmetic: ``9/26 = 34.615…%``."""
    return f"{count}/{n} = {expand(Fraction(PERCENT * count, n))}%"


def slip(right: str, printed: str) -> str | None:
    """Name the single slip that turns one number's text into another's, if one does.

    Examples
    --------
    >>> slip("14.43", "4.43"), slip("34.6", "36.4"), slip("34.6", "3.46"), slip("12", "78")
    ('a dropped digit', 'two digits swapped', 'a shifted decimal point', None)
    """
    if right == printed:
        return None
    if right.replace(".", "") == printed.replace(".", ""):
        return "a shifted decimal point"
    if any(right[:i] + right[i + 1:] == printed for i in range(len(right))):
        return "a dropped digit"
    if any(printed[:i] + printed[i + 1:] == right for i in range(len(printed))):
        return "an extra digit"
    if len(right) != len(printed):
        return None
    differ = [i for i, pair in enumerate(zip(right, printed, strict=True)) if pair[0] != pair[1]]
    if len(differ) == 1:
        return "one digit changed"
    if len(differ) == 2 and right[differ[0]] == printed[differ[1]] and right[differ[1]] == printed[differ[0]]:
        return "two digits swapped"
    return None


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
    rule = _other_rule(n, percent, cell.bases)
    if rule:
        return Explained(rule, Severity.LOW)
    known = {base.n for base in cell.bases}
    others = [base for base in elsewhere if base.n not in known]
    texts = (
        *_other_base(n, percent, others, rounding),
        *_count_off_by_one(n, percent, cell.bases, rounding),
        *_slipped_digit(n, percent, cell.bases, rounding),
        *_exchanged(cell, siblings, rounding),
        *_swapped_columns(cell, rounding),
    )
    severity = Severity.MEDIUM if texts else Severity.HIGH
    texts += _unstated(n, percent, cell.bases, {base.n for base in elsewhere}, rounding)
    return Explained(texts[:_ENOUGH] or (nearest_percent(n, percent, cell.bases, rounding),), severity)


def _gives(n: int, percent: Printed, base: int, rounding: Rounding) -> bool:
    return n in numerators(percent, base, rounding)


def _other_rule(n: int, percent: Printed, bases: Sequence[Base]) -> tuple[str, ...]:
    return tuple(
        f"{quotient(n, base.n)} of {base.name}; prints "
        f"{print_as(Fraction(PERCENT * n, base.n), percent.decimals)} when rounded, "
        f"{_digits(percent)} when {called}"
        for base in bases
        for rule, called in _OTHER_RULES
        if _gives(n, percent, base.n, rule)
    )


def _other_base(n: int, percent: Printed, elsewhere: Sequence[Base], rounding: Rounding) -> list[str]:
    return [
        f"{quotient(n, base.n)}, which is printed so: {base.name} is {base.n}"
        for base in elsewhere if n <= base.n and _gives(n, percent, base.n, rounding)
    ][:2]


def _count_off_by_one(n: int, percent: Printed, bases: Sequence[Base], rounding: Rounding) -> list[str]:
    return [
        f"a count off by one: {quotient(near, base.n)} of {base.name}"
        for base in bases for near in (n - 1, n + 1)
        if 0 <= near <= base.n and _gives(near, percent, base.n, rounding)
    ]


def _slipped_digit(n: int, percent: Printed, bases: Sequence[Base], rounding: Rounding) -> list[str]:
    texts = []
    for base in (base for base in bases if base.n >= n):
        right = print_as(Fraction(PERCENT * n, base.n), percent.decimals)
        kind = slip(right, _digits(percent))
        if kind:
            texts.append(f"{kind} in the percentage: {quotient(n, base.n)} of {base.name} prints {right}")
        counts = numerators(percent, base.n, rounding)
        texts += [
            f"{kind} in the count: {quotient(other, base.n)} of {base.name}"
            for other in (counts if len(counts) <= _ENOUGH else ())
            if abs(other - n) > 1 and other <= base.n and (kind := slip(str(other), str(n)))
        ]
    return texts


def _exchanged(cell: Cell, siblings: Iterable[Cell], rounding: Rounding) -> list[str]:
    def fits(percent: Row, count: Row | None, bases: Sequence[Base]) -> bool:
        return (percent.number is not None and count is not None and count.whole is not None
                and any(_gives(count.whole, percent.number, base.n, rounding) for base in bases))

    return [
        f"changed places with {_called(other.percent)}: {other.percent.printed} fits this count, "
        f"and {cell.percent.printed} fits the count there"
        for other in siblings
        if other.percent.printed != cell.percent.printed
        and fits(other.percent, cell.count, cell.bases) and fits(cell.percent, other.count, other.bases)
        and not fits(other.percent, other.count, other.bases)
    ][:1]


def _swapped_columns(cell: Cell, rounding: Rounding) -> tuple[str, ...]:
    """Try the count as the percentage and the percentage as the count."""
    if cell.count is None or cell.count.number is None or cell.percent.whole is None:
        return ()
    return tuple(
        f"count and percentage have changed places: {quotient(cell.percent.whole, base.n)} of {base.name}"
        for base in cell.bases
        if 0 <= cell.percent.whole <= base.n
        and _gives(cell.percent.whole, cell.count.number, base.n, rounding)
    )[:1]


def _unstated(
    n: int, percent: Printed, bases: Sequence[Base], printed: set[int], rounding: Rounding
) -> tuple[str, ...]:
    """Name the denominators that fit but are printed nowhere, up to the claimed one."""
    if not bases or n < 1:
        return ()
    claimed = max(base.n for base in bases)
    fitting = [d for d in range(n, claimed + 1) if d not in printed and _gives(n, percent, d, rounding)]
    if not fitting:
        return ()
    span = str(fitting[0]) if len(fitting) == 1 else f"{fitting[0]} to {fitting[-1]}"
    return (f"a denominator of {span}, which is printed nowhere: {quotient(n, fitting[-1])}",)


def nearest_percent(n: int, percent: Printed, bases: Sequence[Base], rounding: Rounding) -> str:
    """Say that nothing simple reconciles a percentage, and what would be nearest."""
    parts = []
    for base in bases[:2]:
        right = print_as(Fraction(PERCENT * n, base.n), percent.decimals)
        below = (percent.units * base.n) // (PERCENT * 10**percent.decimals)
        near = ", ".join(
            f"{k} ({print_as(Fraction(PERCENT * k, base.n), percent.decimals)})"
            for k in (below, below + 1) if 0 <= k <= base.n
        )
        parts.append(f"{n} of {base.n} prints {right}; nearest counts of {base.n}: {near or 'none'}")
    return "nothing simple; " + "; ".join(parts) if parts else "nothing simple"


def explain_mean(
    mean: Printed, n: int, elsewhere: Sequence[Base], items: int, grain: Fraction, rounding: Rounding
) -> Explained:
    """Say what would reconcile a mean with its n.

    Parameters
    ----------
    mean : Printed
        A mean that no data on this grid can have.
    n : int
        The n it was judged by.
    elsewhere : sequence of Base
        Other numbers of people printed for this group or variable.
    items : int
        Items averaged.
    grain : Fraction
        The grid's step.
    rounding : Rounding
        The rule to judge by.
    """
    stages = (
        (Severity.LOW, _mean_rule(mean, n, items, grain)),
        (Severity.MEDIUM, _mean_base(mean, elsewhere, items, grain, rounding)),
        (Severity.MEDIUM, _mean_grain(mean, n, items, grain, rounding)),
    )
    texts = tuple(text for _, found in stages for text in found)
    severity = next((severity for severity, found in stages if found), Severity.HIGH)
    return Explained(texts[:_ENOUGH] or ("nothing simple; " + nearest_means(mean, n, items, grain),), severity)


def mean_arithmetic(total: int, n: int, items: int, grain: Fraction) -> str:
    """Write a mean's arithmetic: ``55.5/4 = 13.875``."""
    denominator, scale = mean_terms(n, items, grain)
    people = str(n) if items == 1 else f"({n} × {items})"
    return f"{expand(total * grain)}/{people} = {expand(Fraction(scale * total, denominator), 4)}"


def _mean_rule(mean: Printed, n: int, items: int, grain: Fraction) -> list[str]:
    denominator, scale = mean_terms(n, items, grain)
    return [
        f"{mean_arithmetic(totals[0], n, items, grain)}; prints "
        f"{print_as(Fraction(scale * totals[0], denominator), mean.decimals)} when rounded, {_digits(mean)} when {called}"
        for rule, called in _OTHER_RULES
        if (totals := numerators(mean, denominator, rule, scale))
    ]


def _mean_base(
    mean: Printed, elsewhere: Sequence[Base], items: int, grain: Fraction, rounding: Rounding
) -> list[str]:
    found = []
    for base in elsewhere:
        denominator, scale = mean_terms(base.n, items, grain)
        totals = numerators(mean, denominator, rounding, scale)
        if totals:
            found.append(f"{mean_arithmetic(totals[0], base.n, items, grain)}: {base.name} is {base.n}")
    return found[:2]


def _mean_grain(mean: Printed, n: int, items: int, grain: Fraction, rounding: Rounding) -> list[str]:
    for finer, name in _GRAINS:
        if finer < grain:
            denominator, scale = mean_terms(n, items, finer)
            totals = numerators(mean, denominator, rounding, scale)
            if totals:
                return [f"possible if values were recorded in {name}: "
                        f"{mean_arithmetic(totals[0], n, items, finer)}"]
    return []


def nearest_means(mean: Printed, n: int, items: int, grain: Fraction) -> str:
    """Name the possible means on either side of a printed one."""
    denominator, scale = mean_terms(n, items, grain)
    below = (mean.units * denominator) // (scale * 10**mean.decimals)
    near = " and ".join(
        print_as(Fraction(scale * k, denominator), mean.decimals) for k in (below, below + 1)
    )
    return f"nearest possible: {near}"


def _called(row: Row) -> str:
    return " ".join(part for part in (row.group, row.variable, row.level) if part)


def _digits(number: Printed) -> str:
    """Give the number as digits, without the sign of percent it was printed with."""
    return print_as(number.value, number.decimals)
