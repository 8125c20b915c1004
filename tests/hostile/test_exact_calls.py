"""Calls for exact answers: what none can be given of is refused, and never read silently."""

import inspect
from contextlib import suppress
from fractions import Fraction
from importlib import import_module

import pandas as pd
import pytest

from hostile.test_calls import TABLE, refusal
from peerstudy import inference, printed, reconstruct, words
from peerstudy.errors import PeerstudyError
from peerstudy.inference import simulated_coding
from peerstudy.reconstruct import PrintedSummary
from peerstudy.reconstruct.debit import debit
from peerstudy.reconstruct.grimmer import grimmer

SUMMARY = PrintedSummary(n=6, low=-3, high=3, mean="-0.5", sd="1.5")
CODING = simulated_coding()
MEAN = printed.read("34.6")
NAN, ENDLESS = float("nan"), float("inf")
MANY = 10**30
WRONG = [None, NAN, ENDLESS, 2.5, True, "abc", "", -1, [], {}, b"x", object(), TABLE]


def in_words(key, lang):
    return words.word(key, lang, n=3)


LIMITS = {"memory_limit": 2**30, "work_limit": 10**9}
LEVELS = {"alpha": 0.05, "n_resamples": 99, "seed": 0}
RUNS = {"coding": CODING, "base": 4, "run": 2, "threshold": 0.05, "step": 1}
SEGMENTS = pd.DataFrame({"session": ["a", "b"], "code": ["pay", "stigma"]})
SESSIONS = pd.DataFrame({"session": ["a", "b"], "site": ["ulm", "pune"]})
COLUMNS = {"session": "session", "group": "site", "code": "code", "codes": ["pay", "stigma"]}
CALLS = {
    reconstruct.PrintedSummary: {
        "n": 6, "low": -3, "high": 3, "mean": "-0.5", "sd": "1.5", "median": "0", "grain": 1,
        "items": 1, "attained_min": False, "attained_max": True, "spread": "n-1",
        "rounding": "either", "q1": "-1", "q3": "1",
    },
    reconstruct.effort: {"summary": SUMMARY},
    reconstruct.targets: {"summary": SUMMARY},
    reconstruct.every_dataset: {"summary": SUMMARY, "most": 999, "memory_limit": 2**30},
    reconstruct.feasible: {"summary": SUMMARY, "memory_limit": 2**30},
    reconstruct.how_many: {"summary": SUMMARY, **LIMITS, "progress": print},
    reconstruct.order_bounds: {"summary": SUMMARY, **LIMITS},
    reconstruct.pair_lattice: {"summary": SUMMARY, "steps": 1},
    reconstruct.range_from_sd: {"mean": "3", "sd": "1", "n": 4, "step": 1, "rounding": "up"},
    reconstruct.sample_datasets: {"summary": SUMMARY, "size": 3, "seed": 0, **LIMITS},
    reconstruct.suggest_protection: {"summary": SUMMARY, "k": 20, "memory_limit": 2**30},
    reconstruct.value_profile: {"summary": SUMMARY, "memory_limit": 2**30, "progress": print},
    grimmer: {"mean": "3.44", "sd": "2.47", "n": 18, "items": 1, "spread": "n", "rounding": "up"},
    debit: {"mean": "0.36", "sd": "0.11", "n": 20, "spread": "n", "rounding": "up"},
    inference.holm: {"p": [0.1]},
    inference.benjamini_hochberg: {"p": [0.1]},
    inference.wilson: {"n": 9, "denominator": 26, "confidence": 0.95},
    inference.newcombe: {"n_a": 9, "denominator_a": 26, "n_b": 5, "denominator_b": 42},
    inference.chao2: {"coding": CODING, "confidence": 0.95},
    inference.rarefaction: {"coding": CODING, "confidence": 0.95},
    inference.code_shares: {"coding": CODING, "confidence": 0.95},
    inference.share_differences: {"coding": CODING, "confidence": 0.95},
    inference.code_differences: {"coding": CODING, **LEVELS},
    inference.shuffle_test: {"coding": CODING, "measure": "shares", **LEVELS},
    inference.freeman_halton: {"table": [[3, 0], [0, 3]], "n_resamples": 99, "seed": 0},
    inference.design_of: {"sizes": [6, 6]},
    inference.require_testable: {"coding": CODING, "alpha": 0.05},
    inference.sessions_needed: {"groups": 2, "alpha": 0.05},
    inference.saturation_runs: RUNS,
    inference.saturation: {**RUNS, "orders": 9, "replace": False, "seed": 0},
    inference.saturation_curves: {"coding": CODING},
    inference.session_codes: {"segments": SEGMENTS, "sessions": SESSIONS, **COLUMNS},
    inference.simulate_sites: {
        "sessions": (2, 2), "codes": 3, "turns": 9, "chance": 0.1, "difference": 0.5,
        "clustering": 1.0, "seed": 0,
    },
    printed.read: {"text": "5.1"},
    printed.absence: {"text": "5.1"},
    printed.upper_bound: {"text": "<5"},
    printed.read_many: {"texts": ["5.1"]},
    printed.as_rounding: {"rule": "up"},
    printed.interval: {"printed": MEAN, "rounding": "up"},
    printed.exceeds: {"one": MEAN, "other": MEAN, "rounding": "up"},
    printed.numerators: {"printed": MEAN, "denominator": 26, "rounding": "up", "scale": 100},
    printed.numerator_bounds: {"units": 346, "decimals": 1, "denominator": 26, "scale": 100},
    printed.mean_terms: {"n": 25, "items": 4, "grain": 1},
    printed.pass_share: {"decimals": 2, "denominator": 25, "scale": 1},
    printed.print_as: {"value": 3, "decimals": 2, "rounding": "up"},
    printed.expand: {"value": Fraction(1, 3), "digits": 3},
    printed.exact_text: {"value": Fraction(1, 3)},
    in_words: {"key": "common.people", "lang": "en"},
    words.known: {"key": "common.people"},
    words.heading: {"column": "n", "lang": "en"},
    words.tell: {"said": words.Message.of("common.people", n=3), "lang": "en"},
    words.direction: {"lang": "en"},
    words.side: {"turned": "ltr"},
    words.wrapped: {"text": "9 of 26", "width": 20},
    words.cut: {"lines": ["9 of 26"], "most": 1},
    words.isolated: {"text": "9/26"},
    words.isolated_lines: {"lines": ["9/26"]},
    words.marked: {"text": "9/26"},
    words.joined: {"parts": ["9/26"]},
}  # fmt: skip
MEANT = {
    "low": [-1], "high": [-1], "grain": [2.5], "step": [2.5], "clustering": [2.5],
    "difference": [2.5],
    "mean": [None], "sd": [None], "median": [None], "q1": [None], "q3": [None],
    "attained_min": [True], "attained_max": [True], "replace": [True], "progress": [None],
    "p": [[], {}], "codes": [None], "text": ["abc", ""], "texts": [[], {}, b"x", TABLE],
    "column": ["abc", ""], "lines": [[]], "parts": [[], {}, b"x", TABLE], "key": ["abc", ""],
    "sizes": [b"x"], "sessions": [b"x"], "said": ["abc", ""], "value": [True, -1],
    "units": [True, -1, [], TABLE], "decimals": [True, [], TABLE],
    "scale": [True, [], TABLE], "denominator": [True, [], TABLE], "n": [True, -1],
}  # fmt: skip
"""Odd values that some argument of this name may well be given."""


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("call", "name"),
    [(call, name) for call, good in CALLS.items() for name in good],
    ids=lambda of: getattr(of, "__name__", of),
)
def test_a_wrong_value_of_an_exact_answer_is_refused(call, name):
    good = CALLS[call]
    call(**good)
    accepted = []
    for wrong in WRONG:
        with suppress(PeerstudyError):
            call(**good | {name: wrong})
            accepted.append(repr(wrong))
    assert set(accepted) <= set(map(repr, MEANT.get(name, [])))


LAYOUT = ("figures", "readers", "report", "tables")
PICKED = [None, NAN, -1, MANY, "no such name", [], ["x"], {"a": 1}, object(), TABLE]


def layout_functions():
    """Yield the room and name of every function that reading and layout offer."""
    for room in LAYOUT:
        module = import_module(f"peerstudy.{room}")
        for name in module.__all__:
            if inspect.isfunction(getattr(module, name)):
                yield room, name


@pytest.mark.parametrize(("room", "name"), list(layout_functions()))
def test_no_call_of_a_room_of_layout_ends_in_an_error_of_pythons_own(room, name):
    function = getattr(import_module(f"peerstudy.{room}"), name)
    parameters = inspect.signature(function).parameters.values()
    needed = [each.name for each in parameters if each.default is inspect.Parameter.empty
              and each.kind is not inspect.Parameter.VAR_POSITIONAL]  # fmt: skip
    for odd in PICKED:
        with suppress(PeerstudyError):
            function(**dict.fromkeys(needed, odd))


@pytest.mark.parametrize("number", [41.5, 41, Fraction(83, 2)])
def test_a_number_where_a_printed_text_is_needed_is_not_read(number):
    calls = [
        lambda: PrintedSummary(n=20, low=1, high=99, mean=number),
        lambda: reconstruct.range_from_sd(number, "1.0", 4),
        lambda: grimmer("3.44", number, 18),
        lambda: printed.read(number),
    ]
    for call in calls:
        assert "so that its decimals are kept" in refusal(call)
    for call in (printed.interval, lambda it: printed.numerators(it, 26)):
        told = 'printed must be a Printed, such as read("34.6"); found '
        assert refusal(lambda call=call: call(number)).startswith(told)
        assert refusal(lambda call=call: call("34.6")) == f"{told}'34.6'."


def test_an_unknown_language_or_rounding_rule_is_refused_with_those_there_are():
    assert refusal(lambda: words.direction("xx")) == (
        "A language must be one of en, he; found 'xx'."
    )
    told = refusal(lambda: printed.print_as(Fraction(1, 3), 1, "banker"))
    assert told.startswith("A rounding rule must be one of either, half-up")
    assert "must be given a value for 'n'" in refusal(lambda: words.word("common.people", "en"))


WIDE = PrintedSummary(n=10**12, low=0, high=100, mean="50")
SPREAD = PrintedSummary(n=10**9, low=0, high=10**6, mean="50", sd="9000")
ENDLESS_CALLS = {
    "targets": (lambda: reconstruct.targets(WIDE), "memory_limit in bytes"),
    "pair_lattice": (lambda: reconstruct.pair_lattice(SPREAD), "1.1 GB is allowed"),
    "effort": (lambda: reconstruct.how_many(WIDE), "memory_limit in bytes"),
    "order_bounds": (lambda: reconstruct.order_bounds(WIDE), "memory_limit in bytes"),
    "protection": (lambda: reconstruct.suggest_protection(WIDE, 5), "memory_limit in bytes"),
    "orders": (lambda: inference.saturation(CODING, orders=MANY), "work_limit in steps"),
    "shuffles": (lambda: inference.shuffle_test(CODING, n_resamples=MANY), "work_limit in steps"),
    "tables": (
        lambda: inference.freeman_halton([[9**6] * 3] * 3, n_resamples=MANY),
        "work_limit in steps",
    ),
    "sessions": (lambda: inference.simulate_sites((10**9,)), "memory_limit in bytes"),
    "codes": (lambda: inference.simulate_sites(codes=MANY), "memory_limit in bytes"),
    "turns": (lambda: inference.simulate_sites(turns=MANY), "memory_limit in bytes"),
    "sizes": (lambda: inference.design_of([10**9, 3]), "at most 100,000 in all"),
    "groups": (lambda: inference.sessions_needed(MANY, 0.05), "from 2 to 1,000"),
    "units": (lambda: inference.wilson(1, MANY), "from 1 to 1,000,000,000,000,000"),
    "rarefaction": (
        lambda: inference.rarefaction(inference.simulate_sites((3000,), 2).session_codes()),
        "work_limit in steps",
    ),
    "decimals": (lambda: printed.print_as(1, MANY), "from 0 to 1,000"),
    "digits": (lambda: printed.expand(Fraction(1, 3), MANY), "from 0 to 1,000"),
    "shares": (lambda: printed.pass_share(MANY, 26), "from 0 to 1,000"),
    "arrays": (lambda: printed.numerator_bounds([1], [10**9], 26), "from 0 to 1,000"),
}
"""Calls whose work would not end, or not fit, and what their refusal names."""


@pytest.mark.parametrize("name", ENDLESS_CALLS)
def test_what_would_not_end_or_not_fit_is_refused_before_it_starts(name):
    call, told = ENDLESS_CALLS[name]
    assert told in refusal(call)


def test_limits_are_for_the_caller_to_raise():
    assert inference.saturation(CODING, orders=2, work_limit=10**5).orders == 2
    assert "saturation" not in refusal(
        lambda: inference.saturation(CODING, orders=2, work_limit=10**3)
    )
    assert len(reconstruct.targets(SUMMARY, memory_limit=4_000)) > 0
    assert "needs about" in refusal(lambda: reconstruct.targets(SUMMARY, memory_limit=10))


@pytest.mark.parametrize("n", [10**9, MANY])
def test_two_valued_data_of_any_size_are_settled_at_once(n):
    found = debit("0.50", "0.50", n)
    assert found.possible is True
    assert n // 2 in found.counts[0]
    assert debit("0.30", "0.50", n).failing == "pair"
    assert debit("0.50", "0.80", n).failing == "sd"


def test_exact_tables_are_those_whose_ways_are_counted_soon():
    large = inference.freeman_halton([[30_000, 20_000], [10_000, 40_000]], n_resamples=9)
    assert (large.method, large.n) == ("monte carlo", 9)
