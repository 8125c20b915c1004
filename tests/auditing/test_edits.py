"""Edits that undo a fault: each case is worked out by hand."""

from dataclasses import replace

import pandas as pd
import pytest
from conftest import ledger_of

from auditing.conftest import denominator, n_percent, size
from peerstudy import as_ledger, audit
from peerstudy.auditing import Verdict
from peerstudy.auditing.edits import Edit, candidate_edits
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


CUT = {"v": {"2": "13.3", "13": "86.6"}, "w": {"1": "6.6", "4": "26.6", "10": "66.6"}}
"""Of 15: 86.666…, 6.666…, 26.666… and 66.666… are cut off; none tells that it is rounded."""


def cut_off(*variables):
    """Return the rows of some variables of a table whose percentages are cut off."""
    found = [size("15")]
    for variable in variables:
        for count, percent in CUT[variable].items():
            found += n_percent(count, count, percent, variable=variable)
    return found


def test_an_edit_of_one_variable_knows_how_the_rest_of_its_table_is_rounded():
    """7 of 15 are 46.666…%, so that a table that is cut off prints 46.6, and not 46.7."""
    rows = [*cut_off("v", "w"), *n_percent("a", "7", "47.6", variable="y")]
    [found] = repairs(*rows)
    printed = {new for kind, old, new in found if old == "47.6"}
    assert "46.6" in printed
    assert "46.7" not in printed


def test_a_table_that_may_be_cut_off_is_one_problem_that_one_assumption_settles():
    """Two percentages, 86.666… and 46.666…, are too few to infer that all are cut off."""
    rows = [*cut_off("v"), *n_percent("a", "7", "46.6", variable="y")]
    result = audit(ledger_of(*rows))
    assert set(result.inconsistent["check"]) == {"PCT1", "PCT2"}
    (problem,) = result.found_problems
    repair, many = problem.repairs[0], len(result.inconsistent)
    assert (repair.edit.kind, len(repair.settles)) == ("rule", many)
    assert result.problems["repairs"][0][0] == (
        f"all percentages in Table 1 truncated, as an assumption (settles {many} of {many})"
    )
    assert (
        result.problems_told
        == f"1 problem; 1 edit would settle {many} of {many} inconsistent results"
    )
    assert "קטוע" in result.told("he").problems["repairs"][0][0]


def test_percentages_of_a_table_that_is_cut_off_need_not_add_up_as_rounded_ones():
    """6.6, 26.6 and 66.6 are 99.8, between 99.65 and 99.95 if they were rounded."""
    found = audit(ledger_of(*cut_off("v", "w")))
    assert found.inconsistent.empty
    assert set(found.only("SUM2").findings["verdict"]) == {"consistent"}


def test_no_assumption_is_tried_where_a_percentage_is_rounded():
    """1 of 15 is 6.666…, which only rounding prints as 6.7."""
    rows = [*cut_off("v"), *n_percent("a", "1", "6.7", variable="y")]
    problems = audit(ledger_of(*rows)).found_problems
    assert not any(r.edit.kind == "rule" for problem in problems for r in problem.repairs)


@pytest.mark.parametrize("left", [Verdict.NOT_TESTABLE, Verdict.CONDITIONAL])
def test_what_an_edit_only_leaves_open_is_not_settled(left, monkeypatch):
    result = audit(ledger_of(size("26"), *n_percent("x", "8", "34.6")))
    workshop = Workshop(result.subject)
    part = workshop.part({""})
    assert set(part.before) == {"PCT1"}
    after = []
    monkeypatch.setattr(Check, "each", lambda *_: after)
    edits = [Edit("count", (1,), "8", "9")]
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


def test_a_slip_in_a_groups_size_leaves_few_counts_to_try():
    """Of 10^7 people 13 % are any of 10^5 counts; those next to the printed one are tried."""
    ledger = as_ledger(ledger_of(size("10000000"), *n_percent("x", "4", "13")))
    subject = audit(ledger, checks=["PCT1"]).subject
    found = list(candidate_edits(subject, [1]))
    assert 0 < len(found) < 100
    least = min(int(edit.new) for edit in found if edit.kind == "count")
    assert least == 125 * 10**4


def test_counts_on_either_side_of_the_printed_one_are_tried():
    """Of 1,000 people 13 % are 125 to 135 counts, 12.5 and 13.5 included."""
    ledger = as_ledger(ledger_of(size("1000"), *n_percent("x", "130", "13")))
    subject = audit(ledger, checks=["PCT1"]).subject
    found = {int(each.new) for each in candidate_edits(subject, [1]) if each.kind == "count"}
    assert {*range(125, 136)} - {130} <= found
