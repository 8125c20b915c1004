"""The tables of a study's findings, and of what stands beside it."""

from collections.abc import Iterator

import pandas as pd

from peerstudy.codings import (
    READINGS,
    challenges_answered,
    code_matrix_by,
    codes_by_domain,
    codes_under,
    concentration,
    coverage,
    coverage_shares,
    domain_mapping,
    facilitators_ranked,
    joint_display,
    link_matrix,
    quotations_by,
    quotations_by_code,
    quotations_with_paths,
    quoted_shares,
    speakers,
    stated_counts,
    theme_frequencies,
    voices,
)
from peerstudy.codings.agreement import checklist_agreement, construct_agreement
from peerstudy.codings.flow import participant_flow
from peerstudy.codings.recognised import recognisable
from peerstudy.study import Study, load_study
from peerstudy.study.article import load_article
from peerstudy.study.programmes import facilitators_served
from peerstudy.study.reference import load_cfir, load_programme, load_resources
from peerstudy.study.resources import BY, resource_counts


def findings_tables(study: Study) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the name and frame of every table of the findings."""
    findings, cfir = study.codings, load_cfir()
    yield "codes_by_domain", codes_by_domain(findings)
    yield "codes_under_cfir_2022", codes_under(findings.codebook, cfir, "2022")
    yield "cfir_domains_2009_to_2022", domain_mapping(cfir)
    article = load_article(study.name)
    yield "participant_flow", participant_flow(article.flow)
    yield "construct_agreement", construct_agreement(article.constructs)
    yield "checklist_agreement", checklist_agreement(article.checklists)
    yield "stated_counts", stated_counts(findings)
    yield "quotations_by_code", quotations_by_code(findings)
    yield "quotations_by_group", quotations_by(findings, "valence", "speaker_group")
    yield "quotations_by_domain", quotations_by(findings, "valence", "cfir_domain")
    yield "quotations_by_role", quotations_by(findings, "role_en")
    yield "theme_frequencies", theme_frequencies(findings)
    yield "coverage", coverage(findings)
    yield "coverage_shares", coverage_shares(findings)
    yield "voices", voices(findings)
    yield "joint_display", joint_display(study)
    yield "codes_by_group", code_matrix_by(findings).reset_index()
    yield "quotations_with_paths", quotations_with_paths(findings)
    yield "links", link_matrix(findings).reset_index()
    yield "facilitators_ranked", facilitators_ranked(findings)
    yield "challenges_answered", challenges_answered(findings)
    yield "quoted_shares", quoted_shares(study)
    yield "labels_that_fit_few", recognisable(study)
    yield "concentration", concentration(study)
    for reading in READINGS:
        yield f"speakers_by_{reading}", speakers(findings, reading)


def smaller_tables(study: Study) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the tables of the smaller sources; `study` is whose facilitators are served."""
    small = load_study("cofacilitation_mazor").codings
    yield "cofacilitation_quotations", quotations_by(small, "code", "speaker_group", "setting")
    yield "cofacilitation_codes_by_session", code_matrix_by(small, "session").reset_index()
    for by in BY:
        yield f"resources_by_{by}", resource_counts(load_resources(), by)
    yield "facilitators_served", facilitators_served(load_programme(), study.codings)
