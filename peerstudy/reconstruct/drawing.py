"""Data sets by their number: draws that are exactly uniform, and complete lists.

The data sets of a summary are numbered 0, 1, 2, ...: at each state those in
which one more of the value is placed come first, then those in which none is.
The number says at each state which way to go, so a number drawn uniformly is a
data set drawn uniformly.

The rows are needed in the order opposite to the one they are made in. Rows at
regular distances are kept and those between are made again, which takes twice
the time and about the square root of the memory.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peerstudy.reconstruct.counting import count
from peerstudy.reconstruct.problem import Problem, problems
from peerstudy.reconstruct.residues import WORD, Ring, moduli
from peerstudy.reconstruct.rows import (
    MEMORY,
    Plan,
    Progress,
    Row,
    Slab,
    first_row,
    refuse_over,
    row_before,
)
from peerstudy.reconstruct.summary import PrintedSummary

Array = NDArray[Any]


def sample_datasets(
    summary: PrintedSummary,
    size: int,
    seed: int | np.random.Generator,
    *,
    memory_limit: int = MEMORY,
    progress: Progress | None = None,
) -> Array:
    """Draw data sets that print as this summary, each one equally likely.

    The draws are independent and exactly uniform over all data sets (as
    multisets). They are what is feasible, and say nothing of which is actual.

    Parameters
    ----------
    summary : PrintedSummary
        What is printed.
    size : int
        How many data sets to draw.
    seed : int or numpy.random.Generator
        Where the randomness comes from; the same seed gives the same draws.
    memory_limit : int, default 1 GiB
        How many bytes the work may take.
    progress : callable, optional
        Called with the work done and the work in all.

    Returns
    -------
    array, shape (size, n)
        One data set a row, ascending: whole numbers where the grid has no
        others, else fractions.

    Raises
    ------
    ValueError
        If no data set prints so.
    TooLargeError
        If it needs more memory than allowed.

    Examples
    --------
    >>> summary = PrintedSummary(n=6, low=-3, high=3, mean="-0.5", sd="1.5")
    >>> sample_datasets(summary, 1, seed=0).sum()
    np.int64(-3)
    """
    numbered = Numbered.of(summary, memory_limit)
    if numbered.total == 0:
        raise ValueError(
            "No data set prints so, so none can be drawn; feasible() says which numbers disagree."
        )
    numbers = _below(numbered.total, size, np.random.default_rng(seed))
    return numbered.datasets(numbers, memory_limit, progress)


def every_dataset(
    summary: PrintedSummary, *, most: int = 10_000, memory_limit: int = MEMORY
) -> Array:
    """List the data sets that print as this summary, if there are not too many.

    Parameters
    ----------
    summary : PrintedSummary
        What is printed.
    most : int, default 10,000
        The longest list wanted.
    memory_limit : int, default 1 GiB
        How many bytes the work may take.

    Returns
    -------
    array, shape (how many, n)
        As from :func:`sample_datasets`, each data set once.

    Raises
    ------
    ValueError
        If there are more than `most`.
    """
    numbered = Numbered.of(summary, memory_limit)
    if numbered.total > most:
        raise ValueError(f"There are {numbered.total:,} data sets; at most {most:,} are listed.")
    return numbered.datasets(np.arange(numbered.total, dtype=np.uint64), memory_limit)


def _below(total: int, size: int, rng: np.random.Generator) -> Array:
    """Draw whole numbers from 0 to before `total`, each equally likely."""
    if total <= WORD:
        return rng.integers(0, total - 1, size, dtype=np.uint64, endpoint=True)
    bits = (total - 1).bit_length()
    drawn = np.empty(size, dtype=object)
    for place in range(size):
        number = total
        while number >= total:
            number = int.from_bytes(rng.bytes(-(-bits // 8))) >> (-bits % 8)
        drawn[place] = number
    return drawn


@dataclass(frozen=True, slots=True)
class Numbered:
    """The data sets of a summary, numbered from 0.

    Attributes
    ----------
    summary : PrintedSummary
        What is printed.
    plans : tuple of Plan
        The problems whose data sets follow each other.
    counts : tuple of int
        How many data sets each of them has.
    """

    summary: PrintedSummary
    plans: tuple[Plan, ...]
    counts: tuple[int, ...]

    @classmethod
    def of(cls, summary: PrintedSummary, memory_limit: int) -> "Numbered":
        """Count the data sets of a summary, problem by problem."""
        plans = tuple(Plan.of(problem, memory_limit) for problem in problems(summary))
        return cls(summary, plans, tuple(count(plan) for plan in plans))

    @property
    def total(self) -> int:
        """How many data sets there are."""
        return sum(self.counts)

    def datasets(
        self, numbers: Array, memory_limit: int, progress: Progress | None = None
    ) -> Array:
        """Give the data sets with these numbers, one a row, ascending."""
        steps = np.zeros((len(numbers), self.summary.n), dtype=np.int64)
        passed = 0
        for plan, ways in zip(self.plans, self.counts, strict=True):
            mine = np.flatnonzero([passed <= int(number) < passed + ways for number in numbers])
            if mine.size:
                relative = numbers[mine] - (np.uint64(passed) if passed < WORD else passed)
                steps[mine] = _unranked(plan, relative, ways, memory_limit, progress)
            passed += ways
        steps.sort(axis=1)
        return _on_grid(steps, self.summary)


def _on_grid(steps: Array, summary: PrintedSummary) -> Array:
    values = summary.values
    if all(value.denominator == 1 for value in values):
        return np.array([int(value) for value in values], dtype=np.int64)[steps]
    exact = np.empty(len(values), dtype=object)
    exact[:] = [Fraction(value) for value in values]
    return exact[steps]


def _unranked(
    plan: Plan, numbers: Array, ways: int, memory_limit: int, progress: Progress | None
) -> Array:
    """Give the data sets with these numbers in one problem, in steps from the low end."""
    problem, ring = plan.problem, Ring(moduli(ways))
    walkers = Walkers.at_start(problem, numbers if len(ring.moduli) == 1 else numbers.astype(object))
    placed = np.empty((problem.n, len(numbers)), dtype=np.int64)
    for place, row in enumerate(_rows_forward(plan, ring, memory_limit, progress)):
        placed[place] = walkers.place(problem, row, ring)
    known = np.tile(np.array(problem.fixed, dtype=np.int64), (len(numbers), 1))
    return np.hstack([placed.T + problem.centre, known])


@dataclass(slots=True)
class Walkers:
    """Data sets in the making: what is left of each one's number, its value, its state."""

    left: Array
    value: Array
    rise: Array
    total: Array

    @classmethod
    def at_start(cls, problem: Problem, numbers: Array) -> "Walkers":
        """Give the walkers before anything is placed."""
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
    kind: Any = np.uint64 if len(ring.moduli) == 1 else object
    found = np.zeros(len(rises), dtype=kind)
    if slab is None:
        return found
    box = slab.window
    inside = (rises >= box.rise) & (rises < box.rise_stop)
    inside &= (totals >= box.total) & (totals < box.total_stop)
    found[inside] = ring.whole(slab.ways[:, rises[inside] - box.rise, totals[inside] - box.total])
    return found


def _rows_forward(
    plan: Plan, ring: Ring, memory_limit: int, progress: Progress | None
) -> Iterator[Row]:
    """Give the rows with 1, 2, ... values placed, in this order."""
    n, sizes = plan.problem.n, [size * len(ring.moduli) for size in plan.row_sizes]
    if n == 0:
        return
    stride = _stride(sizes, memory_limit)
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
        row = row_before(plan, placed, dict(row), ring)
        if placed % stride == 0:
            kept[placed] = row
    return kept


def _stride(sizes: Sequence[int], memory_limit: int) -> int:
    """Choose how many rows lie from one that is kept to the next.

    All rows in one block need the most memory and no second pass; the least
    memory is needed near the square root of their number.
    """
    n = len(sizes) - 1
    strides = {n, *(2**power for power in range(n.bit_length()))} - {0}
    needed = {stride: _peak(sizes, stride) for stride in sorted(strides, reverse=True)}
    for stride, size in needed.items():
        if size <= memory_limit:
            return stride
    refuse_over(memory_limit, min(needed.values()))
    return 1


def _peak(sizes: Sequence[int], stride: int) -> int:
    n = len(sizes) - 1
    kept = sum(sizes[placed] for placed in range(stride, n, stride)) + sizes[n]
    return kept + max(sum(sizes[start + 1 : start + stride + 1]) for start in range(0, n, stride))
