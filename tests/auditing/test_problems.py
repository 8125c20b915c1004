"""Problems of the first study and of small ledgers, and the repairs verified for them."""

import re
from dataclasses import replace

import pandas as pd
import pytest
from conftest import ledger_of

from auditing.conftest import n_percent, size, stats
from peerstudy import as_ledger, audit
from peerstudy.auditing import Severity, Verdict
from peerstudy.auditing.doubts import doubts
from peerstudy.auditing.edits import KINDS, Edit, one_digit_away
from peerstudy.auditing.repairs import BOUND, Repair, Workshop, applied, key_of, smallest_set
from peerstudy.printed import absence, read


@pytest.fixture(scope="module")
def israel():
    return audit("upsides_israel")


def checks_of(result, problem):
    return sorted(result.said[i].check for i in problem.findings)


def test_the_first_study_has_eleven_problems(israel):
    assert len(israel.found_problems) == 11
    held = sorted(i for problem in israel.found_problems for i in problem.findings)
    assert held == sorted(israel.inconsistent.index)


def test_what_one_edit_settles_is_not_grave():
    rows = [size("36"), *stats(mean="75.3", min="23", max="71")]
    [problem] = audit(ledger_of(*rows)).found_problems
    assert problem.lead.severity is Severity.HIGH
    assert "65.3" in {repair.edit.new for repair in problem.repairs}
    assert problem.severity is Severity.MEDIUM
    assert replace(problem, repairs=()).severity is Severity.HIGH


def test_only_what_an_edit_changes_is_in_question_where_it_settles_the_rest():
    rows = [
        *n_percent("a", "15", "41.7"),
        *n_percent("b", "18", "50.0"),
        *n_percent("c", "3", "3.8"),
    ]
    [doubt] = doubts(audit(ledger_of(size("36"), *rows)), "en")
    assert len(doubt.findings) == 2
    assert doubt.rows == {6}


def test_one_cause_is_one_problem(israel):
    found = {tuple(checks_of(israel, problem)) for problem in israel.found_problems}
    assert ("PCT1",) * 6 + ("PCT2",) * 2 in found
    assert ("PCT1", "SUM4", "TXT1") in found
    assert ("AVG2", "TXT1") in found


def test_the_repairs_that_the_study_has(israel):
    told = {
        (repair.edit.old, repair.edit.new, len(repair.settles))
        for problem in israel.found_problems
        for repair in problem.repairs
    }
    assert {("1", "2", 3), ("4.43", "14.43", 2), ("36", "42", 1), ("30.76", "30.77", 2)} <= told


def test_a_repair_applied_lowers_the_number_of_problems(israel):
    ledger = israel.subject.ledger
    before = len(audit(ledger).found_problems)
    whole = [problem for problem in israel.found_problems if len(problem.chosen) == 1]
    assert len(whole) > 5
    for problem in whole:
        repaired = ledger.of_rows(applied(ledger.rows, [problem.chosen[0].edit]))
        assert len(audit(repaired).found_problems) < before, problem.lead


def test_a_repair_creates_no_new_finding(israel):
    workshop = Workshop(israel.subject)
    before = workshop.after([])[Verdict.INCONSISTENT]
    for problem in israel.found_problems:
        for repair in problem.repairs[:2]:
            after = workshop.after([repair.edit])[Verdict.INCONSISTENT]
            assert after <= before - repair.settles


TRUNCATED = [
    ("size", "peers", "", "", "n", "26"),
    ("a", "peers", "status", "single", "n", "8"),
    ("a", "peers", "status", "single", "percent", "30.76"),
    ("b", "peers", "status", "married", "n", "9"),
    ("b", "peers", "status", "married", "percent", "34.62"),
    ("c", "peers", "status", "divorced", "n", "9"),
    ("c", "peers", "status", "divorced", "percent", "34.62"),
]


def summary(result):
    return sorted(
        (tuple(checks_of(result, p)), tuple(sorted(r.edit.new for r in p.repairs)))
        for p in result.found_problems
    )


def test_the_order_of_rows_does_not_matter():
    frame = ledger_of(*TRUNCATED)
    turned = frame.iloc[::-1].reset_index(drop=True)
    assert summary(audit(frame)) == summary(audit(turned))


def test_a_problem_does_not_disappear_when_rows_are_added():
    more = [("d", "staff", "age", "", "mean", "41.50"), ("s", "staff", "", "", "n", "42")]
    alone, beside = audit(ledger_of(*TRUNCATED)), audit(ledger_of(*TRUNCATED, *more))
    assert set(summary(alone)) <= set(summary(beside))


def test_an_exchange_of_places_is_named_first():
    rows = [*TRUNCATED[:1], ("a", "peers", "status", "single", "n", "8")]
    frame = pd.concat(
        [ledger_of(*rows), ledger_of(*rows).iloc[1:].assign(place="Text", printed="9", item="t")]
    ).reset_index(drop=True)
    (problem,) = audit(frame, checks=["TXT1"]).found_problems
    assert {repair.edit.kind for repair in problem.repairs} == {"place"}


def test_a_ledger_without_problems_has_an_empty_frame():
    result = audit(ledger_of(("size", "peers", "", "", "n", "26")))
    assert result.problems.empty
    assert list(result.problems.columns)[:2] == ["problem", "severity"]


def test_problems_are_told_in_both_languages(israel):
    assert israel.problems_told == (
        "11 problems; 9 edits would settle 17 of 29 inconsistent results"
    )
    assert israel.told("he").problems_told.startswith("11 בעיות; 9 תיקונים")
    assert israel.told("he").problems["title"].str.contains("[א-ת]").all()


def test_slips_are_one_digit_away_and_keep_the_decimals():
    slips = one_digit_away("4.43")
    assert {"14.43", "4.44", "4.34"} <= set(slips)
    assert "4.43" not in slips
    assert all(len(slip.partition(".")[2]) == 2 for slip in slips)
    assert one_digit_away("<5") == []


@pytest.mark.parametrize(
    ("printed", "new", "en", "he"),
    [
        ("43.6", "34.6", "two digits swapped", "שתי ספרות שהוחלפו זו בזו"),
        ("34.7", "34.6", "one digit changed", "ספרה אחת שונה"),
        ("4.6", "34.6", "a dropped digit", "ספרה שנשמטה"),
    ],
)
def test_an_edit_of_digits_says_what_happened_to_them(printed, new, en, he):
    cell = ("b", "peers", "status", "single")
    rows = [("a", "peers", "", "", "n", "26"), (*cell, "n", "9"), (*cell, "percent", printed)]
    found = audit(ledger_of(*rows))
    for lang, slip in (("en", en), ("he", he)):
        (problem,) = doubts(found, lang)
        told = [re.sub("[\u2066-\u2069]", "", each) for each in problem.repairs]
        assert [each for each in told if each.startswith(new) and f"({slip}) " in each]


def repair(*settled):
    return Repair(None, frozenset((name,) for name in settled))


def test_the_smallest_set_is_exact_on_small_cases():
    one, two, wide = repair("a"), repair("b"), repair("a", "b")
    assert smallest_set([one, two, wide]) == ((wide,), True)
    assert smallest_set([one, two]) == ((one, two), True)


def test_beyond_the_bound_the_set_is_said_not_to_be_the_smallest():
    many = [repair(f"{i}") for i in range(20)]
    chosen, exact = smallest_set(many)
    assert (len(chosen), exact) == (20, False)
    assert BOUND < 2**20


def test_the_headline_says_where_fewer_edits_may_do(israel):
    unproven = tuple(replace(problem, fewest=False) for problem in israel.found_problems)
    told = replace(israel)
    told.__dict__["found_problems"] = unproven
    assert told.problems_told.endswith("(fewer may suffice: there are too many sets to try)")
    assert "fewer" not in israel.problems_told


def test_nothing_to_settle_needs_no_repair():
    assert smallest_set([]) == ((), True)


def test_a_truncated_percentage_is_called_so(israel):
    (problem,) = [p for p in israel.found_problems if "PCT2" in checks_of(israel, p)]
    assert {repair.edit.kind for repair in problem.chosen} == {"rounding"}


def test_a_repair_of_other_findings_is_none_of_this_problem(monkeypatch):
    other = Repair(Edit("count", (0,), "8", "9"), frozenset({("elsewhere",)}))
    monkeypatch.setattr(Workshop, "repairs", lambda *_: [other])
    for problem in audit(ledger_of(*TRUNCATED)).found_problems:
        assert problem.repairs == ()


def test_no_edit_writes_the_same_number_or_what_is_none(israel):
    for problem in israel.found_problems:
        for repair in problem.repairs:
            if KINDS[repair.edit.kind] == "printed":
                assert read(repair.edit.old).value != read(repair.edit.new).value, repair
                assert absence(repair.edit.new) is None, repair


def test_what_an_edit_makes_untestable_is_not_settled():
    frame = ledger_of(*TRUNCATED)
    (size,) = frame.index[(frame["stat"] == "n") & (frame["variable"] == "")]
    workshop = Workshop(audit(frame).subject)
    blank = Edit("n", (size,), "26", "n/a")
    assert workshop.settled(workshop.part({""}), [blank]) == frozenset()


def test_a_percent_sign_is_kept_once():
    frame = ledger_of(*TRUNCATED[:2], ("a", "peers", "status", "single", "percent", "30.76%"))
    rows = as_ledger(frame).rows
    changed = applied(rows, [Edit("rounding", (2,), "30.76", "30.77")])
    assert changed[:2] == rows[:2]
    assert changed[2].printed == "30.77%"
    assert changed[2].number == read("30.77%")


def test_a_finding_keeps_its_key_when_its_number_changes(israel):
    first = israel.said[0]
    assert first.printed not in key_of(first)


def test_a_mean_of_everybody_is_repaired_as_that_of_a_group_is():
    columns = ["item", "place", "group", "variable", "level", "stat", "printed", "source", "grain"]
    for group in ("", "g"):
        ledger = pd.DataFrame(
            [
                ("", "T", group, "", "", "n", "3", "p. 1", ""),
                ("", "T", group, "v", "", "mean", "21.6", "p. 1", "1"),
            ],
            columns=columns,
        )
        (problem,) = audit(as_ledger(ledger)).found_problems
        # 64 / 3 = 21.33…, 65 / 3 = 21.66…, 63 / 3 = 21.
        assert [repair.edit.new for repair in problem.repairs] == ["21.7", "21.3", "21.0"], group
