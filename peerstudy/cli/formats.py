"""An audit as text, CSV, JSON, Markdown or HTML: layout only, nothing is judged here."""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from io import StringIO
from typing import Any

import pandas as pd

from peerstudy.auditing import Audit, all_checks
from peerstudy.auditing.display import shown
from peerstudy.cli.formats_problems import headed, problem_lines
from peerstudy.cli.formats_text import brief_lines, lines_of, untested_lines
from peerstudy.frames.neutral import csv_of
from peerstudy.words import Label, Run, direction, heading, marked, tell, word, wrapped

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
    audit = audit.labelled()
    full = findings or everything
    lines = [*_ended(audit, width, full=full)]
    lines += problem_lines(audit, width, full=full, colour=colour)
    if everything:
        lines += ["", _summary_table(audit, width, colour=colour)]
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
    return "\n".join(lines) + "\n"


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
    rules = {check.code: check.told(audit.lang)["rule"] for check in all_checks()}
    rows = [
        (
            tell(Run(row["check"]), audit.lang),
            rules[row["check"]],
            row["consistent"],
            row["inconsistent"],
            row["inconsistent if"],
            row["risk"],
            row["not testable"],
        )
        for row in audit.summary.to_dict("records")
    ]
    return text_table(
        columns(("check", "rule", "yes", "no", "if", "at_risk", "untestable"), audit.lang),
        rows,
        width,
        numbers=5,
        colour=colour,
    )


def columns(names: Iterable[object], lang: str) -> list[str]:
    """Return the heads of columns in one language."""
    return [heading(str(name), lang) for name in names]


def text_table(
    columns: Iterable[object],
    rows: Iterable[Sequence[object]],
    width: int,
    *,
    numbers: int = 0,
    colour: bool = False,
) -> str:
    """Write rows as a table for a terminal; the last `numbers` columns are set right."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    names = list(map(str, columns))
    table = Table(box=box.SIMPLE, pad_edge=False)
    for i, name in enumerate(names):
        right = i >= len(names) - numbers
        table.add_column(name, justify="right" if right else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(str, row))
    out = StringIO()
    Console(file=out, width=width, force_terminal=colour, highlight=False, markup=False).print(
        table
    )
    return "\n".join(line.rstrip() for line in out.getvalue().strip("\n").split("\n")).strip("\n")


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
    parts = [
        f"# {_title(audit)}",
        str(audit) + ".",
        *(
            markdown_table(columns(frame.columns, audit.lang), frame.itertuples(index=False))
            for frame in (_summary(audit), _shown(audit, everything=everything))
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _title(audit: Audit) -> str:
    return word("audit_display.title", audit.lang, name=tell(Label(audit.name), audit.lang))


def _summary(audit: Audit) -> pd.DataFrame:
    codes = [tell(Run(code), audit.lang) for code in audit.summary["check"]]
    return audit.summary.assign(check=pd.Series(codes, dtype=audit.summary["check"].dtype))


def markdown_table(columns: Iterable[object], rows: Iterable[Sequence[object]]) -> str:
    """Write rows as a Markdown table."""

    def line(cells: Iterable[object]) -> str:
        return (
            "| "
            + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells)
            + " |"
        )

    names = list(columns)
    return "\n".join([line(names), line(["---"] * len(names)), *map(line, rows)])


def as_html(audit: Audit, *, everything: bool = False) -> str:
    """Write the summary and the findings that matter as a page of its own."""
    lang, title = audit.lang, _title(audit)
    tables = [
        html_table(
            frame.set_axis(columns(frame.columns, lang), axis=1), lang, by_letters=lang == "en"
        )
        for frame in (_summary(audit), _shown(audit, everything=everything))
    ]
    rtl = direction(lang) == "rtl"
    turned, style = (' dir="rtl"', _STYLE + _WHOLE) if rtl else ("", _STYLE)
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"{turned}>\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{style}</style></head>\n<body><main>\n"
        f"<h1>{marked(title)}</h1>\n<p>{marked(str(audit))}.</p>\n"
        f"<h2>{word('audit_display.checks', lang)}</h2>\n{tables[0]}\n"
        f"<h2>{word('audit_display.findings', lang)}</h2>\n{tables[1]}\n"
        "</main></body>\n</html>\n"
    )


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:90rem;padding:0 1rem;"
    "color:#1b1b1b;background:#fff}div{overflow-x:auto}table{border-collapse:collapse}"
    "th,td{padding:.3rem .6rem;text-align:start;vertical-align:top;border-bottom:1px solid #ccc}"
    "thead th{border-bottom:2px solid #444}"
)
_WHOLE = "bdi[dir=ltr]{white-space:nowrap}"


def html_table(frame: pd.DataFrame, lang: str = "en", *, by_letters: bool = True) -> str:
    """Write a frame of text as an HTML table, in its language's direction.

    Parameters
    ----------
    frame : DataFrame
        A column for each column of the table.
    lang : {"en", "he"}, default "en"
        Language of the labels.
    by_letters : bool, default True
        Whether each cell's first letter decides its direction, or the table's
        language does; isolates inside a cell keep their own.
    """
    style = "text-align:start;white-space:pre-wrap"
    auto = ' dir="auto"' if by_letters else ""
    head = "".join(f'<th scope="col" style="{style}">{escape(str(n))}</th>' for n in frame.columns)
    first = f'scope="row"{auto} style="{style};font-weight:normal"'
    body = "\n".join(
        f"<tr><th {first}>{marked(str(row[0]))}</th>"
        + "".join(f'<td{auto} style="{style}">{marked(str(cell))}</td>' for cell in row[1:])
        + "</tr>"
        for row in frame.itertuples(index=False)
    )
    return (
        f'<div><table dir="{direction(lang)}" lang="{lang}"><thead><tr>{head}</tr></thead>'
        f"<tbody>\n{body}\n</tbody></table></div>"
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
