"""How much work an exact count is, told before anything is counted."""

from math import isqrt

from peerstudy.reconstruct.summary import PrintedSummary
from peerstudy.reconstruct.targets import most_targets, sums_of

PER_SECOND = 10**10
"""About how much of this work one core does in a second."""
_WINDOW = 300_000
_TARGET = 10_000


def effort(summary: PrintedSummary) -> int:
    """Estimate the work of counting a summary's data sets, from above.

    Parameters
    ----------
    summary : PrintedSummary
        What is printed.

    Returns
    -------
    int
        About :data:`PER_SECOND` for each second; a profile takes ten times as
        much. It costs nothing to know, unlike the exact size.

    Examples
    --------
    >>> effort(PrintedSummary(n=25, low=30, high=58, mean="41.5", sd="7.79")) < PER_SECOND
    True
    """
    n, width = summary.n, summary.top + 1
    if width < 1:
        return 0
    targets, layout = most_targets(summary), _WINDOW * median_cases(summary)
    if summary.sd is None:
        return n * width * (n * width + layout) + _TARGET * targets
    deviations = max(int(summary.deviations().high), 0)
    allowed = sums_of(summary)
    sums = isqrt(deviations) + max(allowed.stop - allowed.start, 0)
    states = min(sums, n * width) * (deviations // (2 * n) + 1)
    return n * width * (states + layout) + _TARGET * targets


def median_cases(summary: PrintedSummary) -> int:
    """Return how many values the lower of two middle ones may have, where a median is printed."""
    return summary.top + 1 if summary.median is not None and summary.n % 2 == 0 else 1


def takes_at_most(summary: PrintedSummary, work: float) -> bool:
    """Return whether counting takes at most so much work, in the units of `effort`.

    Laying out n values on so wide a grid is often too much by itself.
    """
    return summary.n * (summary.top + 1) * _WINDOW <= work and effort(summary) <= work
