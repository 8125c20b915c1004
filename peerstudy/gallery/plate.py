"""A figure with its data and its words: what is drawn, and what someone is told who cannot see."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from peerstudy.figures.files import About, render
from peerstudy.figures.style import TWO_COLUMN, Preset, new_axes
from peerstudy.frames.neutral import csv_of
from peerstudy.sites.bounds import decimals

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Labels = Mapping[str, str]


class Told(NamedTuple):
    """The words of a figure in one language.

    Attributes
    ----------
    title : str
        What the figure is, in a few words.
    caption : str
        What is drawn, how to read it, and of how many.
    alt : str
        What a reader would see: how many, which is largest, what stands out.
    """

    title: str
    caption: str
    alt: str


@dataclass(frozen=True, eq=False)
class Plate:
    """A figure in one language.

    Attributes
    ----------
    name : str
        What it is called in every language, fit for a file's name.
    lang : {"en", "he"}
        Language of its words.
    data : DataFrame
        What is drawn, the same in both languages.
    title, caption, alt : str
        See :class:`Told`.
    height_mm : float
        Height in millimetres, two columns wide.
    narrow_mm : float or None
        Height one column wide; None if it does not fit one.
    draw : callable
        Draws it on an axes.
    """

    name: str
    lang: str
    data: pd.DataFrame = field(repr=False)
    title: str
    caption: str = field(repr=False)
    alt: str = field(repr=False)
    height_mm: float
    narrow_mm: float | None
    draw: Callable[["Axes"], "Axes"] = field(repr=False)

    def columns(self, preset: Preset = TWO_COLUMN) -> int:
        """Give how many columns it takes: one where that is wished for and enough."""
        return 1 if preset.columns == 1 and self.narrow_mm is not None else 2

    def figure(self, preset: Preset = TWO_COLUMN) -> "Figure":
        """Draw it anew, as wide as a journal's columns."""
        columns = self.columns(preset)
        height = self.narrow_mm if columns == 1 and self.narrow_mm else self.height_mm
        figure = self.draw(new_axes(height, columns, preset)).figure
        return figure.get_figure(root=True) or figure  # type: ignore[return-value]

    def file(self, style: str, dpi: int = 300, preset: Preset = TWO_COLUMN) -> bytes:
        """Give it as a file's content, its caption and alt text inside.

        Parameters
        ----------
        style : {"pdf", "svg", "png", "tiff"}
            The file's format.
        dpi : int, default 300
            Dots an inch, for pixels.
        preset : Preset
            A journal's widths.
        """
        about = About(self.name, self.lang, self.title, self.caption, self.alt)
        return render(self.figure(preset), style, dpi, about)

    @property
    def table(self) -> str:
        """The data as CSV, fractions as decimals."""
        return csv_of(decimals(self.data))

    @property
    def text(self) -> str:
        """The title, the caption and the alt text, as they lie beside the file."""
        return "\n\n".join((self.title, self.caption, self.alt)) + "\n"


@dataclass(frozen=True, eq=False)
class Sketch:
    """A figure before its language is chosen; see :class:`Plate`.

    Attributes
    ----------
    labels : callable
        Gives what to call groups, variables and codes in a language.
    draw, tell : callable
        Draw on an axes, and tell in words, with labels, in a language.
    """

    name: str
    data: pd.DataFrame = field(repr=False)
    height_mm: float
    draw: Callable[["Axes", Labels, str], "Axes"] = field(repr=False)
    tell: Callable[[Labels, str], Told] = field(repr=False)
    labels: Callable[[str], Labels] = field(repr=False, default=lambda _: {})
    narrow_mm: float | None = None

    @property
    def table(self) -> str:
        """The data as CSV, fractions as decimals."""
        return csv_of(decimals(self.data))

    def plate(self, lang: str) -> Plate:
        """Give the figure in one language."""
        labels = self.labels(lang)
        return Plate(
            self.name,
            lang,
            self.data,
            *self.tell(labels, lang),
            self.height_mm,
            self.narrow_mm,
            lambda ax: self.draw(ax, labels, lang),
        )


Makers = dict[str, Callable[[], Sketch]]
"""The names of figures, each with what makes it: nothing is worked out before it is wanted."""


def slug(*parts: str) -> str:
    """Make a figure's name of what it is of, fit for a file's name.

    Examples
    --------
    >>> slug("sample", "Age (years)")
    'sample_Age_years'
    """
    return "_".join(re.sub(r"[^\w-]+", "_", part).strip("_") or "all" for part in parts)[:100]
