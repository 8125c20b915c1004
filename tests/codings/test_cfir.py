import pytest

from peerstudy.codings import codes_under, domain_mapping
from peerstudy.errors import UnknownNameError
from peerstudy.study.reference import load_cfir

CFIR = load_cfir()


def test_both_versions_have_the_published_numbers_of_constructs():
    """2009: 39 in the article, two more on the site; 2022: 48 constructs and 19 parts."""
    assert len(CFIR.constructs("2009")) == 39 + 2
    levels = CFIR.constructs("2022")["level"].value_counts()
    assert (levels["construct"], levels["subconstruct"]) == (48, 19)


def test_every_end_of_the_mapping_is_a_construct():
    for version, end in (("2009", "from"), ("2022", "to")):
        known = dict(CFIR.constructs(version)[["id", "name"]].itertuples(index=False))
        named = CFIR.mapping[CFIR.mapping[f"{end}_id"] != ""]
        assert (named[f"{end}_id"].map(known) == named[f"{end}_name"]).all()


def test_every_construct_of_either_version_is_mapped():
    assert set(CFIR.constructs("2009")["id"]) == set(CFIR.mapping["from_id"]) - {""}
    assert set(CFIR.constructs("2022")["id"]) == set(CFIR.mapping["to_id"]) - {""}


def test_the_mapping_of_domains_tells_what_is_lost():
    mapping = domain_mapping(CFIR)
    inner = mapping[mapping["domain"] == "inner_setting"].set_index("name_2022")
    assert inner.loc["none", "n"] == 2
    assert inner.loc["Inner Setting", ["n", "denominator", "same"]].tolist() == [11, 14, True]
    assert inner.loc["Inner Setting", "lowest_confidence"] == "low"
    totals = mapping.drop_duplicates("domain")["denominator"].sum()
    assert totals == len(CFIR.constructs("2009"))


def test_codes_keep_their_number_under_either_version(study):
    old, new = (codes_under(study.codings.codebook, CFIR, v) for v in ("2009", "2022"))
    assert old["n"].tolist() == new["n"].tolist()
    assert old["n"].sum() == 52
    assert (old[["may_move", "removed"]] == 0).all().all()
    first = new[new["domain"] == "intervention_characteristics"].iloc[0]
    assert first[["name", "may_move", "removed", "denominator"]].tolist() == ["Innovation", 1, 0, 8]
    inner = new[new["domain"] == "inner_setting"].iloc[0]
    assert inner[["may_move", "removed", "denominator"]].tolist() == [2, 2, 14]


def test_domains_have_names_in_both_languages():
    assert CFIR.labels("en", "2022")["process"] == "Implementation Process"
    assert CFIR.labels("he")["process"] == "יישום"
    assert CFIR.domain_name("elsewhere") == "elsewhere"


def test_an_unknown_version_is_named():
    with pytest.raises(UnknownNameError, match="2015"):
        CFIR.constructs("2015")
