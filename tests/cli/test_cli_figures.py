"""The command that writes figures."""

import re

import pytest
from typer.testing import CliRunner

from peerstudy.cli import app
from tests.conftest import COLUMNS, ledger_of


def run(*arguments):
    return CliRunner().invoke(app, ["figures", *map(str, arguments)])


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_figure_comes_with_its_words_in_both_languages_and_its_data_once(tmp_path):
    done = run("upsides_israel", "--figure", "sample_years", "--format", "svg", "--out", tmp_path)
    assert done.exit_code == 0, done.output
    expected = [
        "sample_years.csv",
        *(f"sample_years_{x}" for x in ("en.svg", "en.txt", "he.svg", "he.txt")),
    ]
    assert names_in(tmp_path) == expected
    assert sorted(done.stdout.split()) == [str(tmp_path / name) for name in expected]
    assert re.search(r"1/1 sample_years, 174 mm wide", done.stderr)


def test_existing_files_are_refused_before_any_is_written(tmp_path):
    (tmp_path / "sample_years_he.pdf").write_text("mine")
    options = (
        "upsides_israel",
        "--figure",
        "audit_verdicts",
        "--figure",
        "sample_years",
        "--out",
        tmp_path,
    )
    done = run(*options)
    assert done.exit_code == 2
    assert "sample_years_he.pdf is there already; use --force" in done.stderr
    assert "mm wide" not in done.stderr
    assert names_in(tmp_path) == ["sample_years_he.pdf"]
    assert run(*options, "--force", "--lang", "he").exit_code == 0
    assert (tmp_path / "sample_years_he.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["upsides_israel", "--figure", "nothing"], "A figure must be one of audit_table,"),
        (["upsides_israel", "--style", "wide"], "A style must be one of"),
        (["upsides_israel", "--dpi", "10"], "greater than or equal to 72"),
        (["upsides_israel", "--format", "gif"], "'gif' is not one of"),
        (["nobody"], "A study must be one of"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(tmp_path, options, told):
    done = run(*options, "--out", tmp_path / "new")
    assert done.exit_code == 2
    assert told in " ".join(done.stderr.split())
    assert not (tmp_path / "new").exists()


def test_a_ledger_gets_the_figures_it_has_numbers_for_and_is_told_of_the_others(tmp_path):
    ledger = ledger_of(
        ("1", "all", "", "", "n", "20"),
        ("2", "all", "score", "", "mean", "3.25"),
        ("2", "all", "score", "", "sd", "1.10"),
    )
    ledger[COLUMNS].to_csv(tmp_path / "mine.csv", index=False)
    out = tmp_path / "out"
    done = run(tmp_path / "mine.csv", "--lang", "en", "--format", "svg", "--out", out)
    assert done.exit_code == 0, done.output
    assert "sample_score_en.svg" in names_in(out)
    assert "There are no codes, so there are no figures of codes" in done.stdout
    assert "A ledger has no labels" in done.stdout


def test_figures_of_sites_are_chosen_by_the_sites_name(tmp_path):
    done = run(
        "upsides_sites", "--figure", "sites_planned", "--lang", "he", "--format", "png",
        "--style", "one-column", "--dpi", "72", "--out", tmp_path,
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert names_in(tmp_path) == [
        "sites_planned.csv",
        "sites_planned_he.png",
        "sites_planned_he.txt",
    ]
    assert "sites_planned, 85 mm wide" in done.stderr


def test_a_figure_that_is_too_broad_for_one_column_says_why(tmp_path):
    done = run(
        "upsides_israel", "--figure", "themes_codes", "--lang", "en", "--format", "svg",
        "--style", "one-column", "--out", tmp_path,
    )  # fmt: skip
    assert "174 mm wide. Two columns wide only: with the names of codes" in done.stderr


@pytest.mark.parametrize(("lang", "title"), [("en", "What publications"), ("he", "מה מדווח")])
def test_figures_are_listed_with_their_captions_and_nothing_is_written(tmp_path, lang, title):
    done = run("upsides_sites", "--list", "--lang", lang, "--out", tmp_path / "new")
    assert done.exit_code == 0, done.output
    lines = done.stdout.split("\n")
    assert [line for line in lines if line[:1].strip()] == ["sites_evidence", "sites_planned"]
    assert title in lines[1]
    assert max(map(len, lines)) <= 80
    assert not (tmp_path / "new").exists()


def test_one_figure_is_listed_by_its_name_and_an_unknown_one_is_refused():
    done = run("upsides_israel", "--list", "--figure", "grim_lattice")
    assert "One or two columns wide." in done.stdout
    assert "sample_years" not in done.stdout
    refused = run("upsides_israel", "--list", "--figure", "nothing")
    assert refused.exit_code == 2
    assert "one of audit_table, sample_years" in " ".join(refused.stderr.split())


def test_a_failure_half_way_leaves_nothing(tmp_path, monkeypatch):
    from peerstudy.figures import Plate

    real = Plate.file

    def fails(self, style, lang, dpi, preset):
        if lang == "he":
            raise MemoryError
        return real(self, style, lang, dpi, preset)

    monkeypatch.setattr(Plate, "file", fails)
    done = run("upsides_israel", "--figure", "sample_years", "--format", "svg", "--out", tmp_path)
    assert done.exit_code != 0
    assert names_in(tmp_path) == []
