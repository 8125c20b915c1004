"""Which one more known cell would narrow a bound most: where to look, or whom to ask."""

from collections.abc import Callable
from fractions import Fraction

import pandas as pd

from peerstudy.frames.vocabulary import Status
from peerstudy.sites.bounds import Bound
from peerstudy.sites.matrix import EvidenceMatrix

COLUMNS = (
    "row", "site", "width_now", "width_if_reported", "width_if_absent",
    "narrows_at_least", "narrows_at_most",
)  # fmt: skip


def most_telling(
    matrix: EvidenceMatrix, statistic: Callable[[EvidenceMatrix], Bound]
) -> pd.DataFrame:
    """Rank the unknown cells by how much knowing one would narrow a bound.

    Parameters
    ----------
    matrix : EvidenceMatrix
        Factors by sites.
    statistic : callable
        Takes a matrix and gives a bound, such as
        ``lambda m: jaccard(m, "ulm", "hamburg")``.

    Returns
    -------
    DataFrame
        One row an unknown cell, the most telling first: ``row, site``, the
        bound's width now and under either answer, and by how much it narrows
        at least and at most. Ranked by the least, as the answer is not known;
        then by the most. An answer that leaves the statistic undefined counts
        as narrowing nothing.

    Examples
    --------
    >>> from peerstudy.sites import as_matrix, jaccard
    >>> cells = {"ulm": ["reported", "unknown"], "pune": ["reported", "reported absent"]}
    >>> matrix = as_matrix(pd.DataFrame(cells))
    >>> rows = most_telling(matrix, lambda known: jaccard(known, "ulm", "pune"))
    >>> print(rows[["row", "site", "width_now", "narrows_at_least"]].to_string(index=False))
    row site width_now narrows_at_least
      1  ulm       1/2              1/2
    """
    now = statistic(matrix).width
    found = []
    for row, site in matrix.unknown_cells():
        then = [
            statistic(matrix.with_cell(row, site, status)).width
            for status in (Status.REPORTED, Status.ABSENT)
        ]
        gains = [Fraction(0) if now is None or width is None else now - width for width in then]
        found.append((row, site, now, *then, min(gains), max(gains)))
    found.sort(key=lambda cell: (cell[5], cell[6]), reverse=True)
    return pd.DataFrame(found, columns=list(COLUMNS), dtype=object)
