"""Check results as tables: what is printed, why it cannot be, what would reconcile it."""

from dataclasses import replace

import pandas as pd

from peerstudy.auditing import Audit
from peerstudy.auditing.display import Shown, first_sources, shown
from peerstudy.auditing.doubts import begun
from peerstudy.ledger import Labels
from peerstudy.tables.cells import DASH, isolate, lines, said
from peerstudy.tables.model import Align, Row, RowGroup, Table
from peerstudy.tables.sheet import Sheet, sections


def audit_findings(result: Audit, sheet: Sheet) -> Table:
    """Lay out for a publication what an audit found inconsistent, the gravest first."""
    found = shown(result, result.inconsistent, sheet.lang)
    rows = (
        (sheet.said(f"tables.severity_{one.finding.severity}"), _found(one, sheet)) for one in found
    )
    total = isolate(len(result.findings))
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


def _found(one: Shown, sheet: Sheet) -> Row:
    about = begun(one.about) or ("" if one.place else one.finding.item)
    printed = lines(map(sheet.text, one.finding.printed))
    label = lines(filter(None, [said(about), said(one.place)]))
    return Row(label, (printed, said(one.reason), lines(map(said, one.explanations))), level=1)


def results_table(result: Audit, rows: pd.DataFrame, title: str) -> Table:
    """List some of an audit's findings, in its language and by the names it shows."""
    sheet = Sheet(Labels(None, result.lang), number=0)
    columns = [
        sheet.column(f"audit_display.head_{name}", width=width)
        for name, width in (("check", 0.9), ("what", 1.6), ("printed", 0.7), ("why", 2.9))
    ]
    made = tuple(_row(one, sheet) for one in shown(result, rows))
    table = sheet.table("findings", columns, [RowGroup(None, made)], [], title="")
    return replace(table, title=sheet.text(title))


def _row(one: Shown, sheet: Sheet) -> Row:
    source = "; ".join(first_sources(one.finding.sources))
    where = [*said(one.place), *(said(", ") if one.place and source else ()), *sheet.text(source)]
    printed = sheet.text(", ".join(one.finding.printed)) or DASH
    label = lines(map(said, (one.check, one.graded)))
    what = lines(filter(None, [said(one.what), tuple(where)]))
    return Row(label, (what, printed, lines(map(said, (one.reason, *one.notes)))))
