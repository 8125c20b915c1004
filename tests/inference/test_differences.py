"""Shares, their differences and adjusted tests, against printed examples and oracles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from peerstudy.errors import DesignError, PeerstudyError
from peerstudy.inference import (
    benjamini_hochberg,
    code_differences,
    code_shares,
    holm,
    newcombe,
    share_differences,
    wilson,
)

from .making import coding_of

P_VALUES = st.lists(st.floats(0, 1), max_size=12)


@pytest.mark.parametrize(
    ("a", "b", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
    ],
)
def test_newcombe_prints_his_table(a, b, low, high):
    """Newcombe 1998, Table II, method 10."""
    assert newcombe(*a, *b) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 30), st.integers(1, 30), st.data())
def test_newcombe_is_odd_and_holds_the_difference(d_a, d_b, data):
    n_a, n_b = data.draw(st.integers(0, d_a)), data.draw(st.integers(0, d_b))
    low, high = newcombe(n_a, d_a, n_b, d_b)
    assert low <= n_a / d_a - n_b / d_b <= high
    assert newcombe(n_b, d_b, n_a, d_a) == pytest.approx((-high, -low))


def test_newcombe_agrees_with_statsmodels():
    proportion = pytest.importorskip("statsmodels.stats.proportion")
    found = proportion.confint_proportions_2indep(9, 12, 3, 14, method="newcomb")
    assert newcombe(9, 12, 3, 14) == pytest.approx(found)


def test_holm_by_hand():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


@given(P_VALUES)
def test_holm_never_lowers_nor_reorders(p):
    adjusted = holm(p)
    assert all(0 <= a <= 1 and a >= b for a, b in zip(adjusted, p, strict=True))
    order = sorted(range(len(p)), key=p.__getitem__)
    assert [adjusted[i] for i in order] == sorted(adjusted)


@given(P_VALUES)
def test_holm_is_between_bh_and_bonferroni(p):
    for raw, step, bh in zip(p, holm(p), benjamini_hochberg(p), strict=True):
        assert bh <= step + 1e-12 <= min(1, raw * len(p)) + 2e-12


def test_adjustments_agree_with_statsmodels():
    multitest = pytest.importorskip("statsmodels.stats.multitest")
    p = [0.001, 0.2, 0.03, 0.03, 0.9]
    assert holm(p) == pytest.approx(multitest.multipletests(p, method="holm")[1])
    assert benjamini_hochberg(p) == pytest.approx(multitest.multipletests(p, method="fdr_bh")[1])


@pytest.mark.parametrize("p", [[1.2], [float("nan")], [-0.1]])
def test_what_is_no_p_value_is_refused(p):
    with pytest.raises(PeerstudyError, match="p must be a list"):
        holm(p)


def test_shares_count_sessions_and_not_segments():
    frame = code_shares(coding_of(a=["9", "0"], b=["1", "1", "0"]))
    assert frame[["group", "n", "denominator"]].to_numpy().tolist() == [["a", 1, 2], ["b", 2, 3]]
    assert (frame["low"][1], frame["high"][1]) == pytest.approx(wilson(2, 3))


def test_every_pair_of_groups_has_a_difference():
    frame = share_differences(coding_of(a=["11", "10"], b=["01", "00"], c=["11", "11"]))
    assert len(frame) == 6
    first = frame.iloc[0]
    assert (first["group_a"], first["group_b"], first["difference"]) == ("a", "b", 1.0)
    assert (first["low"], first["high"]) == pytest.approx(newcombe(2, 2, 0, 2))


def test_codes_are_tested_one_by_one_and_adjusted_together():
    frame = code_differences(coding_of(a=["11"] * 4, b=["01"] * 4))
    assert frame["p"].tolist() == pytest.approx([stats.fisher_exact([[4, 0], [0, 4]]).pvalue, 1])
    assert frame["could_reject"].tolist() == [True, False]
    assert frame["p_holm"].tolist() == pytest.approx(holm(frame["p"]))
    assert frame[["n", "denominator"]].to_numpy().tolist() == [[4, 8], [8, 8]]


def test_a_code_that_one_session_raises_could_not_have_differed():
    frame = code_differences(coding_of(a=["1", "0", "0", "0"], b=["0"] * 4))
    assert frame["smallest_p"].tolist() == [1.0]
    assert not frame["could_reject"].any()


def test_a_design_that_cannot_carry_it_is_refused():
    with pytest.raises(DesignError):
        code_differences(coding_of(a=["1"], b=["0"]))
