"""Tests of tables for a terminal, and of frames laid out as tables."""

import re

import pandas as pd
import pytest

from peerstudy.tables.listing import listing
from peerstudy.tables.markdown import as_markdown
from peerstudy.tables.terminal import as_text, measured

LINK = "https://doi.org/10.1177/1948550616673876"
LONG = "A percentage can come from its count and a stated or summed denominator"


def rows_of(*rows, heads=("check", "rule", "source")):
    return pd.DataFrame(rows, columns=list(heads), dtype=str)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_a_line_is_no_longer_than_the_terminal_and_no_word_or_link_is_cut(width):
    frame = rows_of(("PCT1", LONG, f"Brown & Heathers 2017, {LINK}"), ("AVG1", LONG, "arithmetic"))
    told = as_text(listing(frame), width)
    assert max(map(measured, told.splitlines())) <= max(width, len(LINK) + 4)
    assert LINK in told
    words = re.findall(r"\w+", told)
    assert all(words.count(word) >= 2 for word in LONG.split())


def test_what_has_no_room_beside_one_another_is_listed_with_its_heads():
    lines = as_text(listing(rows_of(("PCT1", LONG, LINK))), 40).splitlines()
    assert lines[0] == "PCT1"
    assert lines[1].startswith("    rule: A percentage")
    assert all(line.startswith("    ") for line in lines[2:3])


def test_numbers_stand_on_the_right_and_their_heads_above_them():
    frame = rows_of(("Peers", "26", "9 (34.6)"), ("All", "1,068", ""), heads=("g", "n", "n (%)"))
    assert as_text(listing(frame)).splitlines() == [
        "g          n     n (%)",
        "──────────────────────",
        "Peers     26  9 (34.6)",
        "All    1,068",
    ]


def test_the_lines_of_a_broken_label_are_set_in_as_its_first_is():
    label = "\N{NO-BREAK SPACE}" * 4 + "several words that take more than a line of the column"
    lines = as_text(listing(rows_of((label, "1"), heads=("code", "n"))), 30).splitlines()
    assert len(lines) == 5
    assert all(re.match(" {4}[a-z]", line) for line in lines[2:])


def test_a_short_formula_is_not_broken():
    from peerstudy.tables.cells import formula, said
    from peerstudy.tables.model import Column, Notes, Row, RowGroup, Table

    cell = (*said("a word and another, "), *formula("n = 21"))
    row = Row(said("x"), (cell,))
    head = Column(said("h"))
    table = Table("t", 0, (), head, (head,), (RowGroup(None, (row,)),), Notes(), "en")
    for width in range(10, 30):
        assert "n = 21" in as_text(table, width)


def test_a_hebrew_table_begins_on_the_right_and_every_cell_is_an_isolate():
    frame = rows_of(("אתגרים", "תחום", "5/44"), heads=("קוד", "רמה", "ציטוטים"))
    head, _, row = as_text(listing(frame, "he")).splitlines()
    assert head.index("ציטוטים") < head.index("רמה") < head.index("קוד")
    assert row.index("5/44") < row.index("תחום") < row.index("אתגרים")
    outside = re.sub("[\u2066-\u2068][^\u2069]*\u2069", "", f"{head}{row}")
    assert outside.strip() == ""


def test_a_hebrew_row_is_set_in_on_its_right():
    frame = rows_of(("אב", "1"), ("\N{NO-BREAK SPACE}" * 2 + "אב", "2"), heads=("קוד", "n"))
    *_, first, second = as_text(listing(frame, "he")).splitlines()
    assert measured(second) == measured(first) - 2


@pytest.mark.parametrize("lang", ["en", "he"])
def test_isolates_are_closed_in_every_line(lang):
    sentence = (
        "\u2068מקצוע\u2069 \u2066"
        + "1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 = 45 of them"
        + "\u2069 " * 1
    )
    told = as_text(listing(rows_of(("a", sentence), heads=("x", "y")), lang), 30)
    for line in told.splitlines():
        assert len(re.findall("[\u2066-\u2068]", line)) == line.count("\u2069")


def test_first_columns_become_headings():
    frame = rows_of(
        ("percentages", "PCT1", "a"), ("percentages", "PCT2", "b"), ("totals", "SUM1", "c")
    )
    lines = as_text(listing(frame, under=1)).splitlines()
    assert lines[2:] == ["percentages", "  PCT1  a", "  PCT2  b", "totals", "  SUM1  c"]
    assert as_markdown(listing(frame, under=1)).count("| **") == 2


def test_headings_are_in_bold_where_there_is_colour():
    told = as_text(listing(rows_of(("a", "1"), heads=("x", "y"))), colour=True)
    assert told.startswith("\x1b[1mx")
    assert "\x1b" not in as_text(listing(rows_of(("a", "1"), heads=("x", "y"))))


def test_a_table_without_rows_has_its_heads():
    assert as_text(listing(rows_of(heads=("x", "y")))).startswith("x  y\n")
