"""Those assessed, quantifiers beside counts, and levels that one place leaves out."""

from fractions import Fraction

import pandas as pd
import pytest

from auditing.conftest import size
from peerstudy import audit
from peerstudy.auditing.quantifiers import quantifier
from peerstudy.ledger import COLUMNS


def stage(name, n, level=""):
    return (f"{name} {level}", "g", name, level, "n", n)


def flow(check, *rows):
    return [(f["verdict"], f["explanations"]) for f in check("PPL4", *rows)]


@pytest.mark.parametrize(
    "rows",
    [
        [("assessed", "100"), ("excluded", "20"), ("included", "80")],
        [
            ("assessed_for_eligibility", "100"),
            ("excluded", "25"),
            ("declined", "5"),
            ("enrolled", "70"),
        ],
        [("screened", "100"), ("excluded", "30"), ("declined", "5"), ("randomised", "70")],
        [("נבדקו", "100"), ("הוצאו", "20"), ("נכללו", "80")],
    ],
)
def test_those_assessed_are_those_excluded_and_included(check, rows):
    """Those who declined are among those excluded (the third) or beside them (the second)."""
    assert flow(check, *(stage(*row) for row in rows)) == [("consistent", ())]


def test_people_lost_between_assessed_and_included_are_counted(check):
    rows = [stage("assessed", "100"), stage("excluded", "20"), stage("included", "70")]
    told = "10 people are reported neither as excluded nor as included"
    assert flow(check, *rows) == [("inconsistent", (told,))]
    levels = [stage("recruitment", row[5], row[2]) for row in rows]
    assert flow(check, *levels) == [("inconsistent", (told,))]
    more = [*rows[:2], stage("included", "81")]
    assert "counted twice" in flow(check, *more)[0][1][0]


def test_nobody_is_excluded_where_nothing_is_reported(check):
    assert flow(check, stage("assessed", "100"), stage("included", "70")) == [("not testable", ())]
    assert flow(check, stage("included", "70"), stage("excluded", "3")) == []


def test_more_people_may_be_assessed_than_take_part(check):
    rows = [size("70"), stage("assessed", "100"), stage("excluded", "30"), stage("included", "71")]
    found = {f["variable"]: f["verdict"] for f in check("SUM4", *rows)}
    assert found == {"included": "inconsistent"}


@pytest.mark.parametrize(
    ("text", "relation", "share"),
    [
        ("most", ">", Fraction(1, 2)),
        ("the majority of participants", ">", Fraction(1, 2)),
        ("more than half", ">", Fraction(1, 2)),
        ("fewer than half", "<", Fraction(1, 2)),
        ("Half", "=", Fraction(1, 2)),
        ("half of the sample", "=", Fraction(1, 2)),
        ("about half", "≈", Fraction(1, 2)),
        ("over a third", ">", Fraction(1, 3)),
        ("all participants", "=", Fraction(1)),
        ("almost all", "≈", Fraction(1)),
        ("none", "=", Fraction(0)),
        ("רוב", ">", Fraction(1, 2)),
        ("מחצית", "=", Fraction(1, 2)),
        ("כמחצית", "≈", Fraction(1, 2)),
        ("יותר ממחצית", ">", Fraction(1, 2)),
        ("כל המשתתפים", "=", Fraction(1)),
    ],
)
def test_a_quantifier_is_read_as_a_share(text, relation, share):
    assert quantifier(text) == (relation, share)


@pytest.mark.parametrize(
    "text", ["few", "a few", "several", "some", "many", "all but one", "כמה", "רבים", "halfway", ""]
)
def test_a_quantifier_that_states_no_share_is_not_testable(check, text):
    assert quantifier(text) is None
    rows = [size("26"), stage("v", "14", "a"), ("v a", "g", "v", "a", "quantifier", text)]
    (finding,) = check("PPL5", *rows)
    assert finding["verdict"] == "not testable"
    assert "states no share" in finding["reason"]


@pytest.mark.parametrize(
    ("text", "n", "verdict"),
    [
        ("most", "14", "consistent"),
        ("most", "13", "inconsistent"),
        ("half", "13", "consistent"),
        ("half", "12", "inconsistent"),
        ("a third", "9", "consistent"),
        ("all", "26", "consistent"),
        ("all", "25", "inconsistent"),
        ("none", "0", "consistent"),
        ("none", "1", "inconsistent"),
        ("about half", "11", "consistent"),
        ("about half", "9", "inconsistent if"),
    ],
)
def test_a_quantifier_is_held_against_the_count_beside_it(check, text, n, verdict):
    """Half of 26 is 13, a third 8.67; a tenth of the group is 2.6 people."""
    rows = [size("26"), stage("v", n, "a"), ("v a", "g", "v", "a", "quantifier", text)]
    (finding,) = check("PPL5", *rows)
    assert finding["verdict"] == verdict
    assert f"{n}/26" in finding["reason"]


def test_a_quantifier_needs_a_count_and_is_no_unreadable_number(check):
    (finding,) = check("PPL5", size("26"), ("v a", "g", "v", "a", "quantifier", "most"))
    assert finding["reason"] == "Needs a count beside it and its denominator."
    assert check("TXT2", ("v a", "g", "v", "a", "quantifier", "most")) == []


def levels(places):
    rows = [
        ("", name, "g", "v" if level else "", level, "n", n, "paper.pdf, p. 1")
        for name, listed in places.items()
        for level, n in listed.items()
    ]
    found = audit(pd.DataFrame(rows, columns=COLUMNS, dtype=str), checks=["SUM5"]).findings
    return [(f["verdict"], f["place"], f["reason"]) for f in found.to_dict("records")]


def test_a_level_that_one_place_leaves_out_is_a_question_where_its_counts_are_complete():
    table = {"": "20", "a": "10", "b": "8", "c": "2"}
    text = {"a": "12", "b": "8"}
    ((verdict, place, reason),) = levels({"Table 1": table, "Results": text})
    assert (verdict, place) == ("inconsistent if", "Results")
    assert "add up to 20, their N, without c, reported in Table 1" in reason


def test_a_level_that_one_place_leaves_out_is_named():
    table = {"": "20", "a": "10", "b": "8", "c": "2"}
    ((verdict, place, reason),) = levels({"Table 1": table, "Results": {"a": "10", "b": "8"}})
    assert (verdict, place) == ("not testable", "Results")
    assert "does not list c, reported in Table 1" in reason


def test_levels_grouped_differently_or_listed_alike_are_no_question():
    table = {"": "20", "a": "10", "b": "8", "c": "2"}
    grouped = levels({"Table 1": table, "Results": {"a": "10", "b or c": "10"}})
    assert {verdict for verdict, *_ in grouped} == {"not testable"}
    assert levels({"Table 1": table, "Results": table}) == []
    assert levels({"Table 1": table, "Results": {"a": "10"}}) == []


def test_about_half_of_few_people_may_be_one_person_off(check):
    """Half of 8 is 4; a tenth of the group is less than one person."""
    rows = [size("8"), stage("v", "3", "a"), ("v a", "g", "v", "a", "quantifier", "about half")]
    assert [finding["verdict"] for finding in check("PPL5", *rows)] == ["consistent"]
