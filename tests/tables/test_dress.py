"""Tests of tables in notebooks: what no notebook trusts or knows is not relied on."""

import re

import pandas as pd
import pytest

from peerstudy import load_study
from peerstudy.tables.shown import show

# What JupyterLab's sanitiser of outputs that were not run leaves in a style (@jupyterlab/apputils).
KEPT = re.compile(
    r"(border|border-(bottom|top|collapse)|caption-side|display|font-(family|size|style|weight)"
    r"|margin|padding|padding-(left|right|top|bottom)|text-align|vertical-align|white-space|width)$"
)


@pytest.fixture(scope="module", params=["en", "he"])
def html(request):
    return request.param, show(load_study("upsides_israel"), "x", lang=request.param)._repr_html_()


def test_styles_are_in_the_elements(html):
    _, shown = html
    assert "<style" not in shown
    assert "class=" not in shown
    named = {
        part.split(":")[0].strip()
        for style in re.findall(r'style="([^"]*)"', shown)
        for part in style.split(";")
    }
    assert [name for name in named if not KEPT.match(name)] == []


def test_sides_are_left_and_right(html):
    lang, shown = html
    start = "right" if lang == "he" else "left"
    assert not re.search(r"text-align:(start|end)", shown)
    assert re.search(rf'<th scope="row" style="[^"]*text-align:{start}', shown)
    assert re.search(rf'<th scope="row" style="[^"]*padding-{start}:1.5em', shown)
    assert ("italic" in shown) == (lang == "en")


def test_an_exported_notebook_keeps_a_table_in_either_language():
    study = load_study("upsides_israel")
    for lang in ("en", "he"):
        latex = show(study, "x", lang=lang)._repr_latex_()
        assert latex.startswith("\\par\\begingroup")
        assert latex.endswith("\\endgroup\n")
        assert r"\begin{longtable}" in latex
        assert (r"\fontspec[Script=Hebrew]" in latex) is (lang == "he")
        # What an exported notebook loads by itself.
        assert not re.search(r"\\(usepackage|newfontfamily|setmainlanguage|newcommand)", latex)
    listed = show(pd.DataFrame({"a": ["x"]}), "Letters")
    assert r"\textbf{Letters}" in listed._repr_latex_()
    assert "Table 0" not in listed._repr_latex_()
