from fractions import Fraction

import pytest
from conftest import expected_rows, read_rows
from hypothesis import given, settings
from hypothesis import strategies as st

from peerstudy.printed import Printed, Rounding, interval, mean_terms, numerators, pass_share, read

RULES = {
    "up_or_down": ("either",),
    "up": ("half-up",),
    "down": ("half-down",),
    "even": ("half-even",),
    "trunc": ("truncated",),
    "floor": ("floor",),
    "ceiling": ("ceiling",),
    "ceiling_or_floor": ("ceiling", "floor"),
    "anti_trunc": ("up",),
}


def possible(case):
    """Judge one row of the reference cases."""
    number = read(case["x"])
    if case["percent"] == "TRUE":
        denominator, scale = int(case["n"]) * int(case["items"]), 100
    else:
        denominator, scale = mean_terms(int(case["n"]), int(case["items"]))
    return any(numerators(number, denominator, rule, scale) for rule in RULES[case["rounding"]])


def disagreements(cases, column):
    return [case for case in cases if possible(case) != (case[column] == "TRUE")]


@pytest.mark.parametrize(
    ("file", "column"),
    [
        ("grim_published.csv", "exact_check"),
        ("grim_grid.csv", "exact"),
        ("percent_grid.csv", "exact"),
    ],
)
def test_verdicts_agree_with_published_and_computed_cases(file, column):
    cases = expected_rows(file)
    assert {case[column] for case in cases} == {"TRUE", "FALSE"}
    assert disagreements(cases, column) == []


@pytest.mark.parametrize(
    ("file", "column"),
    [("grim.csv", "exact_check"), ("grid_grim.csv", "exact"), ("grid_percent.csv", "exact")],
)
def test_verdicts_agree_with_all_further_cases(reference, file, column):
    cases = [
        case
        for case in read_rows(reference / "cases" / file)
        if case["rounding"] in RULES and case["n"].isdigit() and case["n"] != "0"
    ]
    assert len(cases) > 400
    assert disagreements(cases, column) == []


@given(
    units=st.integers(-300, 1500),
    decimals=st.integers(0, 2),
    denominator=st.integers(1, 30),
    rule=st.sampled_from(list(Rounding)),
    scale=st.sampled_from([1, 3, 100]),
)
@settings(max_examples=200)
def test_the_inverse_is_every_numerator_and_no_other(units, decimals, denominator, rule, scale):
    number = Printed("", units, decimals)
    printed = interval(number, rule)
    bound = int(abs(printed.low) + abs(printed.high) + 2) * denominator // scale + 2
    by_trial = [k for k in range(-bound, bound + 1) if Fraction(scale * k, denominator) in printed]
    assert list(numerators(number, denominator, rule, scale)) == by_trial


@pytest.mark.parametrize(("denominator", "scale"), [(0, 100), (-3, 100), (5, 0)])
def test_a_denominator_that_is_not_positive_is_refused(denominator, scale):
    with pytest.raises(ValueError, match="1 or more"):
        numerators(read("5"), denominator, scale=scale)


def test_half_years_double_the_grid():
    assert not numerators(read("13.88"), *_terms(4, 1))
    assert list(numerators(read("13.88"), *_terms(4, Fraction(1, 2)))) == [111]


def _terms(n, grain):
    denominator, scale = mean_terms(n, grain=grain)
    return denominator, "either", scale


@pytest.mark.parametrize(
    "case", expected_rows("grim_chance.csv"), ids=lambda c: f"{c['x']} of {c['n']}"
)
def test_the_chance_of_passing_agrees_with_published_ratios(case):
    number = read(case["x"])
    scale = 100 if case["percent"] == "TRUE" else 1
    share = pass_share(number.decimals, int(case["n"]) * int(case["items"]), scale)
    assert 1 - share == Fraction(case["expected"])
