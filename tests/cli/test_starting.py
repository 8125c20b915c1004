"""Starting costs little more than importing pandas: what an audit does not need is not loaded."""

import subprocess
import sys

import pytest
from conftest import slowly

HEAVY = {
    "docx", "hypothesis", "lxml", "matplotlib", "openpyxl", "pypdfium2", "scipy",
    "seaborn",
}  # fmt: skip
MOST = 330
"""Modules beyond pandas's own; half of them are this package's and typer's."""
SCRIPT = """
import sys, pandas
before = set(sys.modules)
from peerstudy.cli import main
sys.argv = ["peerstudy", "audit", *sys.argv[1:]]
try:
    main()
finally:
    print(*sorted(set(sys.modules) - before), file=sys.stderr)
"""


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "ledger.csv"
    path.write_text(
        "item,place,group,variable,level,stat,printed,source\n"
        "t,Table 1,peers,,,n,26,p. 1\n"
        "a,Table 1,peers,status,single,n,8,p. 1\n"
        "a,Table 1,peers,status,single,percent,30.76,p. 1\n"
        "b,Table 1,peers,age,,mean,41.5,p. 1\n"
        "b,Table 1,peers,age,,sd,7.79,p. 1\n"
    )
    return str(path)


def loaded_by(*arguments):
    command = [sys.executable, "-c", SCRIPT, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode in (0, 1), done.stderr
    return done.stderr.splitlines()[-1].split()


def test_an_audit_of_a_ledger_loads_few_modules(ledger):
    names = loaded_by(ledger)
    assert HEAVY & {name.partition(".")[0] for name in names} == set()
    assert len(names) < MOST


def test_an_audit_of_a_study_loads_nothing_heavy():
    """Neither readers of manuscripts, nor what checks options, as none is given."""
    names = loaded_by()
    assert (HEAVY | {"pydantic"}) & {name.partition(".")[0] for name in names} == set()
    assert not [name for name in names if name.startswith("peerstudy.readers")]


def test_memory_is_searched_rarely_while_a_command_runs():
    script = (
        "import atexit, gc, peerstudy.__main__\n"
        "atexit.register(lambda: print(gc.get_threshold()[0]))\n"
        "import sys; sys.argv = ['peerstudy', '--version']; peerstudy.__main__.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert int(done.stdout.splitlines()[-1]) >= 100_000


def test_memory_is_not_searched_for_garbage_at_the_end(ledger):
    script = "import atexit, gc; atexit.register(lambda: print(gc.get_freeze_count()))" + SCRIPT
    command = [sys.executable, "-c", script, ledger, "--format", "csv"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    assert int(done.stdout.splitlines()[-1]) > 10_000


@pytest.mark.parametrize(
    ("option", "value"), [("--few", "1"), *slowly(("--rounding", "odd"), ("--threshold", "x"))]
)
def test_an_option_that_is_given_is_checked_all_the_same(option, value):
    command = [sys.executable, "-m", "peerstudy", "audit", option, value]
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 2
    assert option in done.stderr
