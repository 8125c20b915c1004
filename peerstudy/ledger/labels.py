"""What to call groups, variables, levels and codes, in every language that there are labels in."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import pandas as pd

from peerstudy.errors import require_known
from peerstudy.frames.records import records
from peerstudy.ledger.frame import EVERYBODY
from peerstudy.words import LANGUAGES, heading, word

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
    "site": "site",
    "site_group": "site_group",
    "factor": "factor",
    "component": "component",
    "study": "study",
    "reported_by": "study",
    "reported_absent_by": "study",
    "role": "role",
}


class Labelled(Protocol):
    """What has labels for its names, as a ledger, codings or a study."""

    @property
    def label_frames(self) -> Mapping[str, pd.DataFrame]:
        """By kind of code, a frame with its labels."""


class Labels:
    """The labels of a ledger, of codings or of a study; a name without one stands for itself.

    A language is a column ``label_xx`` of a study's files, whichever it is.

    Parameters
    ----------
    subject : Labelled, optional
        Whose labels; without it, every name stands for itself.
    lang : str, default "en"
        The language that labels are given in; what has none in it has its English one.

    Raises
    ------
    UnknownNameError
        If it is no language of the catalogue.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> labels = Labels(load_study("upsides_israel"), "en")
    >>> labels.group("peers"), labels.level("gender", "women"), labels.variable("unheard of")
    ('Peers', 'Women', 'unheard of')
    >>> labels.each("group", "peers")["he"], labels.of("code", "c_outer")
    ('עמיתים', 'Outer setting')
    >>> len(labels.each_of("group"))
    11
    """

    def __init__(self, subject: Labelled | None = None, lang: str = "en") -> None:
        require_known("language", lang, LANGUAGES)
        self.lang = lang
        frames = {} if subject is None else subject.label_frames
        self._texts = {
            kind: _labels_in(frame, ("variable", "level") if kind == "level" else (kind,))
            for kind, frame in frames.items()
        }

    def each(self, kind: str, *code: str) -> Mapping[str, str]:
        """Return the labels of a code by language; a level's code is its variable's and its own."""
        return self._texts.get(kind, {}).get(code, {})

    def of(self, kind: str, *code: str) -> str:
        """Return what to call a code of one kind."""
        texts = self.each(kind, *code)
        everybody = (kind, *code) == ("group", EVERYBODY)
        own = word("common.everybody", self.lang) if everybody else code[-1]
        return texts.get(self.lang) or texts.get("en") or own

    def each_of(self, *kinds: str) -> dict[str, str]:
        """Return what to call every code of some kinds, or of all."""
        return {
            code[-1]: self.of(kind, *code)
            for kind in kinds or self._texts
            for code in self._texts.get(kind, {})
        }

    def group(self, name: str) -> str:
        """Return what to call a group."""
        return self.of("group", name)

    def variable(self, name: str) -> str:
        """Return what to call a variable."""
        return self.of("variable", name)

    def level(self, variable: str, name: str) -> str:
        """Return what to call a level of a variable."""
        return self.of("level", variable, name)

    def frame(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return a result with labels for its codes and headings for the names of its columns.

        Codes are those of the columns of :data:`KINDS`; what has no label
        keeps its code.

        Examples
        --------
        >>> from peerstudy import load_study
        >>> labels = Labels(load_study("upsides_israel"), "he")
        >>> labels.frame(pd.DataFrame({"group": ["peers"], "n": [26]})).to_dict("records")
        [{'קבוצה': 'עמיתים', 'n': 26}]
        """
        called = frame.copy()
        if "level" in called and "variable" in called:
            pairs = zip(frame["variable"], frame["level"], strict=True)
            called["level"] = [self.level(variable, name) for variable, name in pairs]
        for column in called.columns.intersection(list(KINDS)):
            called[column] = [self.of(KINDS[column], code) for code in frame[column]]
        return called.rename(columns={name: heading(str(name), self.lang) for name in called})


def _labels_in(frame: pd.DataFrame, keys: Sequence[str]) -> dict[tuple[str, ...], dict[str, str]]:
    """Return the labels of a frame's rows by language, and these by what tells the rows apart.

    Examples
    --------
    >>> frame = pd.DataFrame({"group": ["peers"], "label_en": ["Peers"], "label_fr": ["Pairs"]})
    >>> _labels_in(frame, ["group"])
    {('peers',): {'en': 'Peers', 'fr': 'Pairs'}}
    """
    languages = {
        name: name.removeprefix("label_")
        for name in map(str, frame.columns)
        if name.startswith("label_")
    }
    return {
        tuple(row[key] for key in keys): {lang: row[name] for name, lang in languages.items()}
        for row in records(frame)
    }
