import pytest

from peerstudy import audit
from peerstudy.audit import denominator_candidates
from peerstudy.errors import UnknownNameError
from peerstudy.figures import (
    TWO_COLUMN,
    axes_of_height,
    draw_denominators,
    draw_means,
    draw_verdicts,
    new_axes,
)
from peerstudy.figures.style import kept
from peerstudy.gallery import figure_labels
from peerstudy.ledger import means

LANGUAGES = ["en", "he"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_labels_are_passed_in_the_order_they_are_written(study, lang):
    labels = figure_labels(study, lang)
    ages = means(study).query("variable == 'age'")
    ax = draw_means(ages, "age", axes_of_height(ages), labels, lang)
    assert ax.get_yticklabels()[0].get_text() == f"{labels['peers']} {kept('(n=25)', lang)}"
    assert ax.get_xlabel() == labels["age"]
    assert ax.yaxis.get_ticks_position() == ("right" if lang == "he" else "left")


def test_means_stand_where_the_frame_says(study):
    ages = means(study).query("variable == 'age'")
    ax = draw_means(ages, "age", axes_of_height(ages), {})
    (points,) = [line for line in ax.lines if line.get_marker() == "D"]
    assert points.get_xdata().tolist() == ages["mean"].tolist()


def test_denominators_are_filled_where_they_fit_and_hollow_where_not(study):
    candidates = denominator_candidates(study, "peers", "marital_status")
    ax = draw_denominators(candidates, axes_of_height(range(5)), {})
    by_label = {line.get_label(): line for line in ax.lines}
    assert "over 26: 5 of 5 agree (filled)" in by_label
    assert "over 21: 1 of 5 agree (filled)" in by_label
    of_21 = by_label["over 21: 1 of 5 agree (filled)"]
    assert of_21.get_xdata().tolist() == pytest.approx(
        candidates.query("denominator == 21")["percent"]
        - candidates.query("denominator == 21")["value"]
    )
    assert of_21.get_markerfacecolor() == "white"
    filled = [
        line for line in ax.lines if line.get_marker() == of_21.get_marker() and line is not of_21
    ]
    assert [len(line.get_xdata()) for line in filled] == [1]


def test_bars_are_as_long_as_their_findings(study):
    summary = audit(study).summary
    ax = draw_verdicts(summary, axes_of_height(summary))
    lengths = sum(bar.get_width() for container in ax.containers for bar in container)
    assert lengths == summary[["consistent", "inconsistent", "not testable"]].to_numpy().sum()


@pytest.mark.parametrize("columns", [1, 2])
def test_a_figure_is_as_wide_as_its_columns(columns):
    figure = new_axes(50, columns).figure
    assert figure.get_figwidth() * 25.4 == pytest.approx(TWO_COLUMN.width(columns))
    assert figure.get_figheight() * 25.4 == pytest.approx(50)


def test_a_variable_without_a_mean_is_refused_with_those_that_have_one(study):
    with pytest.raises(UnknownNameError, match=r"A variable must be one of age.*found 'gender'"):
        draw_means(means(study), "gender", None, {})
