"""A study's codings as frames: the codebook, and what is said of each code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol, runtime_checkable

import pandas as pd

from peerstudy.codings.codebook import Codebook
from peerstudy.codings.schema import FILES
from peerstudy.errors import refuse
from peerstudy.frames.border import called, with_columns
from peerstudy.frames.records import grouped
from peerstudy.frames.validate import dangling
from peerstudy.ledger import Ledger


@called("a Codings, such as load_study(name).codings")
@dataclass(frozen=True, eq=False)
class Codings:
    """What a study found, see :mod:`peerstudy.codings.schema` for the columns.

    Attributes
    ----------
    codebook : Codebook
        The tree of codes; empty for a study whose codings are not entered.
    structure : DataFrame of str
        How many codes the source says there are.
    attributions : DataFrame of str
        Which groups are said to have raised which code.
    quotations : DataFrame of str
        One row a quotation, without its text.
    links : DataFrame of str
        Which facilitators are set against which challenges.
    sessions : DataFrame of str
        Focus groups and interviews, as far as told.
    groups : DataFrame of str
        The study's groups, with ``group, parent, partition`` and labels.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> codings = load_study("upsides_israel").codings
    >>> len(codings.codebook), len(codings.quotations), len(codings.links), codings.empty
    (52, 44, 45, False)
    >>> codings.group_order()[:4]
    ['all', 'peers', 'peers_traditional', 'peer_specialists']
    >>> codings.within("peer_specialists", "peers"), codings.parents()["peer_specialists"]
    (True, 'peers')
    >>> codings.above("peer_specialists")
    ['peer_specialists', 'peers', 'all']
    """

    codebook: Codebook = field(repr=False)
    structure: pd.DataFrame = field(repr=False)
    attributions: pd.DataFrame = field(repr=False)
    quotations: pd.DataFrame = field(repr=False)
    links: pd.DataFrame = field(repr=False)
    sessions: pd.DataFrame = field(repr=False)
    groups: pd.DataFrame = field(repr=False)

    @property
    def empty(self) -> bool:
        """Whether no codings were entered."""
        return len(self.codebook) == 0

    def parents(self) -> dict[str, str]:
        """Return the group each group is a part of; empty for none."""
        return dict(zip(self.groups["group"], self.groups["parent"], strict=True))

    @cached_property
    def _parents(self) -> dict[str, str]:
        return self.parents()

    def within(self, group: str, whole: str) -> bool:
        """Return whether a group is another or a part of it."""
        return whole in self.above(group)

    def above(self, group: str) -> list[str]:
        """List a group and those that it is a part of, up to the top."""
        found = [group]
        while found[-1]:
            found.append(self._parents.get(found[-1], ""))
        return found[:-1]

    def group_order(self) -> list[str]:
        """List the groups, each before its parts."""
        parts = grouped(self._parents, self._parents.__getitem__)
        found: list[str] = []
        waiting = parts[""][::-1]
        while waiting:
            found.append(waiting.pop())
            waiting += reversed(parts[found[-1]])
        return found

    @property
    def label_frames(self) -> dict[str, pd.DataFrame]:
        """By kind of code, a frame with its labels: see :class:`peerstudy.ledger.Labels`."""
        return {**self.codebook.label_frames, "group": self.groups}


@called("a Study, such as load_study(name)")
@runtime_checkable
class Coded(Protocol):
    """What has printed numbers and codings, as a study has."""

    @property
    def codings(self) -> Codings:
        """Codes, quotations and who raised what."""

    @property
    def ledger(self) -> Ledger:
        """The printed numbers."""


def codings_of(frames: Mapping[str, pd.DataFrame], groups: pd.DataFrame | None = None) -> Codings:
    """Make codings from valid frames, or raise everything that does not fit together.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        By the names of :data:`peerstudy.codings.schema.FILES`; any may be
        left out.
    groups : DataFrame, optional
        The study's groups; without them no group may be named.

    Raises
    ------
    InvalidDataError
        If the codes are no tree, or a code or group is named that does not
        exist.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> codes = load_study("upsides_israel").codings.codebook.codes
    >>> codings_of({"codes": codes[codes["level"] == "domain"]}).codebook.roots[:2]
    ('c_intervention', 'c_outer')
    """
    full = {
        name: with_columns(name, frames.get(name, schema.empty()), schema.required)
        for name, schema in FILES.items()
    }
    of_groups = ("group", "parent", "partition")
    if groups is None:
        groups = pd.DataFrame(columns=of_groups, dtype="str")
    with_columns("groups", groups, of_groups)
    codebook = Codebook.from_frame(full.pop("codes"))
    _require_described(codebook, full, set(groups["group"]))
    return Codings(codebook=codebook, groups=groups, **full)


def no_codings() -> Codings:
    """Return the codings of a study of which none are entered.

    Examples
    --------
    >>> no_codings().empty
    True
    """
    return codings_of({})


def _require_described(
    codebook: Codebook, frames: Mapping[str, pd.DataFrame], groups: set[str]
) -> None:
    """Insist that the codebook or the groups know every name."""
    codes = set(codebook.by_code)
    challenges, facilitators = (
        {code for code in codes if codebook[code]["valence"] == valence}
        for valence in ("challenge", "facilitator")
    )
    references = (
        ("attributions", "code", codes, "codes.csv"),
        ("attributions", "group", groups, "groups.csv"),
        ("quotations", "code", codes, "codes.csv"),
        ("quotations", "speaker_group", groups, "groups.csv"),
        ("links", "challenge", challenges, "the challenges of codes.csv"),
        ("links", "facilitator", facilitators, "the facilitators of codes.csv"),
    )
    refuse(
        problem
        for file, column, known, described in references
        for problem in dangling(
            frames[file][column], known, f"{file}.csv", f"it must be one of {described}"
        )
    )
