import csv
import io
import json
import re
import shutil
from functools import cache
from unicodedata import bidirectional

import pandas as pd
import pytest
import typer
from conftest import ledger_of
from typer.testing import CliRunner

from peerstudy.auditing import all_checks
from peerstudy.cli import app
from peerstudy.cli.subjects import subject_named
from peerstudy.ledger import Labels
from peerstudy.study import data_folder
from peerstudy.study.sites import load_sites

NEEDED = [
    "check",
    "item",
    "place",
    "group",
    "variable",
    "level",
    "stat",
    "printed",
    "verdict",
    "severity",
    "reason",
    "explanations",
    "could_fail",
    "source",
]
COMMANDS = sorted(typer.main.get_command(app).commands)
SOUND = [
    ("a", "g", "", "", "n", "26"),
    ("b", "g", "v", "x", "n", "9"),
    ("b", "g", "v", "x", "percent", "34.6"),
]


@cache
def run(*arguments):
    """Run a command, each once: tests look at one answer, and give files of their own."""
    return CliRunner().invoke(app, [*map(str, arguments)])


@pytest.fixture
def sound(tmp_path):
    path = tmp_path / "sound.csv"
    ledger_of(*SOUND).to_csv(path, index=False)
    return path


def test_the_study_is_audited_without_any_argument_and_ends_in_1():
    result = run("audit")
    assert result.exit_code == 1
    assert "upsides_israel: " in result.output
    assert "8/26 = 30.769…%" in run("audit", "--findings").output


def test_the_audit_of_a_study_fits_sixty_lines_of_eighty_columns():
    for lang in ("en", "he"):
        lines = run("audit", "upsides_israel", "--lang", lang).output.splitlines()
        assert len(lines) <= 60
        bare = [re.sub("[\u2066\u2068\u2069\u200f]", "", line) for line in lines]
        assert max(map(len, bare)) <= 80


def test_every_finding_fits_eighty_columns():
    assert max(map(len, run("audit", "--all").output.splitlines())) <= 80


def test_problems_come_first_then_how_much_was_tested():
    head, _, problems = run("audit", "upsides_israel").output.partition("\n\n")
    assert head.startswith("upsides_israel: 11 problems; ")
    assert " reported numbers, " in head
    assert problems.startswith("1.")


def test_reasons_are_whole_where_problems_are_few_and_short_where_they_are_many():
    few = run("audit", "upsides_israel", "--check", "DEN1").output
    assert "Of the whole numbers from 9 to 28, only 26 fits\n   as many." in few
    many = run("audit", "upsides_israel").output
    assert "Of the whole numbers from 9 to 28, only 26 …" in many


def test_what_was_not_tested_is_told_whole_where_problems_are_few():
    assert "Too coarse to test: 25 people can …" in run("audit", "upsides_israel").output
    assert " …\n" not in run("audit", "upsides_israel", "--check", "AVG1").output


def test_the_grades_of_problems_are_explained_where_they_are_few_or_shown_in_full():
    meant = "[low]: rounding, method or a doubtful reading may explain it"
    assert meant in " ".join(run("audit", "--findings").output.split())
    few = run("audit", "upsides_israel", "--check", "DEN1").output
    assert "[medium]: a single change would reconcile it\n" in few
    assert "[low]" not in few


def test_what_is_no_study_but_text_is_told_how_text_is_audited():
    told = run("audit", "17 of 47 (36.1%)").output
    assert "found '17 of 47 (36.1%)'. Text is audited by audit_text, or by piping" in told
    assert "Text is audited" not in run("audit", "upsides").output


def test_json_holds_the_state_of_every_number():
    content = json.loads(run("audit", "cofacilitation_mazor", "--format", "json").output)
    states = {row["state"] for row in content["coverage"]}
    assert states <= {"tested", "could not fail", "no check"}
    assert all(isinstance(row["rows"], list) for row in content["findings"])


def test_all_shows_every_finding_and_the_default_only_those_that_matter():
    brief, full = run("audit").output, run("audit", "--all").output
    assert "41.5 in Table 1; 41.52 in Sample" not in brief
    assert "41.5 in Table 1; 41.52 in Sample" in full


def test_a_ledger_without_deviations_ends_in_0(sound):
    result = run("audit", sound)
    assert (result.exit_code, "0 inconsistent" in result.output) == (0, True)
    assert result.output.startswith("sound.csv: ")


@pytest.mark.parametrize("everything", [[], ["--all"]])
def test_csv_holds_every_finding(everything):
    rows = list(csv.DictReader(io.StringIO(run("audit", "--format", "csv", *everything).output)))
    assert set(NEEDED) <= set(rows[0])
    assert {row["verdict"] for row in rows} == {
        "consistent",
        "inconsistent",
        "risk",
        "not testable",
    }


def test_json_holds_every_finding_and_reads_back():
    content = json.loads(run("audit", "--format", "json").output)
    assert set(NEEDED) <= set(content["findings"][0])
    assert content["rounding"] == "either"
    assert any(finding["chance"] is None for finding in content["findings"])
    assert isinstance(content["findings"][0]["explanations"], list)


@pytest.mark.parametrize(
    ("style", "start"), [("markdown", "# Audit of"), ("html", "<!DOCTYPE html>")]
)
def test_markdown_and_html_hold_the_findings_that_matter(style, start):
    brief, full = (run("audit", "--format", style, *more).output for more in ([], ["--all"]))
    assert brief.startswith(start)
    assert "30.76" in brief
    assert len(full) > 2 * len(brief)


@pytest.mark.parametrize("style", ["markdown", "html"])
def test_tables_of_results_show_labels_and_why_a_deviation_is_accepted(style):
    output = run("audit", "cofacilitation_mazor", "--format", style).output
    assert "social workers" in output
    assert not re.search(r"social\\?_workers", output)
    assert "waived: The two social workers are among" in output


def test_a_risk_is_told_once_and_names_every_place(tmp_path):
    none = tmp_path / "waivers.csv"
    none.write_text("check,item,reason\n")
    output = run("audit", "cofacilitation_mazor", "--findings", "--waivers", none).output
    assert output.count("DSC1  3  facilitators / count") == 1
    assert "(Abstract, article:20; also Limitations, article:829)" in " ".join(output.split())
    assert output.count("combine small groups with others") == 1
    assert output.count("not an error") == 0
    full = run("audit", "cofacilitation_mazor", "--all", "--waivers", none).output
    assert "4 risks" in full


def test_a_risk_that_is_accepted_is_told_as_waived_and_no_longer_as_a_risk():
    output = run("audit", "cofacilitation_mazor", "--findings").output
    assert "4 waived" in output
    assert "RISKS TO PARTICIPANTS" not in output
    assert "named authors" in output


@pytest.mark.parametrize("style", ["text", "markdown", "html"])
def test_an_audit_is_told_in_hebrew(style):
    result = run("audit", "--lang", "he", "--format", style)
    assert result.exit_code == run("audit").exit_code
    assert "אנשי מקצוע" in result.output
    assert not re.search("cannot|explanations|No simple explanation", result.output)


def test_the_checks_are_listed_in_hebrew():
    output = run("checks", "--lang", "he", "--format", "csv").output
    assert "החלק אינו גדול מן השלם" in output


def first_letters(output):
    """Yield what the first letter of each line makes of its direction, isolates skipped or not."""
    for line in filter(str.strip, output.splitlines()):
        for text in (line, re.sub("[\u2066-\u2068][^\u2069]*\u2069", "", line)):
            yield next((kind for kind in map(bidirectional, text) if kind in ("L", "R")), "none")


@pytest.mark.parametrize(
    "arguments",
    [
        ("audit", "upsides_israel", "--findings"),
        ("audit", "cofacilitation_mazor"),
        ("reconstruct", "cofacilitation_mazor"),
        ("reconstruct", "--mean", "5.5", "--sd", "2.5", "--n", "4", "--min", "1", "--max", "9"),
        ("checks",),
    ],
)
def test_every_line_in_hebrew_begins_in_its_direction_in_a_terminal(arguments):
    output = run(*arguments, "--lang", "he").stdout
    assert set(first_letters(output)) == {"R"}


def test_the_table_of_checks_keeps_its_own_layout_in_hebrew():
    output = run("audit", "cofacilitation_mazor", "--all", "--lang", "he").stdout
    assert not re.search("\u200f.*\u2067", output)


def test_a_rule_has_lines_of_its_own():
    lines = run("checks").output.splitlines()
    rule = "  PCT1  A percentage can come from its count and a stated or summed denominator"
    assert rule in lines
    assert lines[lines.index(rule) + 1].startswith("        Brown & Heathers 2017, https://")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_breaks_no_choice_and_calls_a_check_result_so(command):
    output = run(command, "--help").output
    assert not re.search(r"<[a-z][^>\n]*│\n", output)
    assert "finding" not in output.replace("--findings", "").lower()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_has_its_help(command):
    made = typer.main.get_command(app).commands[command]
    assert [param.name for param in made.params if not getattr(param, "help", "")] == []


def test_cells_are_read_in_hebrew(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(",Peers (N = 26)\nSingle,9 (34.6)\n")
    output = run("read", path, "--lang", "he").output
    for word in ("היכן", "תא", "נקרא כ־", "שכיחות", "אחוז"):
        assert word in output
    assert "read as" not in output


@pytest.mark.parametrize("option", ["--mean", "--sd", "--median", "--q1", "--q3"])
def test_an_option_that_is_no_number_is_named_before_what_is_missing(option):
    result = run("reconstruct", option, "abc", "--n", "10")
    assert result.exit_code == 2
    assert f"{option} must be one number" in result.output


def test_checks_and_rounding_are_chosen(sound):
    output = run("audit", "--check", "PCT2", "--check", "DEN", "--format", "csv").output
    assert {row["check"] for row in csv.DictReader(io.StringIO(output))} == {"PCT2", "DEN1", "DEN2"}
    assert run("audit", sound, "--rounding", "up").exit_code == 1


def test_waivers_are_taken_from_a_file(tmp_path):
    path = tmp_path / "waivers.csv"
    path.write_text("check,item,reason\nAVG2,smp-peers-education_years,misprint\n")
    result = run("audit", "--check", "AVG2", "--waivers", path)
    assert "waived: misprint" in result.output
    assert "WAIVED" in result.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["audit", "nowhere"], "upsides_israel"),
        (["audit", "nowhere.csv"], "there must be a file of this name"),
        (["audit", "--check", "XYZ"], "A check must be one of"),
        (["audit", "--rounding", "banker"], "banker"),
        (["audit", "--format", "pdf"], "pdf"),
        (["audit", "--waivers", "nowhere.csv"], "nowhere.csv"),
        (["table1", "upsides_israel", "--place", "Table 9"], "A place must be one of"),
        (["compare", "nowhere"], "upsides_sites"),
        (["compare", "upsides_sites", "--floor", "rumour"], "floor must be one of"),
        (["compare", "upsides_sites", "--format", "html"], "html"),
        (["nothing"], "nothing"),
    ],
)
def test_bad_usage_ends_in_2_and_says_what_is_wrong(arguments, told):
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.output
    assert "Traceback" not in result.output


def test_bad_input_ends_in_2_and_names_file_row_and_column(tmp_path):
    path = tmp_path / "bad.csv"
    ledger_of(("a", "g", "v", "", "average", "5")).to_csv(path, index=False)
    result = run("audit", path)
    assert result.exit_code == 2
    assert "bad.csv, row 2, column 'stat'" in result.output


def test_checks_lists_the_registry():
    output = run("checks", "--format", "csv").output
    assert [row["check"] for row in csv.DictReader(io.StringIO(output))] == [
        c.code for c in all_checks()
    ]


@pytest.mark.parametrize("style", ["text", "csv", "markdown"])
@pytest.mark.parametrize(
    ("lang", "told"), [("en", "Living with a partner"), ("he", "חי/ה בזוגיות")]
)
def test_table1_is_printed_in_both_languages(style, lang, told):
    result = run("table1", "upsides_israel", "--lang", lang, "--format", style)
    assert result.exit_code == 0
    assert told in result.output
    assert "30.76" in result.output


def test_sites_are_compared_in_hebrew_and_by_their_labels():
    told = run("compare", "upsides_sites", "--lang", "he").output
    assert not re.search("[a-z]{3}", told.split("\n", 1)[1])
    bare = [re.sub("[\u2066-\u2069]", "", line) for line in told.splitlines()]
    assert max(map(len, bare)) <= 80
    english = run("compare", "upsides_sites").output.split("\n", 1)[1]
    codes = Labels(load_sites()).each_of()
    assert [code for code in codes if "_" in code and code in english] == []


def test_sites_are_compared_with_how_much_is_known():
    compared = run("compare", "upsides_sites")
    assert compared.exit_code == 0
    for told in (
        "40 of 89",
        "17% to 100%",
        "170 more that may be positive as well as negative",
        "of 105",
        "33% to 100%",
        "3 or more",
        "below the plan of 36 to 48",
    ):
        assert told in compared.output
    assert max(map(len, compared.output.splitlines())) <= 80


def test_statements_that_contradict_each_other_end_in_one_message(tmp_path):
    folder = shutil.copytree(data_folder() / "upsides_sites", tmp_path / "sites")
    frame = pd.read_csv(folder / "statements.csv", dtype=str, keep_default_na=False)
    against = frame.query("statement == 'haun-covid'").assign(
        statement="haun-no-covid", kind="each", status="reported absent"
    )
    pd.concat([frame, against]).to_csv(folder / "statements.csv", index=False)
    result = run("compare", folder)
    assert result.exit_code == 2
    assert "cannot all hold" in result.output
    assert "'haun-covid'" in result.output
    assert "'haun-no-covid'" in result.output


def test_a_comparison_as_csv_holds_every_row():
    output = run("compare", "upsides_sites", "--format", "csv").output
    rows = list(csv.DictReader(io.StringIO(output)))
    assert {row["part"] for row in rows} == {
        "coverage", "prevalence", "similarity", "difference", "orders", "concordance", "planned"
    }  # fmt: skip
    (coverage,) = [r for r in rows if r["part"] == "coverage" and r["subject"] == "beer_sheva"]
    assert (coverage["known"], coverage["cells"]) == ("40", "89")
    assert all(row["high"] == "" for row in rows if row["part"] == "concordance")


def test_a_comparison_as_markdown_has_a_table_for_each_part():
    output = run("compare", "upsides_sites", "--format", "markdown", "--floor", "site").output
    assert output.count("\n**") == 6
    assert "| Kampala (Butabika)" in output


def test_markup_in_the_data_is_text(tmp_path):
    path = tmp_path / "markup.csv"
    rows = [
        ("a", "[red]g", "", "", "n", "21"),
        ("b", "[red]g", "<i>v", "x|y", "n", "9"),
        ("b", "[red]g", "<i>v", "x|y", "percent", "34.6"),
    ]
    ledger_of(*rows).to_csv(path, index=False)
    assert "[red]g" in run("audit", path).output
    assert "<i>v" not in run("audit", path, "--format", "html").output
    assert "x\\|y" in run("audit", path, "--format", "markdown").output


UNREADABLE = [
    ("a", "g", "", "", "n", "0"),
    ("c", "g", "age", "", "q1", "5O"),
    ("d", "g", "v", "y", "n", "-3"),
    ("d", "g", "v", "z", "n", "12 (60.0)"),
]


@pytest.mark.parametrize("style", ["text", "csv", "json", "markdown", "html"])
@pytest.mark.parametrize("options", [[], ["--check", "AVG1"], ["--lang", "he"]])
def test_what_could_not_be_read_is_listed_and_ends_in_2(tmp_path, style, options):
    path = tmp_path / "bad.csv"
    ledger_of(*SOUND[1:], *UNREADABLE).to_csv(path, index=False)
    result = run("audit", path, "--format", style, *options)
    assert result.exit_code == 2
    for printed in ("5O", "-3", "12 (60.0)"):
        assert printed in result.output


def test_what_could_not_be_tested_has_one_line_a_reason(tmp_path):
    path = tmp_path / "means.csv"
    rows = [(f"m{i}", "g", f"scale {i}", "", "mean", f"3.1{i}") for i in range(5)]
    ledger_of(("a", "g", "", "", "n", "20"), *rows).to_csv(path, index=False)
    output = " ".join(run("audit", path).output.split())
    assert "AVG1 g, scale 0: The resolution of its values is not given" in output
    assert "INCONSISTENT UNDER A CONDITION" in output
    assert output.count("Inconsistent if the values are whole") == 4


@pytest.mark.parametrize("style", ["text", "csv", "json", "markdown", "html"])
@pytest.mark.parametrize("check", [[], ["--check", "AVG1"]])
@pytest.mark.parametrize("rows", [[], SOUND])
def test_an_audit_without_findings_is_no_failure(tmp_path, style, check, rows):
    path = tmp_path / "small.csv"
    ledger_of(*rows).to_csv(path, index=False)
    assert run("audit", path, "--format", style, *check).exit_code == 0


@pytest.mark.parametrize("command", ["report", "figures", "tables", "table1", "reconstruct"])
def test_a_ledger_of_a_header_alone_is_no_failure(tmp_path, command):
    path = tmp_path / "header.csv"
    ledger_of().to_csv(path, index=False)
    where = {"report": ["-o", tmp_path / "a.html"], "figures": ["-o", tmp_path / "f"]}
    where["tables"] = ["-o", tmp_path / "t"]
    result = run(command, path, *where.get(command, []))
    assert result.exit_code == 0, result.output


def test_a_printed_median_and_its_quartiles_are_shown(tmp_path):
    path = tmp_path / "median.csv"
    rows = [("a", "g", "age", "", name, value) for name, value in
            {"median": "40", "q1": "35", "q3": "50", "min": "20", "max": "70"}.items()]  # fmt: skip
    ledger_of(*rows).to_csv(path, index=False)
    told = run("table1", path).output
    assert "40 (35–50)" in told
    assert "20–70" in told
    assert "Mdn (Q1–Q3)" in told


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff", "# a comment, with commas\n"])
def test_a_ledger_on_standard_input_is_read_as_in_a_file(tmp_path, monkeypatch, mark, start):
    path = tmp_path / "mine.csv"
    text = ledger_of(("a", "g", "", "", "n", "26"), ("b", "g", "v", "x", "percent", "34.7")).to_csv(
        index=False, sep=mark
    )
    path.write_text(start + text, encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(path.read_bytes())))
    piped = subject_named("-")
    assert piped.frame.equals(subject_named(str(path)).frame)


def test_a_table_on_standard_input_is_read_as_pasted_text(monkeypatch):
    pasted = "\tPeers (N=26)\nWomen\t9 (34.6%)\nMen\t17 (65.4%)\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(pasted.encode())))
    assert list(subject_named("-").frame["printed"]) == ["26", "9", "34.6", "17", "65.4"]
