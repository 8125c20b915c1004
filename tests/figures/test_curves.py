"""Curves over the number of sessions."""

import pandas as pd
import pytest

from peerstudy.errors import UnknownNameError
from peerstudy.figures import draw_curves
from peerstudy.inference import rarefaction, saturation_curves, simulated_coding


def test_curves_follow_the_frame():
    curve = rarefaction(simulated_coding())
    ax = draw_curves(curve, "codes")
    for line in ax.lines:
        assert list(line.get_ydata()) == curve[curve["group"] == line.get_label()]["codes"].tolist()
    assert all("simulated" in line.get_label() for line in ax.lines)
    shares = draw_curves(saturation_curves(simulated_coding()), "share")
    assert all(line.get_ydata().max() <= 1 for line in shares.lines)


def test_every_group_has_a_curve_however_many_there_are():
    """Groups beyond the fourth were not drawn."""
    frame = pd.DataFrame(
        [(f"g{g}", n, n + g) for g in range(9) for n in (1, 2, 3)],
        columns=["group", "sessions", "codes"],
    )
    assert len(draw_curves(frame, "codes").lines) == 9


def test_an_unknown_value_is_an_error_that_lists_the_known():
    with pytest.raises(UnknownNameError, match=r"codes, share; found 'themes'"):
        draw_curves(rarefaction(simulated_coding()), "themes")
