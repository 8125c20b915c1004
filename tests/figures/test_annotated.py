"""The annotated table as a figure: what the table has, marked as it is, with every note."""

import re

import pytest
from matplotlib.colors import to_hex

from peerstudy import audit
from peerstudy.figures import annotated_rows, draw_annotated, study_figures
from peerstudy.figures.style import ORANGE
from peerstudy.tables.annotations import annotated
from peerstudy.tables.model import plain
from tests.conftest import ledger_of
from tests.figures.reading import crowded


def bare(text):
    return re.sub(r"[\u200e\u200f\u2066-\u2069\s]", "", text)


@pytest.mark.parametrize("lang", ["en", "he"])
def test_every_cell_and_note_of_the_table_is_drawn(result, lang):
    made = annotated(result, lang)
    drawn = [bare(text.get_text()) for text in draw_annotated(made).texts]
    for row in made.table.rows():
        for cell in (row.label, *row.cells):
            assert bare(plain(cell)) in drawn
    assert sorted(int(n) for text in drawn for n in re.findall(r"^\[(\d+)\]", text)) == [
        doubt.number for doubt in made.doubts
    ]


def test_orange_marks_the_cells_in_question_and_no_others(result):
    ax = draw_annotated(annotated(result))
    bars = [line for line in ax.lines if to_hex(line.get_color()) == ORANGE.lower()]
    marked = [cell for row in annotated(result).table.rows() for cell in row.cells
              if "[" in plain(cell)]  # fmt: skip
    assert len(bars) == len(marked) == 8
    bold = {t.get_text() for t in ax.texts if "[" in t.get_text() and t.get_fontweight() == "bold"}
    assert {bare(text) for text in bold} == {bare(plain(cell)) for cell in marked}


def test_its_data_are_the_printed_numbers_with_their_problems(result):
    rows = annotated_rows(result)
    row = rows.query("variable == 'marital_status' and level == 'single' and group == 'peers'")
    assert row[["stat", "printed", "problems"]].to_numpy().tolist() == [
        ["n", "8", ""],
        ["percent", "30.76", "9"],
    ]


def test_any_ledger_with_a_problem_has_one_however_many_groups():
    groups = [f"g{i}" for i in range(5)]
    rows = [
        row
        for group in groups
        for row in (
            ("a", group, "", "", "n", "26"),
            ("b", group, "score", "low", "n", "9"),
            ("b", group, "score", "low", "percent", "44.6" if group == "g2" else "34.6"),
        )
    ]
    ledger = ledger_of(*rows)
    made = study_figures(audit(ledger))
    plate = made["audit_table"]()
    for lang in ("en", "he"):
        assert crowded(plate.figure(lang)) == []
    fits = ledger_of(*(row for row in rows if row[1] == "g0"))
    assert "audit_table" not in study_figures(audit(fits))
