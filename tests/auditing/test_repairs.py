"""Trying an edit costs little, and gives what running every check again gives."""

from dataclasses import replace
from random import Random

import pytest
from conftest import slowly
from generated.tables import honest

from peerstudy import audit, load_study
from peerstudy.auditing import Verdict, all_checks, summaries
from peerstudy.auditing.problems import find_problems
from peerstudy.auditing.repairs import Workshop, applied, key_of


@pytest.fixture(scope="module")
def trials():
    """Return every edit that is tried for the first study: its workshop, part, edits and result."""
    result = audit(load_study("upsides_israel"))
    found = []
    settled = Workshop.settled

    def noted(self, part, edits):
        found.append((self, part, edits, settled(self, part, edits)))
        return found[-1][-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Workshop, "settled", noted)
        find_problems(result.subject, result.said, list(result.inconsistent.index))
    return found


def settled_by_all_checks(workshop, part, edits):
    """Return what edits settle, by every check over the part before and after."""
    verdicts = []
    for rows in (part.rows, applied(part.rows, edits)):
        made = replace(workshop.subject, ledger=workshop.subject.ledger.of_rows(rows))
        found = {verdict: set() for verdict in Verdict}
        for finding in (each for check in workshop.checks for each in check.run(made)):
            if finding.verdict is not Verdict.NOT_TESTABLE or not finding.could_fail:
                found[finding.verdict].add(key_of(finding))
        verdicts.append(found)
    before, after = verdicts[0][Verdict.INCONSISTENT], verdicts[1]
    open_still = after[Verdict.NOT_TESTABLE] | after[Verdict.CONDITIONAL]
    if not after[Verdict.INCONSISTENT] <= before or open_still & before:
        return frozenset()
    return frozenset(before - after[Verdict.INCONSISTENT])


def test_a_tried_edit_settles_what_all_checks_say(trials):
    for workshop, part, edits, settled in trials[::3]:
        assert settled == settled_by_all_checks(workshop, part, edits), edits


def test_the_first_study_takes_few_edits_and_few_checks(trials):
    """Every check for every edit would be 28 times as many checks as edits."""
    workshop = trials[-1][0]
    assert workshop.tried == len(trials) < 300
    assert workshop.checked < 3.5 * workshop.tried


@pytest.mark.parametrize("tables", [10, *slowly(40)])
def test_a_check_finds_the_same_where_only_what_it_reads_is_printed(tables):
    rng = Random(4)
    for subject in (load_study("upsides_israel"), *(honest(rng).ledger() for _ in range(tables))):
        whole = audit(subject).subject
        for check in (check for check in all_checks() if check.reads):
            rows = [row for row in whole.ledger.rows if row.stat in check.reads]
            read = replace(whole, ledger=whole.ledger.of_rows(rows))
            found = [
                {(key_of(finding), finding.verdict) for finding in check.run(each)}
                for each in (whole, read)
            ]
            assert found[0] == found[1], check.code


def test_an_edit_of_what_no_finding_is_about_runs_no_check(trials):
    """Years in the field of one group: no check that reads its range found anything there."""
    workshop, part, edits, _ = next(
        each for each in trials
        if each[2][0].kind == "digit" and each[0].subject.ledger.rows[each[2][0].rows[0]].stat
        == "min" and each[0].subject.ledger.rows[each[2][0].rows[0]].variable == "years_in_field"
    )  # fmt: skip
    before = workshop.checked
    assert workshop.settled(part, edits) == frozenset()
    assert workshop.checked == before


def test_a_check_ends_at_the_first_finding_that_refuses_an_edit(trials):
    workshop, part, _, _ = trials[0]
    check = next(check for check in workshop.checks if check.code == "SUM4")
    seen = []

    def run(subject):
        for finding in check.run(subject):
            seen.append(finding)
            yield finding._replace(verdict=Verdict.INCONSISTENT)

    assert workshop._left(replace(check, run=run), workshop._with(part.rows), set()) is None
    assert len(seen) == 1


def test_a_check_of_counts_does_not_run_for_an_edit_of_a_mean(trials, monkeypatch):
    codes = set()
    left = Workshop._left
    monkeypatch.setattr(
        Workshop, "_left",
        lambda self, check, *rest: codes.add(check.code) or left(self, check, *rest),
    )  # fmt: skip
    for workshop, part, edits, settled in trials:
        stats = {workshop.subject.ledger.rows[i].stat for edit in edits for i in edit.rows}
        if settled and stats <= {"mean", "sd"}:
            workshop.settled(part, edits)
    assert {"AVG1", "AVG5", "ERR2", "PPL2"} <= codes
    assert not {"PCT1", "SUM3", "SUM4", "DEN1"} & codes


def test_an_edit_that_settles_nothing_runs_only_the_checks_that_found_something(trials):
    workshop, part, edits, _ = next(each for each in trials if not each[-1])
    before = workshop.checked
    assert workshop.settled(part, edits) == frozenset()
    assert workshop.checked - before <= len(part.before)


def test_nobody_is_told_why_of_a_tried_edit(trials):
    workshop, part, edits, _ = trials[0]
    made = workshop._with(applied(part.rows, edits))
    findings = [finding for check in workshop.checks for finding in check.found(made)]
    texts = [each.explanations for each in findings if each.verdict is Verdict.INCONSISTENT
             and each.check in ("AVG1", "AVG5")]  # fmt: skip
    assert texts
    assert not any(texts)


def test_data_sets_are_counted_for_their_number_alone(monkeypatch):
    """Whether there is any data set, bounds and one that is built decide."""
    counted = []
    monkeypatch.setattr(summaries, "_count", counted.append)
    result = audit(load_study("upsides_israel"), checks=["AVG7"])
    assert set(result.findings["verdict"]) >= {"consistent", "not testable"}
    assert counted == []


def test_so_much_work_is_done_and_problems_beyond_it_are_listed_without_edits(monkeypatch):
    result = audit(load_study("upsides_israel"))
    workshops = []
    made = Workshop.__init__

    def noted(self, subject):
        made(self, subject)
        workshops.append(self)

    monkeypatch.setattr(Workshop, "__init__", noted)
    monkeypatch.setattr("peerstudy.auditing.repairs.WORK", 500)
    few = find_problems(result.subject, result.said, list(result.inconsistent.index))
    assert len(few) >= len(result.found_problems)
    assert workshops[0].tried < 100
    assert [problem for problem in few if not problem.repairs]
