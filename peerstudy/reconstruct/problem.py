"""The printed summary as a counting problem on small whole numbers.

Values are counted in steps from a centre near the mean, which keeps the sum
and the sum of squares small. An attained end of the range is set aside as one
known value. Printed quartiles and a median limit how many values lie above a
given one; where two middle values are averaged, each lower one is a problem of
its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from peerstudy.errors import refuse_over
from peerstudy.reconstruct.bounds import ruled_out
from peerstudy.reconstruct.effort import median_cases
from peerstudy.reconstruct.summary import PrintedSummary
from peerstudy.reconstruct.targets import (
    TARGET_BYTES,
    fewest_squares,
    most_squares,
    most_targets,
    square_sums,
    sums_of,
    whole_numbers,
)

Rank = tuple[int, range]
"""The rank of a value, 1 for the smallest, and the steps from the low end that it may have."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Count the multisets of `n` whole numbers from `bottom` to `top` that meet a target.

    Attributes
    ----------
    n : int
        How many values are free.
    bottom, top : int
        The range, in steps from the centre.
    centre : int
        The centre, in steps from the low end of the printed range.
    targets : tuple of (int, int)
        Sum and sum of squares of the free values, from the centre.
    flat : bool
        Whether only the sum matters; the sum of squares is then 0 throughout.
    above : tuple of range
        How many free values may lie above each value, from `bottom` to `top`.
    fixed : tuple of int
        Known values, in steps from the low end of the printed range.
    """

    n: int
    bottom: int
    top: int
    centre: int
    targets: tuple[tuple[int, int], ...]
    flat: bool
    above: tuple[range, ...]
    fixed: tuple[int, ...]

    @property
    def values(self) -> range:
        """Every value, from the centre."""
        return range(self.bottom, self.top + 1)

    def rise(self, value: int) -> int:
        """Return what a value adds to (sum + sum of squares) / 2, the second coordinate.

        A sum and its sum of squares have one parity, so the half is whole, and
        no state of the search is wasted on pairs of unequal parity.
        """
        return 0 if self.flat else value * (value + 1) // 2

    def layer(self, depth: int) -> Iterator[tuple[int, int]]:
        """Yield each value and number of placed values that lie so many steps from the start."""
        first = max(self.bottom, self.top - depth)
        for value in range(first, min(self.top, self.top - depth + self.n) + 1):
            yield value, depth - self.top + value


_VALUE_BYTES = 250
"""What a problem holds for each value of the grid."""


def problems(summary: PrintedSummary, *, memory_limit: int) -> tuple[Problem, ...]:
    """Return the problems whose data sets together are those of the summary, none of them twice.

    Those that need more memory than allowed are refused before any is made.
    """
    limits = summary.deviations() if summary.sd is not None else None
    if summary.top < 0 or ruled_out(summary.n, sums_of(summary), limits, summary.top):
        return ()
    refuse_over(memory_limit, _bytes(summary))
    fixed, top = known_values(summary), summary.top
    free = summary.n - len(fixed)
    goals = [
        (total, square)
        for total, squares in (free_goals(summary, sums_of(summary)) if free >= 0 else ())
        for square in ([None] if squares is None else squares)
    ]
    if not goals:
        return ()
    centre = 0
    if free:
        middle = goals[0][0] + goals[-1][0]
        centre = min(max((middle + free) // (2 * free), 0), top)
    met = tuple(_centred(*goal, free, centre) for goal in goals)
    flat, quartiles = summary.sd is None, quartile_ranks(summary)
    cases = (_above(summary, fixed, [*case, *quartiles]) for case in _median_ranks(summary))
    return tuple(
        Problem(free, -centre, top - centre, centre, met, flat, above, fixed)
        for above in cases
        if all(above)
    )


def _bytes(summary: PrintedSummary) -> int:
    """Estimate what the problems hold: their targets, and the ranks of each median's case."""
    width = summary.top + 1
    cases = median_cases(summary)
    return most_targets(summary) * TARGET_BYTES + cases * width * _VALUE_BYTES


def free_goals(summary: PrintedSummary, sums: Iterable[int]) -> Iterator[tuple[int, range | None]]:
    """Yield each sum of the values that are not known, with the sums of squares it may have.

    `sums` are sums of all values. Only those that the bounds of n values from 0
    to `top` leave; None where no SD is printed, so that any sum of squares will do.
    """
    fixed, top = known_values(summary), summary.top
    free, known = summary.n - len(fixed), sum(fixed)
    known_squares = sum(value * value for value in fixed)
    limits = whole_numbers(summary.deviations()) if summary.sd is not None else None
    for total in sums:
        left = total - known
        if not 0 <= left <= free * top:
            continue
        if limits is None:
            yield left, None
            continue
        fewest = fewest_squares(left, free) if free else 0
        allowed = square_sums(total, summary.n, limits, most_squares(left, top) + known_squares)
        first = max(allowed.start, fewest + known_squares)
        first += (first - total) % 2
        squares = range(first - known_squares, allowed.stop - known_squares, 2)
        if squares:
            yield left, squares


def order_fits(summary: PrintedSummary, data: Sequence[int]) -> bool:
    """Return whether ascending data, in steps from the low end, have the median and quartiles."""
    if not all(data[rank - 1] in within for rank, within in quartile_ranks(summary)):
        return False
    if summary.median is None:
        return True
    half, odd = divmod(len(data), 2)
    doubled = 2 * data[half] if odd else data[half - 1] + data[half]
    return doubled in whole_numbers(summary.in_steps(summary.median), 2)


def known_values(summary: PrintedSummary) -> tuple[int, ...]:
    """Return the values that are known: the attained ends, in steps from the low end."""
    ends = [0] * summary.attained_min + [summary.top] * summary.attained_max
    return tuple(sorted(set(ends)))


def _centred(total: int, squares: int | None, n: int, centre: int) -> tuple[int, int]:
    """Return a sum and a sum of squares from the centre; where any will do, one without a rise."""
    left = total - n * centre
    if squares is None:
        return left, -left
    return left, squares - 2 * centre * total + n * centre * centre


def _median_ranks(summary: PrintedSummary) -> Iterator[list[Rank]]:
    """Return, for each way of having the printed median, what it says of the middle values."""
    if summary.median is None:
        yield []
        return
    half, odd = divmod(summary.n, 2)
    doubled = whole_numbers(summary.in_steps(summary.median), 2)
    if odd:
        yield [(half + 1, range(-(-doubled.start // 2), (doubled.stop - 1) // 2 + 1))]
        return
    for lower in range(summary.top + 1):
        upper = range(max(lower, doubled.start - lower), min(doubled.stop - lower, summary.top + 1))
        if upper:
            yield [(half, range(lower, lower + 1)), (half + 1, upper)]


def quartile_ranks(summary: PrintedSummary) -> list[Rank]:
    """Return what the printed quartiles say of single order statistics."""
    n, top = summary.n, summary.top
    quarter, three = n // 4, 3 * n // 4
    sides = ((summary.q1, quarter, n - three + 1), (summary.q3, three, n - quarter + 1))
    ranks: list[Rank] = []
    for text, below, above in sides:
        if text is not None:
            near = whole_numbers(summary.in_steps(text))
            if below:
                ranks.append((below, range(near.stop)))
            if above <= n:
                ranks.append((above, range(near.start, top + 1)))
    return ranks


def _above(
    summary: PrintedSummary, fixed: Sequence[int], ranks: Sequence[Rank]
) -> tuple[range, ...]:
    """Return how many free values may lie above each value of the grid.

    The `rank`-th smallest is at most y if at most n − rank values lie above y,
    and at least y if more than that lie above y − 1.
    """
    n, top = summary.n, summary.top
    fewest, most = [0] * (top + 1), [n] * (top + 1)
    for rank, within in ranks:
        if not within or within.stop <= 0 or within.start > top:
            return (range(0),)
        if within.stop <= top:
            most[within.stop - 1] = min(most[within.stop - 1], n - rank)
        if within.start > 0:
            fewest[within.start - 1] = max(fewest[within.start - 1], n - rank + 1)
    known = [sum(value > i for value in fixed) for i in range(top + 1)]
    free = n - len(fixed)
    return tuple(
        range(max(low - k, 0), min(high - k, free) + 1)
        for low, high, k in zip(fewest, most, known, strict=True)
    )
