"""One finding: what was printed, what is possible, the verdict and why."""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import NamedTuple

import pandas as pd


class Verdict(StrEnum):
    """What exact arithmetic says of a printed number."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    NOT_TESTABLE = "not testable"


class Severity(StrEnum):
    """How much a reader should make of a finding.

    High: nothing simple reconciles the numbers. Medium: another denominator,
    grain or count does. Low: only the rounding differs. Note: nothing is
    inconsistent, but a reader should know.
    """

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NOTE = "note"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of an audit.

    Attributes
    ----------
    check : str
        Code of the check.
    item, place, group, variable, level, stat, printed, source : str
        The ledger's row it rests on; where it rests on several, what they share.
    possible : str
        What the number could be.
    verdict : Verdict
        What exact arithmetic says.
    severity : Severity
        How much to make of it.
    reason : str
        Why, in a sentence, with the arithmetic.
    explanations : tuple of str
        What would reconcile the numbers, simplest first.
    could_fail : bool
        Whether the check could have failed at all.
    chance : float
        How likely a random value would have passed, 0 to 1; NaN if unknown.
    """

    check: str
    item: str
    place: str
    group: str
    variable: str
    level: str
    stat: str
    printed: str
    possible: str
    verdict: Verdict
    severity: Severity
    reason: str
    explanations: tuple[str, ...]
    could_fail: bool
    chance: float
    source: str


class Explained(NamedTuple):
    """Explanations, and how serious the deviation is in their light."""

    texts: tuple[str, ...]
    severity: Severity


COLUMNS = [field.name for field in fields(Finding)]


def findings_frame(findings: list[Finding]) -> pd.DataFrame:
    """Give findings as a frame, one row each, in the order of :data:`COLUMNS`."""
    columns = {name: [getattr(finding, name) for finding in findings] for name in COLUMNS}
    frame = pd.DataFrame(columns)
    for name in ("verdict", "severity"):
        frame[name] = pd.Series([str(value) for value in columns[name]], dtype=frame["check"].dtype)
    return frame.astype({"could_fail": bool, "chance": float})
