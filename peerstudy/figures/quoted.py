"""Who is quoted: each group's share of quotations and speakers beside its share of the sample."""

from collections.abc import Hashable, Mapping
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from peerstudy.codings import quoted_shares
from peerstudy.figures.plate import Makers, Plate, Words
from peerstudy.figures.style import (
    BLUE,
    GREY,
    SIZE,
    grid,
    kept,
    legend,
    letters,
    mirrored,
    new_axes,
    wrapped,
)
from peerstudy.figures.wording import largest, named, percent, run, text, words
from peerstudy.ledger import Labels

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from peerstudy.study import Study

LOOKS = {
    "sample": ("s", "black", "black", 4.5),
    "quotations": ("o", BLUE, "white", 9.0),
    "speakers": ("D", GREY, "white", 5.5),
}


def figures(study: "Study") -> Makers:
    """Return the figure of a study that quotes groups of a stated size."""
    rows = quoted_shares(study)
    sized = rows["sample_share"].notna().any()
    return {"themes_quoted": partial(_plate, study, rows)} if sized else {}


def _plate(study: "Study", rows: pd.DataFrame) -> Plate:
    return Plate(
        "themes_quoted",
        rows,
        _height(rows),
        lambda ax, lang: draw_quoted(rows, ax=ax, lang=lang, labels=Labels(study, lang)),
        lambda lang: describe_quoted(rows, Labels(study, lang), lang),
        narrow_mm=_height(rows) * 1.3,
    )


def _height(rows: pd.DataFrame) -> float:
    return 26 + 14 * int(rows["sample_share"].notna().sum())


def draw_quoted(
    of: "Study | pd.DataFrame",
    *,
    ax: "Axes | None" = None,
    lang: str = "en",
    labels: Labels | None = None,
) -> "Axes":
    """Draw who is quoted against who took part.

    Parameters
    ----------
    of : Study or DataFrame
        A study, or the rows of :func:`peerstudy.codings.quoted_shares` to draw.
    ax : Axes, optional
        Where to draw; a new one as high as needed without it.
    lang : {"en", "he"}, default "en"
        Language of the texts.
    labels : Labels, optional
        What the groups are called; a study has its own.

    Returns
    -------
    Axes
        A row for each group, with its shares of the people, of the quotations
        and of the quoted speakers of the group it is a part of, and the
        numbers behind them.
    """
    shares = of if isinstance(of, pd.DataFrame) else quoted_shares(of)
    labels = labels or Labels(of, lang)
    rows = shares.dropna(subset=["sample_share"]).reset_index(drop=True)
    ax = ax or new_axes(_height(rows))
    share = 100 * rows[["sample_share", "share"]].assign(
        speakers=rows["speakers"] / rows["speakers_denominator"]
    )
    y = rows.index
    ax.hlines(y, share.min(axis=1), share.max(axis=1), color=GREY, linewidth=1.2)
    columns = {"sample": "sample_share", "quotations": "share", "speakers": "speakers"}
    for kind, (shape, colour, face, size) in LOOKS.items():
        ax.plot(share[columns[kind]], y, shape, color=colour, markerfacecolor=face,
                markersize=size, markeredgewidth=1.4, zorder=3 if kind == "sample" else 2,
                label=text(f"quoted_{kind}", lang))  # fmt: skip
    width = letters(ax, 60)
    names = [
        wrapped(labels.group(row["group"]), width)
        + "\n"
        + "\n".join(wrapped(line, width) for line in _numbers(row, labels, lang).split("\n"))
        for row in rows.to_dict("records")
    ]
    ax.set_yticks(list(y), names, fontsize=SIZE)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.set_xlim(0, max(80.0, float(share.max().max()) + 5) if len(rows) else 100)
    ax.set_xlabel(text("quoted_share", lang))
    grid(ax)
    return legend(mirrored(ax, lang), lang)


def _numbers(row: Mapping[Hashable, object], labels: Labels, lang: str) -> str:
    return text(
        "quoted_of",
        lang,
        whole=_inside(labels.group(str(row["whole"]))),
        quotations=_of(row["n"], row["denominator"], lang),
        speakers=_of(row["speakers"], row["speakers_denominator"], lang),
        people=_of(row["sample_n"], row["sample_denominator"], lang),
    )


def _of(n: object, total: object, lang: str) -> str:
    return kept(f"{float(str(n)):.0f}/{float(str(total)):.0f}", lang)


def _inside(label: str) -> str:
    """Write a label as inside a sentence."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def describe_quoted(rows: pd.DataFrame, labels: Labels, lang: str) -> Words:
    """Return each group's three shares, and where quotations and people differ most."""
    shown = rows.dropna(subset=["sample_share"]).reset_index(drop=True)
    if shown.empty:
        return words("quoted", lang, [])
    gap = (shown["share"] - shown["sample_share"]).abs()
    parts = [
        text(
            "quoted_row",
            lang,
            group=named(labels.group(row["group"]), lang),
            whole=named(labels.group(row["whole"]), lang),
            people=run(percent(row["sample_n"], row["sample_denominator"]), lang),
            quotations=run(percent(row["n"], row["denominator"]), lang),
            speakers=run(percent(row["speakers"], row["speakers_denominator"]), lang),
        )
        for row in shown.to_dict("records")
    ]
    far = named(labels.group(largest(shown, gap)["group"]), lang)
    alt = [text("groups", lang, n=len(shown)), *parts, text("quoted_gap", lang, group=far)]
    return words("quoted", lang, alt)
