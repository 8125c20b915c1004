import pandas as pd
import pytest
from conftest import ledger_of
from hypothesis import given
from hypothesis import strategies as st

import peerstudy
from auditing.conftest import n_percent, size
from peerstudy import audit, audit_text
from peerstudy.auditing.doubts import doubts
from peerstudy.auditing.finding import COLUMNS
from peerstudy.errors import UnknownNameError
from peerstudy.frames.vocabulary import STATS

ROWS = [size("26"), *n_percent("single", "8", "30.76")]


def test_findings_have_documented_columns_in_a_fixed_order():
    assert list(audit(ledger_of(*ROWS)).findings.columns) == [*COLUMNS, "waived"]


def test_an_empty_ledger_has_no_findings_and_an_empty_summary():
    result = audit(ledger_of())
    assert result.findings.empty
    assert result.summary.empty
    assert list(result.findings.columns) == [*COLUMNS, "waived"]
    assert "0 check results" in str(result)
    assert result._repr_html_()


def test_two_edits_that_settle_the_same_are_both_named():
    [doubt] = doubts(audit_text("In all, 17 of 47 (36.1%) agreed."), "en")
    assert len(doubt.repairs) == 2
    assert doubt.repaired() == "; or ".join(doubt.repairs)


def test_an_audit_at_a_prompt_tells_its_problems_and_of_what_a_number_is():
    found = audit_text("17 of 47 (36.1%)")
    *_, tested, problem = repr(found).splitlines()
    assert tested == "Of 3 reported numbers, 3 were tested by a check that could have failed."
    assert problem.startswith("1. “17 of 47 (36.1%)”: percentage does not fit its count [low]: ")
    assert "17 of 47 (the N printed for it): 17/47" in problem
    assert "1." not in repr(audit_text("17 of 47 (36.2%)"))


def test_a_waived_deviation_stays_visible_and_no_longer_counts():
    waivers = pd.DataFrame(
        [["PCT1", "g v single", "cut off, as its authors say"]], columns=["check", "item", "reason"]
    )
    result = audit(ledger_of(*ROWS), checks=["PCT1"], waivers=waivers)
    assert result.findings["waived"].tolist() == ["cut off, as its authors say"]
    assert result.findings["verdict"].tolist() == ["inconsistent"]
    assert result.inconsistent.empty


def test_a_waiver_hides_nothing_that_is_consistent():
    waivers = pd.DataFrame([["PCT1", "g v single", "x"]], columns=["check", "item", "reason"])
    result = audit(
        ledger_of(size("26"), *n_percent("single", "8", "30.77")), checks=["PCT1"], waivers=waivers
    )
    assert result.findings["waived"].tolist() == [""]


def test_checks_are_chosen_by_code_and_by_family():
    result = audit(ledger_of(*ROWS), checks=["pct1", "DEN"])
    assert set(result.findings["check"]) == {"PCT1", "DEN1", "DEN2"}
    assert set(result.only("DEN").findings["check"]) == {"DEN1", "DEN2"}


@pytest.mark.parametrize("checks", [["XYZ"], ["PCT9"], [""]])
def test_an_unknown_check_names_those_there_are(checks):
    with pytest.raises(UnknownNameError, match="PCT1"):
        audit(ledger_of(*ROWS), checks=checks)


def test_the_audit_can_be_called_from_the_package_however_it_was_imported():
    import peerstudy.auditing as module

    assert len(peerstudy.audit(ledger_of(*ROWS)).findings) == len(
        module.audit(ledger_of(*ROWS)).findings
    )


def test_what_stands_in_the_data_is_escaped_in_html():
    shown = audit(ledger_of(size("26"), *n_percent("<script>", "8", "99")))._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


printed = st.one_of(
    st.sampled_from(
        ["", "–", "<5", "n/a", "0", "1", "-1", "131", "1e5", "9 (34.6)", "20.5", "100", "34,6", "٣"]
    ),
    st.integers(-3, 300).map(str),
    st.floats(-5, 130).map(lambda x: f"{x:.1f}"),
)
rows = st.lists(
    st.tuples(
        st.sampled_from(["g", "h", ""]),
        st.sampled_from(["", "v", "w"]),
        st.sampled_from(["", "a", "b"]),
        st.sampled_from(sorted(STATS)),
        printed,
    ),
    max_size=25,
)


@given(rows, st.sampled_from(["1", "1/2", ""]))
def test_no_ledger_ends_in_a_traceback_and_none_passes_silently(given_rows, grain):
    unique = {row[:4]: row for row in given_rows if row[1] or not row[2]}
    ledger = ledger_of(*(("/".join(key[:3]), *row) for key, row in unique.items())).assign(
        grain=grain
    )
    findings = audit(ledger).findings
    unread = {
        item
        for item, p in zip(ledger["item"], ledger["printed"], strict=True)
        if p in ("", "–", "<5", "n/a", "9 (34.6)", "1e5")
    }
    assert unread <= set(findings.loc[findings["verdict"] == "not testable", "item"])
    assert set(findings["verdict"]) <= {"consistent", "inconsistent", "not testable"}
    assert not (findings["reason"] == "").any()
    bad = findings["verdict"] == "inconsistent"
    assert findings.loc[bad, "could_fail"].all()
