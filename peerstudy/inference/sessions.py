"""Codings as sessions by codes: the session is the unit, not the segment.

People in one focus group answer each other, so their segments are not
independent. Whole sessions are what a test may exchange.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from peerstudy.errors import DesignError, Problem, refuse, require_known
from peerstudy.frames.border import called


@called("a SessionCodes, such as session_codes(segments, sessions)")
@dataclass(frozen=True, eq=False)
class SessionCodes:
    """How often each session raises each code; see :func:`session_codes`.

    Attributes
    ----------
    counts : DataFrame of int
        Segments: one row a session, one column a code.
    groups : Series of str
        The site or group of each session, in the same order.

    Examples
    --------
    >>> from peerstudy.inference import simulated_coding
    >>> coding = simulated_coding()
    >>> print(coding)
    30 sessions (simulated site 1 12, simulated site 2 8, simulated site 3 10), 25 codes
    >>> print(coding.of("simulated site 1"))
    12 sessions (simulated site 1 12), 25 codes
    """

    counts: pd.DataFrame
    groups: pd.Series

    @cached_property
    def incidence(self) -> pd.DataFrame:
        """Whether each session raises each code."""
        return self.counts > 0

    @property
    def codes(self) -> list[str]:
        """The codes, in column order."""
        return [str(code) for code in self.counts.columns]

    @cached_property
    def sizes(self) -> dict[str, int]:
        """How many sessions each group has, in order of first appearance."""
        counts = self.groups.value_counts()
        return {str(group): int(counts[group]) for group in self.groups.unique()}

    def of(self, group: str) -> "SessionCodes":
        """Return the sessions of one group.

        Raises
        ------
        UnknownNameError
            If there is no such group.
        """
        require_known("group", group, self.sizes)
        chosen = self.groups == group
        return SessionCodes(self.counts[chosen], self.groups[chosen])

    def __str__(self) -> str:
        """Return in one line what there is."""
        sizes = ", ".join(f"{group} {n}" for group, n in self.sizes.items())
        return f"{len(self.counts)} sessions ({sizes}), {len(self.codes)} codes"


def session_codes(
    segments: pd.DataFrame,
    sessions: pd.DataFrame,
    *,
    session: str = "session",
    group: str = "site",
    code: str = "code",
    codes: Sequence[str] | None = None,
) -> SessionCodes:
    """Count how often each session raises each code.

    Parameters
    ----------
    segments : DataFrame
        One row a coded segment, with the columns ``session`` and ``code``.
    sessions : DataFrame
        Every session, with the columns ``session`` and ``group``. A session
        without segments stays: it raised nothing, which is known only because
        it is listed.
    session, group, code : str
        What these columns are called.
    codes : sequence of str, optional
        Every code that was looked for; those of the segments without it.

    Raises
    ------
    InvalidDataError
        If columns are missing, or segments name unlisted sessions or codes:
        all problems at once.
    DesignError
        If a session belongs to more than one group.

    Examples
    --------
    >>> segments = pd.DataFrame({"session": ["a", "a", "b"], "code": ["pay", "pay", "stigma"]})
    >>> sessions = pd.DataFrame({"session": ["a", "b", "c"], "site": ["ulm", "ulm", "pune"]})
    >>> session_codes(segments, sessions).counts.to_dict("index")
    {'a': {'pay': 2, 'stigma': 0}, 'b': {'pay': 0, 'stigma': 1}, 'c': {'pay': 0, 'stigma': 0}}
    """
    needed = {"segments": (segments, (session, code)), "sessions": (sessions, (session, group))}
    refuse(
        Problem(name, None, column, None, "this column must be there")
        for name, (frame, columns) in needed.items()
        for column in columns
        if column not in frame
    )
    _require_one_group(sessions, session, group)
    places = sessions.drop_duplicates(session).set_index(session)[group].astype(str)
    known = list(dict.fromkeys(segments[code])) if codes is None else list(codes)
    listed = {session: (set(places.index), "sessions"), code: (set(known), "codes")}
    refuse(
        Problem("segments", row, column, str(value), f"{where} must have it")
        for column, (allowed, where) in listed.items()
        for row, value in enumerate(segments[column], start=2)
        if value not in allowed
    )
    counts = np.zeros((len(places), len(known)), dtype=np.int64)
    rows = places.index.get_indexer(pd.Index(segments[session]))
    np.add.at(counts, (rows, pd.Index(known).get_indexer(pd.Index(segments[code]))), 1)
    return SessionCodes(pd.DataFrame(counts, index=places.index, columns=known), places)


def _require_one_group(sessions: pd.DataFrame, session: str, group: str) -> None:
    several = sessions.groupby(session, sort=False)[group].nunique()
    mixed = [str(name) for name in several.index[several > 1]]
    if mixed:
        raise DesignError(
            f"{', '.join(mixed)} belong to more than one {group}, and a session is exchanged "
            "as a whole: segments inside it are not independent.",
            f"sessions of one {group} each, or a comparison by something that sessions differ in.",
        )
