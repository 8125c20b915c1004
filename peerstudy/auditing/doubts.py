"""Doubts: which printed numbers each problem puts in question, and what it says in short.

A problem's findings rest on many numbers; those in question are the ones that
a finding judges, and those that a verified edit would change.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from peerstudy.auditing.finding import Finding, Severity
from peerstudy.auditing.names import listed, place
from peerstudy.auditing.problems import Problem, title, what
from peerstudy.words import Message, Run, tell, word
from peerstudy.words.message import Joined

if TYPE_CHECKING:
    from peerstudy.auditing.run import Audit

_LOCATOR = re.compile(r"\w+:\d")


class Doubt(NamedTuple):
    """One problem as a reader is shown it, in one language.

    Attributes
    ----------
    number : int
        Its number among the audit's problems, from 1.
    severity : Severity
        How grave its gravest finding is.
    about : str
        What it is of: group, variable and level, or the problem's title.
    title : str
        What is wrong, in a few words.
    printed : tuple of str
        What is printed.
    why : str
        Why it cannot be, with the arithmetic.
    stated : bool
        Whether that states the one number that is printed.
    short : str
        What would explain it, in a few words; where nothing simple does, why it cannot be.
    repairs : tuple of str
        Edits that were applied, after which the checks ran again; the one that settles most first.
    explanations : tuple of str
        What would explain it, not tried.
    places : str
        In which sections and tables it is printed.
    sources : tuple of str
        Where each number was read.
    rows : frozenset of int
        Positions in the ledger of the numbers in question; none where it is of codes or speakers.
    within : tuple of str
        The places as the ledger names them.
    results : int
        How many findings have its cause.
    lang : str
        The language of its texts.
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
    results: int
    lang: str

    def graded(self, *, counted: bool = False) -> str:
        """Return how grave it is, in brackets, and if asked how many results it has."""
        grave = word(f"audit_display.severity_{self.severity}", self.lang)
        if counted:
            grave = f"{grave}, {word('audit_problems.results', self.lang, n=self.results)}"
        return f"[{grave}]"

    def settled_by(self, most: int = 3) -> list[str]:
        """Return its first repairs, and how many more there are, else what would explain it."""
        left = len(self.repairs) - most
        more = [word("audit_problems.more", self.lang, n=left)] if left > 0 else []
        return [*(self.repairs[:most] or self.explanations[:1]), *more]

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
    named = result.labelled(consistent=False).told(lang)
    subject = replace(named.subject, names=named.names)
    told = zip(named.found_problems, named.problems.to_dict("records"), strict=True)
    return [
        Doubt(
            number,
            problem.severity,
            tell((what if problem.lead.rows else title)(problem, subject), lang),
            row["title"],
            problem.lead.printed,
            row["why"],
            len(problem.lead.printed) == 1
            and _states(problem.lead.reason, problem.lead.printed[0]),
            _short(problem, row["why"], row["explanations"]),
            row["repairs"],
            row["explanations"],
            tell(listed(map(place, filter(None, problem.lead.places))), lang),
            problem.lead.sources,
            frozenset(_in_question(problem, named.said)),
            problem.lead.places,
            len(problem.findings),
            lang,
        )
        for number, (problem, row) in enumerate(told, start=1)
    ]


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


def _short(problem: Problem, why: str, explanations: tuple[str, ...]) -> str:
    simple = problem.severity is not Severity.HIGH and explanations
    return explanations[0] if simple else why


def _in_question(problem: Problem, said: tuple[Finding, ...]) -> Iterator[int]:
    for i in problem.findings:
        yield from (row.position for row in said[i].judged if row.position is not None)
    for repair in problem.chosen:
        if repair.edit.kind != "resolution":
            yield from repair.edit.rows
