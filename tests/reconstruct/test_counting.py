import csv
import random
from dataclasses import dataclass
from fractions import Fraction
from math import comb
from pathlib import Path

import brute
import numpy as np
import pytest
from conftest import slowly

from peerstudy.errors import TooLargeError
from peerstudy.printed import Interval
from peerstudy.reconstruct import (
    PrintedSummary,
    counting,
    every_dataset,
    how_many,
    meeting,
    targets,
)
from peerstudy.reconstruct import plan as plan_of
from peerstudy.reconstruct.ceiling import most_bits
from peerstudy.reconstruct.plan import Plan
from peerstudy.reconstruct.problem import problems
from peerstudy.reconstruct.summary import square

ROOT = Path(__file__).parents[2]
CASES = ROOT.parent / "shared" / "cases"


def published(name):
    path = CASES / name
    if not path.exists():
        pytest.skip(f"the shared cases are not beside this copy ({name})")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expected(name):
    with (ROOT / "tests" / "expected" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("seed", "times"), [(0, 200), *slowly(*((seed, 500) for seed in range(4)))]
)
def test_counts_and_lists_equal_brute_force(seed, times):
    rng = random.Random(seed)
    for _ in range(times):
        summary = brute.random_summary(rng)
        found = brute.datasets(summary)
        assert how_many(summary) == len(found), summary
        listed = [tuple(row) for row in every_dataset(summary)]
        assert sorted(listed) == found, summary


@pytest.mark.parametrize("row", expected("reconstruct_counts.csv"), ids=lambda row: row["origin"])
def test_published_counts_and_those_of_closure(row):
    summary = PrintedSummary(
        int(row["n"]), row["low"], row["high"], row["mean"], row["sd"], items=int(row["items"])
    )
    assert how_many(summary) == int(row["datasets"])


def test_large_counts_of_narrow_scales():
    assert how_many(PrintedSummary(500, 1, 7, "3.50", "1.20")) == 143_870_617
    assert how_many(PrintedSummary(42, 25, 63, "42.29", "7.77")) == 15_028_611_005_411_350


WIDE = PrintedSummary(60, 0, 100, "50.0", "20.0")


def test_a_wide_scale_takes_few_steps_and_little_memory():
    (found,) = problems(WIDE, memory_limit=10**9)
    plan = Plan.of(found, 10**9)
    meetings = meeting.meetings(plan)
    assert len(meetings) == 2
    assert max(8 * meeting.held(plan, at) for at in meetings) < 200 * 10**6
    assert sum(plan.sizes) < 1.2 * 10**9


@pytest.mark.slow
def test_the_count_of_a_wide_scale():
    assert how_many(WIDE) == 27_398_336_111_870_034_077_106_608_145_458_258_041


BEYOND_A_WORD = {
    "spread": PrintedSummary(40, 0, 40, "20.0", "12.0"),
    "skewed": PrintedSummary(45, 0, 50, "15.1", "9.0"),
    "no sd": PrintedSummary(50, 0, 40, "20.0000"),
    "attained ends and quartiles": PrintedSummary(
        52, 1, 50, "22.5", "12.0", q1="12", q3="33", attained_min=True, attained_max=True
    ),
    "tenths": PrintedSummary(24, 0, 9, "4.5", "2.5", grain="0.1"),
}


@pytest.mark.parametrize("name", [*list(BEYOND_A_WORD)[2:], *slowly(*list(BEYOND_A_WORD)[:2])])
def test_counts_beyond_a_word_are_the_same_in_halves_in_parts_and_by_moduli(name, monkeypatch):
    (found,) = problems(BEYOND_A_WORD[name], memory_limit=10**9)
    plan = Plan.of(found, 10**9)
    counted = meeting.counted_in_words(plan)
    assert counted > 2**64
    monkeypatch.setattr(counting, "counted_in_words", lambda *_: None)
    assert counting.count(plan) == counted


@pytest.fixture
def strips(monkeypatch):
    """Cut every window into strips of few sums."""
    monkeypatch.setattr(plan_of, "_NARROW_LAYER", 0)
    monkeypatch.setattr(plan_of, "_height", lambda *_: 8)


@pytest.mark.slow
@pytest.mark.usefixtures("strips")
@pytest.mark.parametrize("name", ["spread", "skewed"])
def test_counts_in_parts_add_to_the_same(name, monkeypatch):
    (found,) = problems(BEYOND_A_WORD[name], memory_limit=10**9)
    plan = Plan.of(found, 10**9)
    whole = meeting.held(plan, *meeting.meetings(plan))
    counted = how_many(BEYOND_A_WORD[name])
    parts = set()
    for percent in range(90, 40, -5):
        monkeypatch.setattr(plan_of, "_TOGETHER", plan.own_bytes + 8 * whole * percent // 100)
        parts.add(len(meeting.meetings(plan)))
        assert meeting.counted_in_words(plan) in (counted, None)
    assert {2, 3} <= parts


@pytest.mark.usefixtures("strips")
@pytest.mark.parametrize("most_bits", [160, 0], ids=["in halves", "by moduli"])
def test_progress_only_grows_to_all_of_the_work(most_bits, monkeypatch):
    monkeypatch.setattr(meeting, "_MOST_BITS", most_bits)
    shares = []
    how_many(BEYOND_A_WORD["no sd"], progress=lambda done, total: shares.append(done / total))
    assert shares == sorted(shares)
    assert shares[-1] == 1


@pytest.mark.usefixtures("strips")
def test_counts_in_strips_and_halves_equal_brute_force(monkeypatch):
    rng = random.Random(21)
    cases = [brute.random_summary(rng, quartile_share=0.2) for _ in range(300)]
    counts = [how_many(summary) for summary in cases]
    monkeypatch.setattr(meeting, "WORD_BITS", 0)
    assert counts == [how_many(summary) for summary in cases]
    assert counts == [len(brute.datasets(summary)) for summary in cases]


def test_a_word_that_may_not_hold_a_half_is_noticed(monkeypatch):
    (found,) = problems(BEYOND_A_WORD["spread"], memory_limit=10**9)
    plan = Plan.of(found, 10**9)
    monkeypatch.setattr(meeting, "WORD", 2**20)
    assert meeting.counted_in_words(plan) is None


@pytest.mark.parametrize("seed", [0, *slowly(1)])
def test_quartiles_are_constraints_like_any_other(seed):
    rng = random.Random(seed)
    for _ in range(150):
        summary = brute.random_summary(rng, quartile_share=0.6)
        found = brute.datasets(summary)
        assert how_many(summary) == len(found), summary
        assert sorted(tuple(row) for row in every_dataset(summary)) == found, summary


METHODS = (
    "inverted_cdf",
    "averaged_inverted_cdf",
    "closest_observation",
    "interpolated_inverted_cdf",
    "hazen",
    "weibull",
    "linear",
    "median_unbiased",
    "normal_unbiased",
)


@pytest.mark.parametrize("method", METHODS)
def test_quartiles_by_any_common_definition_are_accepted(method):
    rng = random.Random(4)
    for n in range(2, 13):
        data = sorted(rng.randint(0, 6) for _ in range(n))
        q1, q3 = (f"{float(q):.6f}" for q in np.quantile(data, [0.25, 0.75], method=method))
        listed = every_dataset(PrintedSummary(n, 0, 6, q1=q1, q3=q3), most=10**5)
        assert data in listed.tolist()


def test_the_ceiling_lies_above_every_count_and_not_far(monkeypatch):
    monkeypatch.setattr("peerstudy.reconstruct.ceiling.WORD_BITS", 1)
    rng = random.Random(8)
    for _ in range(100):
        summary = brute.random_summary(rng, median_share=0)
        for found in problems(summary, memory_limit=10**9):
            assert 2 ** most_bits(found) > how_many(summary)
    (found,) = problems(WIDE, memory_limit=10**9)
    assert 124 < most_bits(found) < 150
    (found,) = problems(PrintedSummary(42, 25, 63, "42.29", "7.77"), memory_limit=10**9)
    assert 54 < most_bits(found) < 80


def test_closure_counts_ties_on_either_side():
    ties = PrintedSummary(20, 1, 5, "3.2", "1.5")
    half_up = PrintedSummary(20, 1, 5, "3.2", "1.5", rounding="half-up")
    assert (how_many(ties), how_many(half_up)) == (93, 72)


@dataclass(frozen=True)
class Within(PrintedSummary):
    """A summary with CLOSURE's own error margins in place of printed decimals."""

    margins: tuple[str, str] = ("0", "0")

    def in_steps(self, text):
        mean, margin = Fraction(text), Fraction(self.margins[0])
        return Interval(mean - margin - self.lowest, mean + margin - self.lowest)

    def deviations(self):
        sd, margin = Fraction(self.sd), Fraction(self.margins[1])
        return square(Interval(sd - margin, sd + margin), self.n * (self.n - 1))


def test_every_row_of_the_closure_file():
    for row in published("closure.csv"):
        summary = Within(
            int(row["n"]),
            row["scale_min"],
            row["scale_max"],
            row["mean"],
            row["sd"],
            margins=(row["err_mean"], row["err_sd"]),
        )
        assert how_many(summary) == int(row["exact_check"]), row


def test_every_row_of_the_closure_grid():
    for row in published("grid_closure.csv"):
        summary = PrintedSummary(
            int(row["n"]), row["scale_min"], row["scale_max"], row["mean"], row["sd"]
        )
        assert how_many(summary) == int(row["closure_count_da4ef4c"]), row


def test_every_counted_row_of_the_sprite_file():
    for row in published("sprite.csv"):
        if row["closure_count"]:
            summary = PrintedSummary(
                int(row["n"]),
                row["min"],
                row["max"],
                f"{float(row['mean']):.2f}",
                f"{float(row['sd']):.2f}",
                items=int(row["items"]),
            )
            assert how_many(summary) == int(row["closure_count"]), row


def test_without_mean_and_sd_every_multiset_counts():
    assert how_many(PrintedSummary(60, 1, 40)) == comb(99, 60) > 2**64
    assert how_many(PrintedSummary(200, 1, 60)) == comb(259, 200) > 2**128


def gaussian_binomial(n, width):
    """How many multisets of n from 0..width-1 have each sum, by Python's own numbers."""
    ways = [[1] + [0] * (n * (width - 1))] + [[0] * (n * (width - 1) + 1) for _ in range(n)]
    for value in range(width):
        for placed in range(1, n + 1):
            for total in range(value, n * (width - 1) + 1):
                ways[placed][total] += ways[placed - 1][total - value]
    return ways[n]


def test_means_alone_count_partitions_beyond_one_word():
    by_sum = gaussian_binomial(40, 41)
    for total in (700, 800, 1001):
        mean = f"{total / 40:.3f}"
        counted = how_many(PrintedSummary(40, 0, 40, mean))
        assert counted == by_sum[total]
    assert by_sum[800] > 2**64


@pytest.mark.parametrize("n", [22, *slowly(34)])
def test_every_sd_together_gives_the_count_of_the_mean_alone(n):
    every = how_many(PrintedSummary(n, 0, 40, "20.0000"))
    sds = (
        how_many(PrintedSummary(n, 0, 40, "20.0000", str(sd), rounding="half-up"))
        for sd in range(21)
    )
    assert sum(sds) == every


@pytest.mark.slow
def test_every_sd_together_gives_the_count_beyond_one_word():
    every = how_many(PrintedSummary(44, 0, 40, "20.0000"))
    counts = [
        how_many(PrintedSummary(44, 0, 40, "20.0000", str(sd), rounding="half-up"))
        for sd in range(21)
    ]
    assert max(counts) > 2**64
    assert sum(counts) == every


def test_targets_have_one_parity_and_print_so():
    summary = PrintedSummary(60, 1, 7, "3.5", "1.2")
    pairs = targets(summary)
    assert len(pairs) == len(set(pairs)) == 49
    for total, squares in pairs:
        assert (total - squares) % 2 == 0
        assert Fraction(345, 100) <= Fraction(total, 60) + 1 <= Fraction(355, 100)
        spread = Fraction(60 * squares - total**2, 60 * 59)
        assert Fraction(115, 100) ** 2 <= spread <= Fraction(125, 100) ** 2


@pytest.mark.parametrize(
    ("summary", "count"),
    [
        (PrintedSummary(1, 1, 7, "4", "0", spread="n"), 1),
        (PrintedSummary(1, 1, 7, "4", "0"), 0),
        (PrintedSummary(1, 1, 7, "4"), 1),
        (PrintedSummary(2, 1, 7, attained_min=True, attained_max=True), 1),
        (PrintedSummary(1, 1, 7, attained_min=True, attained_max=True), 0),
        (PrintedSummary(3, 4, 4, "4.00", "0.00", attained_min=True, attained_max=True), 1),
        (PrintedSummary(5, 3, 2, "1.0", "0.0"), 0),
        (PrintedSummary(20, 1, 5, "1.00", "0.00"), 1),
        (PrintedSummary(4, 1, 5, "2.5", "-1.0"), 0),
    ],
)
def test_edges(summary, count):
    assert how_many(summary) == count


def test_the_range_and_the_mean_of_three_leave_few_data_sets():
    fine = PrintedSummary(
        3, "0.5", "7.25", "3.583", grain="0.01", attained_min=True, attained_max=True
    )
    whole = PrintedSummary(3, 31, 58, "44", attained_min=True, attained_max=True)
    assert how_many(fine) == 1
    assert how_many(whole) == 3


def test_refuses_what_does_not_fit_and_says_how_much_it_needs():
    with pytest.raises(TooLargeError, match=r"needs about .* of memory; 1 kB is allowed") as error:
        how_many(PrintedSummary(42, 25, 63, "42.29", "7.77"), memory_limit=1000)
    assert error.value.needed > error.value.allowed == 1000


def test_progress_runs_to_the_end():
    seen = []
    how_many(PrintedSummary(60, 1, 7, "3.50", "1.20"), progress=lambda *at: seen.append(at))
    assert seen[-1][0] == seen[-1][1]
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
