"""Notebooks as somebody reads them who has only the notebook, in any viewer."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest

FOLDER = Path(__file__).parents[2] / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))
each = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)

TERMS = {
    "GRIM": "granularity-related inconsistency of means",
    "CFIR": "Consolidated Framework for Implementation Research",
    "COREQ": "consolidated criteria for reporting qualitative research",
    "SRQR": "standards for reporting qualitative research",
}
FIRST_SCREEN = 700
"""Letters that are read without scrolling, the title above them and the first code below."""


def cells(path, kind):
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in found if cell["cell_type"] == kind]


def sources(path, kind):
    return ["".join(cell["source"]) for cell in cells(path, kind)]


def pages(path):
    """Return what cells show as HTML."""
    shown = [output.get("data", {}) for cell in cells(path, "code") for output in cell["outputs"]]
    return ["".join(data["text/html"]) for data in shown if "text/html" in data]


def test_the_notebooks_are_numbered_without_a_gap():
    assert [path.stem[:2] for path in PATHS] == [f"{i:02}" for i in range(len(PATHS))]


@each
def test_a_notebook_asks_its_question_and_answers_it_on_the_first_screen(path):
    first = "".join(json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"])
    title, _, text = first.partition("\n\n")
    assert title.startswith("# ")
    assert len(text) <= FIRST_SCREEN
    question = text if "?" in text else first
    assert "?" in question
    assert len(question.rsplit("?", 1)[1].split()) >= 8


@each
def test_a_notebook_shows_a_plain_frame_and_arithmetic_in_the_open(path):
    assert any('class="dataframe"' in page for page in pages(path))
    code = "\n".join(sources(path, "code"))
    assert re.search(r"\b100 \* |\d [*/+-] \d|\btotal / \d|\.agg\(", code)


@each
def test_a_term_is_spelled_out_where_it_is_first_used(path):
    prose = "\n\n".join(sources(path, "markdown"))
    for term, whole in TERMS.items():
        if re.search(rf"\b{term}\b", prose):
            paragraph = next(
                part for part in prose.split("\n\n")
                if re.search(rf"\b{term}\b", part) and not part.startswith("#")
            )  # fmt: skip
            assert whole in paragraph, term


@each
def test_what_a_notebook_shows_needs_no_script_sheet_or_logical_side(path):
    """A viewer that does not trust it drops scripts, sheets of styles and such sides."""
    for page in pages(path):
        if 'class="dataframe"' in page:
            continue
        assert not re.search(r"<(script|style|link)\b|text-align:\s*(start|end)", page)


@each
def test_code_is_no_program(path):
    code = sources(path, "code")
    assert len(code) <= 18
    assert not any(re.search(r"^\s*(def|class|lambda) ", cell, re.M) for cell in code)
    assert not any("columns={" in cell for cell in code)


@pytest.mark.parametrize("by", ["ward", None])
@pytest.mark.parametrize("kinds", [("numeric", "categorical"), ("numeric",), ("categorical",)])
def test_a_file_with_columns_of_its_own_runs_below_the_parameters(tmp_path, by, kinds):
    columns = {"numeric": ("score", [3, 4, 4, 5]), "categorical": ("city", ["x", "y", "y", "x"])}
    own = {"ward": ["a", "a", "b", "b"], **dict(columns[kind] for kind in kinds)}
    pd.DataFrame(own).to_csv(tmp_path / "own.csv", index=False)
    named = {
        "PARTICIPANTS": str(tmp_path / "own.csv"),
        "VARIABLES": {columns[kind][0]: kind for kind in kinds},
        "BY": by,
        "WORD_FILE": str(tmp_path / "table1.docx"),
    }
    parameters, *rest = sources(FOLDER / "06_your_own_study.ipynb", "code")
    assert re.findall("^([A-Z_]+) =", parameters, re.M) == list(named)
    for cell in rest:
        exec(cell, named)  # noqa: S102
    assert (tmp_path / "table1.docx").exists()


@pytest.mark.parametrize("name", ["06_your_own_study", "07_check_a_manuscript"])
def test_what_a_reader_changes_is_in_one_cell_of_names(name):
    cells_ = sources(FOLDER / f"{name}.ipynb", "code")
    parameters = next(cell for cell in cells_ if re.match(r"[A-Z]+ = None", cell))
    assert all(re.match(r"[A-Z_]+ = ", line) for line in parameters.splitlines())
