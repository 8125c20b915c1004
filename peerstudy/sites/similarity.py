"""How alike two sites are, as far as the evidence can say.

Each measure compares two columns of the matrix. Its bounds come in closed
form: no completion is tried, so a hundred unknowns cost no more than one.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from peerstudy.errors import require_known
from peerstudy.frames.vocabulary import Status
from peerstudy.sites.bounds import Bound, bounds_frame, span
from peerstudy.sites.matrix import EvidenceMatrix


class Pairs(NamedTuple):
    """How many factors two sites have in each pair of states, the first site's first.

    ``both, first, second, neither``: both cells known; ``open``: neither.
    """

    both: int
    first: int
    second: int
    neither: int
    reported_unknown: int
    unknown_reported: int
    absent_unknown: int
    unknown_absent: int
    open: int

    @property
    def known(self) -> int:
        """How many factors are known at both sites."""
        return self.both + self.first + self.second + self.neither

    @property
    def factors(self) -> int:
        """How many factors there are."""
        return sum(self)


_R, _A, _U = Status.REPORTED, Status.ABSENT, Status.UNKNOWN
_ORDER = ((_R, _R), (_R, _A), (_A, _R), (_A, _A), (_R, _U), (_U, _R), (_A, _U), (_U, _A), (_U, _U))


def pairs(matrix: EvidenceMatrix, site_a: str, site_b: str) -> Pairs:
    """Count the factors in each pair of states at two sites."""
    found = list(zip(matrix.column(site_a), matrix.column(site_b), strict=True))
    return Pairs(*(found.count(pair) for pair in _ORDER))


def jaccard(matrix: EvidenceMatrix, site_a: str, site_b: str) -> Bound:
    """Bound the share of factors reported at either site that are reported at both.

    Parameters
    ----------
    matrix : EvidenceMatrix
        Factors by sites.
    site_a, site_b : str
        Two of its sites.

    Returns
    -------
    Bound
        Undefined where neither site reports anything.

    Notes
    -----
    The ratio both / (both + one only) falls with every mismatch and rises with
    every match. So the low end makes each unknown a mismatch. The high end
    makes (reported, unknown) and (unknown, unknown) matches and (absent,
    unknown) neither's; only where that leaves 0 of 0 does an (absent, unknown)
    become a mismatch, which gives 0.

    Examples
    --------
    >>> from peerstudy.sites import as_matrix
    >>> cells = {"ulm": ["reported", "unknown"], "pune": ["reported", "reported absent"]}
    >>> print(jaccard(as_matrix(pd.DataFrame(cells)), "ulm", "pune"))
    1/2 to 1 (1 of 2 cells known)
    """
    p = pairs(matrix, site_a, site_b)
    one_only = p.first + p.second
    halves = p.reported_unknown + p.unknown_reported
    blanks = p.absent_unknown + p.unknown_absent
    least = p.both + one_only + halves + blanks + p.open
    best = p.both + halves + p.open
    undefined = p.both + one_only + halves == 0
    if least == 0:
        return Bound(None, None, p.known, p.factors, may_be_undefined=True)
    high = Fraction(best, best + one_only) if best + one_only else Fraction(0)
    return Bound(Fraction(p.both, least), high, p.known, p.factors, undefined)


def simple_matching(matrix: EvidenceMatrix, site_a: str, site_b: str) -> Bound:
    """Bound the share of factors on which two sites agree, reported or absent.

    Every unknown can be made a match or a mismatch on its own, so the ends
    count all of them as the one or the other.

    Examples
    --------
    >>> from peerstudy.sites import as_matrix
    >>> cells = {"ulm": ["reported", "unknown"], "pune": ["reported", "reported absent"]}
    >>> print(simple_matching(as_matrix(pd.DataFrame(cells)), "ulm", "pune"))
    1/2 to 1 (1 of 2 cells known)
    """
    p = pairs(matrix, site_a, site_b)
    if p.factors == 0:
        return Bound(None, None, 0, 0, may_be_undefined=True)
    agreed = p.both + p.neither
    high = agreed + p.factors - p.known
    return Bound(Fraction(agreed, p.factors), Fraction(high, p.factors), p.known, p.factors)


def kappa(matrix: EvidenceMatrix, site_a: str, site_b: str) -> Bound:
    """Bound Cohen's kappa of two sites: agreement beyond what their totals make likely.

    Returns
    -------
    Bound
        Undefined where both sites report everything, or both nothing.

    Notes
    -----
    With a = both, b and c = one only, d = neither, kappa is
    2(ad - bc) / ((a + b)(b + d) + (a + c)(c + d)). Turning a b into an a keeps
    the first site's total; along that line kappa is a ratio of linear terms
    whose slope has the sign of a sum of products of counts, so it never falls.
    By symmetry no step from mismatch to match lowers kappa. So the high end
    resolves every unknown to a match and the low end to a mismatch; only
    (unknown, unknown) leaves a choice of which, and every split is tried.
    Where a step ends at 0 of 0, the completion one mismatch away has kappa 0.

    References
    ----------
    Cohen 1960, https://doi.org/10.1177/001316446002000104

    Examples
    --------
    >>> from peerstudy.sites import as_matrix
    >>> cells = {"ulm": ["reported", "unknown"], "pune": ["reported", "reported absent"]}
    >>> print(kappa(as_matrix(pd.DataFrame(cells)), "ulm", "pune"))
    0 to 1 (1 of 2 cells known)
    """
    p = pairs(matrix, site_a, site_b)
    reported = p.both + p.reported_unknown + p.unknown_reported
    absent = p.neither + p.absent_unknown + p.unknown_absent
    agreeing = [
        _kappa(reported + k, p.first, p.second, absent + p.open - k) for k in range(p.open + 1)
    ]
    first = p.first + p.reported_unknown + p.unknown_absent
    second = p.second + p.unknown_reported + p.absent_unknown
    differing = [
        _kappa(p.both, first + k, second + p.open - k, p.neither) for k in range(p.open + 1)
    ]
    values = [*agreeing, *differing]
    if None in agreeing and p.known < p.factors:
        values.append(Fraction(0))
    return span(values, p.known, p.factors)


def _kappa(both: int, first: int, second: int, neither: int) -> Fraction | None:
    chance = (both + first) * (first + neither) + (both + second) * (second + neither)
    return Fraction(2 * (both * neither - first * second), chance) if chance else None


MEASURES: dict[str, Callable[[EvidenceMatrix, str, str], Bound]] = {
    "jaccard": jaccard,
    "simple matching": simple_matching,
    "kappa": kappa,
}


def similarity(matrix: EvidenceMatrix, measures: Sequence[str] = tuple(MEASURES)) -> pd.DataFrame:
    """Bound how alike every two sites are.

    Parameters
    ----------
    matrix : EvidenceMatrix
        Factors by sites.
    measures : sequence of {"jaccard", "simple matching", "kappa"}
        Which measures; all without it.

    Returns
    -------
    DataFrame
        One row a measure and pair of sites: ``measure, site_a, site_b`` and
        the columns of :data:`peerstudy.sites.bounds.COLUMNS`, where
        ``known`` of ``cells`` factors are known at both sites.

    Raises
    ------
    UnknownNameError
        If a measure does not exist.

    Examples
    --------
    >>> from peerstudy.sites import as_matrix
    >>> cells = {"ulm": ["reported", "unknown"], "pune": ["reported", "reported absent"]}
    >>> rows = similarity(as_matrix(pd.DataFrame(cells)))
    >>> print(rows[["measure", "low", "high", "known", "cells"]].to_string(index=False))
            measure low high  known  cells
            jaccard 1/2    1      1      2
    simple matching 1/2    1      1      2
              kappa   0    1      1      2
    """
    for measure in measures:
        require_known("measure", measure, MEASURES)
    keys: list[dict[str, object]] = [
        {"measure": measure, "site_a": a, "site_b": b}
        for measure in measures
        for a, b in combinations(matrix.sites, 2)
    ]
    found = [MEASURES[str(k["measure"])](matrix, str(k["site_a"]), str(k["site_b"])) for k in keys]
    return bounds_frame(keys, found)
