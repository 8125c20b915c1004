"""What to call groups, variables and levels in a language."""

from typing import Protocol, runtime_checkable

import pandas as pd

from peerstudy.frames.records import records


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
