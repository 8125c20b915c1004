"""Figures of what is feasible: a profile with its band, and the lattice of mean and SD."""

from typing import TYPE_CHECKING

import pandas as pd

from peerstudy.figures.style import BLUE, GREY, ORANGE, kept, legend
from peerstudy.printed import read
from peerstudy.reconstruct import PrintedSummary
from peerstudy.words import word

if TYPE_CHECKING:
    from matplotlib.axes import Axes


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

    values = [float(value) for value in profile["value"]]
    step = values[1] - values[0] if len(values) > 1 else 1.0
    low, high = profile["lowest"], profile["highest"]
    datasets = int(profile["datasets"].iloc[0])
    ax.bar(
        values,
        high - low,
        bottom=low,
        width=0.92 * step,
        color="#D9D9D9",
        label=word("figures.profile_band", lang),
    )
    expected = [float(value) for value in profile["expected"]]
    ax.bar(
        values,
        expected,
        width=0.5 * step,
        color=BLUE,
        label=word("figures.profile_expected", lang, n=datasets),
    )
    ax.set_xlabel(label)
    ax.set_ylabel(word("figures.people_axis", lang, size=kept(f"(n={profile['n'].iloc[0]})", lang)))
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_axisbelow(True)
    return legend(ax, lang)


def draw_lattice(
    lattice: pd.DataFrame, summary: PrintedSummary, ax: "Axes", lang: str = "en"
) -> "Axes":
    """Draw the means and SDs that data can have, and the rectangle of a printed pair among them.

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

    pair = kept(f"{summary.mean} ({summary.sd})", lang)
    shown = word("figures.lattice_dots", lang, values=summary.n, step=summary.step)
    ax.plot(lattice["mean"], lattice["sd"], "o", color=GREY, markersize=3, label=shown)
    mean, sd = read(summary.mean or "0"), read(summary.sd or "0")
    units = float(mean.unit), float(sd.unit)
    corner = float(mean.value) - units[0] / 2, float(sd.value) - units[1] / 2
    square = Rectangle(corner, *units, facecolor="none", edgecolor=ORANGE, linewidth=1.4)
    square.set_label(word("figures.lattice_square", lang, pair=pair))
    ax.add_patch(square)
    printed = word("figures.lattice_printed", lang, pair=pair)
    ax.plot(
        float(mean.value),
        float(sd.value),
        "+",
        color="black",
        markersize=9,
        markeredgewidth=1.4,
        label=printed,
    )
    ax.set_xlabel(word("figures.mean_axis", lang))
    ax.set_ylabel(word("figures.sd_axis", lang))
    return legend(ax, lang)
