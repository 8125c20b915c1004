"""Tests of tables in notebooks."""

import re
import zipfile
from fractions import Fraction
from io import BytesIO

import pandas as pd
import pytest

from peerstudy import audit, load_study
from peerstudy.study.sites import load_sites
from peerstudy.tables import word_document
from peerstudy.tables.shown import show
from peerstudy.tables.terminal import as_text


@pytest.fixture(scope="module")
def study():
    return load_study("upsides_israel")


def cells(table):
    html = table._repr_html_()
    body = html[html.index("<tbody>") :]
    return [
        re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<t[dh][ >].*?</t[dh]>", body, re.S)
    ]


def test_counts_are_whole_and_what_is_missing_is_a_dash():
    frame = pd.DataFrame({"n": [25.0, float("nan")], "mean": [41.5, 2.0], "note": ["", "x"]})
    assert cells(show(frame, decimals=2)) == ["25", "41.50", "–", "–", "2.00", "x"]


def test_a_number_is_no_yes_or_no_and_fractions_stay_as_they_are():
    frame = pd.DataFrame({"low": [0, Fraction(1, 3)], "ok": [True, False]}, dtype=object)
    assert cells(show(frame)) == ["0", "yes", "1/3", "no"]
    assert cells(show(frame[["ok"]], lang="he")) == ["כן", "לא"]


def test_codes_and_columns_are_called_by_their_labels(study):
    rows = pd.DataFrame({"group": ["peers", "new"], "variable": "gender", "level": ["women", "x"]})
    rows["code"] = ["f_outer_policy", "?"]
    whole = study.label(rows.assign(whole=["all", ""])[["whole"]])
    assert (list(whole), whole.iloc[0, 0]) == (["part of"], "All stakeholders")
    labelled = study.label(rows, "he")
    assert list(labelled) == ["קבוצה", "משתנה", "קטגוריה", "קוד"]
    assert labelled.iloc[0].tolist() == ["עמיתים", "מגדר", "נשים", "מדיניות, תקציבים, תקנים"]
    assert labelled.iloc[1].tolist() == ["new", "מגדר", "x", "?"]
    assert list(rows) == ["group", "variable", "level", "code"]


def test_sites_and_their_columns_are_called_by_their_labels():
    sites = load_sites()
    domain = sites.label(pd.DataFrame({"cfir_domain": ["outer_setting"]}), "he")
    assert domain.columns.tolist() == ["תחום"]
    assert re.search("[א-ת]", domain.iloc[0, 0])
    rows = pd.DataFrame({"site": ["ulm"], "role": ["either"], "ulm": ["named"], "cells": [3]})
    assert list(sites.label(rows)) == ["site", "role", "Ulm", "cells"]
    assert sites.label(rows).iloc[0].tolist() == ["Ulm", "Direction not given", "named", 3]


def test_words_are_where_a_line_begins_and_numbers_below_their_heads():
    frame = pd.DataFrame({"a": ["x"], "n": [1]})
    sides = re.compile(r'<t[dh][^>]*text-align:(\w+)(?=[^"]*">(?:<bdi[^>]*>)?[x1])')
    assert sides.findall(show(frame)._repr_html_()) == ["left", "center"]
    assert sides.findall(show(frame, lang="he")._repr_html_()) == ["right", "center"]


def test_a_hebrew_table_runs_from_right_to_left_with_numbers_whole():
    html = show(pd.DataFrame({"מספר": [-3]}), "כותרת", lang="he")._repr_html_()
    assert 'dir="rtl"' in html
    assert re.search('<bdi dir="ltr"[^>]*>−3</bdi>', html)


def test_a_hebrew_text_in_an_english_table_keeps_its_marks_on_its_own_side():
    table = show(pd.DataFrame({"title": ["מי עונה?", "Who?", "של R?"], "n": [1, 2, 3]}))
    whole = re.findall('<bdi dir="rtl">(.*?)</bdi>', table._repr_html_())
    assert whole == ["מי עונה?"]
    with zipfile.ZipFile(BytesIO(word_document(table))) as file:
        runs = file.read("word/document.xml").decode().split("<w:r>")
    assert [("<w:rtl" in run) for run in runs if "?<" in run] == [True, False, False]


def test_a_column_of_numbers_is_one_where_some_are_missing():
    frame = pd.DataFrame({"a": ["x", "y"], "n": [1.0, None], "why": ["1", "two"]})
    assert [str(column.align) for column in show(frame).columns] == ["decimal", "start"]


def test_lines_of_a_cell_are_kept_and_columns_are_wider_than_what_they_hold():
    table = show(pd.DataFrame({"a": ["x"], "why": ["one\ntwo " + "long " * 20]}))
    assert "one<br>" in table._repr_html_()
    assert (table.stub.width, table.columns[0].width) == (8, 44)


def test_a_table_without_a_title_still_has_a_name_for_those_who_do_not_see_it():
    assert 'aria-label="listing"' in show(pd.DataFrame({"a": ["x"]}))._repr_html_()


def test_what_is_shown_is_escaped():
    html = show(pd.DataFrame({"<u>": ["<b>"]}), "<i>")._repr_html_()
    assert not re.search("<[biu]>", html)


def test_findings_name_no_code_that_has_a_label(study):
    html = show(audit(study))._repr_html_()
    known = [*study.variables["variable"], *study.groups["group"], *study.levels["level"]]
    labelled = [code for code in known if "_" in code]
    labelled += list(study.codings.codebook.by_code)
    assert not [code for code in labelled if re.search(rf"\b{code}\b", html)]
    assert "the N printed for marital status" in html


def test_a_printed_table_of_some_groups_has_no_empty_row(study):
    table = show(study, "Sample", place="Sample", groups=("peers", "policy_makers"))
    assert len(table.columns) == 2
    assert all(any(row.cells) for group in table.groups for row in group.rows)
    assert "Group facilitator" not in table._repr_html_()


def test_where_no_html_is_shown_a_table_is_told_in_one_line(study):
    told = repr(show(study, "Sample"))
    assert told == "<Table 1, sample_printed: 20 rows, 2 columns>"
    frame = pd.DataFrame({"n": [1]})
    assert repr(show(frame, "Counts")) == "<Table, Counts: 1 rows, 0 columns>"


def test_a_printed_table_reads_as_it_is_printed(study):
    told = as_text(show(study)).splitlines()
    age = next(i for i, line in enumerate(told) if line.startswith("Age (years)"))
    assert "41.5 (7.79)" in told[age + 1]
    assert "42.29 (7.77)" in told[age + 1]
    levels = [line.strip().split("  ")[0] for line in told]
    start = levels.index("Marital status, n (%)")
    assert levels[start + 1 : start + 4] == ["Married", "Living with a partner", "Single"]


def test_a_ledger_of_one_row_or_none_is_shown():
    from conftest import ledger_of

    from peerstudy import as_ledger

    assert "5.0" in as_text(show(as_ledger(ledger_of(("a", "g", "age", "", "mean", "5.0")))))
    assert as_text(show(as_ledger(ledger_of())))
