"""How a check result is shown to a person: of what, where, and why, in either language."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from peerstudy.auditing.finding import Finding, Severity, labelled_finding
from peerstudy.auditing.names import Names, listed, places
from peerstudy.words import Run, direction, joined, tell, word

if TYPE_CHECKING:
    from peerstudy.auditing.run import Audit

_PLACES = 3
"""Of how many sources of a number are listed where room is short."""


class Shown(NamedTuple):
    """One check result as a reader is shown it, in one language.

    It is `about` a group, variable and level; `what` adds the statistic, set apart by slashes,
    `graded` the severity to the verdict, and `where` the sources to the place, of all results
    that are shown as one. `waived` is the reason for which it is accepted, as that was written.
    """

    finding: Finding
    check: str
    printed: str
    possible: str
    reason: str
    about: str
    what: str
    graded: str
    place: str
    where: str
    explanations: tuple[str, ...]
    waived: str
    lang: str

    @property
    def notes(self) -> list[str]:
        """What would reconcile the numbers, and why it is accepted where it is."""
        waived = self.waived and word("audit_display.waived_because", self.lang, why=self.waived)
        return [*after_arrows(self.explanations, self.lang), *filter(None, [waived])]


def shown(result: "Audit", rows: pd.DataFrame | None = None, lang: str = "") -> list[Shown]:
    """Return some check results of an audit, or all, with labels, in its language or another.

    Examples
    --------
    >>> from peerstudy import audit
    >>> found = audit("upsides_israel", checks=["AVG2"])
    >>> shown(found, found.inconsistent)[0].what
    'professionals with lived experience / years of education / mean'
    """
    rows = result.findings if rows is None else rows
    names, found = result.names.labelled(), map(labelled_finding, result.of(rows))
    return [
        _shown(finding, waived, names, lang or result.lang)
        for finding, waived in zip(found, rows["waived"], strict=True)
    ]


def _shown(finding: Finding, waived: str, names: Names, lang: str) -> Shown:
    groups = names.groups(finding.groups)
    rest = names.parts((), finding.variable, finding.level)
    stat = [word(f"audit_display.stat_{finding.stat}", lang)] if finding.stat else []
    verdict = word(f"common.{finding.verdict.name.lower()}", lang)
    severity = word(f"audit_display.severity_{finding.severity}", lang)
    place = tell(places(finding.places), lang)
    source = tell(joined(map(Run, finding.sources), "; "), lang)
    return Shown(
        finding,
        check=tell(Run(finding.check), lang),
        printed=tell(joined(map(Run, finding.printed), ", "), lang),
        possible=tell(finding.possible, lang),
        reason=tell(finding.reason, lang),
        about=tell(joined([*groups, *rest]), lang),
        what=tell(joined([*([listed(groups)] if groups else []), *rest, *stat], " / "), lang),
        graded=verdict if finding.severity is Severity.NONE else f"{verdict}, {severity}",
        place=place,
        where=", ".join(filter(None, (place, source))),
        explanations=tuple(tell(text, lang) for text in finding.explanations),
        waived=waived,
        lang=lang,
    )


def first_sources(sources: Iterable[str]) -> list[str]:
    """Return the first few sources, and how many more there are."""
    first = list(sources)
    more = len(first) - _PLACES
    return [*first[:_PLACES], f"+ {more}"] if more > 0 else first


def after_arrows(texts: Iterable[str], lang: str) -> list[str]:
    """Point to what explains or settles something, text by text, in the direction of reading."""
    arrow = "←" if direction(lang) == "rtl" else "→"
    return [f"{arrow} {text}" for text in texts]
