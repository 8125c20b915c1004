"""Every printed number as the cell it stands in, with the findings that are about it."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from peerstudy.auditing.finding import Finding as Value
from peerstudy.auditing.finding import Verdict
from peerstudy.auditing.registry import Kind, check_named
from peerstudy.ledger.rows import Row

Key = tuple[str, str, str, str]
"""Place, group, variable and level."""
STATES = {
    "inconsistent": ("✗", "common.inconsistent"),
    "accepted": ("≈", "report.accepted"),
    "conditional": ("¿", "common.conditional"),
    "risk": ("!", "report.risk"),
    "consistent": ("✓", "common.consistent"),
    "untestable": ("?", "common.not_testable"),
    "unchecked": ("○", "report.unchecked"),
}
"""What a reader is told of a number, the gravest first: by a symbol and a text."""
ELSEWHERE = {Kind.RISK: "disclosure", Kind.CODES: "structure", Kind.SPEAKERS: "quoted"}
"""The kinds of checks with a section of their own."""


class Finding(NamedTuple):
    """A check result with its number on the page, and why it is accepted where it is."""

    number: int
    value: Value
    waived: str

    @property
    def kind(self) -> Kind:
        """What its check tells."""
        return check_named(self.value.check).kind

    @property
    def state(self) -> str:
        """Which of :data:`STATES` it is."""
        if self.waived:
            return "accepted"
        verdict = self.value.verdict
        return "untestable" if verdict is Verdict.NOT_TESTABLE else verdict.name.lower()

    @property
    def printed(self) -> str:
        """What is printed, in one line."""
        return ", ".join(self.value.printed)


@dataclass
class Cell:
    """What one place prints of a group, a variable and a level.

    No number is printed where findings are about a variable or a table as a
    whole. Related findings are about the same numbers and told elsewhere.
    """

    key: Key
    printed: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    related: list[Finding] = field(default_factory=list)

    @property
    def state(self) -> str:
        """The gravest of what its findings say."""
        return gravest(self.findings + self.related)


def gravest(findings: Iterable[Finding]) -> str:
    """Return the gravest state of several findings; unchecked for none."""
    return min((finding.state for finding in findings), key=rank, default="unchecked")


def rank(state: str) -> int:
    """Return how many states are graver."""
    return list(STATES).index(state)


def by_gravity(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings, the gravest first."""
    return sorted(findings, key=lambda finding: rank(finding.state))


def home(finding: Finding, places: Container[object]) -> str:
    """Return where a finding is told: in a section of its own, by its place, or between places."""
    own = ELSEWHERE.get(finding.kind)
    if own:
        return own
    several = finding.value.places
    return "place" if len(several) == 1 and several[0] in places else "between"


def cells_of(rows: Iterable[Row], findings: Iterable[Finding]) -> dict[Key, Cell]:
    """Return every cell, in the ledger's order, with its findings.

    A finding that rests on several cells stands in one for all of them: the
    variable's, or the place's.
    """
    cells: dict[Key, Cell] = {}
    for row in rows:
        key = (row.place, row.group, row.variable, row.level)
        cells.setdefault(key, Cell(key)).printed.append(row)
    places = {place for place, *_ in cells}
    alike: dict[tuple[str, ...], list[Cell]] = {}
    for cell in cells.values():
        alike.setdefault(cell.key[1:], []).append(cell)
    for finding in findings:
        where = home(finding, places)
        if where == "place":
            (place,) = finding.value.places
            key = (place, *_quantity(finding))
            cells.setdefault(key, Cell(key)).findings.append(finding)
        elif where == "between":
            for cell in alike.get(_quantity(finding), []):
                if any(each.stat == finding.value.stat for each in cell.printed):
                    cell.related.append(finding)
    return cells


def _quantity(finding: Finding) -> tuple[str, str, str]:
    value = finding.value
    return ", ".join(value.groups), value.variable, value.level
