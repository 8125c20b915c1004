"""Problems: inconsistent findings with one cause, and the repairs that were verified for each."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from peerstudy.auditing.edits import Edit
from peerstudy.auditing.finding import Finding, Severity
from peerstudy.auditing.registry import check_named
from peerstudy.auditing.repairs import (
    Key,
    Repair,
    Workshop,
    decided_by_numbers,
    key_of,
    smallest_set,
)
from peerstudy.auditing.rows import positions
from peerstudy.auditing.subject import Subject
from peerstudy.auditing.uncollected import uncollected
from peerstudy.frames.records import grouped

TOGETHER = 20_000
"""In a ledger of more rows the edits are not tried together."""
MOST_SIZES, MOST_SIZED_ROWS = 6, 600
"""Other sizes are tried for this number of groups at most, and only in a ledger of so many rows."""
TRIED = 100
"""For so many problems of an audit repairs are tried; the others are listed without."""


@dataclass(frozen=True)
class Problem:
    """Findings with one cause, by their positions, and what they are known by after an edit.

    The first, its `lead`, is the gravest. The repairs are verified, the one that settles most
    first; `chosen` are the fewest that settle all that any does, if that is proven.
    """

    findings: tuple[int, ...]
    lead: Finding
    keys: tuple[Key, ...]
    repairs: tuple[Repair, ...]
    chosen: tuple[Repair, ...]
    fewest: bool

    @property
    def severity(self) -> Severity:
        """How grave its gravest finding is; medium where one edit settles what is unexplained."""
        settled = any(len(repair.settles) == len(self.findings) for repair in self.repairs)
        grave = self.lead.severity is Severity.HIGH
        return Severity.MEDIUM if grave and settled else self.lead.severity


@uncollected()
def find_problems(
    subject: Subject, said: Sequence[Finding], outstanding: Sequence[int]
) -> tuple[Problem, ...]:
    """Put findings with one cause together, and look for what would settle each.

    `outstanding` are the findings that are inconsistent and not waived. The
    gravest problem comes first, and among those the one with most findings.
    """
    groups = _components({i: _cells(said[i]) for i in outstanding})
    workshop = Workshop(subject)
    repairs = [
        _repairs(workshop, said, group) if number < TRIED else []
        for number, group in enumerate(groups)
    ]
    for repair in _of_all(workshop, said, outstanding):
        settled = (i for i, group in enumerate(groups) if _keys(said, group) <= repair.settles)
        if (first := next(settled, None)) is not None:
            repairs[first].append(repair)
    problems = [
        _problem(said, group, found) for group, found in _joined_by_repairs(said, groups, repairs)
    ]
    return tuple(sorted(problems, key=lambda p: (p.severity.rank, -len(p.findings))))


def _components(shared: Mapping[int, set[Hashable]]) -> list[list[int]]:
    """Return the findings that are linked through what they share, in their order."""
    owner: dict[Hashable, int] = {}
    above = {i: i for i in shared}

    def top(i: int) -> int:
        while above[i] != i:
            above[i] = above[above[i]]
            i = above[i]
        return i

    for i, own in shared.items():
        for key in own:
            first, second = sorted((top(owner.setdefault(key, i)), top(i)))
            above[second] = first
    return list(grouped(shared, top).values())


def _cells(finding: Finding) -> set[Hashable]:
    """Return the cells that a finding judges; those of a whole table are its odd percentages."""
    check = check_named(finding.check)
    if not finding.rows:
        return {(check.family, finding.variable)}
    if finding.variable:
        return {(finding.groups, finding.variable, finding.level)}
    cells: set[Hashable] = {
        ((row.group,), row.variable, row.level) for row in finding.rows if row.variable
    }
    return cells or {(check.family, finding.item)}


def _repairs(workshop: Workshop, said: Sequence[Finding], group: Sequence[int]) -> list[Repair]:
    found: list[Repair] = []
    for variable, about in grouped((said[i] for i in group), attrgetter("variable")).items():
        if variable and decided_by_numbers(about[0].check):
            rows = sorted({i for finding in about for i in _rows(workshop.subject, finding)})
            found += workshop.repairs(variable, rows)
    return found


def _of_all(
    workshop: Workshop, said: Sequence[Finding], outstanding: Sequence[int]
) -> list[Repair]:
    """Return the repairs that may settle results of any variable, in a ledger of not too many rows.

    Those are other sizes of groups that results are about, or that several rest
    on, and assumptions on the rounding of a whole table.
    """
    if len(workshop.subject.ledger) > MOST_SIZED_ROWS:
        return []
    rests: Counter[int] = Counter()
    for finding in (said[i] for i in outstanding if decided_by_numbers(said[i].check)):
        own = positions(row for row in finding.rows if row.stat == "n" and not row.variable)
        rests.update(dict.fromkeys(own, 1 if finding.variable else 2))
    sizes = [position for position, times in rests.most_common(MOST_SIZES) if times > 1]
    found = [repair for position in sizes for repair in workshop.repairs("", [position])]
    return found + workshop.rules()


def _keys(said: Sequence[Finding], group: Sequence[int]) -> set[Key]:
    return {key_of(said[i]) for i in group}


def _rows(subject: Subject, finding: Finding) -> Iterator[int]:
    """Yield the rows of a finding's cell, and those that it rests on, in every place."""
    rows = subject.ledger.rows
    cells = subject.once("by cell", lambda: grouped(rows, lambda row: (row.variable, row.level)))
    rests = {(row.group, row.level, row.stat) for row in finding.rows}
    for row in cells.get((finding.variable, finding.level), ()):
        if (row.group, row.level, row.stat) in rests or row.group in finding.groups:
            yield row.position or 0
    yield from positions(finding.judged)


def _joined_by_repairs(
    said: Sequence[Finding], groups: Sequence[list[int]], repairs: Sequence[list[Repair]]
) -> Iterator[tuple[list[int], list[Repair]]]:
    """Put groups together where a repair of one settles all of another."""
    keys = [_keys(said, group) for group in groups]
    links: dict[int, set[Hashable]] = {
        i: {i, *(j for r in found for j, of in enumerate(keys) if of <= r.settles)}
        for i, found in enumerate(repairs)
    }
    for members in _components(links):
        findings = sorted(i for member in members for i in groups[member])
        yield findings, _once(repair for member in members for repair in repairs[member])


def _once(repairs: Iterator[Repair]) -> list[Repair]:
    kept: dict[Edit, Repair] = {}
    for repair in repairs:
        if repair.edit not in kept or len(repair.settles) > len(kept[repair.edit].settles):
            kept[repair.edit] = repair
    return list(kept.values())


def _problem(said: Sequence[Finding], group: Sequence[int], found: list[Repair]) -> Problem:
    order = sorted(group, key=lambda i: (said[i].severity.rank, i))
    keys = tuple(key_of(said[i]) for i in order)
    own = [Repair(repair.edit, repair.settles & frozenset(keys)) for repair in found]
    own = sorted(filter(attrgetter("settles"), own), key=lambda repair: -len(repair.settles))
    chosen, fewest = smallest_set(own)
    return Problem(tuple(order), said[order[0]], keys, tuple(own), chosen, fewest)


def headline(problems: Sequence[Problem], workshop: Workshop) -> tuple[int, int]:
    """Return how many edits the problems have, and how many findings they settle together.

    Both are 0 for too large a ledger, in which the edits are not tried.
    """
    edits = [repair.edit for problem in problems for repair in problem.chosen]
    if not edits or len(workshop.subject.ledger) > TOGETHER:
        return 0, 0
    keys = [key for problem in problems for key in problem.keys if decided_by_numbers(key.check)]
    left = set[Key]().union(*workshop.after(edits, {key.check for key in keys}).values())
    return len(edits), sum(key not in left for key in keys)
