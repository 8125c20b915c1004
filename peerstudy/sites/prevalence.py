"""At how many sites a factor is reported, and whether groups of sites differ in it.

A site's group may itself be unknown: of some sites nothing is known about
earlier peer support. Then the bounds run over their groups too.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

import pandas as pd

from peerstudy.errors import PeerstudyError, UnknownNameError
from peerstudy.sites.bounds import Bound, bounds_frame
from peerstudy.sites.matrix import EvidenceMatrix, Status

if TYPE_CHECKING:
    from peerstudy.study.sites import Sites

MOST_UNKNOWN = 16


def prevalence_of(matrix: EvidenceMatrix, row: Any) -> Bound:
    """Bound the share of sites at which one factor is reported."""
    statuses = matrix.statuses(row)
    known = len(statuses) - statuses.count(Status.UNKNOWN)
    return Bound(*_ends(statuses), known, len(statuses))


def _ends(statuses: Sequence[Status]) -> tuple[Fraction, Fraction]:
    """Return the lowest and highest share that can be reported."""
    reported, unknown = statuses.count(Status.REPORTED), statuses.count(Status.UNKNOWN)
    return Fraction(reported, len(statuses)), Fraction(reported + unknown, len(statuses))


def prevalence(matrix: EvidenceMatrix) -> pd.DataFrame:
    """Bound the share of sites at which each factor is reported.

    Returns
    -------
    DataFrame
        One row a row of the matrix: its key, and the columns of
        :data:`peerstudy.sites.bounds.COLUMNS` over the matrix's sites.
    """
    return bounds_frame(row_keys(matrix), [prevalence_of(matrix, row) for row in matrix.rows])


def row_keys(matrix: EvidenceMatrix) -> list[dict[str, object]]:
    """Return what tells each row of a matrix apart, by name."""
    names = [str(name) if name is not None else "row" for name in matrix.cells.index.names]
    return [
        dict(zip(names, row if isinstance(row, tuple) else (row,), strict=True))
        for row in matrix.rows
    ]


def site_membership(
    sites: "Sites", fact: str, basis: str | None = None, merge: Mapping[str, str] | None = None
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
    """
    rows = sites.facts[sites.facts["fact"] == fact]
    if rows.empty:
        known = ", ".join(sorted(set(sites.facts["fact"])))
        raise UnknownNameError(f"A fact must be one of {known}; found {fact!r}.")
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
    matrix: EvidenceMatrix,
    membership: Mapping[str, str],
    first: str,
    second: str,
    row: Any = None,
) -> Bound:
    """Bound how much oftener a factor is reported in one group of sites than in another.

    Parameters
    ----------
    matrix : EvidenceMatrix
        Factors by sites.
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
    The groups share no cell, so for given groups the ends are independent: the
    high end reports every unknown of the first group and none of the second's.
    Sites whose group is unknown are tried in either group.
    """
    rows = [matrix.statuses(row)] if row is not None else [matrix.statuses(r) for r in matrix.rows]
    groups = [membership.get(site, "") for site in matrix.sites]
    concerned = [i for i, group in enumerate(groups) if group in (first, second, "")]
    cells = [statuses[i] for statuses in rows for i in concerned]
    known = len(cells) - cells.count(Status.UNKNOWN)
    ends: list[Fraction] = []
    undefined = not rows
    for members in memberships(groups, first, second) if rows else ():
        ours = [i for i, group in enumerate(members) if group == first]
        theirs = [i for i, group in enumerate(members) if group == second]
        if not ours or not theirs:
            undefined = True
            continue
        ends += _difference(rows, ours, theirs)
    if not ends:
        return Bound(None, None, known, len(cells), may_be_undefined=True)
    return Bound(min(ends), max(ends), known, len(cells), undefined)


def memberships(groups: Sequence[str], first: str, second: str) -> Iterator[list[str]]:
    """Go through every way of placing the sites whose group is unknown."""
    unknown = [i for i, group in enumerate(groups) if not group]
    if len(unknown) > MOST_UNKNOWN:
        raise PeerstudyError(
            f"At most {MOST_UNKNOWN} sites may be in no known group; found {len(unknown)}. "
            "Leave out sites, or find out their groups."
        )
    for placed in product((first, second), repeat=len(unknown)):
        members = list(groups)
        for i, group in zip(unknown, placed, strict=True):
            members[i] = group
        yield members


def _difference(
    rows: Sequence[Sequence[Status]], ours: Sequence[int], theirs: Sequence[int]
) -> tuple[Fraction, Fraction]:
    low = high = Fraction(0)
    for statuses in rows:
        least, most = _ends([statuses[i] for i in ours])
        their_least, their_most = _ends([statuses[i] for i in theirs])
        low += least - their_most
        high += most - their_least
    return low / len(rows), high / len(rows)


def group_differences(
    matrix: EvidenceMatrix, membership: Mapping[str, str], first: str, second: str
) -> pd.DataFrame:
    """Bound the difference between two groups of sites, factor by factor.

    Parameters
    ----------
    matrix, membership, first, second
        See :func:`group_difference`.

    Returns
    -------
    DataFrame
        One row a row of the matrix: its key, ``first, second`` and the columns
        of :data:`peerstudy.sites.bounds.COLUMNS`.
    """
    keys = [{**key, "first": first, "second": second} for key in row_keys(matrix)]
    found = [group_difference(matrix, membership, first, second, row) for row in matrix.rows]
    return bounds_frame(keys, found)
