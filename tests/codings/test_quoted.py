from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, hypergeom

from peerstudy import load_study
from peerstudy.codings import READINGS, concentration, quoted_shares, speakers
from peerstudy.codings.quoted import clustered_p, gini
from peerstudy.errors import UnknownNameError


def brute_force(counts, observed, size, whole):
    """Draw every group there is and add up its quotations."""
    people = [*counts, *[0] * (whole - len(counts))]
    totals = [sum(people[i] for i in drawn) for drawn in combinations(range(whole), size)]
    ways = {total: totals.count(total) for total in set(totals)}
    limit = ways.get(observed, 0)
    return float(Fraction(sum(n for n in ways.values() if n <= limit), len(totals)))


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=5),
    st.integers(0, 4),
    st.integers(1, 6),
    st.data(),
)
def test_the_clustered_test_counts_every_draw(counts, silent, size, data):
    whole = len(counts) + silent
    size = min(size, whole)
    drawn = data.draw(st.permutations([*counts, *[0] * silent]))[:size]
    assert clustered_p(counts, sum(drawn), size, whole) == brute_force(
        counts, sum(drawn), size, whole
    )


def test_with_one_quotation_each_the_clustered_test_is_the_hypergeometric():
    """Eight of 20 speakers are in a group of 10 of 40 people."""
    chances = hypergeom(40, 20, 10).pmf(range(11))
    expected = sum(p for p in chances if p <= chances[8] * (1 + 1e-9))
    assert clustered_p([1] * 20, 8, 10, 40) == pytest.approx(expected)


def test_keeping_quotations_together_weakens_the_evidence(study):
    rows = quoted_shares(study).set_index("group")
    p = rows.loc["peer_specialists", "p_quotations"]
    assert binomtest(11, 17, 9 / 26).pvalue < 0.05 < p


def test_all_tests_are_corrected_together_and_two_halves_are_one(study):
    rows = quoted_shares(study).set_index("group")
    assert set(rows["tests"]) == {8}
    once = rows.drop(index="professionals")
    ps = [*once["p_quotations"].dropna(), *once["p_speakers"].dropna()]
    multitest = pytest.importorskip("statsmodels.stats.multitest")
    expected = multitest.multipletests(ps, method="holm")[1]
    found = [*once["holm_quotations"].dropna(), *once["holm_speakers"].dropna()]
    assert found == pytest.approx(expected)
    halves = rows.loc[["peers", "professionals"]]
    assert halves["holm_quotations"].nunique() == halves["holm_speakers"].nunique() == 1
    assert not (rows[["holm_quotations", "holm_speakers"]] < 0.05).any().any()


def test_shares_come_with_their_numbers(study):
    rows = quoted_shares(study).set_index("group")
    columns = ["whole", "n", "denominator", "sample_n", "sample_denominator", "speakers"]
    assert rows.loc["peers", columns].tolist() == ["all", 17, 44, 26, 68, 9]
    assert rows.loc["upsides_peers", columns].tolist() == ["peers", 4, 17, 15, 26, 4]
    parts = rows.loc[["peers", "professionals"]]
    assert parts["n"].sum() == 44
    assert parts["sample_share"].sum() == pytest.approx(1)


def test_groups_that_overlap_are_shown_and_not_tested(study):
    rows = quoted_shares(study).set_index("group")
    tested = rows[rows["p_quotations"].notna()].index.tolist()
    assert tested == [
        "peers",
        "peers_traditional",
        "peer_specialists",
        "upsides_peers",
        "professionals",
    ]
    assert rows.loc["policy_makers", "note"] != ""


def test_a_group_whose_size_is_not_printed_is_not_tested():
    rows = quoted_shares(load_study("cofacilitation_mazor")).set_index("group")
    assert rows.loc["peer_specialist", "note"] == "its size is not printed: not tested"
    assert rows.loc["social_workers", "p_quotations"] == 1


def test_the_readings_of_the_speakers_go_from_fewest_to_most(study):
    counts = [len(speakers(study.codings, reading)) for reading in READINGS]
    assert counts == [16, 26, 28]
    for reading in READINGS:
        assert speakers(study.codings, reading)["n"].sum() == 44


def test_the_number_ten_is_quoted_most_and_is_several_people(study):
    first = speakers(study.codings, "number").iloc[0]
    assert (first["speaker"], first["n"]) == ("10", 7)
    assert first["groups"] == ("professionals", "peer_specialists")
    assert speakers(study.codings).iloc[0][["speaker", "n"]].tolist() == ["10-specialist", 5]


def test_an_unknown_reading_is_named(study):
    with pytest.raises(UnknownNameError, match="'face'"):
        speakers(study.codings, "face")


def test_concentration_is_told_under_every_reading(study):
    rows = concentration(study).set_index(["group", "reading"])
    assert rows.loc[("all", "number"), ["speakers", "top_n", "n"]].tolist() == [16, 7, 44]
    role = rows.loc[("all", "role")]
    assert role["top_share"] == 5 / 44
    # Nineteen speakers once, seven twice, one thrice... squares of the counts by role.
    squares = sum(n * n for n in speakers(study.codings)["n"])
    assert role["effective_speakers"] == 44 * 44 / squares
    assert role["gini_sample"] > role["gini"]


def test_without_printed_numbers_only_roles_tell_speakers_apart():
    rows = concentration(load_study("cofacilitation_mazor"))
    assert set(rows["reading"]) == {"role"}
    assert rows.iloc[0][["speakers", "top_n", "n"]].tolist() == [3, 11, 29]


@given(st.lists(st.integers(0, 30), min_size=1, max_size=12).filter(any))
def test_gini_is_the_mean_difference_over_twice_the_mean(values):
    n, total = len(values), sum(values)
    differences = sum(abs(a - b) for a in values for b in values)
    assert gini(values) == float(Fraction(differences, 2 * n * total))


def test_each_speaker_counted_once_is_a_hypergeometric_draw(study):
    """28 of 68 people are quoted; of the 26 peers, 9."""
    chances = hypergeom(68, 26, 28).pmf(range(27))
    expected = sum(p for p in chances if p <= chances[9] * (1 + 1e-7))
    rows = quoted_shares(study).set_index("group")
    assert rows.loc["peers", "p_speakers"] == pytest.approx(expected)


def test_a_size_printed_with_its_thousands_set_apart_is_a_size(study):
    frame = study.ledger.frame.copy()
    sizes = (frame["stat"] == "n") & (frame["variable"] == "")
    frame.loc[sizes & (frame["group"] == "all"), "printed"] = "1,068"
    frame.loc[sizes & (frame["group"] == "professionals"), "printed"] = "1,042"
    large = replace(study, ledger=replace(study.ledger, frame=frame))
    row = quoted_shares(large).set_index("group").loc["professionals"]
    assert (row["sample_n"], row["sample_denominator"], row["note"]) == (1042, 1068, "")
