"""The tables on what an article reports of itself, in both languages."""

import pytest

from peerstudy.codings.flow import participant_flow
from peerstudy.ledger import Labels
from peerstudy.study.article import load_article
from peerstudy.tables.checklists import checklist_table
from peerstudy.tables.flow import participant_flow_table
from peerstudy.tables.model import plain
from peerstudy.tables.sheet import Sheet

ARTICLE = load_article("upsides_israel")
LANGS = ("en", "he")


def sheet(lang):
    return Sheet(Labels(None, lang))


def told(table):
    return [[plain(row.label), *map(plain, row.cells)] for row in table.rows()]


@pytest.mark.parametrize("lang", LANGS)
def test_every_count_of_the_flow_has_a_row_and_a_range_is_one_number(lang):
    flow = participant_flow(ARTICLE.flow)
    table = participant_flow_table(flow, sheet(lang))
    assert [len(group.rows) for group in table.groups] == [4, 3, 6, 3]
    assert sum(len(group.rows) for group in table.groups) == len(flow)
    numbers = [row[1] for row in told(table)]
    assert {"68", "14", "54–68", "54"} <= set(numbers)


def test_what_is_computed_names_its_assumption():
    table = participant_flow_table(participant_flow(ARTICLE.flow), sheet("en"))
    computed = table.groups[1].rows
    assert [plain(row.cells[1]) != "–" for row in computed] == [True] * 3
    assert "nobody both in an interview and in a group" in plain(computed[2].cells[1])


def test_papers_without_others_have_no_sum_and_no_question():
    here = ARTICLE.flow[ARTICLE.flow["paper"] == "this article"]
    table = participant_flow_table(participant_flow(here), sheet("en"))
    assert len(table.groups) == 2
    assert not any("question" in plain(note) for note in table.notes.general)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("name", "size", "agree"), [("coreq", 32, 27), ("srqr", 21, 19)])
def test_every_item_has_a_row_and_both_answers_where_they_differ(name, size, agree, lang):
    table = checklist_table(ARTICLE.checklists[name], name, sheet(lang))
    rows = [row for group in table.groups for row in group.rows]
    assert [int(plain(row.label).split(".")[0]) for row in rows] == list(range(1, size + 1))
    answers = [plain(row.cells[1]) for row in rows]
    assert sum(";" in answer for answer in answers) == size - agree
    assert any(str(agree) in plain(note) for note in table.notes.general)


def test_a_hebrew_checklist_has_no_english_sentence():
    for name in ("coreq", "srqr"):
        table = checklist_table(ARTICLE.checklists[name], name, sheet("he"))
        for group in table.groups:
            for row in (group.heading, *group.rows):
                latin = [text for text in (plain(row.label), *map(plain, row.cells[:2]))
                         if any("a" <= letter <= "z" for letter in text)]  # fmt: skip
                assert latin == []
