"""Figures of the sample and of the audit."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from peerstudy.figures.style import BLUE, GREY, GRID, ORANGE, directed, legend

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SHAPES = ("X", "o", "s", "^")
_TEXTS: dict[str, dict[str, str]] = {
    "en": {
        "percent": "Percent",
        "printed": "printed",
        "of": "over {n}: {fits} of {total} agree (filled)",
        "consistent": "consistent",
        "inconsistent": "inconsistent",
        "not testable": "not testable",
        "findings": "Findings",
        "mean": "mean",
        "sd": "± 1 SD",
        "range": "range",
    },
    "he": {
        "percent": "אחוז",
        "printed": "מודפס",
        "of": "מתוך {n}: {fits} מתוך {total} תואמים (מלא)",
        "consistent": "עקבי",
        "inconsistent": "לא עקבי",
        "not testable": "אינו ניתן לבדיקה",
        "findings": "ממצאים",
        "mean": "ממוצע",
        "sd": "± סטיית תקן",
        "range": "טווח",
    },
}


def draw_denominators(
    candidates: pd.DataFrame, ax: "Axes", labels: Mapping[str, str], lang: str = "en"
) -> "Axes":
    """Draw what each denominator gives beside the percentage that is printed.

    Parameters
    ----------
    candidates : DataFrame
        From :func:`peerstudy.audit.denominator_candidates`.
    ax : Axes
        Where to draw.
    labels : mapping of str to str
        What to call each level.
    lang : {"en", "he"}, default "en"
        Language of the texts.

    Returns
    -------
    Axes
        The same axes: levels from top to bottom, percent from left to right.
    """
    texts = _TEXTS[lang]
    levels = candidates.drop_duplicates("level").reset_index(drop=True)
    rank = dict(zip(levels["level"], levels.index, strict=True))
    ax.hlines(levels.index, levels["low"], levels["high"], color="black", linewidth=7, alpha=0.25)
    middle = (levels["low"] + levels["high"]) / 2
    ax.plot(middle, levels.index, "|", color="black", markersize=13, label=texts["printed"])
    looks = zip(_SHAPES, (BLUE, ORANGE, GREY, "black"), strict=True)
    by_base = candidates.groupby("denominator", sort=False)
    for (n, part), (shape, colour) in zip(by_base, looks, strict=False):
        label = texts["of"].format(n=n, fits=part["fits"].sum(), total=len(part))
        y = part["level"].map(rank)
        ax.plot(part["percent"], y, shape, color=colour, markerfacecolor="white", label=label)
        fits = part["fits"]
        ax.plot(part["percent"][fits], y[fits], shape, color=colour)
    names = [
        f"{labels.get(r['level'], r['level'])}: {r['count']} ({r['printed']})"
        for r in levels.to_dict("records")
    ]
    ax.set_yticks(levels.index, names)
    ax.set_ylim(len(levels) - 0.5, -0.5)
    ax.margins(x=0.06)
    ax.set_xlabel(texts["percent"])
    ax.grid(axis="x", color=GRID, linewidth=0.6)
    ax.set_axisbelow(True)
    return legend(directed(ax, lang), lang)


def draw_verdicts(summary: pd.DataFrame, ax: "Axes", lang: str = "en") -> "Axes":
    """Draw how many findings of each check are consistent, inconsistent or not testable.

    Parameters
    ----------
    summary : DataFrame
        ``summary`` of an :class:`~peerstudy.audit.Audit`.
    ax : Axes
        Where to draw.
    lang : {"en", "he"}, default "en"
        Language of the texts.

    Returns
    -------
    Axes
        The same axes: a stacked bar for each check, its numbers in it.
    """
    texts = _TEXTS[lang]
    left = pd.Series(0, index=summary.index)
    looks = {
        "inconsistent": (ORANGE, "////"),
        "not testable": ("#D9D9D9", ""),
        "consistent": (BLUE, ""),
    }
    for verdict, (colour, hatch) in looks.items():
        bars = ax.barh(
            summary["check"],
            summary[verdict],
            left=left,
            color=colour,
            hatch=hatch,
            edgecolor="white",
            label=texts[verdict],
        )
        ink = "black" if verdict == "not testable" else "white"
        numbers = [str(n) if n > 2 else "" for n in summary[verdict]]
        box = {"boxstyle": "round,pad=0.15", "facecolor": colour, "edgecolor": "none"}
        for text in ax.bar_label(bars, numbers, label_type="center", color=ink, fontsize=7):
            if text.get_text():
                text.set_bbox(box)
        left = left + summary[verdict]
    ax.invert_yaxis()
    ax.set_xlabel(texts["findings"])
    return legend(directed(ax, lang), lang)


def draw_means(
    means: pd.DataFrame, variable: str, ax: "Axes", labels: Mapping[str, str], lang: str = "en"
) -> "Axes":
    """Draw each group's mean of one variable, with its SD and its range.

    Parameters
    ----------
    means : DataFrame
        From :func:`peerstudy.ledger.means`.
    variable : str
        Which variable, in its unit.
    ax : Axes
        Where to draw.
    labels : mapping of str to str
        What to call the groups and the variable.
    lang : {"en", "he"}, default "en"
        Language of the texts.

    Returns
    -------
    Axes
        The same axes: groups from top to bottom.
    """
    texts = _TEXTS[lang]
    rows = means[means["variable"] == variable].reset_index(drop=True)
    ax.hlines(rows.index, rows["min"], rows["max"], color=GREY, linewidth=1, label=texts["range"])
    low, high = rows["mean"] - rows["sd"], rows["mean"] + rows["sd"]
    ax.hlines(rows.index, low, high, color=BLUE, linewidth=5, alpha=0.45, label=texts["sd"])
    ax.plot(rows["mean"], rows.index, "D", color=BLUE, markersize=5, label=texts["mean"])
    names = [f"{labels.get(r['group'], r['group'])} (n={r['n']:.0f})" for _, r in rows.iterrows()]
    ax.set_yticks(range(len(rows)), names)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.set_xlabel(labels.get(variable, variable))
    ax.grid(axis="x", color=GRID, linewidth=0.6)
    ax.set_axisbelow(True)
    return legend(directed(ax, lang), lang)
