"""N's that a table prints elsewhere than beside the percentages that are of them."""

from peerstudy.readers import denominators as denominators_module
from peerstudy.readers.interpret import interpret
from readers.test_interpret import grid, read


def sizes(*rows):
    return {each for each in read(*rows) if each[3] == "denominator"}


def test_counts_of_a_row_named_alike_are_what_its_percentages_are_of():
    found = sizes("|Peers (n = 379)|Staff (n = 202)", "Populations, n||", " Mixed†|111|67",
                  "Men, n (%)||", " Mixed†|63 (56.8)|30 (44.8)",
                  "Left, n (%)||", " Mixed, overall|44 (39.6)|24 (35.8)",
                  "  Ill|12 (10.8)|1 (1.5)")  # fmt: skip
    assert ("Peers", "Men", "Mixed", "denominator", "111") in found
    assert ("Staff", "Left", "Mixed, overall", "denominator", "67") in found
    assert ("Peers", "Left / Mixed, overall", "Ill", "denominator", "111") in found


def test_counts_that_do_not_explain_the_percentages_are_left_alone():
    assert not sizes("|Peers (n = 100)", "Populations, n|", " Mixed|50", "Men, n (%)|",
                     " Mixed|25 (25.0)")  # fmt: skip


def test_levels_below_a_row_with_a_count_can_be_of_that_count():
    found = sizes("|Peers (n = 100)", "Employed, n (%)|50 (50.0)", " Part-time|20 (40.0)",
                  " Full-time|30 (60.0)")  # fmt: skip
    assert ("Peers", "Employed", "Part-time", "denominator", "50") in found


def test_an_n_in_a_label_is_of_everybody():
    found = sizes("|All (n = 798)|Day (n = 609)", "Suppressed (n=194), n (%)|117 (60)|90 (64)")
    assert found == {("All", "Suppressed", "", "denominator", "194")}


def test_percentages_of_a_row_are_of_its_total():
    found = sizes("|All (n = 100)|Peers (n = 60)|Staff (n = 40)",
                  "Men, n (%)|30 (30.0)|10 (33.3)|20 (66.7)")  # fmt: skip
    assert found == {("Peers", "Men", "", "denominator", "30"),
                     ("Staff", "Men", "", "denominator", "30")}  # fmt: skip


def test_a_heading_with_an_n_of_its_own_owns_levels_that_are_not_indented():
    rows = read("|n|All|Peers (n = 137)", "Education, n (%)|346||", "School|26|26 (24)|",
                "College|84|84 (76)|", "Work, n (%)|345||", " Yes|10|10 (9)|")  # fmt: skip
    assert {(v, level) for _, v, level, stat, _ in rows if stat == "percent"} == {
        ("Education", "School"), ("Education", "College"), ("Work", "Yes"),
    }  # fmt: skip


def test_row_percentages_that_a_note_names_are_doubtful_where_no_total_is_printed():
    rows = ("|Peers (n = 60)|Staff (n = 40)", "Men, n (%)|10 (33.3)|20 (66.7)")
    told = interpret(grid(*rows, notes=("Row percentages.",))).entries
    assert {e.doubt for e in told if e.stat == "percent"} == {0.6}
    assert {e.doubt for e in interpret(grid(*rows)).entries if e.stat == "percent"} == {0.0}
    hebrew = interpret(grid(*rows, caption="לוח 1: מגדר (אחוזי שורה)")).entries
    assert {e.doubt for e in hebrew if e.stat == "percent"} == {0.6}


def test_each_row_is_named_once_and_once_for_each_level_above_it(monkeypatch):
    asked = []
    name = denominators_module._name
    monkeypatch.setattr(denominators_module, "_name", lambda text: asked.append(text) or name(text))
    read("|Peers (n = 26)", *(f"level {i}|19 (73.1)" for i in range(200)))
    assert len(asked) <= 3 * 200


def test_a_total_below_the_levels_is_what_their_percentages_are_of():
    rows = read("|Peers (n = 26)", "Work|", " Paid|9 (36.0)", " None|16 (64.0)", " Total|25 (100)")
    assert ("Peers", "Work", "Paid", "denominator", "25") in rows
    rows = read("||Frequency|Percent", "Valid|Female|49|70.0", "|Male|19|27.1", "|Total|68|97.1",
                "Missing|System|2|2.9", "Total||70|100.0")  # fmt: skip
    assert ("", "Valid", "Female", "denominator", "70") in rows
    assert ("", "Missing", "System", "denominator", "70") in rows
    rows = read("|Peers (n = 26)", "Work|", " Paid|9 (34.6)", " None|16 (61.5)", " Total|25 (96.2)")
    assert not [row for row in rows if row[3] == "denominator"]
