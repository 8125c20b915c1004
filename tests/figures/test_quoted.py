"""Who is quoted."""

import pytest

from peerstudy.codings import quoted_shares
from peerstudy.figures import draw_quoted


@pytest.mark.parametrize("lang", ["en", "he"])
def test_marks_are_at_the_shares_of_the_frame(study, lang):
    rows = quoted_shares(study)
    ax = draw_quoted(study, lang=lang)
    by_shape = {line.get_marker(): list(line.get_xdata()) for line in ax.lines}
    assert by_shape["s"] == pytest.approx(list(100 * rows["sample_share"]))
    assert by_shape["o"] == pytest.approx(list(100 * rows["share"]))
    assert by_shape["D"] == pytest.approx(
        list(100 * rows["speakers"] / rows["speakers_denominator"])
    )
