"""The whole comparison: nothing rests on an unknown taken as absent."""

import random
from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest

from peerstudy.errors import PeerstudyError, UnknownNameError
from peerstudy.sites import (
    Status,
    contrast_differences,
    contrast_membership,
    evidence_matrix,
    overview,
    site_profile,
)
from peerstudy.sites.overview import COLUMNS, PARTS, bounded, flattened


@pytest.fixture(scope="module")
def frame(partners):
    return overview(partners, "upsides_israel")


def bounds_overview(of, contrasts):
    return flattened(bounded(of, contrasts))


def sides(sites):
    return {name: contrast_membership(sites, name) for name in sites.contrasts["contrast"]}


def require_within(before, after):
    """Insist that every interval of one overview lies in that of another."""
    assert list(before["subject"]) == list(after["subject"])
    for old, new in zip(before.to_dict("records"), after.to_dict("records"), strict=True):
        if old["low"] is None:
            assert new["low"] is None, old
        elif new["low"] is None:
            assert old["note"], old
        else:
            assert old["low"] <= new["low"] <= new["high"] <= old["high"], (old, new)


def flipped(matrix, cells):
    for row, site in cells:
        for status in (Status.REPORTED, Status.ABSENT):
            yield matrix.with_cell(row, site, status)


def test_flipping_any_unknown_keeps_every_interval_true(partners):
    matrix = evidence_matrix(partners, by=("role",)).where_known(2)
    before = bounds_overview(matrix, sides(partners))
    assert len(matrix.unknown_cells()) == 8
    for other in flipped(matrix, matrix.unknown_cells()):
        require_within(before, bounds_overview(other, sides(partners)))


def test_flipping_unknowns_of_the_whole_matrix_keeps_every_interval_true(partners):
    matrix = evidence_matrix(partners, by=("role",))
    before = bounds_overview(matrix, sides(partners))
    chosen = random.Random(7).sample(matrix.unknown_cells(), 12)
    for other in flipped(matrix, chosen):
        require_within(before, bounds_overview(other, sides(partners)))


@pytest.mark.slow
def test_flipping_every_unknown_of_the_whole_matrix_keeps_every_interval_true(partners):
    matrix = evidence_matrix(partners, by=("role",))
    before = bounds_overview(matrix, sides(partners))
    for other in flipped(matrix, matrix.unknown_cells()):
        require_within(before, bounds_overview(other, sides(partners)))


@pytest.mark.parametrize("floor", ["site", "group"])
@pytest.mark.parametrize("by", [(), ("study", "role"), ("study", "role", "wave")])
def test_flipping_unknowns_of_any_matrix_keeps_every_interval_true(partners, floor, by):
    matrix = evidence_matrix(partners, by=by, floor=floor).where_known()
    before = bounds_overview(matrix, sides(partners))
    chosen = random.Random(9).sample(matrix.unknown_cells(), 4)
    for other in flipped(matrix, chosen):
        require_within(before, bounds_overview(other, sides(partners)))


def test_whole_completions_lie_within_every_interval(partners):
    matrix = evidence_matrix(partners, by=("role",))
    before = bounds_overview(matrix, sides(partners))
    rng = random.Random(5)
    for share in (0.0, 0.1, 0.5, 0.9, 1.0):
        cells = matrix.cells.map(
            lambda cell, share=share: (
                (Status.REPORTED if rng.random() < share else Status.ABSENT)
                if cell == Status.UNKNOWN
                else cell
            )
        )
        require_within(before, bounds_overview(replace(matrix, cells=cells), sides(partners)))


def test_every_part_is_there_with_how_much_is_known(frame):
    assert list(frame) == list(COLUMNS)
    assert list(dict.fromkeys(frame["part"])) == list(PARTS)
    rests_on_unknowns = frame["part"].isin(["coverage", "prevalence", "similarity", "difference"])
    assert frame.loc[rests_on_unknowns, ["known", "cells"]].notna().all().all()


def test_a_point_is_given_only_where_cells_or_statements_leave_nothing_open(frame):
    points = frame[(frame["low"] == frame["high"]) & (frame["part"] == "prevalence")]
    assert (points["known"] == points["cells"]).all()
    assert "peer_training / either" in set(points["subject"])
    assert set(points["low"]) == {Fraction(1)}


def test_shares_and_differences_are_bounded_over_all_statements(frame):
    shares = frame[frame["part"] == "prevalence"].set_index("subject")
    assert shares.loc["negative_role_model / challenge", "low"] == Fraction(1, 6)
    income = frame[(frame["part"] == "difference") & (frame["statistic"] == "income")]
    mutual = income.set_index("subject").loc["mutual_benefits / facilitator"]
    assert (mutual["low"], mutual["high"]) == (-1, Fraction(2, 3))


def test_every_comparison_of_two_pairs_can_come_out_either_way(frame):
    row = frame[frame["part"] == "orders"].iloc[0]
    assert (row["low"], row["note"]) == (105, "of 105")


def test_a_concordance_has_no_upper_end(frame):
    rows = frame[frame["part"] == "concordance"]
    assert rows["high"].isna().all()
    assert set(rows.loc[rows["low"] == 0, "note"]) == {"none seen"}


def test_contrasts_come_from_the_files(partners):
    income = contrast_membership(partners, "income")
    assert {site for site, side in income.items() if side == "first"} == set(
        partners.members("high_income")
    )
    earlier = contrast_membership(partners, "earlier_peer_support")
    assert {site for site, side in earlier.items() if not side} == {"ulm", "dar_es_salaam"}
    with pytest.raises(UnknownNameError, match="income, earlier_peer_support"):
        contrast_membership(partners, "wealth")


def test_a_conflict_that_matters_to_a_contrast_is_refused(partners):
    split = partners.contrasts.assign(first="lower-middle", second="low")
    with pytest.raises(PeerstudyError, match="Sources differ on the income of pune"):
        contrast_membership(replace(partners, contrasts=split), "income")


def test_differences_of_contrasts_have_a_row_each(partners):
    matrix = evidence_matrix(partners, by=("role",))
    found = contrast_differences(partners, matrix)
    assert len(found) == 2 * len(matrix.rows)
    assert set(found["contrast"]) == {"income", "earlier_peer_support"}


def test_the_profile_keeps_conflicts_and_gaps(partners):
    profile = site_profile(partners, ["income", "place", "earlier_peer_support"])
    assert list(profile.index) == ["country", "income", "place", "earlier_peer_support"]
    assert profile.loc["place", "pune"] == "Pune (as printed) / Ahmedabad (as printed)"
    assert "lower-middle (World Bank 2020-21)" in profile.loc["income", "dar_es_salaam"]
    assert profile.loc["earlier_peer_support", "ulm"] == "unknown"
    assert profile.loc["place", "ulm"] == "unknown"


def test_a_site_more_is_rows_more(partners):
    new = partners.sites.iloc[[0]].assign(site="new", label_en="New", country="Elsewhere")
    more = replace(partners, sites=pd.concat([partners.sites, new], ignore_index=True))
    rows = overview(more, "upsides_israel").query("part == 'coverage'")
    assert rows.iloc[-1][["subject", "known"]].tolist() == ["new", 0]
    assert site_profile(more)["new"].tolist()[0] == "Elsewhere"
