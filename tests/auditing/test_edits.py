"""Edits that undo a fault: each case is worked out by hand."""

from dataclasses import replace

import pandas as pd
import pytest
from conftest import ledger_of

from auditing.conftest import denominator, n_percent, size
from peerstudy import as_ledger, audit
from peerstudy.auditing import Verdict
from peerstudy.auditing.edits import Edit
from peerstudy.auditing.registry import Check
from peerstudy.auditing.repairs import Workshop

PARTS = pd.DataFrame(
    [("all", "", ""), ("a", "all", "arm"), ("b", "all", "arm")],
    columns=["group", "parent", "partition"],
)


def repairs(*rows, described=None, **options):
    """Return for each problem what its repairs write, and how many results each settles."""
    ledger = replace(as_ledger(ledger_of(*rows)), described=described)
    return [
        {
            (each.edit.kind, each.edit.old, each.edit.new): len(each.settles)
            for each in problem.repairs
        }
        for problem in audit(ledger, **options).found_problems
    ]


def test_two_percentages_exchanged_are_one_problem_and_one_edit():
    """8 of 26 are 30.8% and 12 of 26 are 46.2%; each stands where the other should."""
    rows = [size("26"), *n_percent("x", "8", "46.2"), *n_percent("y", "12", "30.8", variable="w")]
    [found] = repairs(*rows, checks=["PCT1"])
    assert found["exchange", "46.2", "30.8"] == 2


def test_a_wrong_total_is_the_sum_of_its_parts():
    """8 and 6 are 14."""
    rows = [size("12", "all"), size("8", "a"), size("6", "b")]
    [found] = repairs(*rows, described=PARTS, checks=["SUM3"])
    assert found["n", "12", "14"] == 1


def test_a_wrong_size_of_a_part_is_what_the_others_leave():
    rows = [size("14", "all"), size("8", "a"), size("7", "b")]
    [found] = repairs(*rows, described=PARTS, checks=["SUM3"])
    assert {("n", "14", "15"), ("n", "7", "6"), ("n", "8", "7")} & set(found)


def test_percentages_of_one_other_number_are_one_problem_that_names_it():
    """7, 11 and 13 of 30 are 23.3%, 36.7% and 43.3%; no other N near gives all three."""
    cells = [("7", "23.3"), ("11", "36.7"), ("13", "43.3")]
    rows = [size("20")]
    for i, (count, percent) in enumerate(cells):
        rows += n_percent("yes", count, percent, variable=f"v{i}")
    [found] = repairs(*rows, checks=["PCT1"])
    assert found["n", "20", "30"] == 3


def test_a_dropped_decimal_is_restored_to_the_decimals_beside_it():
    """10 of 43 are 23.26%, and 33 of 43 are 76.74%."""
    rows = [size("43"), *n_percent("x", "10", "23.6"), *n_percent("y", "33", "76.74")]
    [found] = repairs(*rows, checks=["PCT1"])
    assert ("digit", "23.6", "23.26") in found


def test_a_count_whose_percentage_was_cut_off_is_found():
    """Of 15, 4 are 26.666…%; it is cut off, as 1, 7 and 10 are beside it."""
    rows = [size("15"), *n_percent("x", "2", "26.6")]
    for i, (count, percent) in enumerate([("1", "6.6"), ("7", "46.6"), ("10", "66.6")]):
        rows += n_percent(f"y{i}", count, percent)
    [found] = repairs(*rows, checks=["PCT1"])
    assert ("count", "2", "4") in found


@pytest.mark.parametrize("left", [Verdict.NOT_TESTABLE, Verdict.CONDITIONAL])
def test_what_an_edit_only_leaves_open_is_not_settled(left, monkeypatch):
    result = audit(ledger_of(size("26"), *n_percent("x", "8", "34.6")))
    workshop = Workshop(result.subject)
    part = workshop.part({""})
    assert set(part.before) == {"PCT1"}
    after = []
    monkeypatch.setattr(Check, "each", lambda *_: after)
    edits = [Edit("count", (1,), "printed", "8", "9")]
    assert workshop.settled(part, edits) == part.before["PCT1"]
    after += [
        each._replace(verdict=left, could_fail=False)
        for each in result.said
        if each.check == "PCT1"
    ]
    assert workshop.settled(part, edits) == frozenset()


def test_few_missing_people_explain_a_variable_that_fits_a_smaller_n():
    """12 of 22 are 54.545…%, 12 of 23 are 52.17…%; 6 of 22 are 27.27…%, 6 of 23 are 26.08…%."""
    levels = [*n_percent("x", "12", "54.5"), *n_percent("y", "6", "27.3")]
    for rows in (levels[:2], levels):
        found = repairs(size("23"), *rows)
        assert [each.get(("missing", "23", "22")) for each in found] == [len(rows) // 2]
        severities = audit(ledger_of(size("23"), *rows)).inconsistent["severity"]
        assert set(severities) == {"low"}


@pytest.mark.parametrize(
    "rows",
    [
        [size("23"), *n_percent("x", "12", "60.0")],  # of 20, more than a tenth below
        [size("23"), denominator("23"), *n_percent("x", "12", "54.5")],
        [size("23"), *n_percent("x", "12", "54.5"), *n_percent("y", "11", "47.8")],  # of 23
    ],
)
def test_nobody_is_missing_where_that_does_not_fit_or_an_n_is_printed(rows):
    found = repairs(*rows)
    assert found
    assert not any(kind == "missing" for each in found for kind, *_ in each)
