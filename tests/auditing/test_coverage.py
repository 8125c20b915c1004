"""Every printed number has a state: tested, in checks that could not fail, or in none."""

import pytest
from conftest import ledger_of

from auditing.conftest import n_percent, size
from peerstudy import audit, load_study
from peerstudy.auditing.coverage import Covered, counted


def states(*rows, **options):
    return audit(ledger_of(*rows), **options).coverage["state"].tolist()


def test_a_percentage_its_count_and_its_n_are_tested_together():
    assert states(size("26"), *n_percent("a", "9", "34.6")) == ["tested"] * 3


def test_a_number_that_nothing_depends_on_is_in_no_check_and_says_what_would_test_it():
    result = audit(ledger_of(("a", "", "years", "", "value", "2018")))
    [row] = result.coverage.to_dict("records")
    assert (row["state"], row["checks"]) == ("no check", ())
    assert row["wanted"].startswith("another number")
    assert result.coverage_told == (
        "Of 1 reported number, 0 were tested by a check that could have failed; "
        "no check applies to 1."
    )


@pytest.mark.parametrize(
    ("count", "of", "chance"),
    [("9", "26", 1.0), ("12", "26", 17 / 90), ("7", "8", 0.9), ("0", "0", 0.1)],
)
def test_how_many_counts_of_as_many_digits_a_total_admits(count, of, chance):
    """Counted by hand: of 10 to 99, those up to 26 are 17."""
    from peerstudy.auditing.totals import _share_up_to

    listed = range(10 ** (len(count) - 1) if len(count) > 1 else 0, 10 ** len(count))
    assert _share_up_to(int(of), len(count)) == chance
    assert chance == sum(n <= int(of) for n in listed) / len(listed)


def test_a_count_that_its_group_cannot_contradict_is_in_no_check_that_could_fail():
    ledger = ledger_of(size("26"), ("a", "g", "v", "x", "n", "9"))
    row = audit(ledger, checks=["SUM4"]).coverage.iloc[1]
    assert (row["state"], row["checks"]) == ("could not fail", ("SUM4",))


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "Of 2 reported numbers, 1 was tested by a check that could have failed; 1 was "
               "tested only by checks that could not have failed."),
        ("he", "מתוך שני מספרים שדווחו, אחד נבחן בבדיקה שיכלה להיכשל; אחד נבחן רק בבדיקות "
               "שלא יכלו להיכשל."),
    ],
)  # fmt: skip
def test_how_much_was_tested_is_a_sentence_with_plural_forms(lang, told):
    found = [Covered(("SUM4",), ("SUM4",), 0.5), Covered(("SUM4",), (), 0.5)]
    assert counted(found, lang) == told


def test_coverage_has_a_row_for_each_row_and_its_counts_add_up():
    result = audit(load_study("upsides_israel"))
    counts = result.coverage["state"].value_counts()
    assert counts.sum() == len(result.subject.ledger)
    assert counts["tested"] > 0.9 * counts.sum()
    untested = result.coverage.query("state != 'tested'")
    assert (untested["wanted"] != "").all()
    assert (result.coverage.query("state == 'tested'")["wanted"] == "").all()


def test_a_mean_of_unknown_resolution_is_inconsistent_under_a_condition():
    rows = [("m", "g", "age", "", "mean", "35.33"), size("28")]
    result = audit(ledger_of(*rows))
    [row] = result.conditional.to_dict("records")
    assert (row["check"], row["verdict"]) == ("AVG1", "inconsistent if")
    assert "whole" in row["reason"]
    assert not len(result.inconsistent)
    assert "no sum of whole values has this mean" in result._repr_html_()


def test_a_chance_is_of_the_number_that_is_judged_and_not_of_its_n():
    rows = ledger_of(size("26"), *n_percent("a", "9", "34.6"))
    coverage = audit(rows, checks=["PCT1"]).coverage.set_index("stat")
    assert coverage.loc["percent", "chance"] == pytest.approx(1 / 1001)
    assert coverage["chance"].isna().sum() == 2


def test_risks_and_notes_test_no_number():
    rows = ledger_of(size("26"), ("a", "g", "v", "x", "n", "3"))
    coverage = audit(rows, checks=["DSC1", "TXT2"]).coverage
    assert set(coverage["state"]) == {"no check"}
