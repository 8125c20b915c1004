import random
from fractions import Fraction

import brute
import pytest

from peerstudy.printed import Interval
from peerstudy.reconstruct import PrintedSummary, feasible, spreading
from peerstudy.reconstruct.necessary import ruled_out
from peerstudy.reconstruct.spreading import build, settle


def test_what_is_settled_without_counting_agrees_with_brute_force():
    rng, settled = random.Random(5), {True: 0, False: 0, None: 0}
    for _ in range(500):
        summary = brute.random_summary(rng)
        found, answer = brute.datasets(summary), settle(summary)
        settled[answer.possible] += 1
        assert answer.possible in (None, bool(found)), summary
        assert answer.witness is None or answer.witness in found, summary
    assert settled[True] > 10 * settled[None]
    assert settled[False] > settled[None]


@pytest.fixture
def no_counting(monkeypatch):
    """Let every count fail, so that only bounds and building can answer."""

    def refuse(*_, **__):
        raise AssertionError("counted")

    monkeypatch.setattr("peerstudy.reconstruct.feasibility.Numbered.of", refuse)
    monkeypatch.setattr("peerstudy.reconstruct.relaxed.how_many", refuse)


@pytest.mark.usefixtures("no_counting")
@pytest.mark.parametrize(
    ("summary", "possible"),
    [
        (PrintedSummary(240, 0, 100, "64.2", "54.8"), False),
        (PrintedSummary(46, -1, 97, "39.89", "22.45"), True),
        (PrintedSummary(10_000, 0, 100, "50.12", "22.45"), True),
        (PrintedSummary(100_000, 1, 5, "3.12", "1.10"), True),
        (PrintedSummary(2000, 200, 2000, "850", "300"), True),
        (PrintedSummary(100, 0, 100, "50", "50.3", rounding="floor"), False),
        (PrintedSummary(100, 0, 100, "50", "50.2", rounding="floor"), True),
        (PrintedSummary(1, 0, 10**9, "500"), True),
    ],
)
def test_bounds_and_building_decide_without_counting(summary, possible):
    answer = feasible(summary)
    assert answer.possible is possible
    assert answer.witness is None or brute.prints_so(answer.witness, summary)


def test_building_takes_few_steps_whatever_n(monkeypatch):
    steps, close = [], spreading._apart
    monkeypatch.setattr(spreading, "_apart", lambda *at: steps.append(at) or close(*at))
    rng = random.Random(1)
    for n in (100, 10_000, 1_000_000):
        data = [rng.randint(0, 100) for _ in range(min(n, 1000))] * (n // min(n, 1000))
        total, squares = sum(data), sum(value * value for value in data)
        steps.clear()
        built = build(n, 100, total, squares)
        assert sum(value * value * number for value, number in built.items()) == squares
        assert sum(value * number for value, number in built.items()) == total
        assert len(steps) < 100


def test_bounds_never_rule_out_what_some_data_have():
    rng = random.Random(2)
    for _ in range(300):
        n, top = rng.randint(1, 6), rng.randint(0, 6)
        data = [rng.randint(0, top) for _ in range(n)]
        total = sum(data)
        deviations = Fraction(n * sum(value * value for value in data) - total**2)
        around = Interval(deviations, deviations)
        sums = range(total - rng.randint(0, 2), total + 1 + rng.randint(0, 2))
        assert not ruled_out(n, sums, around, top)
        assert not ruled_out(n, sums, around)
