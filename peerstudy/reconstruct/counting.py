"""How many data sets have the printed mean, SD, n and range."""

import numpy as np

from peerstudy.errors import MEMORY, WORK
from peerstudy.frames.border import Natural
from peerstudy.reconstruct.layers import exact_ways
from peerstudy.reconstruct.meeting import counted_in_words
from peerstudy.reconstruct.plan import Plan, Progress
from peerstudy.reconstruct.problem import problems
from peerstudy.reconstruct.summary import PrintedSummary


def how_many(
    summary: PrintedSummary,
    *,
    memory_limit: Natural = MEMORY,
    work_limit: Natural = WORK,
    progress: Progress | None = None,
) -> int:
    """Count the data sets that print as this summary, exactly.

    A data set is a multiset: how often each value of the grid occurs. The work
    grows as a power of n, of the width of the range and of the SD, not with the
    number of data sets.

    Parameters
    ----------
    summary : PrintedSummary
        What is printed.
    memory_limit : int, default 1 GiB
        How many bytes the work may take.
    work_limit : int, default 25 billion
        How many steps it may take.
    progress : callable, optional
        Called with the work done and the work in all.

    Returns
    -------
    int
        However large; 0 if no data set prints so.

    Raises
    ------
    TooLargeError
        If it needs more memory or more steps than allowed, told before it starts.

    Examples
    --------
    >>> how_many(PrintedSummary(n=25, low=30, high=58, mean="41.5", sd="7.79"))
    26500700006
    """
    found = problems(summary, memory_limit=memory_limit)
    share = work_limit // max(len(found), 1)
    return sum(count(Plan.of(problem, memory_limit, share), progress) for problem in found)


def count(plan: Plan, progress: Progress | None = None) -> int:
    """Count the data sets of one problem."""
    found = counted_in_words(plan, progress)
    if found is None:
        nothing = np.zeros(1, dtype=np.int64)
        found = exact_ways(plan, [(nothing, nothing)], progress)[0][0]
    return found
