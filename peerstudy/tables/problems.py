"""The problems of an audit as a table: what, as printed, and why, with what would settle it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from peerstudy.auditing.display import settling
from peerstudy.tables.annotations import begun
from peerstudy.tables.cells import lines, said, text
from peerstudy.tables.model import Column, Notes, Row, RowGroup, Table
from peerstudy.words import word

if TYPE_CHECKING:
    from peerstudy.auditing import Audit

_PLACES = 3


def problems_table(result: "Audit") -> Table:
    """Lay an audit's problems out, the gravest first, in the audit's language.

    Examples
    --------
    >>> from peerstudy import audit, load_study
    >>> problems_table(audit(load_study("upsides_israel"), checks=["DEN1"]))
    <Table, problems: 2 rows, 2 columns>
    """
    lang = result.lang
    what, *heads = (
        Column(said(word(f"audit_display.head_{name}", lang)), width=width)
        for name, width in (("what", 1.2), ("printed", 0.7), ("why", 2.9))
    )
    sources = [problem.lead.sources for problem in result.found_problems]
    both = zip(result.problems.to_dict("records"), sources, strict=True)
    rows = tuple(_row(row, own, lang) for row, own in both)
    return Table("problems", 0, (), what, tuple(heads), (RowGroup(None, rows),), Notes(), lang)


def _row(row: Mapping[Any, Any], sources: Sequence[str], lang: str) -> Row:
    more = len(sources) - _PLACES
    source = "; ".join(sources[:_PLACES]) + (f"; + {more}" if more > 0 else "")
    severity = word(f"audit_display.severity_{row['severity']}", lang)
    label = said(f"{row['problem']}. {begun(row['title'])} [{severity}]")
    printed = filter(None, [said(row["printed"]), text(source, lang)])
    why = map(said, (row["why"], *settling(row, lang)))
    return Row(label, (lines(printed), lines(why)), strong=True)
