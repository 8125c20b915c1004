"""Presence elsewhere, and never absence."""

import pandas as pd
import pytest

from peerstudy.errors import InvalidDataError
from peerstudy.sites.concordance import COLUMNS, concordance, concordance_by_code

STUDY = "upsides_israel"


def test_the_studys_own_abstract_is_not_elsewhere(partners):
    found = concordance(partners, STUDY)
    assert list(found) == list(COLUMNS)
    assert "adler_moran_israel" not in set(found["study"])
    assert "adler_moran_israel" in set(concordance(partners, "another study")["study"])


def test_every_code_of_the_crosswalk_has_a_row(partners):
    found = concordance(partners, STUDY)
    assert set(found["code"]) == set(partners.crosswalk["code"])
    nothing = found[found["kind"] == "none seen"]
    assert set(nothing["study"]) == {""}


def test_codes_without_a_match_are_none_seen_in_the_codebooks_order(partners):
    known = list(dict.fromkeys(partners.crosswalk["code"]))
    codes = pd.DataFrame({"code": ["brand_new", *reversed(known)]})
    found = concordance(partners, STUDY, codes)
    assert list(dict.fromkeys(found["code"])) == list(codes["code"])
    assert list(found.loc[found["code"] == "brand_new", "kind"]) == ["none seen"]


def test_a_crosswalk_of_another_codebook_is_refused_with_every_code(partners):
    with pytest.raises(InvalidDataError) as caught:
        concordance(partners, STUDY, pd.DataFrame({"code": ["c_outer_policy"]}))
    assert len(caught.value.problems) == (partners.crosswalk["code"] != "c_outer_policy").sum()


def test_what_is_reported_absent_is_no_presence(partners):
    found = concordance(partners, "another study")
    rows = found[(found["factor"] == "domain_intervention_characteristics")]
    assert set(rows["role"]) == {"challenge"}


def test_groups_and_lists_are_told_apart_from_sites(partners):
    found = concordance(partners, STUDY)
    disclosure = found[found["code"] == "c_intervention_core_disclosure"]
    assert set(disclosure["kind"]) == {"site", "group"}
    assert set(disclosure.loc[disclosure["kind"] == "group", "site_group"]) == {"high_income"}


def test_counts_by_code_tell_the_home_site_apart(partners):
    counts = concordance_by_code(concordance(partners, STUDY), home="beer_sheva")
    row = counts.set_index("code").loc["c_intervention_core_two_hats"]
    assert (row["strength"], row["other_sites"], row["home_studies"]) == ("close", 0, 1)
    alone = counts.set_index("code").loc["c_inner_resources_crises"]
    assert (alone["strength"], alone["factors"]) == ("", 0)
