"""Which group is said to have raised which code: a heat map that shows unknown apart from no."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from peerstudy.codings import valence_label
from peerstudy.figures.style import head_labels, legend, wrapped
from peerstudy.words import direction, word

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DIRECT = "said of the group"
_LOOKS = {
    "direct": ("#08519C", ""),
    "indirect": ("#9ECAE1", "////"),
    "absent": ("white", "xxxx"),
    "unknown": ("#F5F5F5", ""),
}


def draw_coverage(
    coverage: pd.DataFrame, ax: "Axes", labels: Mapping[str, str], lang: str = "en"
) -> "Axes":
    """Draw for each code and group whether the group is said to have raised it.

    Parameters
    ----------
    coverage : DataFrame
        From :func:`peerstudy.codings.coverage`: any codes and groups, in the
        order to draw them, those of one valence together.
    ax : Axes
        Where to draw.
    labels : mapping of str to str
        What to call each code and group.
    lang : {"en", "he"}, default "en"
        Language of the texts.

    Returns
    -------
    Axes
        The same axes: a row a code, a column a group. What is not told is
        pale with a question mark, what is denied crossed out.
    """
    from matplotlib.patches import Patch, Rectangle

    codes = list(dict.fromkeys(coverage["code"]))
    groups = list(dict.fromkeys(coverage["group"]))
    for row in coverage.to_dict("records"):
        x, y = groups.index(row["group"]), codes.index(row["code"])
        kind = _kind(row["state"], row["basis"])
        fill, hatch = _LOOKS[kind]
        line = "white" if kind != "absent" else "black"
        box = Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=fill, hatch=hatch, edgecolor=line)
        ax.add_patch(box)
        if kind == "unknown":
            ax.text(x, y, "?", ha="center", va="center", fontsize=6, color="#777777")
    ax.set_xlim(-0.5, len(groups) - 0.1)
    ax.set_ylim(len(codes) - 0.5, -0.5)
    ax.set_yticks(range(len(codes)), [wrapped(labels.get(c, c), 52) for c in codes], fontsize=6.5)
    heads = [wrapped(labels.get(g, g), 18) for g in groups]
    ax.set_xticks(range(len(groups)), heads, fontsize=7)
    ax.xaxis.tick_top()
    head_labels(ax, lang)
    _draw_halves(ax, coverage, len(groups), lang)
    ax.spines[:].set_visible(False)
    if direction(lang) == "rtl":
        ax.yaxis.tick_right()
        ax.invert_xaxis()
    ax.tick_params(length=0)
    there = {_kind(row["state"], row["basis"]) for row in coverage.to_dict("records")}
    handles = [
        Patch(
            facecolor=fill,
            hatch=hatch,
            edgecolor=_outline(kind),
            label=word(f"figures.coverage_{kind}", lang),
        )
        for kind, (fill, hatch) in _LOOKS.items()
        if kind in there
    ]
    return legend(ax, lang, handles)


def _draw_halves(ax: "Axes", coverage: pd.DataFrame, columns: int, lang: str) -> None:
    """Name the valences at the far side, with a line between them."""
    rows = coverage.drop_duplicates("code").reset_index(drop=True)
    for valence, part in rows.groupby("valence", sort=False):
        if part.index[0] > 0:
            ax.axhline(part.index[0] - 0.5, color="black", linewidth=1.2)
        middle = (part.index[0] + part.index[-1]) / 2
        name = valence_label(str(valence), lang)
        turn = 90 if direction(lang) == "rtl" else 270
        ax.text(
            columns - 0.3,
            middle,
            name,
            rotation=turn,
            ha="center",
            va="center",
            size=8,
            weight="bold",
        )


def _kind(state: str, basis: str) -> str:
    if state == "reported":
        return "direct" if basis == _DIRECT else "indirect"
    return "absent" if state == "reported absent" else "unknown"


def _outline(kind: str) -> str:
    return {"direct": "#08519C", "indirect": "white"}.get(kind, "#999999")
