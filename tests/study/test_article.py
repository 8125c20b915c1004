"""What the article reports of itself, against a second reading and against the data."""

import re
import shutil

import pytest
from conftest import expected_rows

from peerstudy import load_study
from peerstudy.codings import codes_by_domain, quotations_by_code
from peerstudy.errors import InvalidDataError, UnknownNameError
from peerstudy.study import data_folder
from peerstudy.study.article import load_article

ARTICLE = load_article("upsides_israel")


def test_the_numbers_added_to_the_ledger_agree_with_a_second_reading(study):
    expected = {
        (f"docx:{row['line']}", row["number"], row["form"])
        for row in expected_rows("second_reading_added_numbers.csv")
    }
    rows = study.ledger.frame
    lines = {source for source, _, _ in expected}
    found = rows[rows["source"].isin(lines)]
    assert set(found[["source", "printed", "form"]].itertuples(index=False, name=None)) == expected
    assert len(found) == len(expected_rows("second_reading_added_numbers.csv"))


def test_the_flow_agrees_with_a_second_reading_and_with_the_ledger(study):
    here = ARTICLE.flow[ARTICLE.flow["paper"] == "this article"]
    found = {
        (row.source.removeprefix("docx:"), row.what, row.n, row.form) for row in here.itertuples()
    }
    assert found == {tuple(row.values()) for row in expected_rows("second_reading_flow.csv")}
    printed = study.ledger.frame.set_index("item")["printed"]
    by_what = here.set_index("what")["n"]
    assert by_what["interviews"] == printed["ins-interviews"]
    assert by_what["focus_groups"] == printed["ins-focus_groups"]
    assert by_what["people"] == printed["smp-all-size"]


def test_every_contradiction_has_locators_and_both_languages():
    frame = ARTICLE.contradictions
    assert frame["source"].str.fullmatch(r"docx:\d+(; docx:\d+)*").all()
    assert frame["label_he"].str.contains("[א-ת]").all()


def test_the_three_workplaces_leave_nobody_for_others(study):
    sizes = [
        study.ledger.size(g) for g in ("peers_traditional", "peer_specialists", "upsides_peers")
    ]
    assert sum(sizes) == study.ledger.size("peers") == 26
    roles = study.codings.quotations.query("speaker_group == 'peer_specialists'")
    assert roles["role_en"].str.contains("community service").sum() == 2


def test_most_challenges_are_less_than_half_by_every_count(study):
    codes = codes_by_domain(study.codings)
    inner = codes.query("valence == 'challenge' and cfir_domain == 'inner_setting'")
    counts = {row.level: (row.n, row.denominator) for row in inner.itertuples()}
    assert counts["subcategory"] == (3, 7)
    assert counts["theme"] == (5, 12)
    book = study.codings.codebook
    lowest = [book[c]["cfir_domain"] for c in book.leaves if book[c]["valence"] == "challenge"]
    assert (lowest.count("inner_setting"), len(lowest)) == (6, 14)
    quoted = quotations_by_code(study.codings).set_index("code")["n"]
    challenges = [quoted[code] for code in book.roots if book[code]["valence"] == "challenge"]
    assert (quoted["c_inner"], sum(challenges)) == (8, 22)
    told = ARTICLE.contradictions.set_index("contradiction").loc["most_challenges_inner", "against"]
    assert re.findall(r"\d+ of \d+", told) == ["3 of 7", "5 of 12", "6 of 14", "8 of 22"]


def test_the_text_names_six_professions_and_the_table_seven(study):
    rows = study.ledger.frame.query("group == 'professionals' and variable == 'profession'")
    counts = (
        rows[rows["stat"] == "n"]
        .groupby("place")["printed"]
        .agg(["size", lambda n: sum(map(int, n))])
    )
    assert counts.loc["Sample"].tolist() == [6, 34]
    assert counts.loc["Table 1"].tolist() == [7, 36]


def test_the_number_17_is_printed_with_three_roles(study):
    rows = study.codings.quotations.query("number_printed == '17'")
    assert rows["role_en"].nunique() == 3
    lines = {re.match(r"docx:\d+", source).group() for source in rows["source"]}
    told = ARTICLE.contradictions.set_index("contradiction").loc["speaker_17", "source"]
    assert lines <= set(told.split("; "))


def test_a_study_without_such_files_has_empty_frames_and_an_unknown_one_is_named():
    assert load_article("cofacilitation_mazor").flow.empty
    with pytest.raises(UnknownNameError, match="nowhere"):
        load_article("nowhere")


def test_a_broken_cell_is_named_with_its_place(tmp_path):
    folder = shutil.copytree(data_folder() / "upsides_israel", tmp_path / "mine")
    path = folder / "flow.csv"
    path.write_text(path.read_text().replace(",interviews,12,", ",interviews,twelve,"))
    with pytest.raises(InvalidDataError, match=r"flow.csv, row 3, column 'n': found 'twelve'"):
        load_article(folder)


def test_the_problems_of_all_files_are_reported_together(tmp_path):
    folder = shutil.copytree(data_folder() / "upsides_israel", tmp_path / "mine")
    (folder / "flow.csv").write_bytes(b"paper,what\n\xff,\n")
    (folder / "results.csv").write_text("result\nr1\n", encoding="utf-8")
    with pytest.raises(InvalidDataError, match="UTF-8") as error:
        load_article(folder)
    assert "results.csv, row 1, column 'kind'" in str(error.value)


def test_the_article_is_that_of_the_study():
    assert load_article("upsides_israel").name == load_study("upsides_israel").name


TOPICS = {
    "coreq": (32, {10: "Sampling", 22: "Data saturation", 24: "Number of data coders",
                   28: "Participant checking", 32: "Clarity of minor themes"}),
    "srqr": (21, {5: "Qualitative approach and research paradigm", 12: "Units of study",
                  15: "Techniques to enhance trustworthiness", 17: "Links to empirical data",
                  21: "Funding"}),
}  # fmt: skip


@pytest.mark.parametrize("name", TOPICS)
def test_a_checklist_has_the_items_of_its_publication(name):
    size, topics = TOPICS[name]
    frame = ARTICLE.checklists[name]
    assert frame["item"].tolist() == [str(i) for i in range(1, size + 1)]
    by_item = dict(zip(frame["item"].astype(int), frame["topic_en"], strict=True))
    assert {item: by_item[item] for item in topics} == topics
    assert frame["topic_he"].str.contains("[א-ת]").all()


@pytest.mark.parametrize("name", TOPICS)
def test_what_is_reported_has_a_locator_and_what_is_not_has_none(name):
    frame = ARTICLE.checklists[name]
    reported = frame["reported"] != "no"
    assert frame.loc[reported, "source"].str.fullmatch(r"docx:\d+(; docx:\d+)*").all()
    assert (frame.loc[~reported, "source"] == "").all()


def lines(source):
    """List the lines that locators name, ranges included."""
    spans = re.findall(r"docx:(\d+)(?:-(\d+))?", source)
    return {n for low, high in spans for n in range(int(low), int(high or low) + 1)}


def test_both_readings_of_the_checklists_are_kept():
    second = {(row["checklist"], row["item"]): row
              for row in expected_rows("second_reading_checklists.csv")}  # fmt: skip
    assert len(second) == 32 + 21
    differ = set()
    for name in TOPICS:
        for own in ARTICLE.checklists[name].itertuples():
            other = second[name, own.item]
            assert own.second == other["reported"]
            if own.reported != own.second:
                differ.add((name, int(own.item)))
            if "no" not in (own.reported, own.second):
                assert lines(own.source) & lines(other["source"]), own.item
    assert differ == {("coreq", i) for i in (2, 3, 21, 30, 32)} | {("srqr", 10), ("srqr", 15)}


def test_what_reviewers_ask_for_first_is_not_reported():
    frame = ARTICLE.checklists["coreq"].set_index("topic_en")["reported"]
    first = ["Number of data coders", "Data saturation", "Participant checking"]
    assert set(frame[first]) == {"no"}


def test_every_lowest_challenge_but_disclosure_is_quoted(study):
    counts = quotations_by_code(study.codings).set_index("code")["n"]
    book = study.codings.codebook
    silent = [c for c in book.leaves if book[c]["valence"] == "challenge" and not counts[c]]
    assert silent == ["c_intervention_core_disclosure"]


def test_no_reported_result_is_left_out_by_a_second_reading_of_the_article():
    """Ours alone: the numbering of quotations, a theme nobody is reported to have raised."""
    rows = expected_rows("second_reading_results.csv")
    found = set().union(*map(lines, ARTICLE.results["source"]))
    assert len(rows) == 164
    assert [row for row in rows if not lines(row["source"]) & found] == []
    theirs = set().union(*(lines(row["source"]) for row in rows))
    assert [
        row.result for row in ARTICLE.results.itertuples() if not lines(row.source) & theirs
    ] == [
        "quotations",
        "raised_f_process_engaging_training_disclosure",
    ]


SPELLED = {"2": "two", "3": "three", "5": "five", "6": "six", "all": "every group",
           "2018-10": "October 2018", "2021-08": "August 2021"}  # fmt: skip


def test_every_fact_of_the_sessions_is_in_a_second_reading_of_the_results(study):
    rows = expected_rows("second_reading_results.csv")
    assert len(study.codings.sessions) == 13
    for fact in study.codings.sessions.itertuples():
        there = [row["number"] for row in rows if lines(row["source"]) & lines(fact.source)]
        pattern = rf"\b({fact.value}|{SPELLED.get(fact.value, fact.value)})\b"
        assert any(re.search(pattern, number) for number in there), fact


BREADTH = {"widely": "widely|widespread|at length|often|very present", "all": "all"}


def test_every_word_of_breadth_is_in_a_second_reading_of_the_results(study):
    rows = expected_rows("second_reading_results.csv")
    said = study.codings.attributions.query("extent != 'unspecified'")
    assert len(said) == 42
    for row in said.itertuples():
        there = [f"{one['what']} {one['number']}" for one in rows
                 if lines(one["source"]) & lines(row.source)]  # fmt: skip
        pattern = rf"(?i)\b({BREADTH.get(row.extent, row.extent)})\b"
        assert any(re.search(pattern, text) for text in there), row


def test_every_number_of_the_ledger_is_in_a_result(study):
    found = set(ARTICLE.results["source"].str.split("; ").explode())
    assert set(study.ledger.frame["source"]) <= found


def test_every_statement_of_breadth_and_every_stated_count_is_in_a_result(study):
    found = set(ARTICLE.results["source"].str.split("; ").explode())
    for frame in (study.codings.attributions, study.codings.structure):
        for source in frame["source"]:
            assert set(re.findall(r"docx:\d+", source)) & found


def test_what_is_reproduced_is_where_it_is_said_to_be(study):
    from peerstudy import audit
    from peerstudy.auditing import all_checks
    from peerstudy.figures import study_figures
    from peerstudy.tables import Shelf, table_names
    from tools.reproduce_findings import findings_tables

    result = audit(study)
    there = {
        "table": set(table_names(Shelf(result, article=ARTICLE))),
        "figure": set(study_figures(result)),
        "check": {check.code for check in all_checks()},
        "frame": {name for name, _ in findings_tables(study)},
        "data": {path.name for path in data_folder().glob("upsides_israel/*")} | {"upsides_sites"},
    }
    for where in ARTICLE.results["where"].str.split("; ").explode():
        kind, _, name = where.partition(" ")
        assert where == "ledger" or name in there[kind], where


def test_what_is_not_reproduced_says_why():
    frame = ARTICLE.results
    needs = frame["status"].isin(["not reproducible", "carried"])
    assert (frame.loc[needs, "why"] != "").all()
    assert frame["label_he"].str.contains("[א-ת]").all()
    assert frame["status"].value_counts().to_dict() == {
        "reproduced": 40,
        "checked": 18,
        "not reproducible": 29,
        "carried": 10,
    }
