"""What publications report about which sites: for the site itself, or for a group it belongs to."""

from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from peerstudy.figures.plate import Makers, Plate
from peerstudy.figures.rows import Line, heights, name_matrix, stacked, started
from peerstudy.figures.style import BLUE, GREY, legend, letters, marks, narrow, wrapped
from peerstudy.figures.wording import Words, listed, named, run, text, words
from peerstudy.frames.records import records
from peerstudy.ledger import Labels
from peerstudy.sites import EvidenceMatrix, evidence_matrix
from peerstudy.study.sites import Sites

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STATES: dict[str, dict[str, Any]] = {
    "reported": {"marker": "s", "color": BLUE, "markersize": 7.5},
    "of a group": {"marker": "s", "color": BLUE, "markersize": 7.5, "markerfacecolor": "white"},
    "reported absent": {"marker": "x", "color": "black", "markersize": 7.5, "markeredgewidth": 2},
    "unknown": {"marker": "o", "color": GREY, "markersize": 3, "markerfacecolor": "white"},
}
ROW = ("study", "role", "factor")
_SITE_WIDTH, _UPRIGHT = 10, 30


def figures(sites: Sites) -> Makers:
    """Return the figure of what is known at each site."""
    return {"sites_evidence": partial(_plate, sites)}


def _plate(sites: Sites) -> Plate:
    rows = reported_of_sites(sites)
    telling = partial(describe_evidence, matrix=evidence_matrix(sites))
    high = heights(_lines, rows, sites, 40, 72)
    return Plate(
        "sites_evidence",
        rows,
        lambda _, **how: draw_evidence(sites, **how),
        telling,
        *high,
        of=sites,
    )


def reported_of_sites(of: "Sites | EvidenceMatrix") -> pd.DataFrame:
    """Return what each publication reports of each site, rows that compare sites.

    The rows of :meth:`peerstudy.sites.EvidenceMatrix.long`, by study and role. Where
    nothing is reported of a site itself but of a group that it is in, ``status``
    is ``of a group``: that may be each site of it, or only some. A factor of which
    something is known at fewer than two sites is left out, unless there is no other.
    """
    matrix = evidence_matrix(of) if isinstance(of, Sites) else of
    cells = matrix.long()
    if isinstance(of, Sites):
        grouped = _of_groups(of)
        keys = zip(cells["study"], cells["role"], cells["factor"], cells["site"], strict=True)
        mine = pd.Series([key in grouped for key in keys], index=cells.index)
        cells["status"] = cells["status"].mask(mine & (cells["status"] == "unknown"), "of a group")
    known = (cells["status"] != "unknown").groupby([cells[key] for key in ROW]).transform("sum")
    shown = cells[known > 1]
    return (shown if len(shown) else cells[known > 0]).reset_index(drop=True)


def _of_groups(sites: Sites) -> set[tuple[str, str, str, str]]:
    """Return which factors are reported of a group of some of the sites, for each of its sites."""
    found = set()
    for row in records(sites.statements.query("status == 'reported'")):
        members = sites.members(row["over"])
        if row["kind"] != "varied" and len(members) < len(sites.names):
            found |= {(row["study"], row["role"], row["factor"], site) for site in members}
    return found


def draw_evidence(
    of: "Sites | EvidenceMatrix",
    *,
    ax: "Axes | None" = None,
    lang: str = "en",
    labels: Labels | None = None,
) -> "Axes":
    """Draw which factor is reported of which site, of a group that it is in, or absent there.

    Parameters
    ----------
    of : Sites or EvidenceMatrix
        Sites side by side, or their matrix by study and role; see
        :func:`reported_of_sites` for the rows that are drawn.
    ax, lang, labels
        Where, in which language and by which labels: see :mod:`peerstudy.figures`.

    Returns
    -------
    Axes
        A heading for each study and role, its factors below; a column for each
        site, from best to least documented.

    Examples
    --------
    >>> from peerstudy.study.sites import load_sites
    >>> draw_evidence(load_sites()).get_legend_handles_labels()[1]
    ['reported for the site', 'reported for a group it belongs to', 'unknown']
    """
    matrix = evidence_matrix(of) if isinstance(of, Sites) else of
    labels = labels or Labels(of if isinstance(of, Sites) else None, lang)
    lang = labels.lang
    cells, coverage = reported_of_sites(of), matrix.coverage
    ax, lines = started(ax, _lines, cells, labels, 40)
    order = coverage.sort_values("known", ascending=False, kind="stable")
    upright = narrow(ax)
    heads = [
        wrapped(labels.of("site", r["site"]), _UPRIGHT if upright else _SITE_WIDTH)
        + (": " if upright else "\n")
        + text("known_of", lang, known=r["known"], cells=r["cells"])
        for r in order.to_dict("records")
    ]
    places = name_matrix(ax, lines, heads, lang, upright=upright)
    keys = pd.Series(zip(cells["study"], cells["role"], cells["factor"], strict=True))
    columns = {site: i for i, site in enumerate(order["site"])}
    marks(ax, (cells["site"].map(columns), keys.map(places)), cells["status"], STATES,
          lambda status: text(f"sites_{status.replace(' ', '_')}", lang))  # fmt: skip
    left_out = len(matrix.rows) - len(cells) // len(order)
    said = text("evidence_order", lang, n=left_out) if left_out else ""
    ax.set_xlabel(wrapped(said, letters(ax, 90, 22)))
    return legend(ax, lang)


def _lines(cells: pd.DataFrame, labels: Labels, width: "Axes | float") -> list[Line]:
    """Place a heading for each study and role, and its factors below."""
    parts = []
    for (study, role), part in cells.groupby(["study", "role"], sort=False):
        heading = f"{text(f'sites_{role}', labels.lang)} · {labels.of('study', str(study))}"
        factors = part["factor"].drop_duplicates()
        parts.append((heading, [((study, role, f), labels.of("factor", f)) for f in factors]))
    return stacked(parts, letters(width, 44, 30), gap=0.3)


def describe_evidence(rows: pd.DataFrame, labels: Labels, matrix: EvidenceMatrix) -> Words:
    """Return how much is known at each site, and what is reported absent."""
    lang, counts = labels.lang, rows["status"].value_counts()
    order = matrix.coverage.sort_values("known", ascending=False, kind="stable")
    sites = [
        f"{named(labels.of('site', row['site']), lang)} "
        + run(f"{row['known']}/{row['cells']}", lang)
        for row in order.to_dict("records")
    ]
    absent = [
        f"{named(labels.of('factor', row['factor']), lang)} "
        f"({named(labels.of('site', row['site']), lang)})"
        for row in rows[rows["status"] == "reported absent"].to_dict("records")
    ]
    alt = [
        text("evidence_shape", lang, n=len(rows) // len(order), sites=len(order)),
        text(
            "evidence_counts",
            lang,
            n=len(rows),
            good=counts.get("reported", 0),
            group=counts.get("of a group", 0),
            bad=counts.get("reported absent", 0),
            open=counts.get("unknown", 0),
        ),
        text("evidence_sites", lang, sites=listed(sites, lang)),
        text("evidence_absent", lang, n=len(absent), names=listed(absent, lang)) if absent else "",
    ]
    return words("evidence", lang, alt, [state for state in STATES if state in counts])
