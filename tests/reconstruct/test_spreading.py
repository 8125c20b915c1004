import random
from fractions import Fraction

import brute
import pytest

from peerstudy.printed import Interval
from peerstudy.reconstruct import PrintedSummary, feasible, spreading
from peerstudy.reconstruct.bounds import ruled_out
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
    monkeypatch.setattr("peerstudy.reconstruct.feasibility.how_many", refuse)


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
        (PrintedSummary(7405, 0, 100, "97", "50", attained_min=True, attained_max=True), False),
        (PrintedSummary(349, 0, 100, "60.5", "0.5", attained_min=True, attained_max=True), False),
    ],
)
def test_bounds_and_building_decide_without_counting(summary, possible):
    answer = feasible(summary)
    assert answer.possible is possible
    assert answer.witness is None or brute.prints_so(answer.witness, summary)


@pytest.mark.usefixtures("no_counting")
def test_any_n_on_a_wide_scale_is_decided_without_counting_in_little_work(monkeypatch):
    rng, looked, built = random.Random(3), [], []
    sums_looked = spreading.free_goals
    monkeypatch.setattr(
        spreading, "free_goals", lambda *at: (looked.append(1) or goal for goal in sums_looked(*at))
    )
    monkeypatch.setattr(spreading, "build", lambda *at: built.append(at) or build(*at))
    for _ in range(150):
        n = round(10 ** rng.uniform(1.5, 4))
        looked.clear()
        built.clear()
        feasible(wide(rng, n))
        assert len(looked) < 2_500
        assert len(built) < 130


def wide(rng, n):
    """A mean and an SD on 0 to 100: of some data, or any two numbers."""
    decimals, ends = rng.choice((0, 1, 2)), rng.random() < 0.3
    if rng.random() < 0.5:
        low, high = sorted(rng.choices(range(101), k=2))
        data = [rng.randint(low, high) for _ in range(n)]
        mean = sum(data) / n
        sd = (sum((value - mean) ** 2 for value in data) / (n - 1)) ** 0.5
    else:
        mean, sd = rng.uniform(0, 100), rng.uniform(0, 60)
    printed = f"{mean:.{decimals}f}", f"{sd:.{decimals}f}"
    return PrintedSummary(n, 0, 100, *printed, attained_min=ends, attained_max=ends)


def test_building_takes_few_steps_whatever_n(monkeypatch):
    steps, close = [], spreading._move
    monkeypatch.setattr(spreading, "_move", lambda *at: steps.append(at) or close(*at))
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
        assert not ruled_out(n, sums, around, apart=max(data) - min(data))
