"""The registry of checks: each a small function with a stable code."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps

from peerstudy.auditing.finding import Finding
from peerstudy.auditing.subject import Subject
from peerstudy.errors import require_known, require_names
from peerstudy.ledger import COUNTS
from peerstudy.words import word

Run = Callable[[Subject], Iterator[Finding]]

UNSHARED = 40
"""In a ledger of more means than this, what one mean may cost depends on how many there are."""

OF_PEOPLE = frozenset({*COUNTS, "percent"})
"""Counts of people and their percentages; no mean, no range and none of what describes values."""
OF_MEANS = frozenset({*COUNTS, "mean"})
"""Means, and what they may be of."""
OF_RANGES = OF_MEANS | {"min", "max", "scale_min", "scale_max"}
OF_SPREADS = OF_RANGES | {"sd"}

FAMILIES = {
    "PCT": "percentages",
    "DEN": "denominators",
    "SUM": "totals",
    "AVG": "means",
    "ORD": "order",
    "ERR": "errors",
    "PPL": "people",
    "DSC": "disclosure",
    "TXT": "contradictions",
    "STR": "structure",
    "IDS": "identifiers",
}


class Kind(StrEnum):
    """What a check tells.

    Consistency: whether numbers can be true together. Codes and speakers: the
    same of what was coded and quoted, which no edit of the ledger changes.
    Risk: what gives participants away. Note: what a reader should know.
    """

    CONSISTENCY = "consistency"
    CODES = "codes"
    SPEAKERS = "speakers"
    RISK = "risk"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the registry.

    Attributes
    ----------
    code : str
        Its family's letters and a number; never reused.
    source : str
        Where the method comes from.
    run : callable
        Takes a subject and yields findings.
    kind : Kind
        What it tells.
    follows : tuple of str
        Codes of the checks whose findings it looks at first.
    by_group : bool
        Whether what it finds of a group rests on that group's rows alone.
    reads : frozenset of str
        The statistics that it looks at; none where it looks at any.
    """

    code: str
    source: str
    run: Run
    kind: Kind = Kind.CONSISTENCY
    follows: tuple[str, ...] = ()
    by_group: bool = False
    reads: frozenset[str] = frozenset()

    @property
    def family(self) -> str:
        """The name of its family."""
        return FAMILIES[self.code[:3]]

    @property
    def rule(self) -> str:
        """The sentence that holds where the check passes."""
        return word(f"audit_rules.{self.code}", "en")

    def found(self, subject: Subject) -> tuple[Finding, ...]:
        """Return its findings; it runs once for a subject, whichever checks follow it."""
        return subject.once(("check", self.code), lambda: tuple(self.run(subject)))

    def each(self, subject: Subject) -> Iterator[Finding]:
        """Yield its findings one by one, so that the rest need not be made."""
        made = []
        for finding in self.run(subject):
            made.append(finding)
            yield finding
        subject.once(("check", self.code), lambda: tuple(made))

    def told(self, lang: str) -> dict[str, str]:
        """Return its family, rule and source in one language; a reference stays as it is."""
        source = (
            word("audit_rules.arithmetic", lang) if self.source == "arithmetic" else self.source
        )
        return {
            "family": word(f"audit_rules.{self.family}", lang),
            "rule": word(f"audit_rules.{self.code}", lang),
            "source": source,
        }


_CHECKS: dict[str, Check] = {}


def check(
    code: str,
    source: str = "arithmetic",
    kind: Kind = Kind.CONSISTENCY,
    follows: Iterable[str] = (),
    *,
    by_group: bool = False,
    reads: frozenset[str] = frozenset(),
) -> Callable[[Run], Run]:
    """Register a function as a check; the parameters are the fields of :class:`Check`.

    What it finds is found under the check's code, which stands nowhere else.
    """

    def register(run: Run) -> Run:
        @wraps(run)
        def coded(subject: Subject) -> Iterator[Finding]:
            for finding in run(subject):
                yield Finding._make((code, *finding[1:]))

        _CHECKS[code] = Check(code, source, coded, kind, tuple(follows), by_group, reads)
        return coded

    return register


def all_checks() -> list[Check]:
    """List every check, family by family.

    Examples
    --------
    >>> [check.code for check in all_checks()][:3]
    ['PCT1', 'PCT2', 'PCT3']
    """
    order = list(FAMILIES)
    return sorted(_CHECKS.values(), key=lambda check: (order.index(check.code[:3]), check.code))


def check_named(code: str) -> Check:
    """Return the check of a code."""
    return _CHECKS[code]


def found_before(subject: Subject, code: str) -> Iterator[Finding]:
    """Yield the findings of the checks that a check follows."""
    for simpler in _CHECKS[code].follows:
        yield from _CHECKS[simpler].found(subject)


def select(codes: Iterable[str] | None) -> list[Check]:
    """List the checks of these codes or families; all of them for None.

    Raises
    ------
    UnknownNameError
        If a code is neither a check nor a family.
    """
    if codes is None:
        return all_checks()
    such_as = 'codes or families such as ["PCT1", "AVG"]; leave it out for all'
    wanted = [code.upper() for code in require_names("checks", codes, such_as)]
    for code in wanted:
        require_known("check", code, [*FAMILIES, *sorted(_CHECKS)])
    return [check for check in all_checks() if check.code in wanted or check.code[:3] in wanted]
