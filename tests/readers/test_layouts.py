"""Layouts that general rules decide: answers as groups, sections with N's, repeated labels."""

from peerstudy.readers.headings import Heading, read_heading
from peerstudy.readers.interpret import interpret
from peerstudy.readers.listed import read_listed
from peerstudy.readers.plain import read_plain, rows_of_lines
from peerstudy.readers.statistics import Context, read_statistics
from peerstudy.readers.values import read_value
from readers.test_interpret import grid, read


def test_an_answer_with_an_n_is_a_group_and_no_statistic():
    assert read_heading("No\nN = 152") == Heading("No", (), "152")
    assert read_heading("Yes (n = 26)").name == "Yes"
    assert read_heading("n") == Heading("", ("n",))


def test_a_share_behind_a_groups_n_is_no_part_of_its_name():
    assert read_heading("Staff n = 42 (61.8%)") == Heading("Staff", (), "42")


def test_sections_that_begin_with_ns_are_no_headings_of_columns():
    rows = read("|Peers|Staff", "At baseline|n = 26|n = 42", "Employed|13 (50.0)|21 (50.0)",
                "At follow-up|n = 20|n = 40", "Employed|11 (55.0)|20 (50.0)")  # fmt: skip
    assert ("Peers", "At baseline", "", "denominator", "26") in rows
    assert ("Staff", "At follow-up", "Employed", "n", "20") in rows


def test_one_row_of_ns_below_the_groups_is_a_heading():
    rows = read("|Peers|Staff", "Characteristic|n = 26|n = 42", "Women|19 (73.1)|30 (71.4)")
    assert ("Staff", "", "", "n", "42") in rows
    assert ("Staff", "Women", "", "n", "30") in rows


def test_ratios_and_estimates_are_no_means():
    rows = read("|Peers (n = 26)|Relative risk (95% CI)", "Women|19 (73.1)|1.02 (0.9 to 1.2)")
    assert {stat for *_, stat, _ in rows} == {"n", "percent"}


def test_a_bare_zero_beside_counts_is_a_count():
    notes = ("Data are mean (SD) or n (%)",)
    rows = read("|Peers (n = 26)|Staff (n = 42)", "Alone|0|2 (5%)", notes=notes)
    assert ("Peers", "Alone", "", "n", "0") in rows


def test_labels_that_are_left_out_where_they_repeat():
    rows = read("Group|Measure|Before, mean (SD)", "Peers|Mood|20.2 (3.3)", "Staff||21.1 (4.0)",
                "Peers|Sleep|13.9 (3.8)", "Staff||14.1 (4.8)")  # fmt: skip
    assert ("Before", "Mood", "Staff", "mean", "21.1") in rows
    assert ("Before", "Sleep", "Peers", "sd", "3.8") in rows


def test_a_cell_that_lists_groups_by_name():
    listed = read_listed(
        "Mean ± SE at day 21\nAll\nPeers: -13.6 ± 1.6\n(P = 0.01)\nStaff: -7.0 ± 1.8"
    )
    assert listed is not None
    assert (listed.title, listed.items) == (
        "All",
        (("Peers", "-13.6 ± 1.6"), ("Staff", "-7.0 ± 1.8")),
    )
    made = interpret(grid("|Mood", "Trial 1|Mean ± SE\nPeers: 3.6 ± 1.6\nStaff: 7.0 ± 1.8"))
    assert [(e.level, e.stat) for e in made.entries] == [
        ("Peers", "mean"), ("Peers", "se"), ("Staff", "mean"), ("Staff", "se"),
    ]  # fmt: skip
    assert all(e.doubt >= 0.3 for e in made.entries)


def test_one_name_with_a_number_is_no_list():
    assert read_listed("Mean score: 4.5") is None


def test_a_percent_sign_in_brackets_before_n_is_still_a_count_with_its_percentage():
    assert read_heading("מגדר (%) n").stats == ("n", "percent")
    assert read_heading("Gender, % (n)").stats == ("percent", "n")


def test_a_count_that_fits_its_percentage_outweighs_the_order_of_a_heading():
    context = Context([("percent", "n")], (26,))
    assert [s for s, _ in read_statistics(read_value("19 (73)"), context).stats] == ["n", "percent"]
    assert [s for s, _ in read_statistics(read_value("73 (19)"), context).stats] == ["percent", "n"]


HEBREW = "\n".join([
    "לוח 1: מאפייני המדגם",
    "\tמאפיינים", "\tעמיתים", "\tצוות", "",
    "\tN", "\t26", "\t42", "",
    "\tגיל (שנים) M (SD)", "\tN=25", "\t", "",
    "\t", "\t41.5 (7.79)", "\t42.3 (7.8)", "",
    "\tמגדר (%) n", "\t", "\t", "",
    "\tנשים", "\t19 (73)", "\t30 (71.4)", "", "", "",
    "טקסט אחרי הלוח.",
])  # fmt: skip


def test_cells_one_to_a_line_behind_tabs_are_a_table():
    document = read_plain(HEBREW.encode(), "article.txt")
    rows = {
        (e.group, e.variable, e.level, e.stat, e.printed)
        for e in interpret(document.grids[0]).entries
    }
    assert {
        ("עמיתים", "", "", "n", "26"),
        ("עמיתים", "גיל (שנים)", "", "denominator", "25"),
        ("צוות", "גיל (שנים)", "", "mean", "42.3"),
        ("עמיתים", "מגדר", "נשים", "n", "19"),
        ("עמיתים", "מגדר", "נשים", "percent", "73"),
    } <= rows
    assert document.paragraphs[-1].text == "טקסט אחרי הלוח."


def test_indented_lines_of_prose_are_no_table():
    assert rows_of_lines(["\tOne", "", "\tTwo", "", "\tThree"]) == []
    assert rows_of_lines(["\tOne", "\tTwo", "", "\tThree"]) == []


def test_sections_of_one_column_are_the_groups():
    rows = read("|Value", "Peers (n = 26)|", " Gender, n (%)|", "  Women|19 (73.1)",
                "Staff (n = 42)|", " Gender, n (%)|", "  Women|30 (71.4)")  # fmt: skip
    assert ("Peers", "Gender", "Women", "n", "19") in rows
    assert ("Staff", "Gender", "Women", "percent", "71.4") in rows
    assert ("Staff", "", "", "n", "42") in rows


def test_rows_below_a_row_with_numbers_belong_to_it_where_they_are_indented_further():
    rows = read("|Peers (n = 26)", "Left, n (%)|", " Early|10 (38.5)", "  Ill|4 (15.4)",
                " Late|5 (19.2)", "  Ill|2 (7.7)")  # fmt: skip
    assert ("Peers", "Left", "Early", "n", "10") in rows
    assert ("Peers", "Left / Early", "Ill", "n", "4") in rows
    assert ("Peers", "Left / Late", "Ill", "n", "2") in rows


def test_a_heading_that_two_groups_share_goes_on_where_one_of_them_is_complete():
    rows = read("|Peers|Staff", "|n = 26|n = 42", "Role, n (%)|N=26|N=36", "Mentor|26 (100)|",
                "Social worker||26 (62)", "Other||16 (38)", "Women|19 (73)|31 (73.8)")  # fmt: skip
    assert ("Staff", "Role", "Social worker", "n", "26") in rows
    assert ("Staff", "Women", "", "n", "31") in rows


def test_levels_that_are_not_indented_belong_to_the_heading_that_names_their_statistic():
    rows = read("|Peers (n = 26)", "Gender, n (%)|", "Women|19 (73.1)", "Men|7 (26.9)",
                "Age, mean (SD)|41.5 (7.8)", "Work, n (%)|", " Yes|13 (50.0)")  # fmt: skip
    assert ("Peers", "Gender", "Men", "n", "7") in rows
    assert ("Peers", "Age", "", "mean", "41.5") in rows
    assert ("Peers", "Work", "Yes", "n", "13") in rows


def test_a_column_of_sentences_is_no_label_and_no_row_is_lost_below_an_empty_one():
    text = "a randomised trial of two years in four cities of the north"
    rows = read("Trial|Design|Mood, mean (SD)|Sleep, mean (SD)", f"First|{text}|3.1 (1.2)|4.0 (1)",
                f"|{text}|3.4 (1.0)|4.2 (1.5)", f"Second|{text}|2.9 (0.8)|4.4 (1.3)")  # fmt: skip
    assert [(v, level, x) for g, v, level, stat, x in rows if (g, stat) == ("Mood", "mean")] == [
        ("First", "", "3.1"), ("First", "", "3.4"), ("Second", "", "2.9"),
    ]  # fmt: skip


def test_a_percentage_of_all_in_a_heading_is_no_number_of_its_own():
    assert read_heading("Role, n (100%)") == Heading("Role", ("n", "percent"))


def test_the_answer_no_below_a_question_is_no_size_of_the_group():
    rows = read("|Peers (n = 26)|", "|n|%", "Employed||", " Yes|16|61.5", " No|10|38.5")
    assert ("Peers", "Employed", "No", "percent", "38.5") in rows
    assert ("Peers", "", "", "n", "10") not in rows


def test_a_listed_number_on_the_line_below_its_name():
    listed = read_listed("Peers:\n-18.5 ± 1.3\n(P < 0.001)\nStaff: -7.0 ± 1.8")
    assert listed is not None
    assert listed.items[0] == ("Peers", "-18.5 ± 1.3")


def test_a_bare_number_below_listed_means_is_a_mean():
    rows = read("Trial|Score", "First|Peers: 24.0 ± 3.5\nStaff: 26.0 ± 4.7".replace("\n", " "),
                "Second|Peers: 29.1 Staff: 28.5")  # fmt: skip
    assert ("Score", "Second", "Peers", "mean", "29.1") in rows
