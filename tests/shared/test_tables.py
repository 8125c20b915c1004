"""Agreement with 47 published tables, each cell classed independently.

Skipped where the tables are not on this machine. What the audit does with such
tables is shown by the shipped tests.
"""

from collections import Counter

import pytest

from peerstudy import audit
from shared.published import IMPOSSIBLE, OTHER_N, classes, judged, ledger, means, paths, with_grains

CONSISTENT = {"01", "02", "03", "04", "06", "07b", "21"}
UNSETTLED = ("21", "24")
"""No N is printed: not testable where the sum of the categories fits hardly any of them.

What is of another number than its variable's N is left to the check of denominators.
"""


@pytest.fixture(scope="module")
def tables(reference):
    return reference / "tables"


def test_percentages_agree_with_their_classes(tables):
    kinds = classes(tables)
    agreed, other = Counter(), []
    for path in paths(tables):
        findings = audit(ledger(path), checks=["PCT1"]).findings
        for row in findings.to_dict("records"):
            known = kinds[path.stem, row["source"], row["group"]]
            expected = "consistent" if known in CONSISTENT else "inconsistent"
            left = row["could_fail"] or known in UNSETTLED
            if left and row["verdict"] == "not testable":
                continue
            agreed[row["verdict"] == expected] += 1
            if row["verdict"] != expected:
                other.append((path.stem, row["source"], known, row["verdict"], row["reason"]))
    assert agreed[True] + agreed[False] > 1400
    # It is 12 of 32 printed as 37, a tie, which either direction may round.
    assert [cell[:3] for cell in other] == [("pmc1774569_w2", "18", "05")]


def test_honest_denominators_are_not_flagged(tables):
    """At most 2 % of 193 cells of a stated, summed, row, nested or other group's N."""
    kinds = classes(tables)
    seen, wrongly, impossible = 0, set(), set()
    for path in paths(tables):
        frame = ledger(path)
        flagged = judged(frame)
        for row in frame[frame["stat"] == "percent"].itertuples():
            cell = path.stem, row.source, row.group
            seen += kinds[cell] in OTHER_N
            if flagged.get((row.group, row.variable, row.level)):
                wrongly |= {cell} if kinds[cell] in OTHER_N else set()
                impossible |= {cell} if kinds[cell] in IMPOSSIBLE else set()
    assert seen == 193
    assert len(impossible) == 26
    assert len(wrongly) <= 0.02 * seen, wrongly


def test_means_agree_with_their_verdicts(tables):
    expected = means(tables)
    as_ours = {
        "grim_consistent": "consistent",
        "grim_inconsistent": "inconsistent",
        "truncation_only": "inconsistent",
    }
    seen = Counter()
    for path in paths(tables):
        frame = with_grains(ledger(path), path.stem, expected)
        for row in audit(frame, checks=["AVG1"]).findings.to_dict("records"):
            told = expected[path.stem, row["source"], row["group"]]["verdict"]
            open_still = ("not testable", "inconsistent if")
            allowed = (as_ours[told],) if told in as_ours else open_still
            assert row["verdict"] in allowed, row
            seen[told] += 1
    assert seen["grim_consistent"] == 40
    assert seen["grim_inconsistent"] == 8


def test_no_other_check_cries_wolf(tables):
    """Of 47 tables, only those whose numbers were confirmed by hand to disagree are reported."""
    found = Counter()
    for path in paths(tables):
        found += Counter(audit(ledger(path)).inconsistent["check"])
    assert found["SUM1"] == found["SUM3"] == found["SUM4"] == found["TXT1"] == found["AVG2"] == 0
    assert found["SUM2"] <= 3
    assert found["AVG4"] == 4
