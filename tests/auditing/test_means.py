import itertools
import statistics
from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest
from conftest import ledger_of
from hypothesis import given
from hypothesis import strategies as st

from auditing.conftest import denominator, size, stats
from peerstudy.auditing.pools import pooled
from peerstudy.auditing.ranges import _variance_limits
from peerstudy.auditing.subject import Subject
from peerstudy.ledger import as_ledger
from peerstudy.printed import Interval, Rounding
from peerstudy.words import tell


def test_grim_by_the_grain_of_its_variable(check):
    rows = size("4"), *stats(mean="13.88")
    (whole,) = check("AVG1", *rows, grain="1")
    (half,) = check("AVG1", *rows, grain="1/2")
    assert whole["verdict"] == "inconsistent"
    assert "13.75 and 14.00" in whole["reason"]
    assert "halves: 55.5/4 = 13.875" in whole["explanations"][0]
    assert half["verdict"] == "consistent"


def test_without_a_grain_nothing_is_claimed_but_what_whole_numbers_would_do_is_told(check):
    (finding,) = check("AVG1", size("4"), *stats(mean="13.88"))
    assert (finding["verdict"], finding["could_fail"]) == ("inconsistent if", True)
    assert "(nearest attainable: 13.75 and 14.00)" in finding["reason"]


@pytest.mark.parametrize(
    ("mean", "n", "items", "verdict"),
    [
        ("5.19", "28", "1", "inconsistent"),
        ("5.18", "28", "1", "consistent"),
        ("5.2", "28", "1", "not testable"),
        ("5.19", "100", "1", "not testable"),
        ("5.19", "28", "3", "consistent"),
        ("5.2", "5", "1", "consistent"),
        ("5", "1", "1", "not testable"),
        ("–", "28", "1", "not testable"),
        ("-3.50", "2", "1", "consistent"),
        ("0.00", "7", "1", "consistent"),
    ],
)
def test_grim_verdicts(check, mean, n, items, verdict):
    (finding,) = check("AVG1", size(n), *stats(mean=mean), grain="1", items=items)
    assert finding["verdict"] == verdict


@pytest.mark.parametrize("n", ["0", "-5", "20.5", "–"])
def test_an_n_that_is_no_number_of_people_leaves_a_mean_undecided(check, n):
    (finding,) = check("AVG1", size(n), *stats(mean="5.19"), grain="1")
    assert finding["verdict"] == "not testable"


def test_a_possible_value_fits_any_n(check):
    (finding,) = check("AVG1", *stats(mean="5"), grain="1")
    assert (finding["verdict"], finding["could_fail"]) == ("consistent", False)


def test_the_n_printed_for_a_variable_comes_before_the_groups_size(check):
    (finding,) = check(
        "AVG1", size("26"), denominator("21", variable="age"), *stats(mean="14.43"), grain="1"
    )
    assert finding["verdict"] == "consistent"
    assert "303/21" in finding["reason"]


def test_a_mean_of_another_printed_n_is_explained(check):
    (finding,) = check(
        "AVG1", size("21"), denominator("26", variable="age"), *stats(mean="14.43"), grain="1"
    )
    assert finding["verdict"] == "inconsistent"
    assert "303/21 = 14.4285…: the N of g is 21" in finding["explanations"][0]


def test_a_truncated_mean_is_explained_and_less_serious(check):
    (finding,) = check("AVG1", size("3"), *stats(mean="21.6"), grain="1")
    assert finding["severity"] == "low"
    assert "yields 21.7 when rounded, 21.6 when truncated" in finding["explanations"][0]


@pytest.mark.parametrize(
    ("printed", "n", "verdict"),
    [
        ({"mean": "4.43", "min": "12", "max": "17"}, "21", "inconsistent"),
        ({"mean": "14.43", "min": "12", "max": "17"}, "21", "consistent"),
        ({"mean": "25", "min": "15", "max": "20"}, "4", "inconsistent"),
        ({"mean": "16.2", "min": "15", "max": "20"}, "4", "consistent"),
        ({"mean": "16.1", "min": "15", "max": "20"}, "4", "inconsistent"),
        ({"mean": "5", "min": "9", "max": "2"}, "4", "inconsistent"),
        ({"mean": "5", "min": "6"}, "4", "inconsistent"),
        ({"mean": "5", "max": "6"}, "4", "consistent"),
    ],
)
def test_a_mean_lies_where_its_attained_range_allows(check, printed, n, verdict):
    (finding,) = check("AVG2", size(n), *stats(**printed), grain="1")
    assert finding["verdict"] == verdict


@pytest.mark.parametrize(
    ("sd", "verdict"),
    [
        ("3.16", "consistent"),
        ("0.91", "consistent"),
        ("0.80", "inconsistent"),
        ("3.3", "inconsistent"),
        ("-1", "inconsistent"),
    ],
)
def test_an_sd_is_possible_for_its_mean_range_and_n(check, sd, verdict):
    """Of five values 1..8 with mean 4, the SD lies between 2.74 and 3.16 for the attained range."""
    values = stats(mean="4", sd=sd, min="3", max="8")
    if verdict == "consistent":
        values = stats(
            mean="4", sd=sd, min="3" if sd == "0.91" else "1", max="5" if sd == "0.91" else "8"
        )
    (finding,) = check("AVG3", size("5"), *values, grain="1")
    assert finding["verdict"] == verdict


def test_one_person_has_no_sd(check):
    (zero,) = check("AVG3", size("1"), *stats(mean="4", sd="0.00", min="4", max="4"))
    (some,) = check("AVG3", size("1"), *stats(mean="4", sd="1.00", min="4", max="4"))
    assert (zero["verdict"], some["verdict"]) == ("not testable", "inconsistent")


def test_a_standard_error_printed_as_an_sd_is_explained(check):
    (finding,) = check(
        "AVG3", size("25"), *stats(mean="41.5", sd="1.56", min="30", max="58"), grain="1"
    )
    assert finding["verdict"] == "inconsistent"
    assert "standard error" in finding["explanations"][0]


@given(st.lists(st.integers(-5, 9), min_size=2, max_size=9))
def test_no_data_set_has_a_variance_outside_its_limits(values):
    mean = Fraction(sum(values), len(values))
    point = [Interval(Fraction(v), Fraction(v)) for v in (mean, min(values), max(values))]
    least, most = _variance_limits(*point, len(values))
    assert least <= statistics.variance(map(Fraction, values)) <= most


def test_the_limits_of_the_variance_are_reached():
    """Of all data sets of four values 0..6 with both ends and mean 3, some reach each limit."""
    sets = [
        v
        for v in itertools.combinations_with_replacement(range(7), 4)
        if v[0] == 0 and v[-1] == 6 and sum(v) == 12
    ]
    variances = [statistics.variance(map(Fraction, v)) for v in sets]
    ends = [Interval(Fraction(v), Fraction(v)) for v in (3, 0, 6)]
    assert _variance_limits(*ends, 4) == (min(variances), max(variances))


@pytest.mark.parametrize("values", [(0, 0, 6), (0, 5, 6), (1, 2, 9)])
def test_three_values_with_both_ends_have_one_variance(values):
    ends = [Interval(Fraction(v), Fraction(v)) for v in (values[0], values[-1])]
    mean = Interval(Fraction(sum(values), 3), Fraction(sum(values), 3))
    least, _ = _variance_limits(mean, *ends, 3)
    assert least == statistics.variance(map(Fraction, values))


PARTS = pd.DataFrame(
    {"group": ["all", "x", "y"], "parent": ["", "all", "all"], "partition": ["", "arms", "arms"]}
)


def pool(mean, groups=PARTS, **ends):
    rows = [size("5", "all"), size("2", "x"), size("3", "y")]
    rows += [*stats("all", mean=mean, **ends), *stats("x", mean="10.0"), *stats("y", mean="20.0")]
    ledger = replace(as_ledger(ledger_of(*rows)), described=groups)
    return list(pooled(Subject(ledger, Rounding.EITHER)))


@pytest.mark.parametrize(
    ("mean", "verdict", "told"),
    [
        ("16.0", "consistent", None),
        ("16.1", "consistent", None),
        ("16.2", "inconsistent", "other Ns"),
        ("15.0", "inconsistent", "plain average"),
        ("21", "inconsistent", "outside the groups' own means"),
        ("15.9", "consistent", None),
        ("16", "consistent", None),
    ],
)
def test_an_overall_mean_is_the_pool_of_its_groups(mean, verdict, told):
    (finding,) = pool(mean)
    assert finding.verdict == verdict
    assert told is None or told in tell(finding.explanations[0], "en")


def test_without_a_partition_each_part_must_leave_a_possible_rest():
    loose = PARTS.assign(partition="")
    low, high = pool("16.0", groups=loose, min="8", max="21")
    assert (low.verdict, high.verdict) == ("consistent", "consistent")
    assert "the other 3 of the sample have a mean of" in tell(low.reason, "en")
    assert [f.verdict for f in pool("16.0", groups=loose, min="12", max="21")] == [
        "consistent",
        "inconsistent",
    ]


def test_the_one_person_beside_a_part_has_a_value_and_no_mean():
    """The sum of 4 is 64.0, of which three are 60.0: the fourth has 4.0."""
    rows = [size("4", "all"), size("3", "y"), *stats("all", mean="16.0"), *stats("y", mean="20.0")]
    ledger = replace(as_ledger(ledger_of(*rows)), described=PARTS.assign(partition=""))
    (finding,) = pooled(Subject(ledger, Rounding.EITHER))
    assert "the one other person of the sample has a value of" in tell(finding.reason, "en")


def test_the_ends_of_a_scale_of_two_values_need_not_be_attained(check):
    rows = [size("50"), *stats(mean="0.00", sd="0.00", min="0", max="1")]
    assert [row["verdict"] for row in check("AVG2", *rows, grain="1")] == ["consistent"]
    assert [row["verdict"] for row in check("AVG6", *rows, grain="1")] == ["consistent"]


@pytest.mark.parametrize(("mean", "verdict"), [("1.00", "consistent"), ("5.20", "inconsistent")])
def test_a_mean_lies_within_its_scale(check, mean, verdict):
    rows = [size("50"), *stats(mean=mean, scale_min="1", scale_max="5")]
    assert [row["verdict"] for row in check("AVG2", *rows, grain="1")] == [verdict]
