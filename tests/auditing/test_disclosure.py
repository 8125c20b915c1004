from dataclasses import replace

import pandas as pd
import pytest
from conftest import ledger_of

from auditing.conftest import size, stats
from peerstudy import audit, load_study
from peerstudy.auditing import disclosure, summaries
from peerstudy.auditing.disclosure import recoverable_cells
from peerstudy.auditing.subject import Subject
from peerstudy.ledger import Traits, as_ledger
from peerstudy.printed import Rounding
from peerstudy.reconstruct import PrintedSummary, effort, how_many, suggest_protection
from peerstudy.reconstruct.effort import PER_SECOND
from peerstudy.words import tell

THREE = PrintedSummary(3, 18, 35, "25.33", attained_min=True, attained_max=True)


def cells(*counts):
    return [
        (f"c{i}", "g", "v", f"level{i}", "n", text) for i, text in enumerate(counts) if text != ""
    ]


@pytest.mark.parametrize(
    ("counts", "threshold", "severity"),
    [
        (("4", "9"), 5, "note"),
        (("5", "9"), 5, "none"),
        (("0", "9"), 5, "none"),
        (("9",), 10, "note"),
    ],
)
def test_small_cells_are_a_note_and_never_an_inconsistency(check, counts, threshold, severity):
    (finding,) = check("DSC1", *cells(*counts), threshold=threshold)
    assert (finding["verdict"], finding["severity"]) == (
        "risk" if severity == "note" else "consistent",
        severity,
    )


def subject(counts, total):
    rows = [size(total), *cells(*counts)]
    traits = {"v": Traits("categorical", "", None, "yes", "yes", ("level0", "level1", "level2"))}
    return Subject(replace(as_ledger(ledger_of(*rows)), traits=traits), Rounding.EITHER)


@pytest.mark.parametrize(
    ("counts", "total", "severity"),
    [
        (("10", "", "7"), "20", ["note"]),
        (("10", "<5", "7"), "20", ["note"]),
        (("10", "", "7"), "30", ["none"]),
        (("10", "", ""), "20", ["none"]),
        (("10", "3", "7"), "20", []),
    ],
)
def test_a_single_withheld_count_follows_from_its_total(counts, total, severity):
    found = list(recoverable_cells(subject(counts, total)))
    assert [str(finding.severity) for finding in found] == severity
    for finding in found:
        assert finding.printed == ()
        assert "3" not in tell(finding.reason, "en")


def test_a_withheld_group_follows_from_the_others():
    groups = pd.DataFrame(
        {"group": ["all", "x", "y"], "parent": ["", "all", "all"], "partition": ["", "a", "a"]}
    )
    rows = [size("20", "all"), size("17", "x")]
    made = Subject(replace(as_ledger(ledger_of(*rows)), described=groups), Rounding.EITHER)
    (finding,) = recoverable_cells(made)
    assert finding.severity == "note"


def test_few_data_sets_are_a_note_with_advice_and_without_values(check):
    rows = size("3"), *stats(mean="25.33", min="18", max="35")
    (finding,) = check("DSC3", *rows, grain="1")
    assert (finding["verdict"], finding["severity"]) == ("risk", "note")
    assert "23" not in finding["reason"] + "".join(finding["explanations"])
    assert any("in tens" in text for text in finding["explanations"])


def test_protection_leaves_at_least_so_many():
    assert how_many(THREE) == 1
    for k in (2, 20, 100):
        found = suggest_protection(THREE, k)
        assert found
        assert all(each.datasets is None or each.datasets >= k for each in found)
    assert suggest_protection(THREE, 1) == []
    half = PrintedSummary(
        3, "18", "35.5", "25.33", grain="1/2", attained_min=True, attained_max=True
    )
    assert suggest_protection(half, 20)


def test_the_work_on_a_thousand_means_is_no_more_than_on_a_few(monkeypatch):
    spent = []

    def count(summary, **_limits):
        spent.append(effort(summary))
        return 1000

    monkeypatch.setattr(summaries, "how_many", count)
    monkeypatch.setattr(summaries, "_count", summaries._count.__wrapped__)
    monkeypatch.setattr(disclosure, "value_profile", pytest.fail)
    monkeypatch.setattr(disclosure, "suggest_protection", pytest.fail)
    rows = []
    for i in range(1000):
        n = (3, 8, 40, 200)[i % 4]
        rows += [
            size(str(n), f"g{i}"),
            *stats(f"g{i}", mean="45.00", sd="12.50", min="18", max="80"),
        ]
    result = audit(ledger_of(*rows).assign(grain="1"), checks=["DSC3"])
    assert {"consistent", "not testable"} <= set(result.findings["verdict"])
    assert 0 < sum(spent) <= summaries.SECONDS_IN_ALL * PER_SECOND


def test_counts_of_groups_that_are_no_people_are_no_risk():
    study = load_study("cofacilitation_mazor")
    study = replace(study, waivers=study.waivers[:0])
    risks = audit(study, checks=["DSC1"]).risks
    assert set(risks["group"]) == {"facilitators", "social_workers"}
    described = study.groups.assign(members="")
    unsaid = replace(study, ledger=replace(study.ledger, described=described))
    assert "therapy_groups" in set(audit(unsaid, checks=["DSC1"]).risks["group"])


def test_a_risk_that_is_accepted_with_a_reason_stays_as_a_waived_row():
    result = audit(load_study("cofacilitation_mazor"), checks=["DSC"])
    assert result.risks.empty
    waived = result.findings[result.findings["waived"] != ""]
    assert set(waived["check"]) == {"DSC1", "DSC2"}
    assert waived["waived"].str.contains("named authors").all()


def test_people_who_were_only_planned_are_no_risk():
    risks = audit(load_study("upsides_sites"), checks=["DSC1"]).risks
    assert set(risks["group"]) == {"training"}
