"""Rounding: which rule a table's percentages follow, and to how many decimals."""

from collections.abc import Iterator

from peerstudy.auditing.finding import About, Explained, Finding, Severity
from peerstudy.auditing.fits import table_rules
from peerstudy.auditing.registry import OF_PEOPLE, Kind, check
from peerstudy.auditing.subject import Subject
from peerstudy.frames.records import grouped
from peerstudy.ledger import Row
from peerstudy.words import Message, Run, joined


@check("PCT2", reads=OF_PEOPLE)
def one_rule(subject: Subject) -> Iterator[Finding]:
    """Name the rounding rule that a table follows and the percentages that break it."""
    own = grouped((cell.percent for cell in subject.cells), lambda row: row.place)
    for place, rule in table_rules(subject).items():
        row = own[place][0].for_scope()._replace(item=place, group="", variable="")
        counts = Message.of(
            "audit_percent.rule_counts",
            rounded=len(rule.rounded),
            truncated=len(rule.truncated),
            both=rule.indifferent,
        )
        about = About(row, *own[place])
        if rule.truncates:
            reason = Message.of("audit_percent.rule_truncated", counts=counts)
            yield about.consistent(reason, severity=Severity.NOTE)
        elif rule.truncated:
            odd = [cell.percent for cell in rule.truncated]
            key = "audit_percent.rule_rounds" if rule.rounded else "audit_percent.rule_may"
            breaking = joined((_named(subject, each) for each in odd), "; ")
            reason = Message.of(key, counts=counts, breaking=breaking)
            why = Explained((Message("audit_percent.rule_cut_off"),), Severity.LOW)
            yield About(row, judged=odd).inconsistent(reason, why)
        elif rule.rounded:
            yield about.consistent(Message.of("audit_percent.rule_rounded", counts=counts))
        else:
            yield about.untestable(Message.of("audit_percent.rule_untold", counts=counts))


def _named(subject: Subject, row: Row) -> Message:
    names = subject.names
    own = names.parts((), row.variable, row.level)[-1:]
    name = joined(names.groups([row.group]) + own, Message("audit.cell"))
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
        yield About(rows[0].for_scope(), judged=rows).consistent(reason, severity=severity)
