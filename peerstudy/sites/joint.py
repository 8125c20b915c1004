"""Sharp bounds over all statements together, and not over each cell by itself.

:func:`peerstudy.sites.prevalence` knows cells only, so a factor raised at some
sites that are not named may be reported anywhere from nowhere to everywhere.
Here every statement is a constraint, and each end is attained by one way of
filling the unknowns that breaks none of them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import compress
from typing import TYPE_CHECKING, Any

import pandas as pd

from peerstudy.sites.bounds import Bound, bounds_frame
from peerstudy.sites.constraints import WAYS, constrain, require_consistent, said
from peerstudy.sites.evidence import FLOORS, choose, evidence_matrix
from peerstudy.sites.matrix import EvidenceMatrix, Status
from peerstudy.sites.prevalence import memberships, row_keys
from peerstudy.sites.program import Program, Work
from peerstudy.sites.statements import Statement, evidence_statements, group_statements

if TYPE_CHECKING:
    from peerstudy.study.sites import Sites

Pool = tuple[str, str]


@dataclass(frozen=True, eq=False)
class JointEvidence:
    """Statements over the cells of a matrix, which they constrain together.

    Attributes
    ----------
    matrix : EvidenceMatrix
        Rows by sites; its index names what tells rows apart: ``factor``, and
        any of ``study, role, wave``.
    statements : tuple of Statement
        All that is said, of single sites too.
    pools : tuple of (str, str)
        The studies and waves that could have spoken.
    work : Work
        Counts what was solved with it.
    """

    matrix: EvidenceMatrix
    statements: tuple[Statement, ...]
    pools: tuple[Pool, ...]
    work: Work = field(default_factory=Work, repr=False)

    def __post_init__(self) -> None:
        """Refuse statements that contradict each other."""
        require_consistent(self.statements, self.work)

    def program(self, rows: Sequence[Any]) -> Program:
        """Return the constraints on some rows, whose cells are variables named (row, site)."""
        program = Program(self.work)
        keys = dict(zip(self.matrix.rows, row_keys(self.matrix), strict=True))
        factors = {keys[row]["factor"] for row in rows}
        for statement in self.statements:
            if statement.factor in factors:
                constrain(program, statement)
        for row in rows:
            self._link(program, row, keys[row])
        return program

    def _link(self, program: Program, row: Any, key: Mapping[str, object]) -> None:
        """Let a cell be reported where a study that it pools reports it.

        A study that could have spoken and said nothing may report it too.
        """
        could = [pool for pool in self.pools if _fits(pool, key)]
        spoke = {(s.study, s.wave) for s in self.statements if s.factor == key["factor"]}
        pools = [pool for pool in could if pool in spoke]
        if len(pools) < len(could) or not could:
            pools.append((SILENT, f"{key.get('study', '')} {key.get('wave', '')}"))
        role = str(key.get("role", "either"))
        for site in self.matrix.sites:
            parts = [said(program, pool, str(key["factor"]), role, site) for pool in pools]
            program.any_of((row, site), parts)


SILENT = "any that said nothing"
"""In place of the studies that could have spoken of a factor and did not."""


def _fits(pool: Pool, key: Mapping[str, object]) -> bool:
    study, wave = pool
    return key.get("study", study) == study and key.get("wave", wave) == wave


def joint_evidence(
    sites: "Sites",
    *,
    study: str | Iterable[str] | None = None,
    role: str | Iterable[str] | None = None,
    wave: str | Iterable[str] | None = None,
    floor: str = "all sites",
    by: Sequence[str] = ("study", "role"),
) -> JointEvidence:
    """Collect all statements on the cells of a matrix.

    Parameters
    ----------
    sites : Sites
        See :func:`peerstudy.study.sites.load_sites`.
    study, role, wave, floor, by
        See :func:`peerstudy.sites.evidence_matrix`. At floor "group", what is
        said of a group is read as said of each member; otherwise as said of
        one member or more, which is the least that it means.

    Returns
    -------
    JointEvidence
        A factor that varied in its direction has a row for each direction.

    Raises
    ------
    UnknownNameError
        If a study, role, wave or floor does not exist.
    InvalidDataError
        Naming every statement over no site, or over a site there is not.
    ContradictionError
        If statements cannot all hold.

    Examples
    --------
    >>> from peerstudy.study.sites import load_sites
    >>> joint = joint_evidence(load_sites(), study="krumm_2022")
    >>> bounds = joint_prevalence(joint).set_index("factor")
    >>> str(bounds.loc["negative_role_model", "low"])
    '1/6'
    """
    matrix = evidence_matrix(sites, study=study, role=role, wave=wave, floor=floor, by=by)
    evidence, over = choose(sites.evidence, study, role, wave), sites.statements
    fits = over["study"].isin(evidence["study"]) & over["wave"].isin(evidence["wave"])
    fits &= over["role"].isin(evidence["role"]) & over["factor"].isin(evidence["factor"])
    statements = (
        *evidence_statements(sites, evidence, FLOORS[: FLOORS.index(floor) + 1]),
        *group_statements(sites, over[fits], floor),
    )
    pools = dict.fromkeys(zip(evidence["study"], evidence["wave"], strict=True))
    return JointEvidence(_each_way(matrix, statements, by), statements, tuple(pools))


def _each_way(
    matrix: EvidenceMatrix, statements: Sequence[Statement], by: Sequence[str]
) -> EvidenceMatrix:
    """Add a row for each direction of a factor that varied in it."""
    if "role" not in by:
        return matrix
    wanted = [
        tuple(getattr(s, name) if name != "role" else way for name in ("factor", *by))
        for s in statements
        if s.kind == "varied" and s.role not in WAYS
        for way in WAYS
    ]
    more = [key for key in dict.fromkeys(wanted) if key not in matrix.rows]
    if not more:
        return matrix
    index = pd.MultiIndex.from_tuples(more, names=matrix.cells.index.names)
    cells = pd.DataFrame(Status.UNKNOWN, index=index, columns=matrix.sites, dtype=object)
    return EvidenceMatrix(pd.concat([matrix.cells, cells]), matrix.floor)


def joint_prevalence(joint: JointEvidence) -> pd.DataFrame:
    """Bound the share of sites at which each factor is reported, over all statements.

    Parameters
    ----------
    joint : JointEvidence
        See :func:`joint_evidence`.

    Returns
    -------
    DataFrame
        The columns of :func:`peerstudy.sites.prevalence`; no interval is wider
        than there.
    """
    sites = joint.matrix.sites
    bounds = [_prevalence(joint, row, sites) for row in joint.matrix.rows]
    return bounds_frame(row_keys(joint.matrix), bounds)


def _prevalence(joint: JointEvidence, row: Any, sites: Sequence[str]) -> Bound:
    program = joint.program([row])
    total = {program.variable((row, site)): 1 for site in sites}
    low, high = ends(program, total)
    known = len(sites) - joint.matrix.statuses(row).count(Status.UNKNOWN)
    return Bound(Fraction(low, len(sites)), Fraction(high, len(sites)), known, len(sites))


def ends(program: Program, terms: Mapping[int, int]) -> tuple[int, int]:
    """Return the smallest and largest value of a sum; the constraints must be consistent."""
    found = (program.smallest(terms), program.largest(terms))
    low, high = (sum(times * values[i] for i, times in terms.items()) for values in found if values)
    return low, high


def joint_difference(
    joint: JointEvidence,
    membership: Mapping[str, str],
    first: str,
    second: str,
    row: Any = None,
) -> Bound:
    """Bound how much oftener factors are reported in one group of sites, over all statements.

    Parameters
    ----------
    joint : JointEvidence
        See :func:`joint_evidence`.
    membership, first, second, row
        See :func:`peerstudy.sites.group_difference`.
    """
    matrix = joint.matrix
    rows = matrix.rows if row is None else [row]
    groups = [membership.get(site, "") for site in matrix.sites]
    used = [group in ("", first, second) for group in groups]
    cells = [cell for one in rows for cell in compress(matrix.statuses(one), used)]
    known = len(cells) - cells.count(Status.UNKNOWN)
    programs = [(joint.program(same), same) for same in _by_factor(joint, rows)]
    undefined, found = False, []
    for members in memberships(groups, first, second):
        sides = [[s for s, m in zip(matrix.sites, members, strict=True) if m == side]
                 for side in (first, second)]  # fmt: skip
        if not all(sides) or not rows:
            undefined = True
            continue
        each = [ends(program, dict(_contrast(program, same, *sides))) for program, same in programs]
        scale = len(rows) * len(sides[0]) * len(sides[1])
        found += [Fraction(sum(side), scale) for side in zip(*each, strict=True)]
    if not found:
        return Bound(None, None, known, len(cells), may_be_undefined=True)
    return Bound(min(found), max(found), known, len(cells), undefined)


def _by_factor(joint: JointEvidence, rows: Sequence[Any]) -> list[list[Any]]:
    """Put rows of one factor together; no statement is on two, so their ends add up."""
    found: dict[object, list[Any]] = {}
    for row, key in zip(joint.matrix.rows, row_keys(joint.matrix), strict=True):
        if row in rows:
            found.setdefault(key["factor"], []).append(row)
    return list(found.values())


def _contrast(
    program: Program, rows: Sequence[Any], ours: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """Yield the terms of a difference of shares, times both numbers of sites."""
    for row in rows:
        yield from ((program.variable((row, site)), len(theirs)) for site in ours)
        yield from ((program.variable((row, site)), -len(ours)) for site in theirs)


def joint_differences(
    joint: JointEvidence, membership: Mapping[str, str], first: str, second: str
) -> pd.DataFrame:
    """Bound the difference between two groups of sites factor by factor, over all statements.

    Parameters
    ----------
    joint, membership, first, second
        See :func:`joint_difference`.

    Returns
    -------
    DataFrame
        The columns of :func:`peerstudy.sites.group_differences`.
    """
    keys = [{**key, "first": first, "second": second} for key in row_keys(joint.matrix)]
    found = [joint_difference(joint, membership, first, second, row) for row in joint.matrix.rows]
    return bounds_frame(keys, found)
