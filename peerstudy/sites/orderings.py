"""How alike pairs of sites are over all statements, and whether print can order two pairs.

Two intervals that overlap do not show that two pairs can be ordered both ways:
the pairs share unknowns. Two ways of filling all unknowns do show it, one for
each order, and both are returned.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from peerstudy.frames.vocabulary import Status
from peerstudy.sites.bounds import Bound
from peerstudy.sites.forced import Row, Terms, value_of
from peerstudy.sites.joint import JointEvidence
from peerstudy.sites.matrix import EvidenceMatrix
from peerstudy.sites.program import Program
from peerstudy.sites.similarity import jaccard, pairs

Pair = tuple[str, str]
Values = tuple[int, ...]
HALF = Fraction(1, 2)


class Ratio(NamedTuple):
    """A share as two sums of variables: of what is counted, and of what it is counted among."""

    top: dict[int, int]
    bottom: dict[int, int]

    def at(self, values: Values) -> Fraction:
        """Return its value; the bottom must not be 0."""
        return Fraction(value_of(self.top, values), value_of(self.bottom, values))

    def less(self, share: Fraction) -> Terms:
        """Return a sum that has the sign of the ratio minus a share."""
        times, off = share.denominator, share.numerator
        terms = {i: times * n for i, n in self.top.items()}
        for i, n in self.bottom.items():
            terms[i] = terms.get(i, 0) - off * n
        return terms

    @property
    def defined(self) -> Row:
        """The constraint that its bottom is 1 or more."""
        return Row(self.bottom, 1, None)


def _jaccard(program: Program, joint: JointEvidence, pair: Pair) -> Ratio:
    """Write reported at both over reported at either as two sums."""
    top: dict[int, int] = {}
    bottom: dict[int, int] = {}
    for row in joint.matrix.rows:
        first, second = (program.variable((row, site)) for site in pair)
        both = program.both_of((row, *sorted(pair)), first, second)
        top[both] = 1
        bottom |= {first: 1, second: 1, both: -1}
    return Ratio(top, bottom)


def joint_jaccard(joint: JointEvidence, site_a: str, site_b: str) -> Bound:
    """Bound the share of factors reported at either site that are reported at both.

    Parameters
    ----------
    joint : JointEvidence
        See :func:`peerstudy.sites.joint_evidence`.
    site_a, site_b : str
        Two of its sites.

    Returns
    -------
    Bound
        Over all statements together; never wider than that of
        :func:`peerstudy.sites.jaccard`, which knows cells only.

    Notes
    -----
    A ratio is largest where top − share · bottom is at most 0 for its own share
    and attained; each step solves for the present share and moves to the ratio
    found (Dinkelbach 1967, https://doi.org/10.1287/mnsc.13.7.492). Shares are
    fractions, so the last step is exact.

    Examples
    --------
    >>> from peerstudy.sites import joint_evidence
    >>> from peerstudy.study.sites import load_sites
    >>> print(joint_jaccard(joint_evidence(load_sites(), study="haun_2024"), "ulm", "hamburg"))
    3/10 to 1 (3 of 10 cells known)
    """
    for site in (site_a, site_b):
        joint.matrix.column(site)
    program = joint.program(joint.matrix.rows)
    ratio = _jaccard(program, joint, (site_a, site_b))
    found = pairs(joint.matrix, site_a, site_b)
    high = _extreme(program, ratio)
    if high is None:
        return Bound(None, None, found.known, found.factors, may_be_undefined=True)
    low = _extreme(program, ratio, sign=-1)
    assert low is not None
    least = program.smallest(ratio.bottom)
    undefined = least is not None and value_of(ratio.bottom, least) == 0
    return Bound(ratio.at(low), ratio.at(high), found.known, found.factors, undefined)


def _extreme(
    program: Program, ratio: Ratio, extra: Sequence[Row] = (), sign: int = 1
) -> Values | None:
    """Return values with the largest ratio, or the smallest; None where none are allowed."""
    rows = [*extra, ratio.defined]
    best = program.largest({}, rows)
    while best is not None:
        off = ratio.less(ratio.at(best))
        found = program.largest({i: sign * n for i, n in off.items()}, rows)
        assert found is not None
        if sign * value_of(off, found) <= 0:
            return best
        best = found
    return None


@dataclass(frozen=True, eq=False)
class Orders:
    """Whether two pairs of sites can be ordered, each way with a completion that shows it.

    Attributes
    ----------
    first, second : tuple of str
        The pairs.
    first_more, second_more : EvidenceMatrix or None
        A way of filling every unknown, breaking no statement, in which the
        first pair is the more alike, or the second; None where there is none.

    Examples
    --------
    >>> from peerstudy.sites import joint_evidence
    >>> from peerstudy.study.sites import load_sites
    >>> joint = joint_evidence(load_sites(), study="haun_2024")
    >>> found = pair_orders(joint, ("ulm", "hamburg"), ("ulm", "pune"))
    >>> found.both_ways, found.first_more.known
    (True, 60)
    """

    first: Pair
    second: Pair
    first_more: EvidenceMatrix | None
    second_more: EvidenceMatrix | None

    @property
    def both_ways(self) -> bool:
        """Whether the evidence admits either order."""
        return self.first_more is not None and self.second_more is not None


def pair_orders(joint: JointEvidence, first: Pair, second: Pair) -> Orders:
    """Return whether one pair of sites is more alike than another, as far as print decides it.

    Parameters
    ----------
    joint : JointEvidence
        See :func:`peerstudy.sites.joint_evidence`.
    first, second : tuple of str
        Two pairs of its sites, compared by the Jaccard index.

    Returns
    -------
    Orders
        With a completion for each order that the statements admit.

    Examples
    --------
    >>> from peerstudy.sites import joint_evidence
    >>> from peerstudy.study.sites import load_sites
    >>> joint = joint_evidence(load_sites(), study="haun_2024")
    >>> pair_orders(joint, ("ulm", "hamburg"), ("ulm", "pune")).both_ways
    True
    """
    return Orders(first, second, _more(joint, first, second), _more(joint, second, first))


def _more(joint: JointEvidence, upper: Pair, lower: Pair) -> EvidenceMatrix | None:
    """Return a completion in which one pair is more alike than the other, if there is one.

    One that keeps the two far apart is tried first. If it does not do, the
    lower pair's index is pushed up only as far as it must: from its smallest,
    over the smallest that leaves the upper pair's above the last.
    """
    program = joint.program(joint.matrix.rows)
    above, below = _jaccard(program, joint, upper), _jaccard(program, joint, lower)
    more, less = above.less(HALF), below.less(HALF)
    apart = {i: more.get(i, 0) - less.get(i, 0) for i in {**more, **less}}
    tried = program.largest(apart, [above.defined, below.defined])
    if tried is not None and above.at(tried) > below.at(tried):
        return _filled(joint, program, tried)
    values = _extreme(program, below, [above.defined], sign=-1)
    while values is not None:
        least = below.at(values)
        under = Row(below.less(least), None, 0)
        best = _extreme(program, above, [under, below.defined])
        assert best is not None
        if above.at(best) > below.at(best):
            return _filled(joint, program, best)
        over = Row(above.less(least), 1, None)
        values = _extreme(program, below, [over, above.defined], sign=-1)
    return None


def _filled(joint: JointEvidence, program: Program, values: Values) -> EvidenceMatrix:
    """Return the matrix with every cell as the variables have it."""
    cells = [
        [
            Status.REPORTED if values[program.variable((row, site))] else Status.ABSENT
            for site in joint.matrix.sites
        ]
        for row in joint.matrix.rows
    ]
    known = joint.matrix.cells
    filled = pd.DataFrame(cells, index=known.index, columns=known.columns, dtype=object)
    return EvidenceMatrix(filled, joint.matrix.floor)


def similarity_orders(joint: JointEvidence) -> pd.DataFrame:
    """Return which orders of similarity the evidence admits, for every two pairs of sites.

    Parameters
    ----------
    joint : JointEvidence
        See :func:`peerstudy.sites.joint_evidence`.

    Returns
    -------
    DataFrame
        One row two pairs: ``first, second`` (tuples of two sites),
        ``first_more_alike`` and ``second_more_alike``, whether a completion
        shows that order. Completions already found are tried before another is
        looked for.

    Examples
    --------
    >>> from peerstudy.sites import joint_evidence
    >>> from peerstudy.study.sites import load_sites
    >>> joint = joint_evidence(load_sites(), study="ramesh_2023")
    >>> print(similarity_orders(joint).head(2).to_string(index=False))
             first               second  first_more_alike  second_more_alike
    (ulm, hamburg)      (ulm, butabika)              True               True
    (ulm, hamburg) (ulm, dar_es_salaam)              True               True
    """
    every = list(combinations(joint.matrix.sites, 2))
    shown: list[dict[Pair, Fraction | None]] = []
    found = []
    for first, second in combinations(every, 2):
        orders = [_shown(joint, shown, every, *order)
                  for order in ((first, second), (second, first))]  # fmt: skip
        found.append((first, second, *orders))
    columns = ["first", "second", "first_more_alike", "second_more_alike"]
    return pd.DataFrame(found, columns=columns)


def _shown(
    joint: JointEvidence,
    shown: list[dict[Pair, Fraction | None]],
    every: Sequence[Pair],
    upper: Pair,
    lower: Pair,
) -> bool:
    """Return whether a completion shows an order, and keep its indices for the next question."""
    for index in shown:
        above, below = index[upper], index[lower]
        if above is not None and below is not None and above > below:
            return True
    completion = _more(joint, upper, lower)
    if completion is None:
        return False
    shown.append({pair: jaccard(completion, *pair).point for pair in every})
    return True
