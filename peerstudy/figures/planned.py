"""Planned numbers beside those achieved, all sites together, each with its source."""

from collections.abc import Hashable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from peerstudy.figures.given import given
from peerstudy.figures.plate import Makers, Plate
from peerstudy.figures.rows import Line, heights, name_rows, stacked, started
from peerstudy.figures.style import (
    BLUE,
    GREY,
    grid,
    kept,
    legend,
    letters,
    marks,
    mirrored,
    narrow,
    wrapped,
)
from peerstudy.figures.wording import Words, named, run, text, words
from peerstudy.ledger import Labels
from peerstudy.sites import planned_and_achieved
from peerstudy.study.sites import Sites

if TYPE_CHECKING:
    from matplotlib.axes import Axes

VERDICTS: dict[str, dict[str, Any]] = {
    "within": {"marker": "o", "color": BLUE},
    "below": {"marker": "v", "color": "black"},
    "above": {"marker": "^", "color": "black"},
}


def figures(sites: Sites) -> Makers:
    """Return the figure of plans that can be compared with what was achieved."""
    rows = plans(sites)
    return {"sites_planned": partial(_plate, sites, rows)} if len(rows) else {}


def plans(sites: Sites) -> pd.DataFrame:
    """Return the rows for all sites together of which plan and achievement are reported."""
    rows = planned_and_achieved(sites).query("site == '' and verdict != 'unknown'")
    return rows.reset_index(drop=True)


def _plate(sites: Sites, rows: pd.DataFrame) -> Plate:
    high = heights(_lines, rows, sites, 26, 32)
    return Plate("sites_planned", rows, draw_planned, describe_planned, *high, of=sites)


def _lines(rows: pd.DataFrame, labels: Labels, width: "Axes | float") -> list[Line]:
    """Place each plan with its numbers and their sources."""
    names = [(i, _name(row, labels)) for i, row in enumerate(rows.to_dict("records"))]
    return stacked([("", names)], letters(width, 62, 32), gap=0.6)


def draw_planned(
    of: "Sites | pd.DataFrame",
    *,
    ax: "Axes | None" = None,
    lang: str = "en",
    labels: Labels | None = None,
) -> "Axes":
    """Draw planned numbers and those achieved, for all sites together.

    Parameters
    ----------
    of : Sites or DataFrame
        Sites, or the rows of :func:`plans` to draw.
    ax, lang, labels
        Where, in which language and by which labels: see :mod:`peerstudy.figures`.

    Returns
    -------
    Axes
        A row for each plan, from the plan to what was achieved, with the
        publication of either.

    Examples
    --------
    >>> from peerstudy.study.sites import load_sites
    >>> draw_planned(load_sites()).get_legend_handles_labels()[1]
    ['planned', 'achieved: within', 'achieved: below', 'achieved: above']
    """
    rows, labels = given(of, "verdict", plans, labels, lang, lambda sites: sites)
    lang = labels.lang
    rows = rows.astype(dict.fromkeys(rows.filter(like="_low"), float)).reset_index(drop=True)
    ax, lines = started(ax, _lines, rows, labels, 26)
    y = rows.index.map(name_rows(ax, lines)).to_series(rows.index)
    low, high = rows["planned_low"], rows["planned_high"].astype(float)
    got = rows["achieved_low"]
    ax.hlines(y, got, got.clip(low, high), color=GREY, linewidth=1)
    ax.hlines(y, low, high, color=GREY, linewidth=5, alpha=0.6)
    ax.plot([*low, *high], [*y, *y], "|", color="black", markersize=9,
            markeredgewidth=1.5, linestyle="none", label=text("sites_planned", lang))  # fmt: skip
    marks(ax, (got, y), rows["verdict"], VERDICTS,
          lambda verdict: text(f"sites_{verdict}", lang))  # fmt: skip
    ax.set_xscale("log")
    ticks = [5, 10, 20, 50, 100, 200, 500] if not narrow(ax) else [5, 20, 100, 500]
    ax.set_xticks(ticks, [str(tick) for tick in ticks])
    ax.minorticks_off()
    ax.set_xlabel(wrapped(text("sites_amount", lang), letters(ax, 60, 24)))
    grid(ax)
    return legend(mirrored(ax, lang), lang, columns=4)


def _told(row: Mapping[Hashable, Any], labels: Labels) -> dict[str, str]:
    """Return what is measured of whom and when, and the plan."""
    low, high = row["planned_low"], row["planned_high"]
    return {
        "component": labels.of("component", row["component"]),
        "measure": _said(row["measure"], labels.lang),
        "wave": _said(row["wave"], labels.lang),
        "plan": f"{low:.0f}" if low == high else f"{low:.0f}\N{EN DASH}{high:.0f}",
    }


def _name(row: Mapping[Hashable, Any], labels: Labels) -> str:
    """Write what was planned with both numbers, and below it where either is reported."""
    lang, told = labels.lang, _told(row, labels)
    sources = text(
        "planned_sources",
        lang,
        plan=kept(told["plan"], lang),
        got=kept(f"{row['achieved_low']:.0f}", lang),
        planned=labels.of("study", row["planned_study"]),
        achieved=labels.of("study", row["achieved_study"]),
    )
    head = text("planned_name", lang, **told)
    return "\n".join([head, sources, *_assumptions(row["assumes"], lang)])


def _assumptions(assumes: Sequence[str], lang: str) -> list[str]:
    """Write what a verdict rests on beside print, in one line; none where it rests on nothing."""
    named = [_said(name, lang) for name in assumes]
    return [text("planned_assumes", lang, names="; ".join(named))] if named else []


def _said(name: str, lang: str) -> str:
    return text(f"sites_{name.replace(' ', '_')}", lang)


def describe_planned(rows: pd.DataFrame, labels: Labels) -> Words:
    """Return each plan with what was achieved, and how many are within it."""
    lang, verdicts = labels.lang, rows["verdict"].value_counts()
    parts = []
    for row in rows.to_dict("records"):
        told = _told(row, labels)
        told |= {"component": named(told["component"], lang), "plan": run(told["plan"], lang)}
        got = run(row["achieved_low"], lang)
        assumed = "".join(f" {line}." for line in _assumptions(row["assumes"], lang))
        parts.append(text("planned_row", lang, **told, got=got) + assumed)
    counts = {name: int(verdicts.get(name, 0)) for name in VERDICTS}
    parts = [text("planned_counts", lang, n=len(rows), **counts), *parts]
    return words("planned", lang, parts, [verdict for verdict, n in counts.items() if n])
