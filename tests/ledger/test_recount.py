from fractions import Fraction

import pandas as pd
import pytest

from peerstudy.errors import UnknownNameError, WrongCallError
from peerstudy.ledger import missing_values, recount

COLUMNS = ["item", "place", "group", "variable", "level", "stat", "printed", "source"]


def ledger(*rows):
    made = [("", "Table 1", group, variable, level, stat, printed, "p. 1")
            for group, variable, level, stat, printed in rows]  # fmt: skip
    return pd.DataFrame(made, columns=COLUMNS)


def one(n, percent, size="26", stated=None):
    rows = [("a", "", "", "n", size), ("a", "v", "x", "n", n), ("a", "v", "x", "percent", percent)]
    if stated:
        rows.append(("a", "v", "", "denominator", stated))
    return ledger(*rows)


def test_a_share_is_an_exact_fraction_of_the_stated_n():
    row = recount(one("9", "34.6", stated="21")).iloc[0]
    assert (row["n"], row["denominator"], row["denominator_is"]) == (9, 21, "variable")
    assert row["share"] == Fraction(9, 21)
    assert row["agrees"] == "no"


def test_percentages_can_be_taken_of_the_whole_group():
    row = recount(one("9", "34.6", stated="21"), base="group").iloc[0]
    assert (row["denominator"], row["denominator_is"], row["agrees"]) == (26, "group", "yes")


@pytest.mark.parametrize(
    ("n", "size", "percent", "agrees"),
    [
        ("8", "26", "30.77", "yes"),
        ("8", "26", "30.76", "rounding"),
        ("8", "26", "30.75", "no"),
        ("1", "8", "12.5", "yes"),
        ("1", "8", "12", "yes"),
        ("1", "8", "13", "yes"),
        ("0", "8", "0", "yes"),
        ("1", "1", "100", "yes"),
        ("9", "8", "112.5", "yes"),
        ("3", "8", "", ""),
        ("3", "0", "10", ""),
    ],
)
def test_a_printed_percentage_is_held_against_its_share(n, size, percent, agrees):
    assert recount(one(n, percent, size)).iloc[0]["agrees"] == agrees


def test_without_a_size_there_is_no_share():
    rows = recount(ledger(("a", "v", "x", "n", "3"), ("a", "v", "x", "percent", "30")))
    assert rows.iloc[0]["share"] is None
    assert pd.isna(rows.iloc[0]["denominator"])


def test_missing_values_are_the_group_without_those_stated():
    rows = missing_values(one("9", "34.6", stated="21"))
    assert rows.to_numpy().tolist() == [["v", "a", 26, 21, 5]]


def test_an_unknown_base_is_told():
    with pytest.raises(UnknownNameError, match="stated, group, or a number; found 'all'"):
        recount(one("1", "2"), base="all")


def test_the_studys_marital_status_is_of_those_who_answered(study):
    rows = recount(study).query("variable == 'marital_status' and group == 'peers'")
    assert rows["share"].tolist() == [Fraction(n, 21) for n in (9, 1, 8, 3, 0)]
    assert missing_values(study)["missing"].tolist() == [1, 5, 5, 3, 0, 6]


def test_a_number_of_people_can_be_tried_under_a_rule():
    rows = recount(one("8", "30.76", "26", stated="21"), base=26, rounding="truncated")
    assert rows.iloc[0][["denominator", "denominator_is", "agrees"]].tolist() == [
        26,
        "tried",
        "yes",
    ]
    assert recount(one("8", "30.77", "26"), rounding="truncated").iloc[0]["agrees"] == "rounding"
    with pytest.raises(WrongCallError, match="1 or more; found 0"):
        recount(one("8", "30.76"), base=0)
