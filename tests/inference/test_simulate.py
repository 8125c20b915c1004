"""Simulated sites: named as such, true to their truth, and used to check the tests.

The calibrations draw with fixed seeds and allow four standard errors.
"""

from math import sqrt

import numpy as np
import pytest
from conftest import slowly
from scipy import stats

from peerstudy.errors import PeerstudyError
from peerstudy.inference import (
    code_differences,
    newcombe,
    share_differences,
    shuffle_test,
    simulate_sites,
)

LEVELS = (0.05, 0.1, 0.2, 0.5)
TIMES = [60, *slowly(3_000)]


def near(found: float, truth: float, times: int) -> bool:
    return abs(found - truth) <= 4 * sqrt(truth * (1 - truth) / times)


def turn_counts(simulated, code="simulated code 1"):
    """Turns that raise the code or do not, by site: the table that forgets sessions."""
    sessions = simulated.simulated_sessions.set_index("simulated_session")
    segments = simulated.simulated_segments
    mine = segments.loc[segments["simulated_code"] == code, "simulated_session"]
    raised = sessions.loc[mine, "simulated_site"].value_counts()
    turns = sessions.groupby("simulated_site")["simulated_turns"].sum()
    return [
        [int(raised.get(site, 0)), int(turns[site] - raised.get(site, 0))] for site in turns.index
    ]


def test_every_name_and_column_says_simulated():
    simulated = simulate_sites()
    for frame in (
        simulated.simulated_sessions, simulated.simulated_segments, simulated.simulated_truth,
    ):  # fmt: skip
        assert all(column.startswith("simulated_") for column in frame)
        for column in frame.select_dtypes(["object", "string"]):
            assert frame[column].str.startswith("simulated ").all()


def test_the_same_seed_draws_the_same_sites():
    first, second = simulate_sites(seed=4), simulate_sites(seed=4)
    assert first.simulated_segments.equals(second.simulated_segments)
    assert not first.simulated_segments.equals(simulate_sites(seed=5).simulated_segments)


def test_many_sessions_come_near_the_truth():
    simulated = simulate_sites((4_000, 4_000), 2, difference=1, clustering=1.5, seed=2)
    coding = simulated.session_codes()
    for row in simulated.simulated_truth.to_dict("records"):
        mine = coding.of(row["simulated_site"])
        raised = mine.incidence[row["simulated_code"]].mean()
        assert near(raised, row["simulated_session_chance"], 4_000)
        turns = mine.counts[row["simulated_code"]].mean() / 12
        assert turns == pytest.approx(row["simulated_turn_chance"], abs=0.02)


def test_without_a_difference_sites_share_one_truth():
    truth = simulate_sites(seed=1).simulated_truth
    assert truth["simulated_session_chance"].nunique() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"chance": 0}, {"clustering": -1}, {"sessions": ()}, {"sessions": (3, 0)}, {"turns": 0}],
)
def test_numbers_out_of_range_are_refused(wrong):
    with pytest.raises(PeerstudyError):
        simulate_sites(**wrong)


@pytest.mark.parametrize("times", TIMES)
def test_p_values_are_uniform_under_no_difference_with_clustered_sessions(times):
    p = [
        shuffle_test(
            simulate_sites(clustering=1.5, seed=seed).session_codes(),
            "shares", n_resamples=199, seed=seed,
        ).p
        for seed in range(times)
    ]  # fmt: skip
    for level in LEVELS:
        assert near(np.mean(np.array(p) <= level), level, times)
    assert stats.kstest(p, "uniform").statistic < 1.95 / sqrt(times) + 1 / 200


@pytest.mark.parametrize("times", TIMES)
def test_exact_p_values_of_codes_reject_no_oftener_than_they_say(times):
    rows = [
        code_differences(
            simulate_sites(codes=1, turns=5, clustering=1.5, seed=seed).session_codes()
        )
        for seed in range(times)
    ]
    p = np.array([frame["p"][0] for frame in rows])
    for level in LEVELS:
        assert np.mean(p <= level) <= level + 4 * sqrt(level * (1 - level) / times)


@pytest.mark.parametrize("times", TIMES)
def test_ignoring_sessions_rejects_far_too_often(times):
    rejected = [
        stats.chi2_contingency(turn_counts(simulate_sites(codes=1, clustering=1.5, seed=seed)))[1]
        <= 0.05
        for seed in range(times)
    ]
    assert np.mean(rejected) > 0.2


def test_a_real_difference_is_found():
    p = [
        shuffle_test(
            simulate_sites(difference=1.5, seed=seed).session_codes(), "shares",
            n_resamples=199, seed=seed,
        ).p
        for seed in range(50)
    ]  # fmt: skip
    assert np.mean(np.array(p) <= 0.05) > 0.8


@pytest.mark.parametrize("times", TIMES)
def test_intervals_of_sessions_cover_as_they_say_and_those_of_turns_do_not(times):
    covered = {"sessions": [], "turns": []}
    for seed in range(times):
        simulated = simulate_sites((15, 15), 1, difference=0.7, clustering=1.5, seed=seed)
        truth = simulated.simulated_truth
        row = share_differences(simulated.session_codes()).iloc[0]
        a, b = truth["simulated_session_chance"]
        covered["sessions"].append(row["low"] <= a - b <= row["high"])
        (n_a, no_a), (n_b, no_b) = turn_counts(simulated)
        low, high = newcombe(n_a, n_a + no_a, n_b, n_b + no_b)
        a, b = truth["simulated_turn_chance"]
        covered["turns"].append(low <= a - b <= high)
    assert abs(np.mean(covered["sessions"]) - 0.95) <= 4 * sqrt(0.95 * 0.05 / times) + 0.01
    assert np.mean(covered["turns"]) < 0.8
