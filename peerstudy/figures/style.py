"""What all figures share: sizes, colours, direction of reading and legends.

Sizes are in millimetres; texts come in English and Hebrew, in the order they
are written (matplotlib sets right-to-left text itself). In Hebrew, a chart of
named rows is mirrored, so that zero stays beside the names; a chart with two
scales of numbers is not. Orange is always and only a problem; shapes or
hatches repeat whatever colour means.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from peerstudy.errors import WrongCallError
from peerstudy.words import Run, direction

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


class Preset(NamedTuple):
    """A journal's widths.

    Attributes
    ----------
    one, two : float
        Widths of one and of two columns, in millimetres.
    columns : {1, 2}
        How wide a figure is that fits either.

    Examples
    --------
    >>> preset = Preset(one=90, two=190)
    >>> preset.width(1), preset.width(2)
    (90, 190)
    """

    one: float
    two: float
    columns: int = 2

    def width(self, columns: int) -> float:
        """Return a width in millimetres."""
        return self.one if columns == 1 else self.two


TWO_COLUMN, ONE_COLUMN = Preset(85.0, 174.0), Preset(85.0, 174.0, 1)
_NARROWEST, _WIDEST = 80.0, 300.0
PRESETS = {"two-column": TWO_COLUMN, "one-column": ONE_COLUMN}


def as_preset(text: str) -> Preset:
    """Read a journal's widths: a name of :data:`PRESETS`, or ``ONE/TWO`` in millimetres.

    A figure that fits one column takes one where the widths are a journal's
    own, as with ``"one-column"``.

    Raises
    ------
    WrongCallError
        If it is neither, or no width of a page.

    Examples
    --------
    >>> as_preset("90/190")
    Preset(one=90.0, two=190.0, columns=1)
    """
    if text in PRESETS:
        return PRESETS[text]
    found = re.fullmatch(r"(\d+(?:\.\d+)?)/(\d+(?:\.\d+)?)", text)
    one, two = map(float, found.groups()) if found else (0.0, 0.0)
    if not _NARROWEST <= one <= two <= _WIDEST:
        raise WrongCallError(
            f"A style must be one of {', '.join(PRESETS)}, or a journal's widths of one and of two "
            f"columns in millimetres, such as 90/190, from {_NARROWEST:.0f} to {_WIDEST:.0f}; "
            f"found {text!r}."
        )
    return Preset(one, two, 1)


BLUE, ORANGE, GREY, GRID = "#0072B2", "#D55E00", "#8A8A8A", "#dddddd"
MM_PER_INCH = 25.4
SIZE = 8.0
STYLE: Any = {
    "font.family": "DejaVu Sans",
    "font.size": SIZE,
    "figure.constrained_layout.w_pad": 0.08,
    "figure.constrained_layout.h_pad": 0.06,
    "axes.titlesize": 9.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "svg.hashsalt": "peerstudy",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
}


def new_axes(height_mm: float, columns: int = 2, preset: Preset = TWO_COLUMN) -> "Axes":
    """Make an axes of so many millimetres and of the width of one or two of a journal's columns."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(STYLE):
        size = preset.width(columns) / MM_PER_INCH, height_mm / MM_PER_INCH
        figure = Figure(figsize=size, dpi=300, layout="constrained")
        return figure.subplots()


def mirrored(ax: "Axes", lang: str) -> "Axes":
    """Turn an axes to where reading starts: names there, zero and the first column beside them."""
    if direction(lang) == "rtl":
        ax.invert_xaxis()
        ax.yaxis.tick_right()
        ax.yaxis.set_label_position("right")
        ax.spines["left"].set_visible(False)
        ax.spines["right"].set_visible(True)
    return ax


def kept(text: str, lang: str) -> str:
    """Keep a run of numbers whole, on one line and from left to right."""
    return Run(text.replace(" ", "\N{NO-BREAK SPACE}")).told(lang)


def alone(ax: "Axes") -> bool:
    """Return whether an axes has a figure to itself that makes room for what is around it."""
    return ax.figure.axes == [ax] and ax.figure.get_layout_engine() is not None


def room(ax: "Axes") -> float:
    """Return how wide an axes is with its labels, in pixels: as its figure, if it is alone."""
    return ax.figure.bbox.width if alone(ax) else 1.1 * ax.bbox.width


def in_mm(width: "Axes | float") -> float:
    """Return how wide an axes is with its labels; a width in millimetres is one."""
    if isinstance(width, int | float):
        return width
    return room(width) / width.figure.dpi * MM_PER_INCH


def narrow(width: "Axes | float") -> bool:
    """Return whether an axes, or a width in millimetres, is less wide than two columns."""
    return in_mm(width) < 0.9 * TWO_COLUMN.two


def letters(width: "Axes | float", two_columns: int, one_column: int = 0) -> int:
    """Return how many letters a line may have, of how many it may in two columns and in one.

    If none are given for one column, it is as many as the width has room for.
    """
    if not narrow(width):
        return two_columns
    whole = (one_column, TWO_COLUMN.one) if one_column else (two_columns, TWO_COLUMN.two)
    return max(12, round(whole[0] * in_mm(width) / whole[1]))


def legend(ax: "Axes", lang: str, handles: Sequence[Any] | None = None, columns: int = 4) -> "Axes":
    """Put the legend below the axes, where it covers nothing, reading from its language's side.

    A figure of :func:`new_axes` keeps room for it; on an axes of somebody's
    own it hangs below the axes' labels. Without handles it explains everything
    that is drawn with a label; so many columns of entries stand side by side, if
    there is room for them.
    """
    shown, names = ax.get_legend_handles_labels()
    if handles is not None:
        shown, names = list(handles), [str(handle.get_label()) for handle in handles]
    names = [wrapped(name, letters(ax, 96)) for name in names]
    put, where = _below(ax)
    for beside in dict.fromkeys(_balanced(len(shown), most) for most in range(columns, 0, -1)):
        found = put(
            *_in_rows(shown, names, beside, lang),
            ncols=beside,
            frameon=False,
            fontsize=SIZE,
            markerfirst=direction(lang) != "rtl",
            **where,
        )
        if beside == 1 or found.get_window_extent().width <= 0.98 * room(ax):
            break
        found.remove()
    return ax


def _below(ax: "Axes") -> tuple[Any, dict[str, Any]]:
    """Return what puts a legend, and where: below a whole figure, or below one of its axes."""
    if alone(ax):
        return ax.figure.legend, {"loc": "outside lower center"}
    box = ax.get_tightbbox()
    lowest = ax.transAxes.inverted().transform((0, box.y0))[1] if box else 0.0
    return ax.legend, {"loc": "upper center", "bbox_to_anchor": (0.5, lowest)}


def _balanced(entries: int, most: int) -> int:
    """Return how many of at most so many stand side by side, so that the rows are alike."""
    rows = -(-entries // most)
    return -(-entries // rows)


def _in_rows(
    shown: Sequence[Any], names: Sequence[str], beside: int, lang: str
) -> tuple[list[Any], list[str]]:
    """Order entries so that a legend filled by columns is read by rows, from the right side."""
    from matplotlib.lines import Line2D

    pairs = list(zip(shown, names, strict=True))
    rows = [pairs[i : i + beside] for i in range(0, len(pairs), beside)]
    if direction(lang) == "rtl":
        free = beside - len(rows[-1]) if len(rows) > 1 else 0
        rows[-1] += [(Line2D([], [], linestyle=""), "") for _ in range(free)]
        rows = [row[::-1] for row in rows]
    ordered = [pair for column in zip_longest(*rows) for pair in column if pair]
    return [pair[0] for pair in ordered], [pair[1] for pair in ordered]


def marks(
    ax: "Axes",
    at: tuple["pd.Series[Any]", "pd.Series[Any]"],
    kinds: "pd.Series[str]",
    looks: Mapping[str, Mapping[str, Any]],
    named: Callable[[str], str],
) -> None:
    """Draw a mark at each place as its kind looks; a kind that there is none of has no name."""
    for kind, look in looks.items():
        here = (kinds == kind).to_numpy()
        if here.any():
            ax.plot(at[0][here], at[1][here], linestyle="none", label=named(kind), **look)


def counted(label: str, count: str, lang: str) -> str:
    """Add a count in parentheses to a label, which no line break parts from its last word."""
    return f"{label}\N{NO-BREAK SPACE}{kept(f'({count})', lang)}"


def grid(ax: "Axes", axis: Literal["x", "both"] = "x") -> None:
    """Draw pale lines behind everything, upright or both ways."""
    ax.grid(axis=axis, color=GRID, linewidth=0.6)
    ax.set_axisbelow(True)


def wrapped(text: str, width: int) -> str:
    """Break each line of a label into lines of at most so many letters."""
    lines = [wrap(line, width, break_long_words=False) or [line] for line in text.split("\n")]
    return "\n".join(line for part in lines for line in part)
