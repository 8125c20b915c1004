import re
from fractions import Fraction

import pandas as pd
import pytest
from conftest import ledger_of

from peerstudy import as_ledger, audit
from peerstudy.auditing import all_checks
from peerstudy.codings import illustrated, joint_display
from peerstudy.errors import UnknownNameError
from peerstudy.ledger import Labels, recount, table1
from peerstudy.printed import print_as
from peerstudy.sites import evidence_matrix
from peerstudy.tables import Precision, Shelf, study_tables, table_names
from peerstudy.tables.align import rooms
from peerstudy.tables.cells import known_as, numeral, pair, said, text
from peerstudy.tables.model import Align, Kind, plain
from peerstudy.tables.sheet import Sheet
from peerstudy.tables.sites import site_profile
from peerstudy.words import isolated


def cells_by_label(table):
    return {plain(row.label): [plain(cell) for cell in row.cells] for row in table.rows()}


def named(shelf, name, lang="en"):
    return next(study_tables(shelf, lang, [name]))


def test_a_study_has_its_tables_and_a_study_of_sites_has_others(shelves, nasty):
    assert table_names(shelves["israel"]) == [
        "sample_printed",
        "sample_annotated",
        "sample_recounted",
        "sample_compared",
        "theme_frequencies",
        "joint_display",
        "challenges_facilitators",
        "participant_flow",
        "checklist_coreq",
        "checklist_srqr",
        "audit_findings",
    ]
    assert table_names(shelves["sites"]) == [
        "site_profile",
        "site_evidence",
        "site_narrative",
    ]
    assert table_names(nasty)[:4] == [
        "sample_printed",
        "sample_annotated",
        "sample_recounted",
        "sample_compared",
    ]


@pytest.mark.parametrize("lang", ["en", "he"])
def test_tables_are_numbered_from_1_as_they_are_written(shelves, lang):
    names = ["theme_frequencies", "sample_compared"]
    made = list(study_tables(shelves["israel"], lang, names))
    assert [(table.name, table.number) for table in made] == [
        ("sample_compared", 1),
        ("theme_frequencies", 2),
    ]


def test_findings_fit_a_portrait_page_without_codes_and_name_a_place_once(tables):
    for table in (table for table in tables if table.name == "audit_findings"):
        assert not table.wide
        cells = [cell for row in table.rows() for cell in (row.label, *row.cells)]
        codes = [code.code for code in all_checks()]
        assert not [cell for cell in cells if plain(cell) in codes]
        for row in table.rows():
            told = plain(row.label).split("\n")
            assert len(told) == len(set(told))
            assert not re.search(r"[a-z]+_[a-z]+|\w / \w", plain(row.label))
            assert table.lang == "en" or not re.fullmatch("[ -~]+", plain(row.label))


def test_a_table_that_is_not_there_is_told(shelves):
    with pytest.raises(UnknownNameError, match=r"one of sample_printed.*found site_profile"):
        list(study_tables(shelves["israel"], "en", ["site_profile"]))


def test_every_table_is_whole(tables):
    for table in tables:
        assert table.title
        assert table.notes.general
        assert table.notes.source
        assert all(len(row.cells) == len(table.columns) for row in table.rows())
        covered = [i for s in table.spanners for i in range(s.first, s.last + 1)]
        assert len(covered) == len(set(covered))
        used = {run.text for row in table.rows() for cell in (row.label, *row.cells)
                for run in cell if run.kind is Kind.MARK}  # fmt: skip
        told = {sign for sign, _ in table.notes.specific}
        assert {sign for mark in used for sign in mark.split(",")} == told


def test_no_text_of_a_hebrew_table_is_left_in_english_but_for_names_and_reasons(tables):
    for table in tables:
        if table.lang == "he" and table.name != "audit_findings":
            heads = [table.stub.head, *(column.head for column in table.columns), table.title]
            for cell in [*heads, *table.notes.general]:
                letters = [run.text for run in cell if not run.ltr]
                assert not any("a" <= c.casefold() <= "z" for part in letters for c in part), cell


def test_table_1_as_printed_says_what_the_ledger_says(shelves, study):
    found = cells_by_label(named(shelves["israel"], "sample_printed"))
    assert found["Married"] == ["9 (34.6)", "28 (67)"]
    assert found["Marital status, n (%)"] == ["n = 21", ""]
    printed = table1(study).query("level != ''")
    labels = dict(zip(study.levels["level"], study.levels["label_en"], strict=True))
    for row in printed.to_dict("records"):
        assert f"{row['n']} ({row['percent']})" in found[labels[row["level"]]]


def test_a_recounted_percentage_is_the_exact_share_rounded_once(shelves, study):
    found = cells_by_label(named(shelves["israel"], "sample_recounted"))
    labels = dict(zip(study.levels["level"], study.levels["label_en"], strict=True))
    for row in recount(study).to_dict("records"):
        exact = print_as(100 * Fraction(row["n"], row["denominator"]), 1)
        assert f"{row['n']} ({exact})" in found[labels[row["level"]]]


@pytest.mark.parametrize(("lang", "missing"), [("en", "Missing, n"), ("he", "חסרים, n")])
def test_whom_an_n_leaves_out_is_counted_in_a_row(shelves, lang, missing):
    def rows(name):
        table = named(shelves["israel"], name, lang)
        return [[plain(cell) for cell in row.cells] for row in table.rows()
                if plain(row.label) == missing]  # fmt: skip

    assert rows("sample_printed") == []
    counted = [["1", "–"], ["5", "–"], ["5", "–"], ["3", "–"], ["–", "6"]]
    assert rows("sample_recounted") == counted
    assert rows("sample_compared") == [["–", peers, "–", others] for peers, others in counted]


def test_missing_values_that_are_printed_stand_last_as_printed():
    rows = [("", "", "n", "20"), ("age", "", "mean", "41.5"), ("age", "", "missing", "3"),
            ("sex", "women", "n", "12"), ("sex", "", "missing", "2")]  # fmt: skip
    frame = pd.DataFrame(
        [("x", "Table 1", "all", variable, level, stat, printed, "p. 1")
         for variable, level, stat, printed in rows],
        columns=["item", "place", "group", "variable", "level", "stat", "printed", "source"],
    )  # fmt: skip
    ledger = as_ledger(frame)
    for name in ("sample_printed", "sample_recounted"):
        table = named(Shelf(audit(ledger)), name)
        told = [(plain(row.label), plain(row.cells[0])) for row in table.rows() if any(row.cells)]
        missing = [told for told in told if told[0] == "Missing, n"]
        assert missing == [("Missing, n", "3"), ("Missing, n", "2")]
        assert told[-1] == missing[-1]


def test_differences_are_marked_by_a_sign_that_a_note_explains(shelves):
    table = named(shelves["israel"], "sample_compared")
    found = cells_by_label(table)
    assert found["Married"] == ["9 (34.6)", "9 (42.9)≠", "28 (67)", "28 (66.7)"]
    assert found["Single"] == ["8 (30.76)", "8 (38.1)≠", "6 (14.28)", "6 (14.3)≈"]
    assert [sign for sign, _ in table.notes.specific] == ["≠", "≈"]


def test_of_the_whole_group_the_differences_are_of_rounding_only(shelves):
    shelf = Shelf(shelves["israel"].result, base="group")
    table = named(shelf, "sample_compared")
    assert [sign for sign, _ in table.notes.specific] == ["≈"]
    assert "of the whole group" in "".join(map(plain, table.notes.general))


def test_sparing_percentages_says_so(shelves):
    shelf = Shelf(shelves["israel"].result,
                  precision=Precision(sparing=True))  # fmt: skip
    table = named(shelf, "sample_recounted")
    assert cells_by_label(table)["Married"] == ["9 (43)", "28 (67)"]
    assert "no percentage is given" in "".join(map(plain, table.notes.general))


def test_one_person_nobody_more_than_all_and_nothing(nasty):
    found = cells_by_label(named(nasty, "sample_recounted"))
    assert found["only"] == ["1 (100.0)", "–"]
    assert found["nobody"] == ["–", "0 (0.0)"]
    assert ["–", "9 (112.5)"] in found.values()
    assert found["age, M (SD)"] == ["–", "41.25 (7.8)"]
    assert found["score, Range"] == ["–", "1–10"]
    assert found["weight, M (SD)"] == ["–", "not reported"]


def test_theme_frequencies_are_those_of_the_frame(shelves, study):
    table = named(shelves["israel"], "theme_frequencies")
    rows = [row for group in table.groups for row in group.rows]
    frame = illustrated(study.codings)
    assert len(rows) == len(frame)
    for row, told in zip(rows, frame.to_dict("records"), strict=True):
        assert [plain(cell) for cell in row.cells[:4]] == [
            f"{told['n']} ({print_as(Fraction(100 * told['n'], 44), 1)})",
            f"{told['n'] / told['lowest']:.1f}",
            str(told["speakers"]),
            str(told["groups"]),
        ]


def test_the_joint_display_says_what_the_frame_does(shelves, study):
    table = named(shelves["israel"], "joint_display")
    labels = Labels(study, "en").each_of("code")
    rows = {plain(row.label): [plain(cell) for cell in row.cells] for row in table.rows()}
    assert [plain(column.head) for column in table.columns[:2]] == ["Peers", "Professionals"]
    for told in joint_display(study).to_dict("records"):
        if told["group"] not in ("peers", "professionals"):
            continue
        cells = rows[labels[told["code"]]]
        cell = cells[told["group"] == "professionals"]
        assert (cell == "–") == (told["state"] == "unknown" and not told["quoted"])
        if told["breadth"] == "widely":
            assert "widely" in cell
        for place in {place for place in told["source"] if place.startswith("docx")}:
            assert cell.count(place) == 1
        for code in told["answers"]:
            assert labels[code] in cells[2]


def test_every_link_stands_in_the_table_of_challenges(shelves, study):
    table = named(shelves["israel"], "challenges_facilitators")
    labels = Labels(study, "en").each_of("code")
    told = [(plain(row.label), plain(row.cells[0])) for row in table.rows()]
    for link in study.codings.links.to_dict("records"):
        challenge, facilitator = labels[link["challenge"]], labels[link["facilitator"]]
        assert any(challenge in label and facilitator in cell for label, cell in told)


def test_evidence_has_three_signs_and_a_legend(shelves):
    table = named(shelves["sites"], "site_evidence")
    signs = {run.text: run.alt for row in table.rows() for cell in row.cells
             for run in cell if run.kind is Kind.SYMBOL}  # fmt: skip
    assert signs == {"●": "reported", "○": "reported absent", "·": "unknown"}
    legend = plain(table.notes.general[0])
    assert all(f"{sign} {told}" in legend for sign, told in signs.items())
    coverage = evidence_matrix(shelves["sites"].sites).coverage
    last = [plain(cell) for cell in list(table.rows())[-1].cells]
    assert last[:-1] == [f"{row.known}/{row.cells}" for row in coverage.itertuples()]


@pytest.mark.parametrize("lang", ["en", "he"])
def test_publications_of_sites_are_cited_with_their_journals_and_dois(shelves, lang):
    for name in ("site_profile", "site_evidence", "site_narrative"):
        source = plain(named(shelves["sites"], name, lang).notes.source)
        label = {"en": "Haun et al. 2024", "he": "האון ואח׳ 2024"}[lang]
        journal = "BMC Health Services Research 24:159"
        assert source.count(f"{label}, {journal}, doi:10.1186/s12913-024-10543-w") == 1


def test_the_narrative_matrix_says_how_each_site_is_reached_and_where_it_was_read(shelves):
    table = named(shelves["sites"], "site_narrative")
    rows = {plain(row.label): [plain(cell) for cell in row.cells] for row in table.rows()}
    assert rows["Mutual benefits"] == [*["–"] * 2, *["its group"] * 2, "–", "its group", "abstract"]
    assert rows["Self-disclosure"][4:] == ["named", "–", "docx:202"]
    negative = rows["Peers as negative role models or advisers"]
    assert negative == [*["some sites"] * 6, "abstract; Table 2"]
    legend = [plain(note) for note in table.notes.general]
    used = {cell for cells in rows.values() for cell in cells[:-1]} - {"–", ""}
    assert all(any(note.startswith(f"{word}: ") for note in legend) for word in used)
    assert any(note.startswith("absent: Reported absent") for note in legend)


def test_where_sources_differ_each_value_has_its_note():
    sites = pd.DataFrame({"site": ["a", "b"], "country": ["India", "Elsewhere"]})
    rows = [
        ("a", "beds", "0.292", "country, 2016", "x"),
        ("a", "beds", "0.3", "country", "x"),
        ("b", "beds", "7", "country", "y"),
        ("a", "income", "unknown", "country", "x"),
        ("b", "income", "low", "by hand", "y"),
    ]
    facts = pd.DataFrame(rows, columns=["site", "fact", "value", "basis", "study"])
    cited = {"x": "Xu 2020", "y": "Young 2021"}
    english, hebrew = (
        site_profile(sites, facts, cited, Sheet(Labels(None, lang))) for lang in ("en", "he")
    )
    told = {plain(row.label): [plain(cell) for cell in row.cells] for row in english.rows()}
    assert told["beds"] == ["0.292a 0.3b", "7"]
    assert told["Income level of the country"] == ["–", "low"]
    assert [(sign, plain(cell)) for sign, cell in english.notes.specific] == [
        ("a", "Country, 2016"),
        ("b", "Country"),
    ]
    assert plain(english.notes.source) == "Xu 2020; Young 2021"
    assert [plain(cell) for cell in next(hebrew.rows()).cells] == ["הודו", "Elsewhere"]


def test_the_catalogue_knows_every_fact_of_our_sites(shelves):
    facts = shelves["sites"].sites.facts
    for row in facts.to_dict("records"):
        several = (
            facts.query("site == @row['site'] and fact == @row['fact']")["value"].nunique() > 1
        )
        for name in [row["fact"], row["value"], *([row["basis"]] if several else [])]:
            assert name[0].isdigit() or known_as("facts", name, "he") != name, name


def test_numbers_of_a_column_have_their_points_under_one_another(tables):
    for table in tables:
        rows = list(table.rows())
        spaces = rooms(table)
        for index, column in enumerate(table.columns):
            if column.align is Align.DECIMAL:
                points = [
                    where
                    for row, room in zip(rows, spaces, strict=True)
                    for where in [points_of(row.cells[index], room[index])]
                    if where is not None
                ]
                assert len({first for _, first, _ in points}) <= 1
                for kind in {kind for kind, _, _ in points}:
                    assert len({second for k, _, second in points if second and k == kind}) <= 1


def points_of(cell, spaces):
    """Measure in half digits where a cell's decimal points are; None if it has no numbers."""
    if not cell or cell[0].kind is not Kind.NUMBER:
        return None
    at, points = 0, []
    for run, room in zip(cell, spaces, strict=True):
        at += room.before
        if run.kind is Kind.NUMBER:
            whole = run.text.partition(".")[0]
            points.append(at + 2 * len(whole))
        at += sum(1 if c in " .()" else 2 for c in run.text) + room.after
    return ("." in cell[0].text, points[0], points[1] if len(points) > 1 else None)


def test_a_number_keeps_what_is_printed_beside_it():
    assert [run.text for run in numeral("<5")] == ["<", "5"]
    assert plain(pair("9", "34.6%")) == "9 (34.6%)"
    assert plain(pair("", "34.6")) == "(34.6)"
    assert numeral("") == ()


def test_isolates_of_a_sentence_become_runs():
    cell = said(f"מתוך {isolated('9 (34.6)', ltr=True)} אנשים")
    assert [(run.text, run.ltr) for run in cell] == [
        ("מתוך ", False),
        ("9 (34.6)", True),
        (" אנשים", False),
    ]
    assert text("Haun 2024", "he")[0].ltr
    assert not text("Haun 2024", "en")[0].ltr


def test_a_group_of_which_nothing_is_shown_has_no_column():
    """A p-value of all groups is no column of its own."""
    ledger = ledger_of(
        ("", "a", "", "", "n", "40"),
        ("", "a", "woman", "", "n", "23"),
        ("", "a", "woman", "", "percent", "57.5"),
        ("", "", "woman", "", "p", ".03"),
    )
    shelf = Shelf(audit(ledger))
    (table,) = study_tables(shelf, "en", ["sample_printed"])
    assert [plain(column.head) for column in table.columns] == ["a (n = 40)"]
    assert [plain(row.label) for row in table.rows()] == ["woman, n (%)"]
