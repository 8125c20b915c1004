# ruff: noqa: E402
"""A coverage-guided fuzz of the readers, the audit and the command line, with atheris.

python tests/hostile/fuzz.py -max_total_time=600

Inputs that fail are listed with their tracebacks, one a place in the code.
"""

import os
import pkgutil
import random
import sys
import tempfile
import traceback
from importlib import import_module
from pathlib import Path

import atheris

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]
with atheris.instrument_imports(include=["peerstudy"]):
    import peerstudy

    for module in pkgutil.walk_packages(peerstudy.__path__, "peerstudy."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
from hostile import targets
from hostile.test_hostile import NAMES, NUMBERS, byte_strings, ledger, shapes, sound
from peerstudy.cli import ends

GROUPS = ["", "all", "g", "h", "g / h", *NAMES]
VARIABLES = ["", "age", "sex", "v"]
LEVELS = ["", "", "x", "y", "yes", "no", "missing"]
GRAINS = ["", "", "", "1", "0.5", "1/3", "10"]
SUFFIXES = [".csv", ".tsv", ".html", ".xml", ".md", ".tex", ".txt", ".docx", ".xlsx"]
COMMANDS = ["audit"] * 9 + ["table1", "read", "reconstruct"] * 4 + ["report", "tables", "figures"]
FOLDER = Path(tempfile.mkdtemp(prefix="fuzz"))
FOUND = {}
DONE = [0, 0, 0, 0, 0]
EVERY = 500


BUNDLES = [
    ["n"], ["n", "percent"], ["n", "percent", "denominator"], ["mean", "sd"],
    ["median", "q1", "q3"], ["mean", "sd", "min", "max"], ["mean", "se", "ci_low", "ci_high"],
    ["mean", "sd", "se", "n"],
    ["n", "percent", "ci_low", "ci_high"], ["denominator", "missing"], ["mean", "median", "q1"],
    ["min", "max", "median", "sd"], ["mean", "scale_min", "scale_max", "sd"], ["value"], ["p"],
]  # fmt: skip


def printed(data, stat=""):
    """Choose a number: mostly one that its statistic could have, else an odd one or any text."""
    kind = data.ConsumeIntInRange(0, 19)
    if kind == 0:
        return data.PickValueInList(list(NUMBERS))
    if kind == 1:
        return data.ConsumeUnicodeNoSurrogates(8)
    if stat in ("n", "denominator", "missing"):
        return str(data.ConsumeIntInRange(0, 60))
    places = data.ConsumeIntInRange(0, 3)
    most = 100 if stat == "percent" else data.PickValueInList([2, 10, 60, 5000])
    sign = "-" if data.ConsumeIntInRange(0, 15) == 0 else ""
    return f"{sign}{data.ConsumeIntInRange(0, most * 10**places) / 10**places:.{places}f}"


def bundle(data):
    """Make the rows of one cell: a count and its percentage, or a mean and what goes with it."""
    place = data.PickValueInList(["T", "T", "T", "U", ""])
    group = data.PickValueInList(GROUPS[:5] * 20 + GROUPS)
    variable = data.PickValueInList(VARIABLES)
    level = data.PickValueInList(LEVELS) if variable else ""
    grain = data.PickValueInList(GRAINS)
    for stat in data.PickValueInList(BUNDLES) if variable else ["n"]:
        yield "", place, group, variable, level, stat, printed(data, stat), "p. 1", grain


def rows(data):
    """Make a ledger of a few cells with names that recur."""
    made = [row for _ in range(data.ConsumeIntInRange(1, 12)) for row in bundle(data)]
    seen = {row[:6]: row for row in made}
    grains = {row[:4]: row[8] for row in made}
    kept = [(*row[:8], grains[row[:4]]) for row in seen.values()]
    return ledger(*kept).replace("source\n", "source,grain\n", 1)


def command(data, path):
    """Make the arguments of a command."""
    name = data.PickValueInList(COMMANDS)
    given = [name, data.PickValueInList([str(path), "upsides_israel", "-x", ""])]
    if name == "report":
        given += ["-o", str(FOLDER / "out.html"), "--force"]
    if name in ("tables", "figures"):
        given = [name, str(path), "--out", str(FOLDER / "out"), "--force", "--lang", "en"]
        given += ["--format", "svg" if name == "figures" else data.PickValueInList(["csv", "docx"])]
    if name == "reconstruct" and data.ConsumeBool():
        low = data.ConsumeIntInRange(-9, 99)
        given = [name, f"--min={low}", f"--max={low + data.ConsumeIntInRange(0, 60)}"]
        given += [f"--n={data.ConsumeIntInRange(1, 40)}", f"--mean={printed(data)}"]
        given += [f"--sd={printed(data)}"] if data.ConsumeBool() else []
        given += ["--work", "0.2"]
    if name == "audit":
        given += ["--format", data.PickValueInList(["text", "json", "csv", "html", "markdown"])]
        given += data.PickValueInList([[], ["--all"], ["--lang", "he"], ["--rounding", "up"]])
    return given + data.PickValueInList([[], [], [], ["--lang", "xx"], ["--format", "x"]])


def attempt(content):
    """Try one input; its first bytes choose how."""
    data = atheris.FuzzedDataProvider(content)
    kind = data.ConsumeIntInRange(0, 4)
    DONE[kind] += 1
    if sum(DONE) % EVERY == 0:
        print(f"{sum(DONE)} tried, by target {DONE}: {len(FOUND)} places failed", flush=True)
    if kind == 0:
        targets.try_number(data.ConsumeUnicode(40))
    elif kind == 1:
        targets.try_ledger(targets.file_of(rows(data), FOLDER))
    elif kind == 2:
        targets.try_ledger(targets.file_of(data.ConsumeBytes(sys.maxsize), FOLDER))
    elif kind == 3:
        name = f"a{data.PickValueInList(SUFFIXES)}"
        path = targets.file_of(data.ConsumeBytes(sys.maxsize), FOLDER, name)
        targets.try_manuscript(path)
    else:
        path = targets.file_of(rows(data), FOLDER)
        targets.try_command(command(data, path))


def one(content):
    """Try one input and keep its failure, one for each place in the code."""
    try:
        attempt(content)
    except BaseException as error:
        keep(error, content)


def keep(error, content=b""):
    """List a failure by the last line of the package that it passed."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "peerstudy" in frame.filename] or frames
    place = (type(error).__name__, own[-1].filename, own[-1].lineno)
    if place in FOUND or isinstance(error, KeyboardInterrupt):
        return
    FOUND[place] = content
    print(f"\n=== {place}\n{content!r}", *traceback.format_exception(error)[-6:], sep="\n")
    for path in FOLDER.glob("a.*"):
        print(path.name, path.read_bytes()[:3000])
    sys.stdout.flush()


def seeds():
    """Write inputs to begin with."""
    folder = Path(tempfile.mkdtemp(prefix="seeds"))
    draw = random.Random(1)
    texts = [ledger(*sound()), *list(shapes())[:60], *list(byte_strings())[:12]]
    texts += ["<table><tr><th></th><th>Peers (n=26)</th></tr><tr><td>Women</td><td>19 (73.1)</td>"]
    texts += ["| | Peers (n = 26) |\n|---|---|\n| Women | 19 (73.1%) |", "19 of 26 (73.1%) women."]
    for number, text in enumerate(texts):
        raw = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
        for kind in (2, 3):
            (folder / f"{number}-{kind}").write_bytes(raw + bytes([draw.randrange(9), kind]))
    for number in range(60):
        content = draw.randbytes(200) + bytes([draw.choice((0, 1, 1, 4))])
        (folder / f"r{number}").write_bytes(content)
    return folder


def show_defects():
    """Keep the failure behind an exit code that means a defect."""
    end_of = ends._end_of

    def kept(error):
        code, message = end_of(error)
        if code not in targets.ENDS:
            keep(error)
        return code, message

    ends._end_of = kept


if __name__ == "__main__":
    show_defects()
    os.chdir(FOLDER)
    atheris.Setup([sys.argv[0], "-max_len=1500", *sys.argv[1:], str(seeds())], one)
    atheris.Fuzz()
