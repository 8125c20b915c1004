"""An audit for a terminal: its problems first, and each check result once, with every place."""

from collections.abc import Iterable, Iterator

import pandas as pd

from peerstudy.auditing import Audit, Severity, all_checks
from peerstudy.auditing.attained import TOLD_BEFORE
from peerstudy.auditing.display import Shown, after_arrows, shown
from peerstudy.auditing.doubts import doubts
from peerstudy.auditing.percentages import OF_ANOTHER
from peerstudy.auditing.registry import Kind, check_named
from peerstudy.cli.formats import checks_table
from peerstudy.tables.terminal import as_text as table_text
from peerstudy.words import Label, Message, Run, cut, joined, led, tell, word, wrapped

_SEVERITIES = ("high", "medium", "low")
_FEW = 5
"""Of more problems the reasons are cut off, unless all is shown."""
_WHY = 2
"""So many lines give the reason where it is cut off; one for what is of low severity."""
_BRIEF = 6
"""So many of the results that are inconsistent under a condition are shown in brief."""


def as_text(
    audit: Audit,
    width: int = 80,
    *,
    findings: bool = False,
    everything: bool = False,
    colour: bool = False,
) -> str:
    """Write the summary of an audit and its problems, the gravest first, with labels.

    Below them stand the inconsistent results and the risks (`findings`), or
    every result and what each check found (`everything`). Headings are in bold
    where there is colour.
    """
    full = findings or everything
    lines = [*_ended(audit, width, full=full)]
    lines += _problem_lines(audit, width, full=full, colour=colour)
    parts = [led("\n".join(lines), audit.lang)]
    if everything:
        parts += ["", table_text(checks_table(audit, rules=True), width, colour=colour)]
    lines = []
    for name, rows in _sections(audit, full=full, everything=everything):
        if len(rows):
            lines += ["", _headed(word(f"audit_display.{name}", audit.lang), colour=colour)]
            found = _merged(shown(audit, rows), risks=name == "risks")
            brief = name == "conditional" and not full
            lines += _brief_lines(found, width) if brief else _blocks(found, width)
    if not everything and (untested := _untested_lines(audit, width)):
        lines += ["", _headed(word("audit_display.untested", audit.lang), colour=colour), *untested]
    return "\n".join([*parts, *filter(None, [led("\n".join(lines), audit.lang)])]) + "\n"


def _ended(audit: Audit, width: int, *, full: bool) -> Iterator[str]:
    """Write how many problems there are, how much was tested, and in full how many results."""
    problems = len(audit.problems)
    if problems:
        name = tell(Label(audit.name), audit.lang)
        told = word("audit_problems.named", audit.lang, name=name, told=audit.problems_told)
        yield from wrapped(told, width)
    if full or not problems:
        yield from wrapped(str(audit), width)
    yield from wrapped(audit.coverage_told, width)
    if problems:
        yield ""


def _problem_lines(audit: Audit, width: int, *, full: bool, colour: bool) -> Iterator[str]:
    """Write each problem: its title, what is printed and why it cannot be, its repairs.

    In full it has the whole reason, its source, and more than the first repair.
    """
    found = doubts(audit, audit.lang)
    whole = full or len(found) <= _FEW
    for doubt in found:
        if full and doubt.number > 1:
            yield ""
        told = f"{doubt.number}. {doubt.title} {doubt.graded(counted=full)}"
        yield from (_headed(line, colour=colour) for line in wrapped(told, width, rest=3))
        source = f" ({'; '.join(doubt.sources)})" if full and doubt.sources else ""
        why = wrapped(f"{doubt.why}{source}", width, first=3, rest=3)
        yield from why if whole else cut(why, _WHY if doubt.severity != "low" else 1)
        repaired = [] if full else list(filter(None, [doubt.repaired()]))
        settled = repaired or doubt.settled_by() or [word("audit_problems.no_repair", audit.lang)]
        for line in after_arrows(settled, audit.lang):
            yield from wrapped(line, width, first=3, rest=5)
    if whole and found:
        yield from wrapped(_grades((doubt.severity for doubt in found), audit.lang), width)


def _grades(severities: Iterable[str], lang: str) -> str:
    """Say what the severities of problems mean."""
    meant = [
        Message.of(
            "audit_display.grade_means",
            grade=Message(f"audit_display.severity_{severity}"),
            means=Message(f"report.severity_{severity}"),
        )
        for severity in dict.fromkeys(severities)
        if severity in _SEVERITIES
    ]
    return tell(joined(meant, "; "), lang)


def _headed(heading: str, *, colour: bool) -> str:
    return f"\x1b[1m{heading}\x1b[0m" if colour else heading


def _sections(audit: Audit, *, full: bool, everything: bool) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield check results under the names of their headings, the gravest first."""
    outstanding, rows = audit.inconsistent, audit.findings
    yield "unread", audit.unread
    for name in _SEVERITIES if full else ():
        yield name, outstanding[outstanding["severity"] == name]
    yield "conditional", audit.conditional
    if full:
        yield "risks", audit.risks
    yield "waived", rows[rows["waived"] != ""]
    if everything:
        yield "all_not_testable", rows[rows["verdict"] == "not testable"]
        yield "all_consistent", rows[rows["verdict"] == "consistent"]


def _merged(results: Iterable[Shown], *, risks: bool) -> list[Shown]:
    """Put what is repeated in another place beside its first: a deviation, or the same risk.

    Of a risk, what the heading says and the advice of those before it is left out.
    """
    found: dict[tuple[object, ...], Shown] = {}
    for one in results:
        of = one.finding
        told = one.explanations or (one.reason, of.item)
        key: tuple[object, ...] = (of.check, of.groups, of.variable, of.level, told)
        if risks:
            key = (*key, of.printed, one.reason)
        elif not of.level:
            key = (*key, of.item)
        if key in found and (risks or of.level):
            also = word("audit_display.also", one.lang, where=one.where)
            found[key] = found[key]._replace(where=found[key].where + also)
        else:
            found[key] = one
    return list(_without_repetition(found.values()) if risks else found.values())


def _without_repetition(risks: Iterable[Shown]) -> Iterator[Shown]:
    given: set[str] = set()
    for one in risks:
        advice = tuple(text for text in one.explanations if text not in given)
        given.update(advice)
        known = " " + word("audit_disclosure.risk", one.lang)
        yield one._replace(explanations=advice, reason=one.reason.removesuffix(known))


def _blocks(results: Iterable[Shown], width: int) -> Iterator[str]:
    """Write each result: what and where, why, and what would explain it."""
    for one in results:
        told = "  ".join(filter(None, (one.check, one.printed, one.what, f"({one.where})")))
        yield from wrapped(told, width, first=2, rest=8)
        yield from wrapped(one.reason, width, first=8, rest=8)
        for note in one.notes:
            yield from wrapped(note, width, first=8, rest=10)


def _brief_lines(results: list[Shown], width: int) -> Iterator[str]:
    """Write the first results in a sentence each, and how many more there are."""
    for one in results[:_BRIEF]:
        told = f"{one.check}  {one.printed}  {one.what}: {one.reason}"
        yield from wrapped(told, width, first=2, rest=8)
    if (left := len(results) - _BRIEF) > 0:
        yield "  " + word("audit_display.left", results[0].lang, n=left)


def _untested_lines(audit: Audit, width: int) -> list[str]:
    """Write one line for each check and reason that left numbers untested.

    What another check has already found inconsistent is not among them, nor
    are risks, which test nothing.
    """
    found: dict[tuple[str, object], list[int]] = {}
    for i, finding in enumerate(audit.said):
        tests = check_named(finding.check).kind is not Kind.RISK
        if tests and finding.verdict == "not testable" and finding.severity != Severity.MEDIUM:
            reason = finding.reason
            key = reason.key if isinstance(reason, Message) else reason
            if key not in (TOLD_BEFORE, OF_ANOTHER):
                found.setdefault((finding.check, key), []).append(i)
    firsts = audit.findings.loc[[numbers[0] for numbers in found.values()]]
    lines = []
    for one, numbers in zip(shown(audit, firsts), found.values(), strict=True):
        about, more = one.about or one.where, len(numbers) - 1
        if more:
            about = word("audit_display.and_more", audit.lang, about=about, n=more)
        told = wrapped(f"{one.check}  {about}: {one.reason}", width, first=2, rest=8)
        lines += told if len(audit.problems) <= _FEW else cut(told, 1)
    return lines


def check_lines(width: int, lang: str) -> Iterator[str]:
    """Write each check below its family's name: its code, its rule, and the rule's source."""
    family = ""
    for check in all_checks():
        told = check.told(lang)
        if told["family"] != family:
            yield from ([""] if family else [])
            family = told["family"]
            yield family
        code = tell(Run(check.code), lang)
        yield from wrapped(f"{code}  {told['rule']}", width, first=2, rest=8)
        yield from wrapped(told["source"], width, first=8, rest=8)
