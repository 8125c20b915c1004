"""What the compatible data sets have in common: each value's frequency.

The data sets with at least c copies of a value are as many as there are ways
to complete the state in which just those c are placed. So one pass of the
dynamic program gives the exact distribution of every value's frequency.
"""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pandas as pd

from peerstudy.errors import MEMORY, WrongCallError
from peerstudy.frames.border import Natural
from peerstudy.reconstruct.layers import exact_ways
from peerstudy.reconstruct.plan import Plan, Progress
from peerstudy.reconstruct.problem import problems
from peerstudy.reconstruct.summary import PrintedSummary

PROFILE_COLUMNS = ["value", "expected", "lowest", "highest", "n", "datasets"]


def value_profile(
    summary: PrintedSummary, *, memory_limit: Natural = MEMORY, progress: Progress | None = None
) -> pd.DataFrame:
    """Return how often each value occurs: on average over all data sets, at least, at most.

    Parameters
    ----------
    summary : PrintedSummary
        What is printed, without a median or quartiles.
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
    WrongCallError
        If a median or a quartile is printed.
    TooLargeError
        If it needs more memory than allowed.

    Examples
    --------
    >>> frame = value_profile(PrintedSummary(n=6, low=-3, high=3, mean="-0.5", sd="1.5"))
    >>> frame["expected"].sum() == 6
    True
    """
    if summary.median is not None or summary.q1 is not None or summary.q3 is not None:
        raise WrongCallError(
            "A profile is made without the median and quartiles; leave them out of the summary."
        )
    rows = []
    for problem in problems(summary, memory_limit=memory_limit):  # at most one, without a median
        having = _at_least(Plan.of(problem, memory_limit, loose=True), progress)
        for step, (value, ways) in enumerate(zip(summary.values, having, strict=True)):
            if ways[0]:
                known = problem.fixed.count(step)
                expected = Fraction(sum(ways[1:]), ways[0]) + known
                fewest, most = _last(ways, ways[0]) + known, _last(ways, 1) + known
                rows.append((value, expected, fewest, most, summary.n, ways[0]))
    frame = pd.DataFrame(rows, columns=PROFILE_COLUMNS, dtype=object)
    return frame.astype({"lowest": int, "highest": int, "n": int}) if rows else frame


def _last(ways: Sequence[int], least: int) -> int:
    """Return the largest number of copies that so many data sets have."""
    return max(copies for copies, number in enumerate(ways) if number >= least)


def _at_least(plan: Plan, progress: Progress | None) -> list[list[int]]:
    """Return, for each value, how many data sets have at least 0, 1, 2, ... copies of it."""
    problem = plan.problem
    values = np.array(problem.values)
    rises = np.array([problem.rise(value) for value in problem.values])
    asked = [(copies * rises, copies * values) for copies in range(problem.n + 1)]
    return [list(ways) for ways in zip(*exact_ways(plan, asked, progress), strict=True)]
