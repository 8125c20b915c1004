"""How much work an exact count is, told before anything is counted."""

from fractions import Fraction
from math import isqrt

from peerstudy.printed import interval, read
from peerstudy.reconstruct.summary import PrintedSummary

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
    targets = most_targets(summary)
    if summary.sd is None:
        return n * width * (n * width + _WINDOW) + _TARGET * targets
    deviations = max(int(summary.deviations().high), 0)
    sums = isqrt(deviations) + int(_width(summary.mean, summary.step) * n) + 1
    states = min(sums, n * width) * (deviations // (2 * n) + 1)
    return n * width * (states + _WINDOW) + _TARGET * targets


def most_targets(summary: PrintedSummary) -> int:
    """Bound the pairs of sum and sum of squares that a summary's mean and SD allow."""
    sums = min(
        summary.n * (summary.top + 1), int(_width(summary.mean, summary.step) * summary.n) + 1
    )
    if summary.sd is None:
        return sums
    allowed = summary.deviations()
    return sums * (int(allowed.high - allowed.low) // (2 * summary.n) + 1)


def _width(text: str | None, step: Fraction) -> Fraction:
    """Give how many steps wide a printed mean's interval is; endless without one."""
    if text is None:
        return Fraction(10**9)
    exact = interval(read(text))
    return (exact.high - exact.low) / step
