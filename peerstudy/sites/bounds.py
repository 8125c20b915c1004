"""A statistic over unknowns is an interval: its lowest and highest possible value."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

DIGITS = 6


@dataclass(frozen=True, slots=True)
class Bound:
    """The exact interval of a statistic over every way of filling the unknowns.

    Both ends are attained: some completion gives each.

    Attributes
    ----------
    low, high : Fraction or None
        The lowest and highest value; None where no completion defines it.
    known, cells : int
        How many of the cells that it rests on are known, and how many there are.
    may_be_undefined : bool
        Whether some completion leaves it without a value, as 0 of 0 is.

    Examples
    --------
    >>> bound = Bound(Fraction(1, 6), Fraction(1, 2), known=4, cells=6)
    >>> print(bound)
    1/6 to 1/2 (4 of 6 cells known)
    >>> bound.point, bound.width, bound.coverage
    (None, Fraction(1, 3), Fraction(2, 3))
    """

    low: Fraction | None
    high: Fraction | None
    known: int
    cells: int
    may_be_undefined: bool = False

    @property
    def point(self) -> Fraction | None:
        """The value, where every completion gives the same one; None otherwise."""
        return self.low if self.low == self.high and not self.may_be_undefined else None

    @property
    def width(self) -> Fraction | None:
        """How far the ends are apart; None where it is never defined."""
        return None if self.low is None or self.high is None else self.high - self.low

    @property
    def coverage(self) -> Fraction | None:
        """The share of cells that are known."""
        return Fraction(self.known, self.cells) if self.cells else None

    def __str__(self) -> str:
        """Return the interval and what it rests on."""
        shown = "not defined" if self.low is None else f"{self.low} to {self.high}"
        return f"{shown} ({self.known} of {self.cells} cells known)"


COLUMNS = ("low", "high", "point", "width", "known", "cells", "coverage", "may_be_undefined")


def span(values: Iterable[Fraction | None], known: int, cells: int) -> Bound:
    """Return the bound of candidate values of which None means undefined."""
    every = list(values)
    defined = [value for value in every if value is not None]
    undefined = len(defined) < len(every)
    if not defined:
        return Bound(None, None, known, cells, may_be_undefined=True)
    return Bound(min(defined), max(defined), known, cells, may_be_undefined=undefined)


def bounds_frame(keys: Sequence[dict[str, object]], bounds: Sequence[Bound]) -> pd.DataFrame:
    """Return bounds as a frame, one row each: their keys, then :data:`COLUMNS`.

    Ends are fractions, so that nothing is rounded before it is shown.
    """
    rows = [
        {**key, **{name: getattr(bound, name) for name in COLUMNS}}
        for key, bound in zip(keys, bounds, strict=True)
    ]
    frame = pd.DataFrame(rows, columns=[*(keys[0] if keys else ()), *COLUMNS], dtype=object)
    return frame.astype({"known": int, "cells": int, "may_be_undefined": bool})


def decimals(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with its fractions as decimals, for files that others read."""
    return frame.map(
        lambda cell: round(float(cell), DIGITS) if isinstance(cell, Fraction) else cell
    )
