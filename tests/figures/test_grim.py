"""The GRIM lattice."""

from fractions import Fraction

import pytest

from peerstudy.audit import mean_endings
from peerstudy.figures import draw_endings
from peerstudy.ledger import as_ledger
from tests.conftest import ledger_of


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


def test_marks_are_at_their_n_and_decimals_and_failures_are_named(plates):
    (ax,) = plates["grim_lattice"].figure().axes
    frame = plates["grim_lattice"].data
    drawn = {line.get_label(): line for line in ax.lines}["reported, not attainable"]
    bad = frame[frame["kind"] == "inconsistent"]
    assert list(drawn.get_xdata()) == bad["denominator"].tolist()
    assert sorted(drawn.get_ydata()) == pytest.approx([0.6, 0.88])
    names = [text.get_text().replace("\n", " ").replace("\xa0", " ") for text in ax.texts]
    assert names == [
        "Years of education, Policy makers: 21.6 (n=3)",
        "Years in the rehabilitation field, Professionals with lived experience: 13.88 (n=4)",
    ]


def test_every_failure_is_named_however_many_there_are():
    """Means beyond the twenty-sixth had no name."""
    rows = [("0", "all", "", "", "n", "7")]
    rows += [(str(i), "all", f"v{i}", "", "mean", f"{i}.49") for i in range(1, 41)]
    ledger = as_ledger(ledger_of(*rows))
    found = mean_endings(ledger)
    assert (found["kind"] == "inconsistent").sum() == 40
    assert len(draw_endings(found).texts) == 40
