"""From the number of a data set to its values.

The data sets of a problem are numbered 0, 1, 2, ... by the state in which the
two halves of their path meet, then by the number of one half among the ways
that lead there and of the other among the ways ahead. From there on each half
is walked by itself: at each state the ways in which one more of the value is
placed come first, then those in which none is.

The layers are needed in the order opposite to the one they are made in. As many
as fit are kept, those next to the meeting first; the others are made again.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peerstudy.errors import refuse_over
from peerstudy.reconstruct.layers import AHEAD, BEHIND, Layer, Meeting, layers, ways_of
from peerstudy.reconstruct.meeting import halves, meeting_depth
from peerstudy.reconstruct.plan import Plan, Progress
from peerstudy.reconstruct.problem import Problem
from peerstudy.reconstruct.residues import Ring, dot, moduli

Array = NDArray[Any]
DRAWING = "Drawing or listing these data sets"
"""What a refusal calls the work."""


def unranked(plan: Plan, numbers: Sequence[int], progress: Progress | None = None) -> Array:
    """Return the data sets with these numbers in one problem, in steps from the low end."""
    problem = plan.problem
    data = np.empty((len(numbers), problem.n + len(problem.fixed)), dtype=np.int64)
    data[:, problem.n :] = problem.fixed
    done, total = 0, sum(plan.sizes)
    for walkers in _met(plan, numbers):
        for depth, layer in _returning(plan, walkers.ring, walkers.sign):
            walkers.step(problem, layer, data)
            done += plan.sizes[depth]
            if progress is not None:
                progress(done, total)
    data[:, : problem.n] += problem.centre
    return data


def refuse_walks(plan: Plan) -> None:
    """Refuse draws before anything is counted, if they do not fit however few the data sets are."""
    if _needed(plan, Ring()) > plan.memory_limit:
        refuse_over(plan.memory_limit, _needed(plan, Ring(moduli(plan.bits))), DRAWING)


def _needed(plan: Plan, ring: Ring) -> int:
    """Return the least bytes of going through the layers: one is kept while others are made."""
    return ring.bytes * (max(plan.sizes) + plan.peak) + plan.own_bytes


def _halves(plan: Plan) -> tuple[Ring, Layer, Layer]:
    """Return the ways behind and the ways ahead where they meet, in words if those hold them."""
    ring, meeting = Ring(), Meeting(meeting_depth(plan))
    refuse_over(plan.memory_limit, _needed(plan, ring), DRAWING)
    with suppress(OverflowError):
        return ring, *halves(plan, ring, meeting)
    ring = Ring(moduli(plan.bits))
    refuse_over(plan.memory_limit, _needed(plan, ring), DRAWING)
    return ring, *halves(plan, ring, meeting)


@dataclass(slots=True)
class Walkers:
    """Halves of data sets in the making: what is left of each one's number, and its state."""

    sign: int
    ring: Ring
    left: Array
    placed: Array
    value: Array
    rise: Array
    total: Array

    def step(self, problem: Problem, layer: Layer, data: Array) -> None:
        """Go one step into a layer: place one more of the value, or pass on to the next."""
        before, sign = self.value.copy(), self.sign
        for value in set(before.tolist()):
            here = np.flatnonzero(before == value)
            rise, total = sign * problem.rise(value), sign * value
            landing = self.rise[here] + rise, self.total[here] + total
            ways = self.ring.whole(ways_of(layer.get(value), *landing, self.ring))
            stays = self.left[here] < ways
            passing, here = here[~stays], here[stays]
            self.left[passing] -= ways[~stays]
            self.value[passing] -= sign
            data[here, self.placed[here] - (sign == BEHIND)] = value
            self.placed[here] += sign
            self.rise[here] += rise
            self.total[here] += total


def _met(plan: Plan, numbers: Sequence[int]) -> list[Walkers]:
    """Return where the halves of the data sets with these numbers meet, and what is left of each.

    The products of the ways of both halves, state by state, add to the number
    of data sets; so a number names a state, and one of its products.
    """
    ring, behind, ahead = _halves(plan)
    queue = sorted(((number, place) for place, number in enumerate(numbers)), reverse=True)
    states = np.zeros((3, len(queue)), dtype=np.int64)
    left = np.zeros((2, len(queue)), dtype=np.uint64 if ring == Ring() else object)
    for value, total, first, ends, its in _products(behind, ahead, ring, queue):
        while queue and queue[-1][0] < ends[-1]:
            number, place = queue.pop()
            at = bisect_right(ends, number) - 1
            states[:, place] = value, first + at, total
            left[:, place] = divmod(number - ends[at], int(its[at]))
    placed = meeting_depth(plan) - plan.problem.top + states[0]
    return [
        Walkers(sign, ring, part, placed.copy(), *states.copy())
        for sign, part in zip((BEHIND, AHEAD), left, strict=True)
    ]


def _products(
    behind: Layer, ahead: Layer, ring: Ring, queue: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, int, list[int], Array]]:
    """Yield the sums of products along each value and sum that holds the next number queued."""
    passed = 0
    for value in sorted(behind.keys() & ahead.keys()):
        strips = behind[value].window.strips, behind[value].ways, ahead[value].ways
        for strip, *ways in zip(*strips, strict=True):
            if not queue:
                return
            one, other = map(ring.whole, ways)
            stop = passed + dot(one, other)
            if queue[-1][0] >= stop:
                passed = stop
                continue
            for place, (its, others) in enumerate(zip(one, other, strict=True)):
                ends = passed + dot(its, others)
                if queue and queue[-1][0] < ends:
                    products = its.astype(object) * others.astype(object)
                    sums = list(accumulate(products, initial=passed))
                    yield value, strip.total + place, strip.rise, sums, others
                passed = ends


def _returning(plan: Plan, ring: Ring, sign: int) -> Iterator[tuple[int, Layer]]:
    """Yield the layers of one half from the one beside the meeting to the one made first."""
    cut = meeting_depth(plan)
    depths = range(plan.last, cut, -1) if sign == AHEAD else range(cut)
    room = (plan.memory_limit - plan.own_bytes) // ring.bytes - plan.peak
    while depths:
        first, held = len(depths) - 1, plan.sizes[depths[-1]]
        while first and held + plan.sizes[depths[first - 1]] <= room:
            first -= 1
            held += plan.sizes[depths[first]]
        making = layers(plan, ring, sign, meeting=Meeting(depths[-1]))
        kept = [(depth, dict(layer)) for depth, layer in making if depth in depths[first:]]
        while kept:
            yield kept.pop()
        depths = depths[:first]
