"""One data set without counting: build it, rather than look for it.

Put as many values at the two ends of the range as the sum of squares allows,
leave the others as even as their sum allows, and close what is missing by
moving one value down and another as far up, which keeps the sum. The steps
taken are few and do not depend on n.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations_with_replacement
from math import isqrt

from peerstudy.reconstruct.bounds import ruled_out
from peerstudy.reconstruct.problem import free_goals, known_values, order_fits
from peerstudy.reconstruct.summary import PrintedSummary
from peerstudy.reconstruct.targets import sums_of

_SUMS = 20_000
"""So many sums are looked at before a question is left open."""
_BESIDE = 15
"""So many sums on either side of a promising one are looked at first."""
_TRIED = 40
"""For so many sums and sums of squares a data set is built."""
_WRITTEN = 2_000_000
"""Data sets of more values than this are not written out."""
_NEAR = 8
"""So many numbers of values at the ends are tried around the best one."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Whether any data set prints so, None where only a count can tell; in steps, one built."""

    possible: bool | None
    summary: PrintedSummary
    steps: tuple[int, ...] | None = None

    @property
    def witness(self) -> tuple[Fraction, ...] | None:
        """The data set that was built, in the unit of its values."""
        if self.steps is None:
            return None
        low, step = self.summary.lowest, self.summary.step
        exact = {x: low + x * step for x in set(self.steps)}
        return tuple(map(exact.__getitem__, self.steps))


def settle(summary: PrintedSummary) -> Settled:
    """Decide whether any data set prints as this summary, where that takes no counting."""
    known = known_values(summary)
    if summary.n > _WRITTEN:
        return Settled(None, summary)
    if summary.top < 0 or summary.n < len(known):
        return Settled(False, summary)
    limits = summary.deviations() if summary.sd is not None else None
    apart = known[-1] - known[0] if known else 0
    if ruled_out(summary.n, sums_of(summary), limits, summary.top, apart=apart):
        return Settled(False, summary)
    sums = sums_of(summary)
    found = list(free_goals(summary, _promising(sums, summary.n, summary.top)))
    if not found:
        found = list(free_goals(summary, sums[:_SUMS]))
    if not found:
        return Settled(False if sums.stop - sums.start <= _SUMS else None, summary)
    for total, squares in _tried(found):
        free = build(summary.n - len(known), summary.top, total, squares)
        if free is not None:
            data = sorted([*free.elements(), *known])
            if order_fits(summary, data):
                return Settled(True, summary, tuple(data))
    return Settled(None, summary)


def _promising(sums: range, n: int, top: int) -> list[int]:
    """Choose sums that most likely have data: amid all, of even data, of the most spread data."""
    middle = (sums[0] + sums[-1]) // 2
    chosen = (middle, round(middle / n) * n, n * top // 2)
    near = {
        total
        for centre in chosen
        for total in range(centre - _BESIDE, centre + _BESIDE + 1)
        if total in sums
    }
    nearest = (min(max(centre, sums[0]), sums[-1]) for centre in chosen)
    return sorted(near | set(nearest))


def _tried(found: list[tuple[int, range | None]]) -> Iterator[tuple[int, int | None]]:
    """Choose sums and sums of squares to build for, from the middle of what is allowed."""
    centre = len(found) // 2
    ordered = sorted(range(len(found)), key=lambda place: abs(place - centre))
    for place in ordered[:_TRIED]:
        total, squares = found[place]
        if squares is None:
            yield total, None
        else:
            middle = (squares.stop - squares.start) // 4
            for chosen in dict.fromkeys((squares[middle], squares[0], squares[-1])):
                yield total, chosen


def build(n: int, top: int, total: int, squares: int | None) -> Counter[int] | None:
    """Return how often each value occurs in n values from 0 to `top` with these sums.

    Where `squares` is None any will do. A result of None says only that none was built.

    Examples
    --------
    >>> sorted(build(4, 10, 20, 150).elements())
    [0, 5, 5, 10]
    """
    if squares is None:
        return _with_ends(n, top, total, 0)
    ends = _most_ends(n, top, total, squares)
    for many in sorted(range(max(ends - _NEAR, 0), min(ends + _NEAR, n) + 1), key=ends.__rsub__):
        start = _with_ends(n, top, total, many)
        if start is not None and _close(start, top, squares - _squares(start)):
            return start
    return None


def _with_ends(n: int, top: int, total: int, ends: int) -> Counter[int] | None:
    """Return so many values at the ends, in proportion to the sum, and the others even."""
    high = (2 * ends * total + n * top) // (2 * n * top) if n and top else 0
    left, rest = n - ends, total - high * top
    if not 0 <= rest <= left * top:
        return None
    each, over = divmod(rest, left) if left else (0, 0)
    copies = Counter({0: ends - high})
    copies[top] += high
    copies[each] += left - over
    copies[each + 1] += over
    return +copies


def _most_ends(n: int, top: int, total: int, squares: int) -> int:
    """Return about the most values that can lie at the ends, by halving."""

    def too_many(ends: int) -> bool:
        copies = _with_ends(n, top, total, ends)
        return copies is None or _squares(copies) > squares

    return bisect_left(range(n + 1), True, lo=1, key=too_many) - 1


def _squares(copies: Counter[int]) -> int:
    return sum(value * value * number for value, number in copies.items())


def _close(copies: Counter[int], top: int, missing: int) -> bool:
    """Move pairs of values apart, or together, until nothing of the squares is missing."""
    while missing:
        move = _move(copies, top, missing)
        if move is None:
            return False
        lower, upper, distance = move
        before = lower * lower + upper * upper
        for value, change in (
            (lower, -1),
            (upper, -1),
            (lower - distance, 1),
            (upper + distance, 1),
        ):
            copies[value] += change
        for value in (lower, upper):
            if not copies[value]:
                del copies[value]
        missing -= (lower - distance) ** 2 + (upper + distance) ** 2 - before
    return True


def _pairs(copies: Counter[int]) -> Iterator[tuple[int, int]]:
    for lower, upper in combinations_with_replacement(sorted(copies), 2):
        if lower < upper or copies[lower] > 1:
            yield lower, upper


def _move(copies: Counter[int], top: int, missing: int) -> tuple[int, int, int] | None:
    """Return the move apart by j that adds most of what is missing: 2 j (upper − lower + j).

    Where there is too much, j is negative, and the move is together.
    """
    best, most = None, 0
    for lower, upper in _pairs(copies):
        gap = upper - lower
        if missing > 0:
            j = min(lower, top - upper, (isqrt(gap * gap + 2 * missing) - gap) // 2)
        else:
            root = gap * gap + 2 * missing
            j = -(gap // 2) if root <= 0 else -((gap - 1 - isqrt(root - 1)) // 2)
        change = abs(2 * j * (gap + j))
        if most < change <= abs(missing):
            best, most = (lower, upper, j), change
    return best
