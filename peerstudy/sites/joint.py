"""Sharp bounds over all statements together, and not over each cell by itself.

A matrix knows cells only, so a factor raised at some sites that are not named
may be reported anywhere from nowhere to everywhere. Here every statement is a
constraint, and each end is attained by one way of filling the unknowns that
breaks none of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import Any

import pandas as pd

from peerstudy.frames.border import called
from peerstudy.frames.records import grouped
from peerstudy.frames.vocabulary import Status
from peerstudy.sites.constraints import WAYS, constrain, require_consistent, said
from peerstudy.sites.evidence import certainties, choose, evidence_matrix
from peerstudy.sites.forced import value_of
from peerstudy.sites.matrix import EvidenceMatrix
from peerstudy.sites.program import Program, Work
from peerstudy.sites.statements import Statement, evidence_statements, group_statements
from peerstudy.study.sites import Sites

Pool = tuple[str, str]


@called("a JointEvidence, such as joint_evidence(load_sites())")
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

    Examples
    --------
    What is reported of all six sites settles each of them:

    >>> from peerstudy.study.sites import load_sites
    >>> joint = joint_evidence(load_sites(), study="krumm_2022")
    >>> row = joint.matrix.rows[0]
    >>> row, joint.ends({(row, site): 1 for site in joint.matrix.sites})
    (('positive_attitude', 'krumm_2022', 'facilitator'), (6, 6))
    >>> len(joint.program([row]).rows)
    13
    """

    matrix: EvidenceMatrix
    statements: tuple[Statement, ...]
    pools: tuple[Pool, ...]
    work: Work = field(default_factory=Work, repr=False)
    _programs: dict[tuple[Any, ...], Program] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Refuse statements that contradict each other."""
        require_consistent(self.statements, self.work)

    @cached_property
    def _of_factor(self) -> dict[object, list[Statement]]:
        return grouped(self.statements, attrgetter("factor"))

    @cached_property
    def _keys(self) -> dict[Any, dict[str, object]]:
        return dict(zip(self.matrix.rows, self.matrix.keys, strict=True))

    def program(self, rows: Sequence[Any]) -> Program:
        """Return the constraints on some rows, whose cells are variables named (row, site)."""
        asked = tuple(rows)
        if asked not in self._programs:
            program = self._programs[asked] = Program(self.work)
            for factor in dict.fromkeys(self._keys[row]["factor"] for row in asked):
                for statement in self._of_factor[factor]:
                    constrain(program, statement)
            for row in asked:
                self._link(program, row, self._keys[row])
        return self._programs[asked].copy()

    def ends(self, terms: Mapping[tuple[Any, str], int]) -> tuple[int, int]:
        """Return the smallest and largest value of a sum of cells, 1 where reported.

        No statement is on two factors, so the ends of one factor's cells and
        those of another's add up.
        """
        by_factor: dict[object, dict[tuple[Any, str], int]] = {}
        for (row, site), times in terms.items():
            by_factor.setdefault(self._keys[row]["factor"], {})[row, site] = times
        each = [self._factor_ends(own) for own in by_factor.values()]
        return sum(low for low, _ in each), sum(high for _, high in each)

    def _factor_ends(self, terms: Mapping[tuple[Any, str], int]) -> tuple[int, int]:
        program = self.program(list(dict.fromkeys(row for row, _ in terms)))
        own = {program.variable(cell): times for cell, times in terms.items()}
        found = (program.smallest(own), program.largest(own))
        low, high = (value_of(own, values) for values in found if values is not None)
        return low, high

    def _link(self, program: Program, row: Any, key: Mapping[str, object]) -> None:
        """Let a cell be reported where a study that it pools reports it.

        A study that could have spoken and said nothing may report it too.
        """
        could = [pool for pool in self.pools if _fits(pool, key)]
        spoke = {(s.study, s.wave) for s in self._of_factor[key["factor"]]}
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
    sites: Sites,
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
    >>> from peerstudy.sites import prevalence
    >>> from peerstudy.study.sites import load_sites
    >>> joint = joint_evidence(load_sites(), study="krumm_2022")
    >>> bounds = prevalence(joint).set_index("factor")
    >>> str(bounds.loc["negative_role_model", "low"])
    '1/6'
    """
    matrix = evidence_matrix(sites, study=study, role=role, wave=wave, floor=floor, by=by)
    evidence = choose(sites.evidence, study=study, role=role, wave=wave)
    over = sites.statements
    fits = over["study"].isin(evidence["study"]) & over["wave"].isin(evidence["wave"])
    fits &= over["role"].isin(evidence["role"]) & over["factor"].isin(evidence["factor"])
    statements = (
        *evidence_statements(sites, evidence, certainties(floor)),
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
