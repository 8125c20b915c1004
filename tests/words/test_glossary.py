"""One voice: a term an idea, and no text for users has the words on the list."""

import ast
import json
import re
import tomllib
from pathlib import Path

import pytest
import typer

from peerstudy.cli import app
from peerstudy.words import LANGUAGES, entries

HERE, ROOT = Path(__file__).parent, Path(__file__).parents[2]
GLOSSARY = tomllib.loads((HERE / "glossary.toml").read_text(encoding="utf-8"))
FORBIDDEN = tomllib.loads((HERE / "forbidden.toml").read_text(encoding="utf-8"))
CODE = re.compile(r"```.*?```|`[^`]*`|\{[^}]*\}|\]\([^)]*\)", re.DOTALL)


def catalogue(lang):
    """Yield every text of the catalogue by its key, all its plural forms together."""
    for key, entry in entries().items():
        text = entry[lang]
        forms = text.values() if isinstance(text, dict) else [text]
        yield key, CODE.sub(" … ", " / ".join(forms))


def helps():
    """Yield the help of every command, of its options and of its arguments."""
    command = typer.main.get_command(app)
    context = typer.Context(command)
    yield "peerstudy", command.help or ""
    for name in command.list_commands(context):
        each = command.get_command(context, name)
        parts = [each.help or "", *(getattr(p, "help", "") or "" for p in each.params)]
        yield f"peerstudy {name}", CODE.sub(" … ", "\n".join(parts))


def pages():
    for name in ("README.md", "CONTRIBUTING.md"):
        yield name, CODE.sub(" … ", (ROOT / name).read_text(encoding="utf-8"))


def prose():
    """Yield the notebooks' prose."""
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        told = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
        yield path.name, CODE.sub(" … ", "\n".join(told))


def docstrings():
    """Yield the docstrings of public modules, classes and functions."""
    for path in sorted((ROOT / "peerstudy").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                yield f"{path.stem}.{node.name}", ast.get_docstring(node) or ""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("idea", GLOSSARY)
def test_an_idea_has_one_term(idea, lang):
    entry = GLOSSARY[idea]
    refused = re.compile("|".join(entry[f"refused_{lang}"]), re.IGNORECASE)
    texts = {key: text for key, text in catalogue(lang) if key not in entry["except"]}
    assert not {key: text for key, text in texts.items() if refused.search(text)}
    assert any(entry[lang].lower() in text.lower() for text in texts.values())


def test_what_is_excepted_is_in_the_catalogue_and_needs_it():
    english = dict(catalogue("en"))
    for entry in GLOSSARY.values():
        refused = re.compile("|".join(entry["refused_en"]), re.IGNORECASE)
        assert all(refused.search(english[key]) for key in entry["except"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_has_a_word_of_the_list(lang):
    refused = re.compile("|".join(FORBIDDEN[lang]), re.IGNORECASE)
    assert not {key: text for key, text in catalogue(lang) if refused.search(text)}


@pytest.mark.parametrize("texts", [helps, pages, prose])
def test_no_help_page_or_notebook_has_a_word_of_the_list(texts):
    refused = re.compile("|".join(FORBIDDEN["en"]), re.IGNORECASE)
    found = {
        name: [text[max(0, m.start() - 30) : m.end() + 20] for m in refused.finditer(text)]
        for name, text in texts()
    }
    assert not {name: where for name, where in found.items() if where}


def test_docstrings_begin_with_what_is_done():
    began = re.compile(r"(Give|Say|Tell)s?\b")
    assert not [name for name, text in docstrings() if began.match(text)]
