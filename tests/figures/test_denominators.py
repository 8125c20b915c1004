"""The figure of reported percentages beside what denominators yield."""

import pandas as pd
import pytest

from peerstudy import load_study
from peerstudy.auditing import denominator_candidates
from peerstudy.errors import UnknownNameError
from peerstudy.figures import draw_denominators
from peerstudy.figures.denominators import AGREES, MISSES, OTHER, REPORTED
from peerstudy.ledger import Labels


def cells(ax):
    mesh = ax.collections[0].get_array()
    return [[int(value) for value in row] for row in mesh.reshape(-1, len(ax.get_xticks()))]


def test_each_cell_is_what_its_denominator_yields(study):
    ax = draw_denominators(study, "peers", "marital_status")
    assert cells(ax) == [[REPORTED, MISSES, AGREES]] * 4 + [[REPORTED, AGREES, AGREES]]
    written = [text.get_text().replace("\N{NO-BREAK SPACE}", " ") for text in ax.texts[:3]]
    assert written == ["34.6%", "42.86% \N{BALLOT X}", "34.62% \N{CHECK MARK}"]
    heads = [text.get_text() for text in ax.get_xticklabels()]
    assert [head.split("\n")[-1] for head in heads] == ["reported", "1 of 5 ✓", "5 of 5 ✓"]
    assert "(stated)" in heads[1]


def test_every_denominator_is_drawn_however_many_there_are(study):
    """A column was lost beyond the fourth."""
    rows = denominator_candidates(study, "peers", "marital_status")
    stated = rows[rows["denominator"] == 21]
    many = [stated.assign(denominator=n, fits=False) for n in range(21, 28)]
    frame = pd.concat(many, ignore_index=True)
    ax = draw_denominators(frame, "peers", "marital_status")
    assert cells(ax) == [[REPORTED, MISSES, *[OTHER] * 6]] * 5


def test_a_level_has_its_own_label_where_a_group_has_the_same_name():
    """Labels were kept by name alone, so that a level got a group's label."""
    shared = load_study("upsides_sites")
    rows = pd.DataFrame(
        {"level": ["training"], "printed": ["50"], "value": 50.0, "count": 1, "denominator": 2,
         "percent": 50.0, "difference": 0.0, "fits": True}
    )  # fmt: skip
    ax = draw_denominators(rows, "training", "influence", labels=Labels(shared, "en"))
    assert Labels(shared, "en").group("training") != "Training"
    assert ax.get_yticklabels()[0].get_text().replace("\N{NO-BREAK SPACE}", " ") == "Training (1)"


@pytest.mark.parametrize(
    ("group", "variable", "known"),
    [
        ("manager", "gender", r"A group.*one of peers, professionals.*found 'manager'"),
        ("peers", "age", r"A variable.*one of gender, marital_status.*found 'age'"),
    ],
)
def test_an_unknown_name_is_an_error_that_lists_what_there_is(study, group, variable, known):
    with pytest.raises(UnknownNameError, match=known):
        draw_denominators(study, group, variable)


def test_the_alt_text_counts_what_agrees(plates):
    frame = plates["audit_marital_status_peers"].data
    agree = {
        n: sum(round(100 * r["count"] / n, 1) == r["value"] or int(10000 * r["count"] / n) / 100
               == r["value"] for r in part.to_dict("records"))
        for n, part in frame.groupby("denominator")
    }  # fmt: skip
    assert agree == {21: 1, 26: 5}
    alt = plates["audit_marital_status_peers"].words("en").alt
    assert "Over 21, 1 of 5 reported percentages agrees. Over 26, 5 of 5" in alt
    assert "9/21 = 42.86%, reported as 34.6" in alt
