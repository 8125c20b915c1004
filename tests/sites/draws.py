"""Small sets of statements, drawn at random."""

from itertools import product

import pandas as pd

from peerstudy.sites.joint import JointEvidence
from peerstudy.sites.matrix import Status, as_matrix
from peerstudy.sites.statements import Statement

WAVE = "both"
KINDS = ("each", "at_least_one", "varied")
ROLES = ("challenge", "facilitator", "either")


def statement(name, kind, over, *, study="s", factor="f", role="challenge", status="reported"):
    return Statement(name, study, WAVE, factor, role, kind, Status(status), tuple(over))


def evidence(statements, rows, names, sites, studies):
    """Take statements with rows of which no cell is known by itself."""
    index = pd.MultiIndex.from_tuples(rows, names=names)
    cells = pd.DataFrame(str(Status.UNKNOWN), index=index, columns=list(sites), dtype=object)
    return JointEvidence(as_matrix(cells), tuple(statements), tuple((s, WAVE) for s in studies))


def random_case(rng):
    """Draw a small matrix, statements on it, and whom it pools."""
    sites = "abc"[: rng.randint(2, 3)]
    factors, studies = rng.choice([("f", "s"), ("f", "st"), ("fg", "s")])
    statements = [
        statement(
            f"no {i}",
            rng.choice(KINDS),
            rng.sample(sites, rng.randint(1, len(sites))),
            study=rng.choice(studies),
            factor=rng.choice(factors),
            role=rng.choice(ROLES),
            status=rng.choice(["reported", "reported", "reported absent"]),
        )
        for i in range(rng.randint(1, 4))
    ]
    names = rng.choice([("factor",), ("factor", "role"), ("factor", "study", "role")])
    values = {"factor": factors, "study": studies, "role": ROLES}
    rows = list(product(*(values[name] for name in names)))
    rows = rng.sample(rows, min(len(rows), rng.choice((1, 1, 2))))
    return statements, rows, names, sites, studies, factors
