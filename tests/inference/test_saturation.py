"""Saturation: base size, run length and threshold, in one order and over many."""

from itertools import permutations

import numpy as np
import pytest

from peerstudy.errors import DesignError, PeerstudyError
from peerstudy.inference import saturation, saturation_runs

from .making import coding_of

# Two codes in the first two sessions, one more in the fourth, none after.
HELD = ["1000", "0100", "1000", "0010", "1100", "0110"]


def test_runs_are_measured_against_the_base():
    frame = saturation_runs(coding_of(a=HELD), base=2, run=2, threshold=0.05)
    assert frame["sessions"].tolist() == [2, 3, 4]
    assert frame["new"].tolist() == [1, 1, 0]
    assert set(frame["base_codes"]) == {2}
    assert frame["share"].tolist() == [0.5, 0.5, 0.0]
    assert frame["saturated"].tolist() == [False, False, True]
    assert tuple(frame.loc[2, ["first", "last"]]) == ("s4", "s5")


def test_runs_need_not_overlap():
    frame = saturation_runs(coding_of(a=HELD), base=2, run=2, step=2)
    assert frame["sessions"].tolist() == [2, 4]


def test_the_threshold_itself_is_few_enough():
    frame = saturation_runs(coding_of(a=HELD), base=2, run=2, threshold=0.5)
    assert frame["saturated"].tolist() == [True, True, True]


def test_many_orders_approach_every_order():
    coding = coding_of(a=HELD)
    incidence = coding.incidence.to_numpy()
    reached = []
    for order in permutations(range(6)):
        seen = np.logical_or.accumulate(incidence[list(order)]).sum(axis=1)
        reached.append(any(seen[s + 1] == seen[s - 1] for s in (2, 3, 4)))
    truth = np.mean(reached)
    found = saturation(coding, 2, 2, 0, orders=4_000, seed=3)
    assert abs(found.reached - truth) < 4 * found.error + 1e-9
    assert found.points["share"].iloc[-1] == found.reached
    assert found.points["n"].sum() == round(found.reached * 4_000)


def test_orders_that_never_saturate_are_not_dropped():
    coding = coding_of(a=["1000", "0100", "0010", "0001"])
    found = saturation(coding, base=1, run=1, threshold=0)
    assert found.reached == 0
    assert (found.points["share"] < 0.5).all()


def test_drawing_is_seeded_and_may_replace():
    coding = coding_of(a=HELD)
    first = saturation(coding, 2, 2, seed=1).points
    assert first.equals(saturation(coding, 2, 2, seed=1).points)
    distinct = coding_of(a=["100000", "010000", "001000", "000100", "000010", "000001"])
    assert saturation(distinct, 2, 1, 0).reached == 0
    assert saturation(distinct, 2, 1, 0, replace=True).reached > 0.5


def test_too_few_sessions_are_refused():
    with pytest.raises(DesignError, match="base of 4 and a run of 2") as caught:
        saturation(coding_of(a=["1"] * 5))
    assert caught.value.needed.startswith("6 sessions or more")


def test_an_empty_base_is_refused():
    with pytest.raises(DesignError, match="raise no code"):
        saturation_runs(coding_of(a=["0", "0", "1"]), base=2, run=1)


def test_numbers_out_of_range_are_refused():
    with pytest.raises(PeerstudyError, match="1 or more"):
        saturation(coding_of(a=["1"] * 9), base=0)
