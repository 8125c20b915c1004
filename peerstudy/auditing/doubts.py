"""Doubts: which printed numbers each problem puts in question, and what it says in short.

A problem's findings rest on many numbers; those in question are the ones that
a finding judges, and those that a verified edit would change.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from peerstudy.auditing.finding import Finding, Severity, labelled_finding
from peerstudy.auditing.names import Names, listed, place, places
from peerstudy.auditing.problems import Problem
from peerstudy.auditing.registry import check_named
from peerstudy.auditing.repairs import Repair
from peerstudy.auditing.rows import positions
from peerstudy.auditing.slips import slip
from peerstudy.auditing.subject import Subject
from peerstudy.words import Message, Run, Said, joined, tell, word
from peerstudy.words.message import Joined

if TYPE_CHECKING:
    from peerstudy.auditing.run import Audit

_LOCATOR = re.compile(r"\w+:\d")


COLUMNS = (
    "problem", "severity", "title", "printed", "source", "why", "findings", "repairs",
    "explanations",
)  # fmt: skip
_FIRST = 3


class Doubt(NamedTuple):
    """One problem as a reader is shown it, in one language; `number` counts from 1.

    It is `about` a group, variable and level, or what its title says. `why` is the gravest
    finding's reason, and `stated` whether that states the one number that is printed; `short`
    is what would explain it in a few words, or why it cannot be. Repairs were tried, the one
    that settles most first; explanations were not. `rows` are positions in the ledger of the
    numbers in question; none where it is of codes or speakers. The places are named as a
    reader knows them, and `within` as the ledger does.
    """

    number: int
    severity: Severity
    about: str
    title: str
    printed: tuple[str, ...]
    why: str
    stated: bool
    short: str
    repairs: tuple[str, ...]
    explanations: tuple[str, ...]
    places: str
    sources: tuple[str, ...]
    rows: frozenset[int]
    within: tuple[str, ...]
    findings: tuple[int, ...]
    lang: str

    def graded(self, *, counted: bool = False) -> str:
        """Return how grave it is, in brackets, and if asked how many results it has."""
        grave = word(f"audit_display.severity_{self.severity}", self.lang)
        if counted:
            grave = f"{grave}, {word('audit_problems.results', self.lang, n=len(self.findings))}"
        return f"[{grave}]"

    def settled_by(self) -> list[str]:
        """Return its first repairs, and how many more there are, else what would explain it."""
        left = len(self.repairs) - _FIRST
        more = [word("audit_problems.more", self.lang, n=left)] if left > 0 else []
        return [*(self.repairs[:_FIRST] or self.explanations[:1]), *more]

    def repaired(self) -> str:
        """Return its repair, or both, or the first and how many others; empty without one."""
        if len(self.repairs) < 2:
            return "".join(self.repairs)
        first, second, *others = self.repairs
        if not others:
            return word("audit_problems.either", self.lang, first=first, second=second)
        return word("audit_problems.equal", self.lang, n=len(others) + 1, first=first)


def begun(sentence: str) -> str:
    """Begin a sentence with a capital letter."""
    return sentence[:1].upper() + sentence[1:]


def doubts(result: "Audit", lang: str) -> list[Doubt]:
    """Return an audit's problems as they are shown, with labels, the gravest first.

    Examples
    --------
    >>> from peerstudy import audit, load_study
    >>> found = doubts(audit(load_study("upsides_israel")), "en")
    >>> found[0].about, found[0].printed
    ('professionals with lived experience, years of education', ('25',))
    """
    return told_problems(result, result.names.labelled(), lang)


def told_problems(result: "Audit", names: Names, lang: str) -> list[Doubt]:
    """Return an audit's problems as they are shown with some names, the gravest first."""
    return [
        _doubt(result, names, lang, number, problem)
        for number, problem in enumerate(result.found_problems, start=1)
    ]


def _doubt(result: "Audit", names: Names, lang: str, number: int, problem: Problem) -> Doubt:
    lead = result.said[problem.findings[0]]
    said = labelled_finding(lead) if names.labels else lead
    cell = joined(names.parts(lead.groups, lead.variable, lead.level))
    what = cell if lead.variable else places(lead.places)
    family = check_named(lead.check).family
    title = tell(Message.of(f"audit_problems.title_{family}", what=what), lang)
    why = tell(said.reason, lang)
    explanations = tuple(tell(text, lang) for text in said.explanations)
    repairs = (_told_repair(repair, problem, result.subject, names) for repair in problem.repairs)
    return Doubt(
        number,
        problem.severity,
        about=tell(what, lang) if lead.rows else title,
        title=title,
        printed=lead.printed,
        why=why,
        stated=len(lead.printed) == 1 and _states(lead.reason, lead.printed[0]),
        short=explanations[0] if lead.severity is not Severity.HIGH and explanations else why,
        repairs=tuple(tell(repair, lang) for repair in repairs),
        explanations=explanations,
        places=tell(listed(map(place, filter(None, lead.places))), lang),
        sources=lead.sources,
        rows=frozenset(_in_question(problem, result.said)),
        within=lead.places,
        findings=problem.findings,
        lang=lang,
    )


def problems_frame(found: Sequence[Doubt]) -> pd.DataFrame:
    """Lay problems out as a frame, one row each: columns :data:`COLUMNS`."""
    rows = [
        (
            each.number,
            str(each.severity),
            each.title,
            ", ".join(each.printed),
            "; ".join(each.sources),
            each.why,
            each.findings,
            each.repairs,
            each.explanations,
        )
        for each in found
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _told_repair(repair: Repair, problem: Problem, subject: Subject, names: Names) -> Said:
    """Return what a repair changes, and how many of the problem's findings it settles."""
    edit, lead = repair.edit, problem.lead
    row = subject.ledger.rows[edit.rows[0]]
    new: Said = place(edit.new) if edit.kind == "rule" else Run(edit.new)
    values = {"old": Run(edit.old or row.printed), "new": new}
    if edit.kind == "digit":
        values["slip"] = slip(edit.new, edit.old) or ""
    text: Said = Message.of(f"audit_problems.{edit.kind}", **values)
    cell = (row.group,), row.variable, row.level
    if edit.kind != "rule" and cell != (lead.groups, lead.variable, lead.level):
        text = Message.of("audit_problems.elsewhere", what=joined(names.parts(*cell)), text=text)
    return Message.of(
        "audit_problems.effect", text=text, settled=len(repair.settles), of=len(problem.findings)
    )


def first_locator(found: Iterable[Doubt]) -> str:
    """Return the first locator that names a source and a line of it, such as docx:81; else none."""
    return next((s for doubt in found for s in doubt.sources if _LOCATOR.match(s)), "")


def _states(reason: object, printed: str) -> bool:
    """Return whether a text holds a printed number, as a run of its own."""
    if isinstance(reason, Run):
        return reason.text == printed
    parts: Iterable[object] = ()
    if isinstance(reason, Message):
        parts = (value for _, value in reason.values)
    elif isinstance(reason, Joined):
        parts = reason.parts
    return any(_states(part, printed) for part in parts)


def _in_question(problem: Problem, said: tuple[Finding, ...]) -> Iterator[int]:
    """Yield what findings judge, but for sums that an edit settles, and what edits change."""
    edits = [each for each in problem.chosen if each.edit.kind not in ("resolution", "rule")]
    settled = frozenset().union(*(each.settles for each in edits))
    for number, (i, key) in enumerate(zip(problem.findings, problem.keys, strict=True)):
        if number == 0 or key not in settled or check_named(said[i].check).family != "totals":
            yield from positions(said[i].judged)
    for each in problem.chosen:
        if each.edit.kind != "resolution":
            yield from each.edit.rows
