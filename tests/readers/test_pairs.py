"""Counts and percentages, means and SDs, that stand in two columns of one group."""

import pytest

from peerstudy.readers.columns import Column, Role
from peerstudy.readers.pairs import pairs_of, read_pair, renamed
from peerstudy.readers.statistics import Context
from peerstudy.readers.values import read_value
from readers.test_interpret import grid, read

EXPECTED = {
    ("Peers", "Women", "", "n", "19"),
    ("Peers", "Women", "", "percent", "73.1"),
    ("Peers", "Age", "", "mean", "41.5"),
    ("Peers", "Age", "", "sd", "7.8"),
    ("Staff", "Women", "", "n", "30"),
    ("Staff", "Women", "", "percent", "71.4"),
    ("Staff", "Age", "", "mean", "44.2"),
    ("Staff", "Age", "", "sd", "10.1"),
}


def columns(*stats, group="Peers"):
    return [Column(i, Role.GROUP, group, kind) for i, kind in enumerate(stats, start=1)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("n", "%"),
        ("n or mean", "% or SD"),
        ("N/Mean", "%/SD"),
        ("", ""),
        ("מספר או ממוצע", "% או ס״ת"),
    ],
)
def test_headings_of_both_columns_and_numbers_decide_together(first, second):
    rows = read(
        "|Peers (n = 26)|Peers (n = 26)|Staff (n = 42)|Staff (n = 42)",
        f"|{first}|{second}|{first}|{second}",
        "Women|19|73.1|30|71.4",
        "Age|41.5|7.8|44.2|10.1",
    )
    assert set(rows) >= EXPECTED


def test_an_empty_heading_above_a_statistic_goes_on_with_the_group_to_its_left():
    rows = read(
        "|Peers (n = 26)||Staff (n = 42)|",
        "|n|%|n|%",
        "Women|19|73.1|30|71.4",
        "Age, mean (SD)|41.5|7.8|44.2|10.1",
    )
    assert set(rows) >= EXPECTED


def test_a_row_within_a_table_renames_its_columns():
    rows = read(
        "|Peers (n = 26)||Staff (n = 42)|",
        "|Mean|SD|Mean|SD",
        "Age|41.5|7.8|44.2|10.1",
        "|N|%|N|%",
        "Women|19|73.1|30|71.4",
    )
    assert set(rows) >= EXPECTED


def test_a_row_of_names_of_groups_renames_nothing():
    table = grid("|Peers|Staff", "|Women|Men", "a|1|2")
    assert renamed(columns(("n",), ("percent",)), table.cells[1]) is None
    assert renamed(columns(("n",), ("percent",)), table.cells[2]) is None


def test_pairs_are_of_one_group_side_by_side():
    n, share, other = columns(("n",), ("percent",), ("n",))
    assert pairs_of([n, share, other]) == [(n, share)]
    assert pairs_of([n, other]) == []
    assert pairs_of([n, Column(2, Role.GROUP, "Staff", ("percent",))]) == []


def test_what_a_row_names_outweighs_a_heading_of_counts():
    pair = tuple(columns(("n",), ("percent",)))
    found = read_pair(pair, ("14.4", "2.2"), Context([("mean", "se")]))
    assert found.stats == (("mean", "14.4"), ("se", "2.2"))
    assert read_pair(pair, ("14.4", "2.2"), Context()).doubt > 0
    assert read_pair(pair, ("14", "56.0"), Context()).stats == (("n", "14"), ("percent", "56.0"))


def test_a_bar_between_two_numbers_is_read_as_brackets_are():
    value = read_value("19 | 73.1")
    assert value is not None
    assert (value.kind, value.numbers) == ("a (b)", ("19", "73.1"))


def test_a_number_larger_than_the_group_is_no_count_in_it():
    assert ("Peers", "Weight", "", "mean", "70") in read("|Peers (n = 26)", "Weight|70 (7)")
