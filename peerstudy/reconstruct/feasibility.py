"""Whether any data set prints so; if not, which printed numbers contradict each other."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from typing import Any

from peerstudy.errors import MEMORY, TooLargeError, TooLongError
from peerstudy.frames.border import Natural
from peerstudy.printed import Interval, interval, read
from peerstudy.reconstruct.counting import how_many
from peerstudy.reconstruct.drawing import Numbered
from peerstudy.reconstruct.few import first_pair
from peerstudy.reconstruct.plan import Progress
from peerstudy.reconstruct.spreading import settle
from peerstudy.reconstruct.summary import PrintedSummary
from peerstudy.reconstruct.targets import whole_numbers


@dataclass(frozen=True, slots=True)
class Feasibility:
    """Whether the printed numbers can be true together.

    Attributes
    ----------
    possible : bool
        Whether any data set prints so.
    witness : tuple of Fraction or None
        One data set that does, ascending; feasible, not actual.
    contradiction : tuple of str
        The fewest printed numbers that no data set has together: some of
        ``"mean"``, ``"sd"``, ``"n"``, ``"range"``, ``"attained"``, ``"median"``,
        ``"quartiles"``. Empty if there is a data set.
    datasets : int or None
        How many data sets there are; None if they were not counted.
    """

    possible: bool
    witness: tuple[Fraction, ...] | None
    contradiction: tuple[str, ...]
    datasets: int | None


def feasible(
    summary: PrintedSummary, *, memory_limit: Natural = MEMORY, progress: Progress | None = None
) -> Feasibility:
    """Decide whether any data set prints as this summary, with one that does, or why none can.

    Bounds on the sum and the sum of squares come first, then a data set is
    built; data sets are counted only where neither decides.

    Parameters
    ----------
    summary : PrintedSummary
        What is printed.
    memory_limit : int, default 1 GiB
        How many bytes the work may take.
    progress : callable, optional
        Called with the work done and the work in all.

    Returns
    -------
    Feasibility
        The answer with its reasons.

    Raises
    ------
    TooLargeError
        If neither bounds nor building decide, and counting takes more than allowed.

    Examples
    --------
    >>> feasible(PrintedSummary(n=28, low=1, high=7, mean="5.19", sd="1.50")).contradiction
    ('mean', 'n')
    """
    settled = settle(summary)
    if settled.witness is not None:
        return Feasibility(True, settled.witness, (), None)
    numbered = Numbered.of(summary, memory_limit) if settled.possible is None else None
    if numbered is None or numbered.total == 0:
        return Feasibility(False, None, _contradiction(summary, memory_limit), 0)
    data = numbered.datasets([numbered.total // 2], progress)[0]
    return Feasibility(True, tuple(map(Fraction, data.tolist())), (), numbered.total)


_WITHOUT: dict[str, dict[str, Any]] = {
    "mean": {"mean": None},
    "sd": {"sd": None},
    "n": {},
    "range": {},
    "attained": {"attained_min": False, "attained_max": False},
    "median": {"median": None},
    "quartiles": {"q1": None, "q3": None},
}
"""What a summary is without each of its numbers; n and the range are always printed."""


def _contradiction(summary: PrintedSummary, memory_limit: int) -> tuple[str, ...]:
    """Return the fewest printed numbers that are impossible together, simplest first."""
    facts = tuple(
        name
        for name, fields in _WITHOUT.items()
        if not fields or any(getattr(summary, field) != fields[field] for field in fields)
    )
    for size in range(1, len(facts)):
        for kept in combinations(facts, size):
            if _impossible(summary, kept, memory_limit):
                return kept
    return facts


def _impossible(summary: PrintedSummary, kept: Collection[str], memory_limit: int) -> bool:
    """Return whether the kept numbers are known to contradict each other, whatever the others say.

    Without the range the arithmetic of mean, SD and n decides from five values on; fewer are
    searched one by one. What needs more memory than allowed is not called impossible.
    """
    if "n" not in kept:
        return _whatever_n(summary, kept)
    relaxed = summary
    for name in _WITHOUT.keys() - set(kept):
        relaxed = replace(relaxed, **_WITHOUT[name])
    if "range" in kept:
        try:
            possible = settle(relaxed).possible
            if possible is None:
                possible = how_many(relaxed, memory_limit=memory_limit) > 0
        except TooLargeError:
            return False
        return not possible
    if {"attained", "median", "quartiles"} & set(kept):
        return False
    return _without_range(relaxed)


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
