"""Every figure in both languages: its place on the page, its words and its data."""

import re
from fractions import Fraction
from itertools import pairwise

import pandas as pd
import pytest

from peerstudy import audit, load_study
from peerstudy.errors import UnknownNameError
from peerstudy.figures import ONE_COLUMN
from peerstudy.gallery import plates
from peerstudy.gallery.plate import slug
from peerstudy.words import isolated
from tests.conftest import ledger_of
from tests.figures.reading import crowded, texts_of

LANGUAGES = ("en", "he")
NAMES = (
    "sample_age", "sample_education_years", "sample_years_in_field",
    "audit_marital_status_peers", "audit_profession_professionals", "audit_verdicts",
    "grim_lattice", "feasible_age_peers", "feasible_age_professionals",
    "feasible_education_years_peers", "feasible_education_years_professionals",
    "feasible_lattice_years_in_field_peers", "feasible_years_in_field_professionals",
    "themes_domains", "themes_link_matrix", "themes_link_flow", "themes_coverage",
    "themes_quoted", "sites_evidence", "sites_prevalence", "sites_difference_income",
    "sites_difference_earlier_peer_support", "sites_similarity", "sites_planned",
    "simulated_rarefaction", "simulated_saturation",
)  # fmt: skip


def test_the_study_and_the_sites_have_these_figures(all_sketches):
    assert sorted(all_sketches) == sorted(NAMES)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_no_text_overlaps_another_or_leaves_the_figure(all_plates, name, lang):
    figure = all_plates[name, lang].figure()
    assert crowded(figure) == []
    assert len(texts_of(figure)) > 8


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "name",
    [
        name
        if name in {"audit_profession_professionals"}
        else pytest.param(name, marks=pytest.mark.slow)
        for name in NAMES
        if name.startswith(("sample", "audit", "feasible", "simulated"))
    ],
)
def test_a_figure_that_fits_one_column_is_as_clear_in_it(all_plates, name, lang):
    plate = all_plates[name, lang]
    assert plate.columns(ONE_COLUMN) == 1
    assert plate.figure(ONE_COLUMN).get_figwidth() * 25.4 == pytest.approx(85)
    assert crowded(plate.figure(ONE_COLUMN)) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_says_the_same_numbers_in_both_languages(all_plates, name):
    """Numbers up to two may be words in one language."""
    said = [
        [n for n in re.findall(r"\d+(?:[.,]\d+)*", all_plates[name, lang].text) if n not in "12"]
        for lang in LANGUAGES
    ]
    assert sorted(said[0]) == sorted(said[1])
    assert len(said[0]) > 2


@pytest.mark.parametrize(("name", "lang"), [(n, lang) for n in NAMES for lang in LANGUAGES])
def test_words_are_whole_sentences_in_their_language(all_plates, name, lang):
    plate = all_plates[name, lang]
    assert plate.title != plate.caption != plate.alt
    assert plate.caption.endswith(".")
    assert plate.alt.endswith(".")
    assert "  " not in plate.text
    assert "{" not in plate.text
    assert "nan" not in plate.text.lower().split()
    hebrew = len(re.findall("[א-ת]", plate.caption + plate.title))
    assert (hebrew > 20) is (lang == "he")


def test_names_of_a_ledger_become_names_of_files():
    assert slug("sample", "גיל / Age (years)") == "sample_גיל_Age_years"
    assert slug("audit", "../../etc", "") == "audit_etc_all"


def test_the_alt_text_of_a_profile_tells_every_group_of_the_frame(all_plates, all_sketches):
    alt = all_plates["sample_education_years", "en"].alt
    for row in all_sketches["sample_education_years"].data.to_dict("records"):
        assert f"mean {row['mean']:g}" in alt
    assert "For Professionals with lived experience the printed mean lies outside" in alt
    assert isolated("14.43", ltr=True) in all_plates["sample_education_years", "he"].alt


def test_the_alt_text_of_denominators_counts_what_agrees(all_plates, all_sketches):
    frame = all_sketches["audit_marital_status_peers"].data
    agree = {
        n: sum(round(100 * r["count"] / n, 1) == r["value"] or int(10000 * r["count"] / n) / 100
               == r["value"] for r in part.to_dict("records"))
        for n, part in frame.groupby("denominator")
    }  # fmt: skip
    assert agree == {21: 1, 26: 5}
    alt = all_plates["audit_marital_status_peers", "en"].alt
    assert "Over 21, 1 of 5 printed percentages agrees. Over 26, 5 of 5" in alt
    assert "9/21 = 42.86%, where 34.6 is printed" in alt


def test_means_that_whole_values_cannot_have_are_found_by_trying_all_sums(all_sketches):
    frame = all_sketches["grim_lattice"].data
    printed = frame[frame["kind"] != "possible"]
    for row in printed.to_dict("records"):
        exact, decimals = Fraction(row["printed"]), len(row["printed"].partition(".")[2])
        half = Fraction(1, 2 * 10**decimals)
        near = range(int(exact) * row["n"] - row["n"], int(exact + 2) * row["n"])
        possible = any(abs(Fraction(total, row["n"]) - exact) <= half for total in near)
        assert possible == (row["kind"] != "inconsistent"), row
    assert set(printed["kind"]) == {"consistent", "inconsistent", "too coarse"}
    dots = frame[frame["kind"] == "possible"]
    assert len(dots) == sum(range(1, printed["denominator"].max() + 1))


def test_grim_marks_stand_at_their_n_and_ending(all_plates, all_sketches):
    (ax,) = all_plates["grim_lattice", "en"].figure().axes
    frame = all_sketches["grim_lattice"].data
    lines = {line.get_label(): line for line in ax.lines}
    bad = frame[frame["kind"] == "inconsistent"].sort_values(["denominator", "ending"])
    drawn = lines["printed, not possible"]
    assert list(drawn.get_xdata()) == bad["denominator"].tolist() == [3, 4]
    assert drawn.get_ydata() == pytest.approx([0.6, 0.88])
    assert len(lines["endings that whole steps can give"].get_xdata()) == 903
    letters = [text.get_text() for text in ax.texts[:-1]]
    assert letters == sorted(letters) == list("abcdefghijklmn")
    key = ax.texts[-1].get_text().splitlines()
    assert key[2].replace("\xa0", " ") == "c  Years of education, Policy makers: 21.6 (n=3)"


def test_the_interval_of_each_rounding_is_wide_enough_to_be_seen(all_plates):
    figure = all_plates["audit_marital_status_peers", "en"].figure()
    figure.draw_without_rendering()
    bars = [p for p in figure.axes[0].patches if p.get_height() == pytest.approx(0.56)]
    widths = [bar.get_window_extent().width / figure.dpi * 25.4 for bar in bars]
    assert len(widths) == 5
    assert min(widths) > 5


def test_intervals_reach_from_what_rounds_up_to_what_rounds_down(all_plates, all_sketches):
    (ax,) = all_plates["audit_marital_status_peers", "en"].figure().axes
    bars = [p for p in ax.patches if p.get_height() == pytest.approx(0.56)]
    ends = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in bars]
    printed = all_sketches["audit_marital_status_peers"].data["printed"].unique()
    halves = [0.5 / 10 ** len(text.partition(".")[2]) for text in printed]
    assert [low for low, _ in ends[:4]] == pytest.approx([-half for half in halves[:4]])
    assert [high for _, high in ends] == pytest.approx(halves)


def test_categories_stand_from_top_to_bottom_in_the_order_of_the_frame(all_plates, all_sketches):
    for name in ("sample_age", "audit_profession_professionals", "audit_verdicts"):
        (ax,) = all_plates[name, "en"].figure().axes
        places = [label.get_position()[1] for label in ax.get_yticklabels()]
        assert places == sorted(places)
        assert ax.yaxis_inverted()
    names = [text.get_text() for text in ax.get_yticklabels()]
    assert names == all_sketches["audit_verdicts"].data["check"].tolist()


def test_bars_of_the_audit_follow_one_another_without_gap(all_plates, all_sketches):
    (ax,) = all_plates["audit_verdicts", "en"].figure().axes
    frame = all_sketches["audit_verdicts"].data
    for row in range(len(frame)):
        bars = [container[row] for container in ax.containers]
        for bar, after in pairwise(bars):
            assert bar.get_x() + bar.get_width() == after.get_x()
    assert ax.texts[-1].get_text() == f"{frame['inconsistent'].iloc[-1]} of 8"


@pytest.mark.parametrize("name", ["sample_age", "feasible_age_peers", "sites_planned"])
def test_a_scale_of_numbers_grows_to_the_right_in_hebrew_too(all_plates, name):
    (ax,) = all_plates[name, "he"].figure().axes
    assert not ax.xaxis_inverted()


@pytest.mark.parametrize("name", ["audit_verdicts", "themes_domains", "themes_link_matrix"])
def test_bars_and_columns_begin_on_the_right_in_hebrew(all_plates, name):
    (ax,) = all_plates[name, "he"].figure().axes
    assert ax.xaxis_inverted()
    assert ax.yaxis.get_ticks_position() == "right"


def test_a_ledger_without_labels_has_the_figures_it_has_numbers_for():
    ledger = ledger_of(
        ("1", "all", "", "", "n", "20"),
        ("2", "all", "score <b>", "", "mean", "3.25"),
        ("2", "all", "score <b>", "", "sd", "1.10"),
    )
    made = {plate.name: plate for plate in plates(ledger, audit(ledger), "he")}
    assert "sample_score_b" in made
    assert not any(name.startswith("themes") for name in made)
    assert crowded(made["sample_score_b"].figure()) == []
    assert b"<b>" not in made["sample_score_b"].file("svg")


def test_a_codebook_without_domains_has_no_figure_that_calls_them_unreported():
    small = load_study("cofacilitation_mazor")
    names = [plate.name for plate in plates(small, audit(small))]
    assert names == ["audit_verdicts", "themes_quoted"]


def test_a_legend_names_only_what_is_drawn():
    ledger = ledger_of(("1", "all", "", "", "n", "20"), ("2", "all", "score", "", "mean", "3.25"))
    (plate,) = plates(ledger, audit(ledger), "en", ["sample_score"])
    (legend,) = plate.figure().legends
    assert [text.get_text() for text in legend.get_texts()] == ["mean"]


def test_an_unknown_figure_is_told_with_those_that_there_are(study):
    with pytest.raises(UnknownNameError, match=r"sample_age.*found 'nothing'"):
        plates(study, audit(study), "en", ["nothing"])


def test_data_are_the_same_in_both_languages_and_hold_no_fraction(all_plates):
    for name in NAMES:
        english, hebrew = (all_plates[name, lang] for lang in LANGUAGES)
        assert english.table == hebrew.table
        assert isinstance(english.data, pd.DataFrame)
        assert len(english.table.splitlines()) == len(english.data) + 1
        assert "Fraction" not in english.table
