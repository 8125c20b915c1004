"""What to call groups, variables and levels in a language."""

from typing import Protocol, runtime_checkable

import pandas as pd

from peerstudy.frames.records import records
from peerstudy.words import heading


@runtime_checkable
class Labelled(Protocol):
    """What says what its names are called, as a study does."""

    @property
    def groups(self) -> pd.DataFrame:
        """The groups."""

    @property
    def variables(self) -> pd.DataFrame:
        """The variables."""

    @property
    def levels(self) -> pd.DataFrame:
        """Their levels."""


class Labels:
    """The labels of a study in one language; a ledger's names stand for themselves."""

    def __init__(self, subject: object, lang: str) -> None:
        self.lang = lang
        self._groups: dict[str, str] = {}
        self._variables: dict[str, str] = {}
        self._levels: dict[tuple[str, str], str] = {}
        if isinstance(subject, Labelled):
            column = f"label_{lang}"
            self._groups = {r["group"]: r[column] for r in records(subject.groups)}
            self._variables = {r["variable"]: r[column] for r in records(subject.variables)}
            self._levels = {(r["variable"], r["level"]): r[column] for r in records(subject.levels)}

    def group(self, name: str) -> str:
        """Return what to call a group."""
        return self._groups.get(name, name)

    def variable(self, name: str) -> str:
        """Return what to call a variable."""
        return self._variables.get(name, name)

    def level(self, variable: str, name: str) -> str:
        """Return what to call a level of a variable."""
        return self._levels.get((variable, name), name)

    def frame(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return a result with labels for its codes and headings for the names of its columns.

        Codes of groups, variables and levels are those of the columns of that
        name; what has no label keeps its code.
        """
        called = frame.copy()
        if "level" in called and "variable" in called:
            pairs = zip(frame["variable"], frame["level"], strict=True)
            called["level"] = [self.level(variable, name) for variable, name in pairs]
        for column, name in (("group", self.group), ("variable", self.variable)):
            if column in called:
                called[column] = [name(code) for code in frame[column]]
        return called.rename(columns={name: heading(str(name), self.lang) for name in called})
