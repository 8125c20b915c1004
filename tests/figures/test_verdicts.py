"""The figure of verdicts by family."""

from itertools import pairwise

import pytest

from peerstudy.auditing import all_checks
from peerstudy.figures import draw_verdicts, verdicts_by_family
from peerstudy.figures.style import ORANGE
from peerstudy.figures.verdicts import VERDICTS
from peerstudy.words import word


def test_families_with_problems_come_first_and_risks_are_counted_as_risks(result):
    rows = verdicts_by_family(result)
    assert rows["inconsistent"].is_monotonic_decreasing
    assert rows["inconsistent"].iloc[0] > 0
    assert rows[list(VERDICTS)].sum().to_dict() == result.summary[list(VERDICTS)].sum().to_dict()
    risky = rows[rows["risk"] > 0]
    assert list(risky["family"]) == ["disclosure"]
    assert risky["inconsistent"].sum() == 0


def test_a_risk_is_neither_orange_nor_hatched_as_a_problem():
    assert VERDICTS["risk"][0] != ORANGE
    assert VERDICTS["risk"][1] not in {VERDICTS["inconsistent"][1], ""}


@pytest.mark.parametrize("lang", ["en", "he"])
def test_every_family_of_checks_is_named_in_plain_words(lang):
    families = {check.family for check in all_checks()}
    names = {word(f"figures.family_{family}", lang) for family in families}
    assert len(names) == len(families)
    assert all(" " in name for name in names)


def test_bars_are_as_long_as_their_results_and_follow_without_gap(result):
    rows, ax = verdicts_by_family(result), draw_verdicts(result)
    for i, row in enumerate(rows.to_dict("records")):
        bars = [container[i] for container in ax.containers]
        assert sum(bar.get_width() for bar in bars) == row["total"]
        assert all(a.get_x() + a.get_width() == b.get_x() for a, b in pairwise(bars))
    assert [text.get_text() for text in ax.texts] == [
        f"{row['risk']} risks of {row['total']}"
        if row["risk"]
        else f"{row['inconsistent']} of {row['total']}"
        for row in rows.to_dict("records")
    ]
