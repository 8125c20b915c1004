import pytest

from auditing.conftest import denominator, n_percent, size
from peerstudy.printed import Rounding, read
from peerstudy.printed.inverse import numerators


def verdicts(findings):
    return [finding["verdict"] for finding in findings]


def test_a_percentage_of_the_groups_size_is_consistent(check):
    (finding,) = check("PCT1", size("26"), *n_percent("a", "9", "34.6"))
    assert finding["verdict"] == "consistent"
    assert "9/26 = 34.615…%" in finding["reason"]


def test_a_percentage_of_another_number_is_inconsistent_and_shows_its_arithmetic(check):
    (finding,) = check("PCT1", size("21"), *n_percent("a", "9", "34.6"))
    assert finding["verdict"] == "inconsistent"
    assert "9/21 = 42.857…%" in finding["reason"]
    assert finding["possible"] == "42.9"


@pytest.mark.parametrize(
    ("n", "percent", "of", "verdict"),
    [
        ("1", "12.5", "8", "consistent"),
        ("1", "13", "8", "consistent"),
        ("1", "12", "8", "consistent"),
        ("0", "0", "8", "consistent"),
        ("0", "0.0", "8", "consistent"),
        ("8", "100", "8", "consistent"),
        ("1", "100", "1", "consistent"),
        ("8", "100.0", "9", "inconsistent"),
        ("1", "131", "8", "inconsistent"),
        ("1", "-12.5", "8", "inconsistent"),
        ("9", "112.5", "8", "inconsistent"),
        ("9", "90", "8", "inconsistent"),
        ("-1", "12.5", "8", "inconsistent"),
        ("285", "28.5", "1000", "consistent"),
        ("1005", "1.005", "100000", "consistent"),
    ],
)
def test_ties_ends_and_impossible_percentages(check, n, percent, of, verdict):
    (finding,) = check("PCT1", size(of), *n_percent("a", n, percent))
    assert finding["verdict"] == verdict


@pytest.mark.parametrize(
    ("rule", "verdict"), [("half-up", "inconsistent"), ("half-even", "consistent")]
)
def test_a_single_rule_decides_a_tie(check, rule, verdict):
    (finding,) = check("PCT1", size("8"), *n_percent("a", "1", "12"), rounding=rule)
    assert finding["verdict"] == verdict


@pytest.mark.parametrize("text", ["", "–", "n/a", "NR", "abc", "9 (34.6)", ">5"])
@pytest.mark.parametrize("stat", ["n", "percent"])
def test_what_is_no_number_is_not_testable_and_named(check, text, stat):
    cell = {"n": "9", "percent": "34.6"} | {stat: text}
    (finding,) = check("PCT1", size("26"), *n_percent("a", **cell))
    assert finding["verdict"] == "not testable"
    assert repr(text) in finding["reason"]
    assert not finding["could_fail"]


@pytest.mark.parametrize(
    ("n", "percent", "of", "verdict"),
    [
        ("1", "<0.1", "2000", "consistent"),
        ("3", "<0.1", "2000", "inconsistent"),
        ("2", "<0.1", "2000", "consistent"),
    ],
)
def test_an_upper_bound_is_judged_by_its_count(check, n, percent, of, verdict):
    (finding,) = check("PCT1", size(of), *n_percent("a", n, percent))
    assert finding["verdict"] == verdict


def test_an_n_of_zero_leaves_nothing_to_judge_by(check):
    (finding,) = check("PCT1", size("0"), *n_percent("a", "0", "0"))
    assert finding["verdict"] == "not testable"


def test_a_percentage_alone_is_judged_only_where_it_could_fail(check):
    rows = [("a", "g", "v", "a", "percent", "35")]
    (small,) = check("PCT1", size("26"), *rows)
    (large,) = check("PCT1", size("100"), *rows)
    assert small["verdict"] == "consistent"
    assert small["chance"] == 0.26
    assert (large["verdict"], large["could_fail"]) == ("not testable", False)
    (impossible,) = check("PCT1", size("9"), *rows)
    assert impossible["verdict"] == "inconsistent"
    assert "3/9" in impossible["explanations"][0]


def test_a_percentage_alone_without_an_n_is_not_testable(check):
    (finding,) = check("PCT1", ("a", "g", "v", "a", "percent", "35"))
    assert finding["verdict"] == "not testable"


def test_the_sum_of_its_categories_is_an_honest_denominator(check):
    rows = [*n_percent("a", "30", "37.5"), *n_percent("b", "50", "62.5")]
    assert verdicts(check("PCT1", size("85"), *rows)) == ["consistent", "consistent"]


def test_the_sum_of_categories_that_overlap_is_no_denominator(check):
    rows = [*n_percent("a", "30", "37.5"), *n_percent("b", "50", "62.5")]
    assert verdicts(check("PCT1", size("70"), *rows)) == ["inconsistent", "inconsistent"]


def test_the_n_printed_for_one_level_is_its_denominator(check):
    (finding,) = check(
        "PCT1", size("379"), denominator("111", level="a"), *n_percent("a", "63", "56.8")
    )
    assert finding["verdict"] == "consistent"


def test_row_percentages_are_of_the_rows_total(check):
    rows = [*n_percent("a", "9", "60", group="g"), *n_percent("a", "6", "40", group="h")]
    findings = check("PCT1", size("25"), size("25", "h"), *rows)
    assert verdicts(findings) == ["consistent", "consistent"]
    assert "9/15" in findings[0]["reason"]


def test_a_percentage_of_another_groups_size_is_inconsistent_and_explained(check):
    findings = check("PCT1", size("112"), size("327", "h"), *n_percent("a", "75", "22.9"))
    assert findings[0]["verdict"] == "inconsistent"
    assert "the N of h is 327" in findings[0]["explanations"][0]


def test_truncation_is_accepted_only_where_several_percentages_show_it(check):
    cut = [("a", "8", "30.76"), ("b", "3", "11.53"), ("c", "7", "26.92"), ("d", "15", "57.69")]
    shown = [("e", "12", "46.15"), ("f", "1", "3.84"), ("g", "5", "19.23")]
    few = [row for cell in cut[:2] for row in n_percent(*cell)]
    assert verdicts(check("PCT1", size("26"), *few)) == ["inconsistent"] * 2
    many = [row for cell in [*cut, *shown] for row in n_percent(*cell)]
    assert verdicts(check("PCT1", size("26"), *many)) == ["consistent"] * 7


def test_a_ceiling_is_never_accepted_silently(check):
    cells = [
        ("a", "8", "30.77"),
        ("b", "9", "34.62"),
        ("c", "1", "3.85"),
        ("d", "7", "26.93"),
        ("e", "5", "19.24"),
        ("f", "14", "53.85"),
    ]
    findings = check("PCT1", size("26"), *(row for cell in cells for row in n_percent(*cell)))
    assert "inconsistent" in verdicts(findings)
    up = next(f for f in findings if f["verdict"] == "inconsistent")
    assert any("always rounded up" in text for text in up["explanations"])


def explained(check, *rows):
    (finding, *_) = [f for f in check("PCT1", *rows) if f["verdict"] == "inconsistent"]
    return finding


@pytest.mark.parametrize(
    ("n", "percent", "of", "told", "severity"),
    [
        ("8", "30.76", "26", "yields 30.77 when rounded, 30.76 when truncated", "low"),
        ("1", "4.76", "42", "a count off by one: 2/42 = 4.761…%", "medium"),
        ("14", "35.8", "26", "two digits swapped in the percentage: 14/26", "medium"),
        ("9", "4.6", "26", "a dropped digit in the percentage: 9/26", "medium"),
        ("9", "334.6", "26", "an extra digit in the percentage: 9/26", "high"),
        ("9", "34.8", "26", "one digit changed in the percentage: 9/26", "medium"),
        ("9", "3.46", "26", "a shifted decimal point in the percentage: 9/26", "medium"),
        ("9", "346", "26", "a shifted decimal point in the percentage: 9/26", "high"),
        ("71", "65.4", "26", "two digits swapped in the count: 17/26", "high"),
        ("9", "77.1", "26", "No simple explanation was found; 9 of 26 yields 34.6", "high"),
        ("9", "77.1", "26", "nearest counts of 26: 20 (76.9), 21 (80.8)", "high"),
    ],
)
def test_explanations_are_simple_and_show_their_arithmetic(check, n, percent, of, told, severity):
    finding = explained(check, size(of), *n_percent("a", n, percent))
    assert any(told in text for text in finding["explanations"]), finding["explanations"]
    assert finding["severity"] == severity


@pytest.mark.parametrize("n", range(8))
@pytest.mark.parametrize("percent", ["0", "0.0", "7", "25.00", "41.6", "41.9", "66.7", "70", "100"])
def test_a_count_is_so_many_percent_of_some_whole_number_or_of_none(check, n, percent):
    """Every N up to 15,000 is tried, of which 7 people are less than 0.05 percent."""
    shown = read(percent)
    some = any(
        n in numerators(shown, each, rule)
        for rule in (Rounding.EITHER, Rounding.TRUNCATED)
        for each in range(max(n, 1), 15_001)
    )
    (finding,) = check("PCT1", *n_percent("a", str(n), percent))
    assert finding["verdict"] == ("not testable" if some else "inconsistent")


@pytest.mark.parametrize("rule", list(Rounding))
def test_nobody_is_no_percent_of_any_number_under_every_rule(check, rule):
    (finding,) = check("PCT1", *n_percent("a", "0", "0"), rounding=rule)
    assert finding["verdict"] == "not testable"


def test_a_percentage_without_any_n_names_those_that_come_nearest(check):
    (finding,) = check("PCT1", *n_percent("a", "19", "41.6"))
    assert finding["reason"] == (
        "41.6 cannot come from 19 of any whole number: 19/45 = 42.222…%; 19/46 = 41.304…%."
    )
    assert finding["severity"] == "medium"


def test_two_cells_that_changed_places_are_found(check):
    rows = [*n_percent("a", "9", "57.7"), *n_percent("b", "15", "34.6")]
    finding = explained(check, size("26"), *rows)
    assert any("exchanged with g v b" in text for text in finding["explanations"])


def test_count_and_percentage_that_changed_columns_are_found(check):
    finding = explained(check, size("26"), *n_percent("a", "34.6", "9"))
    assert "count and percentage exchanged: 9/26 = 34.615…%" in finding["explanations"][0]


def test_a_count_that_is_not_whole_may_be_weighted(check):
    (finding,) = check("PCT1", size("26"), *n_percent("a", "9.4", "36.2"))
    assert finding["verdict"] == "not testable"
    assert "weighted" in finding["reason"]


def test_a_denominator_smaller_than_its_count_is_named(check):
    finding = explained(check, size("8"), *n_percent("a", "9", "34.6"))
    assert "larger than the N of g (8)" in finding["reason"]


def test_one_rule_names_the_percentages_that_break_it(check):
    cells = [("a", "8", "30.76"), ("b", "15", "57.7"), ("c", "2", "7.7"), ("d", "1", "3.8")]
    (finding,) = check("PCT2", size("26"), *(row for cell in cells for row in n_percent(*cell)))
    assert finding["verdict"] == "inconsistent"
    assert finding["printed"] == "30.76"
    assert "2 fit only rounding, 1 only truncation, 1 both" in finding["reason"]


def test_mixed_decimals_are_a_note_and_no_deviation(check):
    cells = [("a", "8", "31"), ("b", "15", "57.7")]
    (finding,) = check("PCT3", size("26"), *(row for cell in cells for row in n_percent(*cell)))
    assert (finding["verdict"], finding["severity"]) == ("consistent", "note")


def test_another_rows_count_that_a_percentage_fits_is_named(check):
    """Of the 40 who smoke, 12 are 30 percent; of all 100 they are 12."""
    rows = [size("100"), *n_percent("yes", "40", "40", variable="smokes")]
    rows += n_percent("heavily", "12", "30", variable="smoking")
    finding = next(f for f in check("PCT1", *rows) if f["variable"] == "smoking")
    assert (finding["verdict"], finding["severity"]) == ("inconsistent", "high")
    assert "12/40 = 30%" in finding["explanations"][0]
    assert "the count of smokes, yes" in finding["explanations"][0]
    assert not any("nowhere" in text for text in finding["explanations"])
