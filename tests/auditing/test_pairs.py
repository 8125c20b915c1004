import pytest

from auditing.conftest import denominator, size, stats


def test_a_pair_that_no_whole_values_have_is_told_with_what_would_do(check):
    (finding,) = check("AVG5", size("18"), *stats(mean="3.44", sd="2.47"), grain="1")
    assert finding["verdict"] == "inconsistent"
    assert finding["explanations"]
    (items,) = check("AVG5", size("18"), *stats(mean="3.44", sd="2.47"), grain="1", items="2")
    assert items["verdict"] == "consistent"


def test_without_a_grain_no_pair_is_judged(check):
    (finding,) = check("AVG5", size("18"), *stats(mean="3.44", sd="2.47"))
    assert (finding["verdict"], finding["could_fail"]) == ("not testable", False)


def test_a_mean_impossible_alone_is_not_told_twice(check):
    (finding,) = check("AVG5", size("28"), *stats(mean="5.19", sd="1.50"), grain="1")
    assert finding["verdict"] == "not testable"
    assert "AVG1" in finding["reason"]


def test_a_wide_sd_of_four_is_not_searched(check):
    (finding,) = check("AVG5", size("4"), *stats(mean="90000.25", sd="50000"), grain="1")
    assert "too wide to search" in finding["reason"]


@pytest.mark.parametrize(
    ("low", "high", "told"), [(None, None, True), ("1", "99", True), ("2", "4", False)]
)
def test_a_standard_error_is_named_only_where_the_range_can_hold_it(check, low, high, told):
    """SE 0.32 of 18 values is an SD of 1.36, which 2 to 4 cannot hold."""
    ends = {} if low is None else {"min": low, "max": high}
    values = stats(mean="3.44", sd="0.32", **ends)
    (finding,) = check("AVG5", size("18"), *values, grain="1")
    assert finding["verdict"] == "inconsistent"
    assert any("standard error" in text for text in finding["explanations"]) is told


@pytest.mark.parametrize(
    ("mean", "sd", "n", "verdict"),
    [
        ("0.36", "0.11", "20", "inconsistent"),
        ("0.35", "0.49", "20", "consistent"),
        ("0.00", "0.00", "20", "consistent"),
        ("1.00", "0.00", "20", "consistent"),
        ("0.35", "0.48", "20", "inconsistent"),
    ],
)
def test_zeros_and_ones_are_settled_by_their_count(check, mean, sd, n, verdict):
    rows = size(n), *stats(mean=mean, sd=sd, min="0", max="1")
    (finding,) = check("AVG6", *rows, grain="1")
    assert finding["verdict"] == verdict
    assert check("AVG5", *rows, grain="1") == []
    assert check("AVG7", *rows, grain="1") == []


def test_an_sd_divided_by_n_is_named_for_two_values(check):
    rows = size("20"), *stats(mean="0.35", sd="0.48", min="0", max="1")
    (finding,) = check("AVG6", *rows, grain="1")
    assert finding["explanations"] == ("possible if the SD was divided by n instead of n − 1",)


def test_a_range_is_attained_by_some_data_set(check):
    (finding,) = check(
        "AVG7", size("10"), *stats(mean="3.5", sd="1.84", min="1", max="7"), grain="1"
    )
    assert finding["verdict"] == "consistent"


def test_a_range_that_no_data_attain_is_told_though_every_simpler_check_passes(check):
    rows = size("5"), *stats(mean="2.60", sd="2.97", min="1", max="7")
    for code in ("AVG1", "AVG2", "AVG3", "AVG5"):
        (simple,) = check(code, *rows, grain="1")
        assert simple["verdict"] == "consistent"
    (finding,) = check("AVG7", *rows, grain="1")
    assert finding["verdict"] == "inconsistent"
    assert finding["explanations"]


def test_a_rounded_end_of_a_range_is_not_taken_for_a_value(check):
    rows = size("10"), *stats(mean="3.5", sd="1.20", min="1", max="7")
    (finding,) = check("AVG7", *rows, grain="1/2")
    assert finding["verdict"] == "not testable"


def test_the_n_of_the_variable_is_the_n_of_the_pair(check):
    rows = size("26"), denominator("23", variable="age"), *stats(mean="5.5", sd="2.51")
    (finding,) = check("AVG5", *rows, grain="1")
    assert "No 23 values" in finding["reason"]
