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

from peerstudy.errors import WORK, WrongCallError, refuse_long
from peerstudy.frames.border import Natural, Positive

MOST_STATES, MOST_WORK = 200_000, 10**10
_A_TABLE, _A_UNIT = 10_000, 100
"""What a table that is drawn takes, and each of its units, in steps."""
_TIE = 1e-9
"""Logarithms of chances that differ by less are of chances that are the same."""


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
    table: Sequence[Sequence[Natural]],
    *,
    n_resamples: Positive = 9_999,
    seed: Natural = 0,
    work_limit: Natural = WORK,
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
    work_limit : int, default 25 billion
        How many steps it may take: a hundred for each unit of each table drawn.

    Returns
    -------
    PValue
        Exact in whole numbers wherever the tables can be counted.

    Raises
    ------
    WrongCallError
        If the table is not one of counts with at least 2 rows and columns.
    TooLongError
        If drawing tables takes more steps than allowed, before any is drawn.

    References
    ----------
    Freeman & Halton 1951, https://doi.org/10.1093/biomet/38.1-2.141

    Examples
    --------
    >>> freeman_halton([[3, 0], [0, 3]]).exact
    Fraction(1, 10)
    """
    cells = [[int(count) for count in row] for row in table]
    if len(cells) < 2 or len({len(row) for row in cells}) != 1 or len(cells[0]) < 2:
        raise WrongCallError("A table must have at least 2 rows and 2 columns, all of one length.")
    columns = list(zip(*cells, strict=True))
    margins = list(map(sum, cells)), list(map(sum, columns))
    weights = _weights(*margins)
    if weights is None:
        steps = n_resamples * (_A_TABLE + _A_UNIT * sum(margins[0]))
        refuse_long(work_limit, steps, "Drawing these tables", "draw fewer (n_resamples)")
        from scipy import stats

        tables = stats.random_table(*margins)
        chances = tables.logpmf(tables.rvs(n_resamples, random_state=seed))
        as_unlikely = (chances <= tables.logpmf(cells) + _TIE).sum()
        return sampled(float(as_unlikely + 1) / (n_resamples + 1), n_resamples)
    observed = prod(map(_ways, columns))
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
    and weigh the same so far are counted together. The more units there are, the
    more work is the number of ways of each deal.
    """
    most = min(MOST_STATES, MOST_WORK // max(sum(rows), 1) ** 2)
    states: dict[tuple[int, ...], Counter[int]] = {tuple(rows): Counter({1: 1})}
    for column in columns:
        following: dict[tuple[int, ...], Counter[int]] = {}
        entries = 0
        for room, weights in states.items():
            for dealt in _deals(column, room):
                entries += len(weights)
                if entries > most:
                    return None
                left = tuple(r - d for r, d in zip(room, dealt, strict=True))
                found = following.setdefault(left, Counter())
                ways = _ways(dealt)
                for weight, times in weights.items():
                    found[weight * ways] += times
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
