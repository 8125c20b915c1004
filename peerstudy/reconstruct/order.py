"""The tightest bounds on minimum, quartiles, median and maximum over all data sets.

Values are placed from the top down, so the k-th placed is the k-th largest. It
can be x if some state with k − 1 values placed, none below x, can be reached,
and the state with x placed next can be completed. What can be completed is
looked up in slabs kept from one pass, what can be reached is a second pass the
other way; both hold one bit of truth a state, and no counts.
"""

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

import pandas as pd

from peerstudy.errors import MEMORY, WORK, refuse_over
from peerstudy.frames.border import Natural
from peerstudy.reconstruct.layers import BEHIND, Slab, layers
from peerstudy.reconstruct.plan import STRIP_STATES, Plan
from peerstudy.reconstruct.problem import Problem, problems
from peerstudy.reconstruct.residues import Truth
from peerstudy.reconstruct.summary import PrintedSummary
from peerstudy.reconstruct.windows import Window

ORDER_COLUMNS = ["statistic", "lowest", "highest", "n"]


def order_bounds(
    summary: PrintedSummary, *, memory_limit: Natural = MEMORY, work_limit: Natural = WORK
) -> pd.DataFrame:
    """Return the tightest bounds on minimum, quartiles, median and maximum.

    A quartile is the smallest value that at least a quarter, or three quarters,
    of the data do not exceed; the median of an even number is the mean of the
    two in the middle.

    Parameters
    ----------
    summary : PrintedSummary
        What is printed.
    memory_limit : int, default 1 GiB
        How many bytes the work may take.
    work_limit : int, default 25 billion
        How many steps it may take.

    Returns
    -------
    DataFrame
        One row a `statistic`, in ascending order, with the `lowest` and
        `highest` value (Fraction) that a data set has, and `n`. No rows if no
        data set prints so.

    Raises
    ------
    TooLargeError
        If it needs more memory or more steps than allowed.

    Examples
    --------
    >>> summary = PrintedSummary(n=5, low=1, high=5, mean="2.6", sd="1.1")
    >>> print(order_bounds(summary).to_string(index=False))
         statistic lowest highest  n
           minimum      1       1  5
    lower quartile      2       2  5
            median      3       3  5
    upper quartile      3       3  5
           maximum      4       4  5
    """
    n = summary.n
    ranks = {
        "minimum": (1, 1),
        "lower quartile": (-(-n // 4),) * 2,
        "median": ((n + 1) // 2, n // 2 + 1),
        "upper quartile": (-(-3 * n // 4),) * 2,
        "maximum": (n, n),
    }
    doubled: dict[str, set[int]] = {name: set() for name in ranks}
    for problem in problems(summary, memory_limit=memory_limit):
        plan = Plan.of(problem, memory_limit, work_limit, strip_states=8 * STRIP_STATES)
        found = _doubled(plan, summary, list(ranks.values()))
        for name, values in zip(ranks, found, strict=True):
            doubled[name] |= values
    rows = [
        (name, *(summary.lowest + Fraction(end, 2) * summary.step for end in ends), n)
        for name, values in doubled.items()
        for ends in ([(min(values), max(values))] if values else [])
    ]
    return pd.DataFrame(rows, columns=ORDER_COLUMNS)


def _doubled(
    plan: Plan, summary: PrintedSummary, asked: Sequence[tuple[int, int]]
) -> list[set[int]]:
    """Return what the sum of each two order statistics can be, in steps from the low end."""
    known, places = _known_and_places(plan.problem, summary)
    both = [upper for lower, upper in asked if lower < upper and {lower, upper} <= {*places}]
    pairs = {places[upper] for upper in both}
    wanted = {places[rank] for pair in asked for rank in pair if rank in places}
    free, neighbours = _possible(plan, wanted, pairs)
    if not all(free.values()):
        return [set() for _ in asked]
    single = {rank: free[k] for rank, k in places.items() if k in free}
    single |= {rank: {value} for rank, value in known.items()}
    sums = []
    for lower, upper in asked:
        if lower == upper:
            sums.append({2 * value for value in single[lower]})
        elif places.get(upper) in pairs:
            sums.append({sum(two) for two in neighbours[places[upper]]})
        else:
            sums.append({low + high for low in single[lower] for high in single[upper]})
    return sums


def _known_and_places(
    problem: Problem, summary: PrintedSummary
) -> tuple[dict[int, int], dict[int, int]]:
    """Return the ranks whose values are known, and which largest free value each other rank is."""
    n, known = summary.n, {}
    if summary.attained_min:
        known[1] = 0
    if summary.attained_max and len(known) < len(problem.fixed):
        known[n] = summary.top
    free = [rank for rank in range(n, 0, -1) if rank not in known]
    return known, {rank: k for k, rank in enumerate(free, start=1)}


def _possible(
    plan: Plan, at: Collection[int], pairs: Collection[int]
) -> tuple[dict[int, set[int]], dict[int, set[tuple[int, int]]]]:
    """Return which values the k-th largest free values can have, in steps from the low end, by k.

    The second are those that the k-th and the next largest can have together.
    """
    problem = plan.problem
    ahead: dict[int, dict[int, Slab]] = {k: {} for k in (*at, *(k + 1 for k in pairs))}
    kept = sum(box.states for k in ahead for box in plan.windows[k].values())
    refuse_over(plan.memory_limit, plan.own_bytes + kept + plan.peak)
    for depth, layer in layers(plan, Truth()):
        for value, placed in problem.layer(depth):
            if placed in ahead and value in layer:
                ahead[placed][value] = layer[value]
    single: dict[int, set[int]] = {k: set() for k in at}
    neighbours: dict[int, set[tuple[int, int]]] = {k: set() for k in pairs}
    for depth, layer in layers(plan, Truth(), BEHIND):
        for value, placed in problem.layer(depth):
            k, state = placed + 1, layer.get(value)
            if state is None:
                continue
            if k in single and _completes(problem, state, value, ahead[k].get(value)):
                single[k].add(value + problem.centre)
            if k in neighbours and (box := plan.windows[k].get(value)) is not None:
                landed = _landed(problem, state, value, box)
                neighbours[k].update(
                    (value + problem.centre, lower + problem.centre)
                    for lower in _next_values(problem, value, k)
                    if _completes(problem, landed, lower, ahead[k + 1].get(lower))
                )
    return single, neighbours


def _landed(problem: Problem, state: Slab, value: int, box: Window) -> Slab:
    """Return the states of a window that placing a value leads to."""
    return Slab.sum_of(box, Truth(), [(state, -problem.rise(value), -value)])


def _completes(problem: Problem, state: Slab, value: int, ahead: Slab | None) -> bool:
    """Return whether placing a value leads from a reached state to one that can be completed."""
    if ahead is None:
        return False
    landed = _landed(problem, state, value, ahead.window)
    return any((its & there).any() for its, there in zip(landed.ways, ahead.ways, strict=True))


def _next_values(problem: Problem, upper: int, placed: int) -> Iterator[int]:
    """Yield the values that may follow one, as far down as the known ranks let them lie."""
    for index in range(upper - problem.bottom, -1, -1):
        yield problem.values[index]
        if index and placed not in problem.above[index - 1]:
            return
