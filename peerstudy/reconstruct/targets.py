"""Every exact pair of sum and sum of squares that prints as the mean and the SD.

Values count in steps from the low end of the range, 0, 1, 2, ..., so that
scales below zero and half years are no trouble. A whole number and its square
are both odd or both even, so a sum of squares has the parity of its sum; and
the most even and the most extreme data with a sum bound its sum of squares.
"""

from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from peerstudy.errors import MEMORY, refuse_over
from peerstudy.frames.border import Natural
from peerstudy.printed import Interval
from peerstudy.reconstruct.summary import PrintedSummary


class Target(NamedTuple):
    """One exact pair, in steps from the low end; `squares` is None where no SD is printed."""

    total: int
    squares: int | None


TARGET_BYTES = 400
"""What is held for each pair of sum and sum of squares."""


def targets(summary: PrintedSummary, *, memory_limit: Natural = MEMORY) -> tuple[Target, ...]:
    """Return every pair of sum and sum of squares that prints as this summary.

    Parameters
    ----------
    summary : PrintedSummary
        What is printed.
    memory_limit : int, default 1 GiB
        How many bytes the list may take.

    Returns
    -------
    tuple of Target
        By sum, then by sum of squares. No data set has any other pair; a pair
        that no data set has may still be among them.

    Raises
    ------
    TooLargeError
        If the list needs more memory than allowed, before it is made.

    Examples
    --------
    >>> targets(PrintedSummary(n=5, low=1, high=5, mean="2.6", sd="2.19"))
    (Target(total=8, squares=32),)
    """
    needed = most_targets(summary) * TARGET_BYTES
    refuse_over(memory_limit, needed, "Listing these sums and sums of squares")
    if summary.sd is None:
        return tuple(Target(total, None) for total in sums_of(summary))
    limits = whole_numbers(summary.deviations())
    return tuple(
        Target(total, squares)
        for total in sums_of(summary)
        for squares in square_sums(total, summary.n, limits, most_squares(total, summary.top))
    )


def most_targets(summary: PrintedSummary) -> int:
    """Bound the pairs of sum and sum of squares that a summary's mean and SD allow."""
    allowed_sums = sums_of(summary)
    sums = max(allowed_sums.stop - allowed_sums.start, 0)
    if summary.sd is None:
        return sums
    allowed = summary.deviations()
    if allowed.high < allowed.low:
        return 0
    return sums * (int(allowed.high - allowed.low) // (2 * summary.n) + 1)


def sums_of(summary: PrintedSummary) -> range:
    """Return the sums that the mean and the range allow, in steps from the low end."""
    n, top = summary.n, summary.top
    sums = whole_numbers(summary.in_steps(summary.mean), n) if summary.mean else range(n * top + 1)
    return range(max(sums.start, 0), min(sums.stop, n * top + 1))


def whole_numbers(exact: Interval, scale: Fraction | int = 1) -> range:
    """Return the whole numbers that lie in an interval stretched by a scale."""
    low, high = exact.low * scale, exact.high * scale
    first = ceil(low) if exact.low_closed else floor(low) + 1
    last = floor(high) if exact.high_closed else ceil(high) - 1
    return range(first, last + 1)


def square_sums(total: int, n: int, deviations: range, most: int | None = None) -> range:
    """Return the sums of squares that n whole numbers with this sum may have.

    `deviations` is what n times the sum of squared deviations can be, `most` the
    largest sum of squares; None if values have no bounds.
    """
    first = max(-((-total * total - deviations.start) // n), fewest_squares(total, n))
    last = (total * total + deviations.stop - 1) // n
    last = last if most is None else min(last, most)
    return range(first + (first - total) % 2, last + 1, 2)


def fewest_squares(total: int, n: int) -> int:
    """Return the smallest sum of squares of n whole numbers with this sum."""
    each, over = divmod(total, n)
    return n * each * each + over * (2 * each + 1)


def most_squares(total: int, top: int) -> int:
    """Return the largest sum of squares of whole numbers from 0 to `top` with this sum."""
    if top == 0:
        return 0
    full, rest = divmod(total, top)
    return full * top * top + rest * rest
