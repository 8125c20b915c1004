"""The joint display as a figure."""

import pandas as pd
import pytest

from peerstudy import load_study
from peerstudy.codings import joint_display
from peerstudy.errors import WrongCallError
from peerstudy.figures import draw_codes, draw_joint
from peerstudy.figures.joint import BREADTHS, describe_joint, references
from peerstudy.frames.vocabulary import EXTENTS
from peerstudy.ledger import Labels


def marks(ax):
    return {
        line.get_label(): len(line.get_xdata()) for line in ax.lines if line.get_marker() != "None"
    }


def test_every_word_of_breadth_has_one_mark():
    words = [word for words in BREADTHS.values() for word in words]
    assert sorted(words) == sorted(EXTENTS)


def test_each_reported_cell_has_the_mark_of_its_word_and_the_others_are_empty(study):
    rows = joint_display(study)
    found = marks(draw_joint(study))
    assert found["widely"] == (rows["breadth"] == "widely").sum()
    assert found["many"] == (rows["breadth"] == "many").sum()
    assert sum(found.values()) == (rows["state"] == "reported").sum()


def test_a_number_is_written_for_every_cell_that_is_quoted(study):
    rows = joint_display(study)
    numbers = [text.get_text() for text in draw_joint(study).texts if text.get_text().isdigit()]
    quoted = rows.loc[rows["quoted"] > 0, "quoted"]
    assert sorted(map(int, numbers)) == sorted(quoted)


def test_what_answers_a_challenge_is_written_by_short_names(study):
    refs = references(joint_display(study))
    texts = {text.get_text().replace("\N{NO-BREAK SPACE}", " ") for text in draw_joint(study).texts}
    assert refs["c_outer_policy"] == "C4"
    assert refs["f_outer_policy"] == "F1"
    assert {"C4 C6 C7 C10", "F1 F5–F7", "C1 C2 C9 C11–C14"} <= texts


def test_no_rule_runs_through_what_is_written(study):
    """The rules of the rows struck "F10 F13" and the numbers of quotations out."""
    for ax in (draw_joint(study), draw_codes(study)):
        assert ax.texts
        for text in ax.texts:
            ground = text.get_bbox_patch()
            assert ground is not None
            assert ground.get_facecolor() == (1, 1, 1, 1)
            assert text.get_zorder() > max(line.get_zorder() for line in ax.lines[:1])


def test_the_alt_text_counts_the_lowest_codes_once(study):
    rows = joint_display(study)
    alt = describe_joint(rows, Labels(study.codings), study.codings.codebook.leaves).alt
    assert "Peers: reported on 25/31 lowest codes, widely on 10; quotations: 17." in alt
    assert "Most answers, 7: Supervision for peers." in alt


def test_a_study_that_reports_nobody_is_an_error():
    with pytest.raises(WrongCallError, match=r"A joint display must have codes.*found none"):
        draw_joint(load_study("cofacilitation_mazor"))


def test_codes_are_numbered_within_their_valence():
    rows = pd.DataFrame(
        {"code": ["a", "a", "x", "b"], "valence": ["challenge"] * 2 + ["facilitator", "challenge"]}
    )
    assert references(rows) == {"a": "C1", "x": "F1", "b": "C2"}
