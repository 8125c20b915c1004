"""The audit's findings as a table: what is printed, why it cannot be, what would reconcile it."""

from peerstudy.auditing import Audit, Finding
from peerstudy.auditing.names import place
from peerstudy.frames.records import records
from peerstudy.tables.cells import isolate, lines, said
from peerstudy.tables.model import Align, Cell, Row, Table, plain
from peerstudy.tables.sheet import Sheet, sections
from peerstudy.words import Said, tell, word


def audit_findings(result: Audit, sheet: Sheet) -> Table:
    """Lay out what an audit found inconsistent, the gravest first.

    Parameters
    ----------
    result : Audit
        The audit; its findings are shown with labels.
    sheet : Sheet
        Which table.
    """
    told = result.labelled().told(sheet.lang)
    found = told.inconsistent
    rows: dict[Cell, list[Row]] = {}
    for row, finding, explained in zip(
        records(found), told.of(found), found["explanations"], strict=True
    ):
        cells = (
            lines(map(sheet.text, finding.printed)),
            said(row["reason"]),
            lines(map(said, explained)),
        )
        under = sheet.said(f"tables.severity_{row['severity']}")
        rows.setdefault(under, []).append(Row(_where(finding, told, sheet), cells, level=1))
    total = isolate(len(told.findings))
    return sheet.table(
        "audit_findings",
        [
            sheet.column("tables.where", width=1.5),
            sheet.column("tables.printed", Align.CENTRE, width=0.75),
            sheet.column("tables.why", width=2.4),
            sheet.column("tables.explained", width=2.0),
        ],
        sections(rows),
        [
            sheet.said("tables.findings_note", n=len(found), total=total),
            sheet.said("tables.findings_fair"),
        ],
    )


def _where(finding: Finding, result: Audit, sheet: Sheet) -> Cell:
    """Return whom and what the number is about, and below it where it is printed."""
    names, variable, level = result.names, finding.variable, finding.level
    groups = [
        _named(sheet, names.group(group), "group", group)
        for group in finding.groups
        if not names.is_sample(group)
    ]
    about = [_named(sheet, names.variable(variable), "variable", variable)]
    if level:
        about.append(_named(sheet, names.level(variable, level), "level", variable, level))
    what = ": ".join(filter(None, [", ".join(groups), ", ".join(filter(None, about))]))
    where = word("tables.and", sheet.lang).join(
        tell(place(name), sheet.lang) for name in filter(None, finding.places)
    )
    return lines(filter(None, [sheet.text(what or ("" if where else finding.item)), said(where)]))


def _named(sheet: Sheet, otherwise: Said, kind: str, *code: str) -> str:
    """Return a study's own label, or else what the audit calls it."""
    label = sheet.labels.of(kind, *code)
    return label if label != code[-1] else plain(said(tell(otherwise, sheet.lang)))
