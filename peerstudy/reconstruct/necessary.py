"""What must hold before anything is searched: bounds on the SD that take no counting.

For n whole numbers from 0 to `top` with sum S, n times the sum of squared
deviations is at least r (n − r), r being the remainder of S by n, and at most
S (n top − S). The first is the most even data, the second the inequality of
Bhatia and Davis (2000), https://doi.org/10.1080/00029890.2000.12005203.
"""

from peerstudy.printed import Interval


def ruled_out(
    n: int, sums: range, deviations: Interval | None, top: int | None = None, *, apart: int = 0
) -> bool:
    """Return whether no sum can have such deviations, by their bounds alone.

    Parameters
    ----------
    n : int
        How many values; 1 or more.
    sums : range
        The sums that the mean allows, without gaps.
    deviations : Interval or None
        What n times the sum of squared deviations can be; None if anything.
    top : int or None
        The largest value, where 0 is the smallest; None without a range.
    apart : int, default 0
        How far two of the values are known to lie apart, at least.

    Examples
    --------
    >>> from fractions import Fraction
    >>> ruled_out(4, range(8, 9), Interval(Fraction(65), Fraction(70)), top=4)
    True
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
