"""Who is quoted: each group's share of quotations and speakers beside its share of the sample."""

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from peerstudy.figures.style import BLUE, GREY, GRID, ORANGE, directed, kept, legend, wrapped
from peerstudy.words import word

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw_quoted(
    shares: pd.DataFrame, ax: "Axes", labels: Mapping[str, str], lang: str = "en"
) -> "Axes":
    """Draw who is quoted against who took part.

    Parameters
    ----------
    shares : DataFrame
        From :func:`peerstudy.codings.quoted_shares`.
    ax : Axes
        Where to draw.
    labels : mapping of str to str
        What to call each group.
    lang : {"en", "he"}, default "en"
        Language of the texts.

    Returns
    -------
    Axes
        The same axes: a row a group, with its shares of the people, of the
        quotations and of the quoted speakers of the group it is a part of,
        and the numbers behind them.
    """
    rows = shares.dropna(subset=["sample_share"]).reset_index(drop=True)
    percent = 100 * rows[["sample_share", "share"]].assign(
        speakers=rows["speakers"] / rows["speakers_denominator"]
    )
    y = rows.index
    ax.hlines(y, percent.min(axis=1), percent.max(axis=1), color=GREY, linewidth=1.2)
    for column, text, shape, colour, wide in (
        ("sample_share", "sample", "s", "black", 4.5),
        ("share", "quotations", "o", BLUE, 9.0),
        ("speakers", "speakers", "D", ORANGE, 5.5),
    ):
        ax.plot(
            percent[column],
            y,
            shape,
            color=colour,
            markerfacecolor=colour if column == "sample_share" else "white",
            markersize=wide,
            markeredgewidth=1.4,
            zorder=3 if column == "sample_share" else 2,
            label=word(f"figures.quoted_{text}", lang),
        )
    names = [
        wrapped(labels.get(row["group"], row["group"]), 34) + "\n" + _numbers(row, labels, lang)
        for row in rows.to_dict("records")
    ]
    ax.set_yticks(list(y), names, fontsize=7)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.set_xlim(0, max(80.0, float(percent.max().max()) + 5) if len(rows) else 100)
    ax.set_xlabel(word("figures.quoted_share", lang))
    ax.grid(axis="x", color=GRID, linewidth=0.6)
    ax.set_axisbelow(True)
    return legend(directed(ax, lang), lang)


def _numbers(row: Mapping[Hashable, object], labels: Mapping[str, str], lang: str) -> str:
    return word(
        "figures.quoted_of",
        lang,
        whole=_inside(labels.get(str(row["whole"]), str(row["whole"]))),
        quotations=_of(row["n"], row["denominator"], lang),
        speakers=_of(row["speakers"], row["speakers_denominator"], lang),
        people=_of(row["sample_n"], row["sample_denominator"], lang),
    )


def _of(n: object, total: object, lang: str) -> str:
    return kept(f"{float(str(n)):.0f}/{float(str(total)):.0f}", lang)


def _inside(label: str) -> str:
    """Write a label as it stands inside a sentence."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
