"""Challenges and facilitators back to back, by CFIR domain."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from peerstudy.figures.style import GRID, legend, mirrored, wrapped
from peerstudy.words import direction, word

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import Patch

_SIDES = {"challenge": -1, "facilitator": 1}
_LOOKS = {
    "subcategory": ("#0072B2", ""),
    "theme": ("#A6CEE3", "////"),
    "subtheme": ("#F2F2F2", "...."),
}


def draw_domains(
    codes: pd.DataFrame, ax: "Axes", labels: Mapping[str, str], lang: str = "en"
) -> "Axes":
    """Draw how many codes each domain has, challenges on one side, facilitators on the other.

    Parameters
    ----------
    codes : DataFrame
        From :func:`peerstudy.codings.codes_by_domain`.
    ax : Axes
        Where to draw.
    labels : mapping of str to str
        What to call each domain.
    lang : {"en", "he"}, default "en"
        Language of the texts.

    Returns
    -------
    Axes
        The same axes: a bar for each domain and side, stacked by level, with
        the number of each level in it and their sum at its end.
    """
    domains = list(dict.fromkeys(codes["cfir_domain"]))
    lower = codes[codes["level"] != "domain"]
    sums = lower.groupby(["valence", "cfir_domain"])["n"].sum()
    widest = int(sums.max()) if len(sums) else 1
    for valence, side in _SIDES.items():
        for y, domain in enumerate(domains):
            rows = lower[(lower["valence"] == valence) & (lower["cfir_domain"] == domain)]
            _draw_bar(ax, rows, y, side)
            _draw_total(ax, int(rows["n"].sum()), y, side, lang)
        middle = side * (widest + 2) / 2
        ax.text(
            middle,
            -0.72,
            word(f"figures.{valence}s", lang),
            ha="center",
            fontweight="bold",
            fontsize=9,
        )
    ax.axvline(0, color="black", linewidth=0.8)
    ax.set_yticks(range(len(domains)), [wrapped(labels.get(d, d), 22) for d in domains])
    ax.set_ylim(len(domains) - 0.4, -1.0)
    ax.set_xlim(-widest - 2, widest + 2)
    steps = range(-(widest // 5) * 5, widest + 1, 5)
    ax.set_xticks(list(steps), [str(abs(step)) for step in steps])
    ax.set_xlabel(word("figures.codes_axis", lang))
    ax.grid(axis="x", color=GRID, linewidth=0.6)
    ax.set_axisbelow(True)
    return legend(mirrored(ax, lang), lang, _handles(lower, lang))


def _draw_bar(ax: "Axes", rows: pd.DataFrame, y: int, side: int) -> None:
    """Stack a domain's levels from the middle outwards, the number of each in it."""
    start = 0
    for level, (fill, hatch) in _LOOKS.items():
        n = int(rows.loc[rows["level"] == level, "n"].sum())
        ax.barh(
            y, side * n, left=side * start, color=fill, hatch=hatch, edgecolor="black", height=0.62
        )
        if n:
            box = {"boxstyle": "round,pad=0.12", "facecolor": "white", "edgecolor": "none"}
            at = side * (start + n / 2)
            ax.text(at, y, str(n), ha="center", va="center", fontsize=7, bbox=box)
        start += n


def _draw_total(ax: "Axes", total: int, y: int, side: int, lang: str) -> None:
    """Write a bar's sum at its end, or that there is nothing to sum."""
    outward = "left" if (side > 0) == (direction(lang) == "ltr") else "right"
    text = str(total) if total else word("figures.none_reported", lang)
    weight = "bold" if total else "normal"
    ax.text(side * (total + 0.3), y, text, ha=outward, va="center", size=8, weight=weight)


def _handles(rows: pd.DataFrame, lang: str) -> list["Patch"]:
    from matplotlib.patches import Patch

    return [
        Patch(
            facecolor=fill,
            hatch=hatch,
            edgecolor="black",
            label=word(f"figures.{level}_level", lang),
        )
        for level, (fill, hatch) in _LOOKS.items()
        if rows.loc[rows["level"] == level, "n"].sum()
    ]
