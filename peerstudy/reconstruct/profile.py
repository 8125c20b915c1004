"""What the feasible data sets have in common: each value's frequency, median and quartiles.

The data sets with at least c copies of a value are as many as there are ways
to complete the state in which just those c are placed. So one pass of the
dynamic program gives the exact distribution of every value's frequency.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

import pandas as pd

from peerstudy.reconstruct.counting import count_ranked
from peerstudy.reconstruct.problem import Problem, Rank, problems
from peerstudy.reconstruct.rows import MEMORY, Plan, Progress, Row, exact_ways
from peerstudy.reconstruct.summary import PrintedSummary

PROFILE_COLUMNS = ["value", "expected", "lowest", "highest", "n", "datasets"]
ORDER_COLUMNS = ["statistic", "lowest", "highest", "n"]


def value_profile(
    summary: PrintedSummary, *, memory_limit: int = MEMORY, progress: Progress | None = None
) -> pd.DataFrame:
    """Give how often each value occurs: on average over all data sets, at least, at most.

    Parameters
    ----------
    summary : PrintedSummary
        What is printed, without a median.
    memory_limit : int, default 1 GiB
        How many bytes the work may take.
    progress : callable, optional
        Called with the work done and the work in all.

    Returns
    -------
    DataFrame
        One row a value of the grid: `value` (Fraction), `expected` frequency
        (Fraction), `lowest` and `highest` frequency that a data set has (int),
        `n`, and `datasets`, how many there are (int, however large). No rows
        if no data set prints so.

    Raises
    ------
    ValueError
        If a median is printed.
    TooLargeError
        If it needs more memory than allowed.

    Examples
    --------
    >>> frame = value_profile(PrintedSummary(n=6, low=-3, high=3, mean="-0.5", sd="1.5"))
    >>> frame["expected"].sum() == 6
    True
    """
    if summary.median is not None:
        raise ValueError("A profile is made without the median; leave it out of the summary.")
    found = problems(summary, memory_limit=memory_limit)
    if not found:
        return pd.DataFrame(columns=PROFILE_COLUMNS)
    problem = found[0]
    plan = Plan.of(problem, memory_limit, loose=True)

    having = _at_least(plan, progress)
    if having[0][0] == 0:
        return pd.DataFrame(columns=PROFILE_COLUMNS)
    known = [problem.fixed.count(step) for step in range(summary.top + 1)]
    pairs = list(zip(having, known, strict=True))
    return pd.DataFrame(
        {
            "value": pd.Series(summary.values, dtype=object),
            "expected": pd.Series(
                [Fraction(sum(ways[1:]), ways[0]) + k for ways, k in pairs],
                dtype=object,
            ),
            "lowest": [_last(ways, ways[0]) + k for ways, k in pairs],
            "highest": [_last(ways, 1) + k for ways, k in pairs],
            "n": summary.n,
            "datasets": pd.Series([having[0][0]] * len(known), dtype=object),
        },
        columns=PROFILE_COLUMNS,
    )


def _last(ways: Sequence[int], least: int) -> int:
    """Give the largest number of copies that so many data sets have."""
    return max(copies for copies, number in enumerate(ways) if number >= least)


def _at_least(plan: Plan, progress: Progress | None) -> list[list[int]]:
    """Give, for each value, how many data sets have at least 0, 1, 2, ... copies of it."""
    problem = plan.problem

    def look(found: Iterator[tuple[int, Row]]) -> list[int]:
        return [
            _with_copies(problem, row, value, placed)
            for placed, row in found
            for value in problem.values
        ]

    ways, width = exact_ways(plan, look, progress), len(problem.values)
    return [ways[index::width][::-1] for index in range(width)]


def _with_copies(problem: Problem, row: Row, value: int, copies: int) -> int:
    """Look up the ways to complete so many copies of one value."""
    slab = row.get(problem.top)
    if slab is None:
        return 0
    box, rise, total = slab.window, copies * problem.rise(value), copies * value
    if not (box.rise <= rise < box.rise_stop and box.total <= total < box.total_stop):
        return 0
    return int(slab.ways[0, rise - box.rise, total - box.total])


def order_bounds(summary: PrintedSummary, *, memory_limit: int = MEMORY) -> pd.DataFrame:
    """Give the tightest bounds on minimum, quartiles, median and maximum.

    A quartile is the smallest value that at least a quarter, or three quarters,
    of the data do not exceed; the median of an even number is the mean of the
    two in the middle.

    Parameters
    ----------
    summary : PrintedSummary
        What is printed.
    memory_limit : int, default 1 GiB
        How many bytes each count may take.

    Returns
    -------
    DataFrame
        One row a `statistic`, in ascending order, with the `lowest` and
        `highest` value (Fraction) that a data set has, and `n`. No rows if no
        data set prints so.

    Raises
    ------
    TooLargeError
        If it needs more memory than allowed.
    """
    search = _Search(summary, memory_limit)
    if not search.exists(()):
        return pd.DataFrame(columns=ORDER_COLUMNS)
    n = summary.n
    bounds = {
        "minimum": search.bounds(1),
        "lower quartile": search.bounds(-(-n // 4)),
        "median": search.bounds(n // 2 + 1) if n % 2 else search.middle_bounds(),
        "upper quartile": search.bounds(-(-3 * n // 4)),
        "maximum": search.bounds(n),
    }
    rows_ = [
        (name, summary.lowest + low * summary.step, summary.lowest + high * summary.step, n)
        for name, (low, high) in bounds.items()
    ]
    return pd.DataFrame(rows_, columns=ORDER_COLUMNS)


class _Search:
    """Looks for the lowest and highest order statistics, by whether data sets exist."""

    def __init__(self, summary: PrintedSummary, memory_limit: int) -> None:
        self.summary, self.memory_limit, self.top = summary, memory_limit, summary.top

    def exists(self, ranks: Sequence[Rank]) -> bool:
        return count_ranked(self.summary, ranks, memory_limit=self.memory_limit) > 0

    def lowest(self, rank: int, given: Sequence[Rank] = ()) -> int | None:
        """Give the lowest that the value of a rank may be."""
        return _first(
            range(self.top + 1), lambda y: self.exists([*given, Rank(rank, range(y + 1))])
        )

    def highest(self, rank: int, given: Sequence[Rank] = ()) -> int | None:
        """Give the highest that the value of a rank may be."""
        return _first(
            range(self.top, -1, -1),
            lambda y: self.exists([*given, Rank(rank, range(y, self.top + 1))]),
        )

    def bounds(self, rank: int) -> tuple[int, int]:
        low, high = self.lowest(rank), self.highest(rank)
        assert low is not None
        assert high is not None
        return low, high

    def middle_bounds(self) -> tuple[Fraction, Fraction]:
        """Bound the mean of the two values in the middle."""
        rank = self.summary.n // 2
        (low, high), (next_low, next_high) = self.bounds(rank), self.bounds(rank + 1)
        least = high + next_high
        for lower in range(low, high + 1):
            if lower + max(lower, next_low) >= least:
                break
            upper = self.lowest(rank + 1, [Rank(rank, range(lower, lower + 1))])
            least = least if upper is None else min(least, lower + upper)
        most = low + next_low
        for upper in range(next_high, next_low - 1, -1):
            if upper + min(upper, high) <= most:
                break
            below = self.highest(rank, [Rank(rank + 1, range(upper, upper + 1))])
            most = most if below is None else max(most, upper + below)
        return Fraction(least, 2), Fraction(most, 2)


def _first(candidates: range, holds: Callable[[int], bool]) -> int | None:
    """Give the first of the candidates from which on it holds, by halving."""
    if not candidates or not holds(candidates[-1]):
        return None
    low, high = 0, len(candidates) - 1
    while low < high:
        middle = (low + high) // 2
        if holds(candidates[middle]):
            high = middle
        else:
            low = middle + 1
    return candidates[low]
