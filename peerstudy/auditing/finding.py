"""One finding: what was printed, what is possible, the verdict and why."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

import pandas as pd

from peerstudy.ledger import Row
from peerstudy.words import Message, Said
from peerstudy.words.message import labelled, tell


class Verdict(StrEnum):
    """What exact arithmetic says of a printed number.

    Inconsistent if: only under a condition that the reason states, such as
    whole values. Risk: no error, but participants may be given away.

    Examples
    --------
    >>> [str(verdict) for verdict in Verdict]
    ['consistent', 'inconsistent', 'inconsistent if', 'risk', 'not testable']
    """

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    CONDITIONAL = "inconsistent if"
    RISK = "risk"
    NOT_TESTABLE = "not testable"


class Severity(StrEnum):
    """How much a reader should make of a finding.

    High: nothing simple reconciles the numbers. Medium: another denominator,
    grain or count does. Low: rounding, method or a doubtful
    reading may. Note: nothing is inconsistent, but a reader should know.

    Examples
    --------
    >>> [str(severity) for severity in Severity], Severity.LOW.rank
    (['high', 'medium', 'low', 'note', 'none'], 2)
    """

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NOTE = "note"
    NONE = "none"

    @property
    def rank(self) -> int:
        """How many severities are graver."""
        return list(Severity).index(self)


class Finding(NamedTuple):
    """One row of an audit.

    Attributes
    ----------
    check : str
        Code of the check.
    item, variable, level, stat : str
        What it is about: what the rows that it judges share.
    places, groups, printed, sources : tuple of str
        Where it stands, whom it is about, what is printed there, and where that was read.
    possible : Said
        What the number could be.
    verdict : Verdict
        What exact arithmetic says.
    severity : Severity
        How much to make of it.
    reason : Said
        Why, in a sentence, with the arithmetic.
    explanations : tuple of Said
        What would reconcile the numbers, simplest first.
    could_fail : bool
        Whether the check could have failed at all.
    chance : float
        How likely a random value would have passed, 0 to 1; NaN if unknown.
    rows : tuple of Row
        The ledger's rows it rests on; none where it is about codes or speakers.

    Examples
    --------
    >>> from peerstudy import audit_text
    >>> (found,) = audit_text("Of the peers, 19 of 26 (74.1%) were women.", checks=["PCT1"]).said
    >>> found.check, found.printed, str(found.verdict), str(found.severity)
    ('PCT1', ('74.1',), 'inconsistent', 'medium')
    """

    check: str
    item: str
    places: tuple[str, ...]
    groups: tuple[str, ...]
    variable: str
    level: str
    stat: str
    printed: tuple[str, ...]
    possible: Said
    verdict: Verdict
    severity: Severity
    reason: Said
    explanations: tuple[Said, ...]
    could_fail: bool
    chance: float
    sources: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def judged(self) -> tuple[Row, ...]:
        """The rows that it judges, of those it rests on: the ones of its cell that it prints.

        Without a level, those of its variable.
        """
        return tuple(
            row
            for row in self.rows
            if row.printed in self.printed
            and (
                not self.variable
                or (
                    row.group in self.groups
                    and row.variable == self.variable
                    and (not self.level or row.level == self.level)
                )
            )
        )


NOTHING_SIMPLE = Message("audit.nothing_simple")


class Explained(NamedTuple):
    """Explanations, and how serious the deviation is in their light."""

    texts: tuple[Said, ...] = ()
    severity: Severity = Severity.HIGH


UNEXPLAINED = Explained()
"""Where nobody reads an explanation, none is looked for."""
_UNGRADED = Explained(severity=Severity.NONE)


class About:
    """Makes the findings on one row of the ledger; the registry adds the code of their check.

    They rest on the row and what is `beside` it. Where the row only stands for several that
    are `judged` together, they have the places, printed texts and sources of those. Details
    are a finding's own fields, where they are not the row's.
    """

    def __init__(
        self, row: Row, *beside: Row | None, judged: Sequence[Row] = (), **details: Any
    ) -> None:
        own = judged or (row,)
        rests_on = (each for each in (*own, *beside) if each and each.position is not None)
        self._shared: dict[str, Any] = {
            "check": "",
            "item": row.item,
            "places": tuple(dict.fromkeys(each.place for each in own)),
            "groups": (row.group,) if row.group else (),
            "variable": row.variable,
            "level": row.level,
            "stat": row.stat,
            "printed": tuple(each.printed for each in own if each.printed),
            "sources": tuple(dict.fromkeys(each.source for each in own)),
            "rows": tuple(dict.fromkeys(rests_on)),
            "possible": "",
            "chance": float("nan"),
        } | details

    def finding(
        self, verdict: Verdict, reason: Said, why: Explained = _UNGRADED, **details: Any
    ) -> Finding:
        """Return a finding; one that is not testable could not fail."""
        own: dict[str, Any] = {
            "explanations": why.texts,
            "severity": why.severity,
            "could_fail": verdict is not Verdict.NOT_TESTABLE,
        }
        return Finding(verdict=verdict, reason=reason, **(own | self._shared | details))

    def consistent(self, reason: Said, **details: Any) -> Finding:
        """Return that the numbers agree."""
        return self.finding(Verdict.CONSISTENT, reason, **details)

    def inconsistent(self, reason: Said, why: Explained = UNEXPLAINED, **details: Any) -> Finding:
        """Return that they cannot be true together."""
        return self.finding(Verdict.INCONSISTENT, reason, why, **details)

    def conditional(self, reason: Said, why: Explained = _UNGRADED, **details: Any) -> Finding:
        """Return that they cannot, under a condition that the reason states."""
        return self.finding(Verdict.CONDITIONAL, reason, why, **details)

    def untestable(self, reason: Said, **details: Any) -> Finding:
        """Return why they cannot be judged."""
        return self.finding(Verdict.NOT_TESTABLE, reason, **details)

    def risk(self, reason: Said, *advice: Said) -> Finding:
        """Return that they may give somebody away, and what would help."""
        return self.finding(Verdict.RISK, reason, Explained(advice, Severity.NOTE))


def explained(
    texts: Iterable[Said],
    otherwise: Said = NOTHING_SIMPLE,
    *,
    simple: Severity = Severity.MEDIUM,
    grave: Severity = Severity.HIGH,
) -> Explained:
    """Return what reconciles numbers, which makes a deviation less grave; else what is left."""
    found = tuple(texts)
    return Explained(found or (otherwise,), simple if found else grave)


_JOINED = {
    "places": ("place", " and "),
    "groups": ("group", ", "),
    "printed": ("printed", ", "),
    "sources": ("source", "; "),
}
"""What a finding holds several of: the column it is read in, and what is put between them."""
COLUMNS = [_JOINED.get(name, (name, ""))[0] for name in Finding._fields]
TEXTS = ("possible", "reason", "explanations")
"""The columns that are said in a language; the others are the same in all."""


def texts(findings: Sequence[Finding], lang: str) -> dict[str, list[Any]]:
    """Return the texts of findings in one language: a list for each of :data:`TEXTS`."""
    return {
        "possible": [tell(finding.possible, lang) for finding in findings],
        "reason": [tell(finding.reason, lang) for finding in findings],
        "explanations": [
            tuple(tell(text, lang) for text in finding.explanations) for finding in findings
        ],
    }


def labelled_finding(finding: Finding) -> Finding:
    """Return a finding that says labels where it would say codes."""
    return finding._replace(
        possible=labelled(finding.possible),
        reason=labelled(finding.reason),
        explanations=tuple(map(labelled, finding.explanations)),
    )


def findings_frame(findings: Sequence[Finding], lang: str = "en") -> pd.DataFrame:
    """Return findings as a frame, one row each, in the order of :data:`COLUMNS`.

    ``rows`` are positions in the ledger's frame, counted from 0.
    """
    said = texts(findings, lang)
    columns: dict[str, list[Any]] = {}
    for name, column in zip(Finding._fields, COLUMNS, strict=True):
        values = said.get(name) or [getattr(finding, name) for finding in findings]
        if name in _JOINED:
            values = list(map(_JOINED[name][1].join, values))
        elif name == "rows":
            values = [tuple(row.position for row in several) for several in values]
        elif name in ("verdict", "severity"):
            values = list(map(str, values))
        columns[column] = values
    frame = pd.DataFrame(columns) if findings else pd.DataFrame(columns, dtype=str)
    return frame.astype({"could_fail": bool, "chance": float})
