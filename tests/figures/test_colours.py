"""Colours as those see them who do not tell red from green, and as a printer without colours."""

from itertools import combinations

import numpy as np
import pytest

from peerstudy.figures.grim import _LOOKS as ENDINGS
from peerstudy.figures.sites import _LINES, _STATES
from peerstudy.figures.sites import _VERDICTS as PLANS
from peerstudy.figures.style import BLUE, GREY, ORANGE
from tests.figures.reading import lab


@pytest.mark.parametrize("seen_by", ["everyone", "protanopia", "deuteranopia"])
def test_colours_stay_apart(seen_by):
    for one, other in combinations((BLUE, ORANGE, GREY, "black", "white"), 2):
        assert np.linalg.norm(lab(one, seen_by) - lab(other, seen_by)) > 20, (one, other)


def test_the_measure_can_tell_a_bad_pair():
    """Red and green of one lightness are the classical trap."""
    assert np.linalg.norm(lab("#D04040", "deuteranopia") - lab("#7A7A30", "deuteranopia")) < 20
    assert np.linalg.norm(lab("#D04040") - lab("#7A7A30")) > 40


@pytest.mark.parametrize(
    "shapes",
    [
        [look["marker"] for _, look in ENDINGS.values()],
        [look["marker"] for look in _STATES.values()],
        [shape for _, shape in PLANS.values()],
        [line for _, line, _ in _LINES],
        [shape for _, _, shape in _LINES],
    ],
)
def test_without_colour_categories_differ_by_their_shape(shapes):
    assert len(set(shapes)) == len(shapes)


def test_verdicts_differ_by_hatch_or_lightness(all_plates):
    (ax,) = all_plates["audit_verdicts", "en"].figure().axes
    looks = [(lab(c[0].get_facecolor(), "greys")[0], c[0].get_hatch()) for c in ax.containers]
    for (one, hatch), (other, other_hatch) in combinations(looks, 2):
        assert abs(one - other) > 15 or hatch != other_hatch


def test_texts_in_bars_can_be_read(all_plates):
    (ax,) = all_plates["audit_verdicts", "en"].figure().axes
    for text in ax.texts:
        box = text.get_bbox_patch()
        if box is not None:
            paper, ink = (lab(c)[0] for c in (box.get_facecolor(), text.get_color()))
            assert abs(paper - ink) > 45, text.get_text()
