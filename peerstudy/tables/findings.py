"""The audit's findings as a table: what is printed, why it cannot be, what would reconcile it."""

import pandas as pd

from peerstudy.audit import Severity
from peerstudy.ledger import Labels
from peerstudy.rows import records
from peerstudy.tables.cells import isolate, known_as, lines, said, text
from peerstudy.tables.model import Align, Cell, Column, Notes, Row, RowGroup, Table
from peerstudy.words import word


def audit_findings(
    findings: pd.DataFrame, total: int, labels: Labels, lang: str, number: int, source: str = ""
) -> Table:
    """Lay out an audit's findings, the gravest first.

    Parameters
    ----------
    findings : DataFrame
        Some of an audit's findings, such as those that are inconsistent; see
        :class:`peerstudy.audit.Audit`.
    total : int
        Of how many findings they are.
    labels : Labels
        What to call groups, variables and levels.
    lang : {"en", "he"}
        Which language.
    number : int
        The table's number.
    source : str, optional
        What was audited.
    """
    explained = [tuple(found) for found in findings["explanations"]]
    rows = list(zip(records(findings), explained, strict=True))
    groups = []
    for severity in Severity:
        own = [_row(row, told, labels, lang) for row, told in rows if row["severity"] == severity]
        if own:
            heading = Row(said(word(f"tables.severity_{severity}", lang)), ((),) * 4, strong=True)
            groups.append(RowGroup(heading, tuple(own)))
    heads = [said(word(f"tables.{key}", lang)) for key in ("printed", "check", "why", "explained")]
    aligns = (Align.CENTRE, Align.CENTRE, Align.START, Align.START)
    widths = (0.75, 0.5, 2.6, 2.1)
    told = [
        word("tables.findings_note", lang, n=len(rows), total=isolate(total)),
        word("tables.findings_fair", lang),
    ]
    if any(run.ltr for group in groups for row in group.rows for run in row.cells[2]):
        told.append(word("tables.findings_language", lang))
    return Table(
        name="audit_findings",
        number=number,
        title=said(word("tables.audit_findings", lang)),
        stub=Column(said(word("tables.where", lang)), width=1.5),
        columns=tuple(map(Column, heads, aligns, widths)),
        groups=tuple(groups),
        notes=Notes(tuple(map(said, told)), source=text(source, lang)),
        lang=lang,
        wide=True,
    )


def _row(row: dict[str, str], explanations: tuple[str, ...], labels: Labels, lang: str) -> Row:
    printed = [text(part, lang) for part in row["printed"].split(", ")]
    cells = (
        lines(printed),
        text(row["check"], lang),
        text(row["reason"], lang),
        lines([text(told, lang) for told in explanations]),
    )
    return Row(_where(row, labels, lang), cells, level=1)


def _where(row: dict[str, str], labels: Labels, lang: str) -> Cell:
    """Say whom and what the number is about, and below it where it stands."""
    subject = [labels.group(row["group"])] if row["group"] else []
    if row["variable"]:
        subject.append(labels.variable(row["variable"]))
    if row["level"]:
        subject.append(labels.level(row["variable"], row["level"]))
    what = ": ".join(filter(None, [", ".join(subject[:1]), ", ".join(subject[1:])]))
    places = row["place"].split(" and ") if row["place"] not in row["item"] or subject else []
    where = word("tables.and", lang).join(known_as("places", place, lang) for place in places)
    return lines(filter(None, [text(what or row["item"], lang), text(where, lang)]))
