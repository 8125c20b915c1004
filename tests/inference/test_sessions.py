"""Codings as sessions by codes."""

import pandas as pd
import pytest

from peerstudy.errors import DesignError, InvalidDataError, UnknownNameError
from peerstudy.inference import session_codes

SESSIONS = pd.DataFrame({"session": ["fg1", "fg2", "fg3"], "site": ["x", "x", "y"]})
SEGMENTS = pd.DataFrame({"session": ["fg1", "fg1", "fg3"], "code": ["stigma", "stigma", "pay"]})


def test_segments_are_counted_by_session():
    coding = session_codes(SEGMENTS, SESSIONS)
    assert coding.counts.to_numpy().tolist() == [[2, 0], [0, 0], [0, 1]]
    assert coding.incidence["stigma"].tolist() == [True, False, False]
    assert coding.sizes == {"x": 2, "y": 1}
    assert str(coding) == "3 sessions (x 2, y 1), 2 codes"


def test_a_session_without_segments_stays():
    assert "fg2" in session_codes(SEGMENTS, SESSIONS).counts.index


def test_codes_nobody_raised_can_be_listed():
    coding = session_codes(SEGMENTS, SESSIONS, codes=["pay", "stigma", "policy"])
    assert coding.codes == ["pay", "stigma", "policy"]
    assert coding.counts["policy"].sum() == 0


def test_columns_may_have_other_names():
    coding = session_codes(
        SEGMENTS.rename(columns={"code": "theme"}),
        SESSIONS.rename(columns={"site": "role"}),
        group="role",
        code="theme",
    )
    assert coding.of("y").counts["pay"].tolist() == [1]


def test_all_that_is_unlisted_is_told_at_once():
    extra = pd.DataFrame({"session": ["fg9", "fg1"], "code": ["pay", "luck"]})
    with pytest.raises(InvalidDataError) as caught:
        session_codes(extra, SESSIONS, codes=["pay"])
    assert [problem.found for problem in caught.value.problems] == ["fg9", "luck"]


def test_missing_columns_are_told_at_once():
    with pytest.raises(InvalidDataError, match="2 problems"):
        session_codes(SEGMENTS[["session"]], SESSIONS[["session"]])


def test_a_session_of_two_groups_is_refused():
    mixed = pd.concat([SESSIONS, pd.DataFrame({"session": ["fg1"], "site": ["y"]})])
    with pytest.raises(DesignError, match="fg1 belong to more than one site") as caught:
        session_codes(SEGMENTS, mixed)
    assert "sessions of one site each" in caught.value.needed


def test_a_group_must_exist():
    with pytest.raises(UnknownNameError, match="one of x, y; found 'z'"):
        session_codes(SEGMENTS, SESSIONS).of("z")
