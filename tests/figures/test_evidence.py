"""What is known at each site."""

import pytest

from peerstudy.figures import draw_evidence
from peerstudy.sites import evidence_matrix
from peerstudy.words import word


def line(ax, name):
    return {drawn.get_label(): drawn for drawn in ax.lines}[name]


def test_each_state_has_as_many_marks_as_cells(sites):
    ax = draw_evidence(sites)
    for status, count in (
        evidence_matrix(sites).where_known().long()["status"].value_counts().items()
    ):
        assert len(line(ax, status).get_xdata()) == count


def test_the_absent_cell_is_at_its_site_and_factor(sites):
    ax = draw_evidence(sites)
    (x,), (y,) = (get() for get in (line(ax, "reported absent").get_xdata,
                                    line(ax, "reported absent").get_ydata))  # fmt: skip
    assert ax.get_xticklabels()[int(x)].get_text().startswith("Be'er Sheva")
    assert ax.get_yticklabels()[int(y)].get_text() == "Anything in intervention characteristics"


@pytest.mark.parametrize("lang", ["en", "he"])
def test_sites_are_ordered_from_best_to_least_documented(sites, lang):
    ax = draw_evidence(sites, lang=lang)
    known = sorted(evidence_matrix(sites).coverage["known"], reverse=True)
    shown = [text.get_text().split("\n")[-1] for text in ax.get_xticklabels()]
    assert shown == [word("figures.known_of", lang, known=n, cells=96) for n in known]
    assert "57" in ax.get_xlabel()
    assert bool(ax.xaxis_inverted()) is (lang == "he")
