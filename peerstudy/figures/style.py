"""What all figures share: sizes, colours, direction of reading, legends, and files.

Sizes are in millimetres; texts come in English and Hebrew, in the order they
are written (matplotlib sets right-to-left text itself). Colours are the
Okabe-Ito palette, with shapes or hatches wherever colour alone would carry
meaning.
"""

from collections.abc import Sequence, Sized
from textwrap import wrap
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Preset(NamedTuple):
    """A journal's widths.

    Attributes
    ----------
    one, two : float
        Widths of one and of two columns, in millimetres.
    columns : {1, 2}
        How wide a figure is that fits either.
    """

    one: float
    two: float
    columns: int = 2

    def width(self, columns: int) -> float:
        """Give a width in millimetres."""
        return self.one if columns == 1 else self.two


TWO_COLUMN, ONE_COLUMN = Preset(85.0, 174.0), Preset(85.0, 174.0, 1)
PRESETS = {"two-column": TWO_COLUMN, "one-column": ONE_COLUMN}
BLUE, ORANGE, GREY, GRID = "#0072B2", "#D55E00", "#8A8A8A", "#dddddd"
_MM_PER_INCH = 25.4
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
    """Make an axes of a journal's width.

    Parameters
    ----------
    height_mm : float
        Height in millimetres.
    columns : {1, 2}, default 2
        One or two columns wide.
    preset : Preset
        A journal's widths.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(STYLE):
        size = preset.width(columns) / _MM_PER_INCH, height_mm / _MM_PER_INCH
        figure = Figure(figsize=size, dpi=300, layout="constrained")
        return figure.subplots()


def directed(ax: "Axes", lang: str) -> "Axes":
    """Put the categories on the side where reading starts."""
    if lang == "he":
        ax.yaxis.tick_right()
        ax.yaxis.set_label_position("right")
        ax.invert_xaxis()
        ax.spines["left"].set_visible(False)
        ax.spines["right"].set_visible(True)
    return ax


def legend(ax: "Axes", lang: str, handles: Sequence[Any] | None = None, columns: int = 3) -> "Axes":
    """Put the legend below the axes, where it covers nothing, reading from its language's side.

    Parameters
    ----------
    ax : Axes
        Whose figure it belongs to.
    lang : {"en", "he"}
        Language of the texts.
    handles : sequence of artists, optional
        What to explain; without them, everything drawn with a label.
    columns : int, default 3
        How many entries stand side by side.
    """
    shown, names = ax.get_legend_handles_labels()
    if handles is not None:
        shown, names = list(handles), [str(handle.get_label()) for handle in handles]
    if lang == "he":
        shown, names = shown[::-1], names[::-1]
    ax.figure.legend(
        shown,
        names,
        loc="outside lower center",
        ncols=columns,
        frameon=False,
        fontsize=SIZE,
        markerfirst=lang != "he",
    )
    return ax


def head_labels(ax: "Axes", lang: str) -> None:
    """Turn the labels above the columns upright, each beginning at its column."""
    for label in ax.get_xticklabels():
        label.set_rotation(270 if lang == "he" else 90)
        label.set_multialignment("right" if lang == "he" else "left")


def wrapped(text: str, width: int) -> str:
    """Break a label into lines of at most so many letters."""
    return "\n".join(wrap(text, width, break_long_words=False)) or text


def axes_of_height(rows: Sized, columns: int = 2) -> "Axes":
    """Make an axes high enough for so many rows and a legend."""
    return new_axes(22 + 9 * len(rows), columns)
