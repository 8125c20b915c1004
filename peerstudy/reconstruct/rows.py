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

import numpy as np

from peerstudy.errors import TooLargeError, TooLongError
from peerstudy.reconstruct.problem import Problem
from peerstudy.reconstruct.residues import WORD, Counts, Ring, moduli, most_datasets
from peerstudy.reconstruct.windows import Goal, Window, target_window, window

MEMORY = 2**30
"""How many bytes an exact answer may take unless told otherwise."""

WORK = 25 * 10**9
"""How many steps an exact answer may take unless told otherwise: about a minute."""
_CELL_BYTES, _CELL_STEPS = 400, 20_000
"""What laying out the window of one value in one row takes."""

Progress = Callable[[int, int], None]
"""Called now and then with how much of the work is done, and how much there is."""


class _OverflowError(Exception):
    """One 64-bit word may be too small for these counts."""


@dataclass(slots=True)
class Slab:
    """The ways to complete each state of one window, by each modulus.

    Attributes
    ----------
    window : Window
        The states.
    ways : array of uint64, shape (moduli, rises, sums)
        The remainders of the number of ways.
    most : int
        None of the ways is larger than this, where overflow is looked for.
    """

    window: Window
    ways: Counts
    most: int = 0

    def gain(self, other: "Slab", rise: int, total: int, ring: Ring) -> None:
        """Add the ways of the states that lie a rise and a sum further on."""
        if ring.checked:
            self.most = _sum_below_word(self, other)
        mine, its = self.window, other.window
        first = max(mine.rise, its.rise - rise), max(mine.total, its.total - total)
        stop = (
            min(mine.rise_stop, its.rise_stop - rise),
            min(mine.total_stop, its.total_stop - total),
        )
        if first[0] >= stop[0] or first[1] >= stop[1]:
            return
        here = self.ways[
            :,
            first[0] - mine.rise : stop[0] - mine.rise,
            first[1] - mine.total : stop[1] - mine.total,
        ]
        there = other.ways[
            :,
            first[0] + rise - its.rise : stop[0] + rise - its.rise,
            first[1] + total - its.total : stop[1] + total - its.total,
        ]
        ring.add(here, there)


def _sum_below_word(mine: Slab, other: Slab) -> int:
    """Bound the sum of two slabs, looking at their counts only when the bound grows large."""
    if mine.most + other.most >= WORD:
        mine.most, other.most = int(mine.ways.max()), int(other.ways.max())
        if mine.most + other.most >= WORD:
            raise _OverflowError
    return mine.most + other.most


Row = dict[int, Slab]


@dataclass(frozen=True, slots=True)
class Plan:
    """The windows of every row, and so the size of the work before it starts.

    Attributes
    ----------
    problem : Problem
        What is counted.
    windows : tuple of dict
        For each number of placed values, the window of each value that has one.
    """

    problem: Problem
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
        cells = (problem.n + 1) * len(problem.values)
        refuse_over(memory_limit, cells * _CELL_BYTES)
        refuse_long(work_limit, cells * _CELL_STEPS)
        goal = Goal.of(problem)

        def row(placed: int) -> dict[int, Window]:
            found = {x: window(problem, goal, x, placed, loose=loose) for x in problem.values}
            return {x: box for x, box in found.items() if box is not None}

        refuse_over(memory_limit, _row_bytes(row(problem.n // 2)))
        plan = cls(problem, tuple(row(placed) for placed in range(problem.n + 1)))
        refuse_over(memory_limit, plan.peak)
        refuse_long(work_limit, plan.steps + cells * _CELL_STEPS)
        return plan

    @property
    def steps(self) -> int:
        """How many steps the passes take: one for each state, by each modulus."""
        most = most_datasets(self.problem.n, len(self.problem.values))
        passes = 1 if most < WORD else 1 + len(moduli(most))
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
                held += _row_bytes({0: boxes[value]}) if value in boxes else 0
                most = max(most, held)
                held -= _row_bytes({0: after[value]}) if value in after else 0
            after = boxes
        return most


def _row_bytes(boxes: dict[int, Window]) -> int:
    return 8 * sum(box.states for box in boxes.values())


def refuse_over(memory_limit: int, needed: int) -> None:
    """Refuse work that needs more memory than it is given."""
    if needed > memory_limit:
        raise TooLargeError("Counting these data sets exactly", needed, memory_limit)


def refuse_long(work_limit: int, needed: int) -> None:
    """Refuse work that takes more steps than it is given."""
    if needed > work_limit:
        raise TooLongError("Counting these data sets exactly", needed, work_limit)


def first_row(plan: Plan, ring: Ring) -> Row:
    """Return the row where every value is placed: one way at each target, none elsewhere."""
    box = target_window(plan.problem)
    done = Slab(box, ring.zeros(box.shape), most=1)
    for total, square in plan.problem.targets:
        done.ways[:, (total + square) // 2 - box.rise, total - box.total] = 1
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
        below = Slab(box, ring.zeros(box.shape))
        if previous is not None:
            below.gain(previous, 0, 0, ring)
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
    look: Callable[[Iterator[tuple[int, Row]]], list[int]],
    progress: Progress | None = None,
) -> list[int]:
    """Look some numbers of ways up in the rows, however large they are.

    One pass in single 64-bit words is tried first. If a word may overflow, a
    pass for each of enough moduli follows, which takes no more memory.

    Parameters
    ----------
    plan : Plan
        The windows.
    look : callable
        Gives the numbers wanted, from all rows.
    progress : callable, optional
        Called with the work done and the work of one pass.
    """
    try:
        return look(rows(plan, Ring(checked=True), progress))
    except _OverflowError:
        by = moduli(most_datasets(plan.problem.n, len(plan.problem.values)))
        passes = [look(rows(plan, Ring((modulus,)), progress)) for modulus in by]
        return [int(ways) for ways in Ring(by).whole(np.array(passes, dtype=object))]
