"""What is published of the sites against a second, independent reading of it.

``expected/second_reading_site_*.csv`` were written down by another reader from
the collected evidence, without sight of the data; ``reading`` is that reader's
own name for a row. Where the two differed and the source was asked again, the
outcome is named below; everything else has to agree as it was read. Of a list
that marks no site the reader wrote "reported"; the evidence's own rule makes
that unknown of any one site, and the file was brought under it.
"""

from collections import Counter

import pytest
from conftest import expected_rows

from peerstudy.study import load_study
from peerstudy.study.sites import Sites, load_sites

SITES = ["ulm", "hamburg", "butabika", "dar_es_salaam", "beer_sheva", "pune"]


@pytest.fixture(scope="module")
def partners() -> Sites:
    return load_sites()


def cells(rows, *columns):
    return Counter(tuple(row[column] for column in columns) for row in rows)


def records(frame):
    return frame.to_dict("records")


def of_the_article():
    """Read what the Israeli article says, from its text and without the codebook."""
    return expected_rows("second_reading_site_israel.csv")


def differences(found, expected):
    """List what only the data have and what only the second reading has."""
    return sorted((found - expected).elements()), sorted((expected - found).elements())


def test_publications_have_the_dois_and_years_that_were_read_twice(partners):
    rows = expected_rows("second_reading_site_publications.csv")
    found = {
        (name, about["doi"], about.get("year", ""))
        for name, about in partners.publications.items()
        if about["kind"] != "page" and name != "emerald_table"
    }
    assert found == {(row["study"], row["doi"], row["year"]) for row in rows}


def test_incomes_scores_and_years_agree(partners):
    rows = expected_rows("second_reading_site_facts.csv")
    keep = {row["fact"] for row in rows}
    found = {
        (row["site"], row["fact"], row["basis"].split(",")[0] if row["fact"] == "income" else "",
         row["value"])
        for row in records(partners.facts)
        if row["fact"] in keep
    }  # fmt: skip
    assert len(rows) == len({tuple(row.values()) for row in rows}) == 62
    assert found == {(row["site"], row["fact"], row["list"], row["value"]) for row in rows}


def test_a_number_divided_from_head_counts_says_so_and_divides(partners):
    derived = partners.facts[partners.facts["certainty"] == "derived"]
    heads = {"0.067": (25, 37.5), "0.049": (34, 70), "0.039": (17, 44)}
    assert set(derived["value"]) == set(heads)
    for value, (doctors, millions) in heads.items():
        assert f"{doctors / millions / 10:.3f}" == value
        note = derived.loc[derived["value"] == value, "note"].item()
        assert f"{doctors} psychiatrists for {millions:g} million people" in note


def test_numbers_of_participants_agree_but_for_what_was_settled(partners):
    columns = ("study", "wave", "state", "measure", "low", "high")
    rows = expected_rows("second_reading_site_participants.csv")
    expected = cells(rows, *columns, "where")
    seen = partners.participants[partners.participants["low"] != ""]
    found = Counter(
        (*(row[column] for column in columns), row["site"] or row["site_group"])
        for row in records(seen)
    )
    more, missing = differences(found, expected)
    assert len(rows) == 85
    plan = ("moran_2020", "planned", "each_site")
    # Two groups of 3 to 7 are 6 to 14; 4 to 6 is taken as people, and the notes say so.
    assert {row[:1] + row[2:3] + row[-1:] for row in more + missing} == {
        plan,
        ("ramesh_2023", "achieved", "five_without_india"),
        *(("ramesh_2023", "achieved", site) for site in SITES[:-1]),
        ("puschner_2019", "planned", "each_site"),
        ("adler_moran_israel", "achieved", "beer_sheva"),
    }
    theirs = [row[3:6] for row in missing if row[0] == "moran_2020"]
    assert theirs == [("people a group", "3", "7"), *[("people or groups", "4", "6")] * 2]
    ours = [row[3:6] for row in more if row[0] == "moran_2020"]
    assert ours == [("people", "4", "6"), ("people", "6", "14"), ("people", "4", "6")]
    # Whether 8 to 12 is the size of a group or of both together is not stated: no row.
    assert [row[3:6] for row in missing if row[0] == "puschner_2019"] == [("people", "8", "12")]
    # Neither abstract says when: "both" and "formative" were the reader's inferences.
    own = [[row[1] for row in side if row[0] == "adler_moran_israel"] for side in (more, missing)]
    assert own == [["not stated"] * 3, ["both"] * 3]
    assert {row[1] for row in more if row[0] == "ramesh_2023"} == {"not stated"}
    assert {row[1] for row in missing if row[0] == "ramesh_2023"} == {"formative"}
    assert len([row for row in more if row[0] == "ramesh_2023"]) == 9


def test_what_is_said_of_each_factor_agrees_but_for_what_was_settled(partners):
    rows = expected_rows("second_reading_site_evidence.csv")
    columns = ("study", "factor", "cfir_domain", "role", "wave", "status", "certainty")
    expected = Counter(
        (*(row[column] for column in columns), site)
        for row in rows
        for site in (row["where"].split("; ") if row["where"] else [""])
    )
    placed = {"site", "all sites", "group"}
    found: Counter[tuple[str, ...]] = Counter()
    for row in records(partners.evidence):
        where = [row["site"]] if row["site"] else partners.members(row["site_group"])
        named = where if row["certainty"] in placed else [""]
        found.update((*(row[column] for column in columns), site) for site in named)
    assert len(rows) == 93
    assert {row[:2] for side in differences(found, expected) for row in side} == {
        ("nixdorf_2022", "other_challenges"),
        ("service_users_article", "user_barriers"),
        *(("adler_moran_israel", row["factor"]) for row in of_the_article()),
    }


def test_a_role_read_off_a_heading_is_marked_as_our_reading(partners):
    settled = partners.evidence[
        partners.evidence["factor"].isin(["other_challenges", "user_barriers"])
    ]
    assert set(settled["role"]) == {"challenge"}
    assert set(settled["role_basis"]) == {"our reading"}


def test_counts_of_reviews_agree_but_for_what_was_settled(partners):
    rows = expected_rows("second_reading_site_reviews.csv")
    found = Counter(
        (row["review"], row["n"], row["of"], row["percent"]) for row in records(partners.reviews)
    )
    more, missing = differences(found, cells(rows, "study", "n", "of", "percent"))
    # What was screened stands as a row of its own, and further totals that the reader left out.
    assert missing == [("charles_2020", "39", "15300", ""), ("ibrahim_2020", "53", "5813", "")]
    assert [row[1] for row in more] == ["15300", "110", "20", "82", "89", "5813", "16"]
    assert all(row[2:] == ("", "") for row in more)


def test_printed_numbers_agree_with_the_second_reading_in_their_order(partners):
    rows = expected_rows("second_reading_site_printed.csv")
    printed = list(partners.printed.ledger.frame["printed"])
    assert len(printed) == 75
    assert printed == [row["printed"] for row in rows]


def test_groups_of_sites_have_the_members_that_were_read_twice(partners):
    german, rest = SITES[:2], ["butabika", "dar_es_salaam"]
    assert {name: set(partners.members(name)) for name in partners.site_groups["site_group"]} == {
        "all_six": set(SITES),
        "each_site": set(SITES),
        "five_without_india": set(SITES) - {"pune"},
        "german_sites": set(german),
        "high_income": {*german, "beer_sheva"},
        "low_middle_income": {*rest, "pune"},
        "lower_resource": set(),
        "scope_unclear": set(),
        "some_sites": set(),
        "other_sites": set(),
        "participants_unplaced": set(),
        "five_countries": set(),
    }


def test_a_time_that_no_page_states_is_not_given_as_stated(partners):
    for frame in (partners.evidence, partners.participants):
        own = frame[frame["study"] == "adler_moran_israel"]
        assert set(zip(own["wave"], own["wave_basis"], strict=True)) == {("not stated", "")}


def test_statements_on_several_sites_agree(partners):
    rows = expected_rows("second_reading_site_statements.csv")
    stated = partners.statements[partners.statements["basis"] == "stated"]
    found = {
        (row["study"], row["factor"], row["role"], row["kind"], *partners.members(row["over"]))
        for row in records(stated)
    }
    assert len(rows) == len(stated) == 19
    assert found == {
        (row["study"], row["factor"], row["role"], row["kind"],
         *sorted(row["over"].split("; "), key=SITES.index))
        for row in rows
    }  # fmt: skip


def test_what_a_study_lists_is_a_statement_on_its_sites(partners):
    rows = expected_rows("second_reading_site_evidence.csv")
    varied = "worker_engagement"
    expected = Counter(
        (row["study"], row["factor"])
        for row in rows
        if row["certainty"] == "study" and row["factor"] != varied
    )
    listed = partners.statements[partners.statements["basis"] == "listed"]
    assert cells(records(listed), "study", "factor") == expected
    assert set(listed["kind"]) == {"at_least_one"}


def test_each_statement_says_what_a_row_of_evidence_says_less_exactly(partners):
    same = ["study", "doi", "factor", "role", "wave", "source"]
    evidence = {tuple(row[name] for name in same) for row in records(partners.evidence)}
    for row in records(partners.statements):
        assert tuple(row[name] for name in same) in evidence, row["statement"]


def test_the_israeli_article_fills_its_own_sites_cells(partners):
    own = partners.evidence[partners.evidence["source"].str.contains("docx:")]
    lines = own["source"].str.extract(r"docx:(\d+)")[0]
    columns = ["factor", "role", "cfir_domain"]
    found = {
        (*row, line) for row, line in zip(own[columns].to_numpy().tolist(), lines, strict=True)
    }
    rows = of_the_article()
    assert found == {tuple(row[name] for name in (*columns, "line")) for row in rows}
    assert set(own["site"]) == {"beer_sheva"}
    assert set(own["status"]) == {"reported"}


def test_every_code_matched_as_the_same_is_reported_by_the_article(partners):
    codes = load_study("upsides_israel").codings.codebook.codes.set_index("code")
    same = partners.crosswalk.query("strength == 'same' and not factor.str.startswith('domain_')")
    expected = {
        (factor, codes.loc[code, "valence"], codes.loc[code, "cfir_domain"])
        for code, factor in zip(same["code"], same["factor"], strict=True)
    }
    own = partners.evidence[partners.evidence["source"].str.contains("docx:")]
    assert expected == set(zip(own["factor"], own["role"], own["cfir_domain"], strict=True))
