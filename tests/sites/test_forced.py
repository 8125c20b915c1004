"""What constraints force: values that attain the best imaginable, or none."""

import random
from itertools import product

from peerstudy.sites.forced import Forced, Row, best_at_once, value_of
from peerstudy.sites.program import Program


def drawn(rng):
    """Draw a few constraints on a few variables, and a sum."""
    size = rng.randint(1, 5)
    rows = []
    for _ in range(rng.randint(0, 4)):
        terms = {
            i: rng.choice([-2, -1, 1, 2]) for i in rng.sample(range(size), rng.randint(1, size))
        }
        low, high = sorted(rng.choices(range(-3, 4), k=2))
        rows.append(Row(terms, rng.choice([low, None]), rng.choice([high, None])))
    terms = {i: rng.randint(-2, 2) for i in range(size)}
    return rows, size, terms


def test_what_is_forced_holds_wherever_all_constraints_do():
    rng = random.Random(4)
    for _ in range(2000):
        rows, size, _ = drawn(rng)
        allowed = [v for v in product((0, 1), repeat=size) if all(row.holds(v) for row in rows)]
        forced = Forced(rows, size)
        assert forced.possible or not allowed
        if forced.possible:
            for i, value in enumerate(forced.values):
                assert value is None or {values[i] for values in allowed} <= {value}


def test_values_found_at_once_are_allowed_and_none_are_better():
    rng = random.Random(5)
    found = 0
    for _ in range(2000):
        rows, size, terms = drawn(rng)
        values = best_at_once(rows, size, terms)
        allowed = [v for v in product((0, 1), repeat=size) if all(row.holds(v) for row in rows)]
        if values is not None:
            found += 1
            assert values in allowed
            assert value_of(terms, values) == max(value_of(terms, other) for other in allowed)
    assert found > 500


def test_a_program_that_is_decided_at_once_is_not_given_to_the_solver():
    program = Program()
    cells = [program.variable(site) for site in "abc"]
    program.require(dict.fromkeys(cells, 1), low=1, high=2)
    assert program.largest({cells[0]: 1, cells[1]: -1}) is not None
    assert program.work.solves == 0
    assert value_of(dict.fromkeys(cells, 1), program.largest(dict.fromkeys(cells, 1))) == 2
    assert program.work.solves == 1
    program.largest(dict.fromkeys(cells, 1))
    assert program.work.solves == 1


def test_a_copy_can_be_added_to_without_changing_the_first():
    program = Program()
    cell = program.variable("a")
    other = program.copy()
    other.require({cell: 1}, high=0)
    assert program.largest({cell: 1}) == (1,)
    assert other.largest({cell: 1}) == (0,)
