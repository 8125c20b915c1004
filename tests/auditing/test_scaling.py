"""The audit's work grows with a ledger's rows, whatever its names, and never with its numbers."""

import gc
import sys
from dataclasses import replace

import pandas as pd
import pytest
from conftest import COLUMNS, slowly

from peerstudy import as_ledger, audit
from peerstudy.auditing import all_checks
from peerstudy.auditing.registry import Check
from peerstudy.auditing.repairs import Workshop
from peerstudy.errors import UnknownNameError
from peerstudy.ledger import value
from peerstudy.ledger.whole import inferred_groups


def tables(number, *, shared, sizes=True):
    """Make tables that each print a size, three levels with percentages, and a mean."""
    rows = []
    for i in range(number):
        place, people = f"Table {i}", 40 + i
        group, variable, age = (
            ("peers", "status", "age") if shared else (f"g{i}", f"status{i}", f"age{i}")
        )
        if sizes:
            rows.append(("", place, group, "", "", "n", str(people), "p"))
        for level, n in (("a", 7), ("b", 11 + i), ("c", 22)):
            item, percent = f"{place} {level}", f"{100 * n / people:.1f}"
            rows.append((item, place, group, variable, level, "n", str(n), "p"))
            rows.append((item, place, group, variable, level, "percent", percent, "p"))
        item = f"{place} {age}"
        for stat, printed in (("mean", f"{30 + i % 7}.03"), ("sd", f"{9 + i % 5}.7")):
            rows.append((item, place, group, age, "", stat, printed, "p"))
    return pd.DataFrame(rows, columns=COLUMNS, dtype=str).assign(grain="1")


def lines_run(call):
    """Count the lines of this package that a call runs."""
    count = 0

    def local(_frame, event, _argument):
        nonlocal count
        count += event == "line"
        return local

    def trace(frame, _event, _argument):
        return local if "peerstudy" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    ("shared", "sizes"), [(True, True), (False, False), *slowly((False, True), (True, False))]
)
def test_four_times_the_rows_are_about_four_times_the_work(shared, sizes):
    small, large = (as_ledger(tables(number, shared=shared, sizes=sizes)) for number in (40, 160))
    audit(small)
    work = [lines_run(lambda ledger=ledger: audit(ledger)) for ledger in (small, large)]
    assert work[1] < 5.2 * work[0]


@pytest.mark.parametrize("shared", [True, False])
def test_what_was_computed_for_one_check_is_not_computed_again_for_another(shared):
    ledger = tables(120, shared=shared)
    audit(tables(5, shared=shared))
    assert lines_run(lambda: audit(as_ledger(ledger))) < (1400 if shared else 900) * len(ledger)


def test_a_percentage_is_compared_with_the_first_few_of_many_other_places_sizes():
    ledger = as_ledger(tables(50, shared=True))
    percents = [row for row in ledger.rows if row.stat == "percent"]
    found = [ledger.denominators(row) for row in percents]
    assert {len(each) for each in found} <= {value._ELSEWHERE + 1, value._ELSEWHERE + 2}
    assert all(each[0].n == ledger.size_in(row.place, "peers")
               for row, each in zip(percents, found, strict=True))  # fmt: skip


def test_no_check_is_run_twice(monkeypatch):
    runs = []
    original = Check.found

    def counted(self, subject):
        if ("check", self.code) not in subject._made:
            runs.append(self.code)
        return original(self, subject)

    monkeypatch.setattr(Check, "found", counted)
    audit(tables(3, shared=True))
    assert sorted(runs) == sorted(check.code for check in all_checks())


@pytest.mark.parametrize("people", ["99999999999", str(10**30)])
@pytest.mark.parametrize("count", ["12", str(10**29)])
def test_a_typing_slip_of_many_digits_takes_no_more_work(people, count):
    ledger = tables(1, shared=True)
    ledger.loc[ledger["item"] == "", "printed"] = people
    ledger.loc[1, "printed"] = count
    ends = ledger[ledger["stat"] == "mean"]
    extra = [ends.assign(stat="min", printed="0"), ends.assign(stat="max", printed="1")]
    ones = pd.concat([ledger[ledger["stat"].isin(["mean", "sd"])], *extra])
    ones = ones.assign(variable="yes", item="yes", printed=["0.50", "0.51", "0", "1"])
    assert lines_run(lambda: audit(pd.concat([ledger, ones], ignore_index=True))) < 200_000


def test_progress_is_called_before_each_check():
    calls = []
    audit(tables(2, shared=True), progress=lambda *call: calls.append(call))
    checks = all_checks()
    assert calls == [(check.code, i, len(checks)) for i, check in enumerate(checks)]


def test_garbage_is_searched_for_after_an_audit_and_not_during_it():
    searched = []
    audit(tables(2, shared=True), progress=lambda *_: searched.append(gc.isenabled()))
    assert not any(searched)
    assert gc.isenabled()
    with pytest.raises(UnknownNameError):
        audit(tables(2, shared=True), checks=["NONE1"])
    assert gc.isenabled()


def test_the_group_of_everybody_is_looked_for_once_a_group():
    rows = as_ledger(tables(200, shared=False)).rows
    assert lines_run(lambda: inferred_groups(rows)) < 40 * len(rows)


def test_edits_are_tried_on_the_rows_of_a_variable_and_its_groups_sizes():
    rows = [
        Workshop(audit(tables(number, shared=False)).subject).part({"status0"}).rows
        for number in (4, 40)
    ]
    assert [len(each) for each in rows] == [7, 7]


def test_the_sizes_of_the_groups_that_a_group_is_of_stay_with_it():
    ledger = replace(as_ledger(tables(5, shared=False)), described=pd.DataFrame(
        [("g0", "g2", "arm"), ("g1", "g2", "arm"), ("g2", "", ""), ("g3", "", ""), ("g4", "", "")],
        columns=["group", "parent", "partition"],
    ))  # fmt: skip
    rows = Workshop(audit(ledger).subject).part({"status0"}).rows
    assert {row.group for row in rows if not row.variable} == {"g0", "g1", "g2"}


def test_four_times_the_problems_are_about_four_times_the_work_of_repairs():
    work = []
    for number in (6, 24):
        frame = tables(number, shared=False)
        frame.loc[frame["level"] == "c", "printed"] = frame["printed"].str.replace(".", "9.")
        result = audit(frame)
        work.append(lines_run(lambda result=result: result.found_problems))
        assert len(result.found_problems) >= number
    assert work[1] < 5.2 * work[0]
