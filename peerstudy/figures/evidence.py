"""What is known of each factor at each site."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from peerstudy.figures.plate import Makers, Plate, Words
from peerstudy.figures.style import (
    BLUE,
    GREY,
    SIZE,
    legend,
    mirrored,
    new_axes,
    set_rows,
    wrapped,
)
from peerstudy.figures.wording import listed, named, run, text, words
from peerstudy.sites import EvidenceMatrix, evidence_matrix
from peerstudy.study.sites import Sites
from peerstudy.words import direction

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STATES: dict[str, dict[str, Any]] = {
    "reported": {"marker": "s", "color": BLUE, "markersize": 7.5},
    "reported absent": {"marker": "x", "color": "black", "markersize": 7.5, "markeredgewidth": 2},
    "unknown": {"marker": "o", "color": GREY, "markersize": 3, "markerfacecolor": "white"},
}
_SITE_WIDTH = 11


def figures(sites: Sites) -> Makers:
    """Return the figure of what is known at each site."""
    return {"sites_evidence": partial(_plate, sites)}


def _plate(sites: Sites) -> Plate:
    matrix = evidence_matrix(sites)
    rows = matrix.where_known().long()
    return Plate(
        "sites_evidence",
        rows,
        _height(rows),
        lambda ax, lang: draw_evidence(matrix, sites.labels(lang), ax=ax, lang=lang),
        lambda lang: describe_evidence(matrix, sites.labels(lang), lang),
        wide="sites",
    )


def _height(rows: pd.DataFrame) -> float:
    headings = rows[["study", "role"]].drop_duplicates()
    return 42 + 4.2 * (len(rows.drop_duplicates(["study", "role", "factor"])) + len(headings))


def draw_evidence(
    of: "Sites | EvidenceMatrix",
    labels: Mapping[str, str] | None = None,
    *,
    ax: "Axes | None" = None,
    lang: str = "en",
) -> "Axes":
    """Draw which factor is reported, reported absent or unknown at which site.

    Parameters
    ----------
    of : Sites or EvidenceMatrix
        Sites side by side, or their matrix by study and role; its rows in
        which nothing is known are left out.
    labels : mapping of str to str, optional
        What sites, factors and studies are called; sites have their own.
    ax : Axes, optional
        Where to draw; a new one as high as needed without it.
    lang : {"en", "he"}, default "en"
        Language of the texts.

    Returns
    -------
    Axes
        A heading for each study and role, its factors below; a column for each
        site, from best to least documented.
    """
    matrix = evidence_matrix(of) if isinstance(of, Sites) else of
    labels = labels or (of.labels(lang) if isinstance(of, Sites) else {})
    cells, coverage = matrix.where_known().long(), matrix.coverage
    ax = ax or new_axes(_height(cells))
    order = coverage.sort_values("known", ascending=False, kind="stable")
    columns = {site: i for i, site in enumerate(order["site"])}
    rows = _with_headings(cells, labels, lang)
    places = {key: i for i, (key, _) in enumerate(rows)}
    keys = zip(cells["study"], cells["role"], cells["factor"], strict=True)
    y, x = pd.Series([places[key] for key in keys]), cells["site"].map(columns)
    for status, look in STATES.items():
        here = (cells["status"] == status).to_numpy()
        if here.any():
            label = text(f"sites_{status.replace(' ', '_')}", lang)
            ax.plot(x[here], y[here], linestyle="none", label=label, **look)
    set_rows(ax, [name if key[2] else "" for key, name in rows])
    start = "right" if direction(lang) == "rtl" else "left"
    for key, name in rows:
        if not key[2]:
            heading = ax.text(-0.4, places[key], name, va="center", ha=start)
            heading.set(weight="bold", fontsize=SIZE, in_layout=False)
    covered = [
        f"{wrapped(labels.get(r['site'], r['site']), _SITE_WIDTH)}\n"
        + text("known_of", lang, known=r["known"], cells=r["cells"])
        for r in order.to_dict("records")
    ]
    ax.set_xticks(range(len(order)), covered, fontsize=SIZE)
    ax.set_xlim(-0.6, len(order) - 0.4)
    ax.xaxis.tick_top()
    total = int(order["cells"].max())
    left_out = total - len(cells) // len(order)
    ax.set_xlabel(text("evidence_order", lang, n=left_out))
    mirrored(ax, lang)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    return legend(ax, lang)


def _with_headings(
    cells: pd.DataFrame, labels: Mapping[str, str], lang: str
) -> list[tuple[tuple[str, str, str], str]]:
    """List headings and rows from top to bottom, each with its key and its name."""
    found: list[tuple[tuple[str, str, str], str]] = []
    for study, role in cells[["study", "role"]].drop_duplicates().itertuples(index=False):
        heading = f"{text(f'sites_{role}', lang)} · {labels.get(study, study)}"
        found.append(((study, role, ""), heading))
        same = cells[(cells["study"] == study) & (cells["role"] == role)]
        found += [((study, role, f), labels.get(f, f)) for f in same["factor"].drop_duplicates()]
    return found


def describe_evidence(matrix: EvidenceMatrix, labels: Mapping[str, str], lang: str) -> Words:
    """Return how much is known at each site, and what is reported absent."""
    rows = matrix.where_known().long()
    counts = rows["status"].value_counts()
    order = matrix.coverage.sort_values("known", ascending=False, kind="stable")
    sites = [
        f"{named(labels.get(row['site'], row['site']), lang)} "
        + run(f"{row['known']}/{row['cells']}", lang)
        for row in order.to_dict("records")
    ]
    absent = [
        f"{named(labels.get(row['factor'], row['factor']), lang)} "
        f"({named(labels.get(row['site'], row['site']), lang)})"
        for row in rows[rows["status"] == "reported absent"].to_dict("records")
    ]
    alt = [
        text("evidence_shape", lang, n=len(rows) // len(order), sites=len(order)),
        text(
            "evidence_counts",
            lang,
            n=len(rows),
            good=counts.get("reported", 0),
            bad=counts.get("reported absent", 0),
            open=counts.get("unknown", 0),
        ),
        text("evidence_sites", lang, sites=listed(sites, lang)),
        text("evidence_absent", lang, n=len(absent), names=listed(absent, lang)) if absent else "",
    ]
    return words("evidence", lang, alt)
