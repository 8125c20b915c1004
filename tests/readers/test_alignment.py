"""Headings that stand over their columns, or are moved there, or are doubted."""

import pytest

from readers.test_packages import SIZES, lines, read

TABLEONE = """
Peers | age: mean 41.50, sd 7.80
Staff | age: mean 44.20, sd 10.10
 | age: p 0.256
Peers | sex = M: n 7, percent 26.9
Staff | sex = M: n 12, percent 28.6
 | sex = M: p 1.000
 | education (%): p 0.045
Peers | education (%) | School: n 9, percent 34.6
Staff | education (%) | School: n 5, percent 11.9
Peers | education (%) | Other: n 17, percent 65.4
Staff | education (%) | Other: n 37, percent 88.1
"""
ROWS = """
"n"\t"   26"\t"   42"\t""\t""
"age (mean (SD))"\t"41.50 (7.80)"\t"44.20 (10.10)"\t" 0.256"\t""
"sex = M (%)"\t"    7 (26.9) "\t"   12 (28.6) "\t" 1.000"\t""
"education (%)"\t"   "\t"   "\t" 0.045"\t""
"   School"\t"    9 (34.6) "\t"    5 (11.9) "\t""\t""
"   Other"\t"   17 (65.4) "\t"   37 (88.1) "\t""\t""
"""


@pytest.mark.parametrize(
    "head", ['"Peers"\t"Staff"\t"p"\t"test"', '""\t"Peers"\t"Staff"\t"p"\t"test"']
)
@pytest.mark.parametrize(
    ("name", "between"), [("t.csv", ","), ("t.tsv", "\t"), ("t.txt", " "), ("t.txt", "  ")]
)
def test_a_head_with_or_without_the_cell_above_the_labels(head, name, between):
    text = (head + ROWS).replace("\t", between)
    assert read(text, name) == lines(SIZES + TABLEONE)


def test_a_printed_title_above_quoted_cells_is_no_heading():
    text = ('"Stratified by role"\n""\t"Peers"\t"Staff"\t"p"\t"test"' + ROWS).replace("\t", "   ")
    assert read(text, "pasted text") == lines(SIZES + TABLEONE)


def test_a_column_of_levels_moves_with_the_head():
    rows = "n,,26,42,\nsex (%),F,19 (73.1),30 (71.4),1.000\n,M,7 (26.9),12 (28.6),\n"
    assert read("level,Peers,Staff,p\n" + rows) == lines(
        SIZES
        + """
Peers | sex (%) | F: n 19, percent 73.1
Staff | sex (%) | F: n 30, percent 71.4
 | sex (%) | F: p 1.000
Peers | sex (%) | M: n 7, percent 26.9
Staff | sex (%) | M: n 12, percent 28.6
"""
    )


ONE_MORE = "Women,19 (73.1),30 (71.4)\nMen,7 (26.9),12 (28.6)\n"


def test_a_head_is_moved_without_doubt_only_where_it_shows_that_it_must():
    assert read("Peers (n = 26),Staff (n = 42)\n" + ONE_MORE)["Staff | Men"] == "n 12, percent 28.6"
    guessed = read("Peers,Staff\n" + ONE_MORE)
    assert guessed["Staff | Men"] == "n 12 ?0.3, percent 28.6 ?0.3"


@pytest.mark.parametrize("head", ["Characteristic,Peers", ",Peers"])
def test_a_column_without_a_heading_is_of_no_known_group(head):
    found = read(f"{head}\n{ONE_MORE}")
    assert found[" | Men"] == "n 12 ?0.5, percent 28.6 ?0.5"
    assert "?0.5" not in found["Peers | Men"]


def test_a_size_over_labels_shows_that_cells_slipped():
    assert (
        read(",Peers (n = 26)\nBMI, kg,24.1 ± 3.2\n")[" | BMI | kg"]
        == "mean 24.1 ?0.5, sd 3.2 ?0.5"
    )


def test_groups_without_a_head_are_doubted():
    found = read("n,26,42\n" + ONE_MORE)
    assert "26 | Men" not in found
    assert all(number.count("?0.5") == number.count(",") + 1 for number in found.values())


def test_a_row_whose_cells_slipped_is_doubted_and_no_other():
    head = "Variable,Level,Peers (n = 26),Staff (n = 42)\n"
    found = read(
        head + "Sex,Women,19 (73.1),30 (71.4)\nMen,7 (26.9),12 (28.6)\nAge,,41.5 (7.8),44 (9)\n"
    )
    assert found["Peers | Sex | Women"] == "n 19, percent 73.1"
    assert "n 12 ?0.5, percent 28.6 ?0.5" in found.values()
    head = ",Peers (n = 26),Staff (n = 42)\n"
    found = read(head + "Single, born here,19 (73.1),30 (71.4)\n" + ONE_MORE)
    assert found["Peers | Men"] == "n 7, percent 26.9"
    assert found["Staff | Single"] == "n 19 ?0.5, percent 73.1 ?0.5"


def test_pairs_of_columns_under_one_heading_are_not_moved():
    found = read("Sex,Peers,,Staff,\nWomen,19,73.1,30,71.4\nMen,7,26.9,12,28.6\n")
    assert not [names for names in found if names.startswith("Staff")]


def test_a_heading_without_spans_is_over_names_that_come_again():
    text = ",Before,,After,\n,Peers (n = 26),Staff (n = 42),Peers (n = 24),Staff (n = 42)\n"
    found = read(text + "Working,13 (50.0),21 (50.0),12 (50.0),22 (52.4)\n")
    assert found["Before / Staff | Working"] == "n 21, percent 50.0"
    assert found["After / Staff | Working"] == "n 22, percent 52.4"


def test_two_columns_with_one_heading_are_doubted():
    text = ",Peers (n = 26),Peers (n = 26),Staff (n = 42)\nWorking,13 (50.0),12 (46.2),21 (50.0)\n"
    found = read(text)
    assert found["Staff | Working"] == "n 21, percent 50.0"
    assert found["Peers | Working"].count("?0.5") == 4
