"""Tables in the layouts that people print, each with the numbers a reader takes from it."""

import pytest

from peerstudy.readers.grid import Cell, Grid, resolve_spans
from peerstudy.readers.headings import Heading, mentions, read_heading
from peerstudy.readers.interpret import interpret
from peerstudy.readers.statistics import Context, read_statistics
from peerstudy.readers.values import read_value


def grid(*rows, caption="", notes=()):
    cells = [
        [Cell(t.lstrip(" "), indent=len(t) - len(t.lstrip(" "))) for t in row.split("|")]
        for row in rows
    ]
    return Grid(resolve_spans(cells), 1, caption, notes)


def read(*rows, **options):
    return [
        (e.group, e.variable, e.level, e.stat, e.printed)
        for e in interpret(grid(*rows, **options)).entries
    ]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Peers (n = 26), n (%)", Heading("Peers", ("n", "percent"), "26")),
        ("Age in years, mean ± SD", Heading("Age in years", ("mean", "sd"))),
        ("Overall, N = 8,312", Heading("Overall", (), "8,312")),
        ("גיל (שנים) M (SD)", Heading("גיל (שנים)", ("mean", "sd"))),
        ("Median (IQR)", Heading("", ("median", "quartiles"))),
        ("Alter, Mittelwert (SD)", Heading("Alter", ("mean", "sd"))),
        ("Group M", Heading("Group M")),
        ("No stress", Heading("No stress")),
        ("HbA1c (%)", Heading("HbA1c (%)", ("percent",))),
        ("Employment rate", Heading("Employment rate")),
    ],
)
def test_a_heading_is_taken_apart(text, heading):
    assert read_heading(text) == heading


@pytest.mark.parametrize(
    ("text", "kind", "numbers"),
    [
        ("19 (73.1%)", "n (%)", ("19", "73.1")),
        ("16/41 (39)", "n/N (%)", ("16", "41", "39")),
        ("73.1% (19)", "% (n)", ("73.1", "19")),
        ("23 ± (2)", "a ± b", ("23", "2")),
        ("23 (22, 24)", "a (b, c)", ("23", "22", "24")),
        ("−0.87 (−1.32 to −0.42)", "a (b, c)", ("−0.87", "−1.32", "−0.42")),
        ("111·31 (21·93)", "a (b)", ("111·31", "21·93")),
        ("14.6 (.34)", "a (b)", ("14.6", ".34")),
        ("M = 2.57 (SD = 1.12)", "a (b)", ("2.57", "1.12")),
        ("0.13 (0.39)*", "a (b)", ("0.13", "0.39")),
        ("( 26.9) 7", "a (b)", ("7", "26.9")),
        (")26.9( 7", "a (b)", ("7", "26.9")),
        ("18.6 2.83))", "a (b)", ("18.6", "2.83")),
        ("1,068", "a", ("1,068",)),
        ("n = 151", "N=", ("151",)),
    ],
)
def test_a_cell_is_read_as_it_is_printed(text, kind, numbers):
    value = read_value(text)
    assert (value.kind, value.numbers) == (kind, numbers)


@pytest.mark.parametrize("text", ["Yes", "", "–", "4(14.3.60%)", "see text", "12 of"])
def test_what_is_no_number_is_not_read(text):
    assert read_value(text) is None


def test_an_n_behind_a_mean_is_its_own():
    assert read_value("41.5 (7.79) N=25").n == "25"


@pytest.mark.parametrize(
    ("text", "context", "stats"),
    [
        ("9 (34.6)", Context(sizes=(26,)), ["n", "percent"]),
        ("34.6 (9)", Context(sizes=(26,)), ["percent", "n"]),
        ("41 (229)", Context([("percent", "n")]), ["percent", "n"]),
        ("41.5 (7.79)", Context(sizes=(26,)), ["mean", "sd"]),
        ("23 (2)", Context([("mean", "sd")], (26,)), ["mean", "sd"]),
        ("23 (22, 24)", Context([("median", "quartiles")]), ["median", "q1", "q3"]),
        ("-1.65 (-2.25; -1.06)", Context(), ["mean", "ci_low", "ci_high"]),
        ("3.1 ± 0.4", Context([("mean", "se")]), ["mean", "se"]),
        ("20–65", Context([("range",)]), ["min", "max"]),
    ],
)
def test_headings_decide_and_else_the_numbers(text, context, stats):
    found = read_statistics(read_value(text), context)
    assert [stat for stat, _ in found.stats] == stats


def test_what_headings_do_not_say_is_doubted():
    sure = read_statistics(read_value("9 (34.6)"), Context([("n", "percent")]))
    guessed = read_statistics(read_value("9 (34.6)"), Context())
    assert sure.doubt == 0 < guessed.doubt


def test_levels_below_a_heading_without_indentation_end_where_they_are_complete():
    rows = read(
        "|Peers (n = 26)", "Gender|", "Women|19 (73.1)", "Men|7 (26.9)", "Living alone|9 (34.6)"
    )
    assert ("Peers", "Gender", "Men", "n", "7") in rows
    assert ("Peers", "Living alone", "", "n", "9") in rows


@pytest.mark.parametrize(
    ("variable", "label"),
    [
        ("Age, M (SD)", "Age range"),
        ("Age, M (SD)", "Range of age"),
        ("Age, M (SD)", "Range, years"),
        ("Age, M (SD)", "Age range (years)"),
        ("גיל, M (SD)", "טווח הגילים"),
    ],
)
@pytest.mark.parametrize("indent", ["", "  "])
def test_a_range_below_a_mean_is_of_its_variable(variable, label, indent):
    rows = read(
        "|Peers (n = 26)", f"{variable}|41.5 (7.79)", f"{label}|30–58",
        "Gender|", f"{indent}Women|19 (73.1)",
    )  # fmt: skip
    assert {row[1] for row in rows[1:5]} == {variable.partition(",")[0]}


def test_a_range_of_something_else_is_of_no_mean_above():
    rows = read("|Peers (n = 26)", "Age, M (SD)|41.5 (7.79)", "Range of motion|30–58")
    assert ("Peers", "motion", "", "min", "30") in rows
    rows = read("|Peers (n = 26)", "Tenure, M (SD)|4.5 (2.1)", "Age|", "Range, years|30–58")
    assert not any(row[1] == "Tenure" and row[3] == "min" for row in rows)


@pytest.mark.parametrize(
    "head",
    [
        "Peers (מספר = 18)", "Peers (מס' = 18)", "Peers (נ = 18)", "Peers (18 = מספר)",
        "Peers (18 משתתפים)", "Peers (18 people)", "Peers (18 participants)", "Peers [18 Persons]",
    ],
)  # fmt: skip
def test_an_n_of_people_in_a_heading(head):
    assert read_heading(head) == Heading("Peers", (), "18")


@pytest.mark.parametrize(
    "head", ["Aged 18 participants", "Score (18 items)", "Peers (0.18 people)"]
)
def test_a_number_in_a_heading_that_is_no_n(head):
    assert read_heading(head).n == ""


def test_a_bare_number_in_a_heading_is_an_n_where_the_percentages_fit_it():
    fit = interpret(grid("|Peers (18)", "Women|13 (72.2)", "Men|5 (27.8)")).entries
    assert (fit[0].group, fit[0].stat, fit[0].printed) == ("Peers", "n", "18")
    assert fit[0].doubt > 0
    other = interpret(grid("|Peers (18)", "Women|13 (52.0%)", "Men|12 (48.0%)")).entries
    assert {entry.group for entry in other} == {"Peers (18)"}
    assert all(entry.doubt > 0 for entry in other)
    stated = interpret(grid("|Wave (2) (n = 18)", "Women|13 (72.2%)", "Men|5 (27.8%)")).entries
    assert all(entry.doubt == 0 for entry in stated)


def test_separate_columns_of_one_group():
    cells = [
        [Cell(""), Cell("Peers (n = 26)", column_span=2), Cell("Staff (n = 42)", column_span=2)],
        [Cell(""), Cell("n"), Cell("%"), Cell("n"), Cell("%")],
        [Cell("Women"), Cell("19"), Cell("73.1"), Cell("30"), Cell("71.4")],
    ]
    found = {
        (e.group, e.variable, e.stat, e.printed)
        for e in interpret(Grid(resolve_spans(cells))).entries
    }
    assert {
        ("Peers", "Women", "n", "19"),
        ("Peers", "Women", "percent", "73.1"),
        ("Staff", "Women", "percent", "71.4"),
    } <= found


def test_groups_stacked_as_sections():
    rows = read("Characteristic|n (%)", "Peers (n = 26)|", "Women|19 (73.1)", "Staff (n = 42)|",
                "Women|30 (71.4)")  # fmt: skip
    assert ("Peers", "", "", "n", "26") in rows
    assert ("Staff", "Women", "", "n", "30") in rows


def test_sizes_in_a_row_of_the_body():
    rows = read("|Peers|Staff", "N|26|42", "Women, n (%)|19 (73.1)|30 (71.4)")
    assert rows[:2] == [("Peers", "", "", "n", "26"), ("Staff", "", "", "n", "42")]


def test_a_column_of_each_rows_n():
    rows = read("|n|All", "Age, mean (SD)|425|14.6 (.34)", "Girls, n (%)|425|224 (53)")
    assert ("", "Age", "", "denominator", "425") in rows


def test_a_variables_own_n_in_its_heading_row():
    rows = read("|Peers (n = 26)", "Education|N = 21", " School|9 (42.9)", " College|12 (57.1)")
    assert ("Peers", "Education", "", "denominator", "21") in rows


def test_unknown_rows_are_counts_of_missing_values():
    rows = read("|All (n = 30)", "Age group|", " Young|20 (69)", " Old|9 (31)", " Unknown|1")
    assert ("All", "Age group", "", "missing", "1") in rows


def test_p_values_are_no_statistics_of_a_group():
    rows = read("|Peers (n = 26)|Staff (n = 42)|P value", "Women|19 (73.1)|30 (71.4)|0.88")
    assert {row[0] for row in rows if row[3] != "p"} == {"Peers", "Staff"}
    assert [row for row in rows if row[3] == "p"] == [("", "Women", "", "p", "0.88")]


def test_a_p_value_is_of_the_variable_or_the_level_beside_it():
    rows = read("|Peers (n = 26)|p", "Sex||<0.001*", "  Women|19 (73.1)|", "  Men|7 (26.9)|",
                "Work||", "  Paid|9 (34.6)|.04", "  None|17 (65.4)|ns")  # fmt: skip
    found = [row for row in rows if row[3] == "p"]
    assert found == [("", "Sex", "", "p", "<0.001"), ("", "Work", "Paid", "p", ".04")]


def test_the_head_of_the_labels_is_the_variable_where_the_rows_add_up_to_one():
    rows = read("Marital status|Peers (n = 26)", "Single|17 (65.4%)", "Married|9 (36.4%)")
    assert ("Peers", "Marital status", "Married", "percent", "36.4") in rows
    rows = read("Marital status|Peers", "Single|17 (65.4%)", "Married|9 (34.6%)")
    assert ("Peers", "Marital status", "Single", "n", "17") in rows
    rows = read("Marital status|Peers (n = 26)|", "Single|65.4%", "Married|34.6%", "Total|100%",
                "Sex||", " Women|19 (73.1%)|", " Men|7 (26.9%)|")  # fmt: skip
    assert ("Peers", "Marital status", "Married", "percent", "34.6") in rows
    assert ("Peers", "Sex", "Women", "n", "19") in rows


@pytest.mark.parametrize("head", ["", "Characteristic", "Baseline characteristics", "משתנה"])
def test_a_head_that_names_no_variable_is_none(head):
    rows = read(f"{head}|Peers (n = 26)", "Women|17 (65.4%)", "Men|9 (34.6%)")
    assert ("Peers", "Men", "", "n", "9") in rows


def test_a_head_above_rows_that_do_not_add_up_is_no_variable():
    rows = read("Complaint|Peers (n = 26)", "Pain|17 (65.4%)", "Sleep|12 (46.2%)")
    assert ("Peers", "Pain", "", "n", "17") in rows


def test_the_label_may_be_the_last_column():
    rows = read("Peers (n = 26)|Staff (n = 42)|", "19 (73.1)|30 (71.4)|Women")
    assert ("Peers", "Women", "", "n", "19") in rows


def test_an_n_in_the_caption_is_that_of_the_only_group():
    rows = read("|n (%)", "Women|551 (78)", caption="Table 1. Participants (N = 704)")
    assert ("", "", "", "n", "704") in rows


def test_weighted_percentages_are_doubted():
    made = interpret(grid("|All (n = 30)", "Women|10 (41.2)", notes=("Percentages are weighted.",)))
    assert {e.doubt for e in made.entries if e.stat == "percent"} == {0.6}


def test_notes_say_what_an_unnamed_pair_is():
    assert mentions("Data are mean (95% CI)") == ("mean", "interval")


def test_cells_that_are_not_understood_are_listed():
    made = interpret(grid("|All (n = 30)", "Women|10 (33.3)", "Men|4(14.3.60%)"))
    assert made.unread == [("4(14.3.60%)", 2, 1)]
