"""Freeman and Halton's exact test of a table of any size, counted in whole numbers.

scipy has Fisher's test of a 2 × 2 table and samples larger ones; here the
tables with the same margins are counted, and sampled by scipy only when there
are too many.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import factorial, prod, sqrt

import numpy as np

from peerstudy.errors import PeerstudyError, whole_number

MOST_STATES = 200_000


@dataclass(frozen=True, slots=True)
class PValue:
    """A p-value, and how it was come by.

    Attributes
    ----------
    p : float
        The p-value.
    exact : Fraction or None
        The same, exactly; None where it was sampled.
    method : str
        ``"exact"`` or ``"monte carlo"``.
    n : int
        How many shuffles were weighed, or drawn.
    error : float
        The standard error of sampling; 0 where exact.
    smallest : Fraction or None
        The smallest p-value the test could have given; None if not counted.

    Examples
    --------
    >>> value = freeman_halton([[3, 0], [0, 3]])
    >>> value.p, value.exact, value.method
    (0.1, Fraction(1, 10), 'exact')
    """

    p: float
    exact: Fraction | None
    method: str
    n: int
    error: float
    smallest: Fraction | None


def sampled(p: float, n: int) -> PValue:
    """Return a sampled p-value with its error."""
    return PValue(p, None, "monte carlo", n, sqrt(p * (1 - p) / n), None)


def freeman_halton(
    table: Sequence[Sequence[int]], *, n_resamples: int = 9_999, seed: int = 0
) -> PValue:
    """Return the chance of a table as unlikely as this one, given its margins.

    Parameters
    ----------
    table : sequence of sequences of int
        Counts of independent units, such as sessions; rows and columns.
    n_resamples : int, default 9999
        How many tables to draw where there are too many to count.
    seed : int, default 0
        For drawing them.

    Returns
    -------
    PValue
        Exact in whole numbers wherever the tables can be counted.

    Raises
    ------
    PeerstudyError
        If the table is not one of counts with at least 2 rows and columns.

    References
    ----------
    Freeman & Halton 1951, https://doi.org/10.1093/biomet/38.1-2.141

    Examples
    --------
    >>> freeman_halton([[3, 0], [0, 3]]).exact
    Fraction(1, 10)
    """
    each = "A table must hold counts: each"
    cells = [[whole_number(each, count, 0) for count in row] for row in table]
    if len(cells) < 2 or len({len(row) for row in cells}) != 1 or len(cells[0]) < 2:
        raise PeerstudyError("A table must have at least 2 rows and 2 columns, all of one length.")
    weights = _weights([sum(row) for row in cells], [sum(c) for c in zip(*cells, strict=True)])
    if weights is None:
        from scipy import stats

        method = stats.MonteCarloMethod(n_resamples=n_resamples, rng=np.random.default_rng(seed))
        return sampled(float(stats.fisher_exact(cells, method=method).pvalue), n_resamples)
    observed = prod(_ways(column) for column in zip(*cells, strict=True))
    total = sum(weight * times for weight, times in weights.items())
    least = min(weights)
    unlikely = sum(weight * times for weight, times in weights.items() if weight <= observed)
    p = Fraction(unlikely, total)
    smallest = Fraction(least * weights[least], total)
    return PValue(float(p), p, "exact", total, 0.0, smallest)


def _ways(column: Sequence[int]) -> int:
    """Count the ways of dealing a column's units to its rows."""
    return factorial(sum(column)) // prod(factorial(count) for count in column)


def _weights(rows: Sequence[int], columns: Sequence[int]) -> Counter[int] | None:
    """Count the tables with these margins by their weight; None if too many.

    Columns are dealt one by one. Tables that leave the same room in the rows
    and weigh the same so far are counted together.
    """
    states: dict[tuple[int, ...], Counter[int]] = {tuple(rows): Counter({1: 1})}
    for column in columns:
        following: dict[tuple[int, ...], Counter[int]] = {}
        entries = 0
        for room, weights in states.items():
            for dealt in _deals(column, room):
                left = tuple(r - d for r, d in zip(room, dealt, strict=True))
                found = following.setdefault(left, Counter())
                ways = _ways(dealt)
                for weight, times in weights.items():
                    found[weight * ways] += times
                entries += len(weights)
                if entries > MOST_STATES:
                    return None
        states = following
    return states.get(tuple(0 for _ in rows), Counter())


def _deals(n: int, room: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Go through the ways of putting n units into rows with this much room."""
    if len(room) == 1:
        if n <= room[0]:
            yield (n,)
        return
    for first in range(max(0, n - sum(room[1:])), min(n, room[0]) + 1):
        for rest in _deals(n - first, room[1:]):
            yield (first, *rest)
