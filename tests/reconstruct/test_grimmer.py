import csv
import random
from fractions import Fraction
from itertools import combinations_with_replacement
from pathlib import Path

import pytest
from conftest import slowly

from peerstudy.errors import TooLongError
from peerstudy.printed import interval, print_as, read
from peerstudy.reconstruct.debit import _having, debit
from peerstudy.reconstruct.few import STEPS, Steps, few_with
from peerstudy.reconstruct.grimmer import grimmer

ROOT = Path(__file__).parents[2]
CASES = ROOT.parent / "shared" / "cases"
RULES = {
    "up_or_down": "either",
    "up": "half-up",
    "down": "half-down",
    "even": "half-even",
    "trunc": "truncated",
    "floor": "floor",
    "ceiling": "ceiling",
    "anti_trunc": "up",
}


def expected(name):
    with (ROOT / "tests" / "expected" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def published(name):
    path = CASES / name
    if not path.exists():
        pytest.skip(f"the shared cases are not beside this copy ({name})")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", expected("grimmer_verdicts.csv"), ids=lambda row: row["origin"])
def test_published_verdicts(row):
    found = grimmer(
        row["mean"],
        row["sd"],
        int(row["n"]),
        items=int(row["items"]),
        rounding=row["rounding"],
        low=row["low"] or None,
        high=row["high"] or None,
    )
    assert found.possible == (row["possible"] == "true"), row
    assert (found.failing == "mean") == (row["failing"] in ("grim", "mean out of range"))


@pytest.mark.parametrize("name", ["grimmer.csv", "grid_grimmer.csv", "grid_min_sd.csv"])
def test_every_shared_verdict(name):
    for row in published(name):
        found = grimmer(
            row["mean"],
            row["sd"],
            int(row["n"]),
            items=int(row.get("items") or 1),
            rounding=RULES[row["rounding"]],
            low=row.get("min") or None,
            high=row.get("max") or None,
        )
        assert str(found.possible).upper() == (row.get("exact") or row["exact_check"]), row


@pytest.mark.parametrize("row", expected("debit_verdicts.csv"), ids=lambda row: row["origin"])
def test_published_debit_verdicts(row):
    found = debit(row["mean"], row["sd"], int(row["n"]), rounding=row["rounding"])
    assert found.possible == (row["possible"] == "true")
    if row["counts"]:
        listed = _listed(found)
        assert listed == row["counts"].split(";")


def _listed(found):
    return [str(k) for run in found.counts for k in run]


@pytest.mark.parametrize("name", ["debit.csv", "grid_debit.csv"])
def test_every_shared_debit_verdict(name):
    for row in published(name):
        exact = row.get("exact") or row["exact_check"]
        if exact:
            found = debit(row["mean"], row["sd"], int(row["n"]), rounding=RULES[row["rounding"]])
            assert str(found.possible).upper() == exact, row
            if row["exact_counts"] and not row["exact_counts"].endswith("..."):
                assert ";".join(_listed(found)) == row["exact_counts"], row


def fits(data, mean, sd):
    """Whether whole numbers print so, by their own mean and variance."""
    average = Fraction(sum(data), len(data))
    squared = sum((value - average) ** 2 for value in data) / (len(data) - 1)
    low, high = interval(sd).low, interval(sd).high
    return average in interval(mean) and (low <= 0 or low**2 <= squared) and squared <= high**2


@pytest.mark.parametrize("n", [2, 3, 5, *slowly(4, 6)])
def test_verdicts_equal_brute_force(n):
    rng = random.Random(n)
    reach = 6 if n < 5 else 4
    every = list(combinations_with_replacement(range(-reach, reach + 1), n))
    for _ in range(40 if n < 5 else 15):
        decimals = rng.randint(1, 2)
        mean = print_as(Fraction(rng.randint(0, n - 1), n), decimals)
        sd = f"{rng.random() * 2.2:.{decimals}f}"
        possible = any(fits(data, read(mean), read(sd)) for data in every)
        assert grimmer(mean, sd, n).possible == possible, (mean, sd, n)
        within = any(
            fits(data, read(mean), read(sd)) for data in every if data[0] >= -1 and data[-1] <= 2
        )
        assert grimmer(mean, sd, n, low=-1, high=2).possible == within, (mean, sd, n)


def test_four_or_fewer_values_need_more_than_parity():
    """No two whole numbers have the sum 0 and the sum of squares 4, though all bounds hold."""
    found = grimmer("0.00", "2.00", 2)
    assert found.possible is False
    assert grimmer("0.00", "2.00", 2, spread="n").possible is True


def test_says_which_number_fails():
    assert grimmer("5.19", "1.50", 28).failing == "mean"
    assert grimmer("3.44", "2.47", 18).failing == "pair"
    assert grimmer("2.00", "0.10", 5).failing == "sd"
    assert "odd" in grimmer("0.11", "0.87", 64, rounding="half-up").reason


def test_tries_a_standard_error_and_an_sd_by_n():
    population = grimmer("2.50", "1.12", 4)
    assert (population.possible, population.if_population) == (False, True)
    error = grimmer("2.50", "0.65", 4)
    assert (error.possible, error.if_standard_error) == (False, True)


@pytest.mark.parametrize(
    ("mean", "sd", "n", "items", "possible"),
    [
        ("7.67", "0.00", 2, 3, True),
        ("7.50", "0.00", 2, 1, False),
        ("7.00", "0", 2, 1, True),
        ("16.03", "6.41", 40, 1, True),
        ("3.44", "2.47", 18, 2, True),
        ("-3.5", "0.71", 2, 1, True),
        ("3", "1", 1, 1, None),
        ("3", "1", 0, 1, None),
    ],
)
def test_known_traps(mean, sd, n, items, possible):
    assert grimmer(mean, sd, n, items=items).possible is possible


def test_the_sum_it_names_has_the_printed_mean_and_sd():
    found = grimmer("3.10", "1.37", 10)
    assert (found.total, found.squares) == (31, 113)
    variance = Fraction(10 * found.squares - found.total**2, 90)
    assert Fraction(1365, 1000) ** 2 <= variance <= Fraction(1375, 1000) ** 2


@pytest.mark.parametrize("n", range(1, 14))
def test_the_numbers_of_ones_with_some_products_are_found_without_trying_each(n):
    for first in range(n * n // 4 + 2):
        for last in range(first - 1, n * n // 4 + 2):
            products = range(first, last + 1)
            found = [k for run in _having(n, products) for k in run]
            assert found == [k for k in range(n + 1) if k * (n - k) in products]


def test_means_of_zero_and_one_are_legal_and_one_value_has_no_sd():
    assert debit("0.00", "0.00", 20).counts == (range(1),)
    assert debit("1.00", "0.00", 20).counts == (range(20, 21),)
    assert debit("1", "0", 1).possible is None
    assert debit("1", "0.00", 1, spread="n").possible is True
    assert debit("0.50", "0.50", 20).failing == "pair"
    assert debit("0.50", "0.52", 20).failing == "sd"


@pytest.mark.parametrize(
    ("mean", "sd", "n"),
    [
        ("5.0", "999999999999.00", 2),
        ("5.00", "9999999.000", 3),
        ("5.25", "123456789.00001", 4),
        ("5.0", "1" + "0" * 40, 4),
        ("5", "1.23456789012345678901", 10**7),
    ],
)
def test_a_search_without_an_end_in_sight_is_left_open_within_few_steps(mean, sd, n, monkeypatch):
    taken, take = [], Steps.take
    monkeypatch.setattr(Steps, "take", lambda self, number: taken.append(1) or take(self, number))
    found = grimmer(mean, sd, n)
    assert found.possible is None
    assert "not searched to the end" in found.reason
    assert len(taken) <= 2 * STEPS


def test_steps_are_estimated_before_the_numbers_are_looked_at():
    with pytest.raises(TooLongError):
        few_with(3, 10, 10**40)
    steps = Steps()
    assert few_with(3, 6, 14, steps) == (1, 2, 3)
    assert 0 < STEPS - steps.left < 10
