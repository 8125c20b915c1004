"""An audit as text, CSV, JSON, Markdown or HTML: layout only, nothing is judged here."""

import json
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from peerstudy.auditing import Audit, Verdict, all_checks
from peerstudy.auditing.display import shown
from peerstudy.cli.formats_problems import headed, problem_lines
from peerstudy.cli.formats_text import brief_lines, lines_of, untested_lines
from peerstudy.frames.neutral import csv_of
from peerstudy.tables.cells import said
from peerstudy.tables.listing import listing
from peerstudy.tables.model import Table
from peerstudy.tables.problems import problems_table
from peerstudy.words import Label, Run, heading, led, marked, tell, word, wrapped

_SEVERITIES = ("high", "medium", "low")
_SHOWN = (
    "verdict",
    "severity",
    "check",
    "place",
    "group",
    "variable",
    "level",
    "stat",
    "printed",
    "reason",
    "explanations",
    "source",
)


def as_text(
    audit: Audit,
    width: int = 80,
    *,
    findings: bool = False,
    everything: bool = False,
    colour: bool = False,
) -> str:
    """Write an audit for a terminal, with labels.

    Parameters
    ----------
    audit : Audit
        What to write.
    width : int, default 80
        Columns of the terminal.
    findings : bool, default False
        Whether to write the inconsistent findings and the risks below the problems.
    everything : bool, default False
        Whether to write every finding, and what each check found.
    colour : bool, default False
        Whether to colour headings.

    Returns
    -------
    str
        The summary and the problems, the gravest first, in the audit's language.
    """
    audit = audit.labelled(consistent=everything)
    full = findings or everything
    lines = [*_ended(audit, width, full=full)]
    lines += problem_lines(audit, width, full=full, colour=colour)
    above = led("\n".join(lines), audit.lang)
    if everything:
        above += f"\n\n{_summary_table(audit, width, colour=colour)}"
    lines = []
    for name, rows in _sections(audit, everything=everything):
        if name in (*_SEVERITIES, "risks") and not (findings or everything):
            continue
        head = word(f"audit_display.{name}", audit.lang)
        lines += ["", headed(head, colour=colour)]
        if name == "conditional" and not full:
            lines += brief_lines(audit, rows, width)
            continue
        lines += lines_of(audit, rows, width, risks=name == "risks")
    if not everything and (untested := untested_lines(audit, width)):
        head = word("audit_display.untested", audit.lang)
        lines += ["", headed(head, colour=colour), *untested]
    return "\n".join(filter(None, [above, led("\n".join(lines), audit.lang)])) + "\n"


def _ended(audit: Audit, width: int, *, full: bool) -> Iterator[str]:
    """Write how many problems there are, how much was tested, and in full how many results."""
    problems = len(audit.problems)
    if problems:
        name = tell(Label(audit.name), audit.lang)
        told = word("audit_problems.named", audit.lang, name=name, told=audit.problems_told)
        yield from wrapped(told, width)
    if full or not problems:
        yield from wrapped(str(audit), width)
    yield from wrapped(audit.coverage_told, width)
    if problems:
        yield ""


def _summary_table(audit: Audit, width: int, *, colour: bool) -> str:
    from peerstudy.tables.terminal import as_text as table_text

    rules = {check.code: check.told(audit.lang)["rule"] for check in all_checks()}
    counts = audit.summary[[*map(str, Verdict)]]
    names = ("check", "rule", "yes", "no", "if", "at_risk", "untestable")
    frame = counts.astype(str)
    frame.insert(0, "rule", audit.summary["check"].map(rules))
    frame.insert(0, "check", [tell(Run(code), audit.lang) for code in audit.summary["check"]])
    called = frame.set_axis(columns(names, audit.lang), axis=1)
    return table_text(listing(called, audit.lang), width, colour=colour)


def columns(names: Iterable[object], lang: str) -> list[str]:
    """Return the heads of columns in one language."""
    return [heading(str(name), lang) for name in names]


def _sections(audit: Audit, *, everything: bool) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Return the findings under the names of their headings, the gravest first."""
    open_rows = audit.inconsistent
    rows = audit.findings
    parts = [("unread", audit.unread)]
    parts += [(name, open_rows[open_rows["severity"] == name]) for name in _SEVERITIES]
    parts += [("conditional", audit.conditional[audit.conditional["waived"] == ""])]
    parts += [("risks", audit.risks), ("waived", rows[rows["waived"] != ""])]
    if everything:
        parts.append(("all_not_testable", rows[rows["verdict"] == "not testable"]))
        parts.append(("all_consistent", rows[rows["verdict"] == "consistent"]))
    for name, part in parts:
        if len(part):
            said = zip(_records(part), audit.of(part), strict=True)
            yield name, [record | {"finding": finding} for record, finding in said]


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def as_csv(audit: Audit) -> str:
    """Write every finding as CSV: a bar between explanations, a space between numbers of rows."""
    return csv_of(_flat(audit.findings))


def _flat(findings: pd.DataFrame) -> pd.DataFrame:
    rows = findings["rows"].map(lambda rows: " ".join(map(str, rows)))
    return findings.assign(explanations=findings["explanations"].map(" | ".join), rows=rows)


def as_json(audit: Audit) -> str:
    """Write the summary, problems, findings and coverage as JSON; an unknown chance is null."""
    records = _records(audit.findings.assign(explanations=audit.findings["explanations"].map(list)))
    for record in records:
        record["chance"] = None if math.isnan(record["chance"]) else record["chance"]
    content = {
        "name": audit.name,
        "rounding": str(audit.rounding),
        "summary": _records(audit.summary),
        "problems": [
            record | {"findings": list(record["findings"]), "repairs": list(record["repairs"])}
            for record in _records(audit.problems)
        ],
        "findings": records,
        "coverage": [
            record | {"chance": None if math.isnan(record["chance"]) else record["chance"]}
            for record in _records(audit.coverage)
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def as_markdown(audit: Audit, *, everything: bool = False) -> str:
    """Write the summary and the findings that matter as Markdown tables."""
    from peerstudy.tables.markdown import as_markdown as table_markdown

    tables = map(table_markdown, _tables(audit, everything=everything))
    return "\n".join([f"# {_title(audit)}\n", f"{audit}.\n", *tables])


def _title(audit: Audit) -> str:
    return word("audit_display.title", audit.lang, name=tell(Label(audit.name), audit.lang))


def _tables(audit: Audit, *, everything: bool) -> Iterator[Table]:
    """Lay out the problems, what each check found, and the findings that matter."""
    if len(audit.inconsistent):
        titled = said(word("audit_display.problems", audit.lang))
        yield replace(problems_table(audit), title=titled)
    codes = [tell(Run(code), audit.lang) for code in audit.summary["check"]]
    counted = audit.summary.assign(check=pd.Series(codes, dtype=audit.summary["check"].dtype))
    parts = {"checks": counted, "findings": _shown(audit, everything=everything)}
    for name, frame in parts.items():
        called = frame.set_axis(columns(frame.columns, audit.lang), axis=1)
        title = word(f"audit_display.{name}", audit.lang)
        yield listing(called, audit.lang, title=title, name=name)


def as_html(audit: Audit, *, everything: bool = False) -> str:
    """Write the summary and the findings that matter as a page of its own."""
    from peerstudy.tables.html import html_fragment, page_of
    from peerstudy.words.markup import element, fragment

    title = _title(audit)
    tables = map(html_fragment, _tables(audit, everything=everything))
    above = element("h1", marked(title)), element("p", marked(str(audit)), ".")
    return page_of(title, fragment(above, tables), audit.lang, _BROAD)


_BROAD = (
    ".publication-table { max-width: 90rem; }\n.publication-table table { table-layout: auto; }\n"
)


def _shown(audit: Audit, *, everything: bool) -> pd.DataFrame:
    waived = audit.findings[audit.findings["waived"] != ""]
    rows = (
        audit.findings
        if everything
        else pd.concat([audit.unread, audit.inconsistent, waived, audit.risks])
    )
    flat = _flat(rows)[list(_SHOWN)]
    said = [shown(finding, audit.names, audit.lang) for finding in audit.of(flat)]
    cells = {name: [row[name] for row in said] for name in (said[0] if said else ())}
    return flat.assign(**cells)


WRITERS: dict[str, Callable[[Audit, bool], str]] = {
    "csv": lambda audit, _: as_csv(audit),
    "json": lambda audit, _: as_json(audit),
    "markdown": lambda audit, everything: as_markdown(audit, everything=everything),
    "html": lambda audit, everything: as_html(audit, everything=everything),
}
"""How to write an audit in each format but text."""
