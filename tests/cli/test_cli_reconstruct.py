import pytest
from typer.testing import CliRunner

from peerstudy.audit import datasets_behind
from peerstudy.cli import app
from peerstudy.reconstruct import (
    PrintedSummary,
    effort,
    how_many,
    range_from_sd,
)

ANCHOR = ["--mean", "41.5", "--sd", "7.79", "--n", "25", "--min", "30", "--max", "58"]


def run(*arguments, code=0):
    done = CliRunner().invoke(app, ["reconstruct", *arguments])
    assert done.exit_code == code, done.output
    return done.output


def test_the_published_count_is_among_the_lines():
    assert "26,500,700,006 feasible data sets" in run(*ANCHOR).splitlines()
    assert "3,810,845,836 feasible data sets" in run(*ANCHOR, "--attained").splitlines()
    assert "actual" not in run(*ANCHOR)


def test_a_study_has_a_count_for_each_mean():
    output = run("upsides_israel", code=1)
    assert "328,943,320,409,730 feasible data sets" in output
    assert "    1 feasible data set\n" in output


def test_values_are_shown_only_when_asked_for():
    three = ["--mean", "25.33", "--n", "3", "--min", "18", "--max", "35", "--attained"]
    assert "18, 23, 35" not in run(*three)
    assert "18, 23, 35" in run(*three, "--values")


def test_nothing_feasible_says_which_numbers_disagree():
    output = run("--mean", "5.19", "--n", "28", "--min", "1", "--max", "7", code=1)
    assert "0 feasible data sets" in output
    assert "the mean, n cannot be true together" in output


def test_a_count_beyond_its_limit_ends_with_a_code_of_its_own():
    assert "needs about" in run(*ANCHOR, "--memory", "0.0001", code=4)
    assert "--work" in run(*ANCHOR, "--work", "0.0001", code=4)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--mean", "5"], "--n"),
        (["--mean", "5", "--n", "4", "--min", "x", "--max", "3"], "--min must be a number"),
        (["--mean", "5", "--n", "4", "--min", "1"], "both --min and --max"),
        (["--mean", "5", "--n", "4"], "limit the values"),
        (["upsides_israel", *ANCHOR], "not both"),
        ([*ANCHOR, "--memory", "nan"], "--memory must be"),
        ([*ANCHOR, "--work", "-1"], "--work must be"),
        (["--mean", "5", "--n", "4", "--min", "1", "--max", "1e400"], "--max must be a number"),
        (["--mean", "5", "--n", "4", "--min", "1", "--max", "9" * 5000], "--max must be a number"),
    ],
)
def test_a_call_that_cannot_be_done_is_refused_kindly(arguments, told):
    assert told in run(*arguments, code=2)


def test_the_answer_comes_in_hebrew_too():
    assert "26,500,700,006 אוספי נתונים אפשריים" in run(*ANCHOR, "--lang", "he").splitlines()
    output = run("upsides_israel", "--lang", "he", code=1)
    assert "אנשי מקצוע" in output
    assert "328,943,320,409,730 אוספי נתונים אפשריים" in output
    assert "No n is printed" not in output
    refused = run("--mean", "5.19", "--n", "28", "--min", "1", "--max", "7", "--lang", "he", code=1)
    assert "אינם יכולים להתקיים יחד" in refused


def test_half_years_would_do_for_the_peers(study):
    behind = datasets_behind(study).set_index(["group", "variable", "place"])["datasets"]
    assert behind["peers", "years_in_field", "Table 1"] == 0
    assert behind["policy_makers", "age", "Sample"] == 3
    half = PrintedSummary(23, 2, 11, "5.5", "2.51", grain="1/2")
    assert how_many(half) > 0


@pytest.mark.parametrize(("mean", "sd", "n"), [("3.0", "0.82", 4), ("0.5", "0.71", 2)])
def test_no_data_set_goes_beyond_the_range_of_its_sd(mean, sd, n):
    low, high = range_from_sd(mean, sd, n)
    wide = PrintedSummary(n, low - 3, high + 3, mean, sd)
    assert how_many(wide) == how_many(PrintedSummary(n, low, high, mean, sd)) > 0


def test_effort_grows_with_n_and_width():
    small, more, wide = (
        effort(PrintedSummary(n, 0, top, "3.0", "1.0")) for n, top in ((10, 6), (40, 6), (40, 60))
    )
    assert small < more < wide
