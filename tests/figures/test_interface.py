"""Drawing functions as somebody calls them who works in matplotlib and seaborn."""

import warnings

import matplotlib.pyplot as plt
import pytest
from conftest import slowly
from matplotlib.axes import Axes

import peerstudy.figures
from peerstudy.errors import UnknownNameError
from peerstudy.figures import (
    draw_annotated,
    draw_codes,
    draw_compatible,
    draw_curves,
    draw_denominators,
    draw_endings,
    draw_evidence,
    draw_joint,
    draw_means,
    draw_pairs,
    draw_planned,
    draw_quoted,
    draw_verdicts,
)
from peerstudy.inference import rarefaction, simulated_coding

CALLS = {
    "draw_annotated": lambda study, _, **more: draw_annotated(study, **more),
    "draw_codes": lambda study, _, **more: draw_codes(study, **more),
    "draw_compatible": lambda study, _, **more: draw_compatible(study, "age", **more),
    "draw_curves": lambda *_, **more: draw_curves(rarefaction(simulated_coding()), "codes", **more),
    "draw_denominators": lambda study, _, **more: draw_denominators(
        study, "peers", "marital_status", **more
    ),
    "draw_endings": lambda study, _, **more: draw_endings(study, **more),
    "draw_evidence": lambda _, sites, **more: draw_evidence(sites, **more),
    "draw_joint": lambda study, _, **more: draw_joint(study, **more),
    "draw_means": lambda study, _, **more: draw_means(study, **more),
    "draw_pairs": lambda study, _, **more: draw_pairs(study, "peers", "years_in_field", **more),
    "draw_planned": lambda _, sites, **more: draw_planned(sites, **more),
    "draw_quoted": lambda study, _, **more: draw_quoted(study, **more),
    "draw_verdicts": lambda study, _, **more: draw_verdicts(study, **more),
}
"""Each figure by one call with a study or sites, and nothing prepared."""


def drawing_functions():
    """Return those that the package lists, whoever adds one."""
    return sorted(name for name in peerstudy.figures.__all__ if name.startswith("draw_"))


def test_every_drawing_function_is_called_here():
    assert set(CALLS) == set(drawing_functions())


@pytest.mark.parametrize("name", CALLS)
def test_a_figure_is_drawn_by_one_call_and_its_axes_are_returned(name, study, sites):
    ax = CALLS[name](study, sites)
    assert isinstance(ax, Axes)
    assert ax.has_data() or ax.texts


@pytest.mark.parametrize("name", [*list(CALLS)[:3], *slowly(*list(CALLS)[3:])])
def test_two_figures_side_by_side_keep_their_legends_apart(name, study, sites):
    """The legend went to the figure, where a second one covered the first."""
    figure, axes = plt.subplots(1, 2, figsize=(16, 10))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            for ax in axes:
                assert CALLS[name](study, sites, ax=ax) is ax
            figure.draw_without_rendering()
        assert figure.legends == []
        if name == "draw_annotated":
            return
        first, second = (ax.get_legend().get_window_extent() for ax in axes)
        assert not first.overlaps(second)
        for ax in axes:
            assert not ax.get_legend().get_window_extent().overlaps(ax.get_window_extent())
    finally:
        plt.close(figure)


@pytest.mark.parametrize("name", CALLS)
def test_an_unknown_language_is_an_error_that_lists_those_that_there_are(name, study, sites):
    with pytest.raises(UnknownNameError, match=r"en, he.*found.*'fr'"):
        CALLS[name](study, sites, lang="fr")


@pytest.mark.parametrize(
    ("call", "match"),
    [
        (lambda s: draw_means(s, "height"), r"age, education_years.*found 'height'"),
        (lambda s: draw_compatible(s, "height"), r"age, .*years_in_field.*found 'height'"),
        (lambda s: draw_denominators(s, "cats", "age"), r"peers, professionals.*found 'cats'"),
        (lambda s: draw_denominators(s, "peers", "age"), r"gender, marital.*found 'age'"),
        (
            lambda s: draw_denominators(s, "peers", "gender", "Table 9"),
            r"Table 1.*found 'Table 9'",
        ),
        (lambda s: draw_pairs(s, "cats", "age"), r"peers, professionals.*found 'cats'"),
        (lambda s: draw_pairs(s, "peers", "height"), r"age, .*years_in_field.*found 'height'"),
        (
            lambda _: draw_curves(rarefaction(simulated_coding()), "people"),
            r"codes, share.*found 'people'",
        ),
    ],
)
def test_an_unknown_name_is_an_error_that_lists_the_known_ones(call, match, study):
    with pytest.raises(UnknownNameError, match=match):
        call(study)
