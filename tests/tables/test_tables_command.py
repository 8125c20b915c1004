import pytest
from typer.testing import CliRunner

from peerstudy.cli import app
from peerstudy.tables import TableFile

runner = CliRunner()
TEXTS = [f"--format={kind}" for kind in TableFile if kind is not TableFile.DOCX]


def run(*arguments):
    return runner.invoke(app, ["tables", *map(str, arguments)])


def files(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_every_table_is_written_in_both_languages_and_listed(tmp_path):
    done = run("upsides_sites", *TEXTS, "--out", tmp_path)
    assert done.exit_code == 0, done.output
    assert sorted(line.rsplit("/", 1)[-1] for line in done.output.split()) == files(tmp_path)
    assert len(files(tmp_path)) == 3 * 2 * 5


def test_word_is_what_is_written_without_a_format(tmp_path):
    pytest.importorskip("docx")
    done = run("upsides_israel", "--table", "sample_printed", "--lang", "he", "--out", tmp_path)
    assert done.exit_code == 0, done.output
    assert files(tmp_path) == ["sample_printed_he.docx"]


def test_one_file_that_is_there_already_stops_all_and_force_replaces_it(tmp_path):
    there = tmp_path / "site_evidence_he.md"
    there.write_text("mine")
    refused = run("upsides_sites", "--format", "markdown", "--out", tmp_path)
    assert refused.exit_code == 2
    assert "site_evidence_he.md is there already" in refused.output
    assert files(tmp_path) == ["site_evidence_he.md"]
    assert there.read_text() == "mine"
    assert run("upsides_sites", "--format", "markdown", "--out", tmp_path, "--force").exit_code == 0
    assert there.read_text() != "mine"


def test_a_strangers_ledger_has_tables(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(
        "item,place,group,variable,level,stat,printed,source\n"
        ",Table 2,all,,,n,7,p. 3\n,Table 2,all,arm,left,n,3,p. 3\n"
        ",Table 2,all,arm,left,percent,42.9,p. 3\n"
    )
    done = run(path, "--format", "csv", "--lang", "en", "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert "left,3 (42.9)" in (tmp_path / "out" / "sample_recounted_en.csv").read_text()


def test_an_unknown_table_is_told_and_nothing_is_written(tmp_path):
    done = run("upsides_israel", "--table", "nothing", "--format", "csv", "--out", tmp_path / "out")
    assert done.exit_code == 2
    assert "found nothing" in done.output
    assert not (tmp_path / "out").exists()


def test_percentages_can_be_spared_and_taken_of_the_whole_group(tmp_path):
    options = ("--table", "sample_recounted", "--format", "csv", "--lang", "en", "--force")
    run("upsides_israel", *options, "--sparing", "--of-group", "--out", tmp_path)
    assert "Married,9 (35),28 (67)" in (tmp_path / "sample_recounted_en.csv").read_text()


def test_the_tables_are_listed_with_their_titles_and_nothing_is_written(tmp_path):
    done = run("upsides_israel", "--list", "--out", tmp_path)
    assert done.exit_code == 0, done.output
    names = [line.split("  ")[0] for line in done.output.splitlines()]
    assert {"participant_flow", "checklist_coreq", "checklist_srqr"} <= set(names)
    assert "Sessions and Participants" in done.output
    assert files(tmp_path) == []
    assert "מפגשים ומשתתפים" in run("upsides_israel", "--list", "--lang", "he").output


def test_a_ledger_without_tables_lists_none(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("item,place,group,variable,level,stat,printed,source\n")
    done = run(path, "--list")
    assert done.exit_code in (0, 2)
    assert "Traceback" not in done.output
