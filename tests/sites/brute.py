"""Small matrices, and every way of filling their unknowns."""

import random
from collections.abc import Iterator
from itertools import product

import numpy as np
import pandas as pd

from peerstudy.sites.bounds import Bound
from peerstudy.sites.matrix import EvidenceMatrix, Status, as_matrix

LETTERS = {"1": Status.REPORTED, "0": Status.ABSENT, "?": Status.UNKNOWN}


def matrix_of(*rows: str, sites: str = "abcdefgh") -> EvidenceMatrix:
    """Read rows such as "10?" as a matrix of sites a, b, c."""
    width = len(rows[0]) if rows else 2
    cells = [[str(LETTERS[letter]) for letter in row] for row in rows]
    index = pd.Index([f"f{i}" for i in range(len(rows))], name="factor")
    return as_matrix(pd.DataFrame(cells, index=index, columns=list(sites[:width]), dtype=object))


def random_matrix(rng: random.Random, rows: int, sites: int) -> EvidenceMatrix:
    weights = [rng.random() for _ in LETTERS]
    return matrix_of(*("".join(rng.choices("10?", weights, k=sites)) for _ in range(rows)))


def completions(matrix: EvidenceMatrix) -> Iterator[dict[tuple[str, str], Status]]:
    """Go through every way of filling the unknowns."""
    known = {
        (row, site): status
        for row in matrix.rows
        for site, status in zip(matrix.sites, matrix.statuses(row), strict=True)
    }
    unknown = matrix.unknown_cells()
    for answers in product((Status.REPORTED, Status.ABSENT), repeat=len(unknown)):
        yield {**known, **dict(zip(unknown, answers, strict=True))}


def assert_brute_force(bound: Bound, values: list) -> None:
    """The ends are those of the defined values, and undefined ones are admitted."""
    defined = [value for value in values if value is not None]
    assert bound.may_be_undefined == (len(defined) < len(values))
    assert (bound.low, bound.high) == ((min(defined), max(defined)) if defined else (None, None))


class Worlds:
    """Every set of reports of a factor at a site by a study, as a column of truth a report."""

    def __init__(self, sites, studies, factors) -> None:
        keys = list(product(studies, factors, sites, ("challenge", "facilitator")))
        table = (np.arange(2 ** len(keys))[:, None] >> np.arange(len(keys))) & 1
        self.reports = dict(zip(keys, table.astype(bool).T, strict=True))
        self.studies, self.count = studies, len(table)

    def raised(self, study, factor, site, role) -> np.ndarray:
        ways = ("challenge", "facilitator") if role == "either" else (role,)
        return np.logical_or.reduce([self.reports[study, factor, site, way] for way in ways])

    def only(self, statement, site, way, other) -> np.ndarray:
        hers = (statement.study, statement.factor, site)
        return self.reports[*hers, way] & ~self.reports[*hers, other]

    def holds(self, statement) -> np.ndarray:
        """Read a statement as a person would, site by site: in which worlds it is so."""
        raised = [
            self.raised(statement.study, statement.factor, site, statement.role)
            for site in statement.over
        ]
        if statement.kind == "varied" and statement.role == "either":
            ways = ("challenge", "facilitator")
            both = [[self.only(statement, s, *pair) for s in statement.over]
                    for pair in (ways, ways[::-1])]  # fmt: skip
            return np.logical_or.reduce(both[0]) & np.logical_or.reduce(both[1])
        if statement.kind == "varied":
            return np.logical_or.reduce(raised) & ~np.logical_and.reduce(raised)
        so = [one if statement.status is Status.REPORTED else ~one for one in raised]
        return (np.logical_and if statement.kind == "each" else np.logical_or).reduce(so)

    def allowed(self, statements) -> np.ndarray:
        """In which worlds all statements hold."""
        every = [np.ones(self.count, bool), *(self.holds(one) for one in statements)]
        return np.logical_and.reduce(every)

    def cell(self, key: dict, site: str) -> np.ndarray:
        """In which worlds a cell is reported that pools studies and roles."""
        whose = [study for study in self.studies if key.get("study", study) == study]
        role = key.get("role", "either")
        return np.logical_or.reduce([self.raised(s, key["factor"], site, role) for s in whose])
