"""The tables and figures of sites side by side, as files."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from peerstudy.comparison import (
    concordance,
    concordance_by_code,
    contrast_differences,
    evidence_matrix,
    least_maxima,
    overview,
    plan_totals,
    planned_and_achieved,
    prevalence,
    similarity,
    site_profile,
)
from peerstudy.figures import (
    draw_bounds,
    draw_curves,
    draw_evidence,
    draw_planned,
    new_axes,
    render,
)
from peerstudy.formats_sites import decimals
from peerstudy.inference import SessionCodes, rarefaction, saturation, simulate_sites
from peerstudy.sites import Sites
from peerstudy.study import Study

HEBREW_SIMULATED = "אתר מדומה"


def site_tables(sites: Sites, study: Study) -> Iterator[tuple[str, str]]:
    """Yield the name and content of every table of the comparison."""
    matrix, by_role = evidence_matrix(sites), evidence_matrix(sites, by=("role",))
    codes = study.findings.codebook.codes
    found = concordance(sites, study.name, codes)
    frames = {
        "profile": site_profile(sites).reset_index(),
        "conflicts": sites.conflicts(),
        "evidence": matrix.long(),
        "coverage": matrix.coverage,
        "prevalence": prevalence(by_role),
        "similarity": similarity(by_role),
        "contrasts": contrast_differences(sites, by_role),
        "concordance": found,
        "concordance_by_code": concordance_by_code(found),
        "planned": planned_and_achieved(sites),
        "plan_totals": plan_totals(sites),
        "overview": overview(sites, study.name, codes),
    }
    if sites.printed is not None:
        frames["least_maxima"] = least_maxima(sites.printed.ledger)
    for name, frame in frames.items():
        yield f"sites_{name}.csv", decimals(frame).to_csv(index=False, lineterminator="\n")


def site_figures(sites: Sites, lang: str) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of every figure of the comparison, in one language."""
    labels = sites.labels(lang)
    for name, ax in _axes(sites, labels, lang):
        for style in ("svg", "png"):
            yield f"{name}_{lang}.{style}", render(ax.figure, style)


def _axes(sites: Sites, labels: dict[str, str], lang: str) -> Iterator[tuple[str, Any]]:
    matrix = evidence_matrix(sites)
    known = matrix.where_known()
    headings = known.long()[["study", "role"]].drop_duplicates()
    ax = new_axes(40 + 4.6 * (len(known.rows) + len(headings)))
    yield "sites_evidence", draw_evidence(known.long(), matrix.coverage, ax, labels, lang)

    by_role = evidence_matrix(sites, by=("role",))
    oftener = by_role.where_known(2)
    found = prevalence(oftener)
    subjects = [labels[factor] for factor in found["factor"]]
    ax = new_axes(24 + 7 * len(found))
    yield "sites_prevalence", draw_bounds(found, subjects, "prevalence", ax, lang)
    for contrast, part in contrast_differences(sites, oftener).groupby("contrast", sort=False):
        subjects = [labels[factor] for factor in part["factor"]]
        ax = draw_bounds(part, subjects, "difference", new_axes(26 + 7 * len(part)), lang)
        ax.set_xlabel(f"{ax.get_xlabel()}: {labels[str(contrast)]}")
        yield f"sites_difference_{contrast}", ax
    alike = similarity(by_role, ["jaccard"])
    subjects = [f"{labels[a]} – {labels[b]}" for a, b in alike[["site_a", "site_b"]].to_numpy()]
    yield (
        "sites_similarity",
        draw_bounds(alike, subjects, "jaccard", new_axes(24 + 6 * len(alike)), lang),
    )
    rows = planned_and_achieved(sites).query("site == '' and verdict != 'unknown'")
    yield "sites_planned", draw_planned(rows, new_axes(26 + 7 * len(rows)), labels, lang)
    yield from _simulated(lang)


def simulated_coding() -> SessionCodes:
    """Give the simulated coding that the complete-data path is shown on."""
    return simulate_sites(
        (12, 8, 10), codes=25, chance=0.03, difference=0.8, seed=4
    ).session_codes()


def saturation_curves(coding: SessionCodes) -> pd.DataFrame:
    """Give the share of saturated orders by sessions, for each group."""
    parts = [saturation(coding.of(group)).points.assign(group=group) for group in coding.sizes]
    return pd.concat(parts, ignore_index=True)


def _simulated(lang: str) -> Iterator[tuple[str, Any]]:
    coding = simulated_coding()
    hebrew = {group: f"{HEBREW_SIMULATED} {i}" for i, group in enumerate(coding.sizes, start=1)}
    labels = hebrew if lang == "he" else {}
    ax = draw_curves(rarefaction(coding), "codes", new_axes(80), labels, lang)
    yield "simulated_rarefaction", ax
    ax = draw_curves(saturation_curves(coding), "share", new_axes(80), labels, lang)
    yield "simulated_saturation", ax
