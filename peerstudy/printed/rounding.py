"""Which exact values a printed number can stand for.

Authors' software disagrees about ties: R, Python and numpy round the binary
double half to even, SPSS, SAS and Excel half away from zero, Stata half
upward. So the default accepts either direction at a tie, and a single rule is
named only where a table shows it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from peerstudy.errors import require_known
from peerstudy.printed.text import Decimals, Printed

_REMEMBERED = 10_000
"""So many intervals are kept, that each is computed once."""


class Rounding(StrEnum):
    """How an exact value may have become a printed one.

    Examples
    --------
    >>> [rule.value for rule in Rounding]
    ['either', 'half-up', 'half-down', 'half-even', 'truncated', 'up', 'floor', 'ceiling']
    """

    EITHER = "either"
    HALF_UP = "half-up"
    HALF_DOWN = "half-down"
    HALF_EVEN = "half-even"
    TRUNCATED = "truncated"
    UP = "up"
    FLOOR = "floor"
    CEILING = "ceiling"


class Ends(NamedTuple):
    """An interval around a printed number, in half units from it."""

    low: int
    high: int
    low_closed: bool
    high_closed: bool


_BELOW = Ends(0, 2, True, False)
_ABOVE = Ends(-2, 0, False, True)
_AROUND = Ends(-1, 1, True, True)


def _for_signs(negative: Ends, zero: Ends, positive: Ends) -> tuple[tuple[Ends, Ends], ...]:
    return tuple((ends, ends) for ends in (negative, zero, positive))


_HALF_EVEN = (_AROUND, Ends(-1, 1, False, False))
ENDS: dict[Rounding, tuple[tuple[Ends, Ends], ...]] = {
    Rounding.EITHER: _for_signs(_AROUND, _AROUND, _AROUND),
    Rounding.HALF_UP: _for_signs(*[Ends(-1, 1, True, False)] * 3),
    Rounding.HALF_DOWN: _for_signs(*[Ends(-1, 1, False, True)] * 3),
    Rounding.HALF_EVEN: (_HALF_EVEN,) * 3,
    Rounding.TRUNCATED: _for_signs(_ABOVE, Ends(-2, 2, False, False), _BELOW),
    Rounding.UP: _for_signs(_BELOW, Ends(0, 0, True, True), _ABOVE),
    Rounding.FLOOR: _for_signs(_BELOW, _BELOW, _BELOW),
    Rounding.CEILING: _for_signs(_ABOVE, _ABOVE, _ABOVE),
}
"""The ends of the interval by rule, sign (negative, zero, positive) and parity."""


def as_rounding(rule: Rounding | str) -> Rounding:
    """Return the rounding rule of this name, or say which there are.

    Examples
    --------
    >>> as_rounding("half-up") is Rounding.HALF_UP
    True
    """
    if isinstance(rule, Rounding):
        return rule
    require_known("rounding rule", rule, map(str, Rounding))
    return Rounding(rule)


@dataclass(frozen=True, slots=True)
class Interval:
    """The exact values that a printed number can stand for.

    Attributes
    ----------
    low, high : Fraction
        The ends, in the printed number's own units (percent, years, ...).
    low_closed, high_closed : bool
        Whether each end belongs to the interval.

    Examples
    --------
    >>> whole = Interval(Fraction(145, 2), Fraction(147, 2))
    >>> whole.meets(Interval(Fraction(73), Fraction(74)))
    True
    >>> whole.meets(Interval(Fraction(80), Fraction(81)))
    False
    >>> print(whole.times(2), whole.squared().low)
    [145, 147] 21025/4
    """

    low: Fraction
    high: Fraction
    low_closed: bool = True
    high_closed: bool = True

    def __contains__(self, value: Fraction | int) -> bool:
        """Return whether an exact value lies in the interval."""
        above = value > self.low or (self.low_closed and value == self.low)
        below = value < self.high or (self.high_closed and value == self.high)
        return above and below

    def meets(self, other: "Interval") -> bool:
        """Return whether the two intervals share a value."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return low < high or (low == high and low in self and low in other)

    def times(self, factor: Fraction | int) -> "Interval":
        """Return the interval times a factor of 0 or more, its ends closed."""
        return Interval(factor * self.low, factor * self.high)

    def squared(self, factor: Fraction | int = 1) -> "Interval":
        """Return a factor times the squares of its values that are 0 or more."""
        return Interval(factor * max(self.low, Fraction(0)) ** 2, factor * self.high**2)

    def __str__(self) -> str:
        """Write the interval with round brackets at its open ends."""
        left = "[" if self.low_closed else "("
        right = "]" if self.high_closed else ")"
        return f"{left}{exact_text(self.low)}, {exact_text(self.high)}{right}"


def added(intervals: Iterable[Interval]) -> Interval:
    """Return what the values of several intervals can add up to, with all ends closed.

    Examples
    --------
    >>> print(added([Interval(Fraction(1), Fraction(2)), Interval(Fraction(3), Fraction(5))]))
    [4, 7]
    """
    low = high = Fraction(0)
    for each in intervals:
        low, high = low + each.low, high + each.high
    return Interval(low, high)


def interval(printed: Printed, rounding: Rounding | str = Rounding.EITHER) -> Interval:
    """Return the exact values that print as this number.

    Parameters
    ----------
    printed : Printed
        A number as printed, in any unit.
    rounding : Rounding or str, default "either"
        The rule it was rounded under.

    Returns
    -------
    Interval
        In the unit of the printed number.

    Examples
    --------
    >>> from peerstudy.printed import read
    >>> print(interval(read("30.76")))
    [30.755, 30.765]
    >>> print(interval(read("30.76"), "truncated"))
    [30.76, 30.77)
    """
    return _around(printed.units, printed.decimals, as_rounding(rounding))


def exceeds(one: Printed, other: Printed, rounding: Rounding | str = Rounding.EITHER) -> bool:
    """Return whether a number is larger than another, whatever each was before rounding.

    No rule turns the order of two numbers round, so of two with as many
    decimals the one printed larger is the larger.

    Parameters
    ----------
    one, other : Printed
        Numbers as printed, rounded by one rule.
    rounding : Rounding or str, default "either"
        The rule.

    Examples
    --------
    >>> from peerstudy.printed import read
    >>> exceeds(read("11"), read("10")), exceeds(read("11"), read("10.5"))
    (True, False)
    """
    rule = as_rounding(rounding)
    if one.decimals == other.decimals:
        return one.units > other.units
    return interval(one, rule).low > interval(other, rule).high


@lru_cache(maxsize=_REMEMBERED)
def _around(units: int, decimals: int, rounding: Rounding) -> Interval:
    """Return the interval of a printed number; one statistic of a ledger is asked for often."""
    ends = ends_of(units, rounding)
    halves = 2 * 10**decimals
    return Interval(
        Fraction(2 * units + ends.low, halves),
        Fraction(2 * units + ends.high, halves),
        ends.low_closed,
        ends.high_closed,
    )


def ends_of(units: int, rounding: Rounding) -> Ends:
    """Return the interval of a printed number in half units from it."""
    sign = (units > 0) - (units < 0)
    return ENDS[rounding][sign + 1][units % 2]


def print_as(
    value: Fraction | int, decimals: Decimals, rounding: Rounding | str = "half-up"
) -> str:
    """Print an exact value to so many decimals under a rule.

    Under ``"either"`` a tie goes up.

    Parameters
    ----------
    value : Fraction or int
        The exact value.
    decimals : int
        How many decimals to print.
    rounding : Rounding or str, default "half-up"
        The rule.

    Examples
    --------
    >>> print_as(Fraction(800, 26), 2), print_as(Fraction(800, 26), 2, "truncated")
    ('30.77', '30.76')
    """
    below, rest = divmod(value.numerator * 10**decimals, value.denominator)
    above = ends_of(below + 1, as_rounding(rounding))
    missing, reach = 2 * (value.denominator - rest), -above.low * value.denominator
    up = rest > 0 and (missing < reach or (above.low_closed and missing == reach))
    return format_units(below + up, decimals)


def format_units(units: int, decimals: int) -> str:
    """Write a whole number of units as a decimal text."""
    digits = f"{abs(units):0{decimals + 1}d}"
    sign = "-" if units < 0 else ""
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}" if decimals else f"{sign}{digits}"


def expand(value: Fraction, digits: Decimals = 3) -> str:
    """Write an exact value out: with an ellipsis where its decimals go on.

    Examples
    --------
    >>> expand(Fraction(800, 26)), expand(Fraction(555, 40))
    ('30.769…', '13.875')
    """
    shown = print_as(value, digits, Rounding.TRUNCATED)
    if 10**digits % value.denominator:
        return shown + "…"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def exact_text(value: Fraction) -> str:
    """Write a number exactly: as a decimal number where that ends, else as a fraction.

    Examples
    --------
    >>> exact_text(Fraction(1, 2)), exact_text(Fraction(1, 3))
    ('0.5', '1/3')
    """
    for decimals in range(40):
        scaled = value * 10**decimals
        if scaled.denominator == 1:
            return format_units(scaled.numerator, decimals)
    return str(value)
