"""Exact arithmetic written out, and the slips that turn one printed number into another."""

from fractions import Fraction

from peerstudy.auditing.rows import Base
from peerstudy.ledger import Row
from peerstudy.printed import PERCENT, Printed
from peerstudy.printed.rounding import expand, print_as
from peerstudy.words import Message, Run

DIGITS = "0123456789"
SHIFTED = Message("audit.slip_shifted")


def quotient(count: int, n: int) -> Run:
    """Write a percentage's arithmetic: ``9/26 = 34.615…%``."""
    return Run(f"{count}/{n} = {expand(Fraction(PERCENT * count, n))}%")


def quotient_of(count: int, base: Base) -> Message:
    """Write the same, and what it is of."""
    return Message.of("audit.quotient_of", quotient=quotient(count, base.n), name=base.name)


def between(low: str, high: str) -> Message:
    """Write from where to where a number may be."""
    return Message.of("common.range", low=Run(low), high=Run(high))


def span(low: Fraction | None, high: Fraction | None) -> Message:
    """Write the exact ends of what a number may be; None where there is no limit."""
    return between(
        "−∞" if low is None else expand(low),
        "∞" if high is None else expand(high),
    )


def slip(right: str, printed: str) -> Message | None:
    """Name the single slip that turns one number's text into another's, if one does.

    Examples
    --------
    >>> [slip("34.6", other).told("en") for other in ("4.6", "36.4", "3.46")], slip("12", "78")
    (['a dropped digit', 'two digits swapped', 'a shifted decimal point'], None)
    """
    if right == printed or not right or not printed:
        return None
    if right.replace(".", "") == printed.replace(".", ""):
        return SHIFTED
    if printed in _shortened(right):
        return Message("audit.slip_dropped")
    if right in _shortened(printed):
        return Message("audit.slip_extra")
    return _replaced(right, printed) if len(right) == len(printed) else None


def _shortened(text: str) -> list[str]:
    return [text[:i] + text[i + 1 :] for i in range(len(text))]


def _replaced(right: str, printed: str) -> Message | None:
    differ = [i for i, pair in enumerate(zip(right, printed, strict=True)) if pair[0] != pair[1]]
    if len(differ) == 1:
        return Message("audit.slip_changed")
    swapped = len(differ) == 2 and [right[i] for i in differ] == [printed[i] for i in differ[::-1]]
    return Message("audit.slip_swapped") if swapped else None


def other_digits(text: str) -> set[str]:
    """Return the texts with another digit in one place, and the text itself."""
    return {text[:i] + d + text[i + 1 :] for i, c in enumerate(text) if c.isdigit() for d in DIGITS}


def digits(number: Printed) -> str:
    """Return the number as digits, without the sign of percent it was printed with."""
    return print_as(number.value, number.decimals)


def digits_of(row: Row) -> str:
    """Return the digits of a row's number, or what is printed in its place."""
    return digits(row.number) if row.number else row.printed
