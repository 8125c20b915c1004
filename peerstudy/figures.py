"""Figures: a results frame and an ``Axes`` in, the ``Axes`` out.

Nothing is counted here. Sizes are in millimetres; texts come in English and
Hebrew, in the order they are written (matplotlib sets right-to-left text
itself). Colours are the Okabe-Ito palette, with shapes or hatches wherever
colour alone would carry meaning.
"""

from collections.abc import Mapping, Sized
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLUMN_MM = {1: 85.0, 2: 174.0}
"""Widths of one and of two journal columns."""
BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#8A8A8A"
_MM_PER_INCH = 25.4
_SHAPES = ("X", "o", "s", "^")
_SIZE = 8.0
_STYLE: Any = {
    "font.family": "DejaVu Sans",
    "font.size": _SIZE,
    "figure.constrained_layout.w_pad": 0.08,
    "figure.constrained_layout.h_pad": 0.06,
    "axes.titlesize": 9.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "svg.hashsalt": "peerstudy",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
}
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


def new_axes(height_mm: float, columns: int = 2) -> "Axes":
    """Make an axes of a journal's width.

    Parameters
    ----------
    height_mm : float
        Height in millimetres.
    columns : {1, 2}, default 2
        One or two columns wide.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(_STYLE):
        size = COLUMN_MM[columns] / _MM_PER_INCH, height_mm / _MM_PER_INCH
        figure = Figure(figsize=size, dpi=300, layout="constrained")
        return figure.subplots()


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
    ax.grid(axis="x", color="#dddddd", linewidth=0.6)
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
    ax.grid(axis="x", color="#dddddd", linewidth=0.6)
    ax.set_axisbelow(True)
    return legend(directed(ax, lang), lang)


def directed(ax: "Axes", lang: str) -> "Axes":
    """Put the categories on the side where reading starts."""
    if lang == "he":
        ax.yaxis.tick_right()
        ax.yaxis.set_label_position("right")
        ax.invert_xaxis()
        ax.spines["left"].set_visible(False)
        ax.spines["right"].set_visible(True)
    return ax


def legend(ax: "Axes", lang: str) -> "Axes":
    """Put the legend below the axes, where it covers nothing, reading from its language's side."""
    handles, names = ax.get_legend_handles_labels()
    if lang == "he":
        handles, names = handles[::-1], names[::-1]
    ax.figure.legend(
        handles,
        names,
        loc="outside lower center",
        ncols=3,
        frameon=False,
        fontsize=_SIZE,
        markerfirst=lang != "he",
    )
    return ax


def render(figure: "Figure", style: str) -> bytes:
    """Give a figure as a file's content, the same bytes each time.

    Parameters
    ----------
    figure : Figure
        What to write.
    style : {"png", "svg", "pdf"}
        The file's format.
    """
    import matplotlib as mpl

    out = BytesIO()
    undated = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}.get(style, {})
    with mpl.rc_context(_STYLE):
        figure.savefig(out, format=style, metadata=undated)
    return out.getvalue()


def axes_of_height(rows: Sized, columns: int = 2) -> "Axes":
    """Make an axes high enough for so many rows and a legend."""
    return new_axes(22 + 9 * len(rows), columns)
