import tracemalloc
from contextlib import suppress

import pytest
from conftest import slowly

from peerstudy.errors import (
    MEMORY,
    TooLargeError,
    TooLongError,
    UnreadableNumberError,
    WrongCallError,
)
from peerstudy.printed import read, read_many
from peerstudy.reconstruct import (
    PrintedSummary,
    drawing,
    how_many,
    order_bounds,
    problem,
    range_from_sd,
    sample_datasets,
    value_profile,
)
from peerstudy.reconstruct.meeting import held, meetings
from peerstudy.reconstruct.plan import Plan
from peerstudy.reconstruct.problem import problems
from peerstudy.reconstruct.residues import Ring

HUGE = {
    "a wide range": PrintedSummary(1, 0, 10**9, "500"),
    "many values": PrintedSummary(10**6, 1, 5, "3.12", "1.10"),
    "more values than any": PrintedSummary(10**30, 1, 5, "3.12", "1.10"),
    "a fine grain": PrintedSummary(30, 1, 5, "3.12", "1.10", grain="1e-30"),
    "many items": PrintedSummary(30, 1, 5, "3.12", "1.10", items=10_000_000),
    "many sums": PrintedSummary(2000, 200, 2000, "850", "300"),
    "a median in many ways": PrintedSummary(1000, 0, 10**5, "3", median="3"),
}


@pytest.fixture
def nothing_built(monkeypatch):
    """Let it fail to list targets, which has to come after the estimate."""

    def refuse(*_):
        raise AssertionError("listed the targets before the work was estimated")

    monkeypatch.setattr(problem, "free_goals", refuse)


@pytest.mark.usefixtures("nothing_built")
@pytest.mark.parametrize(
    "name", [name for name in HUGE if name not in ("many values", "a wide range")]
)
def test_memory_is_estimated_before_anything_is_listed(name):
    with pytest.raises(TooLargeError, match="--memory"):
        how_many(HUGE[name])


@pytest.mark.parametrize("name", HUGE)
def test_every_huge_count_is_refused_before_a_row_is_laid_out(name, monkeypatch):
    laid = []
    monkeypatch.setattr("peerstudy.reconstruct.plan.window", lambda *at, **_: laid.append(at))
    with pytest.raises(TooLargeError, match="allowed"):
        how_many(HUGE[name])
    with pytest.raises(TooLargeError, match="allowed"):
        sample_datasets(HUGE[name], 1, 0)
    assert laid == []


WORKS = {
    "count": how_many,
    "draws": lambda summary, **limit: sample_datasets(summary, 100, 0, **limit),
    "bounds": order_bounds,
    "profile": value_profile,
}


@pytest.mark.parametrize("work", WORKS)
@pytest.mark.parametrize("megabytes", [2, *slowly(12)])
def test_the_memory_limit_holds(work, megabytes):
    for summary in (
        PrintedSummary(25, 30, 58, "41.5", "7.79"),
        PrintedSummary(42, 25, 63, "42.29", "7.77"),
        PrintedSummary(200, 1, 7, "3.50", "1.20"),
    ):
        tracemalloc.start()
        with suppress(TooLargeError):
            WORKS[work](summary, memory_limit=megabytes * 10**6)
        taken = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert taken <= megabytes * 10**6


def test_work_is_estimated_before_it_starts_and_names_its_option():
    summary = PrintedSummary(42, 25, 63, "42.29", "7.77")
    plan = Plan.of(problems(summary, memory_limit=10**9)[0], 10**9)
    with pytest.raises(TooLongError, match=r"steps; .* are allowed.*--work") as error:
        how_many(summary, work_limit=2 * plan.steps)
    assert error.value.needed > error.value.allowed == 2 * plan.steps
    assert how_many(summary, work_limit=error.value.needed) == 15_028_611_005_411_350


def test_an_impossible_huge_summary_is_no_work():
    assert how_many(PrintedSummary(10**9, 0, 100, "64.2", "54.8")) == 0


def test_a_number_of_thousands_of_digits_is_unreadable_in_a_short_message():
    with pytest.raises(UnreadableNumberError, match="1,000 digits; found 5,000") as error:
        read("9" * 5000)
    assert len(str(error.value)) < 200
    assert read_many(["9" * 5000, "1"]).readable.tolist() == [False, True]


def test_draws_that_cannot_fit_are_refused_before_anything_is_counted(monkeypatch):
    def refuse(*_):
        raise AssertionError("counted before the draws were refused")

    summary = PrintedSummary(60, 0, 100, "50.0", "20.0")
    plan = Plan.of(problems(summary, memory_limit=10**9)[0], 10**9)
    monkeypatch.setattr(drawing, "count", refuse)
    with pytest.raises(TooLargeError, match=r"Drawing .* --memory in GB") as refused:
        sample_datasets(summary, 10, 0, memory_limit=200_000_000)
    assert refused.value.needed > 8 * plan.peak
    with pytest.raises(AssertionError, match="counted"):
        sample_datasets(summary, 10, 0)


def test_draws_fit_in_the_memory_that_a_refusal_names():
    summary = PrintedSummary(30, 0, 30, "15.0", "6.0")
    with pytest.raises(TooLargeError, match="Drawing") as refused:
        sample_datasets(summary, 10, 0, memory_limit=1_800_000)
    assert sample_datasets(summary, 10, 0, memory_limit=refused.value.needed).shape == (10, 30)


WRONG = {
    "n as text": ("10", 0, 9, "5.0"),
    "n as a fraction": (10.5, 0, 9, "5.0"),
    "n that is missing": (float("nan"), 0, 9, "5.0"),
    "n that is true": (True, 0, 9, "5"),
    "mean and n exchanged": ("5.0", 0, 9, "10"),
    "an end that is no number": (10, "x", 9, "5.0"),
    "an end without a limit": (10, 0, float("inf"), "5.0"),
    "an end that is missing": (10, None, 9, "5.0"),
}


@pytest.mark.parametrize("values", WRONG.values(), ids=WRONG)
def test_a_summary_of_wrong_values_is_refused_with_what_must_hold(values):
    with pytest.raises(WrongCallError, match=r"(n|low|high) must be a (whole )?number"):
        PrintedSummary(*values)


@pytest.mark.parametrize("grain", [0, "x", "1/0", None])
def test_a_step_that_is_none_is_refused(grain):
    with pytest.raises(WrongCallError, match="grain"):
        PrintedSummary(10, 0, 9, "5.0", grain=grain)


@pytest.mark.parametrize("name", ["mean", "sd", "median", "q1", "q3"])
@pytest.mark.parametrize("text", ["", "–", 5.5, [1], "5.0 ± 2"])
def test_a_printed_number_that_is_none_is_refused_at_once(name, text):
    with pytest.raises(UnreadableNumberError):
        PrintedSummary(10, 0, 9, **{name: text})


@pytest.mark.parametrize("size", [-1, 1.5, "3"])
def test_so_many_draws_must_be_a_whole_number(size):
    with pytest.raises(WrongCallError, match="size must be"):
        sample_datasets(PrintedSummary(6, -3, 3, "-0.5", "1.5"), size, 0)


@pytest.mark.parametrize(("n", "step"), [(0, 1), (10, 0)])
def test_no_values_have_no_range(n, step):
    with pytest.raises(WrongCallError, match=r"(n|step) must be"):
        range_from_sd("5.0", "1.0", n, step=step)


def test_sixty_values_of_a_hundred_are_counted_within_a_quarter_of_a_gigabyte():
    summary = PrintedSummary(n=60, low=0, high=100, mean="50.0", sd="25.0")
    plan = Plan.of(problems(summary, memory_limit=MEMORY)[0], MEMORY)
    parts = meetings(plan)
    assert parts
    assert max(Ring().bytes * held(plan, part) for part in parts) < 230_000_000
