"""Figures of sites side by side: what is known, between which ends, and how planned.

Nothing is counted here: a results frame and an
``Axes`` in, the ``Axes`` out, in English or Hebrew, readable in greyscale.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from peerstudy.figures.style import (
    BLUE,
    GREY,
    GRID,
    ORANGE,
    SIZE,
    directed,
    kept,
    legend,
    letters,
    mirrored,
    wrapped,
)
from peerstudy.words import word

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_STATES: dict[str, dict[str, Any]] = {
    "reported": {"marker": "s", "color": BLUE, "markersize": 8},
    "reported absent": {"marker": "X", "color": ORANGE, "markersize": 9},
    "unknown": {"marker": "o", "color": GREY, "markersize": 3, "markerfacecolor": "white"},
}
_START = {"en": "left", "he": "right"}
SITE_WIDTH = 11
_VERDICTS = {"within": (BLUE, "o"), "below": (ORANGE, "v"), "above": ("black", "^")}
_LINES = ((BLUE, "-", "o"), (ORANGE, "--", "s"), ("black", ":", "^"), (GREY, "-.", "D"))


def draw_evidence(
    cells: pd.DataFrame,
    coverage: pd.DataFrame,
    ax: "Axes",
    labels: Mapping[str, str],
    lang: str = "en",
) -> "Axes":
    """Draw which factor is reported, reported absent or unknown at which site.

    Parameters
    ----------
    cells : DataFrame
        ``long()`` of an :class:`~peerstudy.sites.EvidenceMatrix` by study
        and role, such as of its rows in which something is known.
    coverage : DataFrame
        ``coverage`` of the whole matrix: sites stand in its order of known
        cells, the most first.
    ax : Axes
        Where to draw.
    labels : mapping of str to str
        What to call sites, factors and studies.
    lang : {"en", "he"}, default "en"
        Language of the texts.

    Returns
    -------
    Axes
        The same axes: a heading for each study and role, its factors below.
    """
    order = coverage.sort_values("known", ascending=False, kind="stable")
    columns = {site: i for i, site in enumerate(order["site"])}
    rows = _with_headings(cells, labels, lang)
    places = {key: i for i, (key, _) in enumerate(rows)}
    keys = zip(cells["study"], cells["role"], cells["factor"], strict=True)
    y, x = pd.Series([places[key] for key in keys]), cells["site"].map(columns)
    for status, look in _STATES.items():
        here = (cells["status"] == status).to_numpy()
        ax.plot(x[here], y[here], linestyle="none", label=_said(status, lang), **look)
    _set_rows(ax, [name if key[2] else "" for key, name in rows])
    for key, name in rows:
        if not key[2]:
            heading = ax.text(-0.4, places[key], name, va="center", ha=_START[lang])
            heading.set(weight="bold", fontsize=SIZE, in_layout=False)
    covered = [
        f"{wrapped(labels.get(r['site'], r['site']), SITE_WIDTH)}\n"
        + word("figures.known_of", lang, known=r["known"], cells=r["cells"])
        for r in order.to_dict("records")
    ]
    ax.set_xticks(range(len(order)), covered, fontsize=SIZE - 1)
    ax.set_xlim(-0.6, len(order) - 0.4)
    ax.xaxis.tick_top()
    total = int(order["cells"].max())
    ax.set_xlabel(
        word("figures.evidence_order", lang, cells=total, n=total - len(cells) // len(order))
    )
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
        heading = f"{_said(role, lang)} · {labels.get(study, study)}"
        found.append(((study, role, ""), heading))
        same = cells[(cells["study"] == study) & (cells["role"] == role)]
        found += [((study, role, f), labels.get(f, f)) for f in same["factor"].drop_duplicates()]
    return found


def draw_bounds(
    bounds: pd.DataFrame,
    subjects: Sequence[str],
    statistic: str,
    ax: "Axes",
    lang: str = "en",
    of: str = "",
) -> "Axes":
    """Draw statistics over unknowns as intervals, a point only where the ends meet.

    Parameters
    ----------
    bounds : DataFrame
        ``low, high, point, known, cells, may_be_undefined``, as every function
        that bounds returns them.
    subjects : sequence of str
        What to call each row.
    statistic : {"prevalence", "jaccard", "difference"}
        What the intervals are of.
    ax : Axes
        Where to draw.
    lang : {"en", "he"}, default "en"
        Language of the texts.
    of : str, optional
        What differs, for a difference.

    Returns
    -------
    Axes
        The same axes: rows from top to bottom, each with how much is known.
    """
    rows = bounds.reset_index(drop=True)
    undefined, single = rows["may_be_undefined"], rows["low"].eq(rows["high"])
    spread = rows["low"].notna() & ~single
    for chosen, style, label in (
        (spread & ~undefined, "-", "bound"),
        (spread & undefined, (0, (2, 1)), "undefined"),
    ):
        if chosen.any():
            y, part = rows.index[chosen], rows[chosen]
            low, high = part["low"].astype(float), part["high"].astype(float)
            ax.hlines(
                y, low, high, color=BLUE, linewidth=2, linestyle=style, label=_said(label, lang)
            )
            ax.plot([*low, *high], [*y, *y], "|", color=BLUE, markersize=8)
    for chosen, face, label in (
        (single & ~undefined, "black", "point"),
        (single & undefined, "white", "defined"),
    ):
        if chosen.any():
            x = rows.loc[chosen, "low"].astype(float)
            ax.plot(x, rows.index[chosen], "D", color="black", markerfacecolor=face,
                    label=_said(label, lang))  # fmt: skip
    names = [
        word("figures.known_subject", lang, subject=subject, known=r["known"], cells=r["cells"])
        for subject, r in zip(subjects, rows.to_dict("records"), strict=True)
    ]
    _set_rows(ax, names)
    ax.set_xlim((-1.04, 1.04) if statistic == "difference" else (-0.02, 1.02))
    ax.set_xlabel(wrapped(": ".join(filter(None, (_said(statistic, lang), of))), letters(ax, 58)))
    _grid(ax)
    return legend(directed(ax, lang), lang)


def draw_planned(
    planned: pd.DataFrame, ax: "Axes", labels: Mapping[str, str], lang: str = "en"
) -> "Axes":
    """Draw planned numbers and those achieved, for all sites together.

    Parameters
    ----------
    planned : DataFrame
        From :func:`peerstudy.sites.planned_and_achieved`, the rows of all
        sites, planned and achieved both published.
    ax : Axes
        Where to draw.
    labels : mapping of str to str
        What to call the components.
    lang : {"en", "he"}, default "en"
        Language of the texts.

    Returns
    -------
    Axes
        The same axes: a dumbbell a row, from the plan to what was achieved.
    """
    rows = planned.reset_index(drop=True).astype(dict.fromkeys(planned.filter(like="_low"), float))
    low, high = rows["planned_low"], rows["planned_high"].astype(float)
    got = rows["achieved_low"]
    ax.hlines(rows.index, got, got.clip(low, high), color=GREY, linewidth=1)
    ax.hlines(rows.index, low, high, color=GREY, linewidth=5, alpha=0.6)
    ax.plot([*low, *high], [*rows.index] * 2, "|", color="black", markersize=9,
            markeredgewidth=1.5, label=_said("planned", lang))  # fmt: skip
    for verdict, (colour, shape) in _VERDICTS.items():
        here = rows["verdict"] == verdict
        if here.any():
            y = rows.index[here]
            ax.plot(got[here], y, shape, color=colour, markersize=6, label=_said(verdict, lang))
    names = [
        f"{labels.get(r['component'], r['component'])}: "
        f"{_said(r['measure'], lang)}, {_said(r['wave'], lang)} "
        + kept(f"({r['achieved_low']:.0f})", lang)
        for r in rows.to_dict("records")
    ]
    _set_rows(ax, names)
    ax.set_xscale("log")
    ax.set_xticks([5, 10, 20, 50, 100, 200, 500], list(map(str, [5, 10, 20, 50, 100, 200, 500])))
    ax.minorticks_off()
    ax.set_xlabel(_said("amount", lang))
    _grid(ax)
    return legend(directed(ax, lang), lang, columns=4)


def draw_curves(
    curves: pd.DataFrame, value: str, ax: "Axes", labels: Mapping[str, str], lang: str = "en"
) -> "Axes":
    """Draw a value against the number of sessions, a line a group.

    Parameters
    ----------
    curves : DataFrame
        From :func:`peerstudy.inference.rarefaction`, or ``points`` of
        :func:`peerstudy.inference.saturation` with a column ``group``.
    value : {"codes", "share"}
        Expected codes with their interval, or the share of saturated orders.
    ax : Axes
        Where to draw.
    labels : mapping of str to str
        What to call the groups.
    lang : {"en", "he"}, default "en"
        Language of the texts.

    Returns
    -------
    Axes
        The same axes: groups told apart by colour, line and marker.
    """
    groups = curves.groupby("group", sort=False)
    for (group, part), (colour, line, shape) in zip(groups, _LINES, strict=False):
        if "low" in part:
            ax.fill_between(part["sessions"], part["low"], part["high"], color=colour, alpha=0.1)
        ax.plot(part["sessions"], part[value], line, marker=shape, color=colour, markersize=4,
                label=labels.get(str(group), str(group)))  # fmt: skip
    of_x, of_y = ("sessions", "codes") if value == "codes" else ("until", "saturated")
    ax.set_xlabel(_said(of_x, lang))
    ax.set_ylabel(_said(of_y, lang))
    ax.set_ylim(bottom=0, top=None if value == "codes" else 1.02)
    ax.set_xticks(range(curves["sessions"].min(), curves["sessions"].max() + 1))
    ax.grid(color=GRID, linewidth=0.6)
    return legend(ax, lang)


def _said(name: str, lang: str) -> str:
    """Say a state, a role, a verdict or a measure."""
    return word(f"figures.sites_{name.replace(' ', '_')}", lang)


def _set_rows(ax: "Axes", names: Sequence[str]) -> None:
    """Name the rows, the first on top."""
    ax.set_yticks(range(len(names)), names, fontsize=SIZE)
    ax.set_ylim(len(names) - 0.5, -0.5)


def _grid(ax: "Axes") -> None:
    ax.grid(axis="x", color=GRID, linewidth=0.6)
    ax.set_axisbelow(True)
