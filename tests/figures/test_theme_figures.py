from dataclasses import replace

import pytest
from matplotlib.colors import to_rgb

from peerstudy.figures import draw_coverage, draw_domains, draw_link_matrix, new_axes, render
from peerstudy.figures.coverage import _LOOKS as COVERAGE_LOOKS
from peerstudy.figures.domains import _LOOKS as DOMAIN_LOOKS
from peerstudy.gallery.findings import findings_makers
from peerstudy.themes import codes_by_domain, link_matrix, lowest_coverage

LANGUAGES = ["en", "he"]


def findings_figures(study, lang):
    for name, make in findings_makers(study).items():
        (ax,) = make().plate(lang).figure().axes
        yield name, ax


def boxes(ax):
    """Give the box of every text that is drawn: tick labels within the axes, texts, legend."""
    figure = ax.figure
    figure.draw_without_rendering()
    (x0, x1), (y0, y1) = sorted(ax.get_xlim()), sorted(ax.get_ylim())
    texts = [t for t in ax.get_xticklabels() if x0 <= t.get_position()[0] <= x1]
    texts += [t for t in ax.get_yticklabels() if y0 <= t.get_position()[1] <= y1]
    texts = texts if ax.axison else []
    texts += [ax.xaxis.label, *ax.texts, *figure.legends[0].get_texts()]
    return [
        (t.get_text(), t.get_window_extent()) for t in texts if t.get_text() and t.get_visible()
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_overlaps_another_or_leaves_the_figure(study, lang):
    for name, ax in findings_figures(study, lang):
        frame, found = ax.figure.bbox, boxes(ax)
        assert len(found) > 8, name
        for i, (text, box) in enumerate(found):
            assert frame.x0 <= box.x0 < box.x1 <= frame.x1, (name, text)
            assert frame.y0 <= box.y0 < box.y1 <= frame.y1, (name, text)
            for other, other_box in found[i + 1 :]:
                assert not box.overlaps(other_box), (name, text, other)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_figures_are_the_same_bytes_each_time(study, lang):
    first, second = (
        [render(ax.figure, "svg") for _, ax in findings_figures(study, lang)] for _ in range(2)
    )
    assert first == second


@pytest.mark.parametrize("looks", [COVERAGE_LOOKS, DOMAIN_LOOKS])
def test_fills_differ_in_greyscale_or_by_hatch(looks):
    greys = [
        (0.299 * r + 0.587 * g + 0.114 * b, hatch)
        for (r, g, b), hatch in ((to_rgb(fill), hatch) for fill, hatch in looks.values())
    ]
    for i, (grey, hatch) in enumerate(greys):
        for other, other_hatch in greys[i + 1 :]:
            assert abs(grey - other) > 0.15 or hatch != other_hatch


def test_bars_end_where_the_counts_do(study):
    ax = draw_domains(codes_by_domain(study.findings), new_axes(85), {})
    ends = [round(p.get_x() + p.get_width(), 6) for p in ax.patches if p.get_width()]
    assert (min(ends), max(ends)) == (-8, 14)
    assert "none reported" in [text.get_text() for text in ax.texts]


def test_every_link_is_one_mark_filled_if_its_own(study):
    matrix = link_matrix(study.findings)
    ax = draw_link_matrix(matrix, new_axes(195), {})
    marks = [line for line in ax.lines if line.get_marker() == "o"]
    assert len(marks) == (matrix > 0).sum().sum()
    own = [line for line in marks if line.get_markerfacecolor() != "white"]
    assert len(own) == (matrix == 2).sum().sum()


def test_what_is_denied_does_not_look_like_what_is_not_told(study):
    attributions = study.findings.attributions.copy()
    managers = attributions.index[attributions["group"] == "managers"]
    attributions.loc[managers, "stance"] = "not_raised"
    findings = replace(study.findings, attributions=attributions)
    ax = draw_coverage(lowest_coverage(findings), new_axes(215), {})
    assert sum(patch.get_hatch() == "xxxx" for patch in ax.patches) == 2
    names = [text.get_text() for text in ax.figure.legends[0].get_texts()]
    assert "said not to have" in names
    unknown = (lowest_coverage(findings)["state"] == "unknown").sum()
    assert [text.get_text() for text in ax.texts].count("?") == unknown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_hebrew_figure_begins_on_the_right(study, lang):
    for name, ax in findings_figures(study, lang):
        assert bool(ax.xaxis_inverted()) is (lang == "he"), name
