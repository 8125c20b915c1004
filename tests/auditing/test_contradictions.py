import pandas as pd
import pytest
from conftest import COLUMNS

from peerstudy import audit


def twice(stat, first, second, **options):
    rows = [
        ["t", "Table 1", "g", "v", "", stat, first, "p. 1"],
        ["s", "Text", "g", "v", "", stat, second, "p. 2"],
    ]
    (finding,) = audit(
        pd.DataFrame(rows, columns=COLUMNS), checks=["TXT1"], **options
    ).findings.to_dict("records")
    return finding


@pytest.mark.parametrize(
    ("stat", "first", "second", "verdict"),
    [
        ("mean", "41.5", "41.52", "consistent"),
        ("mean", "41.5", "41.45", "consistent"),
        ("mean", "41.5", "41.6", "inconsistent"),
        ("mean", "41.5", "41.58", "inconsistent"),
        ("mean", "41.5", "41.44", "inconsistent"),
        ("mean", "14.43", "4.43", "inconsistent"),
        ("n", "2", "1", "inconsistent"),
        ("n", "2", "2", "consistent"),
        ("percent", "73", "73.1%", "consistent"),
        ("percent", "73", "74%", "inconsistent"),
        ("value", "2018", "2019", "inconsistent"),
    ],
)
def test_two_places_agree_to_the_coarser_ones_precision(stat, first, second, verdict):
    assert twice(stat, first, second)["verdict"] == verdict


@pytest.mark.parametrize(
    ("stat", "first", "second", "told"),
    [
        ("mean", "14.43", "4.43", "a dropped digit: 14.43 and 4.43"),
        ("mean", "14.43", "41.43", "two digits swapped"),
        ("n", "2", "1", "the two differ by one"),
        ("n", "20", "57", "No simple explanation was found"),
    ],
)
def test_what_differs_is_explained(stat, first, second, told):
    assert told in twice(stat, first, second)["explanations"][0]


def test_a_contradiction_names_both_places_and_both_sources():
    finding = twice("mean", "14.43", "4.43")
    assert finding["place"] == "Table 1 and Text"
    assert finding["source"] == "p. 1; p. 2"


def test_a_place_that_prints_no_number_contradicts_nothing():
    rows = [
        ["t", "Table 1", "g", "v", "", "mean", "5", ""],
        ["s", "Text", "g", "v", "", "mean", "–", ""],
    ]
    assert audit(pd.DataFrame(rows, columns=COLUMNS), checks=["TXT1"]).findings.empty


@pytest.mark.parametrize(
    ("stat", "printed", "severity"),
    [
        ("mean", "", "note"),
        ("n", "<5", "note"),
        ("percent", "4(14.3.60%)", "medium"),
        ("n", "20.5", "medium"),
        ("n", "-3", "medium"),
    ],
)
def test_what_is_no_number_is_listed_so_that_nothing_passes_silently(stat, printed, severity):
    frame = pd.DataFrame([["t", "Table 1", "g", "v", "", stat, printed, ""]], columns=COLUMNS)
    (finding,) = audit(frame, checks=["TXT2"]).findings.to_dict("records")
    assert (finding["verdict"], finding["severity"]) == ("not testable", severity)


def test_a_group_of_nobody_is_listed():
    frame = pd.DataFrame([["t", "Table 1", "g", "", "", "n", "0", ""]], columns=COLUMNS)
    (finding,) = audit(frame, checks=["TXT2"]).findings.to_dict("records")
    assert "share or a mean of 0 people" in finding["reason"]


def papers(*rows):
    """Audit an N that several sources print, each in a place of its own."""
    frame = [[str(i), f"Place {i}", "g", "", "", "n", *row] for i, row in enumerate(rows)]
    result = audit(pd.DataFrame(frame, columns=COLUMNS), checks=["TXT1"])
    return result.findings.to_dict("records")[0]


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        ("doi:10.1234/a, p. 2", "https://doi.org/10.1234/b", "inconsistent if"),
        ("doi:10.1234/a, p. 2", "https://doi.org/10.1234/A, Table 1", "inconsistent"),
        ("Moran 2022, p. 4", "Moran 2025, p. 4", "inconsistent if"),
        ("Service users (article)", "Service users (conference abstract)", "inconsistent if"),
        ("main.docx:4", "supplement.pdf:1", "inconsistent if"),
        ("docx:4", "pdf:4", "inconsistent"),
        ("p. 1", "doi:10.1234/a", "inconsistent"),
        ("", "", "inconsistent"),
    ],
)
def test_another_publication_may_report_a_subset(first, second, verdict):
    assert papers(("34", first), ("33", second))["verdict"] == verdict


def test_a_contradiction_within_one_of_two_publications_stays_one():
    first, second = "doi:10.1234/a", "doi:10.1234/b"
    rows = [("34", first), ("34", f"{first}, p. 2"), ("34", second), ("33", second)]
    for order in (rows, rows[::-1]):
        assert papers(*order)["verdict"] == "inconsistent"
    assert papers(*rows[:3])["verdict"] == "consistent"
