"""Which values an order statistic can have, over all data sets: two passes for all of them.

Values are placed from the top down, so the k-th placed is the k-th largest. It
can be x if some state with k − 1 values placed, none below x, can be reached,
and the state with x placed next can be completed. What can be completed is
looked up in rows kept from one pass, what can be reached is a second pass the
other way; both hold one bit of truth a state, and no counts.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np

from peerstudy.reconstruct.problem import Problem
from peerstudy.reconstruct.residues import Counts, Ring
from peerstudy.reconstruct.rows import Plan, Row, Slab, rows


@dataclass(frozen=True, slots=True)
class Truth(Ring):
    """A ring of true and false: whether there is any way at all."""

    @property
    def kind(self) -> type[np.generic]:
        """Truth values."""
        return np.bool_

    def add(self, counts: Counts, more: Counts) -> None:
        """Note in place where there is a way in either."""
        np.logical_or(counts, more, out=counts)


@dataclass(frozen=True, slots=True)
class Possible:
    """The values that some order statistics can have, in steps from the low end.

    Attributes
    ----------
    at : dict of int to set of int
        By k, the values that the k-th largest free value can have.
    neighbours : dict of int to set of (int, int)
        By k, the values that the k-th and the next largest can have together.
    """

    at: dict[int, set[int]]
    neighbours: dict[int, set[tuple[int, int]]]


def possible_ranks(plan: Plan, at: Collection[int], pairs: Collection[int]) -> Possible:
    """Return which values the k-th largest free values can have, for each k asked for.

    Parameters
    ----------
    plan : Plan
        The problem and its windows.
    at : collection of int
        Each k that is wanted; 1 for the largest free value.
    pairs : collection of int
        Each k for which the k-th largest is wanted together with the next.
    """
    problem, ring = plan.problem, Truth()
    wanted = {*at, *pairs, *(k + 1 for k in pairs)}
    ahead = {k: dict(row) for k, row in rows(plan, ring) if k in wanted}
    found = Possible({k: set() for k in at}, {k: set() for k in pairs})
    before: Row = {}
    for placed, reached in _rows_reached(plan, ring):
        if placed + 1 in found.at:
            found.at[placed + 1].update(
                value + problem.centre
                for value in reached
                if _meets(reached[value], ahead[placed + 1].get(value), plan, value)
            )
        if placed in found.neighbours:
            found.neighbours[placed].update(
                (upper + problem.centre, value + problem.centre)
                for upper, state in _placed_last(plan, before, placed, ring)
                for value in _next_values(problem, upper, placed)
                if _meets(state, ahead[placed + 1].get(value), plan, value)
            )
        before = reached
    return found


def _meets(reached: Slab, ahead: Slab | None, plan: Plan, value: int) -> bool:
    """Return whether placing a value leads from a reached state to one that can be completed."""
    if ahead is None:
        return False
    ring = Truth()
    landed = Slab.zeros(ahead.window, ring)
    landed.gain(reached, -plan.problem.rise(value), -value, ring)
    return any((its & there).any() for its, there in zip(landed.ways, ahead.ways, strict=True))


def _next_values(problem: Problem, upper: int, placed: int) -> Iterator[int]:
    """Yield the values that may follow one, as far down as the known ranks let them lie."""
    for index in range(upper - problem.bottom, -1, -1):
        yield problem.values[index]
        if index and placed not in problem.above[index - 1]:
            return


def _placed_last(plan: Plan, before: Row, placed: int, ring: Ring) -> Iterator[tuple[int, Slab]]:
    """Yield each value that may be placed last, with the states that placing it leads to."""
    for value, state in before.items():
        box = plan.windows[placed].get(value)
        if box is not None:
            landed = Slab.zeros(box, ring)
            landed.gain(state, -plan.problem.rise(value), -value, ring)
            yield value, landed


def _rows_reached(plan: Plan, ring: Ring) -> Iterator[tuple[int, Row]]:
    """Yield, for 0, 1, 2, ... values placed, the states reached without a value below each."""
    problem = plan.problem
    before: Row = {}
    for placed in range(problem.n + 1):
        row: Row = {}
        above: Slab | None = None
        for index in range(len(problem.values) - 1, -1, -1):
            value = problem.values[index]
            box = plan.windows[placed].get(value)
            if box is None:
                above = None
                continue
            state = Slab.zeros(box, ring)
            if placed == 0 and value == problem.top:
                state.ways[0][:] = True
            if above is not None and placed in problem.above[index]:
                state.gain(above, 0, 0, ring)
            if value in before:
                state.gain(before[value], -problem.rise(value), -value, ring)
            row[value] = above = state
        yield placed, row
        before = row
