import random

import brute
import pytest

from peerstudy.errors import TooLargeError
from peerstudy.reconstruct import PrintedSummary, feasible
from peerstudy.reconstruct.few import few_with
from peerstudy.reconstruct.spreading import settle
from peerstudy.reconstruct.targets import fewest_squares


def test_answers_equal_brute_force_and_witnesses_are_data():
    rng = random.Random(21)
    for _ in range(400):
        summary = brute.random_summary(rng)
        found, answer = brute.datasets(summary), feasible(summary)
        assert answer.possible == bool(found)
        assert answer.datasets in (None, len(found))
        assert (answer.witness in found) if found else (answer.witness is None)
        assert bool(answer.contradiction) == (not found)
        quick = settle(summary).witness
        assert quick is None or quick in found


@pytest.mark.parametrize(
    ("summary", "numbers"),
    [
        (PrintedSummary(28, 1, 7, "5.19", "1.50"), ("mean", "n")),
        (PrintedSummary(20, 1, 7, "8.00", "1.50"), ("mean", "range")),
        (PrintedSummary(20, 7, 1, "4.00", "1.50"), ("range",)),
        (PrintedSummary(20, 1, 7, "4.00", "-1.50"), ("sd",)),
        (PrintedSummary(1, 1, 7, "4", "1.50"), ("sd", "n")),
        (PrintedSummary(18, 1, 7, "3.44", "2.47"), ("mean", "sd", "n")),
        (PrintedSummary(20, 1, 5, "1.00", "0.32"), ("mean", "sd", "n", "range")),
        (
            PrintedSummary(10, 1, 5, "1.10", "0.32", attained_max=True),
            ("mean", "n", "range", "attained"),
        ),
        (PrintedSummary(3, -9, 9, "0.00", "1.41"), ("sd", "n")),
        (PrintedSummary(6, 1, 7, None, "9.00"), ("sd", "n", "range")),
        (PrintedSummary(5, 1, 7, "4.00", median="9"), ("range", "median")),
    ],
)
def test_the_fewest_printed_numbers_that_contradict_each_other(summary, numbers):
    assert feasible(summary).contradiction == numbers


def test_years_in_the_field_of_the_peers_have_no_whole_year_solution():
    answer = feasible(PrintedSummary(23, 0, 30, "5.5", "2.51"))
    assert not answer.possible
    assert feasible(PrintedSummary(23, 0, 30, "5.5", "2.51", grain="0.5")).possible


def test_a_witness_is_found_where_counting_does_not_fit():
    summary = PrintedSummary(2000, 1, 50, "26.281", "14.6339")
    answer = feasible(summary)
    assert answer.possible
    assert answer.datasets is None
    assert brute.prints_so(answer.witness, summary)


def test_does_not_guess_where_neither_way_decides():
    with pytest.raises(TooLargeError):
        feasible(PrintedSummary(40, 1, 50, "26.0", "14.6", median="3"), memory_limit=999)


@pytest.mark.parametrize("n", [5, 6, 7])
def test_from_five_values_on_parity_and_the_smallest_sum_of_squares_decide(n):
    reach, most = 13, 150
    states = {(0, 0)}
    for _ in range(n):
        states = {
            (total + value, squares + value * value)
            for total, squares in states
            for value in range(-reach, reach + 1)
            if squares + value * value <= most
        }
    for total in range(n):
        for squares in range(total % 2, most - 2, 2):
            assert ((total, squares) in states) == (squares >= fewest_squares(total, n))


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_fewer_values_are_found_one_by_one(n):
    states = {(0, 0)}
    for _ in range(n):
        states = {
            (total + value, squares + value * value)
            for total, squares in states
            for value in range(-9, 10)
            if squares + value * value <= 80
        }
    for total in range(-6, 7):
        for squares in range(81):
            found = few_with(n, total, squares)
            assert (found is not None) == ((total, squares) in states)
            if found:
                assert (len(found), sum(found)) == (n, total)
                assert sum(value * value for value in found) == squares
