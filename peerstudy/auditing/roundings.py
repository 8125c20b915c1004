"""Rounding: which rule a table's percentages follow, and to how many decimals."""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from peerstudy.auditing.finding import Explained, Finding, Severity, Verdict
from peerstudy.auditing.fits import table_rules
from peerstudy.auditing.registry import OF_PEOPLE, Kind, check
from peerstudy.auditing.subject import Subject, about, about_all
from peerstudy.ledger import Row
from peerstudy.words import Message, Run, joined


@check("PCT2", reads=OF_PEOPLE)
def one_rule(subject: Subject) -> Iterator[Finding]:
    """Name the rounding rule that a table follows and the percentages that break it."""
    own: dict[str, list[Row]] = defaultdict(list)
    for cell in subject.cells:
        own[cell.percent.place].append(cell.percent)
    for place, rule in table_rules(subject).items():
        row = own[place][0].for_scope()._replace(item=place, group="", variable="")
        counts = Message.of(
            "audit_percent.rule_counts",
            rounded=len(rule.rounded),
            truncated=len(rule.truncated),
            both=rule.indifferent,
        )
        found = partial(about, row, rests_on=own[place])
        if rule.truncates:
            reason = Message.of("audit_percent.rule_truncated", counts=counts)
            yield found(Verdict.CONSISTENT, reason, severity=Severity.NOTE)
        elif rule.truncated:
            odd = [cell.percent for cell in rule.truncated]
            key = "audit_percent.rule_rounds" if rule.rounded else "audit_percent.rule_may"
            breaking = joined((_named(subject, each) for each in odd), "; ")
            reason = Message.of(key, counts=counts, breaking=breaking)
            why = Explained((Message("audit_percent.rule_cut_off"),), Severity.LOW)
            yield about_all(row, odd, Verdict.INCONSISTENT, reason, explained=why)
        elif rule.rounded:
            reason = Message.of("audit_percent.rule_rounded", counts=counts)
            yield found(Verdict.CONSISTENT, reason)
        else:
            reason = Message.of("audit_percent.rule_untold", counts=counts)
            yield found(Verdict.NOT_TESTABLE, reason)


def _named(subject: Subject, row: Row) -> Message:
    names = subject.names
    parts = names.groups([row.group])
    if row.level:
        parts.append(names.level(row.variable, row.level))
    elif row.variable:
        parts.append(names.variable(row.variable))
    name = joined(parts, Message("audit.cell"))
    return Message.of("audit.number_and_name", n=Run(row.printed), name=name)


@check("PCT3", kind=Kind.NOTE, reads=OF_PEOPLE)
def same_decimals(subject: Subject) -> Iterator[Finding]:
    """Note where decimals are mixed: each percentage is still judged to its own."""
    for cells in subject.cells_by_scope.values():
        rows = [cell.percent for cell in cells]
        decimals = sorted({row.number.decimals for row in rows if row.number})
        if len(rows) < 2 or not decimals:
            continue
        severity = Severity.NONE
        if len(decimals) > 1:
            mixed = joined(map(str, decimals), Message("common.and"))
            reason = Message.of("audit_percent.mixed_decimals", mixed=mixed)
            severity = Severity.NOTE
        elif decimals[0]:
            reason = Message.of("audit_percent.same_decimals", n=decimals[0])
        else:
            reason = Message("audit_percent.no_decimals")
        yield about_all(rows[0].for_scope(), rows, Verdict.CONSISTENT, reason, severity=severity)
