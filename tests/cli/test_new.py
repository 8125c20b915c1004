"""The ledger to edit."""

from typer.testing import CliRunner

from peerstudy import audit, read_ledger
from peerstudy.cli import app


def run(*arguments):
    return CliRunner().invoke(app, [*map(str, arguments)])


def test_a_new_ledger_has_twelve_rows_and_passes_its_audit(tmp_path):
    path = tmp_path / "mine.csv"
    assert run("new", path).exit_code == 0
    assert len(read_ledger(path)) == 12
    result = audit(path)
    assert (len(result.inconsistent), len(result.unread)) == (0, 0)
    assert {"PCT1", "DEN1", "AVG1", "AVG5", "TXT1"} <= set(result.findings["check"])
    assert run("audit", path).exit_code == 0


def test_a_file_that_is_there_is_kept(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("mine")
    assert run("new", path).exit_code == 2
    assert path.read_text() == "mine"
    assert run("new", path, "--force").exit_code == 0
