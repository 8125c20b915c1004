"""The dynamic program: the number of ways to complete what is placed.

Values are placed from the top down. Let W(x, m, t) be the number of ways to
complete a state t (m values placed, with their sum and sum of squares) using
only values up to x. Either no more of x is placed, or one more is:

    W(x, m, t) = W(x − 1, m, t) + W(x, m + 1, t + x)

so every multiset is counted once. A row holds, for one m, a slab of states for
each x, and needs nothing but the row of m + 1: memory grows with the number of
values and not with n. All targets share one pass.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import Any

import numpy as np

from peerstudy.errors import TooLargeError, TooLongError
from peerstudy.reconstruct.ceiling import ENOUGH, most_bits
from peerstudy.reconstruct.problem import Problem
from peerstudy.reconstruct.residues import (
    NARROW,
    WIDE,
    WORD,
    Counts,
    Estimate,
    Ring,
    moduli,
    nearest,
    off_by,
)
from peerstudy.reconstruct.windows import Goal, Strip, Window, target_window, window

MEMORY = 2**30
"""How many bytes an exact answer may take unless told otherwise."""

WORK = 25 * 10**9
"""How many steps an exact answer may take unless told otherwise: about a minute."""
_CELL_BYTES, _CELL_STEPS = 400, 20_000
"""What laying out the window of one value in one row takes."""

Progress = Callable[[int, int], None]
"""Called now and then with how much of the work is done, and how much there is."""


@dataclass(slots=True)
class Slab:
    """The ways to complete each state of one window, by each modulus.

    Attributes
    ----------
    window : Window
        The states.
    ways : list of array, each of shape (moduli, sums, rises)
        For each strip, the remainders of the number of ways.
    """

    window: Window
    ways: list[Counts]

    @classmethod
    def zeros(cls, window: Window, ring: Ring) -> "Slab":
        """Return a slab without any ways."""
        return cls(window, [ring.zeros(strip.shape) for strip in window.strips])

    @classmethod
    def of(cls, window: Window, other: "Slab", ring: Ring) -> "Slab":
        """Return the ways that another slab of the same problem has of these states."""
        height, its = other.window
        first_place, slab = its[0].total // height, cls(window, [])
        for strip in window.strips:
            place = strip.total // height - first_place
            if 0 <= place < len(its):
                slab.ways.append(_copied(strip, its[place], other.ways[place], ring))
            else:
                slab.ways.append(ring.zeros(strip.shape))
        return slab

    def gain(self, other: "Slab", rise: int, total: int, ring: Ring) -> None:
        """Add the ways of the states that lie a rise and a sum further on."""
        height, its = other.window
        first_place = its[0].total // height
        for strip, ways in zip(self.window.strips, self.ways, strict=True):
            place = max((strip.total + total) // height - first_place, 0)
            last = min((strip.total_stop - 1 + total) // height - first_place, len(its) - 1)
            while place <= last:
                _gain(strip, ways, its[place], other.ways[place], rise, total, ring)
                place += 1

    def at(self, rises: Counts, totals: Counts) -> Counts:
        """Return the ways of some states; those outside the window have none.

        Returns
        -------
        array, shape (moduli, states)
        """
        found = np.zeros((len(self.ways[0]), len(rises)), self.ways[0].dtype)
        for strip, ways in zip(self.window.strips, self.ways, strict=True):
            inside = (rises >= strip.rise) & (rises < strip.rise_stop)
            inside &= (totals >= strip.total) & (totals < strip.total_stop)
            if inside.any():
                found[:, inside] = ways[:, totals[inside] - strip.total, rises[inside] - strip.rise]
        return found

    def one(self, rise: int, total: int) -> Any:
        """Return the ways of one state, by the first modulus."""
        return self.at(np.array([rise]), np.array([total]))[0, 0].item()


def _copied(strip: Strip, its: Strip, others: Counts, ring: Ring) -> Counts:
    """Return the ways of the states of one strip from those of another with the same multiples."""
    low, left = max(strip.total, its.total), max(strip.rise, its.rise)
    high, right = min(strip.total_stop, its.total_stop), min(strip.rise_stop, its.rise_stop)
    if low >= high or left >= right:
        return ring.zeros(strip.shape)
    ways = ring.empty(strip.shape)
    ways[:, : low - strip.total] = 0
    ways[:, high - strip.total :] = 0
    rows = ways[:, low - strip.total : high - strip.total]
    rows[:, :, : left - strip.rise] = 0
    rows[:, :, right - strip.rise :] = 0
    rows[:, :, left - strip.rise : right - strip.rise] = others[
        :, low - its.total : high - its.total, left - its.rise : right - its.rise
    ]
    return ways


def _gain(
    strip: Strip, ways: Counts, its: Strip, others: Counts, rise: int, total: int, ring: Ring
) -> None:
    """Add the ways of the states of one strip that lie a rise and a sum further on."""
    low, left = max(strip[2], its[2] - total), max(strip[0], its[0] - rise)
    high, right = min(strip[3], its[3] - total), min(strip[1], its[1] - rise)
    if low < high and left < right:
        here = ways[:, low - strip[2] : high - strip[2], left - strip[0] : right - strip[0]]
        low, high, left, right = low + total, high + total, left + rise, right + rise
        ring.add(here, others[:, low - its[2] : high - its[2], left - its[0] : right - its[0]])


Row = dict[int, Slab]


@dataclass(frozen=True)
class Plan:
    """The windows of every row, and so the size of the work before it starts.

    Attributes
    ----------
    problem : Problem
        What is counted.
    height : int
        How many sums a strip holds.
    windows : tuple of dict
        For each number of placed values, the window of each value that has one.
    """

    problem: Problem
    height: int
    windows: tuple[dict[int, Window], ...]

    @classmethod
    def of(
        cls, problem: Problem, memory_limit: int, work_limit: int = WORK, *, loose: bool = False
    ) -> "Plan":
        """Lay the windows out, or refuse what would not fit or would take too long.

        Raises
        ------
        TooLargeError
            If the rows need more bytes, or their states more steps, than allowed.
        """
        cells = _cells(problem)
        refuse_over(memory_limit, cells * _CELL_BYTES)
        refuse_long(work_limit, cells * _CELL_STEPS)
        goal = Goal.of(problem)

        def row(placed: int, height: int) -> dict[int, Window]:
            found = {
                x: window(problem, goal, x, placed, height, loose=loose) for x in problem.values
            }
            return {x: states for x, states in found.items() if states is not None}

        height = _ONE_STRIP
        if not problem.flat and _row_bytes(row(problem.n // 2, height)) > _NARROW_ROW:
            height = _height(row(problem.n // 2, 1))
        refuse_over(memory_limit, _row_bytes(row(problem.n // 2, height)))
        plan = cls(problem, height, tuple(row(m, height) for m in range(problem.n + 1)))
        refuse_over(memory_limit, plan.peak + plan.own_bytes)
        refuse_long(work_limit, plan.steps + cells * _CELL_STEPS)
        return plan

    @cached_property
    def bits(self) -> int:
        """The number of data sets is below 2 to this power."""
        return most_bits(self.problem)

    @property
    def own_bytes(self) -> int:
        """Bytes that the windows themselves take."""
        return _cells(self.problem) * _CELL_BYTES

    @property
    def additions(self) -> int:
        """How many additions lie on end between a count and the ones it is the sum of."""
        return self.problem.n + len(self.problem.values)

    @property
    def steps(self) -> int:
        """How many steps the passes take: one for each state, by each modulus."""
        if self.bits <= ENOUGH:
            passes = 1
        else:
            passes = 1 + len(_moduli(self.additions << max(self.bits - 51, 0)))
        return passes * sum(self.row_sizes) // 8

    @property
    def row_sizes(self) -> list[int]:
        """Bytes of each row, by a single modulus."""
        return [_row_bytes(boxes) for boxes in self.windows]

    @property
    def peak(self) -> int:
        """Bytes that a row and what is still needed of the one after it take together."""
        after: dict[int, Window] = {}
        most = 0
        for boxes in reversed(self.windows):
            held = _row_bytes(after)
            for value in self.problem.values:
                held += 8 * boxes[value].states if value in boxes else 0
                most = max(most, held)
                held -= 8 * after[value].states if value in after else 0
            after = boxes
        return most


def _cells(problem: Problem) -> int:
    """Return how many windows there may be."""
    return (problem.n + 1) * len(problem.values)


def _row_bytes(boxes: dict[int, Window]) -> int:
    return 8 * sum(box.states for box in boxes.values())


def _moduli(count: int) -> tuple[int, ...]:
    """Return the moduli that take the fewest bytes and passes: a narrow one beside the first."""
    return moduli(count, NARROW if count < WORD * (NARROW - 1) else WIDE)


_STRIP_STATES = 10_000
"""What the handling of one more strip costs, in states."""


_ONE_STRIP = 1 << 62
_NARROW_ROW = 10**6
"""A row of so few bytes is not cut into strips."""


def _height(row: dict[int, Window]) -> int:
    """Choose how many sums a strip holds: few follow the states closely, many are fewer strips."""
    heights = [1 << power for power in range(3, 11)]
    return min(heights, key=lambda height: sum(_cost(held, height) for held in row.values()))


def _cost(window: Window, height: int) -> int:
    """Return the states of a window of single sums in strips of so many, and what strips cost."""
    rises = np.array(window.strips)
    places = rises[:, 2] // height
    starts = np.flatnonzero(np.diff(places, prepend=places[0] - 1))
    width = np.maximum.reduceat(rises[:, 1], starts) - np.minimum.reduceat(rises[:, 0], starts)
    sums = np.diff(starts, append=len(places))
    return int((width * sums).sum()) + _STRIP_STATES * len(starts)


def refuse_over(
    memory_limit: int, needed: int, purpose: str = "Counting these data sets exactly"
) -> None:
    """Refuse work that needs more memory than it is given."""
    if needed > memory_limit:
        raise TooLargeError(purpose, needed, memory_limit)


def refuse_long(work_limit: int, needed: int) -> None:
    """Refuse work that takes more steps than it is given."""
    if needed > work_limit:
        raise TooLongError("Counting these data sets exactly", needed, work_limit)


def first_row(plan: Plan, ring: Ring) -> Row:
    """Return the row where every value is placed: one way at each target, none elsewhere."""
    done = Slab.zeros(target_window(plan.problem, plan.height), ring)
    for total, square in plan.problem.targets:
        (place,) = done.window.over(total, total + 1)
        strip = done.window.strips[place]
        done.ways[place][:, total - strip.total, (total + square) // 2 - strip.rise] = 1
    return _row(plan, plan.problem.n, {}, ring, done)


def row_before(plan: Plan, placed: int, after: Row, ring: Ring) -> Row:
    """Return the row of `placed` values from the row with one more placed, taking that apart.

    Each slab of `after` is removed as soon as it is no longer needed; give a
    copy of the dict to keep them.
    """
    return _row(plan, placed, after, ring, None)


def _row(plan: Plan, placed: int, after: Row, ring: Ring, below: Slab | None) -> Row:
    problem = plan.problem
    row: Row = {}
    for index, value in enumerate(problem.values):
        box = plan.windows[placed].get(value)
        previous = below if index == 0 or placed in problem.above[index - 1] else None
        further = after.pop(value, None)
        if box is None:
            below = None
            continue
        below = Slab.zeros(box, ring) if previous is None else Slab.of(box, previous, ring)
        if further is not None:
            below.gain(further, problem.rise(value), value, ring)
        row[value] = below
    return row


def rows(plan: Plan, ring: Ring, progress: Progress | None = None) -> Iterator[tuple[int, Row]]:
    """Return every row with its number of placed values, from all of them to none."""
    sizes = plan.row_sizes
    done, total = 0, sum(sizes)
    row: Row = {}
    for placed in range(plan.problem.n, -1, -1):
        if placed == plan.problem.n:
            row = first_row(plan, ring)
        else:
            row = row_before(plan, placed, row, ring)
        done += sizes[placed]
        if progress is not None:
            progress(done, total)
        yield placed, row


def exact_ways(
    plan: Plan,
    look: Callable[[Iterator[tuple[int, Row]]], list[Any]],
    progress: Progress | None = None,
) -> list[int]:
    """Look some numbers of ways up in the rows, however large they are.

    Where one 64-bit word is known to be enough, one pass is. Else a pass in
    floating point gives the leading digits, and a pass for each of as many
    moduli as it takes the others.

    Parameters
    ----------
    plan : Plan
        The windows.
    look : callable
        Gives the numbers wanted, from all rows.
    progress : callable, optional
        Called with the work done and the work of one pass.
    """
    if plan.bits <= ENOUGH:
        return look(rows(plan, Ring(), progress))
    estimates = look(rows(plan, Estimate(), progress))
    if max(estimates, default=0) == inf:
        ring = Ring(_moduli(1 << plan.bits))
        estimates = [0] * len(estimates)
    else:
        off = max((off_by(number, plan.additions) for number in estimates), default=0)
        if off == 0:
            return [int(number) for number in estimates]
        ring = Ring(_moduli(2 * off + 1))
    passes = [look(rows(plan, Ring((modulus,)), progress)) for modulus in ring.moduli]
    remainders = np.array(passes, dtype=object)
    return [nearest(number, remainders[:, place], ring) for place, number in enumerate(estimates)]
