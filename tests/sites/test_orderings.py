"""Joint similarity, and completions that order two pairs of sites, against every world."""

import random
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest

from peerstudy.errors import UnknownNameError
from peerstudy.sites import joint_evidence
from peerstudy.sites.forced import Row
from peerstudy.sites.matrix import Status
from peerstudy.sites.orderings import joint_jaccard, pair_orders, similarity_orders
from peerstudy.sites.similarity import jaccard

from .brute import Worlds, assert_brute_force
from .draws import evidence, random_case, statement


def indices(cells, rows, pair):
    """Take the index of a pair in every world; None where neither site reports anything."""
    first, second = (np.stack([cells[row, site] for row in rows]) for site in pair)
    both, either = (first & second).sum(axis=0), (first | second).sum(axis=0)
    return [Fraction(int(b), int(e)) if e else None for b, e in zip(both, either, strict=True)]


def assert_orders(rng):
    statements, rows, names, sites, studies, factors = random_case(rng)
    every = Worlds(sites, studies, factors)
    allowed = every.allowed(statements)
    if not allowed.any() or len(sites) < 3:
        return 0
    joint = evidence(statements, rows, names, sites, studies)
    cells = {
        (row, site): every.cell(dict(zip(names, row, strict=True)), site)[allowed]
        for row in rows
        for site in sites
    }
    index = {pair: indices(cells, rows, pair) for pair in combinations(sites, 2)}
    first, second = rng.sample(list(index), 2)
    assert_brute_force(joint_jaccard(joint, *first), index[first])
    both = [(a, b) for a, b in zip(index[first], index[second], strict=True)
            if a is not None and b is not None]  # fmt: skip
    orders = pair_orders(joint, first, second)
    for completion, upper, lower, there in (
        (orders.first_more, first, second, any(a > b for a, b in both)),
        (orders.second_more, second, first, any(a < b for a, b in both)),
    ):
        assert (completion is not None) == there
        if completion is not None:
            assert jaccard(completion, *upper).point > jaccard(completion, *lower).point
            assert_allowed(completion, cells)
    return 1


def assert_allowed(completion, cells):
    """Some world that breaks no statement has exactly these cells."""
    same = [
        column == (completion.cells.loc[[row], site].iloc[0] == Status.REPORTED)
        for (row, site), column in cells.items()
    ]
    assert np.logical_and.reduce(same).any()


def test_joint_similarity_and_orders_equal_every_world():
    rng = random.Random(3)
    assert sum(assert_orders(rng) for _ in range(40)) >= 10


@pytest.mark.slow
def test_joint_similarity_and_orders_equal_every_world_of_many():
    rng = random.Random(8)
    assert sum(assert_orders(rng) for _ in range(1000)) > 300


def test_statements_can_decide_an_order_that_cells_leave_open():
    said = [
        statement("both", "each", "ab"),
        statement("nowhere else", "each", "c", status="reported absent"),
    ]
    joint = evidence(said, [("f", "challenge")], ["factor", "role"], "abc", "s")
    assert set(joint.matrix.cells.to_numpy().ravel()) == {Status.UNKNOWN}
    assert jaccard(joint.matrix, "a", "b").low == 0
    assert joint_jaccard(joint, "a", "b").low == 1
    orders = pair_orders(joint, ("a", "b"), ("a", "c"))
    assert orders.first_more is not None
    assert orders.second_more is None
    assert not orders.both_ways


def test_an_order_may_need_more_than_the_lower_pairs_smallest_index():
    """With a's only factor both indices rise, to 1 and 1/2; without it both are 0."""
    said = [
        statement("b and c", "each", "bc"),
        statement("c too", "each", "c", factor="g"),
        statement("not a or b", "each", "ab", factor="g", status="reported absent"),
    ]
    rows = [("f", "challenge"), ("g", "challenge")]
    joint = evidence(said, rows, ["factor", "role"], "abc", "s")
    orders = pair_orders(joint, ("a", "b"), ("a", "c"))
    assert orders.first_more is not None
    assert orders.first_more.cells.loc[("f", "challenge"), "a"] == Status.REPORTED
    assert orders.second_more is None


def test_whoever_reports_a_help_reports_the_factor():
    """A study that said nothing may report either, and not the one without the other."""
    rows = [("f", "facilitator"), ("f", "either")]
    program = evidence([], rows, ["factor", "role"], "ab", "st").program(rows)
    help_at, factor_at = (program.variable((row, "a")) for row in rows)
    assert program.largest({}, [Row({help_at: 1}, 1, 1), Row({factor_at: 1}, 0, 0)]) is None
    assert program.largest({}, [Row({help_at: 1}, 0, 0), Row({factor_at: 1}, 1, 1)]) is not None


def test_no_two_pairs_of_the_partners_can_be_ordered(partners):
    joint = joint_evidence(partners, by=("role",))
    found = similarity_orders(joint)
    assert len(found) == 105
    assert found[["first_more_alike", "second_more_alike"]].all(axis=None)
    assert joint.work.solves < 30


def test_joint_similarity_is_no_wider_than_that_of_the_cells(partners):
    joint = joint_evidence(partners, by=("role",))
    wide, narrow = (one(of, "ulm", "beer_sheva") for one, of in
                    ((jaccard, joint.matrix), (joint_jaccard, joint)))  # fmt: skip
    assert wide.low <= narrow.low <= narrow.high <= wide.high


def test_a_site_must_exist(partners):
    with pytest.raises(UnknownNameError, match="found 'atlantis'"):
        joint_jaccard(joint_evidence(partners, study="haun_2024"), "ulm", "atlantis")
