"""Factors in their domains: only where a paper places them."""

from dataclasses import replace

import pandas as pd

from peerstudy.sites.domains import COLUMNS, domain_reports, domain_tensions, factor_domains


def test_a_factor_has_the_domains_that_papers_give_it(partners):
    placed = factor_domains(partners)
    domains = placed.groupby("factor")["cfir_domain"].agg(list)
    assert domains["worker_engagement"] == ["inner_setting", "individuals"]
    assert domains["benefits_peers"] == ["intervention_characteristics"]
    assert domains["mutual_benefits"] == [""]
    assert list(domains.index.sort_values()) == sorted(partners.factors["factor"])


def test_every_placed_factor_names_paper_and_locator(partners):
    placed = factor_domains(partners).query("cfir_domain != ''")
    assert (placed[["study", "source"]] != "").all().all()
    assert set(placed["study"]) == {"haun_2024", "adler_moran_israel"}


def test_one_tension_the_intervention_helps_everywhere_and_not_in_israels_article(partners):
    found = domain_tensions(partners)
    assert found.to_dict("records") == [
        {
            "cfir_domain": "intervention_characteristics",
            "role": "facilitator",
            "site": "beer_sheva",
            "reported_by": "haun_2024",
            "factors": ("benefits_service_users", "benefits_peers"),
            "reported_absent_by": "adler_moran_israel",
        }
    ]


def test_no_paper_reports_a_factor_of_a_domain_that_it_reports_absent(partners):
    for floor in ("all sites", "group"):
        tensions = domain_tensions(partners, floor=floor)
        assert (tensions["reported_by"] != tensions["reported_absent_by"]).all()


def test_a_factor_reported_absent_is_not_its_domain_absent(partners):
    said = partners.evidence.query("factor == 'policy'")
    absent = said.assign(status="reported absent", role="facilitator")
    more = replace(partners, evidence=pd.concat([partners.evidence, absent], ignore_index=True))
    assert domain_reports(more).equals(domain_reports(partners))


def test_an_unplaced_or_unsure_row_makes_no_report(partners):
    reports = domain_reports(partners)
    assert list(reports) == list(COLUMNS)
    assert set(reports["study"]) == {"haun_2024", "adler_moran_israel"}
    assert "outer_setting" not in set(reports.query("study == 'haun_2024'")["cfir_domain"])
