from fractions import Fraction

import pytest

from peerstudy.errors import WrongCallError
from peerstudy.printed import Rounding
from peerstudy.tables import Precision


@pytest.mark.parametrize(
    ("rounding", "printed"),
    [("half-up", "12.5"), ("half-even", "12.4"), ("half-down", "12.4"), ("truncated", "12.4")],
)
def test_a_tie_goes_as_the_rule_says(rounding, printed):
    tie = Fraction(1245, 10000)
    assert Precision(rounding=Rounding(rounding)).percent(tie, 1000) == printed


def test_percentages_of_none_and_of_all_and_of_more_than_all():
    rule = Precision()
    shares = [Fraction(0, 5), Fraction(1, 1), Fraction(9, 8)]
    assert [rule.percent(share, 5) for share in shares] == ["0.0", "100.0", "112.5"]


@pytest.mark.parametrize(
    ("n", "denominator", "printed"),
    [(5, 19, ""), (5, 20, "25"), (33, 99, "33"), (1, 3 * 100, "0.3")],
)
def test_few_people_get_no_false_precision(n, denominator, printed):
    assert Precision(sparing=True).percent(Fraction(n, denominator), denominator) == printed


@pytest.mark.parametrize(
    ("printed", "shortened"),
    [
        ("42.29", "42.3"),
        ("7.79", "7.8"),
        ("7.25", "7.25"),
        ("7.250", "7.250"),
        ("7.251", "7.3"),
        ("-7.79", "-7.8"),
        ("41.5", "41.5"),
        ("5", "5"),
        ("n/a", "n/a"),
        ("", ""),
    ],
)
def test_a_printed_mean_is_shortened_only_where_it_can_go_one_way(printed, shortened):
    assert Precision().shortened(printed) == shortened


def test_numbers_are_printed_under_one_rule():
    with pytest.raises(WrongCallError, match="one rule"):
        Precision(rounding=Rounding.EITHER)
    with pytest.raises(WrongCallError, match="found -1"):
        Precision(decimals=-1)


@pytest.mark.parametrize("lang", ["en", "he"])
@pytest.mark.parametrize("rounding", [rule for rule in Rounding if rule != "either"])
def test_every_rule_is_told(lang, rounding):
    for decimals in (0, 1, 2, 3):
        for sparing in (False, True):
            told = Precision(decimals, rounding, sparing).told(lang)
            assert told.endswith(".")
            assert ("20" in told) is sparing
