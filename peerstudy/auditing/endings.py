"""What the decimals of a mean of so many values can be, and what is printed: the GRIM lattice."""

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from peerstudy.auditing.means import Grid
from peerstudy.auditing.run import subject_of
from peerstudy.auditing.subject import Subject
from peerstudy.ledger import LedgerLike, Row
from peerstudy.printed import Printed, Rounding, interval

LARGEST = 120
"""Of more values, a mean with two decimals can end in anything."""


class Ending(NamedTuple):
    """What stands after the point of a mean; see :func:`mean_endings`."""

    kind: str
    denominator: int
    ending: float
    low: float
    high: float
    group: str
    variable: str
    level: str
    printed: str
    n: int


def mean_endings(subject: LedgerLike, rounding: Rounding = Rounding.EITHER) -> pd.DataFrame:
    """Return every ending that a mean can have, and the endings of the printed means.

    Parameters
    ----------
    subject : Ledger, Study, DataFrame, str or Path
        See :func:`peerstudy.as_ledger`.
    rounding : Rounding, default "either"
        The rule that means were rounded under.

    Returns
    -------
    DataFrame
        Columns as :class:`Ending` names them. A row of kind ``"possible"`` for each
        fraction of each `denominator`, the number of values (people, times
        items, over their smallest step), up to the largest of a printed mean;
        `ending` is what stands after the point, 0 to 1. Then a row for each
        printed mean of at most :data:`LARGEST` values: ``"consistent"``,
        ``"inconsistent"`` or ``"too coarse"``, each once, with `low` and `high`, the
        ends of what rounds to it, less its whole part. No rows without one.

    Examples
    --------
    >>> rows = mean_endings("upsides_israel")
    >>> columns = ["group", "variable", "printed", "denominator"]
    >>> print(rows[rows["printed"] != ""][columns].head(2).to_string(index=False))
            group variable printed  denominator
            peers      age    41.5           25
    professionals      age   42.29           42
    """
    means = list(dict.fromkeys(_printed(subject_of(subject, rounding))))
    largest = max((mean.denominator for mean in means), default=0)
    fractions = [
        Ending("possible", n, k / n, k / n, k / n, "", "", "", "", n)
        for n in range(1, largest + 1)
        for k in range(n)
    ]
    return pd.DataFrame([*fractions, *means], columns=list(Ending._fields))


def _printed(subject: Subject) -> Iterator[Ending]:
    for row in subject.ledger.rows:
        bases, grain = subject.bases(row), subject.ledger.grain(row)
        if row.stat == "mean" and row.number is not None and bases and grain is not None:
            grid = Grid(bases[0].n, int(row.items or 1), grain)
            denominator, scale = grid.terms
            if denominator % scale == 0 and denominator // scale <= LARGEST:
                yield _ending(row, row.number, grid, denominator // scale, subject.rounding)


def _ending(row: Row, mean: Printed, grid: Grid, denominator: int, rounding: Rounding) -> Ending:
    kind = "consistent" if grid.totals(mean, rounding) else "inconsistent"
    kind = "too coarse" if grid.pass_share(mean.decimals) == 1 else kind
    exact, whole = interval(mean, rounding), mean.value // 1
    ending, low, high = (float(end - whole) for end in (mean.value, exact.low, exact.high))
    named = row.group, row.variable, row.level, row.printed
    return Ending(kind, denominator, ending, low, high, *named, grid.n)
