"""What holds of the project as a whole."""

import ast
import importlib.util
import inspect
import json
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
import yaml

import peerstudy
from tools.dictionary import data_dictionary, with_tables

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "peerstudy"
ROOMS = [
    {"errors", "printed", "words", "frames"},
    {"inference"},
    {"reconstruct"},
    {"ledger", "codings"},
    {"readers"},
    {"study"},
    {"auditing"},
    {"sites"},
    {"figures", "tables"},
    {"report"},
    {"cli", "__main__"},
]


def names_imported(path):
    """Yield every module of the package that a file imports, for its types too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "peerstudy":
            yield from (f"peerstudy.{name.name}" for name in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("peerstudy."):
            yield node.module
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) == "peerstudy":
            yield f"peerstudy.{peerstudy._HOMES.get(node.attr, node.attr)}"


BROUGHT_TOGETHER = {
    "ledger/made.py -> peerstudy.study",  # a ledger is asked for by the name of a study
    "auditing/run.py -> peerstudy.tables",  # a notebook shows an audit as a table
}
"""What a room asks of the package itself, which loads it when it is asked for."""


def test_imports_point_up_the_page_only():
    floor = {room: i for i, rooms in enumerate(ROOMS) for room in rooms}
    wrong = [
        f"{path.relative_to(PACKAGE)} -> {name}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if (room := path.relative_to(PACKAGE).parts[0].removesuffix(".py")) in floor
        for name in names_imported(path)
        if floor.get(name.split(".")[1], -1) > floor[room]
    ]
    assert set(wrong) == BROUGHT_TOGETHER


def test_every_room_is_on_the_page():
    rooms = {
        path.name.removesuffix(".py")
        for path in PACKAGE.iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert rooms - {"__init__"} == set().union(*ROOMS)


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def direct_dependencies():
    extras = project()["optional-dependencies"].values()
    return [*project()["dependencies"], *(text for extra in extras for text in extra)]


def bounds(requirements):
    """Give lower bounds by name; extras in brackets do not count."""
    return dict(
        re.fullmatch(r"([\w-]+)(?:\[.*\])?>=([\d.]+)", text).groups() for text in requirements
    )


def test_conda_and_pip_have_the_same_lower_bounds():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    *conda, pip, package = environment["dependencies"]
    expected = {"python": project()["requires-python"].removeprefix(">=")}
    expected |= bounds(direct_dependencies())
    assert bounds(conda) == expected
    assert (pip, package) == ("pip", {"pip": ["."]})
    assert len((ROOT / "environment.yml").read_text().splitlines()) < 25


def test_the_lock_names_versions_and_hashes_and_no_address():
    for name in ("requirements.lock", "requirements-bench.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        pins = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
        assert all(re.match(r"[\w.-]+==[\w.]+", pin) and "--hash=sha256:" in pin for pin in pins)


def test_the_lock_holds_every_dependency_at_or_above_its_bound():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([\w.-]+)==([\w.]+)", text, flags=re.MULTILINE))
    for name, bound in bounds(direct_dependencies()).items():
        assert [*map(int, locked[name].split(".")[:2])] >= [*map(int, bound.split(".")[:2])], name


def test_one_version_is_told_everywhere():
    assert "version" in project()["dynamic"]
    assert f"version: {peerstudy.__version__}" in (ROOT / "CITATION.cff").read_text()
    assert f"## {peerstudy.__version__}" in (ROOT / "CHANGELOG.md").read_text()


def test_the_generated_documentation_is_current():
    assert (ROOT / "data" / "README.md").read_text(encoding="utf-8") == data_dictionary()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert with_tables(readme) == readme


def test_the_readmes_example_prints_what_it_shows():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = readme.split("$ peerstudy audit --check DEN1\n")[1].split("```")[0]
    command = [sys.executable, "-m", "peerstudy", "audit", "--check", "DEN1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.stdout == shown


def test_the_readme_is_short_and_its_files_exist():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(readme.splitlines()) < 150
    for target in re.findall(r"\]\(([^)#]+)\)", readme):
        assert target.startswith("http") or (ROOT / target).exists(), target


def test_the_readme_shows_and_installs_before_it_calls_and_dates_what_it_compares():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    calls = re.findall(r"^\$ (\S+)", readme, flags=re.MULTILINE)
    assert calls[0] == "pip"
    assert readme.index("![") < readme.index("$ pip install")
    rows = readme.split("| tool, as documented in |")[1].split("\n\n")[0].splitlines()[2:]
    assert len(rows) > 4
    assert [row for row in rows if not re.search(r"\d\.\d+\.\d|version \d", row)] == []


def test_importing_the_package_loads_no_plotting_schemas_or_readers():
    heavy = ("matplotlib", "scipy", "typer", "peerstudy.auditing")
    code = (
        "import sys, pandas; before = set(sys.modules); import peerstudy;"
        "print(len(set(sys.modules) - before));"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    count, loaded = done.stdout.splitlines()
    assert loaded == "[]"
    assert int(count) < 5


def test_the_public_names_are_all_there():
    for name in peerstudy.__all__:
        assert getattr(peerstudy, name) is not None
    with pytest.raises(AttributeError, match="nothing"):
        peerstudy.nothing  # noqa: B018


def taught():
    """Give the names that the README and the notebooks import from the package itself."""
    texts = [(ROOT / "README.md").read_text(encoding="utf-8")]
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        texts += ["".join(cell["source"]) for cell in cells]
    found = re.findall(r"from peerstudy import ([\w, ]+)", "\n".join(texts))
    return "\n".join(texts), {name for names in found for name in re.split(", *", names.strip())}


def test_the_public_names_are_those_that_are_taught():
    text, imported = taught()
    assert imported <= {*peerstudy.__all__, "sites", "figures", "codings", "tables", "reconstruct"}
    assert [name for name in peerstudy.__all__ if not re.search(rf"\b{name}\b", text)] == []
    assert not {"read", "load"} & set(peerstudy.__all__)


def test_every_room_says_what_it_offers():
    rooms = [path.parent for path in PACKAGE.glob("*/__init__.py")]
    missing = []
    for room in rooms:
        module = importlib.import_module(f"peerstudy.{room.name}")
        offered = getattr(module, "__all__", None)
        missing += [room.name] if offered is None else []
        missing += [
            f"{room.name}.{name}"
            for name in offered or ()
            if not hasattr(module, name)
            and importlib.util.find_spec(f"{module.__name__}.{name}") is None
        ]
    assert missing == []


def test_rooms_are_among_the_public_names_and_the_audit_describes_itself():
    assert {"codings", "figures", "reconstruct", "sites", "tables"} <= set(dir(peerstudy))
    signature = inspect.signature(peerstudy.audit)
    assert list(signature.parameters)[:3] == ["subject", "rounding", "checks"]
    assert "subject : Ledger, Study, DataFrame, str or Path" in peerstudy.audit.__doc__


def test_no_cell_of_the_data_holds_a_sentence_of_somebody_elses():
    import csv

    for path in (ROOT / "data").rglob("*.csv"):
        if "derived" not in path.parts:
            with path.open(encoding="utf-8", newline="") as file:
                assert max(len(cell) for row in csv.reader(file) for cell in row) <= 200, path


def offered():
    """Yield the name and docstring of what the package and its rooms offer.

    A method is shown where the example of its class calls it.
    """
    rooms = sorted(f"peerstudy.{path.parent.name}" for path in PACKAGE.glob("*/__init__.py"))
    for room in ("peerstudy", *rooms):
        module = importlib.import_module(room)
        for name in module.__all__:
            value = getattr(module, name, None)
            if inspect.isclass(value) or inspect.isfunction(value):
                own = inspect.getdoc(value) or ""
                yield f"{room}.{name}", own
                calls = "".join(re.findall(r"^(?:>>>|\.\.\.).*", own, re.MULTILINE))
                for method, body in vars(value).items() if inspect.isclass(value) else ():
                    body = getattr(body, "__func__", body)
                    if inspect.isfunction(body) and not method.startswith("_"):
                        shown = calls if f".{method}(" in calls else body.__doc__ or ""
                        yield f"{room}.{name}.{method}", shown


def test_every_public_function_has_an_example():
    missing = {name for name, shown in offered() if ">>> " not in shown}
    assert sorted(missing) == [], "show each by an example, or do not offer it"


def test_public_docstrings_run(monkeypatch):
    """What many examples load is read once."""
    import doctest
    import importlib

    for name in ("load_study", "study.sites.load_sites"):
        room, _, function = f"peerstudy.{name}".rpartition(".")
        module = importlib.import_module(room)
        monkeypatch.setattr(module, function, cache(getattr(module, function)))
    failed = 0
    for path in PACKAGE.rglob("*.py"):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if not name.endswith("__main__"):
            failed += doctest.testmod(importlib.import_module(name)).failed
    assert failed == 0
