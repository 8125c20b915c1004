"""Statements as constraints over what each study reports of each site.

A variable stands for one study reporting a factor at a site, in one wave, as a
challenge or as a facilitator. One study's "not here" says nothing about
another's, so only statements of one study can contradict each other.
"""

from collections.abc import Sequence
from operator import attrgetter

from peerstudy.errors import ContradictionError
from peerstudy.frames.records import grouped
from peerstudy.frames.vocabulary import Status
from peerstudy.sites.program import Program, Work
from peerstudy.sites.statements import Statement

WAYS = ("challenge", "facilitator")


def said(program: Program, pool: tuple[str, str], factor: str, role: str, site: str) -> int:
    """Return the variable of one study and wave (`pool`) that reports a factor at a site.

    The role ``either`` is one of the two or both.
    """
    if role in WAYS:
        return program.variable((pool, factor, role, site))
    ways = [program.variable((pool, factor, way, site)) for way in WAYS]
    return program.any_of((pool, factor, role, site), ways)


def constrain(program: Program, statement: Statement) -> None:
    """Add what a statement requires.

    ``varied`` of a role means that it holds at one site and not at another; of
    ``either``, that the factor only hinders at one site and only helps at another.
    """
    pool = (statement.study, statement.wave)
    if statement.kind == "varied" and statement.role not in WAYS:
        _each_way(program, statement, pool)
        return
    cells = [said(program, pool, statement.factor, statement.role, s) for s in statement.over]
    yes, n = statement.status is Status.REPORTED, len(cells)
    total = dict.fromkeys(cells, 1)
    if statement.kind == "each":
        program.require(total, n if yes else 0, n if yes else 0)
    elif statement.kind == "varied":
        program.require(total, 1, n - 1)
    elif yes:
        program.require(total, low=1)
    else:
        program.require(total, high=n - 1)


def _each_way(program: Program, statement: Statement, pool: tuple[str, str]) -> None:
    """Require a site where the factor only hinders, and one where it only helps."""
    for way, other in (WAYS, WAYS[::-1]):
        only = []
        for site in statement.over:
            here, there = (said(program, pool, statement.factor, r, site) for r in (way, other))
            one = program.variable((statement.name, way, site))
            program.require({one: 1, here: -1}, high=0)
            program.require({one: 1, there: 1}, high=1)
            only.append(one)
        program.require(dict.fromkeys(only, 1), low=1)


def require_consistent(statements: Sequence[Statement], work: Work | None = None) -> None:
    """Refuse statements that cannot all hold, by a smallest such set for each factor with one.

    Deletion filtering: a statement is dropped for good if the rest still
    contradict each other; what is left has no smaller contradiction within it
    (Chinneck & Dravnieks 1991, https://doi.org/10.1287/ijoc.3.2.157).
    """
    work = work if work is not None else Work()
    if _consistent(statements, work):
        return
    found: list[Statement] = []
    for own in grouped(statements, attrgetter("factor")).values():
        if not _consistent(own, work):
            found += _smallest_conflict(own, work)
    raise ContradictionError([str(statement) for statement in found])


def _consistent(statements: Sequence[Statement], work: Work) -> bool:
    program = Program(work)
    for statement in statements:
        constrain(program, statement)
    return program.largest({}) is not None


def _smallest_conflict(statements: Sequence[Statement], work: Work) -> list[Statement]:
    kept = list(statements)
    for statement in statements:
        rest = [other for other in kept if other is not statement]
        if not _consistent(rest, work):
            kept = rest
    return kept
