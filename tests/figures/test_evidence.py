"""What is known at each site."""

from itertools import pairwise

import pytest

from peerstudy.figures import draw_evidence
from peerstudy.figures.evidence import ROW, reported_of_sites
from peerstudy.ledger import Labels
from peerstudy.sites import evidence_matrix
from peerstudy.words import word


def line(ax, name):
    return {drawn.get_label(): drawn for drawn in ax.lines}[name]


def test_each_state_has_as_many_marks_as_cells(sites):
    ax, counts = draw_evidence(sites), reported_of_sites(sites)["status"].value_counts()
    assert {"reported", "of a group", "unknown"} == set(counts.index)
    for status, count in counts.items():
        name = word(f"figures.sites_{status.replace(' ', '_')}", "en")
        assert len(line(ax, name).get_xdata()) == count


def test_a_group_that_is_named_is_hollow_at_its_sites_and_unknown_elsewhere(sites):
    rows = reported_of_sites(sites)
    finances = rows[rows["factor"] == "gain_finances"].set_index("site")["status"]
    poorer = sites.members("low_middle_income")
    assert set(finances[poorer]) == {"of a group"}
    assert set(finances.drop(poorer)) == {"unknown"}


def test_rows_that_compare_no_sites_are_left_out_and_counted(sites):
    """31 of 37 rows were one site's own, and five columns of rings beside it."""
    rows = reported_of_sites(sites)
    known = (rows["status"] != "unknown").groupby([rows[key] for key in ROW]).sum()
    assert known.min() == 2
    everything = len(evidence_matrix(sites).rows)
    assert f"{everything - len(known)} rows" in draw_evidence(sites).get_xlabel()


def test_where_no_rows_compare_sites_those_that_are_known_are_drawn(sites):
    alone = evidence_matrix(sites, study="adler_moran_israel")
    rows = reported_of_sites(alone)
    assert len(rows) == len(alone.where_known().long())
    ax = draw_evidence(alone, labels=Labels(sites))
    (x,), (y,) = (get() for get in (line(ax, "reported absent").get_xdata,
                                    line(ax, "reported absent").get_ydata))  # fmt: skip
    assert ax.get_xticklabels()[int(x)].get_text().replace("\n", " ").startswith("Be'er Sheva")
    named = {label.get_position()[1]: label.get_text() for label in ax.get_yticklabels()}
    assert named[y] == "Anything in intervention characteristics"


@pytest.mark.parametrize("lang", ["en", "he"])
def test_sites_are_ordered_from_best_to_least_documented(sites, lang):
    ax = draw_evidence(sites, lang=lang)
    known = sorted(evidence_matrix(sites).coverage["known"], reverse=True)
    shown = [text.get_text().split("\n")[-1] for text in ax.get_xticklabels()]
    assert shown == [word("figures.known_of", lang, known=n, cells=96) for n in known]
    assert bool(ax.xaxis_inverted()) is (lang == "he")


@pytest.mark.parametrize("lang", ["en", "he"])
def test_heads_of_neighbouring_sites_stand_apart(drawn, lang):
    figure = drawn("sites_evidence", lang)
    figure.draw_without_rendering()
    heads = sorted(
        (label.get_window_extent() for label in figure.axes[0].get_xticklabels()),
        key=lambda box: box.x0,
    )
    apart = [right.x0 - left.x1 for left, right in pairwise(heads)]
    assert min(apart) * 72 / figure.dpi > 2
