"""What a publication prints of one variable in one group: mean, SD, n and range.

The numbers that were rounded (mean, SD, median) stay the texts they were
printed as; the grid that values can take is exact: from `low` to `high` in
steps of `grain`, or of ``grain / items`` where several items were averaged.
"""

from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from peerstudy.errors import WrongCallError, require_a, require_known, shown, whole_number
from peerstudy.frames.border import called
from peerstudy.printed import Interval, Rounding
from peerstudy.printed.rounding import as_rounding, interval
from peerstudy.printed.text import read


class Spread(StrEnum):
    """What the number printed as a spread is: an SD by n − 1 or by n, or a standard error.

    Examples
    --------
    >>> [spread.value for spread in Spread], [spread.factor(26) for spread in Spread]
    (['n-1', 'n', 'se'], [25, 26, 650])
    """

    SAMPLE = "n-1"
    POPULATION = "n"
    ERROR = "se"

    def factor(self, n: int) -> int:
        """Return the sum of squared deviations over the square of the printed spread."""
        return {Spread.SAMPLE: n - 1, Spread.POPULATION: n, Spread.ERROR: n * (n - 1)}[self]


def as_spread(name: Spread | str) -> Spread:
    """Return the spread of this name, or say which there are."""
    if not isinstance(name, Spread):
        require_known("spread", name, map(str, Spread))
    return Spread(name)


def _exact(name: str, value: Fraction | float | str) -> Fraction:
    """Return an end of the range, or the step of its values, exactly."""
    with suppress(ValueError, TypeError, ArithmeticError):
        if not isinstance(value, bool):
            return Fraction(value)
    raise WrongCallError(f"{name} must be a number such as 30, 0.5 or '1/2'; found {shown(value)}.")


@called("a PrintedSummary, such as PrintedSummary(n=25, low=30, high=58)")
@dataclass(frozen=True)
class PrintedSummary:
    """The printed numbers that a data set must agree with, and the grid of its values.

    Attributes
    ----------
    n : int
        How many values; 1 or more.
    low, high : Fraction
        The range that values lie in. Where `low` is above `high` no value does.
    mean, sd, median : str or None
        As printed; None where not printed. The median of an even number of
        values is the mean of the two in the middle.
    grain : Fraction
        The smallest step of one value, or of one item.
    items : int
        How many items were averaged for each value; a sum score has 1.
    attained_min, attained_max : bool
        Whether `low`, and whether `high`, is known to be somebody's value.
    spread : Spread
        What `sd` is: divided by n − 1, by n, or a standard error.
    rounding : Rounding
        The rule that mean, SD, median and quartiles were rounded under.
    q1, q3 : str or None
        The quartiles as printed, by any common definition: at least a quarter
        of the values, rounded down, lie on the outer side of a quartile or at
        it, and three quarters, rounded down, on the inner side or at it. All
        nine definitions of Hyndman & Fan (1996) do so, and Tukey's hinges.

    Raises
    ------
    WrongCallError
        If n or items is not a whole number above 0, the grain is not positive, an
        end of the range is no number, or the range is not a whole number of steps.
    UnreadableNumberError
        If a printed number is not the text of one number.

    Examples
    --------
    >>> ages = PrintedSummary(n=25, low=30, high=58, mean="41.5", sd="7.79")
    >>> len(ages.values), str(ages.in_steps("41.5").low), str(ages.deviations().low)
    (29, '229/20', '7272747/200')
    """

    n: int
    low: Fraction | int | str
    high: Fraction | int | str
    mean: str | None = None
    sd: str | None = None
    median: str | None = None
    grain: Fraction | int | str = 1
    items: int = 1
    attained_min: bool = False
    attained_max: bool = False
    spread: Spread | str = Spread.SAMPLE
    rounding: Rounding | str = Rounding.EITHER
    q1: str | None = None
    q3: str | None = None

    def __post_init__(self) -> None:
        for name in ("n", "items"):
            object.__setattr__(self, name, whole_number(name, getattr(self, name)))
        for name in ("low", "high", "grain"):
            object.__setattr__(self, name, _exact(name, getattr(self, name)))
        for name in ("mean", "sd", "median", "q1", "q3"):
            text = getattr(self, name)
            if text is not None and read(text).percent:
                raise WrongCallError(f"{name} must have no percent sign; found {text!r}.")
        for name in ("attained_min", "attained_max"):
            require_a(bool, name, getattr(self, name), "True or False")
        object.__setattr__(self, "rounding", as_rounding(self.rounding))
        object.__setattr__(self, "spread", as_spread(self.spread))
        if self.n < 1 or self.items < 1 or Fraction(self.grain) <= 0:
            raise WrongCallError(
                "n, items and grain must be positive; "
                f"found {self.n}, {self.items} and {self.grain}."
            )
        if self._steps.denominator != 1:
            raise WrongCallError(
                f"A range must be a whole number of steps; {self.low} to {self.high} "
                f"is not, in steps of {self.step}."
            )

    @cached_property
    def lowest(self) -> Fraction:
        """The lower end of the range, exactly."""
        return Fraction(self.low)

    @cached_property
    def highest(self) -> Fraction:
        """The upper end of the range, exactly."""
        return Fraction(self.high)

    @cached_property
    def step(self) -> Fraction:
        """The distance between neighbouring values."""
        return Fraction(self.grain) / self.items

    @cached_property
    def top(self) -> int:
        """How many steps lead from the low end to the high end; negative if there is no range."""
        return int(self._steps)

    @cached_property
    def _steps(self) -> Fraction:
        return (self.highest - self.lowest) / self.step

    @property
    def values(self) -> tuple[Fraction, ...]:
        """Every value of the grid, ascending."""
        return tuple(self.lowest + i * self.step for i in range(self.top + 1))

    def in_steps(self, text: str) -> Interval:
        """Return what a printed mean, median or quartile can be, in steps from the low end."""
        exact = interval(read(text), self.rounding)
        low, high = (exact.low - self.lowest) / self.step, (exact.high - self.lowest) / self.step
        return Interval(low, high, exact.low_closed, exact.high_closed)

    def deviations(self) -> Interval:
        """Return n times the sum of squared deviations the SD allows, in squared steps."""
        return self._deviations

    @cached_property
    def _deviations(self) -> Interval:
        if self.sd is None:
            raise ValueError("No SD is printed.")
        factor = as_spread(self.spread).factor(self.n)
        if factor == 0:
            return NOTHING
        exact = interval(read(self.sd), self.rounding)
        return square(exact, Fraction(self.n * factor) / self.step**2)


NOTHING = Interval(Fraction(1), Fraction(0))
"""An interval that holds no number: one value has no SD by n − 1."""


def square(exact: Interval, factor: Fraction | int = 1) -> Interval:
    """Return what a non-negative number in this interval can be when squared, times a factor."""
    if exact.high < 0:
        return NOTHING
    low, closed = (exact.low, exact.low_closed) if exact.low >= 0 else (Fraction(0), True)
    return Interval(low**2 * factor, exact.high**2 * factor, closed, exact.high_closed)
