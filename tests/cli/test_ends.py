"""How commands end: one message, an exit code of its own, and nothing left behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ledger_of, slowly
from typer.testing import CliRunner

import peerstudy
from peerstudy.cli import app
from peerstudy.errors import NotWrittenError, TooLargeError

ROWS = [("a", "g", "", "", "n", "26"), ("b", "g", "v", "x", "n", "9")]


def run(*arguments):
    return CliRunner().invoke(app, [*map(str, arguments)])


def spawned(*arguments, out=subprocess.PIPE, **environment):
    return subprocess.run(
        [sys.executable, "-m", "peerstudy", *map(str, arguments)],
        stdout=out,
        stderr=subprocess.PIPE,
        env=os.environ | environment,
        check=False,
    )


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "mine.csv"
    ledger_of(*ROWS).to_csv(path, index=False)
    return path


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (TooLargeError("Counting", 10**10, 10**9), 4, "needs about 10.0 GB"),
        (MemoryError(), 4, "more memory is needed than is available"),
        (NotWrittenError("a.csv", OSError(28, "No space left")), 3, "a.csv cannot be written"),
        (OSError(28, "No space left"), 3, "the output cannot be written"),
        (OSError(13, "Permission denied", "a.toml"), 2, "a.toml cannot be read"),
        (BrokenPipeError(), 141, ""),
        (KeyError("x"), 70, "a defect in peerstudy"),
    ],
)
def test_every_failure_has_one_message_and_an_exit_code(monkeypatch, error, code, told):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr("peerstudy.cli.formats_text.check_lines", fail)
    result = run("checks")
    assert result.exit_code == code
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == (1 if told else 0)


@pytest.mark.parametrize(
    "arguments", [["--debug", "audit", "nobody"], ["audit", "nobody", "--debug"]]
)
def test_a_traceback_and_versions_are_shown_when_asked_for(arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Traceback" in result.stderr
    assert f"peerstudy {peerstudy.__version__}, Python 3" in result.stderr
    assert "Traceback" not in run("audit", "nobody").stderr


def test_the_version_is_printed():
    assert run("--version").output == f"peerstudy {peerstudy.__version__}\n"


def test_output_in_a_legacy_code_page_is_escaped_and_otherwise_whole(ledger):
    done = spawned("audit", "--lang", "he", ledger, PYTHONIOENCODING="cp1252")
    assert done.returncode == 0, done.stderr
    assert b"\\u05" in done.stdout
    assert spawned("audit", "--check", "DEN1", PYTHONIOENCODING="cp1252").returncode == 1


def test_redirected_output_is_utf_8_whatever_the_locale():
    done = spawned(
        "table1", "upsides_israel", "--lang", "he", "--format", "csv", PYTHONUTF8="0", LC_ALL="C"
    )
    assert "אנשי" in done.stdout.decode("utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_full_disk_ends_in_3(ledger):
    with Path("/dev/full").open("wb") as full:
        done = spawned("audit", ledger, out=full)
    assert done.returncode == 3
    assert done.stderr.count(b"\n") == 1
    assert b"cannot be written" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("asked", [["--help"], *slowly(["--version"], ["audit", "--help"])])
def test_help_on_a_full_disk_ends_in_3_as_well(asked):
    with Path("/dev/full").open("wb") as full:
        done = spawned(*asked, out=full)
    assert (done.returncode, done.stderr.count(b"\n")) == (3, 1)
    assert b"cannot be written" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize(("asked", "code"), [(["audit", "nobody"], 2), (["audit", "--none"], 3)])
def test_a_message_that_cannot_be_written_is_no_traceback(asked, code):
    command = [sys.executable, "-m", "peerstudy", *asked]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=full, check=False)
    assert (done.returncode, done.stdout) == (code, b"")


@pytest.mark.skipif(os.name != "posix", reason="the shell closes the streams")
@pytest.mark.parametrize("closed", [">&-", *slowly("2>&-", "<&-", ">&- 2>&- <&-")])
def test_a_closed_stream_is_written_nowhere(ledger, closed):
    done = subprocess.run(
        f"{sys.executable} -m peerstudy audit {ledger} {closed}",
        shell=True,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_closed_input_holds_no_table():
    command = f"{sys.executable} -m peerstudy audit - <&-"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"there must be a table or a text" in done.stderr


@pytest.mark.parametrize("style", ["json", *slowly("text")])
def test_a_reader_that_stops_reading_is_met_with_silence(style):
    asked = f"audit upsides_israel --all --format {style}"
    command = f"{sys.executable} -m peerstudy {asked} | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert (len(done.stdout), done.stderr) == (10, b"")


@pytest.mark.skipif(os.name != "posix", reason="the pipe is closed by hand")
@pytest.mark.parametrize(
    "asked",
    [
        ["--help"],
        *slowly(["audit", "--help"], ["--version"], ["checks"]),
        ["audit", "--format", "csv"],
    ],
)
def test_a_closed_pipe_never_ends_as_inconsistent_does(asked):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = spawned(*asked, out=closed)
    assert done.returncode == 141
    assert b"Traceback" not in done.stderr


def test_what_cannot_be_written_ends_in_3(ledger, tmp_path):
    for out in (ledger, tmp_path / ("a" * 300)):
        done = run("tables", "upsides_israel", "--table", "sample_printed", "--out", out)
        assert done.exit_code == 3, done.output
        assert len(done.stderr.splitlines()) == 1


def test_a_device_is_never_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    done = run("report", "upsides_israel", "-o", pipe, "--force")
    assert (done.exit_code, pipe.is_fifo()) == (3, True)
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


@pytest.mark.parametrize(
    "name", ["http://example.org/a.csv", "https://example.org/a.csv", "s3://bucket/a.csv"]
)
def test_an_address_is_refused_and_never_fetched(name, monkeypatch):
    monkeypatch.setattr("urllib.request.urlopen", pytest.fail)
    result = run("audit", name)
    assert result.exit_code == 2
    assert "it must be a file of this machine" in result.stderr


def test_files_that_are_none_are_named(tmp_path):
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.symlink_to(second)
    second.symlink_to(first)
    os.mkfifo(tmp_path / "pipe.csv")
    for name in ("first.csv", "pipe.csv"):
        result = run("audit", tmp_path / name)
        assert result.exit_code == 2
        assert name in result.stderr


def test_a_report_never_replaces_what_it_reads(ledger, tmp_path):
    before = ledger.read_bytes()
    (tmp_path / "link").symlink_to(ledger)
    os.link(ledger, tmp_path / "hard")
    for out in (ledger, tmp_path / "link", tmp_path / "hard"):
        for source in (ledger, tmp_path / "link"):
            result = run("report", source, "-o", out, "--force")
            assert result.exit_code == 2
            assert "is read for this" in result.stderr
    assert ledger.read_bytes() == before


WAITING = """
import sys, time
from pathlib import Path
from peerstudy.cli.ends import end_on_termination
from peerstudy.frames.files import write_all
end_on_termination()
def contents():
    yield Path(sys.argv[1]) / "a", "one"
    print("waiting", flush=True)
    time.sleep(60)
write_all(contents(), replace=True)
"""


def test_a_termination_leaves_no_file_behind(tmp_path):
    command = [sys.executable, "-c", WAITING, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"waiting\n"
        assert len(list(tmp_path.iterdir())) == 1
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 128 + signal.SIGTERM
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["report", "tables", "figures", "table1", "themes"])
def test_no_command_takes_a_study_that_nobody_named(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(command)
    assert result.exit_code == 2
    assert "Name a study (cofacilitation_mazor, upsides_israel, upsides_sites)" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_no_sites_are_compared_that_nobody_named():
    result = run("compare")
    assert result.exit_code == 2
    assert "Name sites (upsides_sites), or a folder of your own" in result.stderr


def test_an_audit_of_the_included_study_says_so():
    assert "no study is named; this is upsides_israel" in run("audit", "--check", "DEN1").stderr
