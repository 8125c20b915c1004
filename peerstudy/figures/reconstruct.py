"""Figures of what is feasible: a profile with its band, and the lattice of mean and SD."""

from typing import TYPE_CHECKING

import pandas as pd

from peerstudy.figures.style import BLUE, GREY, ORANGE, directed, legend
from peerstudy.printed import read
from peerstudy.reconstruct import PrintedSummary

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_TEXTS: dict[str, dict[str, str]] = {
    "en": {
        "band": "attainable, lowest to highest",
        "expected": "expected over {datasets} feasible data sets",
        "people": "People (n={n})",
        "mean": "Mean",
        "sd": "SD",
        "lattice": "what {n} values in steps of {step} can have",
        "pair": "rounds to {mean} ({sd})",
        "printed": "printed: {mean} ({sd})",
    },
    "he": {
        "band": "בר־השגה, מהנמוך לגבוה",
        "expected": "צפוי על פני {datasets} מערכי נתונים אפשריים",
        "people": "אנשים (n={n})",
        "mean": "ממוצע",
        "sd": "סטיית תקן",
        "lattice": "מה שיכול להיות ל־{n} ערכים בצעדים של {step}",
        "pair": "מתעגל ל־{mean} ({sd})",
        "printed": "מודפס: {mean} ({sd})",
    },
}


def draw_profile(profile: pd.DataFrame, ax: "Axes", label: str, lang: str = "en") -> "Axes":
    """Draw how often each value occurs: on average over all feasible data sets, and within what.

    Parameters
    ----------
    profile : DataFrame
        From :func:`peerstudy.reconstruct.value_profile`.
    ax : Axes
        Where to draw.
    label : str
        What the values are, with their unit.
    lang : {"en", "he"}, default "en"
        Language of the texts.

    Returns
    -------
    Axes
        The same axes: values from left to right, people from bottom to top.
    """
    from matplotlib.ticker import MaxNLocator

    texts = _TEXTS[lang]
    values = [float(value) for value in profile["value"]]
    step = values[1] - values[0] if len(values) > 1 else 1.0
    low, high = profile["lowest"], profile["highest"]
    datasets = f"{profile['datasets'].iloc[0]:,}"
    ax.bar(values, high - low, bottom=low, width=0.92 * step, color="#D9D9D9", label=texts["band"])
    expected = [float(value) for value in profile["expected"]]
    ax.bar(
        values,
        expected,
        width=0.5 * step,
        color=BLUE,
        label=texts["expected"].format(datasets=datasets),
    )
    ax.set_xlabel(label)
    ax.set_ylabel(texts["people"].format(n=profile["n"].iloc[0]))
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_axisbelow(True)
    return legend(directed(ax, lang), lang)


def draw_lattice(
    lattice: pd.DataFrame, summary: PrintedSummary, ax: "Axes", lang: str = "en"
) -> "Axes":
    """Draw the means and SDs that data can have, and the square of a printed pair among them.

    Parameters
    ----------
    lattice : DataFrame
        From :func:`peerstudy.reconstruct.pair_lattice`.
    summary : PrintedSummary
        The printed pair.
    ax : Axes
        Where to draw.
    lang : {"en", "he"}, default "en"
        Language of the texts.

    Returns
    -------
    Axes
        The same axes: means from left to right, SDs from bottom to top. The
        square holds what rounds to the printed pair: a point in it is feasible.
    """
    from matplotlib.patches import Rectangle

    texts, pair = _TEXTS[lang], {"mean": summary.mean, "sd": summary.sd}
    shown = texts["lattice"].format(n=summary.n, step=summary.step)
    ax.plot(lattice["mean"], lattice["sd"], "o", color=GREY, markersize=3, label=shown)
    mean, sd = read(summary.mean or "0"), read(summary.sd or "0")
    units = float(mean.unit), float(sd.unit)
    corner = float(mean.value) - units[0] / 2, float(sd.value) - units[1] / 2
    square = Rectangle(
        corner, *units, facecolor="none", edgecolor=ORANGE, hatch="////", linewidth=1.2
    )
    square.set_label(texts["pair"].format(**pair))
    ax.add_patch(square)
    printed = texts["printed"].format(**pair)
    ax.plot(
        float(mean.value),
        float(sd.value),
        "X",
        color=ORANGE,
        markeredgecolor="white",
        label=printed,
    )
    ax.set_xlabel(texts["mean"])
    ax.set_ylabel(texts["sd"])
    return legend(directed(ax, lang), lang)
