"""Exact arithmetic written out, and the slips that turn one printed number into another."""

from fractions import Fraction

from peerstudy.printed import PERCENT, Printed, Rounding, print_as

SHIFTED = "a shifted decimal point"


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
    if right == printed or not right or not printed:
        return None
    if right.replace(".", "") == printed.replace(".", ""):
        return SHIFTED
    if printed in _shortened(right):
        return "a dropped digit"
    if right in _shortened(printed):
        return "an extra digit"
    return _replaced(right, printed) if len(right) == len(printed) else None


def _shortened(text: str) -> list[str]:
    return [text[:i] + text[i + 1 :] for i in range(len(text))]


def _replaced(right: str, printed: str) -> str | None:
    differ = [i for i, pair in enumerate(zip(right, printed, strict=True)) if pair[0] != pair[1]]
    if len(differ) == 1:
        return "one digit changed"
    swapped = len(differ) == 2 and [right[i] for i in differ] == [printed[i] for i in differ[::-1]]
    return "two digits swapped" if swapped else None


def digits(number: Printed) -> str:
    """Give the number as digits, without the sign of percent it was printed with."""
    return print_as(number.value, number.decimals)
