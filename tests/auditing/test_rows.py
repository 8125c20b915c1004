"""What a finding rests on: rows of the ledger, never their places or texts joined."""

import pytest
from conftest import ledger_of

from auditing.conftest import n_percent, size
from peerstudy import audit, load_study
from peerstudy.auditing.names import place, places
from peerstudy.auditing.registry import Kind, all_checks
from peerstudy.words import tell


@pytest.fixture(scope="module")
def israel():
    return audit(load_study("upsides_israel"))


def test_every_finding_on_the_ledger_rests_on_rows_of_it(israel):
    rows = israel.subject.ledger.rows
    kinds = {check.code: check.kind for check in all_checks()}
    for finding in israel.said:
        own = kinds[finding.check] not in (Kind.CODES, Kind.SPEAKERS)
        assert bool(finding.rows) is own, finding
        assert all(rows[row.position] is row for row in finding.rows)


def test_rows_of_the_frame_are_positions_in_the_ledger(israel):
    frame = israel.subject.ledger.frame
    bad = israel.only("PCT1").inconsistent
    for printed, rows in zip(bad["printed"], bad["rows"], strict=True):
        assert printed in set(frame.iloc[list(rows)]["printed"])


def test_a_percentage_rests_on_its_count_and_its_n():
    ledger = ledger_of(size("26"), *n_percent("single", "8", "30.76"))
    [finding] = audit(ledger, checks=["PCT1"]).said
    assert sorted(row.printed for row in finding.rows) == ["26", "30.76", "8"]


def test_a_contradiction_rests_on_both_rows_whichever_comes_first():
    rows = ledger_of(size("26"), size("27")).assign(
        place=["Abstract", "Materials and Methods"], item=["one", "other"]
    )
    both = [audit(frame, checks=["TXT1"]).said[0] for frame in (rows, rows[::-1])]
    assert {frozenset(finding.places) for finding in both} == {
        frozenset({"Abstract", "Materials and Methods"})
    }
    assert len({finding.item for finding in both}) == 1
    assert all(len(finding.rows) == 2 for finding in both)


def test_a_section_with_and_in_its_name_is_one_place():
    assert "Materials and Methods" in tell(place("Materials and Methods"), "he")
    assert tell(places(["Abstract", "Table 1"]), "en") == "Abstract and Table 1"


def test_checks_declare_what_they_follow():
    follows = {check.code: check.follows for check in all_checks() if check.follows}
    assert follows == {"PCT1": ("DEN1",), "AVG7": ("AVG1", "AVG2", "AVG3", "AVG5")}


def test_a_finding_in_two_places_is_kept_for_either():
    rows = ledger_of(size("26"), size("27")).assign(place=["Abstract", "Methods"])
    result = audit(rows, checks=["TXT1"])
    assert [len(result.only(place=name).findings) for name in ("Abstract", "Methods")] == [1, 1]
