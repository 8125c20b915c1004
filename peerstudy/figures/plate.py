"""A figure with its data and its words: what is drawn, and what is read where it is not seen."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from peerstudy.errors import WrongCallError
from peerstudy.figures.files import render
from peerstudy.figures.style import TWO_COLUMN, Preset, new_axes
from peerstudy.figures.wording import Words
from peerstudy.frames.neutral import csv_of
from peerstudy.ledger import Labels
from peerstudy.ledger.labels import Labelled
from peerstudy.sites.bounds import decimals
from peerstudy.words import word

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


@dataclass(frozen=True, eq=False)
class Plate:
    """A figure in every language.

    Attributes
    ----------
    name : str
        What it is called in every language, fit for a file's name.
    data : DataFrame
        What is drawn, the same in every language.
    drawing : callable
        Draws the data with ``ax`` and ``labels``, in the language of the labels.
    telling : callable
        Returns the title, caption and alt text of the data by the labels.
    height_mm : float
        Height in millimetres, two columns wide.
    narrow_mm : float or None
        Height one column wide; None if it does not fit one.
    of : Labelled or None
        What the labels of groups, variables, codes or sites are those of.
    wide : str
        Why it does not, where it does not: the end of a text's name, as in ``wide_codes``.

    Examples
    --------
    >>> from peerstudy.figures import choose, simulated_figures
    >>> (plate,) = choose(simulated_figures(), ["simulated_rarefaction"])
    >>> plate.words("en").title, plate.widths(), plate.columns()
    ('Expected number of codes by sessions, in a simulated coding', 'One or two columns wide.', 2)
    >>> plate.text("en").startswith(plate.words("en").title), plate.file("svg")[:5]
    (True, b'<?xml')
    >>> figure = plate.figure("he")
    >>> round(figure.get_size_inches()[0] * 25.4), plate.draw(figure.axes[0]).get_xlabel()
    (174, 'Sessions')
    """

    name: str
    data: pd.DataFrame = field(repr=False)
    drawing: Callable[..., "Axes"] = field(repr=False)
    telling: Callable[[pd.DataFrame, Labels], Words] = field(repr=False)
    height_mm: float
    narrow_mm: float | None = None
    of: Labelled | None = field(default=None, repr=False)
    wide: str = ""

    def __post_init__(self) -> None:
        """Refuse a figure without a form for one column that does not state why."""
        if self.narrow_mm is None and not self.wide:
            raise WrongCallError(
                f"A figure must have a height for one column or state why not; "
                f"found neither in {self.name!r}."
            )

    def widths(self, lang: str = "en") -> str:
        """Return how many columns wide it can be, and why not one."""
        return word(f"figures.wide_{'either' if self.narrow_mm else self.wide}", lang)

    def columns(self, preset: Preset = TWO_COLUMN) -> int:
        """Return how many columns it takes: one where that is asked for and enough."""
        return 1 if preset.columns == 1 and self.narrow_mm is not None else 2

    def draw(self, ax: "Axes", lang: str = "en") -> "Axes":
        """Draw it on an axes."""
        return self.drawing(self.data, ax=ax, labels=Labels(self.of, lang))

    def words(self, lang: str = "en") -> Words:
        """Return its title, caption and alt text."""
        return self.telling(self.data, Labels(self.of, lang))

    def figure(self, lang: str = "en", preset: Preset = TWO_COLUMN) -> "Figure":
        """Draw it anew, as wide as a journal's columns."""
        columns = self.columns(preset)
        height = self.narrow_mm if columns == 1 and self.narrow_mm else self.height_mm
        figure = self.draw(new_axes(height, columns, preset), lang).figure
        return figure.get_figure(root=True) or figure  # type: ignore[return-value]

    def file(
        self, style: str, lang: str = "en", dpi: int = 300, preset: Preset = TWO_COLUMN
    ) -> bytes:
        """Return it as a file's content, its caption and alt text inside.

        The style is one of :data:`FORMATS`; dots an inch are for pixels.
        """
        return render(self.figure(lang, preset), style, dpi, self.name, lang, self.words(lang))

    @property
    def table(self) -> str:
        """The data as CSV, fractions as decimals."""
        return csv_of(decimals(self.data))

    def text(self, lang: str = "en") -> str:
        """Return the title, the caption and the alt text, as written beside the file."""
        return "\n\n".join(self.words(lang)) + "\n"


Makers = dict[str, Callable[[], Plate]]
"""The names of figures, each with what makes it: nothing is computed before it is wanted."""


def slug(*parts: str) -> str:
    """Make a figure's name of what it is of, fit for a file's name.

    Examples
    --------
    >>> slug("sample", "Age (years)")
    'sample_Age_years'
    """
    return "_".join(re.sub(r"[^\w-]+", "_", part).strip("_") or "all" for part in parts)[:100]
