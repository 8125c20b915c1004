"""Other tools on the same tables: what their descriptions say they judge, and what they notice."""

from collections import Counter

import pytest
from benchmarks.other_tools import grim_of, n_percent
from conftest import slowly

from generated.scoring import score


def flags(head, *cells):
    """Return what is judged of one column: by row, whether it is flagged."""
    rows = [[f"row {i}", cell] for i, cell in enumerate(cells)]
    return {row: flagged for (row, _), (_, flagged) in n_percent(["", head], rows).items()}


def test_n_percent_does_as_its_description_says():
    """The cases of the problem card, and of the changelog of 5.24.0."""
    assert flags("Cohort (n = 132)", "79 (63)", "53 (37)") == {0: True, 1: True}
    assert flags("Cohort (n = 33)", "16 (48%)", "17 (52%)") == {0: False, 1: False}
    assert flags("Cohort (n = 33)", "45 (12)", "24 (3)") == {}
    independent = ("79 (59.8%)", "53 (40.2%)", "40 (30.3%)", "26 (19.7%)")
    assert flags("Cohort", *independent) == {}
    assert flags("Cohort (n = 132)", *independent) == dict.fromkeys(range(4), False)
    assert flags("Cohort", "16 (48%)", "17 (58%)") == {0: False, 1: True}


@pytest.mark.parametrize(
    ("faults", "noticed", "not_judged", "alarms"), [(15, 8, 0, 11), *slowly((150, 88, 14, 99))]
)
def test_what_is_noticed_beside_the_check_of_n_percent(faults, noticed, not_judged, alarms):
    """The sample of `make bench` that ships; what the audit does is above a bar, not a number."""
    whole = sum(score(22, faults).values(), Counter())
    assert (whole["noticed"], whole["alarm"]) == (faults, 0)
    told = [whole[f"n (%): {name}"] for name in ("noticed", "not judged", "alarm")]
    assert told == [noticed, not_judged, alarms]


def test_grim_judges_means_alone():
    pytest.importorskip("grim", reason="grim is installed by `make bench`")
    rows = [("a", "", "", "n", "24"), ("a", "v", "", "mean", "25.17"), ("a", "v", "", "sd", "4.8")]
    assert grim_of(rows) == {("a", "v", ""): (("25.17", "24"), False)}
