"""Which values an order statistic can have, over all data sets: two passes for all of them.

Values are placed from the top down, so the k-th placed is the k-th largest. It
can be x if some state with k − 1 values placed, none below x, can be reached,
and the state with x placed next can be completed. What can be completed is
looked up in slabs kept from one pass, what can be reached is a second pass the
other way; both hold one bit of truth a state, and no counts.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from peerstudy.errors import refuse_over
from peerstudy.reconstruct.layers import BEHIND, Slab, layers
from peerstudy.reconstruct.plan import Plan
from peerstudy.reconstruct.problem import Problem
from peerstudy.reconstruct.residues import Truth
from peerstudy.reconstruct.windows import Window


@dataclass(frozen=True, slots=True)
class Possible:
    """The values, in steps from the low end, that the k-th largest free value can have, by k.

    `neighbours` has those that the k-th and the next largest can have together.
    """

    at: dict[int, set[int]]
    neighbours: dict[int, set[tuple[int, int]]]


def possible_ranks(plan: Plan, at: Collection[int], pairs: Collection[int]) -> Possible:
    """Return which values the k-th largest free values can have, for each k asked for.

    `pairs` are each k for which the k-th largest is wanted together with the next.
    """
    problem = plan.problem
    ahead: dict[int, dict[int, Slab]] = {k: {} for k in (*at, *(k + 1 for k in pairs))}
    kept = sum(box.states for k in ahead for box in plan.windows[k].values())
    refuse_over(plan.memory_limit, plan.own_bytes + kept + plan.peak)
    for depth, layer in layers(plan, Truth()):
        for value, placed in plan.layer(depth):
            if placed in ahead and value in layer:
                ahead[placed][value] = layer[value]
    found = Possible({k: set() for k in at}, {k: set() for k in pairs})
    for depth, layer in layers(plan, Truth(), BEHIND):
        for value, placed in plan.layer(depth):
            k, state = placed + 1, layer.get(value)
            if state is None:
                continue
            if k in found.at and _completes(problem, state, value, ahead[k].get(value)):
                found.at[k].add(value + problem.centre)
            if k in found.neighbours and (box := plan.windows[k].get(value)) is not None:
                landed = _landed(problem, state, value, box)
                found.neighbours[k].update(
                    (value + problem.centre, lower + problem.centre)
                    for lower in _next_values(problem, value, k)
                    if _completes(problem, landed, lower, ahead[k + 1].get(lower))
                )
    return found


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
