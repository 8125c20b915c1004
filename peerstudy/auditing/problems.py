"""Problems: inconsistent findings with one cause, and the repairs that were verified for each."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from peerstudy.auditing.edits import Edit
from peerstudy.auditing.finding import Finding, Severity, Verdict
from peerstudy.auditing.names import place, places
from peerstudy.auditing.registry import check_named
from peerstudy.auditing.repairs import (
    Key,
    Repair,
    Workshop,
    decided_by_numbers,
    key_of,
    smallest_set,
)
from peerstudy.auditing.subject import Subject
from peerstudy.auditing.uncollected import uncollected
from peerstudy.ledger import Row
from peerstudy.words import Message, Run, Said, joined, tell

COLUMNS = (
    "problem",
    "severity",
    "title",
    "printed",
    "source",
    "why",
    "findings",
    "repairs",
    "explanations",
)
TOGETHER = 20_000
"""In a ledger of more rows the edits are not tried together."""
MOST_SIZES, MOST_SIZED_ROWS = 6, 600
"""Other sizes are tried for this number of groups at most, and only in a ledger of so many rows."""
TRIED = 100
"""For so many problems of an audit repairs are tried; the others are listed without."""
EDITS = {
    "resolution": "audit_problems.resolution",
    "rule": "audit_problems.rule",
    "rounding": "audit_problems.rounding",
    "missing": "audit_problems.missing",
    "digit": "audit_problems.digit",
    "exchange": "audit_problems.exchange",
    "place": "audit_problems.place",
    "n": "audit_problems.n",
    "count": "audit_problems.count",
    "percent": "audit_problems.percent",
}


@dataclass(frozen=True)
class Problem:
    """Findings with one cause.

    Attributes
    ----------
    findings : tuple of int
        Positions among the audit's findings, the one that says most first.
    lead : Finding
        That one.
    keys : tuple of tuple
        What each of them is known by after an edit, see :func:`key_of`.
    repairs : tuple of Repair
        Verified edits, the one that settles most first; empty where none was found.
    chosen : tuple of Repair
        The fewest of them that settle all that they can.
    fewest : bool
        Whether it is proven that fewer would not do.
    """

    findings: tuple[int, ...]
    lead: Finding
    keys: tuple[Key, ...]
    repairs: tuple[Repair, ...]
    chosen: tuple[Repair, ...]
    fewest: bool

    @property
    def severity(self) -> Severity:
        """How grave its gravest finding is."""
        return self.lead.severity


@uncollected()
def find_problems(
    subject: Subject, said: Sequence[Finding], outstanding: Sequence[int]
) -> tuple[Problem, ...]:
    """Put findings with one cause together, and look for what would settle each.

    Parameters
    ----------
    subject : Subject
        What was audited.
    said : sequence of Finding
        The audit's findings.
    outstanding : sequence of int
        Which of them are inconsistent and not waived.

    Returns
    -------
    tuple of Problem
        The gravest first, and among those the one with most findings.
    """
    groups = _joined_by_rows(said, outstanding)
    workshop = Workshop(subject)
    repairs = [
        _repairs(workshop, said, group) if number < TRIED else []
        for number, group in enumerate(groups)
    ]
    wide = [*_of_sizes(workshop, said, outstanding), *_of_rules(workshop)]
    for repair in wide:
        settled = (
            i for i, group in enumerate(groups) if repair.settles.issuperset(_keys_of(said, group))
        )
        if (first := next(settled, None)) is not None:
            repairs[first].append(repair)
    problems = [
        _problem(said, group, found) for group, found in _joined_by_repairs(said, groups, repairs)
    ]
    rank = list(Severity)
    return tuple(sorted(problems, key=lambda p: (rank.index(p.severity), -len(p.findings))))


def _joined_by_rows(said: Sequence[Finding], outstanding: Sequence[int]) -> list[list[int]]:
    """Put findings together that rest on one cell, wherever it is printed."""
    return _components({i: _keys(said[i]) for i in outstanding})


def _components(keys: Mapping[int, set[Key]]) -> list[list[int]]:
    """Return the findings that are linked through what they share, in their order."""
    owner: dict[Key, int] = {}
    above = {i: i for i in keys}

    def top(i: int) -> int:
        while above[i] != i:
            above[i] = above[above[i]]
            i = above[i]
        return i

    for i, own in keys.items():
        for key in own:
            first, second = sorted((top(owner.setdefault(key, i)), top(i)))
            above[second] = first
    members: dict[int, list[int]] = {}
    for i in keys:
        members.setdefault(top(i), []).append(i)
    return list(members.values())


def _keys(finding: Finding) -> set[Key]:
    """Return the cells that a finding judges; those of a whole table are its odd percentages."""
    check = check_named(finding.check)
    if not finding.rows:
        return {(check.family, finding.variable)}
    if finding.variable:
        return {(finding.groups, finding.variable, finding.level)}
    cells: set[Key] = {
        ((row.group,), row.variable, row.level) for row in finding.rows if row.variable
    }
    return cells or {(check.family, finding.item)}


def _repairs(workshop: Workshop, said: Sequence[Finding], group: Sequence[int]) -> list[Repair]:
    found: list[Repair] = []
    for variable in dict.fromkeys(said[i].variable for i in group if said[i].variable):
        about = [said[i] for i in group if said[i].variable == variable]
        if not decided_by_numbers(about[0].check):
            continue
        rows = sorted({i for finding in about for i in _rows(workshop.subject, finding)})
        found += workshop.repairs(variable, rows)
    return found


def _of_sizes(
    workshop: Workshop, said: Sequence[Finding], outstanding: Sequence[int]
) -> list[Repair]:
    """Return the repairs of groups' sizes that results are about, or that several rest on."""
    rests: Counter[int] = Counter()
    for i in outstanding:
        if decided_by_numbers(said[i].check):
            for row in said[i].rows:
                if row.position is not None and row.stat == "n" and not row.variable:
                    rests[row.position] += 1 if said[i].variable else 2
    sizes = [position for position, times in rests.most_common(MOST_SIZES) if times > 1]
    if len(workshop.subject.ledger) > MOST_SIZED_ROWS:
        return []
    return [repair for position in sizes for repair in workshop.repairs("", [position])]


def _of_rules(workshop: Workshop) -> list[Repair]:
    """Return the assumptions on the rounding of a whole table that settle something."""
    return workshop.rules() if len(workshop.subject.ledger) <= MOST_SIZED_ROWS else []


def _keys_of(said: Sequence[Finding], group: Sequence[int]) -> set[Key]:
    return {key_of(said[i]) for i in group}


def _rows(subject: Subject, finding: Finding) -> Iterator[int]:
    """Yield the rows of a finding's cell, and those that it rests on, in every place."""
    cells = subject.once("positions by cell", lambda: _positions(subject))
    rests = {(row.group, row.level, row.stat) for row in finding.rows}
    for i in cells.get((finding.variable, finding.level), ()):
        row = subject.ledger.rows[i]
        if (row.group, row.level, row.stat) in rests or row.group in finding.groups:
            yield i
    yield from (row.position for row in finding.judged if row.position is not None)


def _positions(subject: Subject) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for i, row in enumerate(subject.ledger.rows):
        found.setdefault((row.variable, row.level), []).append(i)
    return found


def _joined_by_repairs(
    said: Sequence[Finding], groups: Sequence[list[int]], repairs: Sequence[list[Repair]]
) -> Iterator[tuple[list[int], list[Repair]]]:
    """Put groups together where a repair of one settles all of another."""
    keys = [_keys_of(said, group) for group in groups]
    merged: list[tuple[list[int], list[Repair]]] = []
    links: dict[int, set[Key]] = {}
    for i, found in enumerate(repairs):
        own: set[Key] = {(i,)}
        for repair in found:
            own |= {(j,) for j, of in enumerate(keys) if of <= repair.settles}
        links[i] = own
    for members in _components(links):
        findings = sorted(i for member in members for i in groups[member])
        merged.append((findings, _once(repair for member in members for repair in repairs[member])))
    yield from merged


def _once(repairs: Iterator[Repair]) -> list[Repair]:
    kept: dict[Edit, Repair] = {}
    for repair in repairs:
        if repair.edit not in kept or len(repair.settles) > len(kept[repair.edit].settles):
            kept[repair.edit] = repair
    return list(kept.values())


def _problem(said: Sequence[Finding], group: Sequence[int], found: list[Repair]) -> Problem:
    rank = list(Severity)
    order = sorted(group, key=lambda i: (rank.index(said[i].severity), i))
    keys = tuple(key_of(said[i]) for i in order)
    own = [
        Repair(repair.edit, repair.settles & frozenset(keys))
        for repair in found
        if repair.settles & frozenset(keys)
    ]
    own.sort(key=lambda repair: -len(repair.settles))
    chosen, fewest = smallest_set(own)
    return Problem(tuple(order), said[order[0]], keys, tuple(own), chosen, fewest)


def title(problem: Problem, subject: Subject) -> Said:
    """Return what a problem is about, in a few words."""
    lead, names = problem.lead, subject.names
    what: Said = places(lead.places)
    if lead.variable:
        what = joined((*names.groups(lead.groups), *_variable(subject, lead)))
    return Message.of(f"audit_problems.title_{check_named(lead.check).family}", what=what)


def _variable(subject: Subject, of: Row | Finding) -> Iterator[Said]:
    if of.variable:
        yield subject.names.variable(of.variable)
    if of.level:
        yield subject.names.level(of.variable, of.level)


def told_repair(repair: Repair, problem: Problem, subject: Subject) -> Said:
    """Return what a repair changes, and how many of the problem's findings it settles."""
    edit, lead = repair.edit, problem.lead
    row = subject.ledger.rows[edit.rows[0]]
    new: Said = place(edit.new) if edit.kind == "rule" else Run(edit.new)
    text: Said = Message.of(EDITS[edit.kind], old=Run(edit.old or row.printed), new=new)
    if edit.kind != "rule" and ((row.group,), row.variable, row.level) != (
        lead.groups,
        lead.variable,
        lead.level,
    ):
        what = joined((*subject.names.groups([row.group]), *_variable(subject, row)))
        text = Message.of("audit_problems.elsewhere", what=what, text=text)
    return Message.of(
        "audit_problems.effect", text=text, settled=len(repair.settles), of=len(problem.findings)
    )


def headline(problems: Sequence[Problem], workshop: Workshop) -> tuple[int, int]:
    """Return how many edits the problems have, and how many findings they settle together.

    Parameters
    ----------
    problems : sequence of Problem
        All of an audit.
    workshop : Workshop
        Where the edits are tried together; too large a ledger gives 0 and 0.
    """
    edits = [repair.edit for problem in problems for repair in problem.chosen]
    if not edits or len(workshop.subject.ledger) > TOGETHER:
        return 0, 0
    keys = [key for problem in problems for key in problem.keys if decided_by_numbers(str(key[0]))]
    after = workshop.after(edits, {str(key[0]) for key in keys})
    left = after[Verdict.INCONSISTENT] | after[Verdict.NOT_TESTABLE] | after[Verdict.CONDITIONAL]
    return len(edits), sum(key not in left for key in keys)


def problems_frame(
    problems: Sequence[Problem], said: Sequence[Finding], subject: Subject, lang: str
) -> pd.DataFrame:
    """Lay problems out as a frame, one row each: columns :data:`COLUMNS`.

    Parameters
    ----------
    problems : sequence of Problem
        All of an audit.
    said : sequence of Finding
        The audit's findings, which say codes or labels.
    subject : Subject
        What was audited, with the names to tell.
    lang : {"en", "he"}
        The language of the texts.
    """
    rows = [
        (
            number,
            str(problem.severity),
            tell(title(problem, subject), lang),
            ", ".join(problem.lead.printed),
            "; ".join(problem.lead.sources),
            tell(said[problem.findings[0]].reason, lang),
            problem.findings,
            tuple(tell(told_repair(r, problem, subject), lang) for r in problem.repairs),
            tuple(tell(text, lang) for text in said[problem.findings[0]].explanations),
        )
        for number, problem in enumerate(problems, start=1)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))
