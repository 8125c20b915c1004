"""Prevalence and differences between groups of sites, against every completion."""

import random
from fractions import Fraction
from itertools import product

import pytest

from peerstudy.errors import PeerstudyError, UnknownNameError
from peerstudy.sites.matrix import Status
from peerstudy.sites.prevalence import (
    group_difference,
    group_differences,
    prevalence,
    prevalence_of,
    site_membership,
)

from .brute import assert_brute_force, completions, matrix_of, random_matrix


def reported(filled, row, sites):
    return Fraction(sum(filled[row, site] is Status.REPORTED for site in sites), len(sites))


def test_prevalence_equals_every_completion():
    rng = random.Random(1)
    for _ in range(1000):
        matrix = random_matrix(rng, 1, rng.randint(1, 5))
        values = [reported(filled, "f0", matrix.sites) for filled in completions(matrix)]
        assert_brute_force(prevalence_of(matrix, "f0"), values)


def difference_values(matrix, membership, rows):
    unplaced = [site for site in matrix.sites if not membership.get(site)]
    for filled in completions(matrix):
        for placed in product("xy", repeat=len(unplaced)):
            groups = {**membership, **dict(zip(unplaced, placed, strict=True))}
            ours = [s for s in matrix.sites if groups[s] == "x"]
            theirs = [s for s in matrix.sites if groups[s] == "y"]
            if not ours or not theirs:
                yield None
                continue
            each = [reported(filled, row, ours) - reported(filled, row, theirs) for row in rows]
            yield sum(each, Fraction(0)) / len(each)


def test_group_differences_equal_every_completion_even_of_unknown_groups():
    rng = random.Random(2)
    done = 0
    while done < 1200:
        matrix = random_matrix(rng, rng.randint(1, 3), rng.randint(2, 4))
        if len(matrix.unknown_cells()) > 6:
            continue
        membership = {site: rng.choice(["x", "x", "y", "y", "z", ""]) for site in matrix.sites}
        every = list(difference_values(matrix, membership, matrix.rows))
        assert_brute_force(group_difference(matrix, membership, "x", "y"), every)
        one = list(difference_values(matrix, membership, ["f0"]))
        assert_brute_force(group_difference(matrix, membership, "x", "y", "f0"), one)
        done += 1


def test_a_site_in_a_third_group_does_not_count():
    bound = group_difference(matrix_of("10?"), {"a": "x", "b": "y", "c": "z"}, "x", "y")
    assert (bound.point, bound.known, bound.cells) == (1, 2, 2)


def test_without_any_site_of_a_group_nothing_is_defined():
    bound = group_difference(matrix_of("11"), {"a": "x", "b": "x"}, "x", "y")
    assert (bound.low, bound.may_be_undefined) == (None, True)


def test_too_many_sites_of_unknown_group_are_refused():
    sites = [chr(ord("a") + i) for i in range(17)]
    matrix = matrix_of("?" * 17, sites="".join(sites))
    with pytest.raises(PeerstudyError, match="found 17"):
        group_difference(matrix, dict.fromkeys(sites, ""), "x", "y")


def test_frames_have_a_row_for_every_factor():
    matrix = matrix_of("1?", "00")
    assert list(prevalence(matrix)["point"]) == [None, Fraction(0)]
    frame = group_differences(matrix, {"a": "x", "b": "y"}, "x", "y")
    assert list(frame)[:3] == ["factor", "first", "second"]
    assert list(zip(frame["low"], frame["high"], strict=True)) == [(0, 1), (0, 0)]


def test_disputed_income_needs_a_basis(partners):
    with pytest.raises(PeerstudyError, match="Sources differ on the income of"):
        site_membership(partners, "income")


def test_the_basis_moves_one_site_of_the_partners(partners):
    papers = site_membership(partners, "income", "UPSIDES papers, commentary")
    bank = site_membership(partners, "income", "World Bank 2020-21")
    assert {site for site in papers if bank[site] and papers[site] != bank[site]} == {
        "dar_es_salaam"
    }


def test_values_can_be_merged_into_wider_groups(partners):
    merge = {"low": "lower", "middle": "lower", "lower-middle": "lower"}
    assert site_membership(partners, "income", merge=merge)["pune"] == "lower"


def test_sites_without_a_known_fact_have_no_group(partners):
    groups = site_membership(partners, "earlier_peer_support")
    assert [site for site, group in groups.items() if not group] == ["ulm", "dar_es_salaam"]


def test_a_fact_and_its_basis_must_exist(partners):
    with pytest.raises(UnknownNameError, match="A fact must be one of"):
        site_membership(partners, "weather")
    with pytest.raises(UnknownNameError, match="basis of 'income'"):
        site_membership(partners, "income", "hearsay")


def test_sites_of_unknown_group_count_among_the_cells_it_rests_on():
    bound = group_difference(matrix_of("1?0"), {"a": "x", "b": "", "c": "y"}, "x", "y")
    assert (bound.known, bound.cells) == (2, 3)
