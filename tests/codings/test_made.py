"""Codings from a researcher's own frames."""

import pandas as pd
import pytest

from peerstudy.codings import coded, quotations_by
from peerstudy.errors import InvalidDataError, WrongCallError

QUOTATIONS = pd.DataFrame(
    {
        "code": ["Role clarity", "Supervision", "Role clarity", "תפקיד"],
        "speaker_group": ["peers", "peers", "managers", "managers"],
    }
)


def test_quotations_alone_make_themes_that_can_be_counted():
    counts = quotations_by(coded(QUOTATIONS), "code")
    assert dict(zip(counts["code"], counts["n"], strict=True)) == {
        "role_clarity": 2,
        "supervision": 1,
        "code_3": 1,
    }
    assert set(counts["denominator"]) == {4}


def test_a_code_with_a_parent_is_a_part_of_its_theme():
    codes = pd.DataFrame(
        {"code": ["Roles", "Role clarity", "Supervision", "תפקיד"], "parent": ["", "Roles", "", ""]}
    )
    book = coded(QUOTATIONS, codes).codebook
    assert (book["role_clarity"]["parent"], book["role_clarity"]["level"]) == ("roles", "subtheme")
    assert book["roles"]["label_en"] == "Roles"


def test_a_missing_column_is_named_with_those_there_are():
    with pytest.raises(WrongCallError, match=r"'speaker_group'; its columns are code"):
        coded(QUOTATIONS[["code"]])


def test_a_quotation_of_an_unknown_code_is_refused():
    with pytest.raises(InvalidDataError, match="Supervision"):
        coded(QUOTATIONS, pd.DataFrame({"code": ["Role clarity", "תפקיד"]}))


def test_codes_that_differ_in_marks_only_stay_apart():
    both = pd.DataFrame({"code": ["Role clarity", "role-clarity"], "speaker_group": ["a", "b"]})
    counts = quotations_by(coded(both), "code")
    assert sorted(zip(counts["code"], counts["n"], strict=True)) == [
        ("code_2", 1),
        ("role_clarity", 1),
    ]


def test_an_empty_parent_is_none_whatever_pandas_calls_it():
    codes = pd.DataFrame({"code": ["Roles", "Clarity"], "parent": [float("nan"), "Roles"]})
    quotations = pd.DataFrame({"code": ["Clarity"], "speaker_group": ["peers"]})
    book = coded(quotations, codes).codebook
    assert (book["roles"]["parent"], book["clarity"]["parent"]) == ("", "roles")


def test_a_quotation_without_a_group_is_refused():
    with pytest.raises(InvalidDataError, match=r"row 3, column 'speaker_group': found ''"):
        coded(QUOTATIONS.assign(speaker_group=["peers", None, "peers", "peers"]))
