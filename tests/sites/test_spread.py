"""The value somebody must have for a printed standard deviation."""

import random
from fractions import Fraction
from statistics import fmean, stdev

import pytest

from peerstudy.errors import PeerstudyError
from peerstudy.sites.spread import least_maxima, least_maximum


def test_no_data_beat_the_bound():
    rng = random.Random(3)
    for _ in range(4000):
        people = [rng.choice([0, 0, 1, 2, rng.randint(0, 90)]) for _ in range(rng.randint(2, 9))]
        if not any(people):
            continue
        mean, sd = f"{fmean(people):.1f}", f"{stdev(people):.1f}"
        if float(mean) > 0:
            assert max(people) >= least_maximum(mean, sd, len(people))


def test_two_point_data_attain_it():
    people = [0] * 9 + [10]
    least = least_maximum(f"{fmean(people):.9f}", f"{stdev(people):.9f}", 10)
    assert float(least) == pytest.approx(10, abs=1e-6)


def test_a_mean_equal_to_its_sd_has_its_least_inside_the_interval():
    least = least_maximum("1", "1.0", 10**6)
    assert Fraction(189, 100) < least < 2


def test_the_printed_years_of_illness_need_more_than_a_lifetime(partners):
    frame = least_maxima(partners.printed.ledger).set_index("variable")
    assert float(frame.loc["illness_duration", "least_maximum"]) > 113
    assert frame.loc["sessions", "least_maximum"] < 10


def test_impossible_questions_are_refused():
    with pytest.raises(PeerstudyError, match="2 people or more; found n = 1"):
        least_maximum("2", "1", 1)
    with pytest.raises(PeerstudyError, match="must be above 0"):
        least_maximum("-2", "1", 5)
