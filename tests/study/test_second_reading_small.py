"""The smaller sources and CFIR against a second, independent reading of them.

``expected/second_reading_{mazor,resources,cfir}.csv`` were written down by
another reader from the texts, without sight of the data. Where the two
readings differed, the text was asked again and the outcome is named below.
"""

from collections import Counter

import pytest
from conftest import expected_rows

from peerstudy import load_study
from peerstudy.study.reference import load_cfir, load_programme, load_resources

COUNTRIES = {"US": "United States", "GB": "United Kingdom", "IL": "Israel", "": ""}
KINDS = {"article summaries": "compendium", "model": "working model"}
CFIR = load_cfir()


def first_line(source):
    return int(source.split(";")[0].split(":")[1].split("-")[0])


def test_the_parts_of_the_cofacilitation_themes_begin_where_a_second_reader_put_them():
    rows = expected_rows("second_reading_mazor.csv")
    codes = load_study("cofacilitation_mazor").codings.codebook.codes.to_dict("records")
    found = [(row["level"], first_line(row["source"])) for row in codes]
    expected = [(row["level"], int(row["first_line"])) for row in rows]
    moved = [pair for pair in zip(found, expected, strict=True) if pair[0] != pair[1]]
    # One paragraph, 512-523: from its beginning, or from the sentence the part is named for.
    assert moved == [(("subtheme", 512), ("subtheme", 518))]
    inferred = [row["level_source"] == "inferred" for row in codes]
    assert inferred == [row["stated"] == "inferred" for row in rows]


def test_each_part_stands_under_the_theme_before_it():
    rows = expected_rows("second_reading_mazor.csv")
    codes = load_study("cofacilitation_mazor").codings.codebook.codes.to_dict("records")
    theme = ""
    for row, code in zip(rows, codes, strict=True):
        theme = code["code"] if row["level"] == "theme" else theme
        assert code["parent"] == (theme if row["level"] == "subtheme" else "")


@pytest.fixture(scope="module")
def resources():
    return load_resources().resources.to_dict("records")


def test_every_resource_agrees_in_line_year_language_and_number_of_authors(resources):
    found = [
        (
            str(first_line(row["source"]) + 1),
            row["year"],
            row["language"],
            str(len(row["authors"].split("; ")) if row["authors"] else 0),
        )
        for row in resources
    ]
    rows = expected_rows("second_reading_resources.csv")
    assert found == [(row["line"], row["year"], row["language"], row["authors"]) for row in rows]


def test_countries_and_kinds_agree_but_for_what_was_settled(resources):
    differing = {}
    for row, read in zip(resources, expected_rows("second_reading_resources.csv"), strict=True):
        ours = [row[name] for name in ("country", "country_source", "kind", "kind_source")]
        theirs = [COUNTRIES[read["country"]], read["country_source"]]
        theirs += [KINDS.get(read["kind"], read["kind"]), read["kind_source"]]
        if ours != theirs:
            differing[row["resource"]] = (ours, theirs)
    assert {name: ours for name, (ours, _) in differing.items()} == {
        "r02": ["United States", "printed", "report", "page"],
        "r12": ["", "", "compendium", "title"],
        "r13": ["", "", "study", "title"],
        "r20": ["United States", "printed", "study", "title"],
    }
    assert "within the issuing body's name" in resources[1]["note"]


def test_domains_of_cfir_have_the_constructs_that_were_counted_twice():
    for row in expected_rows("second_reading_cfir.csv"):
        frame = CFIR.constructs(row["version"])
        if row["version"] == "2009":
            frame = frame[frame["in_published_39"] == "yes"]
        own = frame[frame["domain_id"] == row["domain_id"]]
        if row["subdomain"]:
            own = own[own["subdomain"] == row["subdomain"]]
        assert set(own["domain"]) == {row["domain"]}
        levels = Counter(own["level"])
        counted = (str(levels["construct"]), str(levels["subconstruct"]))
        assert counted == (row["constructs"], row["subconstructs"])
        parts = Counter(own.loc[own["level"] == "subconstruct", "construct_letter"])
        assert " ".join(f"{k}{n}" for k, n in sorted(parts.items())) == row["with_parts"]
        turned = own.loc[own["polarity"] == "reverse", "construct_letter"]
        assert " ".join(turned) == row["reverse"]


def test_the_mapping_of_cfir_has_the_ends_and_doubts_that_were_read_twice():
    mapping = CFIR.mapping
    assert set(mapping.loc[mapping["to_id"] == "", "from_id"]) == {
        "cfir2009.III.D",
        "cfir2009.III.E",
    }
    new = mapping[mapping["from_id"] == ""]
    domains = Counter(name.split(".")[1] for name in new["to_id"])
    assert domains == {"II": 5, "III": 2, "IV": 5, "V": 6}
    doubtful = mapping[mapping["confidence"] == "low"]
    assert list(zip(doubtful["from_id"], doubtful["to_id"], strict=True)) == [
        ("cfir2009.III.D.2", "cfir2022.III.I"),
        ("cfir2009.IV.A", "cfir2022.IV.C.D"),
        ("cfir2009.IV.E", "cfir2022.IV.C.B"),
    ]


def test_a_second_judge_chose_the_same_facilitator_for_ten_of_twelve_elements():
    judged = {
        "aim2": "supervision_external",
        "aim3": "training_disclosure",
        "aim4": "training_identity",
        "aim5": "training_identity",
        "aim6": "room",
        "aim7": "role",
        "day2": "supervision_group",
        "day3": "role",
        "day4": "training_identity",
        "day5": "training_disclosure",
    }
    crosswalk = load_programme().crosswalk
    chosen = dict(zip(crosswalk["element"], crosswalk["facilitator"], strict=True))
    assert len(chosen) == 12
    for element, end in judged.items():
        assert chosen[element].endswith(f"_{end}"), element
