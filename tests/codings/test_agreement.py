from fractions import Fraction

import pytest
from conftest import expected_rows
from hypothesis import given
from hypothesis import strategies as st

from peerstudy.codings.agreement import cohen_kappa, construct_agreement
from peerstudy.study.article import load_article
from peerstudy.study.reference import load_cfir

inter_rater = pytest.importorskip("statsmodels.stats.inter_rater")
cohens_kappa, to_table = inter_rater.cohens_kappa, inter_rater.to_table
ARTICLE = load_article("upsides_israel")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=20))
def test_kappa_is_that_of_statsmodels(pairs):
    first, second = zip(*pairs, strict=True)
    found = cohen_kappa(first, second)
    if found is None:
        assert len({*first, *second}) == 1
    else:
        codes = [["abc".index(a), "abc".index(b)] for a, b in pairs]
        table, _ = to_table(codes, bins=[-0.5, 0.5, 1.5, 2.5])
        assert float(found) == pytest.approx(cohens_kappa(table, return_results=False))


def test_kappa_of_full_and_of_no_agreement_beyond_chance():
    assert cohen_kappa("abab", "abab") == 1
    assert cohen_kappa("aabb", "abab") == 0
    assert cohen_kappa("ab", "ba") == -1
    assert cohen_kappa("", "") is cohen_kappa("aa", "aa") is None


def test_every_lowest_code_is_mapped_to_constructs_that_exist(study):
    cfir = load_cfir()
    for version in ("2009", "2022"):
        part = ARTICLE.constructs[ARTICLE.constructs["version"] == version]
        assert part["code"].tolist() == list(study.codings.codebook.leaves)
        known = set(cfir.constructs(version)["id"])
        assert set(part["first"]) | set(part["second"]) <= known
        assert part["first"].str.startswith(f"cfir{version}.").all()


def test_the_second_reading_is_kept_and_so_are_disagreements():
    second = {(row["code"], row["version"]): row["construct"]
              for row in expected_rows("second_reading_constructs.csv")}  # fmt: skip
    rows = ARTICLE.constructs
    assert len(rows) == len(second) == 62
    assert all(second[row.code, row.version] == row.second for row in rows.itertuples())
    assert (rows["first"] != rows["second"]).sum() == 18


def test_ratings_of_valence_and_strength_stay_empty():
    assert (ARTICLE.constructs[["valence", "strength"]] == "").all().all()


def test_agreement_comes_with_its_numbers():
    frame = construct_agreement(ARTICLE.constructs).set_index("version")
    assert frame["agree"].to_dict() == {"2009": 23, "2022": 21}
    for version, part in ARTICLE.constructs.groupby("version"):
        kappa = cohen_kappa(part["first"].tolist(), part["second"].tolist())
        assert isinstance(kappa, Fraction)
        assert frame.loc[version, "kappa"] == float(kappa)
        assert 0.6 < kappa < 0.8
    assert (frame["domains_agree"] >= frame["agree"]).all()
