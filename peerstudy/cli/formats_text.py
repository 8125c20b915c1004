"""The findings of an audit as lines for a terminal: each once, with every place it stands in."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from peerstudy.auditing import Audit, Severity
from peerstudy.auditing.attained import TOLD_BEFORE
from peerstudy.auditing.display import after_arrows, shown, what, where
from peerstudy.auditing.percentages import OF_ANOTHER
from peerstudy.auditing.registry import Kind, check_named
from peerstudy.words import Message, Run, cut, tell, word, wrapped

Record = dict[str, Any]
_BRIEF = 6


def lines_of(audit: Audit, rows: list[Record], width: int, *, risks: bool = False) -> list[str]:
    """Write findings under one heading.

    Parameters
    ----------
    audit : Audit
        Whose findings they are.
    rows : list of dict
        Rows of its findings, each with its ``finding``.
    width : int
        Columns of the terminal.
    risks : bool, default False
        Whether they are disclosure risks, which say much the same: what
        the heading says, and advice that was given, is not said again.
    """
    merged = _merged(audit, rows, risks=risks)
    told = _brief(audit, merged) if risks else merged
    return [line for row in told for line in _block(row, width, audit.lang)]


def untested_lines(audit: Audit, width: int) -> list[str]:
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
    lines = []
    for numbers in found.values():
        first, more = audit.said[numbers[0]], len(numbers) - 1
        cells = shown(first, audit.names, audit.lang)
        about = ", ".join(filter(None, (cells["group"], cells["variable"], cells["level"])))
        about = about or where(cells)
        if more:
            about = word("audit_display.and_more", audit.lang, about=about, n=more)
        told = f"{cells['check']}  {about}: {tell(first.reason, audit.lang)}"
        lines += cut(wrapped(told, width, first=2, rest=8), 1)
    return lines


def check_lines(checks: Iterable[Mapping[str, str]], width: int, lang: str) -> Iterator[str]:
    """Write each check below its family's name: its code, its rule, and the rule's source."""
    family = ""
    for check in checks:
        if check["family"] != family:
            yield from ([""] if family else [])
            family = check["family"]
            yield family
        code = tell(Run(check["check"]), lang)
        yield from wrapped(f"{code}  {check['rule']}", width, first=2, rest=8)
        yield from wrapped(check["source"], width, first=8, rest=8)


def brief_lines(audit: Audit, rows: list[Record], width: int) -> list[str]:
    """Write a line for each of the first findings, and how many more there are."""
    merged = _merged(audit, rows, risks=False)
    lines = []
    for row in merged[:_BRIEF]:
        cells = row["shown"]
        told = f"{cells['check']}  {cells['printed']}  {what(cells)}: {row['reason']}"
        lines += wrapped(told, width, first=2, rest=8)
    left = len(merged) - _BRIEF
    return [*lines, "  " + word("audit_display.left", audit.lang, n=left)] if left > 0 else lines


def _block(row: Record, width: int, lang: str) -> list[str]:
    """Write one finding: what and where, why, and what would explain it."""
    cells = row["shown"]
    lines = wrapped(
        f"{cells['check']}  {cells['printed']}  {what(cells)}  ({row['where']})",
        width,
        first=2,
        rest=8,
    )
    lines += wrapped(row["reason"], width, first=8, rest=8)
    notes = after_arrows(row["explanations"], lang)
    if row["waived"]:
        notes.append(word("audit_display.waived_because", lang, why=row["waived"]))
    for note in notes:
        lines += wrapped(note, width, first=8, rest=10)
    return lines


def _merged(audit: Audit, rows: list[Record], *, risks: bool) -> list[Record]:
    """Put what is repeated in another place beside its first: a deviation, or the same risk."""
    found: dict[tuple[Any, ...], Record] = {}
    for row in rows:
        cells = shown(row["finding"], audit.names, audit.lang)
        told = row["explanations"] or (row["reason"], row["item"])
        key: tuple[Any, ...]
        key = (row["check"], row["group"], row["variable"], row["level"], told)
        if risks:
            key = (*key, row["printed"], row["reason"])
        elif not row["level"]:
            key = (*key, row["item"])
        if key in found and (risks or row["level"]):
            found[key]["where"] += word("audit_display.also", audit.lang, where=where(cells))
        else:
            found[key] = row | {"shown": cells, "where": where(cells)}
    return list(found.values())


def _brief(audit: Audit, rows: list[Record]) -> Iterator[Record]:
    """Leave out of each risk what its heading says, and the advice of the rows before it."""
    given: set[str] = set()
    known = " " + word("audit_disclosure.risk", audit.lang)
    for row in rows:
        advice = tuple(text for text in row["explanations"] if text not in given)
        given.update(advice)
        yield row | {"explanations": advice, "reason": row["reason"].removesuffix(known)}
