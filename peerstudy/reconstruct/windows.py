"""Where the search has to look: the states that can be reached and can be completed.

A state says that m values are placed, with sum s and sum of squares q. Values
are placed from the top down, so while value x is being placed the m placed
lie in x..top and the other n − m will lie in bottom..x. Sums and sums of
squares of so many whole numbers in such a range have exact bounds, and the
states within them are a small part of all. Their shape is a curved and slanted
band, so a window is a row of strips, each the box around the states of a few
sums; it may be too large, which costs time, but is never too small.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import isqrt
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from peerstudy.reconstruct.problem import Problem

Whole = NDArray[np.int64]


class Strip(NamedTuple):
    """A box of states: from the first to before the last rise and sum."""

    rise: int
    rise_stop: int
    total: int
    total_stop: int

    @property
    def shape(self) -> tuple[int, int]:
        """How many sums and rises it holds."""
        return self.total_stop - self.total, self.rise_stop - self.rise

    @property
    def states(self) -> int:
        """How many states it holds."""
        return self.shape[0] * self.shape[1]

    def holds(self, rises: Any, totals: Any) -> Any:
        """Return whether it holds a state, or which of some states."""
        along = (self.rise <= rises) & (rises < self.rise_stop)
        return along & (self.total <= totals) & (totals < self.total_stop)


class Window(NamedTuple):
    """Strips of states, ascending: each holds the sums between two multiples of `height`."""

    height: int
    strips: tuple[Strip, ...]

    @property
    def states(self) -> int:
        """How many states it holds."""
        return sum(strip.states for strip in self.strips)


@dataclass(frozen=True, slots=True)
class Goal:
    """What the targets of a problem have in common: the range of each number."""

    totals: tuple[int, int]
    squares: tuple[int, int]
    deviations: int

    @classmethod
    def of(cls, problem: Problem) -> "Goal":
        """Return the ranges over all targets of a problem."""
        totals = [total for total, _ in problem.targets]
        squares = [square for _, square in problem.targets]
        deviations = max(problem.n * square - total**2 for total, square in problem.targets)
        return cls((min(totals), max(totals)), (min(squares), max(squares)), deviations)


def window(
    problem: Problem, goal: Goal, value: int, placed: int, height: int, *, loose: bool = False
) -> Window | None:
    """Return the useful states while one value is being placed; None if there are none.

    Where `loose`, the placed values may lie anywhere in the range, rather than at
    `value` or above: for counting data sets that hold given values.
    """
    if placed == 0:
        return Window(height, (Strip(0, 1, 0, 1),))
    left = problem.n - placed
    lowest = problem.bottom if loose else value
    if not loose and not _may_stand(problem, value, placed):
        return None
    low = max(placed * lowest, goal.totals[0] - left * value)
    high = min(placed * problem.top, goal.totals[1] - left * problem.bottom)
    if not problem.flat:
        reach = isqrt(placed * left * goal.deviations)
        low = max(low, -((reach - placed * goal.totals[0]) // problem.n))
        high = min(high, (placed * goal.totals[1] + reach) // problem.n)
    if low > high:
        return None
    if problem.flat:
        ends = [low, 0, high + 1] if low < 0 <= high else [low, high + 1]
        return Window(height, tuple(Strip(0, 1, *sums) for sums in pairwise(ends)))
    totals = np.arange(low, high + 1)
    first, last = _square_bounds(problem, goal, value, placed, lowest, totals)
    return _strips(totals, (first + totals + 1) // 2, (last + totals) // 2, height)


def _may_stand(problem: Problem, value: int, placed: int) -> bool:
    """Return whether so many values may lie at this one or above, by the ranks that are known."""
    index = value - problem.bottom
    above_it = problem.above[index]
    above_next = problem.above[index - 1] if index else range(problem.n, problem.n + 1)
    return above_it.start <= placed <= above_next.stop - 1


def _square_bounds(
    problem: Problem, goal: Goal, value: int, placed: int, lowest: int, totals: Whole
) -> tuple[Whole, Whole]:
    """Bound the sum of squares of the placed values, for each of their sums."""
    left = problem.n - placed
    ends = problem.bottom + value
    rest = goal.totals[1] - totals if ends > 0 else goal.totals[0] - totals
    first = np.maximum(
        _fewest(totals, placed),
        goal.squares[0] - (ends * rest - left * problem.bottom * value),
    )
    last = (lowest + problem.top) * totals - placed * lowest * problem.top
    if left == 0:
        return first, np.minimum(last, goal.squares[1])
    nearest = np.clip(0, goal.totals[0] - totals, goal.totals[1] - totals)
    return first, np.minimum(last, goal.squares[1] - _fewest(nearest, left))


def _fewest(totals: Whole, n: int) -> Whole:
    """Return the smallest sums of squares of n whole numbers, for each of these sums."""
    each = totals // n
    return n * each * each + (totals - n * each) * (2 * each + 1)


def _strips(totals: Whole, first: Whole, last: Whole, height: int) -> Window | None:
    """Return the strips around the rises from first to last of each sum; sums ascend."""
    possible = np.flatnonzero(first <= last)
    if possible.size == 0:
        return None
    totals, first, last = totals[possible], first[possible], last[possible]
    begin, end = int(totals[0]), int(totals[-1]) + 1
    if begin // height == (end - 1) // height:
        return Window(height, (Strip(int(first.min()), int(last.max()) + 1, begin, end),))
    places = totals // height
    starts = np.flatnonzero(np.diff(places, prepend=places[0] - 1))
    rises = np.zeros((places[-1] - places[0] + 1, 2), dtype=np.int64)
    rises[places[starts] - places[0], 0] = np.minimum.reduceat(first, starts)
    rises[places[starts] - places[0], 1] = np.maximum.reduceat(last, starts) + 1
    strips = (
        Strip(low, stop, max(begin, place * height), min(end, (place + 1) * height))
        for place, (low, stop) in enumerate(rises.tolist(), int(places[0]))
    )
    return Window(height, tuple(strips))
