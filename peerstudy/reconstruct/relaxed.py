"""Whether some of the printed numbers are impossible together, whatever the others say.

A number that is left out may be anything. Without the range, the mean and SD
themselves bound how far a value can lie from the mean; from five values on no
search is needed then, as every sum of squares of the right parity, not below
the smallest, is some data set's (enumerated for n = 5 to 7).
"""

from collections.abc import Collection
from dataclasses import replace
from math import isqrt

from peerstudy.errors import TooLargeError
from peerstudy.printed import interval, read
from peerstudy.reconstruct.counting import how_many
from peerstudy.reconstruct.summary import PrintedSummary
from peerstudy.reconstruct.targets import square_sums, whole_numbers

SETTLED = 5
"""From so many values on, parity and the smallest sum of squares decide without a range."""


def impossible(summary: PrintedSummary, kept: Collection[str], memory_limit: int) -> bool:
    """Tell whether the kept numbers are known to contradict each other.

    Parameters
    ----------
    summary : PrintedSummary
        What is printed.
    kept : collection of str
        Names of the numbers that hold, as in :class:`Feasibility`.
    memory_limit : int
        How many bytes the work may take; what needs more is not called impossible.
    """
    if "n" not in kept:
        return _whatever_n(summary, kept)
    relaxed = replace(
        summary,
        mean=summary.mean if "mean" in kept else None,
        sd=summary.sd if "sd" in kept else None,
        median=summary.median if "median" in kept else None,
        attained_min=summary.attained_min and "attained" in kept,
        attained_max=summary.attained_max and "attained" in kept,
    )
    if "range" in kept:
        try:
            return how_many(relaxed, memory_limit=memory_limit) == 0
        except TooLargeError:
            return False
    if {"attained", "median"} & set(kept):
        return False
    return _without_range(relaxed, memory_limit)


def _whatever_n(summary: PrintedSummary, kept: Collection[str]) -> bool:
    """Tell whether numbers contradict each other for every n."""
    if set(kept) == {"range"}:
        return summary.top < 0
    if set(kept) == {"sd"} and summary.sd is not None:
        return interval(read(summary.sd), summary.rounding).high < 0
    if set(kept) == {"mean", "range"} and summary.mean is not None:
        allowed = summary.in_steps(summary.mean)
        beyond = (allowed.low > summary.top or allowed.high < 0
                  or (allowed.low == summary.top and not allowed.low_closed)
                  or (allowed.high == 0 and not allowed.high_closed))
        return beyond
    return False


def _without_range(summary: PrintedSummary, memory_limit: int) -> bool:
    """Tell whether mean, SD and n contradict each other for values without bounds."""
    n = summary.n
    sums = whole_numbers(summary.in_steps(summary.mean), n) if summary.mean else range(n)
    if summary.sd is None or not sums:
        return not sums
    deviations = summary.deviations()
    if not any(square_sums(total, n, deviations) for total in sums):
        return True
    if n >= SETTLED:
        return False
    reach = isqrt(int(deviations.high)) + 1
    low, high = sums[0] // n - reach, sums[-1] // n + 1 + reach
    widened = replace(
        summary,
        low=summary.lowest + low * summary.step,
        high=summary.lowest + high * summary.step,
        mean=summary.mean,
    )
    try:
        return how_many(widened, memory_limit=memory_limit) == 0
    except TooLargeError:
        return False
