"""Numbers of running text, in English and Hebrew: what stands together, and of which group."""

import pytest

from peerstudy.audit import audit_text
from peerstudy.readers.grid import Paragraph
from peerstudy.readers.sentences import read_sentences


def read(*texts):
    paragraphs = [Paragraph(text, f"paragraph {i}") for i, text in enumerate(texts, start=1)]
    return [(e.group, e.stat, e.printed) for e in read_sentences(paragraphs)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In all, 19 (73%) were women.", [("n", "19"), ("percent", "73")]),
        ("Seven (26.9%) were men.", [("n", "7"), ("percent", "26.9")]),
        ("Eight of the peers were single (30.8%).", [("n", "8"), ("percent", "30.8")]),
        ("They were older (M = 41.5, SD = 7.79).", [("mean", "41.5"), ("sd", "7.79")]),
        ("Their mean age was 41.52 (30–58).", [("mean", "41.52"), ("min", "30"), ("max", "58")]),
        ("בסך הכול 19 (73%) מהם נשים ושבעה (26.9%) גברים.",
         [("n", "19"), ("percent", "73"), ("n", "7"), ("percent", "26.9")]),
        ("גילם הממוצע עמד על 41.52 שנים (30–58).",
         [("mean", "41.52"), ("min", "30"), ("max", "58")]),
    ],
)  # fmt: skip
def test_numbers_that_stand_together(text, found):
    assert [(stat, printed) for _, stat, printed in read(text)] == found


def test_a_year_is_no_count():
    assert read("It rose since 2019 (12%) and fell.") == []


def test_a_heading_with_an_n_names_the_group_of_what_follows():
    rows = read("Peers (n = 26)", "Of them 19 (73%) were women.", "Results", "Nine (34%) agreed.")
    assert rows == [
        ("Peers", "n", "26"), ("Peers", "n", "19"), ("Peers", "percent", "73"),
        ("", "n", "9"), ("", "percent", "34"),
    ]  # fmt: skip


def test_a_share_of_somebody_else_is_tied_to_no_group():
    rows = read("Staff (n = 42)", "Four had been ill: one (25%) was single.")
    assert rows[1:] == [("", "n", "1"), ("", "percent", "25")]


def test_a_short_text_without_a_full_stop_is_no_heading():
    assert read("Women: 19 of 26 (73.1%)")[0] == ("", "n", "19")


def test_a_line_that_begins_with_a_bracket_ends_the_line_before():
    assert read("Their mean age was 41.5 years", "(30–58).") == [
        ("", "mean", "41.5"), ("", "min", "30"), ("", "max", "58"),
    ]  # fmt: skip


def test_a_share_of_the_heading_above_is_audited_and_never_grave():
    wrong = audit_text("Peers (n = 26)\nOf them 19 (75%) were women.", checks=["PCT1"]).inconsistent
    assert wrong["severity"].tolist() == ["low"]
    right = audit_text("Peers (n = 26)\nOf them 19 (73%) were women.", checks=["PCT1"])
    assert len(right.inconsistent) == 0
