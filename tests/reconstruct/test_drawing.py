import random
from collections import Counter
from fractions import Fraction
from functools import partial

import brute
import pytest
from conftest import slowly
from scipy.stats import chisquare

from peerstudy.errors import TooLargeError
from peerstudy.reconstruct import (
    PrintedSummary,
    every_dataset,
    how_many,
    sample_datasets,
    walking,
)
from peerstudy.reconstruct.drawing import Numbered
from peerstudy.reconstruct.residues import Ring

LISTABLE = PrintedSummary(20, 1, 5, "3.0", "1.2")


def p_uniform(draws, listed):
    """The p-value of a chi-square test that the draws are uniform over the list."""
    counts = Counter(map(tuple, draws))
    assert set(counts) <= set(listed)
    return chisquare([counts[data] for data in listed]).pvalue


@pytest.mark.parametrize("seed", [0, *slowly(1, 2)])
def test_draws_are_uniform_over_every_data_set(seed):
    listed = [tuple(row) for row in every_dataset(LISTABLE)]
    assert len(set(listed)) == len(listed) == 99
    assert 1e-4 < p_uniform(sample_datasets(LISTABLE, 20_000, seed), listed) < 1 - 1e-4


def test_draws_with_a_median_of_two_are_uniform():
    summary = PrintedSummary(10, 1, 7, "4.0", "1.5", median="4", rounding="half-up")
    listed = [tuple(row) for row in every_dataset(summary)]
    assert listed == sorted(set(listed), key=listed.index)
    assert len(listed) > 3
    assert 1e-4 < p_uniform(sample_datasets(summary, 5_000, 1), listed) < 1 - 1e-4


def climb(rng, n, low, high, total, fits, squares):
    """One data set by a search in the manner of SPRITE: random data with the
    right sum, then random pairs of steps towards the right sum of squares."""
    while True:
        data = [low + (total - n * low) // n] * n
        for place in rng.sample(range(n), total - sum(data)):
            data[place] += 1
        for _ in range(5_000):
            now = sum(value * value for value in data)
            if fits(now):
                return tuple(sorted(data))
            up, down = rng.sample(range(n), 2)
            if data[up] < high and data[down] > low:
                gain = 2 * (data[up] - data[down] + 1)
                if (gain > 0) == (now < squares):
                    data[up] += 1
                    data[down] -= 1


def test_a_hill_climbing_search_is_far_from_uniform_where_these_draws_are_not():
    """A simulated stand-in for SPRITE's search, not SPRITE itself."""
    rng = random.Random(3)
    summary = PrintedSummary(30, 1, 5, "3.00", "1.20")
    listed = [tuple(row) for row in every_dataset(summary)]
    wanted = {sum(value**2 for value in data) for data in listed}
    climbed = [climb(rng, 30, 1, 5, 90, wanted.__contains__, max(wanted)) for _ in range(2_000)]
    drawn = sample_datasets(summary, 2_000, 3)
    assert p_uniform(climbed, listed) < 1e-12
    assert p_uniform(drawn, listed) > 1e-4


def test_draws_print_so_whatever_their_number():
    rng = random.Random(11)
    for _ in range(150):
        summary = brute.random_summary(rng)
        if how_many(summary):
            for data in sample_datasets(summary, 3, 0):
                assert list(data) == sorted(data)
                assert brute.prints_so(tuple(map(Fraction, data.tolist())), summary)


def test_draws_beyond_one_word_print_so_and_differ():
    summary = PrintedSummary(40, 0, 40, "20.0", "12.0")
    assert how_many(summary) > 2**64
    drawn = sample_datasets(summary, 20, 5)
    assert len({tuple(row) for row in drawn}) == 20
    for data in drawn:
        assert brute.prints_so(tuple(map(Fraction, data.tolist())), summary)


def test_few_kept_layers_give_the_same_draws_as_all_of_them(monkeypatch):
    summary = PrintedSummary(25, 30, 58, "41.5", "7.79")
    made, layers = [], walking.layers
    monkeypatch.setattr(walking, "layers", lambda *at, **to: made.append(to) or layers(*at, **to))
    roomy = sample_datasets(summary, 50, 7)
    assert len(made) == 2
    with pytest.raises(TooLargeError, match="Drawing") as refused:
        sample_datasets(summary, 50, 7, memory_limit=2_000_000)
    tight = sample_datasets(summary, 50, 7, memory_limit=refused.value.needed)
    assert len(made) > 10
    assert (roomy == tight).all()


@pytest.mark.parametrize(
    "summary",
    [
        PrintedSummary(8, 0, 9, "4.5", "2.5"),
        PrintedSummary(9, -4, 4, "-1.0", "2.0", median="-1", q1="-2"),
        PrintedSummary(7, 0, 5, "2.3", attained_min=True, attained_max=True),
    ],
)
def test_numbers_and_data_sets_determine_each_other_by_words_and_by_moduli(summary, monkeypatch):
    """So a uniform number is a uniform data set: no test by chance is needed."""
    expected = brute.datasets(summary)
    assert sorted(map(tuple, every_dataset(summary).tolist())) == expected
    monkeypatch.setattr(walking, "moduli", lambda _: (2**32, 2**31 - 1, 2**31 - 3))
    monkeypatch.setattr(walking, "halves", partial(beyond_words, walking.halves))
    assert sorted(map(tuple, every_dataset(summary).tolist())) == expected


def beyond_words(halves, plan, ring, meeting):
    """The halves as they are where words do not hold them."""
    if ring == Ring():
        raise OverflowError
    return halves(plan, ring, meeting)


def test_every_number_is_another_data_set():
    summary = PrintedSummary(60, 1, 7, "3.50", "1.20")
    listed = every_dataset(summary)
    assert len({tuple(row) for row in listed}) == len(listed) == 1582
    last = Numbered.of(summary, 10**9).datasets([1581])
    assert (last[0] == listed[-1]).all()


def test_the_same_seed_gives_the_same_draws():
    assert (sample_datasets(LISTABLE, 9, 4) == sample_datasets(LISTABLE, 9, 4)).all()
    assert not (sample_datasets(LISTABLE, 9, 4) == sample_datasets(LISTABLE, 9, 5)).all()


def test_says_that_nothing_can_be_drawn_or_that_a_list_is_too_long():
    with pytest.raises(ValueError, match="No data set has these printed values"):
        sample_datasets(PrintedSummary(28, 1, 7, "5.19"), 1, 0)
    with pytest.raises(ValueError, match="99 data sets are compatible; at most 98 are listed"):
        every_dataset(LISTABLE, most=98)
