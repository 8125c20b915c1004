"""Curves over the number of sessions, of simulated codings: expected codes, saturated orders."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from peerstudy.errors import require_known
from peerstudy.figures.plate import Makers, Plate, Words
from peerstudy.figures.style import BLUE, GREY, SIZE, grid, legend, new_axes
from peerstudy.figures.wording import largest, named, number, run, text, words
from peerstudy.inference import rarefaction, saturation_curves, simulated_coding

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLOURS, _DASHES, _MARKERS = (BLUE, "black", GREY), ("-", "--", ":", "-."), "os^Dv"
_AXES = {"codes": ("sessions", "codes"), "share": ("until", "saturated")}


def figures() -> Makers:
    """Return the figures of simulated sites."""
    return {
        "simulated_rarefaction": partial(_plate, "simulated_rarefaction", _expected, "codes"),
        "simulated_saturation": partial(_plate, "simulated_saturation", _saturated, "share"),
    }


def _expected() -> pd.DataFrame:
    return rarefaction(simulated_coding())


def _saturated() -> pd.DataFrame:
    return saturation_curves(simulated_coding())


def _plate(name: str, made: Callable[[], pd.DataFrame], value: str) -> Plate:
    rows = made()
    groups = list(dict.fromkeys(rows["group"]))

    def labels(lang: str) -> dict[str, str]:
        return {g: text("simulated_site", lang, i=i) for i, g in enumerate(groups, start=1)}

    return Plate(
        name,
        rows,
        80,
        lambda ax, lang: draw_curves(rows, value, labels(lang), ax=ax, lang=lang),
        lambda lang: describe_curves(rows, value, labels(lang), lang),
        narrow_mm=84,
    )


def draw_curves(
    curves: pd.DataFrame,
    value: str,
    labels: Mapping[str, str] | None = None,
    *,
    ax: "Axes | None" = None,
    lang: str = "en",
) -> "Axes":
    """Draw a value against the number of sessions, a line for each group.

    Parameters
    ----------
    curves : DataFrame
        From :func:`peerstudy.inference.rarefaction` or
        :func:`peerstudy.inference.saturation_curves`.
    value : {"codes", "share"}
        Expected codes with their interval, or the share of saturated orders.
    labels : mapping of str to str, optional
        What the groups are called.
    ax : Axes, optional
        Where to draw; a new one without it.
    lang : {"en", "he"}, default "en"
        Language of the texts.

    Returns
    -------
    Axes
        Groups differ in line, marker and colour.

    Raises
    ------
    UnknownNameError
        If the value is neither.

    Examples
    --------
    >>> from peerstudy.inference import rarefaction, simulated_coding
    >>> draw_curves(rarefaction(simulated_coding()), "codes").get_ylabel()
    'Expected number of codes'
    """
    require_known("value of curves", value, _AXES)
    ax, labels = ax or new_axes(80), labels or {}
    groups = list(curves.groupby("group", sort=False))
    for i, (group, part) in enumerate(groups):
        colour, line, shape = look(i)
        if "low" in part:
            ax.fill_between(part["sessions"], part["low"], part["high"], color=colour, alpha=0.12)
        ax.plot(part["sessions"], part[value], linestyle=line, marker=shape, color=colour,
                markersize=4, label=labels.get(str(group), str(group)))  # fmt: skip
    of_x, of_y = _AXES[value]
    ax.set_xlabel(text(f"sites_{of_x}", lang), fontsize=SIZE)
    ax.set_ylabel(text(f"sites_{of_y}", lang), fontsize=SIZE)
    ax.set_ylim(bottom=0, top=None if value == "codes" else 1.02)
    ax.set_xticks(range(curves["sessions"].min(), curves["sessions"].max() + 1))
    grid(ax, "both")
    return legend(ax, lang)


def look(i: int) -> tuple[str, str, str]:
    """Return the colour, line and marker of a group: no two of the first sixty are the same."""
    return _COLOURS[i % 3], _DASHES[i % 4], _MARKERS[i % 5]


def describe_curves(rows: pd.DataFrame, value: str, labels: Mapping[str, str], lang: str) -> Words:
    """Return where each group's curve begins and ends, and which is highest at the last."""
    parts = []
    for group, part in rows.groupby("group", sort=False):
        first, last = part.iloc[0], part.iloc[-1]
        parts.append(
            text(
                "curves_row",
                lang,
                group=named(labels.get(str(group), str(group)), lang),
                start=run(number(first[value]), lang),
                first=first["sessions"],
                end=run(number(last[value]), lang),
                last=last["sessions"],
            )
        )
    common = rows[rows["sessions"] == rows.groupby("group")["sessions"].max().min()]
    best = largest(common, common[value])
    group = named(labels.get(str(best["group"]), str(best["group"])), lang)
    highest = text("curves_best", lang, n=int(best["sessions"]), group=group)
    return words(value, lang, [text("groups", lang, n=rows["group"].nunique()), *parts, highest])
