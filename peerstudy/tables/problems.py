"""The problems of an audit as a table: what, as printed, and why, with what would settle it."""

from typing import TYPE_CHECKING

from peerstudy.auditing.display import after_arrows, first_sources
from peerstudy.auditing.doubts import Doubt, begun, doubts
from peerstudy.ledger import Labels
from peerstudy.tables.cells import lines, said
from peerstudy.tables.model import Row, RowGroup, Table
from peerstudy.tables.sheet import Sheet

if TYPE_CHECKING:
    from peerstudy.auditing import Audit


def problems_table(result: "Audit") -> Table:
    """Lay an audit's problems out, the gravest first, in the audit's language.

    Examples
    --------
    >>> from peerstudy import audit, load_study
    >>> problems_table(audit(load_study("upsides_israel"), checks=["DEN1"]))
    <Table, problems: 2 rows, 2 columns>
    """
    sheet = Sheet(Labels(None, result.lang), number=0)
    columns = [
        sheet.column(f"audit_display.head_{name}", width=width)
        for name, width in (("what", 1.2), ("printed", 0.7), ("why", 2.9))
    ]
    rows = tuple(_row(doubt, sheet) for doubt in doubts(result, result.lang))
    return sheet.table("problems", columns, [RowGroup(None, rows)], [], title="")


def _row(doubt: Doubt, sheet: Sheet) -> Row:
    source = "; ".join(first_sources(doubt.sources))
    label = f"{doubt.number}. {begun(doubt.title)} {doubt.graded()}"
    printed = filter(None, [said(", ".join(doubt.printed)), sheet.text(source)])
    why = map(said, (doubt.why, *after_arrows(doubt.settled_by(), sheet.lang)))
    return Row(said(label), (lines(printed), lines(why)), strong=True)
