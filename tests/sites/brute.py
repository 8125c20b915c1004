"""Small matrices, and every way of filling their unknowns."""

import random
from collections.abc import Iterator
from itertools import product

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
