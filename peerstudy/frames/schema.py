"""What a frame of text must hold: its columns, what their cells may be, and what is unique."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class Check:
    """What a cell must be: in words, as they follow "it must be", and whether one text is so."""

    allowed: str
    holds: Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a frame: what its cells say and must be, and whether it must be there."""

    description: str
    checks: tuple[Check, ...] = ()
    required: bool = True


@dataclass(frozen=True, slots=True)
class Schema:
    """A kind of frame: its columns in order, its file's name without ``.csv``, and its key.

    Further columns may be there; no two rows share their values of all columns of the key.
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
