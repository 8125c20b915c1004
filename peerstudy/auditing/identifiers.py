"""Identifiers: the numbers printed with speakers, which should tell people apart."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations
from typing import Any

import pandas as pd

from peerstudy.auditing.finding import About, Explained, Finding, Severity, explained
from peerstudy.auditing.registry import Kind, check
from peerstudy.auditing.slips import between
from peerstudy.auditing.subject import Subject
from peerstudy.frames.records import grouped, records
from peerstudy.ledger import Row
from peerstudy.words import Label, Message, Run, Said, joined

Quotation = dict[str, str]


@check("IDS1", kind=Kind.SPEAKERS)
def one_person(subject: Subject) -> Iterator[Finding]:
    """Compare gender and stakeholder group wherever one number is printed."""
    for number, rows in _by_number(subject).items():
        about = _about(rows, number)
        told = joined((_speaker(subject, row) for row in _first_of_kind(rows)), "; ")
        values = {"number": number, "told": told}
        if len(rows) == 1:
            yield about.untestable(Message.of("audit_identifiers.once", **values))
        elif apart := _apart(subject, rows):
            possible = Message("audit_identifiers.one_of_each")
            why = explained((*_restarted(subject), *_explained(subject)))
            yield about.inconsistent(Message.of(apart, **values), why, possible=possible)
        elif len({row["role_en"] for row in rows}) > 1:
            reason = Message.of("audit_identifiers.all_roles", **values)
            yield about.consistent(reason, severity=Severity.NOTE)
        else:
            yield about.consistent(Message.of("audit_identifiers.times", **values, n=len(rows)))


@check("IDS2", kind=Kind.SPEAKERS)
def within_sample(subject: Subject) -> Iterator[Finding]:
    """Compare each number with the size of the sample, if numbers count from 1."""
    size = subject.ledger.size()
    for number, rows in _by_number(subject).items():
        about = _about(rows, number)
        if size is None or not number.isdigit():
            yield about.untestable(Message("audit_identifiers.no_size"))
            continue
        values, possible = {"number": number, "size": size}, between("1", str(size))
        if 1 <= int(number) <= size:
            reason = Message.of("audit_identifiers.within", **values)
            yield about.consistent(reason, possible=possible)
        else:
            reason = Message.of("audit_identifiers.not_within", **values)
            why = explained([Message("audit_identifiers.not_from_one")])
            yield about.inconsistent(reason, why, possible=possible)


@check("IDS3", kind=Kind.SPEAKERS)
def speakers_within_group(subject: Subject) -> Iterator[Finding]:
    """Compare the distinct numbers printed with a group's speakers with the group's size."""
    quoted = [row for row in records(subject.codings.quotations) if row["number_printed"]]
    for group in map(str, subject.codings.groups["group"]):
        rows = [row for row in quoted if subject.codings.within(row["speaker_group"], group)]
        size = subject.ledger.size(group)
        if not rows or size is None:
            continue
        numbers = sorted({row["number_printed"] for row in rows}, key=_numeric)
        name = subject.names.group(group)
        shown = Message.of("audit_identifiers.speakers", n=len(numbers), group=name, size=size)
        item, possible = f"speakers / {group}", Message.of("audit.up_to", n=size)
        about = _about(rows, *numbers, groups=(group,), item=item, possible=possible)
        if len(numbers) <= size:
            yield about.consistent(shown)
        else:
            yield about.inconsistent(shown, Explained(severity=Severity.MEDIUM))


def _by_number(subject: Subject) -> dict[str, list[Quotation]]:
    """Return the quotations with a number, by it, the smallest first."""

    def numbered() -> dict[str, list[Quotation]]:
        rows = (row for row in records(subject.codings.quotations) if row["number_printed"])
        ordered = sorted(rows, key=lambda row: _numeric(row["number_printed"]))
        return grouped(ordered, lambda row: row["number_printed"])

    return subject.once("quotations by number", numbered)


def _numeric(number: str) -> tuple[int, str]:
    return int(number) if number.isdigit() else 0, number


def _first_of_kind(rows: Iterable[Quotation]) -> list[Quotation]:
    """Keep the first quotation of each role, group and gender."""
    kinds = grouped(rows, lambda row: (row["role_en"], row["speaker_group"], row["gender"]))
    return [same[0] for same in kinds.values()]


def _speaker(subject: Subject, row: Quotation) -> Said:
    """Describe a speaker, and where the quotation was read; roles are in English only."""
    group = row["speaker_group"]
    labels = subject.names.known.each("group", group) or {"he": group}
    others = tuple((lang, label) for lang, label in labels.items() if lang != "en")
    speaker: Said = Label(row["role_en"] or group, others)
    if row["gender"] in _GENDERS:
        speaker = Message.of(_GENDERS[row["gender"]], role=speaker)
    source = row["source"].partition(";")[0]
    if not source:
        return speaker
    return Message.of("audit_identifiers.speaker_at", speaker=speaker, source=Run(source))


_GENDERS = {"f": "audit_identifiers.woman", "m": "audit_identifiers.man"}


def _apart(subject: Subject, rows: Sequence[Quotation]) -> str:
    """Return the key of what tells the speakers apart for sure; empty if nothing does."""
    genders = {row["gender"] for row in rows} - {""}
    groups = {row["speaker_group"] for row in rows}
    if any(_disjoint(subject, one, other) for one in groups for other in groups):
        both = len(genders) > 1
        return "audit_identifiers.differ_both" if both else "audit_identifiers.differ_group"
    return "audit_identifiers.differ_gender" if len(genders) > 1 else ""


def _disjoint(subject: Subject, one: str, other: str) -> bool:
    """Return whether two groups lie in different parts of one partition."""
    codings = subject.codings
    pairs = subject.once("parts side by side", lambda: _side_by_side(codings.groups))
    return any(codings.within(one, first) and codings.within(other, second)
               for first, second in pairs)  # fmt: skip


def _side_by_side(groups: pd.DataFrame) -> list[tuple[str, str]]:
    """Return every two groups that are parts of one partition, either way round."""
    parts = (row for row in records(groups) if row["partition"])
    families = grouped(parts, lambda row: (row["parent"], row["partition"])).values()
    own = ([row["group"] for row in family] for family in families)
    return [pair for names in own for pair in permutations(names, 2)]


def _restarted(subject: Subject) -> Iterator[Message]:
    """Count the numbers that stand for one person each if every group counts from 1."""
    unclear = [rows for rows in _by_number(subject).values() if _apart(subject, rows)]
    settled = 0
    for rows in unclear:
        groups = grouped(rows, lambda row: row["speaker_group"])
        settled += not any(_apart(subject, part) for part in groups.values())
    if settled:
        yield Message.of("audit_identifiers.restarted", n=settled, of=len(unclear))


def _explained(subject: Subject) -> tuple[Message, ...]:
    """Return what the numbers may count instead of people."""
    counts = {
        row["session"]: int(row["value"])
        for row in records(subject.codings.sessions)
        if row["fact"] == "count" and row["value"].isdigit()
    }
    meetings = sum(n for session, n in counts.items() if session in ("focus_group", "interview"))
    highest = max(_numeric(number)[0] for number in _by_number(subject))
    if meetings and highest <= meetings:
        return (Message.of("audit_identifiers.may_be_sessions", n=meetings, highest=highest),)
    return (Message("audit_identifiers.mistyped"),)


def _about(rows: Sequence[Quotation], *numbers: str, **details: Any) -> About:
    """Make findings about the numbers printed with the speakers of some quotations."""
    own: dict[str, Any] = {
        "groups": tuple(dict.fromkeys(each["speaker_group"] for each in rows)),
        "sources": tuple(each["source"] for each in rows),
        "printed": numbers,
    }
    number = numbers[0]
    row = Row(f"speaker / {number}", "Findings", "", "speaker", "", "value", number)
    return About(row, **(own | details))
