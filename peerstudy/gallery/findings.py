"""The figures of a study's findings: codes, links, coverage and quotations."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from peerstudy.codings import codes_by_domain, link_matrix, lowest_coverage, quoted_shares
from peerstudy.figures import (
    draw_coverage,
    draw_domains,
    draw_link_flow,
    draw_link_matrix,
    draw_quoted,
)
from peerstudy.gallery.plate import Makers, Sketch
from peerstudy.gallery.tell_findings import (
    tell_coverage,
    tell_domains,
    tell_links,
    tell_quoted,
)
from peerstudy.study.reference import load_cfir

if TYPE_CHECKING:
    from peerstudy.study import Study

VALENCES = ("challenge", "facilitator")


def findings_makers(study: "Study") -> Makers:
    """Name the figures of the findings that a study has, each with what makes it."""
    findings = study.codings
    if findings.empty:
        return {}
    found: Makers = {}
    domains = codes_by_domain(findings)
    domains = domains[domains["valence"].isin(VALENCES) & (domains["cfir_domain"] != "")]
    if len(domains):
        found["themes_domains"] = partial(_domains, domains.reset_index(drop=True))
    if len(findings.links):
        found["themes_link_matrix"] = partial(_link_matrix, study)
        found["themes_link_flow"] = partial(_link_flow, study)
    if len(findings.attributions):
        found["themes_coverage"] = partial(_coverage, study)
    if quoted_shares(study)["sample_share"].notna().any():
        found["themes_quoted"] = partial(_quoted, study)
    return found


def _domains(rows: pd.DataFrame) -> Sketch:
    return Sketch(
        "themes_domains",
        rows,
        35 + 10 * rows["cfir_domain"].nunique(),
        partial(draw_domains, rows),
        partial(tell_domains, rows),
        lambda lang: load_cfir().labels(lang),
    )


def _link_matrix(study: "Study") -> Sketch:
    matrix = link_matrix(study.codings)
    return Sketch(
        "themes_link_matrix",
        matrix.reset_index(),
        64 + 8 * len(matrix.columns),
        partial(draw_link_matrix, matrix),
        partial(tell_links, matrix, "matrix"),
        partial(_labels, study),
    )


def _link_flow(study: "Study") -> Sketch:
    matrix = link_matrix(study.codings)
    return Sketch(
        "themes_link_flow",
        matrix.reset_index(),
        21 + 8 * max(matrix.shape),
        partial(draw_link_flow, matrix),
        partial(tell_links, matrix, "flow"),
        partial(_labels, study),
    )


def _coverage(study: "Study") -> Sketch:
    rows = lowest_coverage(study.codings)
    return Sketch(
        "themes_coverage",
        rows,
        44.5 + 5.5 * rows["code"].nunique(),
        partial(draw_coverage, rows),
        partial(tell_coverage, rows),
        partial(_labels, study),
    )


def _quoted(study: "Study") -> Sketch:
    rows = quoted_shares(study)
    return Sketch(
        "themes_quoted",
        rows,
        17 + 14 * int(rows["sample_share"].notna().sum()),
        partial(draw_quoted, rows),
        partial(tell_quoted, rows),
        partial(_labels, study),
    )


def _labels(study: "Study", lang: str) -> Mapping[str, str]:
    findings = study.codings
    return findings.codebook.labels(lang) | findings.group_labels(lang)
