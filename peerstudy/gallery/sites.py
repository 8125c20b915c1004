"""The figures of sites side by side."""

from functools import partial

import pandas as pd

from peerstudy.figures import draw_bounds, draw_curves, draw_evidence, draw_planned
from peerstudy.gallery.plate import Labels, Makers, Sketch, slug
from peerstudy.gallery.tell_sites import (
    tell_bounds,
    tell_curves,
    tell_evidence,
    tell_planned,
)
from peerstudy.inference import rarefaction, saturation_curves, simulated_coding
from peerstudy.sites import (
    EvidenceMatrix,
    contrast_differences,
    evidence_matrix,
    planned_and_achieved,
    prevalence,
    similarity,
)
from peerstudy.study.sites import Sites
from peerstudy.words import word


def site_makers(sites: Sites) -> Makers:
    """Name the figures of a comparison, each with what makes it."""
    by_role = evidence_matrix(sites, by=("role",))
    often = by_role.where_known(2)
    found: Makers = {
        "sites_evidence": partial(_evidence, sites),
        "sites_prevalence": partial(_prevalence, sites, often),
    }
    for contrast, part in contrast_differences(sites, often).groupby("contrast", sort=False):
        name = slug("sites_difference", str(contrast))
        rows = part.reset_index(drop=True)
        found[name] = partial(_difference, name, sites, rows, str(contrast))
    found["sites_similarity"] = partial(_similarity, sites, by_role)
    rows = planned_and_achieved(sites).query("site == '' and verdict != 'unknown'")
    if len(rows):
        found["sites_planned"] = partial(_planned, sites, rows.reset_index(drop=True))
    return found


def simulated_makers() -> Makers:
    """Name the figures of simulated sites, which show what complete codings would allow."""
    return {"simulated_rarefaction": _rarefaction, "simulated_saturation": _saturation}


def _evidence(sites: Sites) -> Sketch:
    matrix = evidence_matrix(sites)
    known = matrix.where_known()
    rows = known.long()
    headings = rows[["study", "role"]].drop_duplicates()
    return Sketch(
        "sites_evidence",
        rows,
        40 + 4.6 * (len(known.rows) + len(headings)),
        partial(draw_evidence, rows, matrix.coverage),
        partial(tell_evidence, rows, matrix.coverage),
        sites.labels,
    )


def _bounds(name: str, rows: pd.DataFrame, statistic: str, of: str, sites: Sites) -> Sketch:
    """Sketch bounds, whose rows are called by a factor or by two sites."""

    def subjects(labels: Labels) -> list[str]:
        if "factor" in rows:
            return [labels[factor] for factor in rows["factor"]]
        return [f"{labels[a]} – {labels[b]}" for a, b in rows[["site_a", "site_b"]].to_numpy()]

    return Sketch(
        name,
        rows,
        26 + 7 * len(rows),
        lambda ax, labels, lang: draw_bounds(
            rows, subjects(labels), statistic, ax, lang, labels.get(of, "")
        ),
        lambda labels, lang: tell_bounds(
            rows, subjects(labels), statistic, lang, labels.get(of, "")
        ),
        sites.labels,
    )


def _prevalence(sites: Sites, often: EvidenceMatrix) -> Sketch:
    return _bounds("sites_prevalence", prevalence(often), "prevalence", "", sites)


def _difference(name: str, sites: Sites, rows: pd.DataFrame, contrast: str) -> Sketch:
    return _bounds(name, rows, "difference", contrast, sites)


def _similarity(sites: Sites, by_role: EvidenceMatrix) -> Sketch:
    return _bounds("sites_similarity", similarity(by_role, ["jaccard"]), "jaccard", "", sites)


def _planned(sites: Sites, rows: pd.DataFrame) -> Sketch:
    return Sketch(
        "sites_planned",
        rows,
        26 + 7 * len(rows),
        partial(draw_planned, rows),
        partial(tell_planned, rows),
        sites.labels,
    )


def _rarefaction() -> Sketch:
    return _curves("simulated_rarefaction", rarefaction(simulated_coding()), "codes")


def _saturation() -> Sketch:
    return _curves("simulated_saturation", saturation_curves(simulated_coding()), "share")


def _curves(name: str, rows: pd.DataFrame, value: str) -> Sketch:
    groups = list(dict.fromkeys(rows["group"]))
    return Sketch(
        name,
        rows,
        80,
        partial(draw_curves, rows, value),
        partial(tell_curves, rows, value),
        lambda lang: {
            group: word("figures.simulated_site", lang, i=i)
            for i, group in enumerate(groups, start=1)
        },
        narrow_mm=80,
    )
