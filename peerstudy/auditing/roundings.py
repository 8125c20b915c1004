"""Rounding: which rule a table's percentages follow, and to how many decimals."""

from collections import defaultdict
from collections.abc import Iterator

from peerstudy.auditing.finding import Finding, Severity, Verdict
from peerstudy.auditing.fits import table_rules
from peerstudy.auditing.registry import OF_PEOPLE, Kind, check
from peerstudy.auditing.rows import Cell
from peerstudy.auditing.subject import Subject, about, about_all
from peerstudy.ledger import Row
from peerstudy.words import Message, Run, joined


@check("PCT2", "All percentages of a table follow one rounding rule", reads=OF_PEOPLE)
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
        if rule.truncates:
            reason = Message.of("audit_percent.rule_truncated", counts=counts)
            yield about(
                row,
                "PCT2",
                Verdict.CONSISTENT,
                reason,
                severity=Severity.NOTE,
                rows=tuple(own[place]),
            )
        elif rule.truncated:
            key = "audit_percent.rule_rounds" if rule.rounded else "audit_percent.rule_may"
            breaking = joined((_named(subject, cell) for cell in rule.truncated), "; ")
            yield about_all(
                row,
                [cell.percent for cell in rule.truncated],
                "PCT2",
                Verdict.INCONSISTENT,
                Message.of(key, counts=counts, breaking=breaking),
                severity=Severity.LOW,
                explanations=(Message("audit_percent.rule_cut_off"),),
            )
        elif rule.rounded:
            reason = Message.of("audit_percent.rule_rounded", counts=counts)
            yield about(row, "PCT2", Verdict.CONSISTENT, reason, rows=tuple(own[place]))
        else:
            reason = Message.of("audit_percent.rule_untold", counts=counts)
            yield about(row, "PCT2", Verdict.NOT_TESTABLE, reason, rows=tuple(own[place]))


def _named(subject: Subject, cell: Cell) -> Message:
    row, names = cell.percent, subject.names
    parts = names.groups([row.group])
    if row.level:
        parts.append(names.level(row.variable, row.level))
    elif row.variable:
        parts.append(names.variable(row.variable))
    name = joined(parts, Message("audit.cell"))
    return Message.of("audit.number_and_name", n=Run(row.printed), name=name)


@check(
    "PCT3",
    "Each percentage is judged to its own decimals; mixed ones in a variable are noted",
    kind=Kind.NOTE,
    reads=OF_PEOPLE,
)
def same_decimals(subject: Subject) -> Iterator[Finding]:
    """Note where decimals are mixed: each percentage is still judged to its own."""
    for cells in subject.cells_by_scope.values():
        rows = [cell.percent for cell in cells]
        decimals = sorted({row.number.decimals for row in rows if row.number})
        if len(rows) < 2 or not decimals:
            continue
        row = rows[0].for_scope()
        if len(decimals) == 1:
            reason = (
                Message.of("audit_percent.same_decimals", n=decimals[0])
                if decimals[0]
                else Message("audit_percent.no_decimals")
            )
            yield about_all(row, rows, "PCT3", Verdict.CONSISTENT, reason)
        else:
            mixed = joined(map(str, decimals), Message("common.and"))
            reason = Message.of("audit_percent.mixed_decimals", mixed=mixed)
            yield about_all(row, rows, "PCT3", Verdict.CONSISTENT, reason, severity=Severity.NOTE)
