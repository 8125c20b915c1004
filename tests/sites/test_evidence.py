"""From statements to cells: nothing is filled in, and pooling loses only certainty."""

from dataclasses import replace

import pandas as pd
import pytest

from peerstudy.errors import PeerstudyError, UnknownNameError
from peerstudy.sites.evidence import evidence_matrix
from peerstudy.sites.matrix import Status
from peerstudy.sites.prevalence import prevalence_of
from peerstudy.sites.similarity import MEASURES

REPORTED, ABSENT, UNKNOWN = Status.REPORTED, Status.ABSENT, Status.UNKNOWN


def cell(matrix, site, *key):
    return matrix.cells.loc[key, site]


def test_one_thing_is_reported_absent(partners):
    matrix = evidence_matrix(partners)
    absent = matrix.long().query("status == 'reported absent'")
    assert list(absent["factor"]) == ["domain_intervention_characteristics"]
    assert list(absent["site"]) == ["beer_sheva"]


def test_one_studys_absence_is_not_anothers(partners):
    pooled = evidence_matrix(partners, by=("role",))
    key = ("domain_intervention_characteristics", "facilitator")
    assert cell(pooled, "beer_sheva", *key) == UNKNOWN
    alone = evidence_matrix(partners, study="adler_moran_israel", by=("role",))
    assert cell(alone, "beer_sheva", *key) == ABSENT


def test_a_factor_in_either_role_is_reported_once_one_role_is(partners):
    pooled = evidence_matrix(partners, study="adler_moran_israel", by=("study",))
    key = ("domain_intervention_characteristics", "adler_moran_israel")
    assert cell(pooled, "beer_sheva", *key) == REPORTED


def test_absent_in_one_role_only_is_unknown_of_both(partners):
    facilitators = evidence_matrix(
        partners, study="adler_moran_israel", role="facilitator", by=("study",)
    )
    key = ("domain_intervention_characteristics", "adler_moran_israel")
    assert cell(facilitators, "beer_sheva", *key) == UNKNOWN


def test_what_is_said_of_a_group_reaches_its_sites_only_when_asked(partners):
    key = ("bridge_communities", "krumm_2022", "facilitator")
    assert set(evidence_matrix(partners).statuses(key)) == {UNKNOWN}
    wide = evidence_matrix(partners, floor="group")
    assert {site for site in wide.sites if cell(wide, site, *key) == REPORTED} == {
        "butabika",
        "dar_es_salaam",
        "pune",
    }
    assert cell(wide, "ulm", *key) == UNKNOWN


@pytest.mark.parametrize("floor", ["site", "all sites", "group"])
def test_unnamed_groups_and_bare_lists_reach_no_site(partners, floor):
    matrix = evidence_matrix(partners, floor=floor)
    weak = partners.evidence[partners.evidence["certainty"].isin(["unnamed group", "study"])]
    strong = partners.evidence.drop(weak.index)
    keys = ["factor", "study", "role"]
    only_weak = set(map(tuple, weak[keys].to_numpy())) - set(map(tuple, strong[keys].to_numpy()))
    assert only_weak
    for key in only_weak:
        assert set(matrix.statuses(key)) == {UNKNOWN}


def test_a_lower_floor_only_adds_knowledge(partners):
    before = None
    for floor in ("site", "all sites", "group"):
        matrix = evidence_matrix(partners, floor=floor)
        if before is not None:
            kept = before.cells != UNKNOWN
            assert (matrix.cells[kept] == before.cells[kept]).to_numpy()[kept.to_numpy()].all()
            assert matrix.known > before.known
        before = matrix


def test_coverage_counts_every_cell(partners):
    matrix = evidence_matrix(partners)
    for coverage in (matrix.coverage, matrix.row_coverage):
        assert coverage["known"].sum() == matrix.known
        assert coverage["cells"].sum() == matrix.cells.size
        assert (coverage["known"] + coverage["unknown"] == coverage["cells"]).all()


def test_studies_roles_and_waves_can_be_chosen(partners):
    matrix = evidence_matrix(
        partners, study=["krumm_2022", "haun_2024"], role="facilitator", wave="before"
    )
    assert {key[1] for key in matrix.rows} == {"krumm_2022"}


def test_wrong_choices_say_what_there_is(partners):
    with pytest.raises(UnknownNameError, match=r"study must be one of .*krumm_2022.*found 'krum'"):
        evidence_matrix(partners, study="krum")
    with pytest.raises(UnknownNameError, match="floor must be one of site, all sites, group"):
        evidence_matrix(partners, floor="rumour")
    with pytest.raises(PeerstudyError, match="by must name some of study, role, wave"):
        evidence_matrix(partners, by=("site",))


def test_an_unknown_does_not_undo_what_is_reported(partners):
    evidence = partners.evidence
    said = evidence[evidence["certainty"] == "all sites"].iloc[[0]]
    doubt = said.assign(site="ulm", site_group="", status="unknown", certainty="site")
    doubted = replace(partners, evidence=pd.concat([evidence, doubt], ignore_index=True))
    key = tuple(said.iloc[0][["factor", "study", "role"]])
    assert set(evidence_matrix(doubted).statuses(key)) == {REPORTED}


def test_no_bound_of_the_partners_rests_on_an_unknown_taken_as_absent(partners):
    """Flip every unknown of two sites both ways: each interval still holds it."""
    matrix = evidence_matrix(partners, floor="group")
    a, b = "butabika", "beer_sheva"
    before = {name: measure(matrix, a, b) for name, measure in MEASURES.items()}
    for row, site in matrix.unknown_cells():
        for status in (REPORTED, ABSENT):
            flipped = matrix.with_cell(row, site, status)
            held = prevalence_of(matrix, row), prevalence_of(flipped, row)
            assert held[0].low <= held[1].low <= held[1].high <= held[0].high
            if site not in (a, b):
                continue
            for name, measure in MEASURES.items():
                after = measure(flipped, a, b)
                assert before[name].low <= after.low <= after.high <= before[name].high


def test_a_factor_reported_as_a_challenge_is_reported_in_whichever_direction(partners):
    cells = evidence_matrix(partners, by=("role",)).cells["beer_sheva"]
    for factor in ("attitudes", "role_clarity", "role_definition", "self_disclosure"):
        assert cells[factor, "either"] == Status.REPORTED


def test_what_is_reported_absent_either_way_is_reported_absent_each_way(partners):
    row = {"study": "krumm_2022", "role": "either", "status": "reported absent", "site": "ulm",
           "site_group": "", "certainty": "site", "wave": "before"}  # fmt: skip
    known = partners.evidence.iloc[:1].assign(factor="f", **row)
    other = known.assign(role="challenge", site="pune", status="reported")
    both = replace(partners, evidence=pd.concat([known, other], ignore_index=True))
    cells = evidence_matrix(both, by=("role",)).cells
    assert cells.loc[("f", "challenge"), "ulm"] == Status.ABSENT
    assert cells.loc[("f", "either"), "pune"] == Status.REPORTED
