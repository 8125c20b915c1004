"""The GRIM lattice."""

from fractions import Fraction

import pandas as pd
import pytest

from peerstudy.auditing.endings import Ending
from peerstudy.figures import draw_endings


def test_means_that_whole_values_cannot_have_are_found_by_trying_all_sums(plates):
    frame = plates["grim_lattice"].data
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


def test_marks_are_at_their_n_and_decimals_and_failures_are_named(plates, drawn):
    (ax,) = drawn("grim_lattice", "en").axes
    frame = plates["grim_lattice"].data
    marks = {line.get_label(): line for line in ax.lines}["reported, not attainable"]
    bad = frame[frame["kind"] == "inconsistent"]
    assert list(marks.get_xdata()) == bad["denominator"].tolist()
    assert sorted(marks.get_ydata()) == pytest.approx([0.6, 0.88])
    names = [text.get_text().replace("\n", " ").replace("\xa0", " ") for text in ax.texts]
    assert names == [
        "Years of education, Policy makers: 21.6 (n = 3)",
        "Years in the rehabilitation field, Professionals with lived experience: 13.88 (n = 4)",
    ]


def test_every_failure_is_named_however_many_there_are():
    """Means beyond the twenty-sixth had no name."""
    rows = [
        ("inconsistent", 7, i / 40, i / 40, i / 40, "all", f"v{i}", "", f"3.{i}", 7)
        for i in range(40)
    ]
    frame = pd.DataFrame(rows, columns=list(Ending._fields))
    names = [text.get_text().split(",")[0] for text in draw_endings(frame).texts]
    assert sorted(names) == sorted(f"v{i}" for i in range(40))
