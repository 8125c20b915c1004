"""Rarefaction against every choice of sessions, and Chao2 by hand."""

import random
from itertools import combinations
from math import exp, isnan, log, sqrt

import pytest

from peerstudy.inference import chao2, rarefaction

from .making import coding_of


def test_rarefaction_is_the_mean_over_every_choice_of_sessions():
    rng = random.Random(6)
    for _ in range(40):
        sessions = ["".join(rng.choices("001", k=6)) for _ in range(rng.randint(1, 7))]
        curve = rarefaction(coding_of(a=sessions)).set_index("sessions")["codes"]
        for t in curve.index:
            seen = [
                sum(any(s[c] != "0" for s in choice) for c in range(6))
                for choice in combinations(sessions, int(t))
            ]
            assert curve[t] == pytest.approx(sum(seen) / len(seen))


def test_the_curve_ends_at_what_was_seen_and_never_falls():
    curve = rarefaction(coding_of(a=["1100", "0110", "0001", "0000"]))
    assert curve["codes"].iloc[-1] == 4
    assert curve["codes"].is_monotonic_increasing
    assert (curve["low"] <= curve["codes"]).all()
    assert (curve["high"] >= curve["codes"]).all()


def test_chao2_by_hand():
    """Five sessions, codes of 1, 1, 1, 2, 2 and 3 sessions: q1 = 3, q2 = 2, K = 0.8."""
    sessions = ["100111", "010110", "001011", "000000", "000000"]
    row = chao2(coding_of(a=sessions)).iloc[0]
    assert (row["once"], row["twice"], row["codes"]) == (3, 2, 6)
    unseen = 0.8 * 9 / 4
    assert row["chao2"] == pytest.approx(6 + unseen)
    variance = 2 * (0.8 / 2 * 1.5**2 + 0.64 * 1.5**3 + 0.64 / 4 * 1.5**4)
    factor = exp(1.959964 * sqrt(log(1 + variance / unseen**2)))
    assert (row["low"], row["high"]) == pytest.approx((6 + unseen / factor, 6 + unseen * factor))


def test_chao2_without_codes_of_two_sessions():
    row = chao2(coding_of(a=["1100", "0010", "0000", "0000"])).iloc[0]
    unseen = 0.75 * 3 * 2 / 2
    assert row["chao2"] == pytest.approx(3 + unseen)
    variance = unseen + 0.75**2 * 3 * 5**2 / 4 - 0.75**2 * 3**4 / (4 * (3 + unseen))
    factor = exp(1.959964 * sqrt(log(1 + variance / unseen**2)))
    assert (row["low"], row["high"]) == pytest.approx((3 + unseen / factor, 3 + unseen * factor))


def test_the_interval_of_the_curve_by_hand():
    """Three codes of 1, 1 and 2 of three sessions, at t = 1."""
    coding = coding_of(a=["101", "011", "000"])
    estimate = chao2(coding)["chao2"][0]
    row = rarefaction(coding).iloc[0]
    assert row["codes"] == pytest.approx(4 / 3)
    variance = (1 / 9 + 1 / 9 + 4 / 9) - (4 / 3) ** 2 / estimate
    assert row["high"] == pytest.approx(4 / 3 + 1.959964 * sqrt(variance))


def test_where_no_code_is_of_one_session_nothing_is_thought_unseen():
    row = chao2(coding_of(a=["11", "11", "11"])).iloc[0]
    assert (row["chao2"], row["low"], row["high"]) == (2, 2, 2)


def test_one_session_tells_nothing_of_what_was_not_seen():
    coding = coding_of(a=["110"], b=["111", "011"])
    assert isnan(chao2(coding)["chao2"][0])
    assert isnan(rarefaction(coding)["low"][0])
    assert rarefaction(coding)["codes"][0] == 2
