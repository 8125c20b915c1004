"""Tests of tables in notebooks."""

import re
from fractions import Fraction

import pandas as pd
import pytest

from peerstudy import audit, load_study
from peerstudy.tables.show import findings_shown, labels_of, printed_table, shown


@pytest.fixture(scope="module")
def study():
    return load_study("upsides_israel")


def cells(table):
    html = table._repr_html_()
    return [re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", html, re.S)]


def test_counts_are_whole_and_what_is_missing_is_a_dash():
    frame = pd.DataFrame({"n": [25.0, float("nan")], "mean": [41.5, 2.0], "note": ["", "x"]})
    table = shown(frame, "", {"n": "n", "mean": "M", "note": "Note"}, decimals={"mean": 2})
    assert cells(table) == ["25", "41.50", "—", "—", "2.00", "x"]


def test_a_code_has_its_label_but_a_number_is_no_yes_or_no():
    frame = pd.DataFrame({"a": ["peers", "b"], "low": [0, Fraction(1, 3)], "ok": [True, False]})
    names = {"peers": "Peers", True: "yes", False: "no"}
    table = shown(frame, "", {"a": "A", "low": "Low", "ok": "OK"}, names)
    assert cells(table) == ["Peers", "0", "yes", "b", "1/3", "no"]


def test_a_hebrew_table_runs_from_right_to_left_with_numbers_whole():
    html = shown(pd.DataFrame({"n": [-3]}), "כותרת", {"n": "מספר"}, lang="he").html
    assert 'dir="rtl"' in html
    assert '<bdi dir="ltr">−3</bdi>' in html


def test_what_is_shown_is_escaped():
    html = shown(pd.DataFrame({"n": ["<b>"]}), "<i>", {"n": "<u>"}).html
    assert not re.search("<[biu]>", html)


def test_findings_name_no_code_that_has_a_label(study):
    html = findings_shown(audit(study)).html
    labelled = [code for code in labels_of(study) if "_" in code]
    labelled += list(study.codings.codebook.by_code)
    assert not [code for code in labelled if re.search(rf"\b{code}\b", html)]
    assert "the N printed for marital status" in html


def test_a_printed_table_of_some_groups_has_no_empty_row(study):
    table = printed_table(study, "Sample", place="Sample", groups=("peers", "policy_makers"))
    assert len(table.columns) == 2
    assert all(any(row.cells) for group in table.groups for row in group.rows)
    assert "Group facilitator" not in table._repr_html_()


def test_where_no_html_is_shown_a_table_is_told_in_one_line(study):
    told = repr(printed_table(study, "Sample"))
    assert told == "<Table 1, sample_printed: 20 rows, 2 columns>"
    frame = pd.DataFrame({"n": [1]})
    assert repr(shown(frame, "Counts", {"n": "n"})) == "Shown(caption='Counts')"
