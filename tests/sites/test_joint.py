"""Joint bounds over statements, against every world that breaks none of them."""

import random
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pandas as pd
import pytest

from peerstudy.errors import ContradictionError, InvalidDataError, PeerstudyError
from peerstudy.sites import (
    contrast_membership,
    group_difference,
    group_differences,
    joint_evidence,
    prevalence,
)

from .brute import Worlds, assert_brute_force
from .draws import evidence, random_case, statement


def assert_case(rng):
    statements, rows, names, sites, studies, factors = random_case(rng)
    every = Worlds(sites, studies, factors)
    allowed = every.allowed(statements)
    if not allowed.any():
        assert_smallest_conflicts(statements, rows, names, sites, every)
        return
    joint = evidence(statements, rows, names, sites, studies)
    cells = {
        (row, site): every.cell(dict(zip(names, row, strict=True)), site)[allowed].astype(int)
        for row in rows
        for site in sites
    }
    found = prevalence(joint)
    for i, row in enumerate(rows):
        counts = sum(cells[row, site] for site in sites)
        ends = [Fraction(int(count), len(sites)) for count in (counts.min(), counts.max())]
        assert [found["low"][i], found["high"][i]] == ends
    membership = {site: rng.choice("xxxyyy ").strip() for site in sites}
    bound = group_difference(joint, membership, "x", "y")
    assert_brute_force(bound, list(differences(cells, rows, membership, sites)))


def differences(cells, rows, membership, sites):
    unplaced = [site for site in sites if not membership[site]]
    for placed in product("xy", repeat=len(unplaced)):
        groups = {**membership, **dict(zip(unplaced, placed, strict=True))}
        ours, theirs = ([site for site in sites if groups[site] == side] for side in "xy")
        if not ours or not theirs:
            yield None
            continue
        scaled = sum(
            cells[row, site] * times
            for row in rows
            for side, times in ((ours, len(theirs)), (theirs, -len(ours)))
            for site in side
        )
        scale = len(rows) * len(ours) * len(theirs)
        yield from (Fraction(int(end), scale) for end in (scaled.min(), scaled.max()))


def assert_smallest_conflicts(statements, rows, names, sites, every):
    with pytest.raises(ContradictionError) as caught:
        evidence(statements, rows, names, sites, every.studies)
    named = [s for s in statements if str(s) in caught.value.statements]
    assert len(named) == len(caught.value.statements)
    for factor in {s.factor for s in named}:
        own = [s for s in named if s.factor == factor]
        assert not every.allowed(own).any()
        for left_out in own:
            assert every.allowed([s for s in own if s is not left_out]).any()


def test_joint_bounds_equal_every_world_of_random_statements():
    rng = random.Random(13)
    for _ in range(60):
        assert_case(rng)


@pytest.mark.slow
def test_joint_bounds_equal_every_world_of_ten_thousand_random_statements():
    rng = random.Random(1)
    for _ in range(10_000):
        assert_case(rng)


def test_some_sites_are_one_or_more():
    joint = evidence([statement("some", "at_least_one", "abc")], [("f",)], ["factor"], "abcd", "s")
    assert prevalence(joint)["low"].item() == Fraction(1, 4)


def test_a_factor_that_varied_helps_at_one_site_and_hinders_at_another(partners):
    found = prevalence(joint_evidence(partners, study="haun_2024")).set_index("factor")
    rows = found.loc["worker_engagement"].set_index("role")
    assert rows[["low", "high"]].to_numpy().tolist() == [
        [Fraction(1, 3), 1],
        [Fraction(1, 6), Fraction(5, 6)],
        [Fraction(1, 6), Fraction(5, 6)],
    ]
    assert list(rows.index) == ["either", "challenge", "facilitator"]


def test_print_narrows_a_factor_raised_at_some_sites(partners):
    found = prevalence(joint_evidence(partners, by=("role",))).set_index("factor")
    assert found.loc["negative_role_model", "low"] == Fraction(1, 6)


def test_what_two_studies_say_of_one_factor_is_taken_together(partners):
    found = prevalence(joint_evidence(partners, by=("role",))).set_index(["factor", "role"])
    assert found.loc[("peer_training", "either"), "low"] == 1


def test_no_joint_bound_is_wider_than_that_of_the_cells(partners):
    joint = joint_evidence(partners, by=("role",))
    cells, over = prevalence(joint.matrix), prevalence(joint)
    assert (cells["low"] <= over["low"]).all()
    assert (over["high"] <= cells["high"]).all()


def one_sided(partners, floor):
    named = partners.statements.query("kind == 'each_or_at_least_one'")
    joint = joint_evidence(partners, study=set(named["study"]), by=("role",), floor=floor)
    income = contrast_membership(partners, "income")
    found = group_differences(joint, income, "first", "second")
    return set(found.loc[(found["low"] == 0) ^ (found["high"] == 0), "factor"])


def test_only_statements_read_as_of_each_member_give_a_difference_one_sign(partners):
    assert one_sided(partners, "all sites") == set()
    assert len(one_sided(partners, "group")) == 9
    assert {"self_disclosure", "mutual_benefits"} <= one_sided(partners, "group")


def test_statements_on_a_group_bound_its_contrast(partners):
    joint = joint_evidence(partners, by=("role",))
    income = contrast_membership(partners, "income")
    bound = group_difference(joint, income, "first", "second", ("mutual_benefits", "facilitator"))
    assert (bound.low, bound.high) == (-1, Fraction(2, 3))


def test_factors_spoken_of_alike_are_solved_once_and_only_where_nothing_decides_at_once(partners):
    joint = joint_evidence(partners, by=("role",))
    prevalence(joint)
    for contrast in partners.contrasts["contrast"]:
        group_differences(joint, contrast_membership(partners, contrast), "first", "second")
    assert len(joint.matrix.rows) > 80
    assert joint.work.solves <= 22
    assert (joint.work.variables, joint.work.rows) < (1000, 1000)


def test_what_contradicts_is_named_and_nothing_else():
    against = [
        statement("everywhere", "each", "abc"),
        statement("elsewhere", "at_least_one", "bc", factor="g"),
        statement("not all", "at_least_one", "ab", status="reported absent"),
        statement("another study", "each", "abc", study="t", status="reported absent"),
    ]
    with pytest.raises(ContradictionError, match="cannot all hold") as caught:
        evidence(against, [("f",)], ["factor"], "abc", "st")
    assert caught.value.statements == (str(against[0]), str(against[2]))
    assert "'not all' (s, f (challenge): reported absent, at least one: a, b)" in str(caught.value)


def test_a_contradiction_of_evidence_and_statements_names_row_and_statement(partners):
    rows = partners.statements.query("statement == 'haun-covid'")
    over = rows.assign(statement="not everywhere", factor="peer_training", role="facilitator",
                       status="reported absent")  # fmt: skip
    against = replace(partners, statements=pd.concat([partners.statements, over]))
    with pytest.raises(ContradictionError, match=r"evidence\.csv row 7.*\n.*'not everywhere'"):
        joint_evidence(against)


@pytest.mark.parametrize(("over", "said"), [("ulm; atlantis", "'atlantis'"),
                                            ("lower_resource", "one site or more")])  # fmt: skip
def test_statements_over_no_known_site_are_named(partners, over, said):
    wrong = partners.statements.assign(over=over)
    with pytest.raises(InvalidDataError, match=said) as caught:
        joint_evidence(replace(partners, statements=wrong))
    assert isinstance(caught.value, PeerstudyError)
    assert len(caught.value.problems) == len(wrong)
    assert "'haun-less-workload'" in str(caught.value.problems[0])
