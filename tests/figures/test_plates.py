"""Every figure in both languages: its place on the page, its words and its data."""

import re
import warnings

import pandas as pd
import pytest

from peerstudy import audit, load_study
from peerstudy.errors import UnknownNameError, WrongCallError
from peerstudy.figures import ONE_COLUMN, Plate, as_preset, choose, study_figures
from peerstudy.figures.plate import slug
from peerstudy.figures.registry import OF_CODINGS, OF_NUMBERS, OF_SITES
from peerstudy.figures.style import new_axes
from peerstudy.words import word
from tests.conftest import ledger_of, slowly
from tests.figures.reading import crowded, sizes_of, texts_of

LANGUAGES = ("en", "he")
NAMES = (
    "sample_years", "audit_marital_status_peers", "audit_profession_professionals",
    "audit_table", "audit_verdicts", "grim_lattice", "compatible_age",
    "compatible_education_years", "compatible_years_in_field", "pairs_years_in_field_peers",
    "themes_codes", "themes_joint",
    "themes_quoted", "sites_evidence", "sites_planned", "simulated_rarefaction",
    "simulated_saturation",
)  # fmt: skip
TWO_COLUMNS_ONLY = {"audit_table", "themes_codes", "themes_joint"}
"""Names of up to 90 letters beside eight columns, or a table with eleven notes."""
A4_MM = 250
POINTS = 8.0


def test_the_study_and_the_sites_have_these_figures(plates):
    assert sorted(plates) == sorted(NAMES)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_no_text_overlaps_another_or_leaves_the_figure_or_is_small(plates, drawn, name, lang):
    figure = drawn(name, lang)
    assert crowded(figure) == []
    assert len(texts_of(figure)) > 8
    assert min(sizes_of(figure)) >= POINTS
    assert plates[name].height_mm < A4_MM


@pytest.mark.parametrize("lang", ["he", *slowly("en")])
@pytest.mark.parametrize("name", [name for name in NAMES if name not in TWO_COLUMNS_ONLY])
def test_a_figure_that_fits_one_column_is_as_clear_in_it(plates, name, lang):
    assert plates[name].columns(ONE_COLUMN) == 1
    figure = plates[name].figure(lang, ONE_COLUMN)
    assert figure.get_figwidth() * 25.4 == pytest.approx(85)
    assert crowded(figure) == []
    assert min(sizes_of(figure)) >= POINTS
    assert plates[name].narrow_mm <= A4_MM


@pytest.mark.parametrize(
    "name",
    ["themes_codes", "themes_joint", "themes_quoted", "sample_years", "sites_evidence",
     "sites_planned", "audit_verdicts"],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["he", *slowly("en")])
def test_the_narrowest_columns_of_a_journal_are_wide_enough(plates, name, lang):
    figure = plates[name].figure(lang, as_preset("80/170"))
    assert crowded(figure) == []
    assert min(sizes_of(figure)) >= POINTS


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_figure_that_needs_two_columns_states_why(plates, lang):
    for name, plate in plates.items():
        assert (plate.widths(lang) == word("figures.wide_either", lang)) is (
            name not in TWO_COLUMNS_ONLY
        )
    with pytest.raises(WrongCallError, match=r"state why not; found neither in 'mine'"):
        Plate("mine", pd.DataFrame(), print, print, height_mm=50)


@pytest.mark.parametrize("name", sorted(TWO_COLUMNS_ONLY))
def test_what_needs_two_columns_does_not_fit_one_of_a_page(plates, name):
    plate = plates[name]
    assert plate.columns(ONE_COLUMN) == 2
    with warnings.catch_warnings(action="ignore"):  # matplotlib finds no room for the axes
        assert crowded(plate.draw(new_axes(A4_MM, 1), "en").figure)


def test_a_small_annotated_table_has_a_form_for_one_column():
    # fmt: off
    rows = [("a", "nurses", "", "", "n", "21"),
            ("b", "nurses", "ward or unit", "surgery and orthopaedics", "n", "9"),
            ("b", "nurses", "ward or unit", "surgery and orthopaedics", "percent", "34.6")]
    # fmt: on
    ledger = ledger_of(*rows)
    (plate,) = choose(study_figures(audit(ledger)), ["audit_table"])
    assert plate.columns(ONE_COLUMN) == 1
    for lang in LANGUAGES:
        assert crowded(plate.figure(lang, ONE_COLUMN)) == []


def test_a_study_and_its_sites_have_twelve_kinds_of_figures():
    assert len({*OF_NUMBERS, *OF_CODINGS, *OF_SITES}) == 12


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_has_the_same_numbers_in_both_languages(plates, name):
    """Numbers up to two may be words in one language."""
    said = [
        [n for n in re.findall(r"\d+(?:[.,]\d+)*", plates[name].text(lang)) if n not in {"1", "2"}]
        for lang in LANGUAGES
    ]
    assert sorted(said[0]) == sorted(said[1])
    assert len(said[0]) > 2


@pytest.mark.parametrize(("name", "lang"), [(n, lang) for n in NAMES for lang in LANGUAGES])
def test_words_are_whole_sentences_in_their_language(plates, name, lang):
    title, caption, alt = plates[name].words(lang)
    assert title != caption != alt
    assert caption.endswith(".")
    assert alt.endswith(".")
    whole = plates[name].text(lang)
    assert "  " not in whole
    assert "{" not in whole
    assert "nan" not in whole.lower().split()
    hebrew = len(re.findall("[א-ת]", caption + title))
    assert (hebrew > 20) is (lang == "he")


@pytest.mark.parametrize(
    ("name", "drawn", "not_drawn"),
    [
        ("themes_codes", "hollow: a part of the group", "reported as not raised"),
        ("sites_evidence", "small ring: unknown", "reported absent"),
        ("audit_verdicts", "dotted: not testable", "under a stated condition"),
        ("sites_planned", "triangle pointing up", "{"),
        ("grim_lattice", "Squares: means with so few decimals", "{"),
        ("audit_table", "Shaded, with a bar", "{"),
    ],
)
def test_a_caption_names_the_marks_that_are_drawn_and_no_others(plates, name, drawn, not_drawn):
    """A cross, and hatching under a condition, were explained where there was none."""
    caption = plates[name].words("en").caption
    assert drawn.casefold() in caption.casefold()
    assert not_drawn not in caption


@pytest.mark.parametrize("name", NAMES)
def test_a_number_of_people_has_spaces_around_its_sign(plates, name):
    """Figures had (n=25) where tables have (n = 25)."""
    ax, words = plates[name].figure().axes[0], plates[name].text()
    legend = [text for each in ax.figure.legends for text in each.get_texts()]
    shown = [*ax.texts, *ax.get_yticklabels(), *legend]
    assert "n=" not in words + "".join(text.get_text() for text in shown)


def test_names_of_a_ledger_become_names_of_files():
    assert slug("sample", "גיל / Age (years)") == "sample_גיל_Age_years"
    assert slug("audit", "../../etc", "") == "audit_etc_all"


@pytest.mark.parametrize(
    "name",
    [
        "sample_years",
        "themes_quoted",
        "sites_planned",
        "audit_verdicts",
        "themes_codes",
        "themes_joint",
        "sites_evidence",
        "audit_marital_status_peers",
    ],
)
def test_zero_and_the_first_column_are_beside_the_names_in_hebrew(drawn, name):
    (ax,) = drawn(name, "he").axes
    assert ax.xaxis_inverted()
    assert ax.yaxis.get_ticks_position() == "right"


@pytest.mark.parametrize("name", ["grim_lattice", "compatible_age", "pairs_years_in_field_peers"])
def test_two_scales_of_numbers_meet_at_their_origin_in_hebrew_too(drawn, name):
    (ax,) = drawn(name, "he").axes
    assert not ax.xaxis_inverted()
    assert ax.yaxis.get_ticks_position() == "left"


@pytest.mark.parametrize("name", ["sample_years", "audit_verdicts", "audit_marital_status_peers"])
def test_rows_are_from_top_to_bottom_in_the_order_of_the_frame(drawn, name):
    (ax,) = drawn(name, "en").axes
    places = [label.get_position()[1] for label in ax.get_yticklabels()]
    assert places == sorted(places)
    assert ax.yaxis_inverted()


def test_a_ledger_without_labels_has_the_figures_it_has_numbers_for():
    ledger = ledger_of(
        ("1", "all", "", "", "n", "20"),
        ("2", "all", "score <b>", "", "mean", "3.25"),
        ("2", "all", "score <b>", "", "sd", "1.10"),
    )
    made = study_figures(audit(ledger))
    assert not any(name.startswith("themes") for name in made)
    (plate,) = choose(made, ["sample_score_b"])
    assert crowded(plate.figure("he")) == []
    assert b"<b>" not in plate.file("svg", "he")


def test_a_study_of_codes_alone_has_figures_of_codes_alone():
    small = load_study("cofacilitation_mazor")
    assert list(study_figures(audit(small))) == ["audit_verdicts", "themes_quoted"]


def test_a_legend_names_only_what_is_drawn():
    ledger = ledger_of(("1", "all", "", "", "n", "20"), ("2", "all", "score", "", "mean", "3.25"))
    (plate,) = choose(study_figures(audit(ledger)), ["sample_score"])
    (legend,) = plate.figure().legends
    assert [text.get_text() for text in legend.get_texts()] == ["mean"]


def test_an_unknown_figure_is_an_error_that_lists_those_that_there_are(result):
    with pytest.raises(UnknownNameError, match=r"sample_years.*found 'nothing'"):
        choose(study_figures(result), ["nothing"])


def test_data_have_a_row_each_and_hold_no_fraction(plates):
    for plate in plates.values():
        assert isinstance(plate.data, pd.DataFrame)
        assert len(plate.table.splitlines()) == len(plate.data) + 1
        assert "Fraction" not in plate.table


@pytest.mark.parametrize("name", NAMES)
def test_a_hebrew_figure_is_in_hebrew_but_for_names_that_stay(plates, drawn, name):
    """Those of the trial and of a medium, statistics, and short names of codes."""
    told = " ".join(text for text, _ in texts_of(drawn(name, "he")))
    words = set(re.findall("[A-Za-z]{3,}", told + plates[name].text("he")))
    assert words <= {"UPSIDES", "CFIR", "GRIM", "COVID", "Consolidated", "Framework", "for",
                     "Implementation", "Research", "granularity", "related", "inconsistency",
                     "means"}  # fmt: skip
