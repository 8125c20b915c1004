"""What a frame of text must hold: its columns, what their cells may be, and what is unique."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class Check:
    """What a cell must be.

    Attributes
    ----------
    allowed : str
        In words, as they follow "it must be".
    holds : callable
        Whether one cell's text is so.
    """

    allowed: str
    holds: Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a frame.

    Attributes
    ----------
    description : str
        What its cells say.
    checks : tuple of Check
        What each cell must be; any text without them.
    required : bool
        Whether the column must be there.
    """

    description: str
    checks: tuple[Check, ...] = ()
    required: bool = True


@dataclass(frozen=True, slots=True)
class Schema:
    """A kind of frame.

    Attributes
    ----------
    columns : mapping of str to Column
        By name, in order; further columns may be there.
    name : str
        The file it is read from, without ``.csv``.
    unique : sequence of str
        Columns whose values together are another row's in no row.
    """

    columns: Mapping[str, Column]
    name: str
    unique: Sequence[str]

    @property
    def required(self) -> list[str]:
        """The columns that must be there."""
        return [name for name, column in self.columns.items() if column.required]

    def empty(self) -> pd.DataFrame:
        """Return a frame of its columns without rows."""
        return pd.DataFrame(columns=list(self.columns), dtype="str")
