# ruff: noqa: E501
"""Hostile and clumsy inputs: every one ends in an answer or in one message, with a known exit code.

The classes of inputs are functions that yield arguments and the files they
name. All run in one process; a sample runs in processes of its own.
"""

import itertools
import random
import subprocess
import sys

import pytest

from hostile.targets import ENDS, SECONDS, run

pytestmark = pytest.mark.slow
MEMORY = 2 * 1024**3
HEAD = "item,place,group,variable,level,stat,printed,source"
STATS = ("n", "percent", "denominator", "missing", "mean", "sd", "se", "median", "q1", "q3")
STATS += ("min", "max", "value")
NUMBERS = (
    "", " ", "0", "-0", "-1", "1e5", "1E400", "nan", "inf", "-inf", "NaN", "None", "n/a", "–", "—",
    "<5", ">0", "≥ 3", "5O", "l2", "12 (60.0)", "1,234", "1.234,5", "34,6 %", "%", "%%", "+", "-",
    "٣", "५", "²", "½", "1/2", "0x10", "1_000", "9" * 30, "9" * 5000, "0." + "3" * 17,
    "33.3333333333333357", "99999999999", "10000000000000000000000000000000", "-12.5", "150.0",
    "1.2.3", "..", ".5", "5.", "=1+1", "@A1", "'5", "5\x00", "5\x07", "5\n6", "\ud7ff", "5 6",
    "<script>", "{x}", "%s", "\\", "５", "5%", "100.0001", "0.0000000000000001", "1e-30", "−4",
)  # fmt: skip
NAMES = (
    "", "all", "a b", "[red]x", "<b>", "a|b", "a\\b", "{0}", "{name}", "%d", "$x$", "_x_", "^",
    "עמיתים", "مرحبا", "\u202eabc", "\u200b", "x" * 3000, "=cmd()", "+1", "-1", "@x", "a;b", "#1",
    "a\x07b", "a\x1b[31m", "a/b", "../../x", "CON", "nan", "None", "a\u0301", "🙂", "\ufeff", "a\tb",
)  # fmt: skip


def quoted(*cells):
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)


def ledger(*rows):
    return "\n".join([HEAD, *(quoted(*row) for row in rows)]) + "\n"


def sound(group="g"):
    return [
        ("", "T", group, "", "", "n", "26", ""),
        ("", "T", group, "v", "x", "n", "9", ""),
        ("", "T", group, "v", "x", "percent", "34.6", ""),
        ("", "T", group, "age", "", "mean", "41.5", ""),
        ("", "T", group, "age", "", "sd", "7.79", ""),
    ]


def numbers():
    """Every odd number as every statistic, beside sound rows."""
    for number, stat in itertools.product(NUMBERS, STATS):
        variable = "" if stat == "n" else "odd"
        yield ledger(*sound(), ("", "T", "g", variable, "", stat, number, ""))


def names():
    """Every odd name in every column of names."""
    for name, column in itertools.product(NAMES, range(5)):
        row = ["i", "T", "g", "w", "y", "n", "3", "s"]
        row[column] = name
        yield ledger(*sound(name if column == 2 else "g"), tuple(row))


def shapes():
    """Files that are no ledger."""
    whole = ledger(*sound())
    yield from ("", "\n", " ", "\ufeff", HEAD, HEAD + "\n", "#\n", "# x\n" + whole, whole + "# end")
    yield from (whole.replace(",", mark) for mark in (";", "\t", "|", " "))
    yield from (whole.replace("\n", end) for end in ("\r\n", "\r", "\n\n", "\x0b", "\u2028"))
    yield from (
        whole + tail for tail in ('"', "'", ",", ",,,,,,,,,,,,", "a,b", '"a\nb', "\x00", "\x1a")
    )
    yield from (HEAD + "," + HEAD + "\n", HEAD.upper() + "\n", HEAD.replace("item", "") + "\n")
    yield from ("Characteristic,Peers,Staff\nAge,41.5 (7.8),43\n", "[1, 2]", "<html></html>", "{}")
    yield from (f"{HEAD},grain\n" + quoted(*sound()[3], grain) for grain in
                ("0", "-1", "1/0", "1e-30", "0.0000001", "x", "1/3", "1" + "0" * 50))  # fmt: skip
    yield from (f"{HEAD},items\n" + quoted(*sound()[3], items) for items in
                ("0", "-1", "1.5", "10000000", "9" * 40))  # fmt: skip
    yield from (whole[:cut] for cut in range(1, len(whole), 7))


def mutations(count=420):
    """Sound ledgers with random characters changed, lost or repeated; the seed is fixed."""
    draw, whole = random.Random(12), ledger(*sound())
    alphabet = 'abc0123456789.,"\n\r\t\x00\x07#=-+%<>()אש½é\ufeff '
    for _ in range(count):
        text = list(whole)
        for _ in range(draw.randint(1, 12)):
            place = draw.randrange(len(text))
            text[place : place + draw.randint(0, 3)] = draw.choices(alphabet, k=draw.randint(0, 3))
        yield "".join(text)


SHEETS = (
    "23%", "% 23", "12/05/2024", "2024-05-12", "12-May", "May-12", "10-12", "1.5E+01", "#DIV/0!",
    "#REF!", "#N/A", '="23"', "'23", "“23”", "12,345", "12'345", "12.345", "12\u00a0345", "1,23,456",
    "~12", "≈ 12", "23/40", "23 of 40", "n=23", "23 (57.5%)", "23†", "23a", "23*", "5.5 ± 2.51",
    "5.5 [2.5]", "twelve", "שלוש", "כ״ג", "\u202a23\u202c", "\u206823\u2069", "TRUE", "0,5", "٫5",
    "-", "--", "?", "23.0", "23.", "0.575", "00023", "+23", "23 yrs", "₪23", "$1,200", "23\t",
)  # fmt: skip
"""What spreadsheets and people leave in cells of counts, percentages and means."""


def spreadsheets():
    """Cells and lines as spreadsheets write them."""
    for cell, stat in itertools.product(SHEETS, ("n", "percent", "mean")):
        level = "" if stat == "mean" else "y"
        yield ledger(*sound(), ("", "T", "g", "odd", level, stat, cell, ""))
    whole = ledger(*sound())
    yield "Table 1. Characteristics,,,,,,,\n" + whole
    yield from (f"{start}{whole}" for start in ("sep=,\n", '"sep=,"\n', "sep=;\n", "\ufeffsep=,\n"))
    yield from (whole + row for row in (",,,,,,,\n", ";;;;;;;\n", '"","",""\n', " , ,\n"))
    yield "".join(f"{line},,,\n" for line in whole.splitlines())
    yield HEAD + "\n" + whole
    yield "פריט,מקום,קבוצה,משתנה,רמה,סטטיסטי,מודפס,מקור\n" + whole


def byte_strings():
    """Bytes that are no text, and other programs' files."""
    whole = ledger(*sound())
    yield from (whole.encode(coding) for coding in ("utf-16", "utf-32", "utf-8-sig", "utf-16-le"))
    yield from (
        ledger(("", "T", "עמיתים", "", "", "n", "5", "")).encode("cp1255"),
        b"\xff",
        b"\x80" * 9,
    )
    yield from (
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0",
        b"%PDF-1.4",
        b"\x1f\x8b",
        b"\x89PNG\r\n",
        b"\x00" * 99,
    )
    draw = random.Random(5)
    yield from (draw.randbytes(draw.randint(1, 400)) for _ in range(60))


def reconstructions():
    """Odd options of the command that counts data sets."""
    odd = ("", "x", "-1", "0", "nan", "inf", "1e400", "1e-30", "9" * 30, "1/0", "1/3", "5.5", "٣")
    base = {"--mean": "3.1", "--sd": "1.1", "--n": "20", "--min": "1", "--max": "5"}
    for name, value in itertools.product(
        (*base, "--grain", "--items", "--memory", "--median"), odd
    ):
        options = base | {name: value}
        yield ["reconstruct", *(f"{key}={text}" for key, text in options.items())]
    for left_out in base:
        yield ["reconstruct", *(f"{key}={text}" for key, text in base.items() if key != left_out)]


def usages():
    """Words that are no commands, studies or options."""
    commands = (
        "audit",
        "table1",
        "themes",
        "compare",
        "tables",
        "figures",
        "report",
        "reconstruct",
    )
    odd = ("nobody", "http://example.org/a.csv", "", ".", "/", "~", "\x00", "x" * 5000, "--nothing",
           "-x", "/dev/null", "a.csv", "upsides_israel/", "..", "\ud7ff", "*")  # fmt: skip
    yield from ([command, word] for command, word in itertools.product(commands, odd))
    yield from ([word] for word in odd if word)
    yield from (["audit", "upsides_israel", option, word] for option, word in itertools.product(
        ("--check", "--rounding", "--format", "--waivers", "--threshold", "--few", "--lang"),
        ("", "x", "-1", "0", "1e9", "nan", "PCT1,DEN1", "\x00"),
    ) if (option, word) not in {("--threshold", "1e9"), ("--few", "1e9")})  # fmt: skip


def faults(cases):
    """List the cases that end in anything but an answer or one message."""
    found, done = [], 0
    for arguments in cases:
        done += 1
        code, out, err = run(arguments)
        told = bool(out or err)
        if code not in {0, 1, 2, 3, 4} or "Traceback" in out + err or not told:
            found.append((arguments, code, err[-300:]))
    return found, done


def files(contents, folder):
    """Write each content and yield its path."""
    for i, content in enumerate(contents):
        path = folder / f"{i}.csv"
        data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        path.write_bytes(data)
        yield str(path)


def audited(paths):
    """Audit each file, in the formats by turns."""
    for path, style in zip(paths, itertools.cycle(("text", "json", "html", "csv", "markdown"))):
        yield ["audit", path, "--format", style]


LEDGERS = {"numbers": numbers, "names": names, "shapes": shapes, "mutations": mutations,
           "spreadsheets": spreadsheets, "bytes": byte_strings}  # fmt: skip


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("kind", LEDGERS)
def test_every_ledger_ends_in_an_audit_or_a_message(kind, tmp_path):
    found, done = faults(audited(files(LEDGERS[kind](), tmp_path)))
    assert found == []
    assert done > 40


@pytest.mark.parametrize("kind", [reconstructions, usages])
def test_every_call_ends_in_an_answer_or_a_message(kind):
    found, done = faults(kind())
    assert found == []
    assert done > 100


@pytest.mark.parametrize("command", ["report", "tables", "table1", "reconstruct"])
def test_the_other_commands_bear_odd_ledgers_too(command, tmp_path):
    where = {"report": "-o", "tables": "--out"}
    cases = itertools.islice(itertools.chain(names(), shapes(), numbers()), 0, None, 23)
    paths = files(cases, tmp_path)
    found, done = faults(
        [command, path, *([where[command], f"{path}.out"] if command in where else [])]
        for path in paths
    )
    assert found == []
    assert done > 40


def test_there_are_fifteen_hundred_inputs():
    classes = (*LEDGERS.values(), reconstructions, usages)
    assert sum(sum(1 for _ in each()) for each in classes) >= 1500


def limited():
    """Hold a process to a minute and to 2 GiB of addresses."""
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@pytest.mark.skipif(sys.platform == "win32", reason="the system sets no such limits")
def test_a_sample_ends_likewise_in_processes_of_its_own_under_limits(tmp_path):
    every = itertools.chain(numbers(), names(), shapes(), mutations(60), byte_strings())
    paths = files(itertools.islice(every, 0, None, 48), tmp_path)
    calls = [["audit", path] for path in paths]
    calls += itertools.islice(itertools.chain(reconstructions(), usages()), 3, None, 24)
    for call in calls:
        if any("\x00" in word or "\ud7ff" in word for word in call):
            continue
        done = subprocess.run(
            [sys.executable, "-m", "peerstudy", *call],
            capture_output=True,
            check=False,
            preexec_fn=limited,
        )
        assert done.returncode in ENDS, (call, done.stderr)
        assert b"Traceback" not in done.stderr
