"""Counts where two halves of the search meet: the ways that lead to a state times those ahead.

Either half places only about half the values, so a word often holds its counts
where the number of data sets needs several. It is proved as it goes: no count
of a layer is more than twice the largest of the layer before it.
"""

from bisect import bisect_left
from collections import Counter
from itertools import accumulate, pairwise

from peerstudy.reconstruct.layers import AHEAD, BEHIND, Layer, Meeting, layers
from peerstudy.reconstruct.plan import Plan, Progress, part_of
from peerstudy.reconstruct.residues import WORD, WORD_BITS, Ring, dot

_MOST_BITS = 160
"""Where there may be more data sets, words hardly hold the ways of their halves."""
_MOST_PARTS = 3
"""In more parts than this, one pass for each modulus is faster."""


def meeting_depth(plan: Plan) -> int:
    """Return where the halves meet: beyond the middle, as there is a way ahead for every target."""
    return min(plan.last, (plan.last + len(plan.problem.targets).bit_length()) // 2)


def counted_in_words(plan: Plan, progress: Progress | None = None) -> int | None:
    """Count the data sets of a problem in two halves, where words hold the ways of each.

    None if a word is enough for the count, or not for a half, or the memory.
    """
    parts = meetings(plan) if WORD_BITS < plan.bits <= _MOST_BITS else []
    try:
        found = [
            _through(plan, meeting, part_of(progress, part, len(parts)))
            for part, meeting in enumerate(parts)
        ]
    except OverflowError:
        return None
    return sum(found) if found else None


def _through(plan: Plan, meeting: Meeting, progress: Progress | None) -> int:
    """Count the data sets whose halves meet with some sums."""
    behind, ahead = halves(plan, Ring(), meeting, progress)
    return sum(
        dot(one, other)
        for value in behind.keys() & ahead.keys()
        for one, other in zip(behind[value].ways, ahead[value].ways, strict=True)
    )


def halves(
    plan: Plan, ring: Ring, meeting: Meeting, progress: Progress | None = None
) -> tuple[Layer, Layer]:
    """Return the ways behind and the ways ahead where the halves meet.

    Where words might not hold them, an OverflowError is raised.
    """
    behind = _half(plan, ring, BEHIND, meeting, part_of(progress, 0, 2))
    return behind, _half(plan, ring, AHEAD, meeting, part_of(progress, 1, 2))


def _half(plan: Plan, ring: Ring, sign: int, meeting: Meeting, progress: Progress | None) -> Layer:
    bound = 1
    layer: Layer = {}
    for _, layer in layers(plan, ring, sign, meeting=meeting, progress=progress):
        if 2 * bound >= WORD and ring == Ring() and plan.bits > WORD_BITS:
            every = (int(ways.max()) for slab in layer.values() for ways in slab.ways)
            bound = max(every, default=0)
            if 2 * bound >= WORD:
                raise OverflowError
        bound *= 2
    return layer


def meetings(plan: Plan) -> list[Meeting]:
    """Divide the sums where halves meet into as few ranges as fit in memory one after another."""
    depth, states = meeting_depth(plan), Counter[int]()
    for value, placed in plan.problem.layer(depth):
        if value in plan.windows[placed]:
            for strip in plan.windows[placed][value].strips:
                states[strip.total // plan.height] += strip.states
    if not states:
        return []
    places = range(min(states), max(states) + 1)
    passed = list(accumulate(states[place] for place in places))
    for many in range(1, _MOST_PARTS + 1):
        ends = [bisect_left(passed, passed[-1] * part / many) for part in range(1, many)]
        cuts = [places.start, *(places[end] for end in ends), places.stop]
        found = [
            Meeting(depth, range(low * plan.height, high * plan.height))
            for low, high in pairwise(cuts)
        ]
        if all(Ring().bytes * held(plan, meeting) <= plan.room for meeting in found):
            return found
    return []


def held(plan: Plan, meeting: Meeting) -> int:
    """Return how many states are held at most to count the ways where halves meet."""

    def states(depth: int) -> int:
        boxes = (
            meeting.leading(plan.windows[placed].get(value), depth, value)
            for value, placed in plan.problem.layer(depth)
        )
        return sum(box.states for box in boxes if box is not None)

    before, beyond = range(meeting.depth + 1), range(meeting.depth, plan.last + 1)
    ahead = states(meeting.depth) + max(map(states, beyond))
    return plan.slack + max(ahead, *map(states, before))
