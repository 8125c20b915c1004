"""The figure of verdicts by family."""

from itertools import pairwise

from peerstudy.figures import draw_verdicts, verdicts_by_family
from peerstudy.figures.verdicts import VERDICTS


def test_families_with_problems_come_first_and_risks_are_left_out(result):
    rows = verdicts_by_family(result)
    assert rows["inconsistent"].is_monotonic_decreasing
    assert rows["inconsistent"].iloc[0] > 0
    assert "disclosure" not in set(rows["family"])
    risks = result.summary["check"].str.startswith("DSC")
    assert rows[list(VERDICTS)].sum().sum() == result.summary[~risks][list(VERDICTS)].sum().sum()


def test_bars_are_as_long_as_their_results_and_follow_without_gap(result):
    rows, ax = verdicts_by_family(result), draw_verdicts(result)
    for i, row in enumerate(rows.to_dict("records")):
        bars = [container[i] for container in ax.containers]
        assert sum(bar.get_width() for bar in bars) == row["total"]
        assert all(a.get_x() + a.get_width() == b.get_x() for a, b in pairwise(bars))
    assert [text.get_text() for text in ax.texts] == [
        f"{row['inconsistent']} of {row['total']}" for row in rows.to_dict("records")
    ]
