"""Colours as those see them who do not tell red from green, and as a printer without colours."""

from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_hex

from peerstudy.figures import codes, curves, denominators, evidence, grim, planned, quoted
from peerstudy.figures.style import BLUE, GREY, ORANGE
from tests.figures.reading import lab

PROBLEMS = (
    "audit_table",
    "sample_years",
    "audit_marital_status_peers",
    "audit_profession_professionals",
    "audit_verdicts",
    "grim_lattice",
    "pairs_years_in_field_peers",
)


@pytest.mark.parametrize("seen_by", ["everyone", "protanopia", "deuteranopia"])
def test_colours_stay_apart(seen_by):
    for one, other in combinations((BLUE, ORANGE, GREY, "black", "white"), 2):
        assert np.linalg.norm(lab(one, seen_by) - lab(other, seen_by)) > 20, (one, other)


def test_the_measure_can_tell_a_bad_pair():
    """Red and green of one lightness are the classical trap."""
    assert np.linalg.norm(lab("#D04040", "deuteranopia") - lab("#7A7A30", "deuteranopia")) < 20
    assert np.linalg.norm(lab("#D04040") - lab("#7A7A30")) > 40


def colours_of(figure):
    """Return every colour that is drawn, cells of heat maps included."""
    figure.draw_without_rendering()
    found = set()
    for ax in figure.axes:
        for line in ax.lines:
            found |= {to_hex(line.get_color()), to_hex(line.get_markerfacecolor())}
        for patch in ax.patches:
            found |= {to_hex(patch.get_facecolor()), to_hex(patch.get_edgecolor())}
        for drawn in ax.collections:
            found |= {to_hex(c) for c in (*drawn.get_facecolor(), *drawn.get_edgecolor())}
    return found


def test_orange_is_always_and_only_a_problem(plates):
    with_orange = {
        name for name, plate in plates.items() if ORANGE.lower() in colours_of(plate.figure())
    }
    assert with_orange == set(PROBLEMS)


@pytest.mark.parametrize(
    "shapes",
    [
        [look["marker"] for _, look in grim.LOOKS.values()],
        [look["marker"] for look in evidence.STATES.values()],
        [shape for _, shape in planned.VERDICTS.values()],
        [shape for shape, *_ in quoted.LOOKS.values()],
        [(look["marker"], look.get("markerfacecolor")) for look in codes.LOOKS.values()],
        [curves.look(i)[1:] for i in range(12)],
    ],
)
def test_without_colour_categories_differ_by_their_shape(shapes):
    assert len(set(shapes)) == len(shapes)


def test_no_two_of_sixty_curves_look_the_same():
    assert len({curves.look(i) for i in range(60)}) == 60


def test_verdicts_differ_by_hatch_or_lightness(plates):
    (ax,) = plates["audit_verdicts"].figure().axes
    looks = [(lab(c[0].get_facecolor(), "greys")[0], c[0].get_hatch()) for c in ax.containers]
    for (one, hatch), (other, other_hatch) in combinations(looks, 2):
        assert abs(one - other) > 15 or hatch != other_hatch


def test_texts_in_cells_can_be_read():
    for fill in denominators.FILLS.values():
        assert lab(fill)[0] - lab("black")[0] > 45
