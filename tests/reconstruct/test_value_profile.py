import random
from fractions import Fraction
from math import ceil

import brute
import pytest
from conftest import slowly

from peerstudy.reconstruct import PrintedSummary, order, order_bounds, value_profile
from peerstudy.reconstruct.layers import BEHIND
from peerstudy.reconstruct.telling import as_words


@pytest.mark.parametrize("seed", [0, *slowly(1, 2)])
def test_profiles_equal_brute_force(seed):
    rng = random.Random(seed)
    for _ in range(120):
        summary = brute.random_summary(rng, median_share=0)
        found = brute.datasets(summary)
        profile = value_profile(summary)
        assert profile.empty == (not found)
        for row in profile.itertuples():
            copies = [data.count(row.value) for data in found]
            assert row.expected == Fraction(sum(copies), len(found)), summary
            assert (row.lowest, row.highest) == (min(copies), max(copies)), summary
            assert (row.n, row.datasets) == (summary.n, len(found))


@pytest.mark.parametrize("seed", [0, *slowly(1, 2)])
def test_bounds_of_order_statistics_equal_brute_force(seed):
    rng = random.Random(seed)
    for _ in range(60):
        summary = brute.random_summary(rng)
        found = brute.datasets(summary)
        bounds = order_bounds(summary).set_index("statistic")
        assert bounds.empty == (not found)
        if found:
            n = summary.n
            of = {
                "minimum": [data[0] for data in found],
                "lower quartile": [data[ceil(n / 4) - 1] for data in found],
                "median": [brute.median(data) for data in found],
                "upper quartile": [data[ceil(3 * n / 4) - 1] for data in found],
                "maximum": [data[-1] for data in found],
            }
            for name, values in of.items():
                assert bounds.loc[name, "lowest"] == min(values), (summary, name)
                assert bounds.loc[name, "highest"] == max(values), (summary, name)


def test_expected_frequencies_add_to_n_and_to_the_mean():
    profile = value_profile(PrintedSummary(25, 30, 58, "41.52", "7.79"))
    assert sum(profile["expected"]) == 25
    assert sum(profile["expected"] * profile["value"]) == 25 * Fraction(4152, 100)
    assert (profile["lowest"] <= profile["expected"]).all()
    assert (profile["expected"] <= profile["highest"]).all()


def test_a_profile_with_a_median_is_refused():
    with pytest.raises(ValueError, match="without the median"):
        value_profile(PrintedSummary(5, 1, 5, "3.0", median="3"))


def test_all_order_statistics_take_one_pass_each_way(monkeypatch):
    passes, layers = [], order.layers
    monkeypatch.setattr(order, "layers", lambda *at: passes.append(at) or layers(*at))
    bounds = order_bounds(PrintedSummary(25, 30, 58, "41.5", "7.79"))
    assert len(bounds) == 5
    assert [at[2:] for at in passes] == [(), (BEHIND,)]


def test_ranges_that_take_too_much_are_left_out_in_so_many_words():
    summary = PrintedSummary(25, 30, 58, "41.5", "7.79")
    told = as_words(summary, 26_500_700_006, 1000, memory_limit=1000)
    assert "not computed" in told
    assert "lower quartile lies between" in as_words(summary, 26_500_700_006, 1000)


def test_a_known_end_bounds_nothing_where_no_data_set_is_compatible():
    none = PrintedSummary(
        4, 1, "3/2", "2", "0", "1", items=2, attained_max=True, spread="n", rounding="up"
    )
    assert order_bounds(none).empty
