"""The windows of the dynamic program, and so the size of the work before it starts."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from peerstudy.errors import WORK, refuse_long, refuse_over
from peerstudy.reconstruct.ceiling import most_bits
from peerstudy.reconstruct.problem import Problem
from peerstudy.reconstruct.residues import Ring, moduli
from peerstudy.reconstruct.windows import Goal, Window, window

_TOGETHER = 23 * 10**7
"""So many bytes are used where fewer would do, only slower."""
_CELL_BYTES, _CELL_STEPS = 400, 20_000
"""What laying out the window of one value in one row takes."""

STRIP_STATES = 5_000
"""What the handling of one more strip costs, in states whose ways are counted."""
Progress = Callable[[int, int], None]
"""Called now and then with how much of the work is done, and how much there is."""


def part_of(progress: Progress | None, part: int, parts: int) -> Progress | None:
    """Return what to call with the progress of one of several parts of the work."""
    if progress is None:
        return None
    return lambda done, total: progress(part * total + done, parts * total)


@dataclass(frozen=True)
class Plan:
    """The windows of every state of the search, in strips of `height` sums.

    `windows` has, for each number of placed values, the window of each value that has one.
    """

    problem: Problem
    height: int
    windows: tuple[dict[int, Window], ...]
    memory_limit: int

    @classmethod
    def of(
        cls,
        problem: Problem,
        memory_limit: int,
        work_limit: int = WORK,
        *,
        loose: bool = False,
        strip_states: int = STRIP_STATES,
    ) -> "Plan":
        """Lay the windows out, or refuse what would not fit or would take too long.

        The handling of one more strip costs as much as `strip_states` states.
        """
        cells = (problem.n + 1) * len(problem.values)
        refuse_over(memory_limit, cells * _CELL_BYTES)
        refuse_long(work_limit, cells * _CELL_STEPS)
        goal = Goal.of(problem)

        def laid(cells: Iterator[tuple[int, int]], height: int) -> dict[int, Window]:
            found = {x: window(problem, goal, x, m, height, loose=loose) for x, m in cells}
            return {x: states for x, states in found.items() if states is not None}

        def middle(height: int) -> dict[int, Window]:
            return laid(problem.layer((problem.n + len(problem.values)) // 2), height)

        height = _ONE_STRIP
        if not problem.flat and _states(middle(height)) > _NARROW_LAYER:
            height = _height(middle(1), strip_states)
        refuse_over(memory_limit, 4 * _states(middle(height)))
        rows = (((x, m) for x in problem.values) for m in range(problem.n + 1))
        plan = cls(problem, height, tuple(laid(row, height) for row in rows), memory_limit)
        refuse_over(memory_limit, plan.remainder * plan.peak + plan.own_bytes)
        refuse_long(work_limit, plan.steps + cells * _CELL_STEPS)
        return plan

    @property
    def last(self) -> int:
        """How many steps lead from nothing placed to everything: n placed, all values passed."""
        return self.problem.n + len(self.problem.values) - 1

    @cached_property
    def bits(self) -> int:
        """The number of data sets is below 2 to this power."""
        return most_bits(self.problem)

    @property
    def remainder(self) -> int:
        """Bytes that a count takes by one modulus."""
        return Ring(moduli(self.bits)[:1]).bytes

    @property
    def own_bytes(self) -> int:
        """Bytes that the windows themselves take."""
        return len(self.windows) * len(self.problem.values) * _CELL_BYTES

    @property
    def room(self) -> int:
        """Bytes that layers may take together where they could also be made one after another."""
        return min(self.memory_limit, _TOGETHER) - self.own_bytes

    @property
    def steps(self) -> int:
        """How many steps a count takes at most: one for each state and 8 bytes of remainders."""
        return Ring(moduli(self.bits)).bytes * sum(self.sizes) // 8

    @cached_property
    def sizes(self) -> list[int]:
        """How many states each layer holds, by its depth."""
        boxes, layers = self.windows, map(self.problem.layer, range(self.last + 1))
        return [sum(boxes[m][x].states for x, m in layer if x in boxes[m]) for layer in layers]

    @property
    def peak(self) -> int:
        """How many states a layer and what is still needed of the one before it hold together."""
        return max(self.sizes) + self.slack

    @cached_property
    def slack(self) -> int:
        """How many states more than the larger of two layers are held while one is made."""
        widest = max((box.states for row in self.windows for box in row.values()), default=0)
        return 2 * widest


def _states(boxes: Mapping[int, Window]) -> int:
    return sum(box.states for box in boxes.values())


_ONE_STRIP = 1 << 62
_NARROW_LAYER = 10**5
"""A layer of so few states is not cut into strips."""


def _height(layer: dict[int, Window], strip_states: int) -> int:
    """Choose how many sums a strip holds: few follow the states closely, many are fewer strips."""
    heights = [1 << power for power in range(3, 11)]
    costs = [
        sum(_cost(held, height, strip_states) for held in layer.values()) for height in heights
    ]
    return heights[costs.index(min(costs))]


def _cost(window: Window, height: int, strip_states: int) -> int:
    """Return the states of a window of single sums in strips of so many, and what strips cost."""
    rises = np.array(window.strips)
    places = rises[:, 2] // height
    starts = np.flatnonzero(np.diff(places, prepend=places[0] - 1))
    width = np.maximum.reduceat(rises[:, 1], starts) - np.minimum.reduceat(rises[:, 0], starts)
    sums = np.diff(starts, append=len(places))
    return int((width * sums).sum()) + strip_states * len(starts)
