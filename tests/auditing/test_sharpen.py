"""What a ledger leaves open, and how it asks for it."""

import pytest

from peerstudy.auditing.sharpen import wanted
from peerstudy.readers.grid import Cell, Document, Grid, Paragraph, resolve_spans
from peerstudy.readers.manuscript import understood


def asked(sentence, *rows):
    cells = [[Cell(text) for text in row.split("|")] for row in rows]
    grid = Grid(resolve_spans(cells), 1, "Table 1. Sample")
    found = understood(Document("a.docx", (grid,), (Paragraph(sentence, "paragraph 1"),)))
    return " ".join(message.told("en") for message in wanted(found.ledger))


ROWS = ("|Peers (n = 30)|Staff (n = 28)", "Women|19 (63.3%)|14 (50.0%)")


def test_an_n_in_the_text_that_is_not_the_sum_of_the_groups():
    assert "N = 59 in the text is not the sum 30 + 28 (Table 1)" in asked("We had N = 59.", *ROWS)


def test_tests_of_differences_in_the_text_are_said_to_be_unchecked():
    told = asked("They did not differ, t(45) = 2.10, p = .04; χ²(1) = 3.2, p<.05.", *ROWS)
    assert "4 results of tests in the text (t(45) = 2.10; p = .04; χ²(1) = 3.2; …)" in told
    assert "1 result of a test in the text (r = −.31) is not" in asked("Here r = −.31.", *ROWS)
    assert "of a test" not in asked("Step 2 = done, part (3) = 4.", *ROWS)


@pytest.mark.parametrize("sentence", ["We had N = 58.", "We had N = 12.", "We invited N = 900."])
def test_an_n_that_says_nothing_of_the_groups(sentence):
    assert "is not the sum" not in asked(sentence, *ROWS)


def test_percentages_without_counts_and_whole_values():
    rows = ("|Peers (n = 30)", "Women, %|63.3", "Age, mean (range)|41.5 (30–58)")
    told = asked("Nothing.", *rows)
    assert "1 percentage is reported without a count (Women)" in told
    assert "The values of Age look whole" in told
