"""Curves over the number of sessions, of simulated codings: expected codes, saturated orders."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from peerstudy.errors import require_known
from peerstudy.figures.plate import Makers, Plate
from peerstudy.figures.style import BLUE, GREY, SIZE, grid, legend, new_axes
from peerstudy.figures.wording import Words, largest, named, number, run, text, words
from peerstudy.inference import rarefaction, saturation_curves, simulated_coding
from peerstudy.ledger import Labels
from peerstudy.words import LANGUAGES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from peerstudy.inference import SessionCodes

_COLOURS, _DASHES, _MARKERS = (BLUE, "black", GREY), ("-", "--", ":", "-."), "os^Dv"
_AXES = {"codes": ("sessions", "codes"), "share": ("until", "saturated")}


class _Simulated:
    """Simulated sites have names, but no labels of their own."""

    def __init__(self, rows: pd.DataFrame) -> None:
        frame = pd.DataFrame({"group": rows["group"].unique()})
        for lang in LANGUAGES:
            numbered = [text("simulated_site", lang, i=i + 1) for i in frame.index]
            frame[f"label_{lang}"] = numbered
        self.label_frames = {"group": frame}


def figures() -> Makers:
    """Return the figures of simulated sites."""
    return {
        "simulated_rarefaction": partial(_plate, "simulated_rarefaction", rarefaction, "codes"),
        "simulated_saturation": partial(_plate, "simulated_saturation", saturation_curves, "share"),
    }


def _plate(name: str, made: "Callable[[SessionCodes], pd.DataFrame]", value: str) -> Plate:
    rows = made(simulated_coding())
    drawing, telling = partial(draw_curves, value=value), partial(describe_curves, value=value)
    return Plate(name, rows, drawing, telling, 80, 84, of=_Simulated(rows))


def draw_curves(
    curves: pd.DataFrame,
    value: str,
    *,
    ax: "Axes | None" = None,
    lang: str = "en",
    labels: Labels | None = None,
) -> "Axes":
    """Draw a value against the number of sessions, a line for each group.

    Parameters
    ----------
    curves : DataFrame
        From :func:`peerstudy.inference.rarefaction` or
        :func:`peerstudy.inference.saturation_curves`.
    value : {"codes", "share"}
        Expected codes with their interval, or the share of saturated orders.
    ax, lang, labels
        Where, in which language and by which labels: see :mod:`peerstudy.figures`.

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
    ax, labels = ax or new_axes(80), labels or Labels(lang=lang)
    lang = labels.lang
    groups = list(curves.groupby("group", sort=False))
    for i, (group, part) in enumerate(groups):
        colour, line, shape = look(i)
        if "low" in part:
            ax.fill_between(part["sessions"], part["low"], part["high"], color=colour, alpha=0.12)
        ax.plot(part["sessions"], part[value], linestyle=line, marker=shape, color=colour,
                markersize=4, label=labels.group(str(group)))  # fmt: skip
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


def describe_curves(rows: pd.DataFrame, labels: Labels, value: str) -> Words:
    """Return where each group's curve begins and ends, and which is highest at the last."""
    lang, parts = labels.lang, []
    for group, part in rows.groupby("group", sort=False):
        first, last = part.iloc[0], part.iloc[-1]
        parts.append(
            text(
                "curves_row",
                lang,
                group=named(labels.group(str(group)), lang),
                start=run(number(first[value]), lang),
                first=first["sessions"],
                end=run(number(last[value]), lang),
                last=last["sessions"],
            )
        )
    common = rows[rows["sessions"] == rows.groupby("group")["sessions"].max().min()]
    best = largest(common, common[value])
    group = named(labels.group(best["group"]), lang)
    highest = text("curves_best", lang, n=int(best["sessions"]), group=group)
    return words(value, lang, [text("groups", lang, n=rows["group"].nunique()), *parts, highest])
