from dataclasses import replace

import pandas as pd
import pytest

from peerstudy.errors import InvalidDataError, UnknownNameError
from peerstudy.study.programmes import facilitators_served, programme_of
from peerstudy.study.reference import load_programme, load_resources
from peerstudy.study.resources import BY, NOT_STATED, alike, resource_counts

CENTRE, PROGRAMME = load_resources(), load_programme()


@pytest.mark.parametrize("by", BY)
def test_every_resource_is_counted_once(by):
    frame = resource_counts(CENTRE, by)
    assert frame["n"].sum() == 22 == frame["denominator"].unique().item()
    assert frame["share"].sum() == pytest.approx(1)
    assert NOT_STATED not in frame["value"].tolist()[:-1]


def test_decades_stand_in_time_and_what_is_not_told_last():
    frame = resource_counts(CENTRE, "decade")
    assert frame[["value", "n"]].to_numpy().tolist() == [
        ["2000s", 5],
        ["2010s", 13],
        ["2020s", 2],
        [NOT_STATED, 2],
    ]


def test_an_unknown_key_is_named():
    with pytest.raises(UnknownNameError, match="colour"):
        resource_counts(CENTRE, "colour")


def test_no_resource_of_the_page_is_listed_twice():
    assert alike(CENTRE).empty


def test_a_resource_listed_twice_is_found_by_title_or_authors():
    doubled = CENTRE.resources.copy()
    doubled.loc[1, "title"] = doubled.loc[0, "title"].upper() + "!"
    doubled.loc[3, "authors"] = "; ".join(reversed(doubled.loc[2, "authors"].split("; ")))
    found = alike(replace(CENTRE, resources=doubled))
    assert found.to_numpy().tolist() == [["r01", "r02", "title"], ["r03", "r04", "authors"]]


def test_every_title_is_printed_twice_on_the_page():
    twice = CENTRE.duplicates.query("kind == 'title printed twice'")
    assert twice["resource_a"].tolist() == CENTRE.resources["resource"].tolist()


def test_four_kinds_of_service_and_seven_references():
    assert (len(CENTRE.services), len(CENTRE.references)) == (4, 7)


def test_every_step_of_the_crosswalk_is_ours_and_has_a_reason():
    steps = PROGRAMME.crosswalk
    assert set(steps["mapped_by"]) == {"peerstudy"}
    assert (steps["reason"].str.len() > 20).all()
    assert set(steps["element"]) <= set(PROGRAMME.elements["element"])


def test_six_facilitators_have_something_on_the_ground(study):
    served = facilitators_served(PROGRAMME, study.codings)
    assert len(served) == 17
    assert served["served"].value_counts().to_dict() == {"none": 11, "direct": 3, "partial": 3}
    assert set(served.query("served != 'none'")["cfir_domain"]) == {"process"}
    assert served[["direct", "partial"]].sum().sum() == len(PROGRAMME.crosswalk)


def test_a_crosswalk_to_nowhere_is_refused(study):
    steps = PROGRAMME.crosswalk.replace({"facilitator": {"f_process_planning_room": "f_process"}})
    with pytest.raises(InvalidDataError, match="f_process'"):
        facilitators_served(replace(PROGRAMME, crosswalk=steps), study.codings)


def test_a_crosswalk_from_nowhere_is_refused():
    parts = PROGRAMME.elements.rename(columns={"element": "id"})
    frames = {
        "audiences": PROGRAMME.audiences,
        "aims": parts.query("kind == 'aim'"),
        "study_days": parts.query("kind == 'study day'"),
        "crosswalk": PROGRAMME.crosswalk.replace({"element": {"aim1": "aim9"}}),
    }
    with pytest.raises(InvalidDataError, match="aim9"):
        programme_of("own", {}, frames)


def test_lists_are_as_long_as_the_page_prints_them():
    kinds = PROGRAMME.elements["kind"].value_counts()
    assert (kinds["aim"], kinds["study day"], len(PROGRAMME.audiences)) == (7, 5, 2)
    assert isinstance(PROGRAMME.crosswalk, pd.DataFrame)
