import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerstudy.errors import UnreadableNumberError, WrongCallError
from peerstudy.printed import (
    Printed,
    Rounding,
    arrays,
    numerator_bounds,
    numerators,
    read,
    read_many,
)

texts = st.one_of(
    st.text(max_size=6),
    st.from_regex(r"\A-?\d{0,30}(\.\d{1,20})?%?\Z"),
    st.sampled_from(["", "–", "<5", "1,234", "34,6", "5.", ".5", "-.5%", "5%", "%5", "+3", "1\n2"]),
)
cells = st.lists(
    st.tuples(
        st.one_of(st.integers(-2000, 20000), st.integers(-(10**40), 10**40)),
        st.integers(0, 30),
        st.one_of(st.integers(1, 500), st.integers(1, 10**30)),
    ),
    min_size=1,
    max_size=8,
)


@given(st.lists(texts, max_size=20))
def test_reading_many_agrees_with_reading_each(many):
    arrays = read_many(many)
    assert len(arrays.units) == len(many)
    for i, text in enumerate(many):
        try:
            number = read(text)
        except UnreadableNumberError:
            assert not arrays.readable[i]
        else:
            assert arrays.readable[i]
            assert (arrays.units[i], arrays.decimals[i]) == (number.units, number.decimals)


@given(cells, st.sampled_from(list(Rounding)), st.sampled_from([1, 7, 100]))
@settings(max_examples=150)
def test_bounds_of_many_agree_with_the_inverse_of_each(many, rule, scale):
    units, decimals, denominators = zip(*many, strict=True)
    first, last = numerator_bounds(list(units), list(decimals), list(denominators), rule, scale)
    for i, (unit, decimal, denominator) in enumerate(many):
        expected = numerators(Printed("", unit, decimal), denominator, rule, scale)
        assert range(int(first[i]), int(last[i]) + 1) == expected


@pytest.mark.parametrize("kind", [np.int8, np.uint16, np.int64, np.uint64, object])
def test_whole_numbers_of_any_width_are_taken(kind):
    first, last = numerator_bounds(
        np.array([34, 42], dtype=kind), 0, np.array([26, 100], dtype=kind)
    )
    assert [first.tolist(), last.tolist()] == [[9, 42], [8, 42]]


def test_floats_are_refused():
    with pytest.raises(ValueError, match="Whole numbers"):
        numerator_bounds([34.6], 1, [26])


def test_one_denominator_that_is_not_positive_is_refused():
    with pytest.raises(ValueError, match="1 or more"):
        numerator_bounds([5, 5], 0, [3, 0])


def test_what_is_not_text_is_not_readable():
    assert read_many(["5", None, 5.0]).readable.tolist() == [True, False, False]


def test_one_text_is_not_read_letter_by_letter():
    with pytest.raises(WrongCallError, match="texts must be a list; found"):
        read_many("34.6")


def test_nothing_is_read_as_nothing():
    assert [len(column) for column in read_many([])] == [0, 0, 0]
    first, last = numerator_bounds([], [], [])
    assert len(first) == len(last) == 0


def test_plain_texts_are_read_in_arrays_and_only_the_others_one_by_one(monkeypatch):
    asked = []
    scalar = arrays.read
    monkeypatch.setattr(arrays, "read", lambda text: asked.append(text) or scalar(text))
    many = [f"{units / 1000:.3f}" for units in range(70_000)] + ["34,6"] * 5 + [None, "-5.1%", ""]
    found = read_many(many)
    assert asked == ["34,6", None, ""]
    assert found.units[[12_345, 70_000, 70_006]].tolist() == [12_345, 346, -51]
    assert found.readable.sum() == len(many) - 2


@pytest.mark.parametrize("rule", list(Rounding))
def test_one_number_of_more_digits_than_64_bits_hold_is_inverted_too(rule):
    text = "66." + "6" * 30
    first, last = numerator_bounds(read(text).units, 30, np.arange(3, 1000), rule)
    hits = [n for n, low, high in zip(range(3, 1000), first, last, strict=True) if low <= high]
    assert hits == [n for n in range(3, 1000) if numerators(read(text), n, rule)]
