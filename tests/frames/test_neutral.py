"""Cells that a spreadsheet program could take for a formula."""

import csv
import io

import pandas as pd
import pytest
from conftest import ledger_of
from typer.testing import CliRunner

from peerstudy.cli import app
from peerstudy.frames.neutral import csv_of, neutral, printable


@pytest.mark.parametrize("text", ["=1+1", "+a", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "- x"])
def test_what_looks_like_a_formula_is_marked_as_text(text):
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["-3", "-3.5", "+0.2", "-12.5 %", "-", "", "a=b", "\u22125", "5-3"]
)
def test_numbers_and_other_texts_stay(text):
    assert neutral(text) == text


def test_control_characters_are_shown_as_unknown():
    assert printable("a\x00b\x1bc\ud800\n") == "a\ufffdb\ufffdc\ufffd\n"


def test_numbers_of_a_frame_stay_numbers():
    frame = pd.DataFrame({"=a": ["=1"], "n": [-1], "share": [-0.5]})
    assert csv_of(frame) == "'=a,n,share\n'=1,-1,-0.5\n"


def test_every_csv_of_a_hostile_ledger_is_neutral(tmp_path):
    path = tmp_path / "hostile.csv"
    rows = [("a", "=cmd()", "", "", "n", "20"), ("b", "=cmd()", "@v", "+x\x07", "n", "9")]
    ledger_of(*rows).to_csv(path, index=False)
    options = ("--format", "csv")
    runner = CliRunner()
    outputs = [
        runner.invoke(app, [name, str(path), *options]).output for name in ("audit", "table1")
    ]
    assert (
        runner.invoke(
            app,
            [
                "tables",
                str(path),
                "--format",
                "csv",
                "--format",
                "docx",
                "--out",
                str(tmp_path / "out"),
            ],
        ).exit_code
        == 0
    )
    assert runner.invoke(app, ["figures", str(path), "--out", str(tmp_path / "out")]).exit_code == 0
    outputs += [file.read_text("utf-8-sig") for file in (tmp_path / "out").glob("*.csv")]
    cells = [cell for text in outputs for row in csv.reader(io.StringIO(text)) for cell in row]
    assert any("cmd()" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@")) or "\x07" in cell]


@pytest.mark.parametrize("cell", ["  =1+1", "\u00a0@A1", " \t+cmd", "\u3000-x()"])
def test_an_indented_formula_is_no_formula_either(cell):
    assert neutral(cell) == f"'{cell}"


def test_an_indented_number_stays_one():
    assert neutral("  -3.5") == "  -3.5"
