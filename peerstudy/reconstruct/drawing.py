"""Data sets by their number: draws that are exactly uniform, and complete lists.

A data set and its number determine each other, so a number drawn uniformly is
a data set drawn uniformly, and all numbers give all data sets.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from peerstudy.errors import MEMORY, WORK, TooManyError, WrongCallError, refuse_over
from peerstudy.frames.border import Natural
from peerstudy.reconstruct.counting import count
from peerstudy.reconstruct.plan import Plan, Progress
from peerstudy.reconstruct.problem import problems
from peerstudy.reconstruct.summary import PrintedSummary
from peerstudy.reconstruct.walking import DRAWING, Array, refuse_walks, unranked

_HELD = 32
"""Bytes that one value of a drawn data set takes, with what is made on the way."""


def sample_datasets(
    summary: PrintedSummary,
    size: Natural,
    seed: Natural | np.random.Generator,
    *,
    memory_limit: Natural = MEMORY,
    work_limit: Natural = WORK,
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
    work_limit : int, default 25 billion
        How many steps it may take.
    progress : callable, optional
        Called with the work done and the work in all.

    Returns
    -------
    array, shape (size, n)
        One data set a row, ascending: whole numbers where the grid has no
        others, else fractions.

    Raises
    ------
    WrongCallError
        If no data set prints so.
    TooLargeError
        If it needs more memory than allowed.

    Examples
    --------
    >>> summary = PrintedSummary(n=6, low=-3, high=3, mean="-0.5", sd="1.5")
    >>> sample_datasets(summary, 1, seed=0).sum()
    np.int64(-3)
    """
    numbered = Numbered.of(summary, memory_limit, work_limit, to_draw=True)
    return numbered.drawn(size, seed, progress)


def every_dataset(
    summary: PrintedSummary, *, most: Natural = 10_000, memory_limit: Natural = MEMORY
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
    TooManyError
        If there are more than `most`; it is a ValueError.
    TooLargeError
        If it needs more memory than allowed.

    Examples
    --------
    >>> every_dataset(PrintedSummary(n=3, low=1, high=5, mean="2.0", sd="1.0")).tolist()
    [[1, 2, 3]]
    """
    return Numbered.of(summary, memory_limit).listed(most)


def _below(total: int, size: int, rng: np.random.Generator) -> list[int]:
    """Draw whole numbers from 0 to before `total`, each equally likely."""
    bits = (total - 1).bit_length()
    drawn: list[int] = []
    while len(drawn) < size:
        number = int.from_bytes(rng.bytes(-(-bits // 8))) >> (-bits % 8)
        if number < total:
            drawn.append(number)
    return drawn


@dataclass(frozen=True, slots=True)
class Numbered:
    """The data sets of a summary, numbered from 0, plan by plan."""

    summary: PrintedSummary
    plans: tuple[Plan, ...]
    counts: tuple[int, ...]
    memory_limit: int

    @classmethod
    def of(
        cls,
        summary: PrintedSummary,
        memory_limit: int,
        work_limit: int = WORK,
        progress: Progress | None = None,
        *,
        to_draw: bool = False,
    ) -> "Numbered":
        """Count the data sets of a summary, problem by problem.

        With `to_draw`, draws that would not fit are refused before anything is counted.
        """
        found = problems(summary, memory_limit=memory_limit)
        share = work_limit // max(len(found), 1)
        plans = tuple(Plan.of(problem, memory_limit, share) for problem in found)
        for plan in plans if to_draw else ():
            refuse_walks(plan)
        counts = tuple(count(plan, progress) for plan in plans)
        return cls(summary, plans, counts, memory_limit)

    @property
    def total(self) -> int:
        """How many data sets there are."""
        return sum(self.counts)

    def drawn(
        self, size: int, seed: int | np.random.Generator, progress: Progress | None = None
    ) -> Array:
        """Return so many data sets, each drawn uniformly from all of them."""
        if self.total == 0:
            raise WrongCallError(
                "No data set has these printed values, so none can be drawn; "
                "feasible() names the numbers that disagree."
            )
        refuse_over(self.memory_limit, size * self.summary.n * _HELD, DRAWING)
        numbers = _below(self.total, size, np.random.default_rng(seed))
        return self.datasets(numbers, progress)

    def listed(self, most: int, progress: Progress | None = None) -> Array:
        """Return all data sets, if there are at most so many."""
        if self.total > most:
            raise TooManyError(self.total, most)
        refuse_over(self.memory_limit, self.total * self.summary.n * _HELD, DRAWING)
        return self.datasets(range(self.total), progress)

    def datasets(self, numbers: Sequence[int], progress: Progress | None = None) -> Array:
        """Return the data sets with these numbers, one a row, ascending."""
        steps = np.zeros((len(numbers), self.summary.n), dtype=np.int64)
        passed = 0
        for plan, ways in zip(self.plans, self.counts, strict=True):
            mine = {place: number - passed for place, number in enumerate(numbers)}
            mine = {place: number for place, number in mine.items() if 0 <= number < ways}
            if mine:
                steps[list(mine)] = unranked(plan, list(mine.values()), progress)
            passed += ways
        steps.sort(axis=1)
        return _on_grid(steps, self.summary)


def _on_grid(steps: Array, summary: PrintedSummary) -> Array:
    whole = all(value.denominator == 1 for value in summary.values)
    values = [int(value) if whole else value for value in summary.values]
    return np.array(values, dtype=np.int64 if whole else object)[steps]
