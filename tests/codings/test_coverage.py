from dataclasses import replace

import pandas as pd
import pytest

from peerstudy.codings import (
    codings_of,
    coverage,
    coverage_shares,
    lowest_coverage,
    no_codings,
    voices,
)
from peerstudy.codings.schema import FILES


@pytest.fixture
def told(study):
    """Give the study's codes and groups with other statements of (code, group, stance)."""

    def make(*statements):
        rows = [
            dict.fromkeys(FILES["attributions"].columns, "")
            | {
                "code": code,
                "group": group,
                "extent": "many",
                "stance": stance,
                "source": f"docx:{i}",
            }
            for i, (code, group, stance) in enumerate(statements, start=1)
        ]
        frame = pd.DataFrame(rows, columns=list(FILES["attributions"].columns), dtype=str)
        codes = study.codings.codebook.codes
        return codings_of({"codes": codes, "attributions": frame}, study.groups)

    return make


def states(findings, code="c_inner_voice"):
    frame = coverage(findings)
    rows = frame[frame["code"] == code].set_index("group")
    return {group: (row["state"], row["basis"]) for group, row in rows.iterrows()}


UNKNOWN = ("unknown", "")


def test_silence_is_unknown(told):
    assert set(states(told()).values()) == {UNKNOWN}


def test_what_a_part_raised_its_whole_raised_and_not_its_other_parts(told):
    found = states(told(("c_inner_voice", "upsides_peers", "raised")))
    assert found["upsides_peers"] == ("reported", "said of the group")
    assert found["peers"] == ("reported", "said of a part")
    assert found["peer_specialists"] == found["professionals"] == UNKNOWN
    assert found["all"] == UNKNOWN


def test_what_all_raised_the_main_groups_raised_and_no_more_is_known(told):
    found = states(told(("c_inner_voice", "all", "raised")))
    assert found["peers"] == found["professionals"] == ("reported", "said of all")
    assert found["upsides_peers"] == found["managers"] == UNKNOWN


def test_what_a_group_raised_says_nothing_of_its_parts(told):
    found = states(told(("c_inner_voice", "peers", "raised")))
    assert found["upsides_peers"] == UNKNOWN


def test_absence_is_reported_only_of_the_group_it_is_said_of(told):
    found = states(told(("c_inner_voice", "managers", "not_raised")))
    assert found["managers"] == ("reported absent", "said of the group")
    assert found["professionals"] == UNKNOWN


def test_what_is_reported_outweighs_what_is_denied(told):
    found = states(
        told(("c_inner_voice", "managers", "not_raised"), ("c_inner_voice", "managers", "raised"))
    )
    assert found["managers"] == ("reported", "said of the group")


def test_a_code_above_is_raised_where_one_below_is(told):
    findings = told(("c_inner_resources_more", "peers", "raised"))
    assert states(findings, "c_inner")["peers"] == ("reported", "said of a code below")
    assert states(findings, "c_inner_resources_crises")["peers"] == UNKNOWN
    denied = told(("c_inner_resources_more", "peers", "not_raised"))
    assert states(denied, "c_inner")["peers"] == UNKNOWN


def test_shares_are_bounds_over_what_is_unknown(told):
    findings = told(
        ("c_inner_voice", "peers", "raised"),
        ("c_outer_policy", "peers", "not_raised"),
    )
    row = coverage_shares(findings).query("group == 'peers' and valence == 'challenge'").iloc[0]
    assert row[["reported", "absent", "unknown", "denominator"]].tolist() == [1, 1, 12, 14]
    assert (row["low"], row["high"]) == (1 / 14, 13 / 14)


def test_the_main_groups_of_the_study_cover_most_codes(study):
    """Counted by hand from the second reading's list of groups by heading."""
    rows = coverage_shares(study.codings).set_index(["valence", "group"])
    assert rows.loc[("challenge", "peers"), ["reported", "unknown"]].tolist() == [13, 1]
    assert rows.loc[("challenge", "professionals"), ["reported", "unknown"]].tolist() == [14, 0]
    assert rows.loc[("facilitator", "upsides_peers"), ["reported", "unknown"]].tolist() == [0, 17]
    assert (rows["absent"] == 0).all()


def test_voices_sets_quotations_beside_what_is_said(study):
    rows = voices(study.codings).set_index(["code", "group"])
    assert rows.loc[("c_inner_voice", "peers"), ["state", "n", "heard"]].tolist() == [
        "reported",
        1,
        True,
    ]
    disclosure = rows.loc[("c_intervention_core_disclosure", "peers")]
    assert disclosure[["state", "n", "heard"]].tolist() == ["reported", 0, False]
    total = rows.xs("all", level="group")["n"].sum()
    assert total == 44


def test_the_figures_rows_are_lowest_codes_and_parts(study):
    frame = lowest_coverage(study.codings)
    assert set(frame["code"]) == set(study.codings.codebook.leaves)
    assert "all" not in set(frame["group"])
    assert len(frame) == 31 * 10


def test_no_findings_are_covered_by_nobody():
    assert coverage(no_codings()).empty
    assert coverage_shares(no_codings()).empty
    assert voices(no_codings()).empty


def test_what_all_raised_is_known_only_of_groups_that_make_up_the_whole(study, told):
    groups = study.groups.copy()
    groups.loc[groups["group"] == "peers", "partition"] = ""
    raised = told(("c_inner_voice", "all", "raised"))
    found = states(replace(raised, groups=groups))
    assert (found["peers"], found["professionals"][0]) == (UNKNOWN, "reported")
