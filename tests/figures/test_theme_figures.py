from dataclasses import replace

import pytest
from matplotlib.colors import to_rgb

from peerstudy.codings import codes_by_domain, link_matrix, lowest_coverage
from peerstudy.figures import draw_coverage, draw_domains, draw_link_matrix, new_axes
from peerstudy.figures.coverage import _LOOKS as COVERAGE_LOOKS
from peerstudy.figures.domains import _LOOKS as DOMAIN_LOOKS


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
    ax = draw_domains(codes_by_domain(study.codings), new_axes(85), {})
    ends = [round(p.get_x() + p.get_width(), 6) for p in ax.patches if p.get_width()]
    assert (min(ends), max(ends)) == (-8, 14)
    assert "none reported" in [text.get_text() for text in ax.texts]


def test_every_link_is_one_mark_filled_if_its_own(study):
    matrix = link_matrix(study.codings)
    ax = draw_link_matrix(matrix, new_axes(195), {})
    marks = [line for line in ax.lines if line.get_marker() == "o"]
    assert len(marks) == (matrix > 0).sum().sum()
    own = [line for line in marks if line.get_markerfacecolor() != "white"]
    assert len(own) == (matrix == 2).sum().sum()


def test_what_is_denied_does_not_look_like_what_is_not_told(study):
    attributions = study.codings.attributions.copy()
    managers = attributions.index[attributions["group"] == "managers"]
    attributions.loc[managers, "stance"] = "not_raised"
    findings = replace(study.codings, attributions=attributions)
    ax = draw_coverage(lowest_coverage(findings), new_axes(215), {})
    assert sum(patch.get_hatch() == "xxxx" for patch in ax.patches) == 2
    names = [text.get_text() for text in ax.figure.legends[0].get_texts()]
    assert "said not to have" in names
    unknown = (lowest_coverage(findings)["state"] == "unknown").sum()
    assert [text.get_text() for text in ax.texts].count("?") == unknown
