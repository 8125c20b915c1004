"""Problems: inconsistent findings with one cause, and the repairs that were verified for each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from peerstudy.audit.edits import Edit
from peerstudy.audit.finding import Finding, Severity, Verdict
from peerstudy.audit.repairs import FAMILIES, Key, Repair, Workshop, key_of, smallest_set
from peerstudy.audit.subject import Subject
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
TRIED = 100
"""For so many problems of an audit repairs are tried; the others are listed without."""
_ALONE = ("STR", "IDS")
TITLES = {
    "PCT": "audit_problems.title_pct",
    "DEN": "audit_problems.title_den",
    "SUM": "audit_problems.title_sum",
    "AVG": "audit_problems.title_avg",
    "ORD": "audit_problems.title_ord",
    "ERR": "audit_problems.title_err",
    "PPL": "audit_problems.title_ppl",
    "TXT": "audit_problems.title_txt",
    "STR": "audit_problems.title_str",
    "IDS": "audit_problems.title_ids",
}
EDITS = {
    "resolution": "audit_problems.resolution",
    "rounding": "audit_problems.rounding",
    "digit": "audit_problems.digit",
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
    groups = _joined_by_rows(subject, said, outstanding)
    workshop = Workshop(subject)
    repairs = [
        _repairs(workshop, said, group) if number < TRIED else []
        for number, group in enumerate(groups)
    ]
    problems = [
        _problem(said, group, found) for group, found in _joined_by_repairs(said, groups, repairs)
    ]
    rank = list(Severity)
    return tuple(sorted(problems, key=lambda p: (rank.index(p.severity), -len(p.findings))))


def _joined_by_rows(
    subject: Subject, said: Sequence[Finding], outstanding: Sequence[int]
) -> list[list[int]]:
    """Put findings together that rest on one cell, wherever it is printed."""
    keys = {i: _keys(subject, said[i]) for i in outstanding}
    return _components(keys)


def _components(keys: Mapping[int, set[tuple[str, ...]]]) -> list[list[int]]:
    """Return the findings that are linked through what they share, in their order."""
    owner: dict[tuple[str, ...], int] = {}
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


def _keys(subject: Subject, finding: Finding) -> set[tuple[str, ...]]:
    """Return the cells that a finding rests on; those of a whole table are its odd percentages."""
    family = finding.check[:3]
    if family in _ALONE:
        return {(family, finding.variable)}
    if finding.variable:
        return {(finding.group, finding.variable, finding.level)}
    printed = subject.once("printed by place", lambda: _printed(subject))
    cells: set[tuple[str, ...]] = {
        (row.group, row.variable, row.level)
        for text in finding.printed.split(", ")
        for row in printed.get((finding.place, finding.stat, text), ())
    }
    return cells or {(family, finding.item)}


def _printed(subject: Subject) -> dict[tuple[str, str, str], list[Row]]:
    found: dict[tuple[str, str, str], list[Row]] = {}
    for row in subject.ledger.rows:
        if row.variable:
            found.setdefault((row.place, row.stat, row.printed), []).append(row)
    return found


def _repairs(workshop: Workshop, said: Sequence[Finding], group: Sequence[int]) -> list[Repair]:
    found: list[Repair] = []
    for variable in dict.fromkeys(said[i].variable for i in group if said[i].variable):
        about = [said[i] for i in group if said[i].variable == variable]
        if about[0].check[:3] not in FAMILIES:
            continue
        rows = sorted({i for finding in about for i in _rows(workshop.subject, finding)})
        found += workshop.repairs(variable, rows)
    return found


def _rows(subject: Subject, finding: Finding) -> Iterator[int]:
    """Yield the rows of a finding's cell in every place, and of the same cell in other groups."""
    cells = subject.once("positions by cell", lambda: _positions(subject))
    for i in cells.get((finding.variable, finding.level), ()):
        row = subject.ledger.rows[i]
        wider = finding.check.startswith("SUM") and row.stat == finding.stat
        if row.group == finding.group or wider:
            yield i


def _positions(subject: Subject) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for i, row in enumerate(subject.ledger.rows):
        found.setdefault((row.variable, row.level), []).append(i)
    return found


def _joined_by_repairs(
    said: Sequence[Finding], groups: Sequence[list[int]], repairs: Sequence[list[Repair]]
) -> Iterator[tuple[list[int], list[Repair]]]:
    """Put groups together where a repair of one settles all of another."""
    keys = [{key_of(said[i]) for i in group} for group in groups]
    merged: list[tuple[list[int], list[Repair]]] = []
    links: dict[int, set[tuple[str, ...]]] = {}
    for i, found in enumerate(repairs):
        own: set[tuple[str, ...]] = {("group", str(i))}
        for repair in found:
            own |= {("group", str(j)) for j, of in enumerate(keys) if of <= repair.settles}
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
    lead = problem.lead
    row = _row_of(lead)
    what: Said = _what(subject, row) if lead.variable else Run(lead.place)
    return Message.of(TITLES[lead.check[:3]], what=what)


def _what(subject: Subject, row: Row) -> Said:
    """Name a row's group, variable and level, set apart by commas."""
    names = subject.names
    parts = [names.group(row.group)] if row.group else []
    parts += [names.variable(row.variable)] if row.variable else []
    parts += [names.level(row.variable, row.level)] if row.level else []
    return joined(parts)


def _row_of(lead: Finding) -> Row:
    names = (lead.item, lead.place, lead.group, lead.variable, lead.level, lead.stat)
    return Row(*names, lead.printed, lead.source, "", "", None, None)


def told_repair(repair: Repair, problem: Problem, subject: Subject) -> Said:
    """Return what a repair changes, and how many of the problem's findings it settles."""
    edit = repair.edit
    row = subject.ledger.rows[edit.rows[0]]
    text = Message.of(
        EDITS[edit.kind],
        what=_what(subject, row),
        old=Run(edit.old or row.printed),
        new=Run(edit.new),
    )
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
    after = workshop.after(edits)
    left = after[Verdict.INCONSISTENT] | after[Verdict.NOT_TESTABLE]
    keys = [key for problem in problems for key in problem.keys if key[0][:3] in FAMILIES]
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
            problem.lead.printed,
            problem.lead.source,
            tell(said[problem.findings[0]].reason, lang),
            problem.findings,
            tuple(tell(told_repair(r, problem, subject), lang) for r in problem.repairs),
            tuple(tell(text, lang) for text in said[problem.findings[0]].explanations),
        )
        for number, problem in enumerate(problems, start=1)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))
