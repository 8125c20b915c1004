import math
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerstudy import audit, describe
from peerstudy.errors import PeerstudyError, UnknownNameError, WrongCallError

ages = st.one_of(st.none(), st.integers(0, 120), st.floats(-1e6, 1e6))
levels = st.one_of(st.none(), st.sampled_from(["a", "b", " a", "", "<script>", "–", "5", "all"]))
arms = st.one_of(st.none(), st.sampled_from(["x", "y", "z"]))


@pytest.mark.filterwarnings("ignore:No 'arm' is known")
@given(
    people=st.lists(st.tuples(ages, levels, arms), max_size=14),
    decimals=st.integers(0, 3),
    by=st.sampled_from([None, "arm"]),
)
@settings(max_examples=80)
def test_a_ledger_made_from_data_passes_its_own_audit(people, decimals, by):
    frame = pd.DataFrame(people, columns=["age", "level", "arm"])
    kinds = {"age": "numeric", "level": "categorical"}
    result = audit(describe(frame, kinds, by=by, decimals=decimals))
    assert result.inconsistent["reason"].tolist() == []


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=30), st.integers(0, 3))
def test_mean_and_sd_are_those_of_their_definitions(values, decimals):
    ledger = describe(pd.DataFrame({"v": values}), ["v"], decimals=decimals).frame
    printed = ledger[ledger["variable"] == "v"].set_index("stat")["printed"]
    half = Fraction(1, 2 * 10**decimals)
    mean = Fraction(sum(values), len(values))
    assert abs(Fraction(printed["mean"]) - mean) <= half
    variance = sum((value - mean) ** 2 for value in values) / (len(values) - 1)
    sd = Fraction(printed["sd"])
    assert max(sd - half, 0) ** 2 <= variance <= (sd + half) ** 2


def test_percentages_are_of_those_with_a_value_and_the_missing_are_counted():
    people = pd.DataFrame({"g": ["f", "m", "f", None]})
    ledger = describe(people, ["g"]).frame
    told = ledger.set_index(["level", "stat"])["printed"]
    assert told["", "denominator"] == "3"
    assert told["", "missing"] == "1"
    assert told["f", "percent"] == "66.7"


def test_a_level_that_a_group_lacks_is_printed_as_zero():
    people = pd.DataFrame({"g": pd.Categorical(["f", "f"], ["f", "m"]), "arm": ["x", "y"]})
    ledger = describe(people, ["g"], by="arm").frame.query("group == 'x' and level == 'm'")
    assert ledger["printed"].tolist() == ["0", "0.0"]


def test_whole_values_say_so_and_halves_do_not():
    ledger = describe(pd.DataFrame({"a": [1, 2], "b": [1.5, 2.0]}), ["a", "b"]).frame
    grains = ledger[ledger["stat"] == "mean"].set_index("variable")["grain"]
    assert grains.to_dict() == {"a": "1", "b": ""}


def test_ties_are_rounded_up_from_the_exact_value():
    people = pd.DataFrame({"v": [0] * 7 + [1]})
    assert "12.5" in describe(people, {"v": "categorical"}).frame["printed"].tolist()
    printed = describe(people, {"v": "numeric"}, decimals=2).frame.query("stat == 'mean'")[
        "printed"
    ]
    assert printed.tolist() == ["0.13"]


def test_nobody_and_one_person_are_described():
    nobody = describe(pd.DataFrame({"age": pd.Series([], dtype=float)}), ["age"]).frame
    assert nobody["printed"].tolist() == ["0", "0", "0"]
    one = describe(pd.DataFrame({"age": [40]}), ["age"]).frame
    assert "sd" not in one["stat"].tolist()
    assert one[one["stat"] == "mean"]["printed"].tolist() == ["40.0"]


@pytest.mark.parametrize("value", [math.inf, -math.inf])
def test_a_value_that_is_not_finite_is_refused(value):
    with pytest.raises(PeerstudyError, match="finite"):
        describe(pd.DataFrame({"age": [1.0, value]}), ["age"])


def test_a_missing_column_is_named():
    with pytest.raises(PeerstudyError, match="height"):
        describe(pd.DataFrame({"age": [1]}), ["age", "height"])


def test_a_group_called_like_the_whole_sample_is_refused():
    with pytest.raises(PeerstudyError, match="'all'"):
        describe(pd.DataFrame({"age": [1], "arm": ["all"]}), ["age"], by="arm")


def printed(ledger, group="all"):
    rows = ledger.frame[(ledger.frame["group"] == group) & (ledger.frame["variable"] != "")]
    return rows.set_index("stat")["printed"].to_dict()


def test_median_and_quartiles_are_printed_on_request():
    people = pd.DataFrame({"age": [20, 30, 40, 55, 60, 90]})
    told = printed(describe(people, ["age"], decimals=2, quartiles=True))
    quartiles = people["age"].quantile([0.25, 0.5, 0.75])
    assert [told[name] for name in ("q1", "median", "q3")] == ["32.50", "47.50", "58.75"]
    assert [f"{value:.2f}" for value in quartiles] == ["32.50", "47.50", "58.75"]
    assert "median" not in printed(describe(people, ["age"]))


def test_an_unknown_kind_is_refused():
    with pytest.raises(UnknownNameError, match="one of categorical, numeric; found 'Numeric'"):
        describe(pd.DataFrame({"a": [1]}), {"a": "Numeric"})


def test_names_that_are_numbers_are_told_as_text_and_two_alike_are_refused():
    assert printed(describe(pd.DataFrame({0: [1, 2]}), [0]))["mean"] == "1.5"
    with pytest.raises(PeerstudyError, match="found twice: a"):
        describe(pd.DataFrame([[1, 2]], columns=["a", "a"]), ["a"])
    with pytest.raises(PeerstudyError, match="found twice: 0"):
        describe(pd.DataFrame([[1, 2]], columns=["0", 0]), ["0"])


@pytest.mark.parametrize(
    ("decimals", "told"),
    [(-1, "from 0 to 100; found -1"), (1.5, "from 0 to 100; found 1.5"), ("2", "found '2'")],
)
def test_decimals_are_whole_and_not_negative(decimals, told):
    with pytest.raises(PeerstudyError, match=told):
        describe(pd.DataFrame({"a": [1]}), ["a"], decimals=decimals)


def test_decimal_numbers_are_exact():
    people = pd.DataFrame({"a": [Decimal("0.1"), Decimal("0.2"), None]})
    assert printed(describe(people, ["a"], decimals=2))["mean"] == "0.15"
    with pytest.raises(PeerstudyError, match="finite"):
        describe(pd.DataFrame({"a": [Decimal("NaN"), Decimal("Infinity")]}), {"a": "numeric"})


def test_people_without_a_group_are_told_of():
    people = pd.DataFrame({"a": [1, 2, 3], "arm": ["x", None, None]})
    with pytest.warns(UserWarning, match="No 'arm' is known for 2 of 3: in the whole sample only"):
        ledger = describe(people, ["a"], by="arm")
    assert (ledger.size("x"), ledger.size("all")) == (1, 3)


def test_one_variable_may_be_named_alone_and_is_never_read_letter_by_letter():
    people = pd.DataFrame({"ab": [1, 2], "a": [3, 4], "b": [5, 6]})
    assert set(describe(people, "ab").frame["variable"]) == {"", "ab"}


def test_more_decimals_than_anybody_prints_are_refused():
    people = pd.DataFrame({"a": [1, 2]})
    with pytest.raises(WrongCallError, match="from 0 to 100; found 5000"):
        describe(people, "a", decimals=5000)


@pytest.mark.parametrize("people", [None, {"age": [1]}, [[1], [2]]])
def test_participants_are_a_data_frame(people):
    with pytest.raises(WrongCallError, match="participants must be a DataFrame"):
        describe(people, {"age": "numeric"})


def mistyped(ledger, group, old, new):
    rows = ledger.frame
    wrong = (rows["group"] == group) & (rows["printed"] == old)
    assert wrong.sum() == 1
    return replace(ledger, frame=rows.assign(printed=rows["printed"].where(~wrong, new)))


def test_the_groups_make_up_everybody_and_the_levels_exclude_one_another():
    """Ages of a: 30, 40, 50; of b: 20, 60. A mean or a count that is mistyped does not fit."""
    people = pd.DataFrame({"age": [30, 40, 50, 20, 60], "arm": list("aaabb"), "v": list("xyxyy")})
    ledger = describe(people, ["age", "v"], by="arm", decimals=2)
    assert len(audit(ledger).inconsistent) == 0
    wrong = audit(mistyped(ledger, "a", "40.00", "44.00")).inconsistent
    assert "AVG4" in set(wrong["check"])


def test_groups_do_not_make_up_everybody_where_somebody_has_none():
    people = pd.DataFrame({"age": [30, 40, 50], "arm": ["a", "b", None]})
    with pytest.warns(UserWarning, match="whole sample only"):
        ledger = describe(people, ["age"], by="arm")
    assert ledger.groups["parent"].tolist() == ["", "all", "all"]
    assert set(ledger.groups["partition"]) == {""}
    assert len(audit(ledger).inconsistent) == 0
