import hashlib
import json
from pathlib import Path

import pytest
from conftest import slowly

from peerstudy import audit
from peerstudy.figures import choose, study_figures
from peerstudy.study.sites import load_sites
from tools.reproduce import execute_notebook, figures, joined, manifest, tables
from tools.reproduce_sites import site_tables
from tools.reproduce_tables import publication_tables

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


def test_tables_are_the_same_each_time(study):
    first, second = (dict(tables(study, audit(study))) for _ in range(2))
    assert first == second
    assert len(first) == 44


def test_every_figure_comes_in_both_languages(study):
    made = choose(study_figures(audit(study)), ["sample_years"])
    names = [name for name, _ in figures(made)]
    assert {name.replace("_en.", "_he.") for name in names if "_en." in name} == {
        name for name in names if "_he." in name
    }
    assert names[0] == "sample_years.csv"
    assert len(names) == 1 + 2 * 3


@pytest.mark.slow
def test_the_tables_of_sites_are_the_same_each_time(study):
    first, second = (dict(site_tables(load_sites(), study)) for _ in range(2))
    assert first == second
    assert len(first) == 17
    assert not any("Fraction" in text for text in first.values())


def test_a_manifest_is_what_sha256sum_reads(tmp_path):
    (tmp_path / "b.txt").write_text("b")
    (tmp_path / "a.txt").write_text("a")
    lines = manifest(tmp_path, [tmp_path / "b.txt", tmp_path / "a.txt"]).splitlines()
    assert lines == [f"{hashlib.sha256(name.encode()).hexdigest()}  {name}.txt" for name in "ab"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_committed_notebook_has_been_run_and_defines_nothing(path):
    content = path.read_text(encoding="utf-8")
    cells = [cell for cell in json.loads(content)["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert not any("def " in "".join(cell["source"]) for cell in cells)


@pytest.mark.parametrize("path", [NOTEBOOKS[0], *slowly(*NOTEBOOKS[1:])], ids=lambda p: p.stem)
def test_a_committed_notebook_is_what_running_it_gives(path):
    pytest.importorskip("nbclient", reason="executing notebooks needs the extra 'lab'")
    content = path.read_text(encoding="utf-8")
    again = json.loads(execute_notebook(path))
    texts = [
        [output.get("data", {}).get("text/html") for output in cell.get("outputs", [])]
        for cell in again["cells"]
    ]
    committed = [
        [output.get("data", {}).get("text/html") for output in cell.get("outputs", [])]
        for cell in json.loads(content)["cells"]
    ]
    assert texts == committed


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_code_fits_its_cell(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    lines = [
        line.rstrip("\n")
        for cell in cells
        if cell["cell_type"] == "code"
        for line in cell["source"]
    ]
    assert [line for line in lines if len(line) > 100] == []


def test_what_a_cell_prints_is_one_output_however_the_kernel_sends_it(tmp_path):
    pytest.importorskip("nbclient", reason="executing notebooks needs the extra 'lab'")
    nbformat = pytest.importorskip("nbformat")
    source = """import sys, time
from IPython.display import display
def say(text, file=sys.stdout):
    print(text, file=file, flush=True)
    time.sleep(0.3)
say("a"); say("b"); say("c", sys.stderr); say("d"); display(1); say("e"); say("f")"""
    cells = [nbformat.v4.new_markdown_cell("Text"), nbformat.v4.new_code_cell(source)]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell{number}"
    path = tmp_path / "made_up.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    outputs = json.loads(execute_notebook(path))["cells"][1]["outputs"]
    printed = [(each.get("name"), "".join(each.get("text", ""))) for each in outputs]
    assert printed == [
        ("stdout", "a\nb\n"),
        ("stderr", "c\n"),
        ("stdout", "d\n"),
        (None, ""),
        ("stdout", "e\nf\n"),
    ]


def test_only_texts_of_one_name_that_follow_each_other_are_joined():
    new_output = pytest.importorskip("nbformat").v4.new_output
    names = ["stdout", "stdout", "stderr", "stdout"]
    outputs = [new_output("stream", name=name, text=f"{i}\n") for i, name in enumerate(names)]
    outputs.insert(3, new_output("display_data", data={"text/plain": "x"}))
    assert [each.get("text") for each in joined(outputs)] == ["0\n1\n", "2\n", None, "3\n"]


def test_a_widgets_name_which_is_new_each_time_is_left_out():
    data = {"text/html": "<p>", "application/vnd.jupyter.widget-view+json": {"model_id": "x"}}
    new_output = pytest.importorskip("nbformat").v4.new_output
    [left] = joined([new_output("execute_result", data=data)])
    assert left.data == {"text/html": "<p>"}


@pytest.mark.slow
def test_every_publication_table_comes_in_both_languages_and_every_format():
    made = dict(publication_tables())
    english = {name for name in made if "_en" in name}
    assert {name.replace("_en", "_he") for name in english} == set(made) - english
    assert {Path(name).suffix for name in made} == {".docx", ".html", ".tex", ".md", ".csv", ".txt"}
    assert len(made) == 12 * (11 + 3 + 3)
    assert all(made.values())
