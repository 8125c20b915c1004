import pytest
from conftest import ledger_of
from generated.tables import Table

from auditing.conftest import denominator, n_percent, size
from peerstudy import audit, recount
from peerstudy.auditing import denominator_candidates

MARITAL = [
    ("married", "9", "34.6"),
    ("cohabiting", "1", "3.8"),
    ("single", "8", "30.76"),
    ("divorced", "3", "11.53"),
    ("widowed", "0", "0"),
]


def cells(given, **where):
    return [row for cell in given for row in n_percent(*cell, **where)]


def test_a_switch_of_denominators_is_one_finding_with_its_weight(check):
    (finding,) = check("DEN1", size("26"), denominator("21"), *cells(MARITAL))
    assert (finding["verdict"], finding["severity"]) == ("inconsistent", "medium")
    assert finding["possible"] == "26"
    assert "5 of 5 percentages fit 26" in finding["reason"]
    assert "1 of 5 percentages fits 21" in finding["reason"]
    assert "only 26 fits as many" in finding["reason"]
    assert finding["chance"] == 1 / 20


def test_percentages_of_the_n_printed_for_them_are_consistent(check):
    (finding,) = check("DEN1", size("26"), denominator("21"), *n_percent("a", "9", "42.9"))
    assert finding["verdict"] == "consistent"
    assert "1 of 1 percentages fits 21" in finding["reason"]


def test_percentages_of_those_who_answered_are_honest_and_noted(check):
    given = [("a", "30", "37.5"), ("b", "50", "62.5")]
    (finding,) = check("DEN1", size("85"), *cells(given))
    assert (finding["verdict"], finding["severity"]) == ("consistent", "note")
    assert "fit 80, the sum of its categories" in finding["reason"]


def test_row_percentages_are_honest_and_noted(check):
    rows = [*n_percent("a", "9", "60", group="g"), *n_percent("a", "6", "40", group="h")]
    findings = check("DEN1", size("25"), size("25", "h"), *rows)
    assert {(f["verdict"], f["severity"]) for f in findings} == {("consistent", "note")}
    assert "row percentages" in findings[0]["reason"]


def test_one_cell_of_another_denominator_is_enough_to_be_reported(check):
    given = [("a", "9", "42.9"), ("b", "1", "4.8"), ("c", "8", "30.8")]
    (finding,) = check("DEN1", size("26"), denominator("21"), *cells(given))
    assert finding["verdict"] == "inconsistent"


def test_zeros_tell_no_denominator(check):
    (finding,) = check("DEN1", size("26"), *n_percent("a", "0", "0"))
    assert (finding["verdict"], finding["could_fail"]) == ("not testable", False)


def test_no_n_at_all_is_not_testable(check):
    (finding,) = check("DEN1", *n_percent("a", "9", "34.6"))
    assert finding["verdict"] == "not testable"


def test_an_n_printed_nowhere_is_inferred_from_strong_evidence(check):
    given = [("a", "30", "44.8"), ("b", "17", "25.4"), ("c", "11", "16.4"), ("d", "5", "7.5")]
    (finding,) = check("DEN2", size("70"), *cells(given))
    assert (finding["verdict"], finding["possible"]) == ("inconsistent if", "67")
    assert "4 of 4 percentages" in finding["reason"]
    assert finding["chance"] < 0.05


def test_an_n_printed_nowhere_is_only_hinted_at_when_evidence_is_weak(check):
    given = [("a", "30", "45"), ("b", "17", "26")]
    (finding,) = check("DEN2", size("70"), *cells(given))
    assert finding["verdict"] == "not testable"
    assert "hint" in finding["reason"]
    # Both to a whole percent: 30/n is 44.5 to 46 (rounded or cut off), 17/n is 25.5 to 27.
    both = [n for n in range(30, 100) if 44.5 <= 3000 / n < 46 and 25.5 <= 1700 / n < 27]
    assert both == [66]
    assert finding["possible"] == "66"


def test_one_percentage_tells_no_n(check):
    (finding,) = check("DEN2", size("70"), *n_percent("a", "30", "44.8"))
    assert finding["verdict"] == "not testable"
    assert "a single percentage does not identify another" in finding["reason"]


def test_a_column_without_any_n_tells_it_when_most_percentages_fit_one(check):
    given = [
        ("a", "6", "14.6"),
        ("b", "5", "12.2"),
        ("c", "7", "17.1"),
        ("d", "2", "4.9"),
        ("e", "4", "9.2"),
    ]
    findings = check(
        "PCT1", *(row for level, n, p in given for row in n_percent("yes", n, p, variable=level))
    )
    assert [f["verdict"] for f in findings] == ["consistent"] * 4 + ["inconsistent"]
    assert "4 of 41" in findings[-1]["reason"]


def test_a_column_without_any_n_that_fits_none_is_not_testable(check):
    given = [("a", "6", "14.6"), ("b", "5", "33.3")]
    findings = check(
        "PCT1", *(row for level, n, p in given for row in n_percent("yes", n, p, variable=level))
    )
    assert {f["verdict"] for f in findings} == {"not testable"}


def test_the_weight_counts_the_rivals_as_a_plain_loop_does(check):
    """The share of rivals is counted again here, number by number, with fractions."""
    from fractions import Fraction

    def hits(n):
        close = [
            abs(Fraction(100 * int(k), n) - Fraction(p)) * 2 * 10 ** len(p.partition(".")[2]) <= 1
            for _, k, p in MARITAL[:4]
            if int(k) <= n
        ]
        cut = [
            0
            <= Fraction(100 * int(k), n) - Fraction(p)
            < Fraction(1, 10 ** len(p.partition(".")[2]))
            for _, k, p in MARITAL[:4]
            if int(k) <= n
        ]
        return sum(a or b for a, b in zip(close, cut, strict=True))

    rivals = [n for n in range(9, 29) if hits(n) >= hits(26)]
    assert rivals == [26]
    (finding,) = check("DEN1", size("26"), denominator("21"), *cells(MARITAL))
    assert "from 9 to 28, only 26 fits" in finding["reason"]


def test_the_claimed_n_is_located_where_it_is_printed(study):
    found = audit(study, checks=["DEN1"]).inconsistent
    assert dict(zip(found["printed"], found["source"], strict=True)) == {
        "21": "docx:77",
        "36": "docx:118",
    }


@pytest.mark.parametrize("rounding", ["half-even", "truncated"])
def test_candidates_are_judged_by_the_rule_in_force(rounding):
    rows = [size("200"), *n_percent("a", "25", "12.5"), *n_percent("b", "33", "16.5")]
    rows += [*n_percent("c", "142", "71.0")]
    found = denominator_candidates(ledger_of(*rows), "g", "v", rounding=rounding)
    low = found.loc[found["level"] == "a", "low"].iloc[0]
    assert low == {"half-even": 12.45, "truncated": 12.5}[rounding]


def test_a_variable_of_two_denominators_is_not_called_consistent(check):
    given = [("a", "6", "20"), ("b", "12", "40"), ("c", "11", "37.9")]
    (finding,) = check("DEN1", size("30"), *cells(given))
    assert (finding["verdict"], finding["severity"]) == ("inconsistent", "medium")
    assert finding["explanations"] == (
        "some percentages were computed over 29, the sum of the categories, and others over 30",
    )
    (total,) = check("SUM2", size("30"), *cells(given))
    assert total["verdict"] == "not testable"


def test_a_percentage_of_another_denominator_has_one_verdict_in_every_view(check):
    """11 of the 30 are 36.7 percent; 37.9 is 11 of the 29 in these categories."""
    given = [("a", "6", "20"), ("b", "12", "40"), ("c", "11", "37.9")]
    rows = [size("30"), *cells(given)]
    verdicts = {row["level"]: row["verdict"] for row in check("PCT1", *rows)}
    assert verdicts == {"a": "consistent", "b": "consistent", "c": "not testable"}
    (problem,) = audit(ledger_of(*rows)).problems.to_dict("records")
    assert problem["printed"] == "30, 37.9"
    assert "36.7 instead of 37.9 (settles 1 of 1)" in problem["repairs"][0]
    assert recount(ledger_of(*rows))["agrees"].tolist() == ["yes", "yes", "no"]


def test_an_honest_denominator_is_marked_in_no_view(check):
    """Of those who answered: 30 and 50 of 80. Of each row: 9 and 6 of 15."""
    answered = [size("85"), *cells([("a", "30", "37.5"), ("b", "50", "62.5")])]
    of_rows = [size("25"), size("25", "h"), *n_percent("a", "9", "60")]
    of_rows += n_percent("a", "6", "40", group="h")
    for rows, base, kind in ((answered, 80, "sum"), (of_rows, 15, "row")):
        assert {row["verdict"] for row in check("DEN1", *rows)} == {"consistent"}
        counted = recount(ledger_of(*rows))
        assert counted["agrees"].tolist() == ["yes", "yes"]
        assert counted["denominator"].tolist() == [base, base]
        assert set(counted["denominator_is"]) == {kind}


def test_percentages_of_another_rows_count_are_one_question_a_group(check):
    """Of 40 and 33 who smoke, 12 and 11 want to stop: 30 and 33.3 percent, of 90 and 71 people."""
    rows = []
    for group, n, smokes, stop in (("g", 90, 40, 12), ("h", 71, 33, 11)):
        rows.append(size(str(n), group))
        rows += n_percent("yes", str(smokes), f"{100 * smokes / n:.1f}", group, "smokes")
        rows += n_percent("yes", str(stop), f"{100 * stop / smokes:.1f}", group, "stops")
    verdicts = {row["variable"]: row["verdict"] for row in check("PCT1", *rows)}
    assert verdicts == {"smokes": "consistent", "stops": "not testable"}
    asked = [row for row in check("DEN1", *rows) if row["verdict"] == "inconsistent"]
    assert [(row["variable"], row["severity"]) for row in asked] == [("stops", "low")] * 2
    assert "the count of smokes, yes" in asked[0]["explanations"][0]


def test_another_rows_count_is_the_base_of_a_variable_though_one_fits_an_n_of_its_own(check):
    """Of 40 and 33 who smoke; 9 of these 40 print as 22, which 9 of the group's 41 are as well."""
    rows = []
    for group, n, smokes, counts in (("g", 41, 40, (12, 9)), ("h", 71, 33, (11, 10))):
        rows.append(size(str(n), group))
        rows += n_percent("yes", str(smokes), f"{100 * smokes / n:.0f}", group, "smokes")
        for level, count in zip("ab", counts, strict=True):
            rows += n_percent(level, str(count), f"{100 * count / smokes:.0f}", group, "stops")
    assert "inconsistent" not in {row["verdict"] for row in check("PCT1", *rows)}


def test_one_percentage_of_another_rows_count_is_chance(check):
    rows = [size("90"), *n_percent("yes", "40", "44.4", variable="smokes")]
    rows += n_percent("yes", "12", "30.0", variable="stops")
    assert [row["verdict"] for row in check("PCT1", *rows)] == ["consistent", "inconsistent"]


def test_an_unstated_n_a_few_people_below_the_group_is_a_question(check):
    given = [("a", "60", "45.8"), ("b", "40", "30.5"), ("c", "25", "19.1"), ("d", "3", "2.3")]
    (finding,) = check("DEN2", size("137"), *cells(given))
    assert (finding["verdict"], finding["severity"]) == ("inconsistent if", "low")
    assert finding["possible"] == "131"


def test_a_sum_that_fits_hardly_any_cell_is_no_denominator(check):
    given = [("a", "6", "14.6"), ("b", "5", "12.2"), ("c", "7", "17.1")]
    findings = check("PCT1", *cells(given))
    assert {row["verdict"] for row in findings} == {"not testable"}
    assert "fits fewer than half" in findings[0]["reason"]


def test_the_whole_of_a_row_whose_parts_are_of_its_total_is_100_percent():
    rows = [size("40", "a"), size("60", "b"), size("100", "all")]
    for group, n, percent in (("a", "6", "40"), ("b", "9", "60"), ("all", "15", "100")):
        rows += n_percent("yes", n, percent, group, "smokes")
    found = audit(Table(tuple(rows)).ledger(), checks=["PCT1"])
    assert found.inconsistent.empty
