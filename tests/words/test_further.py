"""Tests of a third language: a column of labels and a catalogue file, and no code."""

import os
import shutil
import subprocess
import sys

import pandas as pd
import pytest

from peerstudy.study import data_folder

CATALOGUE = """
[language]
plurals = ["one", "other"]

[common]
characteristic = "Caractéristique"

[audit_display]
severity_high = "gravité élevée"

[audit_problems]
no_repair = "Aucune correction simple n'a été trouvée"
"""
DOMAIN = """
[audit_structure]
scope_outer_setting = "Contexte externe"
"""
LABELS = {"groups": ("group", "peers", "Pairs aidants"), "variables": ("variable", "age", "Âge")}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Copy a study, label it in French, and give a command that knows of the language."""
    folder = tmp_path_factory.mktemp("french")
    study = shutil.copytree(data_folder() / "upsides_israel", folder / "study")
    for name, (key, code, label) in LABELS.items():
        frame = pd.read_csv(study / f"{name}.csv", dtype=str, keep_default_na=False)
        frame["label_fr"] = frame[key].map({code: label}).fillna("")
        frame.to_csv(study / f"{name}.csv", index=False)
    (folder / "words").mkdir()
    (folder / "words" / "fr.toml").write_text(CATALOGUE, encoding="utf-8")
    known = os.environ | {"PEERSTUDY_WORDS": str(folder / "words"), "COLUMNS": "80"}

    def command(name, *options):
        line = [sys.executable, "-m", "peerstudy", name, str(study), "--lang", "fr", *options]
        return subprocess.run(
            line, capture_output=True, text=True, env=known, check=False, encoding="utf-8"
        )

    return command


def test_a_table_has_its_labels_and_texts_and_english_where_there_is_none(run):
    told = run("table1").stdout
    assert "Caractéristique" in told
    assert "Pairs aidants" in told
    assert "Âge" in told
    assert "Professionals" in told


def test_an_audit_is_in_it_too(run):
    done = run("audit")
    assert done.returncode == 1
    assert "gravité élevée" in done.stdout
    assert "Âge" in run("audit", "--findings").stdout


def test_tables_are_named_after_it(run, tmp_path):
    done = run(
        "tables", "--table", "sample_printed", "--format", "markdown", "--out", str(tmp_path)
    )
    assert done.returncode == 0, done.stderr
    assert "Pairs aidants" in (tmp_path / "sample_printed_fr.md").read_text(encoding="utf-8")


def test_domains_of_cfir_are_named_by_it_or_in_english(tmp_path):
    (tmp_path / "fr.toml").write_text(CATALOGUE + DOMAIN, encoding="utf-8")
    code = (
        "from peerstudy.study.reference import load_cfir\n"
        "print(*load_cfir().labels('fr', '2022').values(), sep='; ')"
    )
    known = os.environ | {"PEERSTUDY_WORDS": str(tmp_path), "PYTHONUTF8": "1"}
    line = [sys.executable, "-c", code]
    done = subprocess.run(
        line, capture_output=True, text=True, env=known, check=True, encoding="utf-8"
    )
    assert done.stdout == (
        "Innovation; Contexte externe; Inner Setting; Individuals; Implementation Process\n"
    )
