"""The dynamic program: in how many ways can what is placed be completed?

Values are placed from the top down. Let W(x, m, t) be the number of ways to
complete a state t (m values placed, with their sum and sum of squares) using
only values up to x. Either no more of x is placed, or one more is:

    W(x, m, t) = W(x − 1, m, t) + W(x, m + 1, t + x)

so every multiset is counted once. A row holds, for one m, a slab of states for
each x, and needs nothing but the row of m + 1: memory grows with the number of
values and not with n. All targets share one pass.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from peerstudy.errors import TooLargeError
from peerstudy.reconstruct.problem import Problem
from peerstudy.reconstruct.residues import WORD, Counts, add, moduli, most_datasets
from peerstudy.reconstruct.windows import Goal, Window, target_window, window

MEMORY = 2**30
"""How many bytes an exact answer may take unless told otherwise."""

Progress = Callable[[int, int], None]
"""Called now and then with how much of the work is done, and how much there is."""


Result = TypeVar("Result")


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
        None of the ways is larger than this, while a single modulus is used.
    """

    window: Window
    ways: Counts
    most: int = 0

    def gain(self, other: "Slab", rise: int, total: int, by: Sequence[int]) -> None:
        """Add the ways of the states that lie a rise and a sum further on."""
        if len(by) == 1:
            self.most = _sum_below_word(self, other)
        mine, its = self.window, other.window
        first = max(mine.rise, its.rise - rise), max(mine.total, its.total - total)
        stop = min(mine.rise_stop, its.rise_stop - rise), min(mine.total_stop, its.total_stop - total)
        if first[0] >= stop[0] or first[1] >= stop[1]:
            return
        here = self.ways[:, first[0] - mine.rise : stop[0] - mine.rise,
                         first[1] - mine.total : stop[1] - mine.total]
        there = other.ways[:, first[0] + rise - its.rise : stop[0] + rise - its.rise,
                           first[1] + total - its.total : stop[1] + total - its.total]
        add(here, there, by)


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
    def of(cls, problem: Problem, memory_limit: int, *, loose: bool = False) -> "Plan":
        """Lay the windows out, or refuse if two rows of them would not fit.

        Raises
        ------
        TooLargeError
            If the rows need more bytes than allowed.
        """
        goal = Goal.of(problem)

        def row(placed: int) -> dict[int, Window]:
            found = {x: window(problem, goal, x, placed, loose=loose) for x in problem.values}
            return {x: box for x, box in found.items() if box is not None}

        refuse_over(memory_limit, 2 * _row_bytes(row(problem.n // 2)))
        plan = cls(problem, tuple(row(placed) for placed in range(problem.n + 1)))
        refuse_over(memory_limit, plan.two_rows)
        return plan

    @property
    def row_sizes(self) -> list[int]:
        """Bytes of each row, by a single modulus."""
        return [_row_bytes(boxes) for boxes in self.windows]

    @property
    def two_rows(self) -> int:
        """Bytes of the largest two neighbouring rows, by a single modulus."""
        sizes = [*self.row_sizes, 0]
        return max(a + b for a, b in zip(sizes[:-1], sizes[1:], strict=True))


def _row_bytes(boxes: dict[int, Window]) -> int:
    return 8 * sum(box.states for box in boxes.values())


def refuse_over(memory_limit: int, needed: int) -> None:
    """Refuse work that needs more memory than it is given."""
    if needed > memory_limit:
        raise TooLargeError("Counting these data sets exactly", needed, memory_limit)


def first_row(plan: Plan, by: Sequence[int]) -> Row:
    """Give the row where every value is placed: one way at each target, none elsewhere."""
    box = target_window(plan.problem)
    done = Slab(box, np.zeros((len(by), *box.shape), np.uint64), most=1)
    for total, square in plan.problem.targets:
        done.ways[:, (total + square) // 2 - box.rise, total - box.total] = 1
    return _row(plan, plan.problem.n, {}, by, done)


def row_before(plan: Plan, placed: int, after: Row, by: Sequence[int]) -> Row:
    """Give the row of `placed` values from the row with one more placed."""
    return _row(plan, placed, after, by, None)


def _row(plan: Plan, placed: int, after: Row, by: Sequence[int], below: Slab | None) -> Row:
    problem, row = plan.problem, {}
    for index, value in enumerate(problem.values):
        box = plan.windows[placed].get(value)
        enters = index == 0 or placed in problem.above[index - 1]
        below, previous = None, below if enters else None
        if box is None:
            continue
        below = Slab(box, np.zeros((len(by), *box.shape), np.uint64))
        if previous is not None:
            below.gain(previous, 0, 0, by)
        if value in after:
            below.gain(after[value], problem.rise(value), value, by)
        row[value] = below
    return row


def rows(plan: Plan, by: Sequence[int], progress: Progress | None = None) -> Iterator[tuple[int, Row]]:
    """Give every row with its number of placed values, from all of them to none."""
    sizes = plan.row_sizes
    done, total = 0, sum(sizes)
    row: Row = {}
    for placed in range(plan.problem.n, -1, -1):
        row = row_before(plan, placed, row, by) if placed < plan.problem.n else first_row(plan, by)
        done += sizes[placed]
        if progress is not None:
            progress(done, total)
        yield placed, row


def with_enough_moduli(
    plan: Plan, memory_limit: int, work: Callable[[Sequence[int]], Result]
) -> Result:
    """Do the work in single 64-bit words if they suffice, else by as many moduli as it takes."""
    try:
        return work(moduli(0))
    except _OverflowError:
        problem = plan.problem
        by = moduli(most_datasets(problem.n, len(problem.values)))
        refuse_over(memory_limit, plan.two_rows * len(by))
        return work(by)
