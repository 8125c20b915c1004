"""From statements to the matrix: what each may say of which site, and how they pool.

One study's "not here" says nothing about another's, and what is said of a
group says something of its members only when the reader asks for that.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from peerstudy.errors import PeerstudyError, require_known
from peerstudy.frames.vocabulary import Status
from peerstudy.sites.matrix import EvidenceMatrix
from peerstudy.study.sites import Sites

FLOORS = ("site", "all sites", "group")
ROW_PARTS = ("study", "role", "wave")


def evidence_matrix(
    sites: Sites,
    *,
    study: str | Iterable[str] | None = None,
    role: str | Iterable[str] | None = None,
    wave: str | Iterable[str] | None = None,
    floor: str = "all sites",
    by: Sequence[str] = ("study", "role"),
) -> EvidenceMatrix:
    """Lay out what is reported of each factor at each site.

    A row stands for a factor and the values of ``by``. What is not in ``by``
    is pooled: a cell is reported if any of the pooled studies, roles or waves
    reports it, absent only if every one of them reports it absent, and unknown
    otherwise. One study's "not here" says nothing about another's. A row of the
    role "either" is reported where one of the two directions is.

    Parameters
    ----------
    sites : Sites
        See :func:`peerstudy.study.sites.load_sites`.
    study, role, wave : str or iterable of str, optional
        Which statements to take; all without it.
    floor : {"all sites", "site", "group"}
        The least certain statements to take: of a site by name, of all sites
        of a study, or of a group of sites that the paper defines. At "group",
        what is said of a group is read as said of each member, which is more
        than the paper says.
    by : sequence of {"study", "role", "wave"}, default ("study", "role")
        What tells rows of one factor apart.

    Returns
    -------
    EvidenceMatrix
        A factor that is only listed by a study, or said of unnamed sites, has
        a row of unknowns.

    Raises
    ------
    UnknownNameError
        If a study, role, wave or floor does not exist.

    Examples
    --------
    >>> from peerstudy.study.sites import load_sites
    >>> print(evidence_matrix(load_sites()))
    96 factors at 6 sites: 61 of 576 cells known
    >>> print(evidence_matrix(load_sites(), study="haun_2024", floor="site"))
    8 factors at 6 sites: 0 of 48 cells known
    """
    taken = certainties(floor)
    wrong = [part for part in by if part not in ROW_PARTS]
    if wrong:
        raise PeerstudyError(f"by must name some of {', '.join(ROW_PARTS)}; found {wrong}.")
    chosen = choose(sites.evidence, study=study, role=role, wave=wave)
    pooled = [part for part in ROW_PARTS if part not in by]
    keys = ["factor", *by]
    said = _statements(sites, chosen[chosen["certainty"].isin(taken)], keys, pooled)
    index = pd.MultiIndex.from_frame(chosen[keys].drop_duplicates())
    cells = []
    for key in index:
        universe = _universe(chosen, dict(zip(keys, key, strict=True)), pooled)
        cells.append([_pool(said.get((key, site), {}), universe) for site in sites.names])
    frame = pd.DataFrame(cells, index=index, columns=sites.names, dtype=object)
    return EvidenceMatrix(frame, floor)


def certainties(floor: str) -> tuple[str, ...]:
    """Return the certainties from the most certain down to a floor."""
    require_known("floor", floor, FLOORS)
    return FLOORS[: FLOORS.index(floor) + 1]


def choose(evidence: pd.DataFrame, **wanted: str | Iterable[str] | None) -> pd.DataFrame:
    """Return the rows with some values of columns such as the study; of all where one is None."""
    for column, names in wanted.items():
        if names is not None:
            values = [names] if isinstance(names, str) else list(names)
            for value in values:
                require_known(column, value, sorted(set(evidence[column])))
            evidence = evidence[evidence[column].isin(values)]
    return evidence


Pool = tuple[str, ...]


def _universe(chosen: pd.DataFrame, key: Mapping[str, str], pooled: Sequence[str]) -> set[Pool]:
    """List the studies, roles and waves that one row of the matrix pools.

    All that could have spoken: every wave of the row's study, every study of
    the row's wave. A statement of role "either" leaves open which of the two
    roles it is, so both count.
    """
    could = chosen
    for part in ("study", "wave"):
        if part in key:
            could = could[could[part] == key[part]]
    if "role" in pooled:
        could = pd.concat([could.assign(role=role) for role in ("challenge", "facilitator")])
    return set(could[list(pooled)].itertuples(index=False, name=None))


def _statements(
    sites: Sites, taken: pd.DataFrame, keys: list[str], pooled: Sequence[str]
) -> dict[tuple[Any, str], dict[Pool, Status]]:
    """Collect what is said of each cell, by pooled study, role and wave."""
    said: dict[tuple[Any, str], dict[Pool, Status]] = {}
    for row in taken.to_dict("records"):
        if row["status"] == Status.UNKNOWN:
            continue
        pool = tuple(row[name] for name in pooled)
        there = [row["site"]] if row["site"] else sites.members(row["site_group"])
        for role in _roles(row["role"], row["status"]) if "role" in keys else (row["role"],):
            key = tuple({**row, "role": role}[name] for name in keys)
            for site in there:
                said.setdefault((key, site), {})[pool] = Status(row["status"])
    return said


def _roles(role: str, status: str) -> tuple[str, ...]:
    """Return the roles whose rows a statement is about.

    What is reported as a challenge is reported, in whichever direction; what is
    reported absent in either direction is reported absent in each.
    """
    if status == Status.REPORTED and role != "either":
        return (role, "either")
    if status == Status.ABSENT and role == "either":
        return ("either", "challenge", "facilitator")
    return (role,)


def _pool(said: Mapping[Pool, Status], universe: set[Pool]) -> Status:
    if Status.REPORTED in said.values():
        return Status.REPORTED
    if said and all(said.get(pool) is Status.ABSENT for pool in universe):
        return Status.ABSENT
    return Status.UNKNOWN
