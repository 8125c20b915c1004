"""Planned against achieved, with gaps left open."""

from dataclasses import replace

import pandas as pd
import pytest

from peerstudy.sites.planned import COLUMNS, plan_totals, planned_and_achieved


@pytest.fixture(scope="module")
def frame(partners):
    return planned_and_achieved(partners)


def overall(frame, component, measure):
    rows = frame[(frame["site"] == "") & (frame["component"] == component)]
    return rows[rows["measure"] == measure].set_index("achieved_study")


def test_the_trial_took_in_more_than_it_planned(frame):
    row = overall(frame, "trial", "people").loc["puschner_2025"]
    assert (row["planned_low"], row["achieved_low"], row["verdict"]) == (558, 615, "above")
    assert row["planned_basis"] == "printed"


def test_a_conflict_between_papers_stays_two_rows(frame):
    rows = overall(frame, "user_interviews", "interviews")
    assert list(rows["achieved_low"]) == [34, 33]
    assert set(rows["verdict"]) == {"below"}


def test_what_covers_both_waves_is_held_against_both_plans(frame):
    row = overall(frame, "key_informants", "people").loc["haun_2024"]
    assert (row["planned_low"], row["planned_high"], row["verdict"]) == (48, 72, "within")
    assert "2 waves together" in row["planned_basis"]
    assert row["assumes"] == ("derived plan", "nobody in both waves")


def test_a_verdict_on_printed_numbers_of_one_wave_assumes_nothing(frame):
    assert overall(frame, "trial", "people")["assumes"].item() == ()
    assert set(frame.loc[frame["verdict"] == "unknown", "assumes"]) == {()}


def test_a_site_whose_number_is_not_published_is_unknown(frame, partners):
    rows = frame[(frame["site"] != "") & (frame["component"] == "trial")]
    assert list(rows["site"]) == partners.names
    assert set(rows["planned_low"]) == {93}
    assert rows["achieved_low"].isna().all()
    assert set(rows["verdict"]) == {"unknown"}


def test_columns_are_whole_numbers_with_gaps(frame):
    assert list(frame) == list(COLUMNS)
    assert frame["achieved_low"].dtype == pd.Int64Dtype()


def test_six_times_the_site_plan_is_the_total_but_once(partners):
    totals = plan_totals(partners).set_index("who")
    assert totals.loc["service users", ["each_site", "product", "printed"]].tolist() == [
        93,
        558,
        558,
    ]
    off = totals[totals["difference"] != 0]
    assert off["difference"].to_dict() == {"service users, intervention arm": -3}


def test_a_plan_of_both_waves_is_not_added_up(partners):
    rows = partners.participants
    plan = rows[(rows["component"] == "key_informants") & (rows["state"] == "planned")]
    both = plan.iloc[[0]].assign(site_group="all_six", wave="both", low="50", high="60")
    more = replace(partners, participants=pd.concat([rows, both], ignore_index=True))
    row = overall(planned_and_achieved(more), "key_informants", "people").loc["haun_2024"]
    assert (row["planned_low"], row["planned_basis"]) == (50, "printed")
