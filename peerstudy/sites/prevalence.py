"""At how many sites a factor is reported, and whether groups of sites differ in it.

A site's group may itself be unknown: of some sites nothing is known about
earlier peer support. Then the bounds run over their groups too.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any

import pandas as pd

from peerstudy.errors import PeerstudyError, UnknownNameError, require_known
from peerstudy.sites.bounds import Bound, bounds_frame
from peerstudy.sites.joint import JointEvidence
from peerstudy.sites.matrix import EvidenceMatrix
from peerstudy.study.sites import Sites

MOST_UNKNOWN = 16


def as_evidence_matrix(of: EvidenceMatrix | JointEvidence) -> EvidenceMatrix:
    """Return the cells that a statistic is of."""
    return of.matrix if isinstance(of, JointEvidence) else of


def prevalence_of(of: EvidenceMatrix | JointEvidence, row: Any) -> Bound:
    """Bound the share of sites at which one factor is reported; see :func:`prevalence`.

    Examples
    --------
    >>> from peerstudy.sites import as_matrix
    >>> matrix = as_matrix(pd.DataFrame({"ulm": ["reported"], "pune": ["unknown"]}, index=["pay"]))
    >>> print(prevalence_of(matrix, "pay"))
    1/2 to 1 (1 of 2 cells known)
    """
    matrix = as_evidence_matrix(of)
    n, known = len(matrix.sites), matrix.known_among([row], matrix.sites)
    low, high = of.ends({(row, site): 1 for site in matrix.sites})
    return Bound(Fraction(low, n), Fraction(high, n), *known)


def prevalence(of: EvidenceMatrix | JointEvidence) -> pd.DataFrame:
    """Bound the share of sites at which each factor is reported.

    Parameters
    ----------
    of : EvidenceMatrix or JointEvidence
        A matrix is bounded by its cells alone, evidence over all its statements:
        no interval of the second is wider.

    Returns
    -------
    DataFrame
        One row a row of the matrix: its key, and the columns of
        :data:`peerstudy.sites.bounds.COLUMNS` over the matrix's sites.

    Examples
    --------
    >>> from peerstudy.sites import as_matrix
    >>> cells = {"ulm": ["reported", "unknown"], "pune": ["unknown", "reported absent"]}
    >>> matrix = as_matrix(pd.DataFrame(cells, index=["pay", "stigma"]))
    >>> print(prevalence(matrix)[["row", "low", "high", "known", "cells"]].to_string(index=False))
       row low high  known  cells
       pay 1/2    1      1      2
    stigma   0  1/2      1      2
    """
    matrix = as_evidence_matrix(of)
    return bounds_frame(matrix.keys, [prevalence_of(of, row) for row in matrix.rows])


def site_membership(
    sites: Sites, fact: str, basis: str | None = None, merge: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return which group each site is in, by one of its facts.

    Parameters
    ----------
    sites : Sites
        See :func:`peerstudy.study.sites.load_sites`.
    fact : str
        Such as ``"income"`` or ``"earlier_peer_support"``.
    basis : str, optional
        By whose account; needed where accounts differ.
    merge : mapping, optional
        From values to wider groups, such as ``{"low": "lower", "middle": "lower"}``.

    Returns
    -------
    dict of str to str
        The group of every site; empty where it is not known.

    Raises
    ------
    UnknownNameError
        If no site has the fact, or not on that basis.
    PeerstudyError
        If sources disagree and no basis is chosen.

    Examples
    --------
    >>> from peerstudy.study.sites import load_sites
    >>> site_membership(load_sites(), "income", "World Bank 2020-21")["pune"]
    'lower-middle'
    """
    require_known("fact", fact, sorted(set(sites.facts["fact"])))
    rows = sites.facts[sites.facts["fact"] == fact]
    accounts = ", ".join(f"{name!r}" for name in dict.fromkeys(rows["basis"]))
    rows = rows if basis is None else rows[rows["basis"] == basis]
    if rows.empty:
        raise UnknownNameError(f"The basis of {fact!r} must be one of {accounts}; found {basis!r}.")
    groups: dict[str, str] = dict.fromkeys(sites.names, "")
    for row in rows[rows["value"] != "unknown"].to_dict("records"):
        group = (merge or {}).get(row["value"], row["value"])
        if groups[row["site"]] not in ("", group):
            raise PeerstudyError(
                f"Sources differ on the {fact} of {row['site']}; choose a basis: {accounts}."
            )
        groups[row["site"]] = group
    return groups


def group_difference(
    of: EvidenceMatrix | JointEvidence,
    membership: Mapping[str, str],
    first: str,
    second: str,
    row: Any = None,
) -> Bound:
    """Bound how much more often a factor is reported in one group of sites than in another.

    Parameters
    ----------
    of : EvidenceMatrix or JointEvidence
        See :func:`prevalence`.
    membership : mapping of str to str
        The group of each site; empty where unknown, see :func:`site_membership`.
    first, second : str
        The two groups; the difference is first minus second.
    row : optional
        A row of the matrix; without it, the mean over all rows.

    Returns
    -------
    Bound
        Undefined where a completion leaves a group without sites.

    Raises
    ------
    PeerstudyError
        If more than 16 sites are in no known group.

    Notes
    -----
    For given groups a difference is a sum of cells, whose ends are found at
    once. Sites whose group is unknown are tried in either group.

    Examples
    --------
    >>> from peerstudy.sites import as_matrix
    >>> cells = {"ulm": ["reported"], "hamburg": ["reported"], "pune": ["unknown"]}
    >>> matrix = as_matrix(pd.DataFrame(cells, index=["pay"]))
    >>> income = {"ulm": "high", "hamburg": "high", "pune": "middle"}
    >>> print(group_difference(matrix, income, "high", "middle", "pay"))
    0 to 1 (2 of 3 cells known)
    """
    matrix = as_evidence_matrix(of)
    rows = matrix.rows if row is None else [row]
    groups = {site: membership.get(site, "") for site in matrix.sites}
    used = [site for site, group in groups.items() if group in ("", first, second)]
    known = matrix.known_among(rows, used)
    undefined, found = False, []
    for members in memberships(groups, first, second):
        ours, theirs = ([s for s in used if members[s] == side] for side in (first, second))
        if not (ours and theirs and rows):
            undefined = True
            continue
        terms = {(one, site): len(theirs) for one in rows for site in ours}
        terms |= {(one, site): -len(ours) for one in rows for site in theirs}
        scale = len(rows) * len(ours) * len(theirs)
        found += [Fraction(end, scale) for end in of.ends(terms)]
    if not found:
        return Bound(None, None, *known, may_be_undefined=True)
    return Bound(min(found), max(found), *known, undefined)


def memberships(groups: Mapping[str, str], first: str, second: str) -> Iterator[dict[str, str]]:
    """Go through every way of placing the sites whose group is unknown."""
    unknown = [site for site, group in groups.items() if not group]
    if len(unknown) > MOST_UNKNOWN:
        raise PeerstudyError(
            f"At most {MOST_UNKNOWN} sites may be in no known group; found {len(unknown)}. "
            "Leave out sites, or find out their groups."
        )
    for placed in product((first, second), repeat=len(unknown)):
        yield {**groups, **dict(zip(unknown, placed, strict=True))}


def group_differences(
    of: EvidenceMatrix | JointEvidence, membership: Mapping[str, str], first: str, second: str
) -> pd.DataFrame:
    """Bound the difference between two groups of sites, factor by factor.

    Parameters
    ----------
    of, membership, first, second
        See :func:`group_difference`.

    Returns
    -------
    DataFrame
        One row a row of the matrix: its key, ``first, second`` and the columns
        of :data:`peerstudy.sites.bounds.COLUMNS`.

    Examples
    --------
    >>> from peerstudy.sites import as_matrix
    >>> cells = {"ulm": ["reported", "unknown"], "pune": ["unknown", "reported absent"]}
    >>> matrix = as_matrix(pd.DataFrame(cells, index=["pay", "stigma"]))
    >>> rows = group_differences(matrix, {"ulm": "high", "pune": "middle"}, "high", "middle")
    >>> print(rows[["row", "low", "high", "known", "cells"]].to_string(index=False))
       row low high  known  cells
       pay   0    1      1      2
    stigma   0    1      1      2
    """
    matrix = as_evidence_matrix(of)
    keys = [{**key, "first": first, "second": second} for key in matrix.keys]
    found = [group_difference(of, membership, first, second, row) for row in matrix.rows]
    return bounds_frame(keys, found)
