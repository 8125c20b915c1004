"""Whether some of the printed numbers are impossible together, whatever the others say.

A number that is left out may be anything. Without the range the arithmetic of
mean, SD and n decides from five values on; fewer are searched one by one.
"""

from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction

from peerstudy.errors import TooLargeError, TooLongError
from peerstudy.printed import Interval, interval, read
from peerstudy.reconstruct.counting import how_many
from peerstudy.reconstruct.few import first_pair
from peerstudy.reconstruct.spreading import settle
from peerstudy.reconstruct.summary import PrintedSummary
from peerstudy.reconstruct.targets import whole_numbers


def impossible(summary: PrintedSummary, kept: Collection[str], memory_limit: int) -> bool:
    """Return whether the kept numbers are known to contradict each other.

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
        q1=summary.q1 if "quartiles" in kept else None,
        q3=summary.q3 if "quartiles" in kept else None,
        attained_min=summary.attained_min and "attained" in kept,
        attained_max=summary.attained_max and "attained" in kept,
    )
    if "range" in kept:
        try:
            return not any_dataset(relaxed, memory_limit)
        except TooLargeError:
            return False
    if {"attained", "median", "quartiles"} & set(kept):
        return False
    return _without_range(relaxed)


def any_dataset(summary: PrintedSummary, memory_limit: int) -> bool:
    """Return whether any data set prints as this summary: by bounds, by building, by counting."""
    possible = settle(summary).possible
    return how_many(summary, memory_limit=memory_limit) > 0 if possible is None else possible


def _whatever_n(summary: PrintedSummary, kept: Collection[str]) -> bool:
    """Return whether numbers contradict each other for every n."""
    if set(kept) == {"range"}:
        return summary.top < 0
    if set(kept) == {"sd"} and summary.sd is not None:
        return interval(read(summary.sd), summary.rounding).high < 0
    for name, text in (("mean", summary.mean), ("median", summary.median)):
        if set(kept) == {name, "range"} and text is not None:
            values = Interval(Fraction(0), Fraction(summary.top))
            return not summary.in_steps(text).meets(values)
    return False


def _without_range(summary: PrintedSummary) -> bool:
    """Return whether mean, SD and n contradict each other for values without bounds."""
    n = summary.n
    sums = whole_numbers(summary.in_steps(summary.mean), n) if summary.mean else range(n)
    if summary.sd is None or not sums:
        return not sums
    try:
        return first_pair(n, sums, summary.deviations()) is None
    except TooLongError:
        return False
