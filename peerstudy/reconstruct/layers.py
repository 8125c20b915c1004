"""The dynamic program: the number of ways to complete what is placed, or to have placed it.

Values are placed from the top down. A state says which value x is being placed,
that m values are placed, and their sum and sum of squares t. One step either
places one more x or passes on to x − 1, so that every multiset is one path. The
ways to complete a state, and the ways that lead to it, are

    W(x, m, t) = W(x − 1, m, t) + W(x, m + 1, t + x)
    V(x, m, t) = V(x + 1, m, t) + V(x, m − 1, t − x)

A layer holds the states that lie equally many steps from the start, a slab for
each x, and needs nothing but the layer next to it: memory grows with the number
of values and not with n. All targets share one pass.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from peerstudy.reconstruct.plan import Plan, Progress, part_of
from peerstudy.reconstruct.residues import Counts, Ring, moduli
from peerstudy.reconstruct.windows import Strip, Window

AHEAD, BEHIND = 1, -1
"""The ways to complete a state, and the ways that lead to it."""


@dataclass(slots=True)
class Slab:
    """The ways of each state of one window: for each strip, an array (moduli, sums, rises)."""

    window: Window
    ways: list[Counts]

    @classmethod
    def sum_of(
        cls, window: Window, ring: Ring, sources: Sequence[tuple["Slab", int, int]] = ()
    ) -> "Slab":
        """Return the sum of the ways that at most two slabs have, a rise and a sum further on."""
        every = []
        for strip in window.strips:
            ways = np.zeros((len(ring.moduli), *strip.shape), ring.kind)
            for slab, *by in sources:
                slab.add_to(ways, strip, *by)
            if len(sources) > 1:
                ring.reduce(ways)
            every.append(ways)
        return cls(window, every)

    @classmethod
    def single(cls, window: Window, ring: Ring, states: Sequence[tuple[int, int]]) -> "Slab":
        """Return a slab with one way of each of these states (rise, sum) that it holds."""
        slab = cls.sum_of(window, ring)
        for rise, total in states:
            for strip, ways in zip(window.strips, slab.ways, strict=True):
                if strip.holds(rise, total):
                    ways[:, total - strip.total, rise - strip.rise] = 1
        return slab

    def add_to(self, ways: Counts, strip: Strip, rise: int, total: int) -> None:
        """Add to a strip's ways those of the states a rise and a sum further on."""
        height, its = self.window
        first = its[0].total // height
        start = max((strip.total + total) // height - first, 0)
        stop = min((strip.total_stop - 1 + total) // height - first + 1, len(its))
        for place in range(start, stop):
            box = its[place]
            down, along = total - box.total, rise - box.rise
            low, left = max(strip.total, -down), max(strip.rise, -along)
            high = min(strip.total_stop, box.total_stop - total)
            right = min(strip.rise_stop, box.rise_stop - rise)
            if low < high and left < right:
                here = ways[:, low - strip.total : high - strip.total]
                here[:, :, left - strip.rise : right - strip.rise] += self.ways[place][
                    :, low + down : high + down, left + along : right + along
                ]

    def at(self, rises: Counts, totals: Counts) -> Counts:
        """Return the ways of some states, shape (moduli, states); 0 outside the window."""
        found = np.zeros((len(self.ways[0]), len(rises)), self.ways[0].dtype)
        places = totals // self.window.height - self.window.strips[0].total // self.window.height
        for place in set(places.tolist()) & set(range(len(self.ways))):
            strip = self.window.strips[place]
            inside = (places == place) & strip.holds(rises, totals)
            found[:, inside] = self.ways[place][
                :, totals[inside] - strip.total, rises[inside] - strip.rise
            ]
        return found


Layer = dict[int, Slab]


class Meeting(NamedTuple):
    """Where two halves of the search meet: at a depth, with the sums wanted there, or with all."""

    depth: int
    sums: range | None = None

    def leading(self, window: Window | None, depth: int, value: int) -> Window | None:
        """Return the strips of a window that may lead to the sums wanted.

        `steps` steps from here at most place so many values between `value`
        and what it becomes on the way, so that each value passed costs a step.
        """
        if window is None or self.sums is None:
            return window
        steps, each = abs(depth - self.depth), value if depth > self.depth else -value
        most = steps * each if each >= steps else max(steps + each, 0) ** 2 // 4
        first = window.strips[0].total // window.height
        start = (self.sums.start + min(steps * each, 0)) // window.height - first
        stop = (self.sums.stop + most - 1) // window.height - first + 1
        strips = window.strips[max(start, 0) : max(stop, 0)]
        return Window(window.height, strips) if strips else None


def layers(
    plan: Plan,
    ring: Ring,
    sign: int = AHEAD,
    *,
    meeting: Meeting | None = None,
    progress: Progress | None = None,
) -> Iterator[tuple[int, Layer]]:
    """Yield every layer with its depth: from the end for the ways ahead, else from the start.

    A layer is taken apart when the next one is made; copy the dict to keep it.
    With a meeting, only what may lead there is made, and the last layer is there.
    """
    depths = range(plan.last, -1, -1) if sign == AHEAD else range(plan.last + 1)
    meeting = meeting or Meeting(depths[-1])
    depths = depths[: depths.index(meeting.depth) + 1]
    done, total = 0, sum(plan.sizes[depth] for depth in depths)
    layer: Layer = {}
    for depth in depths:
        if depth == depths[0]:
            layer = _first(plan, ring, sign)
        else:
            layer = _next(plan, depth, meeting, layer, ring, sign)
        done += plan.sizes[depth]
        if progress is not None:
            progress(done, total)
        yield depth, layer


def _first(plan: Plan, ring: Ring, sign: int) -> Layer:
    """Return the layer made first: all placed, one way for each target, or nothing placed."""
    problem = plan.problem
    if sign == AHEAD:
        placed, value = problem.n, problem.bottom
        states = [((total + square) // 2, total) for total, square in problem.targets]
    else:
        placed, value, states = 0, problem.top, [(0, 0)]
    box = plan.windows[placed].get(value)
    return {} if box is None else {value: Slab.single(box, ring, states)}


def _next(plan: Plan, depth: int, meeting: Meeting, before: Layer, ring: Ring, sign: int) -> Layer:
    """Return a layer from the one made before, taking that apart."""
    problem, layer = plan.problem, {}
    for value, placed in list(problem.layer(depth))[::-sign]:
        passed, further = before.get(value - sign), before.pop(value, None)
        sources = []
        if passed and placed in problem.above[min(value, value - sign) - problem.bottom]:
            sources.append((passed, 0, 0))
        if further:
            sources.append((further, sign * problem.rise(value), sign * value))
        box = meeting.leading(plan.windows[placed].get(value), depth, value)
        if sources and box is not None:
            layer[value] = Slab.sum_of(box, ring, sources)
    return layer


def exact_ways(
    plan: Plan, asked: Sequence[tuple[Counts, Counts]], progress: Progress | None = None
) -> list[list[int]]:
    """Return the ways to complete some states, however many, while the top value is placed.

    What is asked is the rises and the sums of states, for 0, 1, 2, ... placed values.
    """
    ring, top = Ring(moduli(plan.bits)), plan.problem.top
    together = max(plan.room // (plan.remainder * plan.peak), 1)
    found: list[list[Counts]] = [[] for _ in asked]
    starts = range(0, len(ring.moduli), together)
    for part, first in enumerate(starts):
        some, by = Ring(ring.moduli[first : first + together]), part_of(progress, part, len(starts))
        for depth, layer in layers(plan, some, progress=by):
            if depth < len(asked):
                found[depth].append(ways_of(layer.get(top), *asked[depth], some))
    return [ring.whole(np.concatenate(parts)).tolist() for parts in found]


def ways_of(slab: Slab | None, rises: Counts, totals: Counts, ring: Ring) -> Counts:
    """Return the ways of some states of a slab, if there is one, by each modulus."""
    if slab is None:
        return np.zeros((len(ring.moduli), len(rises)), ring.kind)
    return slab.at(rises, totals)
