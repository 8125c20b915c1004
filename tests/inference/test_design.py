"""What a design can show at best."""

from fractions import Fraction
from itertools import permutations

import pytest

from peerstudy.errors import DesignError, PeerstudyError
from peerstudy.inference import design_of, require_testable, sessions_needed, shuffle_test

from .making import coding_of


@pytest.mark.parametrize("sizes", [(2, 2), (1, 3), (2, 3), (2, 2, 2), (1, 1, 3)])
def test_shuffles_are_every_distinct_labelling(sizes):
    labels = [i for i, n in enumerate(sizes) for _ in range(n)]
    assert design_of(sizes).shuffles == len(set(permutations(labels)))


@pytest.mark.parametrize("sizes", [(3, 3), (2, 5), (2, 2, 3)])
def test_groups_as_different_as_can_be_reach_the_smallest_p(sizes):
    groups = {
        f"g{i}": ["".join("1" if j == i else "0" for j in range(len(sizes)))] * n
        for i, n in enumerate(sizes)
    }
    found = shuffle_test(coding_of(**groups), alpha=0.2)
    assert found.exact == design_of(sizes).smallest_p


def test_too_few_sessions_are_refused_with_what_is_needed():
    with pytest.raises(DesignError) as caught:
        require_testable(coding_of(a=["1"], b=["0"] * 6))
    assert "a 1, b 6" in caught.value.reason
    assert "1/7 = 0.143" in caught.value.reason
    assert caught.value.needed == "4 sessions in each of 2 groups."


def test_what_is_said_to_be_needed_is_enough_and_no_less():
    for groups in (2, 3, 4):
        n = sessions_needed(groups, 0.05)
        assert design_of([n] * groups).smallest_p <= Fraction(1, 20)
        assert design_of([n - 1] * groups).smallest_p > Fraction(1, 20)


@pytest.mark.parametrize("groups", [1, 0, -2, 2.5])
def test_no_number_of_sessions_compares_fewer_than_two_groups(groups):
    with pytest.raises(PeerstudyError, match="groups must be a whole number from 2 to 1,000"):
        sessions_needed(groups, 0.05)


def test_one_group_cannot_be_compared():
    with pytest.raises(DesignError, match="in one group") as caught:
        require_testable(coding_of(a=["1", "0", "1"]))
    assert "second group" in caught.value.needed


def test_a_design_that_reaches_alpha_exactly_is_taken():
    assert require_testable(coding_of(a=["1"] * 3, b=["0"] * 3), alpha=0.1)


@pytest.mark.parametrize("alpha", [0, 1, -1])
def test_alpha_must_be_a_level(alpha):
    with pytest.raises(PeerstudyError, match="alpha must be"):
        require_testable(coding_of(a=["1"] * 3, b=["0"] * 3), alpha=alpha)
