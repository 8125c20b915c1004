"""The audit's findings as a table: what is printed, why it cannot be, what would reconcile it."""

from collections.abc import Sequence

import pandas as pd

from peerstudy.auditing import Finding, Severity
from peerstudy.auditing.names import Names, place
from peerstudy.frames.records import records
from peerstudy.ledger import Labels
from peerstudy.tables.cells import isolate, lines, said, text
from peerstudy.tables.model import Align, Cell, Column, Notes, Row, Table, headed, plain
from peerstudy.words import Said, tell, word


def audit_findings(
    findings: pd.DataFrame,
    values: Sequence[Finding],
    total: int,
    labels: Labels,
    names: Names,
    lang: str,
    number: int,
    source: str = "",
) -> Table:
    """Lay out an audit's findings, the gravest first.

    Parameters
    ----------
    findings : DataFrame
        Some of an audit's findings, such as those that are inconsistent, told
        in the language; see :meth:`peerstudy.auditing.Audit.told`.
    values : sequence of Finding
        The same with the rows that they rest on; see :meth:`peerstudy.auditing.Audit.of`.
    total : int
        Of how many findings they are.
    labels : Labels
        What to call groups, variables and levels.
    names : Names
        What to call what only the audit names.
    lang : {"en", "he"}
        Which language.
    number : int
        The table's number.
    source : str, optional
        What was audited.
    """
    explained = [tuple(found) for found in findings["explanations"]]
    rows = list(zip(records(findings), values, explained, strict=True))
    groups = []
    for severity in Severity:
        own = [
            _row(row, finding, told, labels, names, lang)
            for row, finding, told in rows
            if row["severity"] == severity
        ]
        if own:
            groups.append(headed(said(word(f"tables.severity_{severity}", lang)), own, 3))
    heads = [said(word(f"tables.{key}", lang)) for key in ("printed", "why", "explained")]
    aligns = (Align.CENTRE, Align.START, Align.START)
    widths = (0.75, 2.4, 2.0)
    told = [
        word("tables.findings_note", lang, n=len(rows), total=isolate(total)),
        word("tables.findings_fair", lang),
    ]
    return Table(
        name="audit_findings",
        number=number,
        title=said(word("tables.audit_findings", lang)),
        stub=Column(said(word("tables.where", lang)), width=1.5),
        columns=tuple(map(Column, heads, aligns, widths)),
        groups=tuple(groups),
        notes=Notes(tuple(map(said, told)), source=text(source, lang)),
        lang=lang,
    )


def _row(
    row: dict[str, str],
    finding: Finding,
    explanations: tuple[str, ...],
    labels: Labels,
    names: Names,
    lang: str,
) -> Row:
    printed = [text(part, lang) for part in finding.printed]
    cells = (
        lines(printed),
        said(row["reason"]),
        lines(map(said, explanations)),
    )
    return Row(_where(finding, labels, names, lang), cells, level=1)


def _where(finding: Finding, labels: Labels, names: Names, lang: str) -> Cell:
    """Return whom and what the number is about, and below it where it is printed."""
    variable, level = finding.variable, finding.level
    groups = [
        _named(labels.group(group), group, names.group(group), lang)
        for group in finding.groups
        if not names.is_sample(group)
    ]
    about = [_named(labels.variable(variable), variable, names.variable(variable), lang)]
    if level:
        named = names.level(variable, level)
        about.append(_named(labels.level(variable, level), level, named, lang))
    what = ": ".join(filter(None, [", ".join(groups), ", ".join(filter(None, about))]))
    where = word("tables.and", lang).join(
        str(tell(place(name), lang)) for name in filter(None, finding.places)
    )
    return lines(filter(None, [text(what or ("" if where else finding.item), lang), said(where)]))


def _named(label: str, code: str, otherwise: Said, lang: str) -> str:
    """Return a study's own label, or else what the audit calls it."""
    return label if label != code else plain(said(str(tell(otherwise, lang))))
