"""What each paper states, site by site, and how certain it is there."""

from dataclasses import replace

import pytest

from peerstudy.sites.narrative import COLUMNS, SAYS, narrative
from peerstudy.words import entries


@pytest.fixture(scope="module")
def stated(partners):
    return narrative(partners)


def says(stated, factor, study):
    rows = stated[(stated["factor"] == factor) & (stated["study"] == study)]
    return dict(zip(rows["site"], rows["says"], strict=True))


def test_every_row_of_evidence_reaches_sites_and_names_its_source(partners, stated):
    assert list(stated) == list(COLUMNS)
    assert set(stated["site"]) == set(partners.names)
    keys = ["factor", "role", "study"]
    assert set(map(tuple, stated[keys].to_numpy())) == set(
        map(tuple, partners.evidence[keys].to_numpy())
    )
    assert (stated[["says", "words", "source"]] != "").all(axis=None)


def test_a_sites_own_paper_names_it_and_no_other(stated):
    assert says(stated, "stigma", "adler_moran_israel") == {"beer_sheva": "named"}


def test_a_group_reaches_its_members_only(stated):
    found = says(stated, "mutual_benefits", "krumm_2022")
    assert found == dict.fromkeys(["butabika", "dar_es_salaam", "pune"], "group")


def test_some_sites_may_be_any_and_a_list_marks_none(partners, stated):
    assert says(stated, "covid", "haun_2024") == dict.fromkeys(partners.names, "some_sites")
    assert set(says(stated, "attitudes", "ramesh_2023").values()) == {"listed"}
    assert "pune" not in says(stated, "attitudes", "ramesh_2023")
    assert set(says(stated, "worker_engagement", "haun_2024").values()) == {"varied"}


def test_the_note_of_a_statement_stands_beside_that_of_its_row(stated):
    rows = stated.query("factor == 'role_clarity' and study == 'krumm_2022'")
    both = "Strong agreement on the need for it; Strong agreement at some sites, not named"
    assert any(note.startswith(both) for note in rows["note"])


def test_what_is_reported_absent_is_said_to_be(stated):
    absent = stated[stated["status"] == "reported absent"]
    assert absent["site"].tolist() == ["beer_sheva"]
    assert absent["words"].str.startswith("Reported absent at this site").all()


def test_without_statements_certainty_alone_decides(partners):
    found = narrative(replace(partners, statements=partners.statements.iloc[:0]))
    assert set(found.loc[found["site"] == "", "says"]) == {"some_sites"}
    assert set(found["says"]) == set(SAYS) - {"varied"}


def test_both_languages_have_words_for_every_way(partners, stated):
    hebrew = narrative(partners, "he")
    assert hebrew.drop(columns="words").equals(stated.drop(columns="words"))
    assert hebrew["words"].str.contains("[א-ת]").all()
    for way in SAYS:
        assert {f"narrative.{way}_{state}" for state in ("reported", "absent")} <= set(entries())
        assert f"narrative.short_{way}" in entries()
