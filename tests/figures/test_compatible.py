"""The band of compatible data sets."""

import numpy as np
import pytest

from peerstudy.auditing import printed_summaries
from peerstudy.errors import UnknownNameError
from peerstudy.figures import compatible_band, draw_compatible
from peerstudy.figures.compatible import describe_compatible
from peerstudy.ledger import Labels
from peerstudy.reconstruct import PrintedSummary, every_dataset


def test_the_band_holds_nine_of_ten_of_all_data_sets():
    """Where all can be listed, the drawn band is that of the whole list."""
    summary = PrintedSummary(n=10, low=0, high=6, mean="3.0", sd="1.9")
    data = np.array([[float(v) for v in values] for values in every_dataset(summary)])
    rows = compatible_band({"all": summary}, draws=4000)
    shares = (data[:, :, None] <= rows["value"].to_numpy()).mean(axis=1)
    low, middle, high = np.percentile(shares, (5, 50, 95), axis=0)
    assert rows["datasets"].iloc[0] == len(data) > 20
    for column, exact in (("low", low), ("middle", middle), ("high", high)):
        assert np.abs(rows[column] - exact).max() <= 1 / summary.n
    assert rows["middle"].iloc[-1] == 1
    assert rows.equals(compatible_band({"all": summary}, draws=4000))


def test_the_lines_are_the_medians_in_percent(study):
    key = "peers", "education_years", "Table 1"
    rows = compatible_band({"peers": printed_summaries(study)[key]})
    ax = draw_compatible(rows, "education_years")
    assert list(ax.lines[0].get_ydata()) == pytest.approx(list(100 * rows["middle"]))
    assert len(ax.collections) == 1


def test_groups_that_are_not_drawn_are_named_with_the_reason(plates):
    """Peers were missing without a word: no data set has what is reported of them."""
    caption = plates["compatible_years_in_field"].words("en").caption
    assert caption.endswith("no data set has the reported mean, SD, n and range: Peers.")
    assert "Not drawn" not in plates["compatible_age"].words("en").caption
    rows = plates["compatible_age"].data
    few = describe_compatible(rows, Labels(), "age", {"nurses": "few", "cooks": "few"}).caption
    assert few.endswith("with fewer than 5 people or too much left open to count the data sets: "
                        "nurses, cooks.")  # fmt: skip


def test_a_variable_no_data_set_has_is_an_error_that_lists_the_others(study):
    with pytest.raises(UnknownNameError, match=r"age, education_years.*found 'gender'"):
        draw_compatible(study, "gender")
