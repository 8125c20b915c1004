from collections import Counter
from fractions import Fraction
from itertools import permutations

import pandas as pd
import pytest
from conftest import expected_rows
from hypothesis import given
from hypothesis import strategies as st

from peerstudy.codings.agreement import (
    STATES,
    chance_agreement,
    checklist_agreement,
    cohen_kappa,
    construct_agreement,
    kappa_bounds,
)
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


def read(table):
    """Take a table of counts as two readings, item by item."""
    items = [(i, j) for i, row in enumerate(table) for j, n in enumerate(row) for _ in range(n)]
    return [list(names) for names in zip(*items, strict=True)]


def test_kappa_and_its_ends_on_cohens_published_table():
    """200 cases in three diagnoses, kappa .49 (Cohen 1968, https://doi.org/10.1037/h0026256)."""
    table = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
    first, second = read(table)
    assert round(float(cohen_kappa(first, second)), 2) == 0.49
    low, high = kappa_bounds(first, second)
    assert float(high) == pytest.approx(cohens_kappa(table).kappa_max)
    assert round(float(high), 2) == 0.83
    assert low == Fraction(20 * 200 - 16400, 200 * 200 - 16400)


two_readings = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from("abcd")), min_size=1, max_size=6
)


@given(two_readings)
def test_bounds_and_chance_equal_every_order_of_the_second_reading(pairs):
    first, second = ([pair[i] for pair in pairs] for i in (0, 1))
    orders = list(permutations(second))
    every = [cohen_kappa(first, order) for order in orders]
    if None in every:
        assert kappa_bounds(first, second) is None
        assert set(every) == {None}
    else:
        assert kappa_bounds(first, second) == (min(every), max(every))
    alike = [sum(map(str.__eq__, first, order)) for order in orders]
    agree = sum(map(str.__eq__, first, second))
    expected = Fraction(sum(n >= agree for n in alike), len(orders))
    assert chance_agreement(first, second) == expected


def test_chance_is_that_of_the_matching_problem():
    """Of the 120 orders of five letters 44 put none in its own envelope (Montmort 1713)."""
    assert chance_agreement("abcde", "eabcd") == 1
    assert 1 - chance_agreement("abcde", "acdeb") == Fraction(44, 120)


def frame_of(first, second):
    return checklist_agreement({"mine": pd.DataFrame({"reported": first, "second": second})}).iloc[
        0
    ]


def test_the_frame_says_where_kappa_is_undefined_forced_or_bounded():
    undefined = frame_of(["yes"] * 3, ["yes"] * 3)
    assert (undefined["kappa_state"], undefined["agree"]) == ("undefined", 3)
    assert undefined[["kappa", "kappa_low", "kappa_high"]].isna().all()
    forced = frame_of(["yes", "yes", "no"], ["yes"] * 3)
    assert (forced["kappa_state"], forced["kappa"]) == ("forced", 0)
    bounded = frame_of(["yes", "no"], ["yes", "no"])
    assert (bounded["kappa_state"], bounded["kappa"]) == ("bounded", 1)
    assert bounded["orders_alike"] == 0.5
    assert {undefined["kappa_state"], forced["kappa_state"], bounded["kappa_state"]} == set(STATES)


def test_the_second_reading_is_kept_and_so_are_disagreements():
    second = {(row["code"], row["version"]): row["construct"]
              for row in expected_rows("second_reading_constructs.csv")}  # fmt: skip
    rows = ARTICLE.constructs
    assert len(rows) == len(second) == 62
    assert all(second[row.code, row.version] == row.second for row in rows.itertuples())
    differ = rows[rows["first"] != rows["second"]]
    assert Counter(differ["version"]) == {"2009": 13, "2022": 14}
    assert differ["note"].str.contains("Second reading: ").all()


def test_ratings_of_valence_and_strength_stay_empty():
    assert (ARTICLE.constructs[["valence", "strength"]] == "").all().all()


def test_agreement_comes_with_its_numbers_and_their_ends():
    frame = construct_agreement(ARTICLE.constructs).set_index("version")
    assert frame["agree"].to_dict() == {"2009": 18, "2022": 17}
    for version, part in ARTICLE.constructs.groupby("version"):
        kappa = cohen_kappa(part["first"].tolist(), part["second"].tolist())
        assert isinstance(kappa, Fraction)
        assert frame.loc[version, "kappa"] == float(kappa)
        assert 0.5 < kappa < 0.6
    assert frame["kappa"].between(frame["kappa_low"], frame["kappa_high"]).all()
    assert (frame["kappa_high"] < 1).all()
    assert (frame["domains_agree"] >= frame["agree"]).all()


def test_the_readings_of_the_checklists_agree_in_46_of_53_items():
    frame = checklist_agreement(ARTICLE.checklists).set_index("checklist")
    assert frame[["agree", "n"]].sum().tolist() == [46, 53]
    assert frame["kappa"].between(0.7, 0.9).all()
