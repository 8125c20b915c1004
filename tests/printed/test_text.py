from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerstudy.errors import UnreadableNumberError, WrongCallError
from peerstudy.printed import absence, read, upper_bound
from peerstudy.printed.rounding import format_units


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("26", "26", 0),
        ("5.10", "5.1", 2),
        (".52", "0.52", 2),
        ("34,6", "34.6", 1),
        ("111·31", "111.31", 2),
        ("1,234", "1234", 0),
        ("0,234", "0.234", 3),
        ("1,234,567.8", "1234567.8", 1),
        ("1.234,5", "1234.5", 1),
        ("1 234,50", "1234.5", 2),
        ("1\N{NO-BREAK SPACE}234", "1234", 0),
        ("1\N{THIN SPACE}234", "1234", 0),
        ("1'000", "1000", 0),
        ("1’000", "1000", 0),
        ("\N{MINUS SIGN}3.5", "-3.5", 1),
        ("–3.5", "-3.5", 1),
        ("+3", "3", 0),
        ("٣٤٫٦", "34.6", 1),
        ("２６", "26", 0),
        ("\N{RIGHT-TO-LEFT MARK}26.9\N{RIGHT-TO-LEFT MARK}", "26.9", 1),
        (" 5.5 ", "5.5", 1),
        ("-0.0", "0", 1),
    ],
)
def test_a_number_is_read_with_its_decimals(text, value, decimals):
    number = read(text)
    assert (number.value, number.decimals) == (Fraction(value), decimals)
    assert number.text == text


@pytest.mark.parametrize("text", ["73%", "73 %", "%73", "73٪"])
def test_a_percent_sign_may_stand_on_either_side(text):
    number = read(text)
    assert number.percent
    assert number.value == 73


@pytest.mark.parametrize(
    "text",
    ["", "-", ".", "abc", "4(14.3.60%)", "12,345,67", "1,23,456", "5.", "1.2.3", "3-5", "%", "٫"],
)
def test_what_is_not_one_number_is_refused_and_named(text):
    with pytest.raises(UnreadableNumberError) as error:
        read(text)
    assert repr(text) in str(error.value)


@pytest.mark.parametrize("value", [5.1, 26, None])
def test_a_float_is_refused_because_it_has_lost_its_decimals(value):
    with pytest.raises(WrongCallError, match="so that its decimals are kept"):
        read(value)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "missing"),
        ("–", "missing"),
        ("—", "missing"),
        ("n/a", "missing"),
        ("N.A.", "missing"),
        ("NR", "missing"),
        ("<5", "a bound"),
        ("≥ 90%", "a bound"),
        ("about 5", "unreadable"),
        ("9 (34.6)", "unreadable"),
        ("26", None),
    ],
)
def test_what_stands_for_no_exact_number_says_why(text, why):
    assert absence(text) == why


def test_an_upper_bound_is_read_and_a_lower_one_is_not():
    assert upper_bound("<0.1%").value == Fraction(1, 10)
    assert upper_bound("≤ 5").value == 5
    assert upper_bound(">5") is None
    assert upper_bound("5") is None


@given(units=st.integers(-(10**30), 10**30), decimals=st.integers(0, 12))
def test_a_written_number_reads_back_as_itself(units, decimals):
    number = read(format_units(units, decimals))
    assert (number.units, number.decimals) == (units, decimals)


@given(st.text(max_size=12))
def test_no_text_makes_reading_fail_in_another_way(text):
    try:
        read(text)
    except UnreadableNumberError:
        assert absence(text) is not None
    else:
        assert absence(text) is None
