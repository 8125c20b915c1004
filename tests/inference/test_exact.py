"""Freeman and Halton's test, against scipy and against every shuffle."""

import random
from fractions import Fraction
from itertools import permutations
from math import factorial, prod

import pytest
from scipy import stats

from peerstudy.errors import PeerstudyError
from peerstudy.inference import exact, freeman_halton


def every_shuffle(table):
    """Deal every order of the column labels to the rows and weigh tables by it."""
    columns = [j for row in table for j, n in enumerate(row) for _ in range(n)]
    sizes = [sum(row) for row in table]
    counts = {}
    for order in permutations(columns):
        rest, made = list(order), []
        for size in sizes:
            mine, rest = rest[:size], rest[size:]
            made.append(tuple(mine.count(j) for j in range(len(table[0]))))
        counts[tuple(made)] = counts.get(tuple(made), 0) + 1
    observed = counts[tuple(map(tuple, table))]
    total = sum(counts.values())
    p = Fraction(sum(n for n in counts.values() if n <= observed), total)
    least = min(counts.values())
    return p, Fraction(sum(n for n in counts.values() if n == least), total)


def test_tables_of_any_shape_equal_every_shuffle():
    rng = random.Random(8)
    for _ in range(60):
        rows, columns = rng.choice([(2, 2), (2, 3), (3, 2), (3, 3)])
        table = [[0] * columns for _ in range(rows)]
        for _ in range(7):
            table[rng.randrange(rows)][rng.randrange(columns)] += 1
        found = freeman_halton(table)
        assert (found.exact, found.smallest) == every_shuffle(table)


def test_two_by_two_tables_agree_with_fisher():
    rng = random.Random(9)
    for _ in range(500):
        table = [[rng.randint(0, 12) for _ in range(2)] for _ in range(2)]
        assert freeman_halton(table).p == pytest.approx(stats.fisher_exact(table).pvalue)


def test_shuffles_are_all_weighed():
    table = [[3, 1, 0], [1, 2, 4]]
    n = sum(map(sum, table))
    rows = [sum(row) for row in table]
    assert freeman_halton(table).n == factorial(n) // prod(map(factorial, rows))


def test_sampled_tables_agree_with_counted_ones(monkeypatch):
    table = [[6, 2, 1], [1, 4, 5], [2, 2, 3]]
    counted = freeman_halton(table)
    monkeypatch.setattr(exact, "MOST_STATES", 3)
    drawn = freeman_halton(table, seed=2)
    assert (drawn.method, drawn.exact) == ("monte carlo", None)
    assert drawn.error == pytest.approx((drawn.p * (1 - drawn.p) / 9999) ** 0.5)
    assert abs(drawn.p - counted.p) < 4 * drawn.error
    assert drawn == freeman_halton(table, seed=2)


def test_a_table_with_one_possible_shuffle_has_p_one():
    found = freeman_halton([[4, 0], [3, 0]])
    assert (found.exact, found.smallest) == (1, 1)


@pytest.mark.parametrize(
    "table", [[[1, 2]], [[1], [2]], [[1, 2], [3]], [[1, -2], [3, 4]], [[1, 2.5], [3, 4]]]
)
def test_what_is_no_table_of_counts_is_refused(table):
    with pytest.raises(PeerstudyError, match="table must"):
        freeman_halton(table)
