"""Bounds of similarity, against every completion and against textbook definitions."""

import random
from fractions import Fraction
from itertools import product

import pytest
from conftest import slowly

from peerstudy.errors import UnknownNameError
from peerstudy.sites.matrix import Status
from peerstudy.sites.similarity import MEASURES, jaccard, kappa, similarity, simple_matching

from .brute import assert_brute_force, matrix_of

TIMES = [400, *slowly(2_500)]


def counted(first: tuple, second: tuple) -> tuple[int, int, int]:
    both = sum(a and b for a, b in zip(first, second, strict=True))
    either = sum(a or b for a, b in zip(first, second, strict=True))
    same = sum(a == b for a, b in zip(first, second, strict=True))
    return both, either, same


def jaccard_of(first, second):
    both, either, _ = counted(first, second)
    return Fraction(both, either) if either else None


def matching_of(first, second):
    return Fraction(counted(first, second)[2], len(first)) if first else None


def kappa_of(first, second):
    """Observed and expected agreement, as Cohen writes it."""
    n = len(first)
    if not n:
        return None
    observed = Fraction(counted(first, second)[2], n)
    p, q = Fraction(sum(first), n), Fraction(sum(second), n)
    expected = p * q + (1 - p) * (1 - q)
    return (observed - expected) / (1 - expected) if expected != 1 else None


DEFINITIONS = {"jaccard": jaccard_of, "simple matching": matching_of, "kappa": kappa_of}


def column_completions(column: list[Status]):
    options = [
        (True, False) if status is Status.UNKNOWN else (status is Status.REPORTED,)
        for status in column
    ]
    return list(product(*options))


@pytest.mark.parametrize("times", TIMES)
@pytest.mark.parametrize("measure", MEASURES)
def test_bounds_equal_every_completion_of_random_matrices(measure, times):
    rng = random.Random(measure)
    for _ in range(times):
        rows = [
            "".join(rng.choices("10?", (2, 2, rng.randint(1, 4)), k=2))
            for _ in range(rng.randint(1, 5))
        ]
        matrix = matrix_of(*rows)
        values = [
            DEFINITIONS[measure](first, second)
            for first in column_completions(matrix.column("a"))
            for second in column_completions(matrix.column("b"))
        ]
        assert_brute_force(MEASURES[measure](matrix, "a", "b"), values)


@pytest.mark.parametrize("measure", MEASURES)
def test_bounds_equal_every_completion_of_all_tiny_matrices(measure):
    cells = ["".join(pair) for pair in product("10?", repeat=2)]
    for size in (1, 2, 3):
        for rows in product(cells, repeat=size):
            matrix = matrix_of(*rows)
            values = [
                DEFINITIONS[measure](first, second)
                for first in column_completions(matrix.column("a"))
                for second in column_completions(matrix.column("b"))
            ]
            assert_brute_force(MEASURES[measure](matrix, "a", "b"), values)


def test_bounds_are_symmetric_in_the_sites():
    rng = random.Random(7)
    for _ in range(300):
        matrix = matrix_of(*("".join(rng.choices("10?", k=2)) for _ in range(6)))
        for measure in MEASURES.values():
            assert measure(matrix, "a", "b") == measure(matrix, "b", "a")


def test_known_sites_have_a_point():
    matrix = matrix_of("11", "10", "01", "00")
    assert jaccard(matrix, "a", "b").point == Fraction(1, 3)
    assert simple_matching(matrix, "a", "b").point == Fraction(1, 2)
    assert kappa(matrix, "a", "b").point == 0


def test_one_unknown_leaves_no_point():
    bound = jaccard(matrix_of("11", "1?"), "a", "b")
    assert (bound.low, bound.high, bound.point) == (Fraction(1, 2), Fraction(1), None)


def test_two_sites_of_which_nothing_is_known_may_be_anything():
    bound = jaccard(matrix_of("??", "??"), "a", "b")
    assert (bound.low, bound.high, bound.known, bound.cells) == (0, 1, 0, 2)
    assert bound.may_be_undefined


def test_kappa_agrees_with_statsmodels():
    agreement = pytest.importorskip("statsmodels.stats.inter_rater")
    value = agreement.cohens_kappa([[20, 5], [10, 15]], return_results=False)
    rows = ["11"] * 20 + ["10"] * 5 + ["01"] * 10 + ["00"] * 15
    assert float(kappa(matrix_of(*rows), "a", "b").point) == pytest.approx(value)


def test_similarity_has_a_row_for_every_pair_and_measure():
    frame = similarity(matrix_of("11?", "0?1"))
    assert len(frame) == 9
    assert list(frame)[:3] == ["measure", "site_a", "site_b"]
    row = frame[(frame["measure"] == "jaccard") & (frame["site_b"] == "c")].iloc[0]
    assert (row["known"], row["cells"], row["coverage"]) == (1, 2, Fraction(1, 2))


def test_a_measure_must_exist():
    with pytest.raises(UnknownNameError, match="jaccard, simple matching, kappa; found 'dice'"):
        similarity(matrix_of("11"), ["dice"])


def test_a_site_must_exist():
    with pytest.raises(UnknownNameError, match="one of a, b; found 'z'"):
        jaccard(matrix_of("11"), "a", "z")
