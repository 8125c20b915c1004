"""Levels: categories that one place of a publication lists and another leaves out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from peerstudy.auditing.finding import About, Finding, Severity
from peerstudy.auditing.names import listed, place
from peerstudy.auditing.registry import OF_PEOPLE, check
from peerstudy.auditing.subject import Subject
from peerstudy.auditing.works import work
from peerstudy.ledger import Row
from peerstudy.words import Message

Levels = dict[str, Row]


@check("SUM5", reads=OF_PEOPLE)
def same_levels(subject: Subject) -> Iterator[Finding]:
    """Name the levels that a place leaves out; a question where its counts are complete without."""
    found: dict[tuple[str, str, str], dict[str, Levels]] = defaultdict(lambda: defaultdict(dict))
    for row in subject.ledger.rows:
        if row.stat == "n" and row.level and row.whole is not None:
            found[row.group, row.variable, work(row.source)][row.place].setdefault(row.level, row)
    for (_, variable, _), places in found.items():
        several = {name: levels for name, levels in places.items() if len(levels) > 1}
        if len(several) > 1 and subject.ledger.counts_people(variable):
            yield from _compare(subject, several)


def _compare(subject: Subject, places: Mapping[str, Levels]) -> Iterator[Finding]:
    everywhere = {level: row for levels in places.values() for level, row in levels.items()}
    for name, levels in places.items():
        missing = [row for level, row in everywhere.items() if level not in levels and row.whole]
        if not missing:
            continue
        rows = list(levels.values())
        row = rows[0].for_scope()
        total = sum(each.whole or 0 for each in rows)
        bases = {base.n: base.row for base in subject.bases(row)}
        others = [
            each for each in places if each != name and not levels.keys() - places[each].keys()
        ]
        complete = (
            total in bases and others and subject.ledger.trait(row.variable).exclusive != "no"
        )
        reason = Message.of(
            "audit_totals.complete_without" if complete else "audit_totals.lists_fewer",
            place=place(name),
            levels=listed(subject.names.level(each.variable, each.level) for each in missing),
            where=place(missing[0].place),
            total=total,
        )
        about = About(row, *missing, judged=rows)
        if complete:
            yield about.conditional(reason, severity=Severity.LOW)
        else:
            yield about.untestable(reason, severity=Severity.NOTE)
