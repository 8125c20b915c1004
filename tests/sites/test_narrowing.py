"""Which unknown cell to ask about first."""

import random

from peerstudy.sites.matrix import Status
from peerstudy.sites.narrowing import most_telling
from peerstudy.sites.prevalence import prevalence_of
from peerstudy.sites.similarity import jaccard

from .brute import matrix_of, random_matrix


def test_only_the_two_sites_cells_tell_of_their_similarity():
    frame = most_telling(matrix_of("1??", "11?"), lambda m: jaccard(m, "a", "b"))
    assert tuple(frame.loc[0, ["row", "site"]]) == ("f0", "b")
    assert set(frame.loc[frame["site"] == "c", "narrows_at_most"]) == {0}


def test_every_answer_narrows_a_prevalence_alike():
    frame = most_telling(matrix_of("?1?"), lambda m: prevalence_of(m, "f0"))
    assert set(frame["narrows_at_least"]) == set(frame["narrows_at_most"])
    assert len(frame) == 2


def test_gains_are_those_of_the_widths():
    rng = random.Random(4)
    for _ in range(100):
        matrix = random_matrix(rng, 4, 2)
        for row in most_telling(matrix, lambda m: jaccard(m, "a", "b")).itertuples():
            then = jaccard(matrix.with_cell(row.row, row.site, Status.REPORTED), "a", "b").width
            assert row.width_if_reported == then
            assert row.narrows_at_least <= row.narrows_at_most


def test_knowing_more_never_widens_a_bound():
    rng = random.Random(5)
    for _ in range(200):
        matrix = random_matrix(rng, 4, 2)
        frame = most_telling(matrix, lambda m: jaccard(m, "a", "b"))
        assert all(gain >= 0 for gain in frame["narrows_at_least"])


def test_nothing_unknown_leaves_nothing_to_ask():
    assert most_telling(matrix_of("10"), lambda m: jaccard(m, "a", "b")).empty
