"""The GRIM lattice: the decimals that the mean of a number of whole steps can have."""

from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from peerstudy.auditing import mean_endings
from peerstudy.figures.given import given
from peerstudy.figures.plate import Makers, Plate
from peerstudy.figures.style import (
    BLUE,
    GREY,
    ORANGE,
    SIZE,
    kept,
    legend,
    letters,
    new_axes,
    wrapped,
)
from peerstudy.figures.wording import Words, named, text, words
from peerstudy.ledger import Labels, Ledger, LedgerLike
from peerstudy.words import direction

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from peerstudy.auditing import Audit

LOOKS: dict[str, tuple[str, dict[str, Any]]] = {
    "consistent": ("grim_consistent", {"marker": "o", "color": BLUE}),
    "inconsistent": ("grim_inconsistent", {"marker": "X", "color": ORANGE, "markersize": 8.5}),
    "too coarse": (
        "grim_coarse",
        {"marker": "s", "color": "black", "markerfacecolor": "white", "markersize": 4.5},
    ),
}
_LINE = 0.055


def figures(result: "Audit") -> Makers:
    """Return the figure of means that a number of whole steps can have."""
    rows = mean_endings(result.subject.ledger, result.rounding)
    return {"grim_lattice": partial(_plate, rows, result.subject.ledger)} if len(rows) else {}


def _plate(rows: pd.DataFrame, ledger: Ledger) -> Plate:
    high = _height(rows)
    return Plate("grim_lattice", rows, draw_endings, describe_endings, high, high + 8, of=ledger)


def _height(rows: pd.DataFrame) -> float:
    """Leave room for a line beside each mean that is not attainable."""
    return max(92.0, 40 + 4.6 * int((rows["kind"] == "inconsistent").sum()))


def draw_endings(
    of: "LedgerLike", *, ax: "Axes | None" = None, lang: str = "en", labels: Labels | None = None
) -> "Axes":
    """Draw which decimals the mean of a number of values can have, and those reported.

    Parameters
    ----------
    of : Study, Ledger or DataFrame
        A study or a ledger, or the rows of
        :func:`peerstudy.auditing.mean_endings` to draw.
    ax, lang, labels
        Where, in which language and by which labels: see :mod:`peerstudy.figures`.

    Returns
    -------
    Axes
        Numbers of values from left to right, decimals from bottom to top. Each
        reported mean has the interval of its rounding; a mean that the number
        of values cannot have is named beside its mark.

    Examples
    --------
    >>> draw_endings("upsides_israel").get_legend_handles_labels()[1][:3]
    ['decimals attainable by whole values', 'reported, attainable', 'reported, not attainable']
    """
    from matplotlib.ticker import MaxNLocator

    rows, labels = given(of, "kind", mean_endings, labels, lang)
    lang = labels.lang
    ax = ax or new_axes(_height(rows))
    dots, printed = rows[rows["kind"] == "possible"], rows[rows["kind"] != "possible"]
    ax.plot(dots["denominator"], dots["ending"], ".", color=GREY, markersize=1.6,
            label=text("grim_possible", lang))  # fmt: skip
    for kind, (key, look) in LOOKS.items():
        part = printed[printed["kind"] == kind]
        if len(part):
            fine = part[part["high"] - part["low"] < 1]
            ax.vlines(fine["denominator"], fine["low"], fine["high"], look["color"], linewidth=1.6)
            style: dict[str, Any] = {"linestyle": "none", "markersize": 5.0} | look
            ax.plot(part["denominator"], part["ending"], label=text(key, lang), **style)
    ax.set_xlim(0, max(float(rows["denominator"].max()) + 1, 12.0) if len(rows) else 1)
    ax.set_ylim(-0.08, 1.06)
    _name_failures(ax, printed[printed["kind"] == "inconsistent"], labels)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel(wrapped(text("grim_n", lang), letters(ax, 80)))
    ax.set_ylabel(text("grim_ending", lang))
    return legend(ax, lang, columns=2)


def _name_failures(ax: "Axes", rows: pd.DataFrame, labels: Labels) -> None:
    """Name each failure beside its mark, one above another where they would overlap."""
    box = {"boxstyle": "square,pad=0.15", "facecolor": "white", "edgecolor": "none", "alpha": 0.9}
    width, at = letters(ax, 60), -1.0
    aligned = "right" if direction(labels.lang) == "rtl" else "left"
    half = ax.get_xlim()[1] / 2
    for row in rows.sort_values("ending", kind="stable").to_dict("records"):
        name = wrapped(": ".join(_named(row, labels)), width)
        lines = name.count("\n") + 1
        at = max(row["ending"], at + _LINE * lines)
        left = row["denominator"] <= half
        ax.annotate(name, (row["denominator"], at), (7 if left else -7, 0), bbox=box,
                    textcoords="offset points", fontsize=SIZE, va="center",
                    ha="left" if left else "right", linespacing=1.05,
                    multialignment=aligned)  # fmt: skip


def _named(row: dict[Any, Any], labels: Labels) -> tuple[str, str]:
    """Return which mean it is, and how it is reported."""
    level = f", {labels.level(row['variable'], row['level'])}" if row["level"] else ""
    which = f"{labels.variable(row['variable'])}{level}, {labels.group(row['group'])}"
    return which, kept(f"{row['printed']} (n = {row['n']})", labels.lang)


def describe_endings(rows: pd.DataFrame, labels: Labels) -> Words:
    """Return how many reported means are attainable, and which are not."""
    lang, counts = labels.lang, rows["kind"].value_counts()
    bad = (_named(row, labels) for row in rows[rows["kind"] == "inconsistent"].to_dict("records"))
    names = [f"{named(which, lang)}: {printed}" for which, printed in bad]
    alt = [
        text("endings_lattice", lang, largest=rows["denominator"].max()),
        text(
            "endings_counts",
            lang,
            n=int((rows["kind"] != "possible").sum()),
            good=counts.get("consistent", 0),
            bad=counts.get("inconsistent", 0),
            open=counts.get("too coarse", 0),
        ),
        text("endings_bad", lang, means=text("semicolons", lang).join(names)) if names else "",
    ]
    coarse = [text("endings_coarse", lang)] if "too coarse" in counts else []
    return words("endings", lang, alt, more=coarse)
