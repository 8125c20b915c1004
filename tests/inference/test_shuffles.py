"""Shuffles of sessions, against every shuffle written out."""

import random
from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest

from peerstudy.errors import DesignError, UnknownNameError
from peerstudy.inference import freeman_halton, shuffle_test, shuffles
from peerstudy.inference.shuffles import MEASURES

from .making import coding_of


def between(values, labels):
    total = 0
    for label in set(labels):
        rows = values[[mine == label for mine in labels]]
        total += len(rows) * ((rows.mean(axis=0) - values.mean(axis=0)) ** 2).sum()
    return round(total, 9)


def every_shuffle(coding, measure):
    values = MEASURES[measure](coding)
    observed = between(values, list(coding.groups))
    orders = set(permutations(coding.groups))
    return Fraction(sum(between(values, order) >= observed for order in orders), len(orders))


@pytest.mark.parametrize("measure", MEASURES)
def test_exact_p_equals_every_shuffle(measure):
    rng = random.Random(measure)
    for sizes in [(3, 3), (2, 5), (2, 2, 2)] * 4:
        groups = {
            f"g{i}": ["".join(rng.choices("0123", k=3)) for _ in range(n)]
            for i, n in enumerate(sizes)
        }
        coding = coding_of(**groups)
        found = shuffle_test(coding, measure, alpha=0.2)
        assert found.method == "exact"
        assert found.exact == every_shuffle(coding, measure)


def test_one_code_in_two_equal_groups_is_fishers_test():
    coding = coding_of(a=["1"] * 5 + ["0"], b=["1"] + ["0"] * 5)
    assert shuffle_test(coding).exact == freeman_halton([[5, 1], [1, 5]]).exact


def test_segments_are_never_shuffled():
    """Tripling one session's segments changes nothing: it is one session still."""
    few = coding_of(a=["10", "01", "10", "11"], b=["01", "01", "11", "01"])
    many = coding_of(a=["90", "01", "10", "11"], b=["01", "01", "11", "01"])
    assert shuffle_test(few) == shuffle_test(many)


def test_sampled_p_agrees_with_exact_p(monkeypatch):
    rng = random.Random(1)
    coding = coding_of(**{g: ["".join(rng.choices("01", k=4)) for _ in range(5)] for g in "ab"})
    exact = shuffle_test(coding)
    monkeypatch.setattr(shuffles, "MOST_EXACT", 1)
    drawn = shuffle_test(coding, seed=5)
    assert (drawn.method, drawn.n) == ("monte carlo", 9_999)
    assert abs(drawn.p - exact.p) < 4 * drawn.error + 1e-3
    assert drawn == shuffle_test(coding, seed=5)


def test_a_sampled_p_is_never_zero(monkeypatch):
    monkeypatch.setattr(shuffles, "MOST_EXACT", 1)
    coding = coding_of(a=["11"] * 12, b=["00"] * 12)
    assert shuffle_test(coding, n_resamples=99).p == pytest.approx(0.01)


def test_a_measure_of_ones_own():
    coding = coding_of(a=["30", "20", "40"], b=["01", "01", "10"])
    total = shuffle_test(coding, lambda c: np.asarray(c.counts.sum(axis=1)), alpha=0.2)
    assert total.exact == Fraction(1, 10)


def test_a_measure_must_exist():
    with pytest.raises(UnknownNameError, match="incidence, shares, richness; found 'mood'"):
        shuffle_test(coding_of(a=["1"] * 4, b=["0"] * 4), "mood")


def test_a_design_that_cannot_carry_it_is_refused():
    with pytest.raises(DesignError, match="no shuffle can give"):
        shuffle_test(coding_of(a=["1"] * 2, b=["0"] * 2))
