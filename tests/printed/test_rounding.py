from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)
from fractions import Fraction

import pytest
from conftest import expected_rows
from hypothesis import given
from hypothesis import strategies as st

from peerstudy.errors import UnknownNameError
from peerstudy.printed import Rounding, as_rounding, exact_text, interval, print_as, read

DECIMAL_RULES = {
    Rounding.HALF_EVEN: ROUND_HALF_EVEN,
    Rounding.TRUNCATED: ROUND_DOWN,
    Rounding.UP: ROUND_UP,
    Rounding.FLOOR: ROUND_FLOOR,
    Rounding.CEILING: ROUND_CEILING,
}
FOR_POSITIVE = {Rounding.HALF_UP: ROUND_HALF_UP, Rounding.HALF_DOWN: ROUND_HALF_DOWN}
decimals = st.decimals(
    allow_nan=False, allow_infinity=False, places=4, min_value=-999, max_value=999
)


def rounded(value, places, rule):
    return value.quantize(Decimal(1).scaleb(-places), rounding=rule)


@pytest.mark.parametrize("rule", DECIMAL_RULES)
@given(value=decimals, places=st.integers(0, 3))
def test_a_rounded_value_lies_in_its_interval(rule, value, places):
    text = f"{rounded(value, places, DECIMAL_RULES[rule]):f}"
    assert Fraction(value) in interval(read(text), rule)


@pytest.mark.parametrize("rule", DECIMAL_RULES)
@given(value=decimals, places=st.integers(0, 3), off=st.sampled_from([-1, 1]))
def test_no_value_lies_in_its_neighbours_interval(rule, value, places, off):
    near = rounded(value, places, DECIMAL_RULES[rule]) + off * Decimal(1).scaleb(-places)
    assert Fraction(value) not in interval(read(f"{near:f}"), rule)


@pytest.mark.parametrize("rule", FOR_POSITIVE)
@given(value=decimals.map(abs), places=st.integers(0, 3))
def test_printing_agrees_with_the_decimal_module(rule, value, places):
    expected = rounded(value, places, FOR_POSITIVE[rule])
    assert Decimal(print_as(Fraction(value), places, rule)) == expected


def test_halves_of_negative_numbers_go_up_or_down_the_line_not_away_from_zero():
    assert print_as(Fraction(-5, 2), 0, "half-up") == "-2"
    assert print_as(Fraction(-5, 2), 0, "half-down") == "-3"


@pytest.mark.parametrize(
    ("text", "rule", "shown"),
    [
        ("8.2", "either", "[8.15, 8.25]"),
        ("8.2", "half-up", "[8.15, 8.25)"),
        ("8.2", "half-down", "(8.15, 8.25]"),
        ("8.2", "half-even", "[8.15, 8.25]"),
        ("8.3", "half-even", "(8.25, 8.35)"),
        ("8.2", "truncated", "[8.2, 8.3)"),
        ("-8.2", "truncated", "(-8.3, -8.2]"),
        ("0.0", "truncated", "(-0.1, 0.1)"),
        ("8.2", "up", "(8.1, 8.2]"),
        ("-8.2", "up", "[-8.2, -8.1)"),
        ("0", "up", "[0, 0]"),
        ("-8.2", "floor", "[-8.2, -8.1)"),
        ("-8.2", "ceiling", "(-8.3, -8.2]"),
        ("5", "either", "[4.5, 5.5]"),
        ("5.00", "either", "[4.995, 5.005]"),
    ],
)
def test_the_interval_of_each_rule(text, rule, shown):
    assert str(interval(read(text), rule)) == shown


@pytest.mark.parametrize(
    "case", expected_rows("rounding_traps.csv"), ids=lambda c: c["value"] + "/" + c["digits"]
)
def test_printing_is_right_where_floating_point_goes_wrong(case):
    for rule in ("half-up", "half-down", "half-even", "ceiling", "floor"):
        expected = case["exact_" + rule.replace("-", "_")]
        assert print_as(Fraction(case["value"]), int(case["digits"]), rule) == expected, rule


def test_an_unknown_rule_names_those_there_are():
    with pytest.raises(UnknownNameError, match="half-even"):
        as_rounding("banker")


def test_intervals_meet_only_where_both_are_closed():
    low, high = interval(read("1"), "half-up"), interval(read("2"), "half-up")
    assert not low.meets(high)
    assert interval(read("1"), "either").meets(high)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ((1, 16), "0.0625"),
        ((1, 10_000), "0.0001"),
        ((-5, 2), "-2.5"),
        ((4, 1), "4"),
        ((2, 3), "2/3"),
    ],
)
def test_an_exact_text_leaves_no_digit_out(value, text):
    assert exact_text(Fraction(*value)) == text
    assert Fraction(exact_text(Fraction(*value))) == Fraction(*value)
