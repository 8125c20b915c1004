"""What the audit says of the study that the project carries first."""

import pytest

from peerstudy import audit


@pytest.fixture(scope="module")
def result(study):
    return audit(study)


def found(result, check, **where):
    rows = result.findings[result.findings["check"] == check]
    for column, value in where.items():
        rows = rows[rows[column] == value]
    return rows


@pytest.mark.parametrize(
    ("check", "where", "told"),
    [
        (
            "DEN1",
            {"group": "peers", "variable": "marital_status", "printed": "21"},
            "computed over 26 (the N of peers), not over 21",
        ),
        (
            "DEN1",
            {"group": "professionals", "variable": "profession", "printed": "36"},
            "computed over 42 (the N of professionals), not over 36",
        ),
        (
            "PCT1",
            {"place": "Table 1", "printed": "30.76"},
            "8/26 = 30.769…% (denominator: the N of peers); "
            "yields 30.77 when rounded, 30.76 when truncated",
        ),
        (
            "PCT1",
            {"place": "Table 1", "printed": "11.53"},
            "3/26 = 11.538…% (denominator: the N of peers); "
            "yields 11.54 when rounded, 11.53 when truncated",
        ),
        (
            "PCT1",
            {"place": "Table 1", "printed": "14.28"},
            "yields 14.29 when rounded, 14.28 when truncated",
        ),
        ("TXT1", {"printed": "14.43, 4.43"}, "a dropped digit"),
        ("AVG2", {"printed": "4.43"}, "14.43, printed in Table 1: a dropped digit"),
        ("AVG2", {"printed": "25"}, "the nearest attainable mean is 18.75"),
        (
            "AVG1",
            {"printed": "21.6"},
            "65/3 = 21.6666…; yields 21.7 when rounded, 21.6 when truncated",
        ),
        ("AVG1", {"printed": "13.88"}, "halves: 55.5/4 = 13.875"),
        ("TXT1", {"printed": "2, 1"}, "differ by one"),
        (
            "PCT1",
            {"printed": "4.76%", "level": "community_mental_health_graduate"},
            "2/42 = 4.761…%",
        ),
        ("PCT2", {"place": "Table 1"}, "truncated, not rounded"),
    ],
)
def test_each_deviation_is_found_with_its_explanation(result, check, where, told):
    (finding,) = found(result, check, verdict="inconsistent", **where).to_dict("records")
    assert any(told in text for text in finding["explanations"]), finding["explanations"]
    assert finding["could_fail"]


def test_nothing_else_is_called_inconsistent(result):
    """Those above, three truncations again in the text, its rounding, a sub-group's count.

    And, since whole pairs are judged, the peers' mean and SD of years in the field; and four
    counts of codes and six numbers of speakers, which have tests of their own.
    """
    assert len(result.inconsistent) == 18 + 1 + 4 + 6
    assert len(found(result, "AVG5", verdict="inconsistent")) == 1
    assert len(found(result, "SUM4", verdict="inconsistent")) == 1
    assert len(found(result, "PCT1", verdict="inconsistent", place="Sample")) == 4


def test_one_age_printed_to_two_precisions_is_consistent(result):
    (finding,) = found(result, "TXT1", group="peers", variable="age", stat="mean").to_dict(
        "records"
    )
    assert finding["verdict"] == "consistent"
    assert "41.5 in Table 1; 41.52 in Sample" in finding["reason"]


def test_the_switch_is_one_finding_for_each_variable_not_one_for_each_cell(result):
    assert len(found(result, "DEN1", verdict="inconsistent")) == 2
    married = found(result, "PCT1", place="Table 1", group="peers", level="married")
    assert married["verdict"].tolist() == ["not testable"]
    assert married["reason"].iloc[0] == (
        "9/26 = 34.615…% (denominator: the N of peers), and not over 21 "
        "(the N printed for marital_status); the denominator is judged under DEN1."
    )


def test_a_mean_too_coarse_to_fail_is_not_called_consistent(result):
    rows = found(result, "AVG1", place="Table 1", group="peers", variable="years_in_field")
    assert rows["verdict"].tolist() == ["not testable"]


def test_the_sum_of_peers_and_professionals_is_checked(result):
    (finding,) = found(result, "SUM3", group="all").to_dict("records")
    assert "26 + 42 = 68" in finding["reason"]


def test_every_check_has_run(result):
    from peerstudy.auditing import all_checks

    silent = {check.code for check in all_checks()} - set(result.findings["check"])
    apply_to_nothing = {code for code in silent if code[:3] in {"ORD", "ERR", "PPL"}}
    assert silent - apply_to_nothing == {"TXT2", "AVG6"}
    assert "PPL2" not in silent


def test_the_peers_years_in_the_field_have_no_whole_year_solution(result):
    (finding,) = found(result, "AVG5", variable="years_in_field", group="peers").to_dict("records")
    assert finding["verdict"] == "inconsistent"
    assert finding["printed"] == "5.5, 2.51"
    assert finding["explanations"] == (
        "possible if both were truncated, not rounded",
        "possible if values were recorded in halves",
        "possible with one digit of the SD changed: 2.50 or 2.52 or 2.54",
        "possible with one digit of the mean changed: 5.3 or 5.7 or 5.1",
    )


def test_every_other_pair_of_mean_and_sd_has_feasible_data(result):
    others = found(result, "AVG7").query("not (group == 'peers' and variable == 'years_in_field')")
    assert set(others["verdict"]) == {"consistent", "not testable"}
    table = others.query("place == 'Table 1'")
    assert len(table) == 5
    assert set(table["verdict"]) == {"consistent"}


@pytest.mark.parametrize(
    ("group", "variable", "told"),
    [
        ("policy_makers", "years_in_field", "leave 1 compatible data set, so every value"),
        ("policy_makers", "age", "leave 3 compatible data sets"),
        ("professionals_lived_experience", "age", "leave 6 compatible data sets"),
        ("peers", "education_years", "leave 11 compatible data sets"),
    ],
)
def test_statistics_that_give_participants_away_are_a_note_without_their_values(
    result, group, variable, told
):
    rows = found(result, "DSC3", group=group, variable=variable, severity="note")
    (finding,) = rows.to_dict("records")
    assert told in finding["reason"]
    assert "not an error" in finding["reason"]
    assert finding["verdict"] == "risk"
    assert finding["possible"] == ""


def test_no_disclosure_finding_is_an_inconsistency(result):
    assert set(found(result, "DSC1")["verdict"]) <= {"consistent", "risk"}
    assert "inconsistent" not in set(result.only("DSC").findings["verdict"])
    assert len(result.risks) == len(result.only("DSC").findings.query("severity == 'note'"))


def test_the_third_value_of_three_is_nowhere_in_the_audit(result):
    """Of 18, x and 35 with the mean 25.33 x is known; nothing that is shown may say it."""
    rows = found(result, "DSC3", group="policy_makers")
    third = str(76 - 18 - 35)
    assert (
        not rows.astype(str)
        .apply(lambda column: column.str.contains(rf"\b{third}\b"))
        .any(axis=None)
    )
