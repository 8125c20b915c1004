"""Bounds that take no counting: on the SD, by the range, and on the range, by the SD.

For n whole numbers from 0 to `top` with sum S, n times the sum of squared
deviations is at least r (n − r), r being the remainder of S by n, and at most
S (n top − S). The first is the most even data, the second the inequality of
Bhatia and Davis (2000), https://doi.org/10.1080/00029890.2000.12005203.
"""

from fractions import Fraction
from math import ceil, floor, isqrt

from peerstudy.frames.border import Positive, Step, Text
from peerstudy.printed import Interval, Rounding, interval, read

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


def ruled_out(
    n: int, sums: range, deviations: Interval | None, top: int | None = None, *, apart: int = 0
) -> bool:
    """Return whether no sum can have such deviations, by their bounds alone.

    `sums` are what the mean allows, without gaps, and `deviations` what n times the
    sum of squared deviations can be, None for anything. Values lie from 0 to `top`
    where that is given, and two of them are known to lie so far `apart` at least.
    """
    if top is not None:
        sums = range(max(sums.start, 0), min(sums.stop, n * top + 1))
    if not sums:
        return True
    if deviations is None:
        return False
    if deviations.low > deviations.high or deviations.high < _fewest(n, sums):
        return True
    if 2 * deviations.high < n * apart * apart:
        return True
    if top is None:
        return False
    middle = min(max(n * top // 2, sums[0]), sums[-1])
    return deviations.low > middle * (n * top - middle)


def _fewest(n: int, sums: range) -> int:
    """Return the smallest deviations of any of these sums."""
    if sums[0] % n == 0 or sums[0] // n != sums[-1] // n:
        return 0
    return min(total % n * (n - total % n) for total in (sums[0], sums[-1]))
