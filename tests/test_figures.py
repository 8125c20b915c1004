import pytest

from peerstudy import audit
from peerstudy.audit import denominator_candidates
from peerstudy.figures import (
    TWO_COLUMN,
    axes_of_height,
    draw_denominators,
    draw_means,
    draw_verdicts,
    new_axes,
    render,
)
from peerstudy.gallery import figure_labels
from peerstudy.ledger import means

LANGUAGES = ["en", "he"]


def all_figures(study, lang):
    labels = figure_labels(study, lang)
    ages = means(study).query("variable == 'age'")
    candidates = denominator_candidates(study, "peers", "marital_status")
    summary = audit(study).summary
    return [
        draw_means(ages, "age", axes_of_height(ages), labels, lang),
        draw_denominators(candidates, axes_of_height(candidates["level"].unique()), labels, lang),
        draw_verdicts(summary, axes_of_height(summary), lang),
    ]


def boxes(ax):
    """Give the box of every text that is drawn: ticks within the axes, labels, legend."""
    figure = ax.figure
    figure.draw_without_rendering()
    low, high = sorted(ax.get_xlim())
    ticks = [text for text in ax.get_xticklabels() if low <= text.get_position()[0] <= high]
    texts = [*ax.get_yticklabels(), *ticks, ax.xaxis.label, *figure.legends[0].get_texts()]
    return [(text.get_text(), text.get_window_extent()) for text in texts if text.get_text()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_label_overlaps_another_or_leaves_the_figure(study, lang):
    for ax in all_figures(study, lang):
        frame, found = ax.figure.bbox, boxes(ax)
        assert len(found) > 8
        for i, (text, box) in enumerate(found):
            assert frame.x0 <= box.x0 < box.x1 <= frame.x1, text
            assert frame.y0 <= box.y0 < box.y1 <= frame.y1, text
            for other, other_box in found[i + 1 :]:
                assert not box.overlaps(other_box), (text, other)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_labels_are_passed_in_the_order_they_are_written(study, lang):
    labels = figure_labels(study, lang)
    ages = means(study).query("variable == 'age'")
    ax = draw_means(ages, "age", axes_of_height(ages), labels, lang)
    assert ax.get_yticklabels()[0].get_text() == f"{labels['peers']} (n=25)"
    assert ax.get_xlabel() == labels["age"]
    assert bool(ax.xaxis_inverted()) is (lang == "he")


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
    assert of_21.get_xdata().tolist() == candidates.query("denominator == 21")["percent"].tolist()
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


@pytest.mark.parametrize("style", ["png", "svg", "pdf"])
def test_a_figure_has_the_same_bytes_each_time(study, style):
    first, second = (render(all_figures(study, "he")[0].figure, style) for _ in range(2))
    assert first == second
