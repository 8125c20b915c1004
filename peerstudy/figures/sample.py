"""Figures of the sample and of the audit."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from peerstudy.errors import require_known
from peerstudy.figures.style import (
    BLUE,
    GREY,
    GRID,
    ORANGE,
    directed,
    kept,
    legend,
    letters,
    mirrored,
    wrapped,
)
from peerstudy.words import direction, word

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SHAPES = ("X", "o", "s", "^")
_VERDICTS = {
    "inconsistent": (ORANGE, "////"),
    "not testable": ("#D9D9D9", ""),
    "consistent": (BLUE, ""),
}
_NARROWEST, _WIDEST = 0.005, 0.05


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
        The same axes: levels from top to bottom, and how far each denominator's
        percentage is from the printed one, on a scale that is linear near it
        and logarithmic beyond; behind it the interval that rounds to the
        printed number, and the one that is cut off to it.
    """
    levels = candidates.drop_duplicates("level").reset_index(drop=True)
    rank = dict(zip(levels["level"], levels.index, strict=True))
    cut_off, rounds = word("figures.cut_off", lang), word("figures.rounds_to", lang)
    for y, row in enumerate(levels.to_dict("records")):
        low, high, cut = (row[end] - row["value"] for end in ("low", "high", "cut"))
        ax.barh(y, cut, left=0, height=0.28, color="#E8E8E8", edgecolor=GREY, linewidth=0.6,
                label=None if y else cut_off)  # fmt: skip
        ax.barh(y, high - low, left=low, height=0.56, color="#C6C6C6", edgecolor="black",
                linewidth=0.6, label=None if y else rounds)  # fmt: skip
    looks = zip(_SHAPES, (BLUE, ORANGE, "black", GREY), strict=True)
    shifts = iter((-0.11, 0.11, -0.22, 0.22))
    by_base = candidates.groupby("denominator", sort=False)
    for (n, part), (shape, colour) in zip(by_base, looks, strict=False):
        fits = part["fits"]
        label = word("figures.agree", lang, denominator=n, fits=fits.sum(), n=len(part))
        rows = part["level"].map(rank) + next(shifts)
        ax.plot(part["difference"], rows, shape, color=colour, markerfacecolor="white", label=label)
        ax.plot(part["difference"][fits], rows[fits], shape, color=colour)
    width = letters(ax, 40)
    names = [
        wrapped(f"{labels.get(r['level'], r['level'])}: "
                + kept(f"{r['count']} ({r['printed']})", lang), width)
        for r in levels.to_dict("records")
    ]  # fmt: skip
    ax.set_yticks(levels.index, names)
    ax.set_ylim(len(levels) - 0.5, -0.5)
    _scale(ax, candidates)
    ax.axvline(0, color="black", linewidth=0.8)
    ax.set_xlabel(wrapped(word("figures.difference_axis", lang), letters(ax, 80)))
    ax.grid(axis="x", color=GRID, linewidth=0.6)
    ax.set_axisbelow(True)
    return legend(directed(ax, lang), lang)


def _scale(ax: "Axes", candidates: pd.DataFrame) -> None:
    """Widen what is near nothing, so that a rounding's interval can be seen."""
    half = (candidates["high"] - candidates["low"]) / 2
    near = min(max(float(half[half > 0].min()), _NARROWEST), _WIDEST)
    low = min(
        float((candidates["low"] - candidates["value"]).min()), candidates["difference"].min()
    )
    high = max(
        float((candidates["cut"] - candidates["value"]).max()), candidates["difference"].max()
    )
    ax.set_xscale("symlog", linthresh=near, linscale=1)
    some = (0.01, 0.1, 1.0, 10.0, 100.0) if letters(ax, 100) == 100 else (0.1, 10.0)
    ticks = [tick for tick in some if tick > near]
    shown = [-tick for tick in ticks[::-1] if -tick >= 1.8 * low] + [0.0]
    shown += [tick for tick in ticks if tick <= 1.8 * high]
    ax.set_xticks(
        shown, [f"{tick:+g}".replace("-", "\N{MINUS SIGN}") if tick else "0" for tick in shown]
    )
    ax.set_xticks([], minor=True)
    ax.set_xlim(1.8 * low, 1.8 * high)


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
        The same axes: a stacked bar for each check, its numbers in it, and at its
        end how many of all are inconsistent.
    """
    left = pd.Series(0, index=summary.index)
    room = 0.03 * 100 / letters(ax, 100) * summary[list(_VERDICTS)].sum(axis=1).max()
    for verdict, (colour, hatch) in _VERDICTS.items():
        bars = ax.barh(
            summary["check"],
            summary[verdict],
            left=left,
            color=colour,
            hatch=hatch,
            edgecolor="white",
            label=word(f"common.{verdict.replace(' ', '_')}", lang),
        )
        ink = "white" if verdict == "consistent" else "black"
        paper = "white" if hatch else colour
        numbers = [str(n) if n > room else "" for n in summary[verdict]]
        box = {"boxstyle": "round,pad=0.15", "facecolor": paper, "edgecolor": "none"}
        for text in ax.bar_label(bars, numbers, label_type="center", color=ink, fontsize=7):
            if text.get_text():
                text.set_bbox(box)
        left = left + summary[verdict]
    for y, (some, total) in enumerate(zip(summary["inconsistent"], left, strict=True)):
        said = word("figures.some_of", lang, some=some, total=total)
        side = "left" if direction(lang) == "ltr" else "right"
        weight = "bold" if some else "normal"
        ax.annotate(said, (total, y), (4 if side == "left" else -4, 0),
                    textcoords="offset points", ha=side, va="center", fontsize=7,
                    fontweight=weight)  # fmt: skip
    ax.set_ylim(len(summary) - 0.4, -0.6)
    ax.margins(x=0.12)
    ax.set_xlabel(wrapped(word("figures.findings_axis", lang), letters(ax, 80)))
    return legend(mirrored(ax, lang), lang)


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

    Raises
    ------
    UnknownNameError
        If no mean of the variable is there.
    """
    require_known("variable", variable, list(dict.fromkeys(means["variable"])))
    rows = means[means["variable"] == variable].reset_index(drop=True)
    low, high = rows["mean"] - rows["sd"], rows["mean"] + rows["sd"]
    _spans(ax, rows["min"], rows["max"], word("figures.range", lang), color=GREY, linewidth=1)
    _spans(ax, low, high, word("figures.one_sd", lang), color=BLUE, linewidth=5, alpha=0.45)
    ax.plot(
        rows["mean"], rows.index, "D", color=BLUE, markersize=5, label=word("figures.mean", lang)
    )
    width = letters(ax, 44)
    names = [
        wrapped(f"{labels.get(r['group'], r['group'])} {kept(_size(r['n']), lang)}", width)
        for r in rows.to_dict("records")
    ]
    ax.set_yticks(range(len(rows)), names)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.set_xlabel(labels.get(variable, variable))
    ax.grid(axis="x", color=GRID, linewidth=0.6)
    ax.set_axisbelow(True)
    return legend(directed(ax, lang), lang)


def _spans(
    ax: "Axes", low: "pd.Series[float]", high: "pd.Series[float]", label: str, **look: Any
) -> None:
    """Draw the spans that have two ends; without any, the legend does not name them."""
    there = low.notna() & high.notna()
    if there.any():
        ax.hlines(low.index[there], low[there], high[there], label=label, **look)


def _size(n: float) -> str:
    return "(n=?)" if pd.isna(n) else f"(n={n:.0f})"
