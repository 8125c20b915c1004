"""A manuscript's table drawn as it was read: what is marked, and why."""

import re

import pytest

from peerstudy import audit
from peerstudy.errors import UnknownNameError
from peerstudy.readers import read_text
from peerstudy.tables.manuscripts import manuscript_table

WRONG = "Sex\tPeers (n = 26)\nWomen\t19 (74.1%)\nMen\t7 (26.9%)\nOther\tx: 3; about 2 or 3\n"
HEBREW = "מגדר\tעמיתים (n = 26)\nנשים\t19 (74.1%)\nגברים\t7 (26.9%)\n"


def cells(drawn):
    return re.findall(r"<td[^>]*>(.*?)</td>", drawn.html, re.DOTALL)


def test_an_inconsistent_cell_opens_to_its_arithmetic():
    read = read_text(WRONG)
    drawn = manuscript_table(read, audit(read.ledger, checks=["PCT1"]))
    (opened,) = [cell for cell in cells(drawn) if "<details>" in cell]
    assert "19 (74.1%) ≠" in opened
    assert "19/26 = 73.076" in opened
    assert "≠ inconsistent" in drawn.html


def test_what_was_not_understood_is_marked_without_an_audit():
    drawn = manuscript_table(read_text(WRONG))
    assert "x: 3; about 2 or 3 …" in cells(drawn)
    assert "… not understood" in drawn.html
    assert "≠" not in drawn.html


def test_doubtful_cells_are_marked():
    listed = read_text("Trial\tMood\nOne\tx: 3.6 ± 1.6; y: 7.0 ± 1.8\n")
    assert any(cell.endswith(" ?") for cell in cells(manuscript_table(listed)))


def test_a_hebrew_table_runs_from_right_to_left_and_speaks_the_audits_language():
    read = read_text(HEBREW)
    drawn = manuscript_table(read, audit(read.ledger, checks=["PCT1"]).told("he"))
    assert '<table dir="rtl">' in drawn.html
    assert "אינו עקבי" in drawn.html


def test_text_of_a_manuscript_is_no_markup():
    read = read_text("<b>Sex</b>\tPeers (n = 26)\n<script>\t19 (73.1%)\nMen\t7 (26.9%)\n")
    assert "<script>" not in manuscript_table(read).html


def test_a_table_that_is_not_there_is_refused():
    with pytest.raises(UnknownNameError, match="A table must be one of 1; found '2'"):
        manuscript_table(read_text(WRONG), number=2)
