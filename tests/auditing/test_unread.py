"""What could not be read is listed, whatever was asked for."""

import pytest
from conftest import ledger_of

from peerstudy import audit
from peerstudy.errors import UnknownNameError

SOUND = [("a", "g", "", "", "n", "20"), ("b", "g", "v", "x", "n", "12")]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("a", "g", "", "", "n", "0"), "but 12 people are counted beside it"),
        (("c", "g", "w", "", "denominator", "0"), "Nothing can be a share"),
        (("c", "g", "v", "", "denominator", "0"), "but 12 people are counted beside it"),
        (("c", "g", "age", "", "q1", "5O"), "'5O': unreadable"),
        (("c", "g", "v", "y", "n", "-3"), "-3 people: a count must be a whole number"),
        (("c", "g", "v", "y", "n", "2.5"), "2.5 people: a count must be a whole number"),
        (("c", "g", "v", "y", "n", "12 (60.0)"), "'12 (60.0)': unreadable"),
        (("c", "g", "v", "y", "percent", "6..5"), "'6..5': unreadable"),
    ],
)
@pytest.mark.parametrize("checks", [None, ["TXT"]])
def test_a_value_that_cannot_be_used_is_listed(row, told, checks):
    rows = [each for each in SOUND if each[:1] != row[:1]]
    found = audit(ledger_of(*rows, row), checks=checks).unread
    if "Nothing" in told:
        assert found.empty
    else:
        assert told in found["reason"].iloc[0]
        assert len(found) == 1


def test_missing_values_and_bounds_are_no_unreadable_ones():
    rows = [("c", "g", "v", "y", "n", "n/a"), ("c", "g", "v", "z", "n", "<5")]
    assert audit(ledger_of(*SOUND, *rows)).unread.empty


def test_an_unknown_verdict_or_place_is_refused_with_what_there_is():
    result = audit(ledger_of(*SOUND))
    with pytest.raises(
        UnknownNameError, match="consistent, inconsistent, inconsistent if, risk, not testable"
    ):
        result.only(verdict="wrong")
    with pytest.raises(UnknownNameError, match="A place must be one of Table 1"):
        result.only(place="Table 9")


def test_an_audit_of_nothing_has_no_findings():
    result = audit(ledger_of())
    assert (len(result.findings), len(result.summary), len(result.unread)) == (0, 0, 0)
    assert result.only("AVG1").told("he").findings.empty
    assert "0 check results" in result._repr_html_()


@pytest.mark.parametrize("printed", ["23%", "% 23", "٢٣٪"])
@pytest.mark.parametrize("stat", ["n", "missing", "denominator"])
def test_a_percentage_is_no_count(printed, stat):
    result = audit(ledger_of(*SOUND, ("c", "g", "w", "y" * (stat == "n"), stat, printed)))
    (reason,) = result.unread["reason"]
    assert "is a percentage" in reason
