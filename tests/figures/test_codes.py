"""The code matrix."""

from dataclasses import replace

import pytest

from peerstudy import load_study
from peerstudy.errors import WrongCallError
from peerstudy.figures import code_matrix, draw_codes


def marks(ax):
    return {
        line.get_label(): len(line.get_xdata()) for line in ax.lines if line.get_marker() != "None"
    }


def test_each_reported_cell_has_a_mark_and_the_others_are_empty(study):
    rows = code_matrix(study.codings)
    direct = rows["basis"] == "said of the group"
    reported = rows["state"] == "reported"
    assert marks(draw_codes(study)) == {
        "reported for the group itself": int((reported & direct).sum()),
        "reported for a part of it, or for all participants": int((reported & ~direct).sum()),
    }
    assert (rows["state"] == "unknown").sum() > 100


def test_what_is_denied_does_not_look_like_what_is_not_reported(study):
    attributions = study.codings.attributions.copy()
    managers = attributions.index[attributions["group"] == "managers"]
    attributions.loc[managers, "stance"] = "not_raised"
    codings = replace(study.codings, attributions=attributions)
    ax = draw_codes(replace(study, codings=codings))
    assert marks(ax)["reported as not raised"] == len(set(attributions.loc[managers, "code"])) == 2


def test_headings_count_the_lowest_codes_of_each_domain_once(study):
    rows = code_matrix(study.codings).drop_duplicates("code")
    assert set(rows["code"]) <= set(study.codings.codebook.leaves)
    ax = draw_codes(study)
    headings = [text.get_text() for text in ax.get_yticklabels() if text.get_fontweight() == "bold"]
    sizes = rows.groupby(["valence", "cfir_domain"], sort=False).size().tolist()
    counts = ["one code" if n == 1 else f"{n} codes" for n in sizes]
    assert [heading.rsplit("(")[-1] for heading in headings] == [f"{n})" for n in counts]


def test_the_margins_count_quotations_and_links(study):
    codings = study.codings
    rows = code_matrix(codings).drop_duplicates("code").set_index("code")
    for code in ("c_intervention_core_two_hats", "f_outer_policy"):
        assert rows.loc[code, "quotations"] == (codings.quotations["code"] == code).sum()
        linked = codings.links[["challenge", "facilitator"]].drop_duplicates()
        assert rows.loc[code, "links"] == (linked == code).any(axis=1).sum() > 0


def test_a_study_that_reports_nobody_is_an_error():
    with pytest.raises(WrongCallError, match=r"A code matrix must have codes.*found none"):
        draw_codes(load_study("cofacilitation_mazor"))
