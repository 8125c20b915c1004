"""Order, quartiles, standard errors, confidence intervals, and people with and without a value."""

import re
from fractions import Fraction
from itertools import combinations_with_replacement
from statistics import mean, median

import numpy as np
import pandas as pd
import pytest
from conftest import ledger_of, slowly

from auditing.conftest import denominator, n_percent, size, stats
from peerstudy import audit
from peerstudy.auditing.intervals import proportion_interval
from peerstudy.auditing.quartiles import blocks, least_squares, most_squares
from peerstudy.printed import Interval


def verdicts(check, code, *rows, **options):
    return [row["verdict"] for row in check(code, *rows, **options)]


def test_quartiles_out_of_order_are_inconsistent(check):
    rows = [size("20"), *stats(min="30", q1="60", median="90", q3="20", max="58")]
    (finding,) = check("ORD1", *rows)
    assert finding["verdict"] == "inconsistent"
    assert "30 (minimum) exceeds 20 (upper quartile)." in finding["reason"]


def test_quartiles_in_order_are_consistent_and_two_exchanged_are_named(check):
    right = stats(min="3", q1="20", median="40", q3="60", max="80")
    assert verdicts(check, "ORD1", *right) == ["consistent"]
    (finding,) = check("ORD1", *stats(min="3", q1="60", median="40", q3="20", max="80"))
    assert "20" in finding["explanations"][0]
    assert "60" in finding["explanations"][0]
    assert "exchanged" in finding["explanations"][0]


def test_no_rule_turns_round_the_order_of_two_numbers(check):
    """Each pair would share a tie, 10.5 or 35.5; one rule rounds both to the same number."""
    assert verdicts(check, "ORD1", *stats(q1="9", median="11", q3="10")) == ["inconsistent"]
    assert verdicts(check, "ORD1", *stats(min="36", max="35")) == ["inconsistent"]
    rows = [size("20"), *stats(mean="35.5", min="36", max="35")]
    (finding,) = check("AVG2", *rows)
    assert finding["verdict"] == "inconsistent"
    assert "36–35" in finding["reason"]


def test_quartiles_that_are_equal_after_rounding_are_in_order(check):
    assert verdicts(check, "ORD1", *stats(q1="20.4", median="20", q3="21.0")) == ["consistent"]


@pytest.mark.parametrize(
    ("n", "printed", "verdict"),
    [
        ("20", "3.5", "consistent"),
        ("21", "3.5", "inconsistent"),
        ("21", "3.0", "consistent"),
        ("20", "3.3", "inconsistent"),
        ("20", "3", "not testable"),
        ("20", "3.50", "consistent"),
    ],
)
def test_a_median_is_on_the_grid_or_half_way_for_an_even_n(check, n, printed, verdict):
    assert verdicts(check, "ORD2", size(n), *stats(median=printed), grain="1") == [verdict]


def test_a_mean_below_what_its_quartiles_allow_is_inconsistent(check):
    rows = [size("20"), *stats(mean="12.0", min="10", q1="40", median="50", q3="60", max="80")]
    assert verdicts(check, "ORD3", *rows) == ["inconsistent"]
    rows = [size("20"), *stats(mean="48.0", min="10", q1="40", median="50", q3="60", max="80")]
    assert verdicts(check, "ORD3", *rows) == ["consistent"]


def test_an_sd_that_is_too_small_for_its_quartiles_may_be_a_standard_error(check):
    rows = [size("100"), *stats(mean="50.0", sd="1.5", q1="40", median="50", q3="60")]
    (finding,) = check("ORD4", *rows)
    assert finding["verdict"] == "inconsistent"
    assert "standard error" in finding["explanations"][0]


def _exact(value):
    return Interval(Fraction(value), Fraction(value))


@pytest.mark.parametrize("n", [4, 5, *slowly(6, 7)])
def test_every_way_to_compute_quartiles_stays_within_the_bounds(n):
    methods = [
        "inverted_cdf", "averaged_inverted_cdf", "closest_observation",
        "interpolated_inverted_cdf", "hazen", "weibull", "linear", "median_unbiased",
        "normal_unbiased",
    ]  # fmt: skip
    for values in combinations_with_replacement((0, 1, 4, 6), n):
        average = Fraction(sum(values), n)
        squares = sum((value - average) ** 2 for value in values)
        for method in methods:
            ends = np.quantile(values, [0, 0.25, 0.5, 0.75, 1], method=method)
            cut = [Fraction(float(end)).limit_denominator(1000) for end in ends]
            wide = [Interval(end - Fraction(1, 999), end + Fraction(1, 999)) for end in cut]
            spans = dict(zip(("min", "q1", "median", "q3", "max"), wide, strict=True))
            spans["median"] = _exact(Fraction(median(values)))
            parts = blocks(spans, n)
            low = sum(part.size * part.low for part in parts) / n
            high = sum(part.size * part.high for part in parts) / n
            assert low <= average <= high
            around = Interval(average, average)
            assert least_squares(parts, around) <= squares <= most_squares(parts, around)


def test_the_smallest_spread_is_attained():
    """Three values from 0 to 1, three from 3 to 4, mean 2: the nearest are 1, 1, 1, 3, 3, 3."""
    spans = {"min": _exact(0), "median": _exact(2), "max": _exact(4)}
    parts = blocks(spans, 3)
    assert least_squares(parts, _exact(2)) == 8
    assert most_squares(parts, _exact(2)) == 8


@pytest.mark.parametrize(
    ("se", "verdict"), [("0.31", "inconsistent"), ("1.74", "consistent"), ("34.84", "inconsistent")]
)
def test_a_standard_error_is_the_sd_over_the_root_of_n(check, se, verdict):
    rows = [size("20"), *stats(sd="7.79", se=se)]
    assert verdicts(check, "ERR1", *rows) == [verdict]


def test_an_sd_and_its_error_exchanged_are_named(check):
    (finding,) = check("ERR1", size("20"), *stats(sd="1.74", se="7.79"))
    assert finding["explanations"] == (
        "consistent if the SD and the standard error were exchanged",
    )


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        ("46.35", "53.65", "consistent"),  # Student's t with 19 degrees of freedom
        ("46.59", "53.41", "consistent"),  # 1.96
        ("44.00", "56.00", "inconsistent"),
        ("51.00", "56.00", "inconsistent"),
    ],
)
def test_a_confidence_interval_of_a_mean_follows_from_its_sd(check, low, high, verdict):
    rows = [size("20"), *stats(mean="50.00", sd="7.79", ci_low=low, ci_high=high)]
    assert verdicts(check, "ERR2", *rows) == [verdict]


def test_an_sd_that_is_a_standard_error_is_named(check):
    rows = [size("20"), *stats(mean="50.00", sd="1.74", ci_low="46.36", ci_high="53.64")]
    (finding,) = check("ERR2", *rows)
    assert finding["explanations"] == (
        "consistent if the number printed as SD is a standard error",
    )


@pytest.mark.parametrize(
    ("low", "high", "named"),
    [
        ("16.3", "52.9", "Wald"),
        ("19.4", "53.8", "Wilson"),
        ("17.2", "55.7", "Clopper–Pearson"),
        ("19.3", "53.9", "Agresti–Coull"),
    ],
)
def test_the_method_of_a_proportions_interval_is_named(check, low, high, named):
    rows = [size("26"), *n_percent("a", "9", "34.6")]
    rows += [("g v a", "g", "v", "a", "ci_low", low), ("g v a", "g", "v", "a", "ci_high", high)]
    (finding,) = check("ERR3", *rows)
    assert finding["verdict"] == "consistent"
    assert named in finding["reason"]


def test_an_interval_that_no_method_yields_is_a_question_and_one_beside_its_share_is_not(check):
    rows = [size("26"), *n_percent("a", "9", "34.6")]
    ends = [("g v a", "g", "v", "a", "ci_low", "30.0"), ("g v a", "g", "v", "a", "ci_high", "38.0")]
    (finding,) = check("ERR3", *rows, *ends)
    assert (finding["verdict"], finding["severity"]) == ("inconsistent", "low")
    ends = [("g v a", "g", "v", "a", "ci_low", "60.0"), ("g v a", "g", "v", "a", "ci_high", "68.0")]
    (finding,) = check("ERR3", *rows, *ends)
    assert (finding["verdict"], finding["severity"]) == ("inconsistent", "high")


def test_the_intervals_agree_with_scipy():
    from scipy.stats import binomtest

    for count, n in [(0, 5), (5, 5), (9, 26), (1, 100)]:
        for method, name in (("clopper_pearson", "exact"), ("wilson", "wilson")):
            ours = proportion_interval(count, n, 95, method)
            theirs = binomtest(count, n).proportion_ci(method=name)
            assert [float(end) / 100 for end in ours] == pytest.approx([*theirs], abs=1e-9)


def missing(n, group="g", variable="v"):
    return (f"{group} {variable} missing", group, variable, "", "missing", n)


@pytest.mark.parametrize(("n", "verdict"), [("5", "inconsistent"), ("2", "consistent")])
def test_those_with_and_without_a_value_make_up_the_group(check, n, verdict):
    assert verdicts(check, "PPL1", size("20"), denominator("18"), missing(n)) == [verdict]


def test_a_sum_of_categories_takes_the_place_of_an_n(check):
    rows = [size("20"), *n_percent("a", "8", "40"), *n_percent("b", "10", "50")]
    assert verdicts(check, "PPL1", *rows, missing("2")) == ["consistent"]
    assert verdicts(check, "PPL1", *rows, missing("3")) == ["inconsistent"]
    assert verdicts(check, "PPL1", size("20"), missing("3")) == ["not testable"]


def groups_in_all(rows):
    """Audit rows whose groups a and b make up all."""
    from dataclasses import replace

    from peerstudy.auditing import audit as run
    from peerstudy.ledger import as_ledger

    described = pd.DataFrame(
        [("all", "", ""), ("a", "all", "arm"), ("b", "all", "arm")],
        columns=["group", "parent", "partition"],
    )
    made = replace(as_ledger(ledger_of(*rows)), described=described)
    return run(made, checks=["PPL"]).findings.to_dict("records")


def test_a_sub_groups_maximum_is_no_larger_than_its_groups():
    rows = [*stats("all", min="18", max="35"), *stats("a", min="20", max="40")]
    found = {row["stat"]: row["verdict"] for row in groups_in_all(rows)}
    assert found == {"min": "consistent", "max": "inconsistent"}


def test_a_sub_groups_maximum_one_above_its_groups_is_noticed():
    rows = [*stats("all", min="18", max="35"), *stats("a", min="18", max="36")]
    found = {row["stat"]: row["verdict"] for row in groups_in_all(rows)}
    assert found == {"min": "consistent", "max": "inconsistent"}


def test_a_pooled_sd_holds_the_spread_between_the_means():
    first, second = [1, 2, 3, 4, 6], [11, 12, 12, 14, 19]

    def told(group, values, sd=None):
        spread = f"{pd.Series(values).std():.2f}" if sd is None else sd
        n, own = str(len(values)), f"{mean(values):.2f}"
        return [size(n, group), *stats(group, mean=own, sd=spread)]

    parts = [*told("a", first), *told("b", second)]
    both = first + second
    (finding,) = groups_in_all([*told("all", both), *parts])
    assert (finding["check"], finding["verdict"]) == ("PPL3", "consistent")
    within = ((4 * pd.Series(first).var() + 4 * pd.Series(second).var()) / 8) ** 0.5
    (finding,) = groups_in_all([*told("all", both, f"{within:.2f}"), *parts])
    assert finding["verdict"] == "inconsistent"
    assert "without the spread between the means" in finding["explanations"][0]
    told = r"The SD .* does not follow from .* of a and b, which yield an SD of (\S+)… to (\S+)…\."
    low, high = map(float, re.fullmatch(told, finding["reason"]).groups())
    assert low < pd.Series(both).std() < high < low + 0.02


def test_what_passed_silently_is_found():
    """A whole ledger, as a reader would give it."""
    printed = {"sd": "7.79", "se": "0.31", "median": "90", "q1": "60", "q3": "20"}
    rows = [size("20"), *stats(**printed, min="30", max="58")]
    found = audit(ledger_of(*rows)).inconsistent["check"]
    assert {"ORD1", "ERR1"} <= set(found)


@pytest.mark.parametrize(
    ("low", "high", "verdict"), [("18", "72", "consistent"), ("45", "12", "inconsistent")]
)
def test_the_ends_of_a_range_alone_are_in_order(low, high, verdict):
    findings = audit(ledger_of(size("40"), *stats(min=low, max=high))).findings
    assert list(findings.loc[findings["check"] == "ORD1", "verdict"]) == [verdict]
