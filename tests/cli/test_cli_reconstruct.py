import csv
import json

import pandas as pd
import pytest
from typer.testing import CliRunner

from peerstudy.auditing import datasets_behind
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
    assert "26,500,700,006 compatible data sets" in run(*ANCHOR).splitlines()
    assert "3,810,845,836 compatible data sets" in run(*ANCHOR, "--attained").splitlines()
    assert "actual" not in run(*ANCHOR)


def test_a_study_has_a_count_for_each_mean():
    output = run("upsides_israel", code=1)
    assert "328,943,320,409,730 compatible data sets" in output
    assert "    1 compatible data set\n" in output


def test_values_are_shown_only_when_asked_for():
    three = ["--mean", "25.33", "--n", "3", "--min", "18", "--max", "35", "--attained"]
    assert "18, 23, 35" not in run(*three)
    assert "18, 23, 35" in run(*three, "--list")
    assert run(*three, "--list", "--format", "csv").splitlines()[1] == "1,18,23,35"


@pytest.mark.parametrize("option", ["--values", "--sample=2", "--list"])
def test_shown_values_are_not_said_to_be_hidden(option, tmp_path):
    five = ["--mean", "3.2", "--sd", "0.84", "--n", "5", "--min", "1", "--max", "5"]
    assert "are not shown; --values shows them" in " ".join(run(*five).split())
    for told in (run(*five, option), run(*five, option, "-o", str(tmp_path / "kept.csv"))):
        assert "may identify participants" in told
        assert "not shown" not in " ".join(told.split())


def test_a_list_that_is_too_long_names_its_length_and_the_option():
    refused = run(*ANCHOR, "--list", code=4)
    assert "26,500,700,006 data sets are compatible; at most 1,000 are listed" in refused
    assert "--most 26500700006" in refused
    assert "--sample" in refused
    narrow = ["--mean", "3.0", "--sd", "1.2", "--n", "20", "--min", "1", "--max", "5", "--list"]
    assert len(run(*narrow, "--format", "csv").splitlines()) == 100
    assert "at most 98" in run(*narrow, "--most", "98", code=4)


def test_draws_are_written_whole_and_replace_nothing_unasked(tmp_path):
    out = tmp_path / "draws.csv"
    draws = [*ANCHOR, "--sample", "50", "--seed", "1", "-o", str(out)]
    assert "26,500,700,006 compatible" in run(*draws)
    first = out.read_text()
    frame = pd.read_csv(out).drop(columns="dataset")
    assert frame.shape == (50, 25)
    assert ((frame.mean(axis=1) - 41.5).abs() < 0.0501).all()
    assert ((frame.std(axis=1) - 7.79).abs() < 0.00501).all()
    assert "--force" in run(*draws, code=2)
    run(*draws, "--force")
    assert out.read_text() == first
    impossible = ["--mean", "5.19", "--n", "28", "--min", "1", "--max", "7", "--sample", "5"]
    run(*impossible, "-o", str(tmp_path / "none.csv"), code=1)
    assert [path.name for path in tmp_path.iterdir()] == ["draws.csv"]


def test_an_answer_for_programs_holds_counts_bounds_and_draws():
    found = json.loads(run(*ANCHOR, "--format", "json", "--sample", "2", "--seed", "3"))
    assert (found["datasets"], found["mean"], found["seed"]) == (26_500_700_006, "41.5", 3)
    assert found["bounds"][0] == {"statistic": "minimum", "lowest": "30", "highest": "37"}
    assert [len(row) for row in found["values"]] == [25, 25]
    (row,) = csv.DictReader(run(*ANCHOR, "--format", "csv").splitlines())
    assert (row["datasets"], row["sd"], row["median"]) == ("26500700006", "7.79", "")
    halves = ["--mean", "1.75", "--n", "2", "--min", "1", "--max", "2", "--grain", "1/2"]
    listed = json.loads(run(*halves, "--list", "--format", "json"))
    assert listed["values"] == [["1.5", 2]]
    assert listed["seed"] is None


def test_a_study_comes_in_every_format():
    records = json.loads(run("upsides_israel", "--format", "json", code=1))
    assert {record["datasets"] for record in records} >= {0, 328_943_320_409_730}
    rows = list(csv.DictReader(run("upsides_israel", "--format", "csv", code=1).splitlines()))
    assert [row["mean"] for row in rows] == [record["mean"] for record in records]


def test_quartiles_and_a_median_leave_fewer_data_sets():
    quartiles = run(*ANCHOR, "--q1", "35", "--median", "41", "--q3", "47")
    assert "lower quartile 35, median 41, upper quartile 47" in quartiles
    assert "3,242,648,559 compatible data sets" in quartiles
    assert "any common definition" in " ".join(quartiles.split())
    refused = run(*ANCHOR, "--q1", "50", "--q3", "51", code=1)
    assert "the quartiles cannot be true together" in " ".join(refused.split())


def test_a_median_in_a_ledger_counts(tmp_path):
    def counted(*more):
        printed = [("mean", "41.5"), ("sd", "7.79"), ("min", "30"), ("max", "58"), *more]
        rows = [f"a,Table 1,patients,age,,{stat},{text},p. 1,1" for stat, text in printed]
        rows.append("a,Table 1,patients,age,,denominator,25,p. 1,")
        lines = ["item,place,group,variable,level,stat,printed,source,grain", *rows]
        path = tmp_path / "ledger.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        (row,) = datasets_behind(path).to_dict("records")
        return row

    assert counted()["datasets"] == 3_810_845_836
    whole = counted(("median", "41"), ("q1", "35"), ("q3", "47"))
    ends = {"attained_min": True, "attained_max": True}
    summary = PrintedSummary(25, 30, 58, "41.5", "7.79", "41", q1="35", q3="47", **ends)
    assert whole["datasets"] == how_many(summary)
    assert (whole["median"], whole["q1"], whole["q3"]) == ("41", "35", "47")
    assert counted(("median", "58"))["datasets"] == 0


def test_nothing_feasible_says_which_numbers_disagree():
    output = run("--mean", "5.19", "--n", "28", "--min", "1", "--max", "7", code=1)
    assert "0 compatible data sets" in output
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
        (["upsides_israel", "--list"], "take printed numbers"),
        ([*ANCHOR, "--list", "--sample", "3"], "not both"),
        ([*ANCHOR, "--memory", "nan"], "--memory must be"),
        ([*ANCHOR, "--work", "-1"], "--work must be"),
        (["--mean", "5", "--n", "4", "--min", "1", "--max", "1e400"], "--max must be a number"),
        (["--mean", "5", "--n", "4", "--min", "1", "--max", "9" * 5000], "--max must be a number"),
    ],
)
def test_a_call_that_cannot_be_done_is_refused_kindly(arguments, told):
    assert told in run(*arguments, code=2)


def test_the_answer_comes_in_hebrew_too():
    assert "26,500,700,006 מערכי נתונים תואמים" in run(*ANCHOR, "--lang", "he").splitlines()
    output = run("upsides_israel", "--lang", "he", code=1)
    assert "אנשי מקצוע" in output
    assert "328,943,320,409,730 מערכי נתונים תואמים" in output
    assert "No n is printed" not in output
    refused = run("--mean", "5.19", "--n", "28", "--min", "1", "--max", "7", "--lang", "he", code=1)
    assert "סותרים זה את זה" in refused


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


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--min", "9", "--max", "0", "--mean", "5.0"), "--min must not exceed --max"),
        (("--min", "0", "--max", "9", "--mean", ""), "must be one number"),
        (("--min", "0", "--max", "9", "--mean", "5.0", "--grain", "1e-30"), "without an exponent"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_it_is_counted(options, told):
    done = CliRunner().invoke(app, ["reconstruct", "--n", "10", *options])
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr


def test_one_value_that_is_impossible_is_named_as_one():
    told = run("--n", "10", "--min", "0", "--max", "9", "--sd", "-1", code=1)
    assert "one value is impossible by itself: SD." in " ".join(told.split())
