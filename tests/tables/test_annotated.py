"""The annotated table: marks beside numbers in question, a note for each problem, any ledger."""

import re
from html.parser import HTMLParser

import pytest
from conftest import ledger_of

from peerstudy import audit, load_study
from peerstudy.auditing.doubts import doubts
from peerstudy.study import load
from peerstudy.tables import annotated, as_markdown, study_tables
from peerstudy.tables.annotations import marked_numbers
from peerstudy.tables.delimited import as_csv
from peerstudy.tables.html import html_page
from peerstudy.tables.latex import latex_page
from peerstudy.tables.model import plain

WRONG = [
    ("a", "g", "", "", "n", "21"),
    ("b", "g", "trade", "baker", "n", "9"),
    ("b", "g", "trade", "baker", "percent", "34.6"),
]


@pytest.fixture(scope="module")
def made(shelves):
    shelf = shelves["israel"]
    return {lang: annotated(shelf.result, lang) for lang in ("en", "he")}


def cells(table):
    return {plain(row.label): [plain(cell) for cell in row.cells] for row in table.rows()}


def test_a_number_in_question_has_its_problem_s_number_beside_it(made):
    shown = cells(made["en"].table)
    assert shown["Marital status, n (%)"] == ["n = 21[6]", ""]
    assert shown["Profession, n (%)"] == ["", "n = 36[7]"]
    assert shown["Single"] == ["8 (30.76)[9]", "6 (14.28)[9]"]
    assert shown["Women"] == ["19 (73)", "31 (73.8)"]
    assert set(marked_numbers(made["en"].table)) == {4, 5, 6, 7, 9, 11}


def test_every_problem_has_a_note_that_says_what_explains_it(made):
    for annotation in made.values():
        told = [plain(cell) for cell in annotation.table.notes.general]
        told += [f"{mark} {plain(cell)}" for mark, cell in annotation.table.notes.specific]
        marks = {int(n) for line in told for n in re.findall(r"\[(\d+)\]", line)}
        assert marks == set(range(1, len(annotation.doubts) + 1))
    notes = dict(made["en"].table.notes.specific)
    assert plain(notes["[6]"]) == (
        "Peers, marital status (Table 1), reported 21: "
        "the percentages were computed over 26 (the N of peers), not over 21"
    )
    first = next(line for cell in made["en"].table.notes.general if "[1]" in (line := plain(cell)))
    assert first.startswith(
        "Reported outside this table: [1]\N{NO-BREAK SPACE}Professionals with lived experience, "
        "years of education (Sample): The mean 25 lies outside"
    )


def test_without_marks_it_is_the_printed_table(made, shelves):
    for lang, annotation in made.items():
        (printed,) = study_tables(shelves["israel"], lang, ["sample_printed"])
        bare = [[re.sub(r"\[[\d, ]+\]", "", plain(c)) for c in r.cells] for r in
                annotation.table.rows()]  # fmt: skip
        assert bare == [[plain(cell) for cell in row.cells] for row in printed.rows()]


class Styles(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.names, self.styles, self.summaries = [], [], 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)
        self.summaries += tag == "summary"
        self.styles.append(dict(attrs).get("style", ""))


@pytest.mark.parametrize("lang", ["en", "he"])
def test_a_notebook_shows_it_without_script_or_rules_that_notebooks_drop(made, lang):
    seen = Styles(made[lang]._repr_html_())
    assert not {"script", "style", "link"} & set(seen.names)
    assert not any("start" in style or "end" in style for style in seen.styles)
    assert seen.summaries == len(made[lang].doubts)
    assert f'dir="{"rtl" if lang == "he" else "ltr"}"' in made[lang]._repr_html_()


def test_a_mark_is_never_a_colour_alone(made):
    page = made["en"]._repr_html_()
    for cell in re.findall(r"<td style=\"([^\"]*)\">(.*?)</td>", page):
        assert ("background" in cell[0]) == ("<sup>[" in cell[1])


def test_any_ledger_has_one_and_one_without_problems_says_so():
    wrong = annotated(ledger_of(*WRONG))
    assert cells(wrong.table)["baker"] == ["9 (34.6)[1]"]
    fine = annotated(ledger_of(*WRONG[:1], *WRONG[1:2]))
    assert "No reported number is inconsistent with the others." in fine._repr_html_()
    assert fine.table.notes.specific == ()
    assert [">Problem<" in made._repr_html_() for made in (wrong, fine)] == [True, False]


def test_a_table_read_from_a_manuscript_has_one_in_both_languages(tmp_path):
    path = tmp_path / "paper.md"
    path.write_text(
        "Table 2. Sample\n\n| | Nurses (n = 21) |\n|---|---|\n| Women | 9 (34.6) |\n"
        "| Men | 12 (57.1) |\n",
        encoding="utf-8",
    )
    ledger = load(str(path))
    for lang in ("en", "he"):
        assert "9 (34.6)[1]" in str(cells(annotated(ledger, lang).table))


def test_labels_are_shown_as_text(nasty):
    page = annotated(nasty.result)._repr_html_()
    assert "<script>" not in page


def test_every_medium_has_the_marks(made):
    table = made["en"].table
    assert "n = 21[6]" in as_csv(table)
    assert r"<sup>\[6\]</sup>" in as_markdown(table)
    assert "<sup>[6]</sup>" in html_page(table)
    assert r"\textsuperscript{[6]}" in latex_page(table)


def test_numbers_in_question_are_those_that_findings_judge_and_edits_change():
    study = load_study("upsides_israel")
    result = audit(study)
    rows = result.subject.ledger.rows
    found = {doubt.number: doubt for doubt in doubts(result, "en")}
    named = {(rows[i].place, rows[i].stat, rows[i].printed) for i in found[4].rows}
    assert ("Sample", "percent", "4.76%") in named
    assert ("Sample", "n", "1") in named
    assert found[2].rows == frozenset()
    assert found[8].rows == {164}
