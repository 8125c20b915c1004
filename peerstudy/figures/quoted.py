"""Who is quoted: each group's share of quotations and speakers beside its share of the sample."""

import re
from collections.abc import Hashable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from peerstudy.codings import quoted_shares
from peerstudy.figures.given import given
from peerstudy.figures.plate import Makers, Plate
from peerstudy.figures.rows import Line, heights, name_rows, stacked, started
from peerstudy.figures.style import BLUE, GREY, grid, legend, letters, mirrored, wrapped
from peerstudy.figures.wording import Words, largest, named, percent, run, text, words
from peerstudy.ledger import Labels

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from peerstudy.codings.codings import Coded
    from peerstudy.study import Study

LOOKS = {
    "sample": ("s", "black", "black", 4.5),
    "quotations": ("o", BLUE, "white", 9.0),
    "speakers": ("D", GREY, "white", 5.5),
}


def figures(study: "Coded") -> Makers:
    """Return the figure of a study that quotes groups of a stated size."""
    rows = quoted_shares(study)
    sized = rows["sample_share"].notna().any()
    return {"themes_quoted": partial(_plate, study, rows)} if sized else {}


def _plate(study: "Coded", rows: pd.DataFrame) -> Plate:
    high = heights(_lines, _sized(rows), study.codings, 26, 34)
    return Plate("themes_quoted", rows, draw_quoted, describe_quoted, *high, of=study.codings)


def _sized(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the groups of a stated size."""
    return rows.dropna(subset=["sample_share"]).reset_index(drop=True)


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
    ax, lang, labels
        Where, in which language and by which labels: see :mod:`peerstudy.figures`.

    Returns
    -------
    Axes
        A heading for each whole with its numbers; below it a row for each of
        its groups: shares of the people, of the quotations and of the quoted
        speakers, and the numbers behind them.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> draw_quoted(load_study("upsides_israel")).get_legend_handles_labels()[1]
    ['of the people', 'of the quotations', 'of the quoted speakers']
    """
    rows, labels = given(of, "share", quoted_shares, labels, lang, lambda study: study)
    rows, lang = _sized(rows), labels.lang
    ax, lines = started(ax, _lines, rows, labels, 26)
    share = 100 * rows[["sample_share", "share"]].assign(
        speakers=rows["speakers"] / rows["speakers_denominator"]
    )
    y = rows.index.map(name_rows(ax, lines))
    ax.hlines(y, share.min(axis=1), share.max(axis=1), color=GREY, linewidth=1.2)
    columns = {"sample": "sample_share", "quotations": "share", "speakers": "speakers"}
    for kind, (shape, colour, face, size) in LOOKS.items():
        ax.plot(share[columns[kind]], y, shape, color=colour, markerfacecolor=face,
                markersize=size, markeredgewidth=1.4, zorder=3 if kind == "sample" else 2,
                label=text(f"quoted_{kind}", lang))  # fmt: skip
    ax.set_xlim(0, max(80.0, float(share.max().max()) + 5) if len(rows) else 100)
    ax.set_xlabel(wrapped(text("quoted_share", lang), letters(ax, 52)))
    grid(ax)
    return legend(mirrored(ax, lang), lang)


def _lines(rows: pd.DataFrame, labels: Labels, width: "Axes | float") -> list[Line]:
    """Place each whole and its groups, which are of their rows, with their numbers."""
    parts = [
        (_whole(part.iloc[0], labels),
         [(i, _group(row, labels)) for i, row in zip(part.index, part.to_dict("records"),
                                                     strict=True)])
        for _, part in rows.groupby("whole", sort=False)
    ]  # fmt: skip
    return stacked(parts, letters(width, 60), gap=1.0)


def _whole(row: "pd.Series[Any]", labels: Labels) -> str:
    """Name a whole with its numbers, each on the line of what it counts."""
    written = text(
        "quoted_whole",
        labels.lang,
        whole=_inside(labels.group(row["whole"])),
        quotations=int(row["denominator"]),
        speakers=int(row["speakers_denominator"]),
        people=int(row["sample_denominator"]),
    )
    return re.sub(r"(?<=\d) ", "\N{NO-BREAK SPACE}", written)


def _group(row: Mapping[Hashable, Any], labels: Labels) -> str:
    """Name a group with its quotations, speakers and people, in the order of reading."""
    numbers = ",\N{NO-BREAK SPACE}".join(f"{row[k]:.0f}" for k in ("n", "speakers", "sample_n"))
    return f"{labels.group(row['group'])}: {numbers}"


def _inside(label: str) -> str:
    """Write a label as inside a sentence."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def describe_quoted(rows: pd.DataFrame, labels: Labels) -> Words:
    """Return each group's three shares, and where quotations and people differ most."""
    lang, shown = labels.lang, _sized(rows)
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
