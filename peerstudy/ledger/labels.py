"""What to call groups, variables, levels and codes in a language."""

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

import pandas as pd

from peerstudy.frames.records import records
from peerstudy.words import heading

# What kind of code a column of a result holds.
KINDS = {
    "group": "group",
    "whole": "group",
    "speaker_group": "group",
    "setting": "group",
    "variable": "variable",
    "code": "code",
    "challenge": "code",
    "facilitator": "code",
    "cfir_domain": "cfir_domain",
}


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
    """The labels of a study in one language; a ledger's names stand for themselves.

    Parameters
    ----------
    subject : object
        A study, or anything else.
    lang : str
        The language.
    others : mapping of str to mapping, optional
        Labels of other kinds of codes, by the kinds of :data:`KINDS`.
    """

    def __init__(
        self, subject: object, lang: str, others: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        self.lang = lang
        self._others = others or {}
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

        Codes are those of the columns of :data:`KINDS`; what has no label
        keeps its code.
        """
        called = frame.copy()
        if "level" in called and "variable" in called:
            pairs = zip(frame["variable"], frame["level"], strict=True)
            called["level"] = [self.level(variable, name) for variable, name in pairs]
        kinds = {"group": self._groups, "variable": self._variables, **self._others}
        for column in called.columns.intersection(list(KINDS)):
            labels = kinds.get(KINDS[column], {})
            called[column] = [labels.get(code, code) for code in frame[column]]
        return called.rename(columns={name: heading(str(name), self.lang) for name in called})
