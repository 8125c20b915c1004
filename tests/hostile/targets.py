"""What is tried with hostile input: each ends in an answer or in an error of the package."""

import contextlib
import io
import signal
from fractions import Fraction
from pathlib import Path

from peerstudy import audit, read_ledger
from peerstudy.auditing.sharpen import wanted
from peerstudy.cli import main
from peerstudy.errors import PeerstudyError
from peerstudy.printed import (
    Rounding,
    absence,
    interval,
    numerators,
    print_as,
    read,
    read_many,
    upper_bound,
)
from peerstudy.readers import read_manuscript

ENDS = {0, 1, 2, 3, 4}
SECONDS = 60


@contextlib.contextmanager
def bounded(seconds=SECONDS):
    """Fail where something takes longer; only where the system has alarms."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def late(*_):
        raise AssertionError(f"not done after {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def try_number(text):
    """Read a text as a number, and turn it back."""
    kind, bound = absence(text), upper_bound(text)
    assert bound is None or kind == "a bound"
    many = read_many([text])
    if kind is not None:
        return
    number = read(text)
    assert (many.units[0], many.decimals[0]) == (number.units, number.decimals)
    assert read(print_as(number.value, number.decimals)).value == number.value
    for rule in Rounding:
        assert number.value in interval(number, rule)
        for numerator in numerators(number, 26, rule)[:3]:
            assert Fraction(100 * numerator, 26) in interval(number, rule)


def try_audit(subject):
    """Audit something, and ask for everything that the result can tell."""
    result = audit(subject)
    assert str(result)
    for one in (result, result.told("he")):
        assert len(one.problems) == len(result.found_problems)
        assert one.problems_told
    assert len(result.summary) <= len(result.findings)
    for message in wanted(result.subject.ledger):
        assert message.told("he")


def try_ledger(path):
    """Read a ledger and audit it, or meet an error of the package."""
    with contextlib.suppress(PeerstudyError), bounded():
        try_audit(read_ledger(path))


def try_manuscript(path):
    """Read a manuscript and audit it, or meet an error of the package."""
    with contextlib.suppress(PeerstudyError), bounded():
        try_audit(read_manuscript(path).ledger)


def run(arguments):
    """Run the command line in this process; return its exit code and what it wrote."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), bounded():
        try:
            main(arguments)
            code = 0
        except SystemExit as end:
            code = end.code
    return code, out.getvalue(), err.getvalue()


def try_command(arguments):
    """Run the command line, which ends with a known code and says something."""
    code, out, err = run(arguments)
    assert code in ENDS, (code, err[-500:])
    assert "Traceback" not in out + err
    assert out or err


def file_of(content, folder, name="a.csv"):
    """Write what is to be read."""
    path = Path(folder) / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
    return path
