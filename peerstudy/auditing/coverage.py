"""Coverage: for every printed number, which checks touched it and what could have slipped past.

A number is tested where some check that rests on it could have failed. How
likely a wrong one would have passed is bounded by the strictest of the checks
that judge it, and unknown where none of them states a chance.
"""

from collections import Counter
from collections.abc import Sequence
from math import isnan
from typing import NamedTuple

import pandas as pd

from peerstudy.auditing.finding import Finding
from peerstudy.auditing.registry import Kind, check_named
from peerstudy.auditing.rows import positions
from peerstudy.ledger import Ledger, Row
from peerstudy.words import Message, joined, tell, word

COLUMNS = (
    "place", "group", "variable", "level", "stat", "printed", "state", "checks", "chance", "wanted"
)  # fmt: skip
STATES = ("tested", "could not fail", "no check")
_WANTED = {
    "n": "coverage.wants_percent",
    "percent": "coverage.wants_base",
    "mean": "coverage.wants_grain",
    "sd": "coverage.wants_grain",
    "median": "coverage.wants_grain",
    "denominator": "coverage.wants_shares",
}


class Covered(NamedTuple):
    """The checks that rest on one row, those of them that could have failed, and a chance."""

    checks: tuple[str, ...]
    telling: tuple[str, ...]
    chance: float

    @property
    def state(self) -> str:
        """Return one of :data:`STATES`."""
        return STATES[0] if self.telling else STATES[1] if self.checks else STATES[2]


def covered(ledger: Ledger, said: Sequence[Finding]) -> list[Covered]:
    """Return for each row of a ledger what all findings of an audit tested it with.

    Risks and notes test nothing.
    """
    checks: list[dict[str, bool]] = [{} for _ in ledger.rows]
    chances: list[list[float]] = [[] for _ in ledger.rows]
    for finding in said:
        if check_named(finding.check).kind is not Kind.CONSISTENCY:
            continue
        for i in positions(finding.rows):
            checks[i][finding.check] = checks[i].get(finding.check, False) or finding.could_fail
        if finding.could_fail and not isnan(finding.chance):
            for i in positions(finding.judged):
                chances[i].append(finding.chance)
    return [
        Covered(
            tuple(own),
            tuple(code for code, could in own.items() if could),
            min(chance, default=float("nan")),
        )
        for own, chance in zip(checks, chances, strict=True)
    ]


def counted(found: Sequence[Covered], lang: str) -> str:
    """Return in a sentence how many numbers were tested, and how many by nothing.

    Examples
    --------
    >>> counted([Covered(("SUM4",), ("SUM4",), 0.5), Covered((), (), 1)], "en")
    'Of 2 reported numbers, 1 was tested by a check that could have failed; no check applies to 1.'
    """
    counts = Counter(each.state for each in found)
    parts = [
        Message.of(f"coverage.{state.replace(' ', '_')}", n=counts[state])
        for state in STATES
        if counts[state] or state == STATES[0]
    ]
    told = joined(parts, "; ").told(lang)
    return word("coverage.headline", lang, told=told, n=len(found))


def coverage_frame(ledger: Ledger, found: Sequence[Covered], lang: str) -> pd.DataFrame:
    """Lay coverage out as a frame: a row for each row of the ledger, in its order.

    The language is that of ``wanted``, what would make an untested number testable.
    """
    rows = [
        (
            row.place, row.group, row.variable, row.level, row.stat, row.printed,
            each.state, each.checks, each.chance,
            "" if each.telling else tell(_wanted(row), lang),
        )
        for row, each in zip(ledger.rows, found, strict=True)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"chance": float})


def _wanted(row: Row) -> Message:
    if row.stat == "n" and not row.variable:
        return Message("coverage.wants_parts")
    if row.stat == "n" and not row.level:
        return Message("coverage.wants_more")
    return Message(_WANTED.get(row.stat, "coverage.wants_more"))
