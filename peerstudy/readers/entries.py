"""One printed number of a table or a sentence, and what it was taken to be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One printed number of a grid, and what it was taken to be.

    Attributes
    ----------
    place, group, variable, level, stat, printed, source : str
        As in a ledger.
    doubt : float
        From 0, sure, to 1.
    cell : str
        The whole cell as printed.
    row, column : int
        Where it stands in the grid, from 0.
    """

    place: str
    group: str
    variable: str
    level: str
    stat: str
    printed: str
    source: str
    doubt: float
    cell: str
    row: int
    column: int
