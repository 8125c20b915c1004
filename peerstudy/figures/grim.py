"""The GRIM lattice: which decimals the mean of so many whole steps can have."""

from collections.abc import Mapping
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

import pandas as pd

from peerstudy.figures.style import BLUE, GREY, ORANGE, kept, legend, wrapped
from peerstudy.words import direction, word

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LETTER = 0.052
_LOOKS: dict[str, tuple[str, dict[str, Any]]] = {
    "consistent": ("grim_consistent", {"marker": "o", "color": BLUE}),
    "inconsistent": ("grim_inconsistent", {"marker": "X", "color": ORANGE, "markersize": 7.5}),
    "too coarse": (
        "grim_coarse",
        {"marker": "s", "color": "black", "markerfacecolor": "white", "markersize": 4.5},
    ),
}


def draw_endings(
    endings: pd.DataFrame, ax: "Axes", labels: Mapping[str, str], lang: str = "en"
) -> "Axes":
    """Draw which endings the mean of so many values can have, and those that are printed.

    Parameters
    ----------
    endings : DataFrame
        From :func:`peerstudy.audit.mean_endings`.
    ax : Axes
        Where to draw.
    labels : mapping of str to str
        What to call groups and variables.
    lang : {"en", "he"}, default "en"
        Language of the texts.

    Returns
    -------
    Axes
        The same axes: numbers of values from left to right, endings from
        bottom to top; each printed mean with the interval of its rounding and
        a letter, explained beside. An interval without a dot in it is of a
        mean that so many values cannot have.
    """
    from matplotlib.ticker import MaxNLocator

    possible = endings["kind"] == "possible"
    dots = endings[possible]
    printed = endings[~possible].sort_values(["denominator", "ending"]).reset_index(drop=True)
    said = word("figures.grim_possible", lang)
    ax.plot(dots["denominator"], dots["ending"], ".", color=GREY, markersize=1.6, label=said)
    for kind, (key, look) in _LOOKS.items():
        part = printed[printed["kind"] == kind]
        if len(part):
            fine = part[part["high"] - part["low"] < 1]
            ax.vlines(fine["denominator"], fine["low"], fine["high"], look["color"], linewidth=1.6)
            style: dict[str, Any] = {"linestyle": "none", "markersize": 5.5} | look
            ax.plot(
                part["denominator"], part["ending"], label=word(f"figures.{key}", lang), **style
            )
    _draw_letters(ax, printed)
    _draw_key(ax, printed, labels, lang)
    ax.set_xlim(0, float(endings["denominator"].max()) + 5)
    ax.set_ylim(-0.08, 1.06)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel(wrapped(word("figures.grim_n", lang), 44))
    ax.set_ylabel(word("figures.grim_ending", lang))
    return legend(ax, lang)


def _draw_letters(ax: "Axes", printed: pd.DataFrame) -> None:
    """Put a letter at each mean, where no other mean's stands."""
    box = {"boxstyle": "square,pad=0.08", "facecolor": "white", "edgecolor": "none", "alpha": 0.85}
    last, at = 0, -1.0
    for letter, row in zip(ascii_lowercase, printed.to_dict("records"), strict=False):
        n, ending = row["denominator"], row["ending"]
        beside = printed["denominator"].between(n + 1, n + 4)
        crowded = (beside & (printed["ending"] - ending).abs().lt(0.08)).any()
        at = max(ending, at + _LETTER) if n == last else ending
        last = n
        shift, side = (-5, "right") if crowded else (5, "left")
        ax.annotate(letter, (n, at), (shift, 0), textcoords="offset points", fontsize=7,
                    bbox=box, va="center", ha=side)  # fmt: skip


def _draw_key(ax: "Axes", printed: pd.DataFrame, labels: Mapping[str, str], lang: str) -> None:
    """Say beside the axes what each letter stands for."""
    lines = []
    for letter, row in zip(ascii_lowercase, printed.to_dict("records"), strict=False):
        mean = kept(f"{row['printed']} (n={row['n']})", lang)
        variable, group = (labels.get(row[key], row[key]) for key in ("variable", "group"))
        lines.append(f"{kept(letter, lang)}  {variable}, {group}: {mean}")
    side = "right" if direction(lang) == "rtl" else "left"
    ax.text(1.02, 1.0, "\n".join(lines), transform=ax.transAxes, va="top", ha="left",
            multialignment=side, fontsize=6.5, linespacing=1.6)  # fmt: skip
