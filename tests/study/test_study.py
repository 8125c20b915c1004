import shutil
from dataclasses import replace

import pytest

from peerstudy import audit, load_study, studies
from peerstudy.errors import InvalidDataError, UnknownNameError
from peerstudy.study import data_folder, load
from peerstudy.words import LANGUAGES


@pytest.fixture
def folder(tmp_path):
    """Copy the study so that a test can break it."""
    return shutil.copytree(data_folder() / "upsides_israel", tmp_path / "mine")


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(folder):
    with pytest.raises(InvalidDataError) as error:
        load_study(folder)
    return str(error.value)


def test_the_study_has_the_sample_that_its_article_prints(study):
    assert {group: study.ledger.size(group) for group in study.ledger.sizes} == {
        "all": 68,
        "peers": 26,
        "professionals": 42,
        "peers_traditional": 2,
        "peer_specialists": 9,
        "upsides_peers": 15,
        "coordinators": 16,
        "managers": 23,
        "policy_makers": 3,
        "professionals_lived_experience": 4,
    }


def test_every_row_has_a_locator_and_every_word_is_marked(study):
    assert study.ledger.frame["source"].str.fullmatch(r"docx:\d+").all()
    assert set(study.ledger.frame["form"]) == {"digits", "word"}
    assert (study.ledger.frame["form"] == "word").sum() == 49


def test_the_counts_of_the_second_reading_hold(study):
    """Counted in an independent second reading of the article, place by place."""
    counts = study.ledger.frame["place"].value_counts().to_dict()
    assert counts == {
        "Table 1": 68,
        "Sample": 97,
        "Data collection": 7,
        "Framework of the study": 4,
        "Data analysis": 2,
        "Discussion": 1,
        "Limitations": 1,
        "Instruments": 6,
        "Abstract": 4,
    }


def test_misprints_stay_as_they_are(study):
    rows = study.ledger.frame.set_index(["item", "stat"])["printed"]
    assert rows["smp-peers-education_years", "mean"] == "4.43"
    assert rows["t1-professionals-education_years", "sd"] == "2.83"


def test_a_study_is_frozen(study):
    with pytest.raises(AttributeError):
        study.name = "other"


def test_the_notebook_display_escapes_and_names_the_study(folder):
    edit(folder / "groups.csv", ",Peers,", ",<b>Peers</b>,")
    shown = load_study(folder)._repr_html_()
    assert "&lt;b&gt;Peers&lt;/b&gt;" in shown
    assert "Implementing peer support" in shown


def test_a_folder_of_ones_own_is_loaded_as_well(folder):
    assert load_study(folder).name == "mine"
    assert load_study(str(folder)).title.startswith("Implementing")


def test_a_name_that_is_nearly_one_there_is_is_told_with_it():
    with pytest.raises(UnknownNameError, match="which is nearest to upsides_israel"):
        load_study("upsides_isreal")
    with pytest.raises(UnknownNameError, match=r"or a file; found 't1\.cvs'\.$"):
        load("t1.cvs")
    with pytest.raises(UnknownNameError, match="found 'PCT9', which is nearest to PCT"):
        audit("upsides_israel", checks=["pct9"])


def test_an_unknown_study_names_those_there_are():
    assert studies() == ["cofacilitation_mazor", "upsides_israel", "upsides_sites"]
    with pytest.raises(UnknownNameError, match="upsides_israel"):
        load_study("nowhere")


def test_the_partners_printed_numbers_are_a_study_that_is_audited_by_name():
    partners = load_study("upsides_sites")
    assert {"Trial 2025", "Delphi 2021"} <= set(partners.ledger.frame["place"])


@pytest.mark.parametrize(
    "name", ["groups.csv", "variables.csv", "levels.csv", "reported.csv", "study.toml"]
)
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    assert name in told(folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "reported.csv",
            "peers,age,,mean,41.5,",
            "peers,age,,mean,forty,",
            "reported.csv, row 22, column 'printed': found 'forty'",
        ),
        (
            "reported.csv",
            "peers,age,,mean,41.5,",
            "peres,age,,mean,41.5,",
            "reported.csv, row 22, column 'group': found 'peres'; groups.csv must describe it; "
            "it has: all, coordinators",
        ),
        (
            "reported.csv",
            "peers,age,,mean,41.5,",
            "peers,agge,,mean,41.5,",
            "column 'variable': found 'agge'",
        ),
        (
            "reported.csv",
            "gender,women,n,19",
            "gender,wimmin,n,19",
            "column 'level': found 'wimmin'; levels.csv must have this level of 'gender'; "
            "it has: men, women",
        ),
        (
            "reported.csv",
            "peers,age,,mean,41.5,",
            "peers,age,,maen,41.5,",
            "column 'stat': found 'maen'; it must be one of: n, percent",
        ),
        ("groups.csv", "peers,all,", "peers,peers,", "no group may be inside itself"),
        ("groups.csv", "peers,all,", "peers,everybody,", "column 'parent': found 'everybody'"),
        (
            "groups.csv",
            "managers,professionals",
            "coordinators,professionals",
            "every row must have its own group",
        ),
        (
            "variables.csv",
            "age,numeric,",
            "age,number,",
            "variables.csv, row 2, column 'kind': found 'number'; "
            "it must be one of: categorical, numeric, event",
        ),
        (
            "variables.csv",
            "years,1,assumed",
            "years,one,assumed",
            "column 'grain': found 'one'; it must be a positive number",
        ),
        (
            "levels.csv",
            "gender,women,",
            "gendre,women,",
            "levels.csv, row 2, column 'variable': found 'gendre'",
        ),
        ("study.toml", "design =", "desing =", "the [study] table must have this key"),
        ("study.toml", "[study]", "[study", "valid TOML"),
    ],
)
def test_a_broken_cell_is_named_with_file_row_column_value_and_what_is_allowed(
    folder, file, old, new, expected
):
    edit(folder / file, old, new)
    assert expected in told(folder)


def test_a_name_nothing_describes_is_located_by_its_line_below_comments(folder):
    edit(folder / "links.csv", "c_outer_policy,", "c_outer_nowhere,")
    text = (folder / "links.csv").read_text(encoding="utf-8")
    line = next(i for i, row in enumerate(text.splitlines()) if "c_outer_nowhere" in row) + 1
    (folder / "links.csv").write_text(f"# read twice\n{text}", encoding="utf-8")
    assert f"links.csv, row {line + 1}, column 'challenge'" in told(folder)


def test_the_problems_of_all_files_are_reported_together(folder):
    edit(folder / "variables.csv", "age,numeric,", "age,number,")
    edit(folder / "groups.csv", ",Peers,", ",,")
    (folder / "levels.csv").unlink()
    text = told(folder)
    assert text.startswith("3 problems")
    assert all(name in text for name in ("variables.csv", "groups.csv", "levels.csv"))


def test_waivers_that_come_with_a_study_are_used(folder):
    from peerstudy import audit

    (folder / "waivers.csv").write_text(
        "check,item,reason\nAVG2,smp-peers-education_years,misprint\n"
    )
    result = audit(load_study(folder), checks=["AVG2"])
    assert (result.findings["waived"] == "misprint").sum() == 1
    assert len(result.inconsistent) == 1


def test_a_study_is_cited_as_its_language_does_where_it_says_how():
    study = load_study("upsides_israel")
    assert study.cited("en") == study.meta["citation"]
    assert study.cited("he").startswith("אדלר")
    told = {key: value for key, value in study.meta.items() if not key.endswith("_he")}
    plain = replace(study.ledger, publication=told)
    assert plain.cited("he") == plain.cited("en") == study.cited("en")
    assert plain.titled("he") == (study.title, "en")


@pytest.mark.parametrize("name", ["upsides_israel", "cofacilitation_mazor"])
def test_what_is_open_about_a_citation_is_stated_in_both_languages(name):
    ledger = load_study(name).ledger
    notes = {lang: ledger.citation_note(lang) for lang in LANGUAGES}
    assert [lang for _, lang in notes.values()] == list(LANGUAGES)
    assert ["א" <= max(text) <= "ת" for text, _ in notes.values()] == [False, True]


@pytest.mark.parametrize("name", ["upsides_israel", "cofacilitation_mazor"])
def test_a_study_is_cited_by_its_title_and_year_or_that_it_has_none(name):
    study = load_study(name)
    assert f". (n.d.). [{study.title}] (in Hebrew). " in study.cited("en")
    assert f". (ללא תאריך). {study.meta['title_he']}. " in study.cited("he")
    assert "year" in study.meta["citation_note"] or study.meta["year_note"]
