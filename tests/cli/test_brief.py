"""The short text of an audit is that of all checks, and takes no work for what it does not show."""

import pandas as pd
import pytest
from conftest import ledger_of
from typer.testing import CliRunner

from peerstudy import audit, load, studies
from peerstudy.auditing.registry import Check
from peerstudy.auditing.repairs import Workshop
from peerstudy.cli import app
from peerstudy.cli.formats_text import as_text

MEAN = [
    ("a", "g", "", "", "n", "4"),
    ("b", "g", "age", "", "mean", "43.75"),
    ("b", "g", "age", "", "min", "40"),
    ("b", "g", "age", "", "max", "51"),
]
WRONG = [*MEAN, ("c", "g", "v", "x", "n", "1"), ("c", "g", "v", "x", "percent", "26.0")]


@pytest.fixture
def ran(monkeypatch):
    """Note the codes of the checks that run."""
    codes, found = [], Check.found

    def noted(self, subject):
        if subject.explains and ("check", self.code) not in subject._made:
            codes.append(self.code)
        return found(self, subject)

    monkeypatch.setattr(Check, "found", noted)
    return codes


def printed(*arguments):
    return CliRunner().invoke(app, ["audit", *map(str, arguments)]).stdout


def saved(rows, tmp_path):
    path = tmp_path / "ledger.csv"
    ledger_of(*rows).assign(grain="1").to_csv(path, index=False)
    return path


@pytest.mark.parametrize("name", studies())
def test_the_short_text_of_a_study_is_that_of_all_checks(name):
    assert printed(name) == as_text(audit(load(name)))


def test_risks_that_are_not_shown_are_not_looked_for(ran, tmp_path):
    path = saved(WRONG, tmp_path)
    printed(path)
    assert "PCT1" in ran
    assert not [code for code in ran if code.startswith("DSC")]
    ran.clear()
    assert "DSC3" in printed(path, "--all")
    assert "DSC3" in ran


def test_without_problems_everything_is_counted_and_no_check_runs_twice(ran, tmp_path):
    path = saved(MEAN, tmp_path)
    text = printed(path)
    assert len(ran) == len(set(ran))
    assert "DSC3" in ran
    assert str(audit(path)).partition(": ")[2] in " ".join(text.split())


def test_a_risk_that_is_accepted_is_shown_as_accepted(tmp_path):
    accepted = tmp_path / "waivers.csv"
    findings = audit(saved(WRONG, tmp_path)).risks
    row = findings.iloc[0]
    waiver = {"check": [row["check"]], "item": [row["item"]], "reason": ["agreed with all"]}
    pd.DataFrame(waiver).to_csv(accepted, index=False)
    assert "agreed with all" in printed(saved(WRONG, tmp_path), "--waivers", accepted)


def test_no_edit_is_tried_where_no_problem_is_shown(monkeypatch, tmp_path):
    monkeypatch.setattr(Workshop, "__init__", lambda *_: pytest.fail("an edit was tried"))
    path = saved(WRONG, tmp_path)
    result = audit(path)
    assert len(result.inconsistent) == 1
    assert result.coverage_told
    assert str(result)
    assert "PCT1" in CliRunner().invoke(app, ["audit", str(path), "--format", "csv"]).stdout
