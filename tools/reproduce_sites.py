"""The tables of sites side by side, as files."""

from collections.abc import Iterator

from peerstudy.frames.neutral import csv_of
from peerstudy.sites import (
    concordance,
    concordance_by_code,
    contrast_differences,
    domain_reports,
    evidence_matrix,
    factor_domains,
    joint_evidence,
    least_maxima,
    narrative,
    overview,
    plan_totals,
    planned_and_achieved,
    prevalence,
    similarity,
    site_profile,
)
from peerstudy.sites.bounds import decimals
from peerstudy.study import Study
from peerstudy.study.sites import Sites


def site_tables(sites: Sites, study: Study) -> Iterator[tuple[str, str]]:
    """Yield the name and content of every table of the comparison."""
    matrix, by_role = evidence_matrix(sites), evidence_matrix(sites, by=("role",))
    codes = study.codings.codebook.codes
    found = concordance(sites, study.name, codes)
    frames = {
        "profile": site_profile(sites).reset_index(),
        "conflicts": sites.conflicts(),
        "evidence": matrix.long(),
        "coverage": matrix.coverage,
        "prevalence": prevalence(by_role),
        "similarity": similarity(by_role),
        "contrasts": contrast_differences(sites, by_role),
        "domains": factor_domains(sites),
        "domain_reports": domain_reports(sites),
        "narrative": narrative(sites),
        "joint_prevalence": prevalence(joint_evidence(sites)),
        "concordance": found,
        "concordance_by_code": concordance_by_code(found),
        "planned": planned_and_achieved(sites),
        "plan_totals": plan_totals(sites),
        "overview": overview(sites, study.name, codes),
    }
    if sites.printed is not None:
        frames["least_maxima"] = least_maxima(sites.printed.ledger)
    for name, frame in frames.items():
        yield f"sites_{name}.csv", csv_of(decimals(frame))
