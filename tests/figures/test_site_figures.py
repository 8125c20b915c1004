"""Figures of sites, read back from what was drawn."""

import pytest
from matplotlib.colors import to_hex

from peerstudy.figures import draw_bounds, draw_curves, draw_evidence, draw_planned
from peerstudy.figures.style import BLUE, ORANGE, axes_of_height, new_axes
from peerstudy.inference import rarefaction, saturation_curves, simulated_coding
from peerstudy.sites import (
    contrast_differences,
    evidence_matrix,
    planned_and_achieved,
    prevalence,
)
from peerstudy.study.sites import load_sites
from peerstudy.words import word

LANGUAGES = ["en", "he"]


@pytest.fixture(scope="module")
def partners():
    return load_sites()


@pytest.fixture(scope="module")
def matrix(partners):
    return evidence_matrix(partners)


@pytest.fixture(scope="module")
def planned(partners):
    return planned_and_achieved(partners).query("site == '' and verdict != 'unknown'")


def line(ax, name):
    return {drawn.get_label(): drawn for drawn in ax.lines}[name]


def evidence(partners, matrix, lang="en"):
    known = matrix.where_known()
    return draw_evidence(known.long(), matrix.coverage, new_axes(225), partners.labels(lang), lang)


def test_each_state_has_as_many_marks_as_cells_and_a_shape_of_its_own(partners, matrix):
    ax = evidence(partners, matrix)
    known = matrix.where_known()
    shapes = {}
    for status, count in known.long()["status"].value_counts().items():
        drawn = line(ax, status)
        assert len(drawn.get_xdata()) == count
        shapes[drawn.get_marker()] = to_hex(drawn.get_color())
    assert len(shapes) == len(set(shapes.values())) == 3


def test_the_absent_cell_stands_at_its_site_and_factor(partners, matrix):
    ax = evidence(partners, matrix)
    absent = line(ax, "reported absent")
    (x,), (y,) = absent.get_xdata(), absent.get_ydata()
    assert ax.get_xticklabels()[int(x)].get_text().startswith("Be'er Sheva")
    assert ax.get_yticklabels()[int(y)].get_text() == "Anything in intervention characteristics"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sites_stand_in_the_stated_order(partners, matrix, lang):
    ax = evidence(partners, matrix, lang)
    known = sorted(matrix.coverage["known"], reverse=True)
    shown = [text.get_text().split("\n")[-1] for text in ax.get_xticklabels()]
    assert shown == [word("figures.known_of", lang, known=n, cells=90) for n in known]
    assert "57" in ax.get_xlabel()
    assert bool(ax.xaxis_inverted()) is (lang == "he")


def test_bounds_reach_from_low_to_high_and_points_are_marked_apart(partners):
    found = prevalence(evidence_matrix(partners, by=("role",)).where_known(2))
    ax = draw_bounds(found, list(found["factor"]), "prevalence", axes_of_height(found))
    spans = [path.vertices[:, 0].tolist() for path in ax.collections[0].get_paths()]
    spread = found[found["low"] != found["high"]]
    assert spans == [[float(r["low"]), float(r["high"])] for _, r in spread.iterrows()]
    assert list(line(ax, "the same in every completion").get_xdata()) == [1.0] * 4
    assert "2 of 6 known" in ax.get_yticklabels()[2].get_text()


def test_what_may_be_undefined_is_dashed_or_hollow(partners):
    often = evidence_matrix(partners, by=("role",)).where_known(2)
    found = contrast_differences(partners, often).query("contrast == 'earlier_peer_support'")
    ax = draw_bounds(found, list(found["factor"]), "difference", axes_of_height(found))
    assert line(ax, "the same wherever it is defined").get_markerfacecolor() == "white"
    assert [names.get_label() for names in ax.collections] == ["undefined in some completions"]


def test_a_dumbbell_joins_the_plan_with_what_was_achieved(partners, planned):
    ax = draw_planned(planned, axes_of_height(planned), partners.labels())
    below = line(ax, "achieved: below")
    rows = planned.reset_index(drop=True).query("verdict == 'below'")
    assert list(below.get_ydata()) == list(rows.index)
    assert list(below.get_xdata()) == rows["achieved_low"].astype(float).tolist()
    ends = sorted(line(ax, "planned").get_xdata())
    assert ends == sorted([*planned["planned_low"], *planned["planned_high"]])
    assert to_hex(below.get_color()) == ORANGE.lower()


def test_curves_follow_the_frame_and_say_that_they_are_simulated():
    coding = simulated_coding()
    curve = rarefaction(coding)
    ax = draw_curves(curve, "codes", new_axes(80), {})
    first = line(ax, "simulated site 1")
    assert list(first.get_ydata()) == curve.query("group == 'simulated site 1'")["codes"].tolist()
    assert all("simulated" in drawn.get_label() for drawn in ax.lines)
    assert len({drawn.get_linestyle() for drawn in ax.lines}) == 3
    assert to_hex(first.get_color()) == BLUE.lower()
    ax = draw_curves(saturation_curves(coding), "share", new_axes(80), {})
    assert all(drawn.get_ydata().max() <= 1 for drawn in ax.lines)
