"""Named rows of a figure, below headings, each as high as its lines, and upright columns."""

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from peerstudy.figures.style import GRID, SIZE, TWO_COLUMN, mirrored, new_axes, wrapped
from peerstudy.ledger import Labels
from peerstudy.ledger.labels import Labelled
from peerstudy.words import LANGUAGES, direction

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LINE_MM = 3.3
"""The height of a line of 8 points."""
_ABOVE_HEADING = 0.35

Parts = Sequence[tuple[str, Sequence[tuple[Hashable, str]]]]
"""Headings, which may be empty, each with the rows below it: what a row is of, and its name."""

Placing = Callable[[pd.DataFrame, Labels, "Axes | float"], Sequence["Line"]]
"""What places the rows of a frame on an axes, or in a width in millimetres."""


class Line(NamedTuple):
    """A heading, which is of None, or a row: its name, where its middle and its end are."""

    of: Hashable
    name: str
    at: float
    end: float


def stacked(parts: Parts, width: int, gap: float = 0.15) -> list[Line]:
    """Place headings and rows from top to bottom, a name of two lines as high as two.

    A line of a name has at most `width` letters; below each name, `gap` lines are free.
    """
    lines: list[Line] = []
    top = 0.0
    for heading, rows in parts:
        top += _ABOVE_HEADING if heading else 0.0
        for of, name in [*([(None, heading)] if heading else []), *rows]:
            label = wrapped(name, width)
            end = top + label.count("\n") + 1
            lines.append(Line(of, label, (top + end) / 2, end))
            top = end + gap
    return lines


def height(lines: Sequence[Line], around_mm: float) -> float:
    """Return how high a figure of these rows is with what is around them, in millimetres."""
    return around_mm + LINE_MM * (lines[-1].end if lines else 0)


def heights(
    placed: Placing, rows: pd.DataFrame, of: Labelled | None, two: float, one: float = 0.0
) -> tuple[float, float]:
    """Return how high rows with so many millimetres around them are in two columns and in one.

    That of the language that needs most is taken.
    """
    wide, slim = (
        max(height(placed(rows, Labels(of, lang), width), around) for lang in LANGUAGES)
        for width, around in ((TWO_COLUMN.two, two), (TWO_COLUMN.one, one))
    )
    return wide, slim


def started(
    ax: "Axes | None", placed: Placing, rows: pd.DataFrame, labels: Labels, around_mm: float
) -> tuple["Axes", Sequence[Line]]:
    """Return where to draw, a new axes if none is given, and the rows as its width has them."""
    ax = ax or new_axes(height(placed(rows, labels, TWO_COLUMN.two), around_mm))
    return ax, placed(rows, labels, ax)


def name_rows(ax: "Axes", lines: Sequence[Line]) -> dict[Hashable, float]:
    """Name the rows of an axes, headings in bold, and return where each row is."""
    ax.set_yticks([line.at for line in lines], [line.name for line in lines], fontsize=SIZE,
                  linespacing=1.0)  # fmt: skip
    ax.set_ylim(lines[-1].end + 0.3 if lines else 1, -0.3)
    ax.tick_params(axis="y", length=0)
    for line, tick in zip(lines, ax.yaxis.get_major_ticks(), strict=True):
        for label in (tick.label1, tick.label2):
            label.set_fontweight("bold" if line.of is None else "normal")
    return {line.of: line.at for line in lines if line.of is not None}


def write(ax: "Axes", x: float, y: float, written: str, **how: Any) -> None:
    """Write in a matrix on white ground, so that no row's rule runs through what is written."""
    ground = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}
    ax.text(x, y, written, va="center", fontsize=SIZE, bbox=ground, **how)


def name_matrix(
    ax: "Axes", lines: Sequence[Line], heads: Sequence[str], lang: str, *, upright: bool = True
) -> dict[Hashable, float]:
    """Name rows and columns of a matrix, rule its rows, and return where each row is."""
    places = name_rows(ax, lines)
    ax.set_xlim(-0.6, len(heads) - 0.4)
    ax.set_xticks(range(len(heads)), heads, fontsize=SIZE)
    ax.xaxis.tick_top()
    rtl = direction(lang) == "rtl"
    for label in ax.get_xticklabels() if upright else ():
        label.set_rotation(270 if rtl else 90)
        label.set(multialignment="right" if rtl else "left", linespacing=1.0)
    mirrored(ax, lang)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    for at in places.values():
        ax.axhline(at, color=GRID, linewidth=0.5, zorder=0)
    return places
