"""From the number of a data set to its values.

The data sets of a problem are numbered 0, 1, 2, ...: at each state those in
which one more of the value is placed come first, then those in which none is,
so the number says which way to go.

The rows are needed in the order opposite to the one they are made in. Rows at
regular distances are kept and those between are made again, which takes twice
the time and about the square root of the memory.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peerstudy.reconstruct.problem import Problem
from peerstudy.reconstruct.residues import Ring, moduli
from peerstudy.reconstruct.rows import Plan, Progress, Row, Slab, first_row, refuse_over, row_before

Array = NDArray[Any]
DRAWING = "Drawing or listing these data sets"
"""What a refusal calls the work."""


def unranked(
    plan: Plan, numbers: Array, ways: int, memory_limit: int, progress: Progress | None = None
) -> Array:
    """Return the data sets with these numbers in one problem, in steps from the low end.

    Parameters
    ----------
    plan : Plan
        The problem and its windows.
    numbers : array of int, shape (size,)
        From 0 to before `ways`.
    ways : int
        How many data sets the problem has.
    memory_limit : int
        How many bytes the work may take.
    progress : callable, optional
        Called with the values placed and n.
    """
    problem, ring = plan.problem, Ring(moduli(ways))
    small = len(ring.moduli) == 1
    walkers = Walkers.at_start(problem, numbers if small else numbers.astype(object))
    placed = np.empty((problem.n, len(numbers)), dtype=np.int64)
    for place, row in enumerate(_rows_forward(plan, ring, memory_limit, progress)):
        placed[place] = walkers.place(problem, row, ring)
    known = np.tile(np.array(problem.fixed, dtype=np.int64), (len(numbers), 1))
    return np.hstack([placed.T + problem.centre, known])


def refuse_walks(plan: Plan, memory_limit: int) -> None:
    """Refuse draws before anything is counted, if they do not fit however few the data sets are.

    Raises
    ------
    TooLargeError
        With what they need for as many data sets as there may be.
    """
    if _least(_sizes(plan, Ring())) + plan.own_bytes > memory_limit:
        ring = Ring(moduli((1 << plan.bits) - 1))
        refuse_over(memory_limit, _least(_sizes(plan, ring)) + plan.own_bytes, DRAWING)


@dataclass(slots=True)
class Walkers:
    """Data sets in the making: what is left of each one's number, its value, its state."""

    left: Array
    value: Array
    rise: Array
    total: Array

    @classmethod
    def at_start(cls, problem: Problem, numbers: Array) -> "Walkers":
        """Return the walkers before anything is placed."""
        zeros = np.zeros(len(numbers), dtype=np.int64)
        return cls(numbers.copy(), zeros + problem.top, zeros.copy(), zeros.copy())

    def place(self, problem: Problem, row: Row, ring: Ring) -> Array:
        """Place one value for each, as its number says; give the values."""
        undecided = np.ones(len(self.left), dtype=bool)
        for value in reversed(problem.values):
            here = np.flatnonzero(undecided & (self.value == value))
            if here.size == 0:
                continue
            rise = problem.rise(value)
            ways = _ways(row.get(value), self.rise[here] + rise, self.total[here] + value, ring)
            stays = self.left[here] < ways
            self.left[here[~stays]] -= ways[~stays]
            self.value[here[~stays]] -= 1
            self.rise[here[stays]] += rise
            self.total[here[stays]] += value
            undecided[here[stays]] = False
        return self.value.copy()


def _ways(slab: Slab | None, rises: Array, totals: Array, ring: Ring) -> Array:
    """Look up the ways to complete some states; states outside the window have none."""
    if slab is None:
        return np.zeros(len(rises), dtype=np.uint64 if len(ring.moduli) == 1 else object)
    return ring.whole(slab.at(rises, totals))


def _rows_forward(
    plan: Plan, ring: Ring, memory_limit: int, progress: Progress | None
) -> Iterator[Row]:
    """Return the rows with 1, 2, ... values placed, in this order."""
    n = plan.problem.n
    if n == 0:
        return
    stride = _stride(_sizes(plan, ring), memory_limit - plan.own_bytes)
    kept = _kept_rows(plan, ring, stride)
    for start in range(0, n, stride):
        last = min(start + stride, n)
        block = {last: kept.pop(last)}
        for placed in range(last - 1, start, -1):
            block[placed] = row_before(plan, placed, dict(block[placed + 1]), ring)
        for placed in range(start + 1, last + 1):
            yield block.pop(placed)
        if progress is not None:
            progress(last, n)


def _kept_rows(plan: Plan, ring: Ring, stride: int) -> dict[int, Row]:
    """Make all rows from the last, and keep the last of each block."""
    n = plan.problem.n
    row = first_row(plan, ring)
    kept = {n: row}
    for placed in range(n - 1, min(stride, n) - 1, -1):
        row = row_before(plan, placed, dict(row) if placed + 1 in kept else row, ring)
        if placed % stride == 0:
            kept[placed] = row
    return kept


def _sizes(plan: Plan, ring: Ring) -> list[int]:
    """Return the bytes of each row by all moduli."""
    return [size * len(ring.moduli) for size in plan.row_sizes]


def _stride(sizes: Sequence[int], memory_limit: int) -> int:
    """Choose how many rows lie from one that is kept to the next.

    All rows in one block need the most memory and no second pass; the least
    memory is needed near the square root of their number.
    """
    for stride in _strides(len(sizes) - 1):
        if _peak(sizes, stride) <= memory_limit:
            return stride
    refuse_over(memory_limit, _least(sizes), DRAWING)
    return 1


def _strides(n: int) -> list[int]:
    """Return the distances between kept rows that are tried, the longest first."""
    return sorted({n, *(1 << power for power in range(n.bit_length()))} - {0}, reverse=True)


def _least(sizes: Sequence[int]) -> int:
    """Return the least bytes that going through the rows forward takes."""
    return min((_peak(sizes, stride) for stride in _strides(len(sizes) - 1)), default=0)


def _peak(sizes: Sequence[int], stride: int) -> int:
    """Return the bytes that the kept rows take with the fullest block, or two rows, beside them."""
    n = len(sizes) - 1
    kept = sum(sizes[placed] for placed in range(stride, n, stride)) + sizes[n]
    blocks = [sum(sizes[start + 1 : start + stride + 1]) for start in range(0, n, stride)]
    beside: int = max(2 * max(sizes), *blocks)
    return kept + beside
