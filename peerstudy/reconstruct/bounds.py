"""The widest range that a mean and an SD leave, where none is printed."""

from fractions import Fraction
from math import ceil, floor, isqrt

from peerstudy.frames.border import Positive, Step, Text
from peerstudy.printed import Rounding
from peerstudy.printed.rounding import interval
from peerstudy.printed.text import read

FINEST = 10**6


def range_from_sd(
    mean: Text,
    sd: Text,
    n: Positive,
    *,
    step: Step = 1,
    rounding: Rounding | str = Rounding.EITHER,
) -> tuple[Fraction, Fraction]:
    """Return the lowest and highest value that n values with this mean and SD can have.

    No value lies further from the mean than ``SD (n − 1) / √n``, which one value
    reaches when all the others are equal.

    Parameters
    ----------
    mean, sd : str
        As printed, the SD by n − 1.
    n : int
        How many values.
    step : Fraction or int, default 1
        The distance between neighbouring values.
    rounding : Rounding or str, default "either"
        The rule both were rounded under.

    Returns
    -------
    low, high : Fraction
        Whole numbers of steps; never too narrow.

    Examples
    --------
    >>> range_from_sd("3.0", "1.0", 4)
    (Fraction(2, 1), Fraction(4, 1))
    """
    centre, spread = interval(read(mean), rounding), interval(read(sd), rounding)
    squared = max(spread.high, Fraction(0)) ** 2 * (n - 1) ** 2 / n * FINEST**2
    reach = Fraction(isqrt(ceil(squared)) + 1, FINEST)
    low, high = (centre.low - reach) / step, (centre.high + reach) / step
    return ceil(low) * Fraction(step), floor(high) * Fraction(step)
