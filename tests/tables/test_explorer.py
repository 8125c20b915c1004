"""Tests of the explorer."""

import sys

import pytest

from peerstudy import load_study
from peerstudy.errors import MissingExtraError, UnknownNameError
from peerstudy.tables.explorer import explorer, tried


@pytest.fixture(scope="module")
def study():
    return load_study("upsides_israel")


def marital(frame):
    rows = frame.query("variable == 'marital_status'")
    return dict(zip(rows["level"], rows["agrees"], strict=True))


def test_the_marital_status_fits_26_cut_off_and_21_under_no_rule(study):
    # By hand: 9/26 = 34.615…, 8/26 = 30.769…, 3/26 = 11.538…, 1/26 = 3.846…; 9/21 = 42.857….
    of_26 = marital(tried(study, "peers", denominator=26))
    assert of_26["married"] == "yes"
    assert of_26["single"] == of_26["divorced"] == "rounding"
    cut = marital(tried(study, "peers", "truncated", "group"))
    assert cut["single"] == cut["divorced"] == "yes"
    assert marital(tried(study, "peers"))["married"] == "no"


def test_an_unknown_group_names_those_with_percentages(study):
    with pytest.raises(UnknownNameError, match="must be one of peers, professionals"):
        tried(study, "peer")


def test_what_is_chosen_changes_the_table(study):
    pytest.importorskip("ipywidgets", reason="the explorer needs the extra 'lab'")
    shown = explorer(study)
    shown.group.value = "peers"
    before = shown.table
    shown.denominator.value, shown.rounding.value = "group", "truncated"
    assert shown.table.title != before.title
    assert shown.box.children[-1].value == shown.table._repr_html_()


def test_where_no_notebook_runs_the_table_stands_by_itself(study):
    pytest.importorskip("ipywidgets", reason="the explorer needs the extra 'lab'")
    shown = explorer(study, "he")._repr_mimebundle_()
    assert 'dir="rtl"' in shown["text/html"]
    assert "עקבי" in shown["text/plain"]


def test_without_ipywidgets_its_install_command_is_named(study, monkeypatch):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    with pytest.raises(MissingExtraError, match=r"peerstudy\[lab\]"):
        explorer(study)
