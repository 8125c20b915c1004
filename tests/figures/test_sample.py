"""The figure of the sample."""

import pytest
from matplotlib.colors import to_hex

from peerstudy.errors import UnknownNameError
from peerstudy.figures import draw_means, sample_means
from peerstudy.figures.sample import describe_means
from peerstudy.figures.style import ORANGE, counted
from peerstudy.ledger import Labels, as_ledger
from peerstudy.words import isolated
from tests.conftest import ledger_of


def points(ax):
    return {
        (x, y): to_hex(line.get_color())
        for line in ax.lines
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
    }


def test_a_mean_is_marked_where_a_check_of_means_finds_it_inconsistent(study, result):
    rows = sample_means(study, result)
    wrong = rows[rows["problem"]][["group", "variable"]]
    assert set(wrong.itertuples(index=False, name=None)) == {
        ("peers", "years_in_field"),
        ("policy_makers", "education_years"),
        ("professionals_lived_experience", "education_years"),
        ("professionals_lived_experience", "years_in_field"),
    }
    drawn = points(draw_means(rows))
    assert {x for (x, _), colour in drawn.items() if colour == ORANGE.lower()} == set(
        rows[rows["problem"]]["mean"]
    )


def test_a_study_is_drawn_as_the_rows_of_its_audit(study, result):
    assert points(draw_means(study)) == points(draw_means(sample_means(study, result)))


@pytest.mark.parametrize("lang", ["en", "he"])
def test_headings_and_groups_are_named_in_the_order_they_are_written(study, lang):
    labels = Labels(study, lang)
    ax = draw_means(study, "age", lang=lang)
    names = [text.get_text() for text in ax.get_yticklabels()]
    assert names[:2] == [labels.variable("age"), counted(labels.group("peers"), "n = 25", lang)]
    assert ax.get_yticklabels()[0].get_fontweight() == "bold"
    assert ax.get_yticklabels()[1].get_fontweight() == "normal"


def test_a_variable_without_means_is_an_error_that_lists_those_with(study):
    with pytest.raises(UnknownNameError, match=r"age, education_years, years_in_field.*'gender'"):
        draw_means(study, "gender")


def test_a_figure_is_drawn_on_the_axes_it_is_given(study):
    first = draw_means(study, "age")
    assert draw_means(study, "age", ax=first) is first


def test_variables_of_different_units_share_no_panel():
    ledger = as_ledger(
        ledger_of(
            ("1", "all", "", "", "n", "20"),
            ("2", "all", "score", "", "mean", "3.25"),
            ("3", "all", "weight", "", "mean", "71.5"),
        )
    )
    assert [x for x, _ in points(draw_means(ledger))] == [3.25]


def test_the_alt_text_has_every_mean_and_names_the_inconsistent(plates):
    plate = plates["sample_years"]
    for row in plate.data.to_dict("records"):
        assert f"mean {row['mean']:g}" in plate.words("en").alt
    assert "the mean of Years of education of Policy makers" in plate.words("en").alt
    assert isolated("14.43", ltr=True) in plate.words("he").alt


def test_the_caption_names_bars_lines_and_crosses_only_where_there_are_some():
    ledger = ledger_of(("1", "all", "", "", "n", "20"), ("2", "all", "score", "", "mean", "3.25"))
    rows, labels = sample_means(as_ledger(ledger)), Labels()
    assert describe_means(rows, labels).caption == (
        "Diamond: mean; all as reported. n: the number of people in the mean. "
        "A group without a bar has no SD reported. A group without a line has no range reported."
    )
    whole = rows.assign(sd=1.0, min=1.0, max=5.0, problem=True)
    assert describe_means(whole, labels).caption.startswith("Bar: one standard deviation")
    assert "cross: a mean that is inconsistent" in describe_means(whole, labels).caption
    assert "without" not in describe_means(whole, labels).caption
