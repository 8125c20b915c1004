"""Numbers of running text, in English and Hebrew: what stands together, and of which group."""

import pytest

from peerstudy.auditing import audit_text
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
        ("17 women of 47 (36.1%)", [("n", "17"), ("denominator", "47"), ("percent", "36.1")]),
        ("17 נשים מתוך 47 (36.1%)", [("n", "17"), ("denominator", "47"), ("percent", "36.1")]),
        ("The mean change was −3.4 (n = 20).", [("mean", "−3.4"), ("denominator", "20")]),
        ("The average change was –3.4, SD = 2.1.", [("mean", "–3.4"), ("sd", "2.1")]),
        ("The average was 12–15 hours.", []),
        ("Their mean age was 41.52 (30–58).", [("mean", "41.52"), ("min", "30"), ("max", "58")]),
        ("בסך הכול 19 (73%) מהם נשים ושבעה (26.9%) גברים.",
         [("n", "19"), ("percent", "73"), ("n", "7"), ("percent", "26.9")]),
        ("גילם הממוצע עמד על 41.52 שנים (30–58).",
         [("mean", "41.52"), ("min", "30"), ("max", "58")]),
    ],
)  # fmt: skip
def test_numbers_that_stand_together(text, found):
    assert [(stat, printed) for _, stat, printed in read(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Seventeen (41%) agreed.", [("n", "17"), ("percent", "41")]),
        ("שבע עשרה (41%) הסכימו.", [("n", "17"), ("percent", "41")]),
        ("הסכימו שניים-עשר (29%).", [("n", "12"), ("percent", "29")]),
        ("26 מקרב אנשי המקצוע היו עובדים סוציאליים (62%).", [("n", "26"), ("percent", "62")]),
        ("ו-11 (26.2%) גברים.", [("n", "11"), ("percent", "26.2")]),
        ("They had worked 11.14 years on average (1–35).",
         [("mean", "11.14"), ("min", "1"), ("max", "35")]),
        ("Their mean age was 43.75 years (38–49 years).",
         [("mean", "43.75"), ("min", "38"), ("max", "49")]),
        ("ממוצע הוותק עמד על חמש שנים וחצי (2–11).",
         [("mean", "5.5"), ("min", "2"), ("max", "11")]),
        ("Mean education was 21.6 years.", [("mean", "21.6")]),
        ("Average age-35 (SD = 4.1).", [("mean", "35"), ("sd", "4.1")]),
        ("Mean age –34.2 years (SD = 8.2).", [("mean", "34.2"), ("sd", "8.2")]),
        ("ממוצע הגיל -34.5 (ס\"ת 3.2).", [("mean", "34.5"), ("sd", "3.2")]),
        ("Mean change: -3.4, SD = 2.", [("mean", "-3.4"), ("sd", "2")]),
        ("All had at least three months of experience.", [("min", "3")]),
        ("The mean was 62% of the whole.", []),
        ("30.7% of all 26 peers agreed.", [("percent", "30.7"), ("denominator", "26")]),
        ("30.7% מתוך 26 העמיתים הסכימו.", [("percent", "30.7"), ("denominator", "26")]),
        ("Of those, 30.7% of 2018 deaths and 30% of 26.5 kg, 5% of 10%.", []),
    ],
)  # fmt: skip
def test_words_units_and_means_alone(text, found):
    assert [(stat, printed) for _, stat, printed in read(text)] == found


def test_counts_of_people_are_read_below_a_heading_that_prints_how_many_they_are():
    text = "Fifteen had been trained. In all three of them were managers: two women and one man."
    assert read(text) == []
    assert [printed for *_, printed in read("Staff (n = 42)", text)] == ["42", "15", "3", "2", "1"]


def test_a_year_is_no_count():
    assert read("It rose since 2019 (12%) and fell.") == []


def test_a_heading_with_an_n_names_the_group_of_what_follows():
    rows = read("Peers (n = 26)", "Of them 19 (73%) were women.", "Results", "Nine (34%) agreed.")
    assert rows == [
        ("Peers", "n", "26"), ("Peers", "n", "19"), ("Peers", "percent", "73"),
        ("", "n", "9"), ("", "percent", "34"),
    ]  # fmt: skip


def test_a_share_of_somebody_else_is_tied_to_no_group():
    rows = read("Staff (n = 42)", "Some had been ill: one (25%) was single.")
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


def test_an_n_in_a_sentence_is_read_with_the_words_before_it():
    assert read("Some peers (n = 25) took part.") == [("", "n", "25")]
    assert read("It took N = 2.5 hours; n = 12% of them agreed.") == []


def test_a_denominator_in_words():
    rows = read("Nineteen of twenty (95%) agreed.")
    assert rows == [("", "n", "19"), ("", "denominator", "20"), ("", "percent", "95")]


@pytest.mark.parametrize(
    "text",
    [
        "נשים היו 17 מ-47 משתתפים (36.1%).",
        "נשים היו 17 מ\u05be47 (36.1%).",
        "נשים היו 17 מבין 47 המשתתפים (36.1%).",
        "נשים היו 36.1% (17 מ-47).",
    ],
)
def test_a_denominator_behind_a_hebrew_of(text):
    found = {stat: printed for _, stat, printed in read(text)}
    assert found == {"n": "17", "denominator": "47", "percent": "36.1"}


@pytest.mark.parametrize(
    "text",
    [
        "Mean age = 34.28, n = 15",
        "M = 34.28 (n = 15)",
        "Mean age was 34.28 (n = 15)",
        "Mean age (years) was 34.28 years (n = 15).",
        "Mean age was 34.28 years (SD 5.1, n = 15)",
        "M = 34.28 (SD = 5.1), n = 15",
        "Mean age was 34.28 ± 5.1 years (n = 15)",
        "גיל ממוצע 34.28 (n = 15)",
        "ממוצע הגיל = 34.28, n = 15",
        "הגיל הממוצע היה 34.28 (מספר = 15)",
        "הגיל הממוצע היה 34.28 שנים (ס״ת 5.1, n = 15)",
    ],
)
def test_a_mean_is_read_with_its_sd_and_its_n(text):
    spread = {"sd": "5.1"} if "5.1" in text else {}
    found = {stat: printed for _, stat, printed in read(text)}
    assert found == {"mean": "34.28", "denominator": "15"} | spread


def test_what_has_a_mean_in_its_words_and_an_n_is_no_mean():
    assert read("The mean of 3 groups (n = 15) rose.") == [("", "mean", "3"), ("", "n", "15")]
    assert read("Age of the peers, on average (n = 15)")[0][1:] == ("n", "15")


def test_a_mean_with_its_n_is_audited():
    """514 / 15 = 34.27: no 15 whole values have the mean 34.28."""
    impossible = audit_text("Mean age = 34.28, n = 15").conditional
    assert impossible["check"].tolist() == ["AVG1"]
    assert audit_text("Mean age = 34.27, n = 15").conditional.empty


@pytest.mark.parametrize(
    ("text", "denominators"),
    [
        ("Staff (n = 23) had a mean age of 44.59 years (SD = 10.20).", ["23"]),
        ("Staff (n = 23) were 27 to 64 years old (M = 44.59, SD = 10.20).", ["23"]),
        ("Peers (n = 20) and staff (n = 23) had a mean age of 44.59 years (SD = 10.20).", []),
        ("Peers had M = 3.2 (n = 20), and staff M = 4.1, SD = 1.2.", ["20"]),
        ("M = 3.2, SD = 1.1 for peers (n = 20) and M = 4.1, SD = 1.2 for staff.", []),
        ("Some agreed (n = 23). Their mean age was 44.59 years (SD = 10.20).", []),
    ],
)
def test_a_mean_is_of_the_only_n_in_brackets_before_it_in_its_sentence(text, denominators):
    assert [printed for _, stat, printed in read(text) if stat == "denominator"] == denominators


def test_a_mean_of_the_n_before_it_is_audited():
    """44.59 * 23 = 1025.57, and 1026 / 23 = 44.61: no 23 whole years have the mean 44.59."""
    impossible = audit_text("Staff (n = 23) had a mean age of 44.59 years (SD = 10.20).")
    assert impossible.conditional["check"].tolist() == ["AVG1"]


def test_an_sd_in_brackets_behind_an_average():
    assert read("Their mean age was 41.5 years (SD 7.79).") == [
        ("", "mean", "41.5"),
        ("", "sd", "7.79"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Their mean age was 45.3 years (SD = 12.1, range 23-71).",
        "Their mean age was 45.3 years (SD = 12.1; range 23–71 years).",
        "Their mean age was 45.3 years (SD = 12.1, between 23 and 71 years).",
        "Their mean age was 45.3 years (SD = 12.1), ranging from 23 to 71 years.",
        "Their mean age was 45.3 years (SD = 12.1) with a range of 23 to 71.",
        "Adults (Mage = 45.3, SD = 12.1, range = 23–71) took part.",
        "גילם הממוצע היה 45.3 שנים (ס״ת = 12.1, טווח 23-71).",
        'גילם הממוצע היה 45.3 שנים (ס"ת = 12.1, בין 23 ל-71).',
    ],
)
def test_a_mean_is_read_with_its_sd_and_its_range(text):
    found = {stat: printed for _, stat, printed in read(text)}
    assert found == {"mean": "45.3", "sd": "12.1", "min": "23", "max": "71"}


def test_what_ranges_in_percent_is_no_range_of_a_mean():
    assert read("M = 45.3 (SD = 12.1), ranging from 23 to 71%.") == [
        ("", "mean", "45.3"), ("", "sd", "12.1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["(M age = 45.3, SD = 12.1)", "Mage = 45.3 (SD = 12.1)", "M_age = 45.3, SD = 12.1."],
)
def test_an_m_of_the_age(text):
    assert read(text) == [("", "mean", "45.3"), ("", "sd", "12.1")]


def test_averages_behind_a_part_of_a_group_are_of_so_many_people():
    rows = read("Staff (n = 42)", "Their mean age was 42.29 (25–63).",
                "Three of the staff were managers. Two of them were women. "
                "Their mean age was 51.5 (43–63).")  # fmt: skip
    assert rows[-4:] == [("", "mean", "51.5"), ("", "min", "43"), ("", "max", "63"),
                         ("", "denominator", "3")]  # fmt: skip
    assert ("Staff", "mean", "42.29") in rows
    assert [row for row in rows if row[1] == "denominator"] == [("", "denominator", "3")]


@pytest.mark.parametrize(
    ("text", "denominators"),
    [
        ("Of the 31 participants, 19 (61.3%) were women; 12 (38.7%) were men.", ["31", "31"]),
        ("Of the 31 participants, 19 (61.3%) were women and 12 (38.7%) men.", ["31", "31"]),
        ("Among 31 nurses, nineteen were women (61.3%).", ["31"]),
        ("מתוך 31 המשתתפים, 19 (61.3%) היו נשים.", ["31"]),
        ("N = 31: 18 women (58.1%), 14 men (41.9%).", ["31", "31"]),
        ("The 40 participants comprised 24 women (60.0%) and 17 men (40.0%).", ["40", "40"]),
        ("במחקר השתתפו 31 עמיתים. מתוכם 18 נשים (58.1%).", ["31"]),
        ("We interviewed 31 peers. Of these, 18 were women (58.1%).", ["31"]),
        ("We met 31 peers. Of these, 18 were women (58.1%) and 13 (41.9%) men.", ["31", "31"]),
        ("We met 31 peers and 20 nurses. Of these, 18 were women (58.1%).", []),
        ("We met 31 peers. All agreed. Of these, 18 were women (58.1%).", []),
        ("We met 31 peers in 2019. Of these, 18 were women (58.1%).", []),
        ("We met 31 peers. Of these 28 peers, 18 were women (64.3%).", ["28"]),
        ("Data are of 2019 onwards. Of these, 18 were women (0.9%).", []),
        ("The 40 participants were asked. Later 24 women (60.0%) came.", []),
        ("Of the 31 participants all agreed. Later 19 (61.3%) did.", []),
        ("Of the 31 participants, 5 (50%) of those asked agreed.", []),
        ("Of the 31 (out of 40) who came, 19 (61.3%) stayed.", []),
    ],
)
def test_shares_behind_of_so_many_people_are_of_them(text, denominators):
    assert [printed for _, stat, printed in read(text) if stat == "denominator"] == denominators


def test_a_share_of_the_people_that_its_sentence_begins_with_is_audited():
    wrong = audit_text("Of the 31 participants, 19 (62.3%) were women.").inconsistent
    assert wrong["check"].tolist() == ["PCT1"]


def test_a_percentage_that_no_count_of_its_sentences_total_yields_is_a_problem():
    problems = audit_text("30.7% of 26").problems
    assert problems["why"].to_list() == ["No count of 26 yields 30.7."]
    assert audit_text("30.8% of the 26 peers").problems.empty


def test_the_same_words_again_are_no_second_piece_of_evidence():
    """Repeated in the abstract and the results, one share would fit its N five times."""
    once = read("In all, 40 (59%) were free of it.")
    assert read("In all, 40 (59%) were free of it.", "Again 40 (59%) were free of it.") == once


def test_words_end_where_their_numbers_do():
    paragraphs = [Paragraph("It worked for many (65/117; 55.5%).", "paragraph 1")]
    assert {entry.variable for entry in read_sentences(paragraphs)} == {"“65/117; 55.5%”"}
