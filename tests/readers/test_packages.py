"""Table 1 as programs print it: every number under its group, variable and statistic.

The layouts are those of the programs' documentation; the numbers are made up.
"""

import re

import pytest

from peerstudy.readers.document import read_content
from peerstudy.readers.interpret import interpret


def read(text, name="table.csv"):
    """Return what is read, a line a cell: its names, its numbers, and how far they are doubted."""
    lines = {}
    for grid in read_content(text.encode(), name).grids:
        for e in interpret(grid).entries:
            doubt = f" ?{e.doubt}" if e.doubt else ""
            names = " | ".join((e.group, e.variable, e.level)).rstrip(" |")
            lines.setdefault(names, []).append(f"{e.stat} {e.printed}{doubt}")
    return {names: ", ".join(numbers) for names, numbers in lines.items()}


def lines(text):
    return dict(line.split(": ", 1) for line in text.splitlines() if line)


SEX = """
Peers | Sex | Female: n 19, percent 73.1
Staff | Sex | Female: n 30, percent 71.4
Peers | Sex | Male: n 7, percent 26.9
Staff | Sex | Male: n 12, percent 28.6
"""
SIZES = """
Peers: n 26
Staff: n 42
"""

SAS = """,Peers (N=26),Staff (N=42)
Age,,
n,25,42
Mean (SD),41.5 (7.79),44.2 (10.10)
Median,41.0,45.0
"Q1, Q3","36.0, 47.0","37.0, 52.0"
"Min, Max","22, 64",24 – 66
Sex,,
Female,19 (73.1),30 (71.4)
Male,7 (26.9),12 (28.6)
"""
SAS_READ = """
Peers | Age: denominator 25, mean 41.5, sd 7.79, median 41.0, q1 36.0, q3 47.0, min 22, max 64
Staff | Age: denominator 42, mean 44.2, sd 10.10, median 45.0, q1 37.0, q3 52.0, min 24, max 66
"""


def indented(text):
    return "\n".join(
        line if line.startswith((",", "Age", "Sex")) else re.sub(r'^("?)', r"\1    ", line)
        for line in text.splitlines()
    )


@pytest.mark.parametrize("text", [SAS, indented(SAS)])
def test_rows_that_name_a_statistic_are_of_the_variable_above(text):
    assert read(text) == lines(SIZES + SAS_READ + SEX)


def test_an_n_below_a_variable_is_no_groups_size_and_one_alone_is_doubted():
    head = ",Peers (N=26),Staff (N=42)\n"
    assert read(head + "Women,,\n  n,19,30\n  %,73.1,71.4\n") == lines(
        SIZES + "Peers | Women: n 19, percent 73.1\nStaff | Women: n 30, percent 71.4"
    )
    assert read(head + "Women,,\n  n,19,30\n")["Peers | Women"] == "denominator 19 ?0.3"


def test_a_contradicting_row_of_sizes_is_doubted():
    assert read(",Peers (N=26),Staff (N=42)\nN,25,42\nWomen,19 (73.1),30 (71.4)\n")["Peers"] == (
        "n 26, n 25 ?0.3"
    )


def test_a_row_of_sizes_may_print_their_shares():
    text = ",Peers,Staff,Total\nTotal N (%),26 (38.2),42 (61.8),68\nWomen,19 (73.1),30 (71.4),49\n"
    found = read(text)
    assert [found[group] for group in ("Peers", "Staff", "Total")] == ["n 26", "n 42", "n 68"]
    assert "Peers | Total" not in found


GTSUMMARY = """Characteristic,"Peers, N = 26¹","Staff (N = 42)a",p-value²
Age,"41 (36, 47)","45 (37, 52)",0.2
Unknown,1,2,
Sex,,,0.9
Female,19 (73.1%),30 (71.4%),
Male,7 (26.9%),12 (28.6%),
"¹ Median (Q1, Q3); n (%)",,,
² Wilcoxon rank sum test; Pearson's Chi-squared test,,,
"""


def test_a_note_in_the_last_row_says_what_numbers_are_and_marks_are_no_part_of_names():
    expected = (
        SIZES
        + SEX
        + """
Peers | Age: median 41, q1 36, q3 47, missing 1 ?0.1
Staff | Age: median 45, q1 37, q3 52, missing 2 ?0.1
 | Age: p 0.2
 | Sex: p 0.9"""
    )
    assert read(GTSUMMARY) == lines(expected)


@pytest.mark.parametrize(
    "note", ["Median (Q1, Q3); n (%)", "a Median (IQR) or n (%)", "Note. Median (IQR); n (%)"]
)
def test_a_paragraph_below_a_table_may_be_its_note(note):
    table = "| |Peers (N = 26)|\n|---|---|\n|Age|41 (36, 47)|\n\n"
    assert read(table + note, "table.md")["Peers | Age"] == "median 41, q1 36, q3 47"
    assert "?" in read(table + "Peers were older.", "table.md")["Peers | Age"]


def test_a_note_that_states_an_n_is_no_section():
    rows = ",Peers,Staff\nWomen,19 (73.1),30 (71.4)\n"
    assert not [n for n in read(rows + "Note. N = 68 (n = 26 for peers).,,") if "Note" in n]


def test_statistics_between_a_name_and_its_unit():
    text = """Characteristic,No. (%),,
,Peers (n = 26),Staff (n = 42),P value*
"Age, mean (SD), y",41.5 (7.8),44.2 (10.1),.26
"Score, median (IQR), points",45 (30-60),50 (40-65),.04
Sex,,,
  Female,19 (73.1),30 (71.4),
  Male,7 (26.9),12 (28.6),
"""
    expected = (
        SIZES
        + SEX
        + """
Peers | Age, y: mean 41.5, sd 7.8
Staff | Age, y: mean 44.2, sd 10.1
 | Age, y: p .26
Peers | Score, points: median 45, q1 30, q3 60
Staff | Score, points: median 50, q1 40, q3 65
 | Score, points: p .04"""
    )
    assert read(text) == lines(expected)


@pytest.mark.parametrize(
    "head",
    [
        ",Peers,,Staff,,\nCharacteristic,n,%,n,%,p*",
        ",Role,,,,\n,Peers,,Staff,,\n,Count,Column N %,Count,Column N %,Sig.",
        "Variable,Peers n,Peers %,Staff n,Staff %,P-value†",
        ",Peers,,Staff,,\n,Frequency,Valid Percent,Frequency,Valid Percent,p.overall",
    ],
)
def test_counts_and_percentages_in_columns_of_their_own(head):
    rows = "\nSex,,,,,.88\n Female,19,73.1,30,71.4,\n Male,7,26.9,12,28.6,\n"
    found = {names.removeprefix("Role / "): number for names, number in read(head + rows).items()}
    assert found == lines(SEX + " | Sex: p .88")


def test_a_second_percentage_of_a_group_is_of_another_total():
    text = ",Frequency,Percent,Valid Percent,Cumulative Percent\nFemale,49,70.0,72.1,72.1\n"
    assert read(text + "Male,19,27.1,27.9,100.0\n") == {
        " | Female": "n 49, percent 70.0", " | Male": "n 19, percent 27.1",
    }  # fmt: skip


def test_a_column_of_missing_values_is_no_group():
    text = """,,Missing,Overall,Peers,Staff,P-Value
n,,,68,26,42,
"age, mean (SD)",,1,43.2 (9.3),41.5 (7.8),44.2 (10.1),0.256
"sex, n (%)",Female,0,49 (72.1),19 (73.1),30 (71.4),1.000
,M,,19 (27.9),7 (26.9),12 (28.6),
"""
    found = read(text)
    assert found["Overall | age"] == "mean 43.2, sd 9.3, missing 1 ?0.1"
    assert found["Overall | sex"] == "missing 0 ?0.1"
    assert not [names for names in found if names.startswith("Missing")]


def test_a_letter_that_stands_for_a_level_is_no_mean():
    text = '"","level","Peers"\n"n","","   26"\n"sex (%)","F","   19 (73.1) "\n'
    assert read(text + '"","M","    7 (26.9) "\n') == lines("""
Peers: n 26
Peers | sex (%) | F: n 19, percent 73.1
Peers | sex (%) | M: n 7, percent 26.9""")
    text = '"","Peers"\n"n","26"\n"sex = M (%)"," 7 (26.9)"\n'
    assert read(text)["Peers | sex = M"] == "n 7, percent 26.9"
    assert read(",Peers (n = 26)\nAge,\nM,41.5\nSD,7.8\n")["Peers | Age"] == "mean 41.5, sd 7.8"


@pytest.mark.parametrize("head", ["עמיתים (26 = n)", "עמיתים (n = 26)", "עמיתים )n = 26("])
def test_an_n_that_runs_from_right_to_left(head):
    assert read(f"מאפיין,{head}\nנשים,19 (73.1)\n") == {
        "עמיתים": "n 26", "עמיתים | נשים": "n 19, percent 73.1",
    }  # fmt: skip


def test_a_power_is_no_mark_of_a_footnote():
    found = read('"","Peers (n = 26)"\n"BMI, kg/m²",24.1 ± 3.2\n"Weight, kg²",70.1 ± 8.8\n')
    assert "Peers | BMI, kg/m²" in found


def test_a_count_with_its_percentage_below_a_name_is_no_groups_size():
    text = ",Peers (n = 26),,Staff (n = 42),\nCharacteristic,mean or n,SD or %,mean or n,SD or %\n"
    text += "Age,,,,\n  Mean (SD),41.5,7.8,44.2,10.1\nMarried,,,,\n  n (%),9,34.6,21,50.0\n"
    found = read(text + "N,26,100,42,100\n")
    assert found["Peers | Married"] == "n 9, percent 34.6"
    assert found["Staff | Age"] == "mean 44.2, sd 10.1"
    assert set(found["Peers"].split(", ")) == {"n 26"}


def test_statistics_in_a_column_of_their_own_are_of_the_variable_beside():
    text = """,,Peers (n = 26),Staff (n = 42)
Age,n,25,42
,Mean,41.5,44.2
,SD,7.8,10.1
Women,n,19,30
,%,73.1,71.4
"""
    assert read(text) == lines(
        SIZES
        + """
Peers | Age: denominator 25, mean 41.5, sd 7.8
Staff | Age: denominator 42, mean 44.2, sd 10.1
Peers | Women: n 19, percent 73.1
Staff | Women: n 30, percent 71.4
"""
    )


def test_an_answer_no_below_a_variable_is_a_level_in_columns_of_their_own():
    text = ",Peers (n = 26),\n,n,%\nWork,,\n Yes,9,34.6\n No,17,65.4\n"
    assert read(text)["Peers | Work | No"] == "n 17, percent 65.4"


def test_a_total_below_levels_that_stand_beside_their_variable_is_none_of_them():
    text = ",,Frequency,Percent\nValid,Female,49,70.0\n,Male,19,27.1\nMissing,System,2,2.9\n"
    assert read(text + "Total,,70,100.0\n")[" | Total"].startswith("n 70, percent 100.0")


def test_bullets_are_no_part_of_a_level():
    text = "Sex,Peers (n = 26)\nSex,\n-  Female,19 (73.1)\n• Male,7 (26.9)\n"
    assert {"Peers | Sex | Female", "Peers | Sex | Male"} <= set(read(text))


@pytest.mark.parametrize("label", ["Peer¹", "BMI, kg/m²", "R²"])
def test_a_raised_digit_is_a_mark_where_it_is_no_power(label):
    text = f',All (n = 26)\n"{label}",24.1 ± 3.2\n'
    assert f"All | {label.removesuffix('¹')}" in read(text)


def test_a_degree_among_others_is_a_level_and_no_mean():
    text = ",Peers (n = 26)\nMarks,\nBelow average,9 (34.6)\nAverage,12 (46.2)\n"
    assert (
        read(text + "Above average,5 (19.2)\n")["Peers | Marks | Average"] == "n 12, percent 46.2"
    )


def test_a_first_label_in_the_last_column_is_no_heading():
    text = "עמיתים (n = 26),צוות (n = 42),\n,,גיל\n41.5 (7.8),44.2 (10.1),ממוצע (ס״ת)\n"
    text += "22–64,24–66,טווח\n,,מגדר\n19 (73.1),30 (71.4),נשים\n"
    assert read(text)["עמיתים | גיל"] == "mean 41.5, sd 7.8, min 22, max 64"
