"""Colours as those see them who do not tell red from green, and as a printer without colours."""

from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_hex

from peerstudy.figures import codes, curves, denominators, evidence, grim, planned, quoted
from peerstudy.figures.denominators import draw_denominators
from peerstudy.figures.grim import draw_endings
from peerstudy.figures.sample import draw_means
from peerstudy.figures.style import BLUE, GREY, ORANGE
from peerstudy.figures.verdicts import draw_verdicts
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


def test_orange_is_always_and_only_a_problem(plates, drawn):
    with_orange = {name for name in plates if ORANGE.lower() in colours_of(drawn(name, "en"))}
    assert with_orange == set(PROBLEMS)


def oranges(figure):
    """Count what is orange: points of lines, bars and frames, lines, cells of heat maps."""
    figure.draw_without_rendering()
    (ax,) = figure.axes
    orange = ORANGE.lower()
    points = sum(
        len(line.get_xdata())
        for line in ax.lines
        if orange in {to_hex(line.get_color()), to_hex(line.get_markerfacecolor())}
    )
    patches = sum(
        patch.get_width() > 0 and orange in {to_hex(c) for c in (patch.get_facecolor(),
                                                                 patch.get_edgecolor())}
        for patch in ax.patches
    )  # fmt: skip
    colours = [c for drawn in ax.collections if drawn.get_array() is not None
               for c in drawn.get_facecolor()]  # fmt: skip
    cells = sum(to_hex(colour) == orange for colour in colours)
    return points, int(patches), cells


def test_there_are_as_many_orange_marks_as_problems(plates, drawn):
    data = {name: plate.data for name, plate in plates.items()}
    denominators = [name for name in PROBLEMS if "peers" in name or "professionals" in name]
    expected = {
        "sample_years": (int(data["sample_years"]["problem"].sum()), 0, 0),
        "grim_lattice": (int((data["grim_lattice"]["kind"] == "inconsistent").sum()), 0, 0),
        "audit_verdicts": (0, int((data["audit_verdicts"]["inconsistent"] > 0).sum()), 0),
        "pairs_years_in_field_peers": (0, 1, 0),
    }
    for name in denominators[:2]:
        rows = data[name]
        stated = rows[rows["denominator"] == rows["denominator"].iloc[0]]
        expected[name] = (0, 0, int((~stated["fits"]).sum()))
    assert {name: oranges(drawn(name, "en")) for name in expected} == expected
    assert all(sum(counts) for counts in expected.values())


def test_without_problems_nothing_is_orange(plates):
    years = plates["sample_years"].data.assign(problem=False)
    lattice = plates["grim_lattice"].data.query("kind != 'inconsistent'")
    verdicts = plates["audit_verdicts"].data.assign(inconsistent=0)
    fits = plates["audit_marital_status_peers"].data.assign(fits=True)
    for ax in (
        draw_means(years),
        draw_endings(lattice),
        draw_verdicts(verdicts),
        draw_denominators(fits, "peers", "marital_status"),
    ):
        assert oranges(ax.figure) == (0, 0, 0)


@pytest.mark.parametrize(
    "shapes",
    [
        [look["marker"] for _, look in grim.LOOKS.values()],
        [(look["marker"], look.get("markerfacecolor")) for look in evidence.STATES.values()],
        [look["marker"] for look in planned.VERDICTS.values()],
        [shape for shape, *_ in quoted.LOOKS.values()],
        [(look["marker"], look.get("markerfacecolor")) for look in codes.LOOKS.values()],
        [curves.look(i)[1:] for i in range(12)],
    ],
)
def test_without_colour_categories_differ_by_their_shape(shapes):
    assert len(set(shapes)) == len(shapes)


def test_no_two_of_sixty_curves_look_the_same():
    assert len({curves.look(i) for i in range(60)}) == 60


def test_verdicts_differ_by_hatch_or_lightness(drawn):
    (ax,) = drawn("audit_verdicts", "en").axes
    looks = [(lab(c[0].get_facecolor(), "greys")[0], c[0].get_hatch()) for c in ax.containers]
    for (one, hatch), (other, other_hatch) in combinations(looks, 2):
        assert abs(one - other) > 15 or hatch != other_hatch


def test_texts_in_cells_can_be_read():
    for fill in denominators.FILLS.values():
        assert lab(fill)[0] - lab("black")[0] > 45
