"""An audit as text, CSV, JSON, Markdown or HTML: layout only, nothing is judged here."""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from io import StringIO
from textwrap import wrap
from typing import Any

import pandas as pd

from peerstudy.audit import Audit, all_checks

_HEADINGS = {
    "high": "HIGH: nothing simple reconciles these",
    "medium": "MEDIUM: another count, denominator, digit or grain would reconcile these",
    "low": "LOW: only the rounding differs",
}
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
    audit: Audit, width: int = 80, *, everything: bool = False, colour: bool = False
) -> str:
    """Write an audit for a terminal.

    Parameters
    ----------
    audit : Audit
        What to write.
    width : int, default 80
        Columns of the terminal.
    everything : bool, default False
        Whether to write every finding, or only those that matter.
    colour : bool, default False
        Whether to colour headings.

    Returns
    -------
    str
        The summary, then the findings, the gravest first.
    """
    lines = [str(audit), _summary_table(audit, width, colour=colour)]
    for heading, rows in _sections(audit, everything=everything):
        lines += ["", f"\x1b[1m{heading}\x1b[0m" if colour else heading]
        lines += [line for row in _merged(rows) for line in _block(row, width)]
    return "\n".join(lines) + "\n"


def _block(row: dict[str, Any], width: int) -> list[str]:
    """Write one finding: what and where, why, and what would explain it."""
    what = " / ".join(row[name] for name in ("group", "variable", "level", "stat") if row[name])
    lines = wrap(
        f"{row['check']}  {row['printed']}  {what}  ({row['where']})",
        width,
        initial_indent="  ",
        subsequent_indent=" " * 8,
    )
    lines += wrap(row["reason"], width, initial_indent=" " * 8, subsequent_indent=" " * 8)
    notes = [f"→ {explanation}" for explanation in row["explanations"]]
    notes += [f"waived: {row['waived']}"] if row["waived"] else []
    for note in notes:
        lines += wrap(note, width, initial_indent=" " * 8, subsequent_indent=" " * 10)
    return lines


def _merged(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put a deviation that is repeated in another place beside its first."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        where = ", ".join(row[name] for name in ("place", "source") if row[name])
        told = row["explanations"] or (row["reason"], row["item"])
        key = (row["check"], row["group"], row["variable"], row["level"], told)
        if row["level"] and key in found:
            found[key]["where"] += f"; also {where}"
        else:
            found[key if row["level"] else (*key, row["item"])] = row | {"where": where}
    return list(found.values())


def _summary_table(audit: Audit, width: int, *, colour: bool) -> str:
    rules = {check.code: check.rule for check in all_checks()}
    rows = [
        (
            row["check"],
            rules[row["check"]],
            row["consistent"],
            row["inconsistent"],
            row["not testable"],
        )
        for row in audit.summary.to_dict("records")
    ]
    return text_table(
        ["check", "what must hold", "yes", "no", "untestable"],
        rows,
        width,
        numbers=3,
        colour=colour,
    )


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
        table.add_column(name, justify="right" if i >= len(names) - numbers else "left")
    for row in rows:
        table.add_row(*map(str, row))
    out = StringIO()
    Console(file=out, width=width, force_terminal=colour, highlight=False, markup=False).print(
        table
    )
    return "\n".join(line.rstrip() for line in out.getvalue().strip("\n").split("\n")).strip("\n")


def _sections(audit: Audit, *, everything: bool) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Give the findings under their headings, the gravest first."""
    open_rows = audit.inconsistent
    for severity, heading in _HEADINGS.items():
        rows = open_rows[open_rows["severity"] == severity]
        if len(rows):
            yield heading, _records(rows)
    if len(audit.risks):
        yield "RISKS TO PARTICIPANTS: no error, and no value is shown", _records(audit.risks)
    waived = audit.findings[audit.findings["waived"] != ""]
    if len(waived):
        yield "WAIVED: known and accepted", _records(waived)
    if everything:
        for verdict in ("not testable", "consistent"):
            rows = audit.findings[audit.findings["verdict"] == verdict]
            if len(rows):
                yield verdict.upper(), _records(rows)


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def as_csv(audit: Audit) -> str:
    """Write every finding as CSV; explanations are set apart by a vertical bar."""
    return _flat(audit.findings).to_csv(index=False, lineterminator="\n")


def _flat(findings: pd.DataFrame) -> pd.DataFrame:
    return findings.assign(explanations=findings["explanations"].map(" | ".join))


def as_json(audit: Audit) -> str:
    """Write the summary and every finding as JSON; an unknown chance is null."""
    records = _records(audit.findings.assign(explanations=audit.findings["explanations"].map(list)))
    for record in records:
        record["chance"] = None if math.isnan(record["chance"]) else record["chance"]
    content = {
        "name": audit.name,
        "rounding": str(audit.rounding),
        "summary": _records(audit.summary),
        "findings": records,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def as_markdown(audit: Audit, *, everything: bool = False) -> str:
    """Write the summary and the findings that matter as Markdown tables."""
    shown = _shown(audit, everything=everything)
    return (
        "\n\n".join(
            [
                f"# Audit of {audit.name}",
                str(audit) + ".",
                markdown_table(audit.summary.columns, audit.summary.itertuples(index=False)),
                markdown_table(shown.columns, shown.itertuples(index=False)),
            ]
        )
        + "\n"
    )


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
    shown = _shown(audit, everything=everything)
    name = escape(audit.name)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Audit of {name}</title><style>{_STYLE}</style></head>\n<body><main>\n"
        f"<h1>Audit of {name}</h1>\n<p>{escape(str(audit))}.</p>\n<h2>Checks</h2>\n"
        f"{html_table(audit.summary)}\n<h2>Findings</h2>\n{html_table(shown)}\n"
        "</main></body>\n</html>\n"
    )


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:90rem;padding:0 1rem;"
    "color:#1b1b1b;background:#fff}div{overflow-x:auto}table{border-collapse:collapse}"
    "th,td{padding:.3rem .6rem;text-align:start;vertical-align:top;border-bottom:1px solid #ccc}"
    "thead th{border-bottom:2px solid #444}"
)


def html_table(frame: pd.DataFrame, lang: str = "en") -> str:
    """Write a frame of text as an HTML table, in its language's direction.

    Parameters
    ----------
    frame : DataFrame
        A column for each column of the table.
    lang : {"en", "he"}, default "en"
        Language of the labels.
    """
    style = "text-align:start;white-space:pre-wrap"
    head = "".join(f'<th scope="col" style="{style}">{escape(str(n))}</th>' for n in frame.columns)
    first = f'scope="row" dir="auto" style="{style};font-weight:normal"'
    body = "\n".join(
        f"<tr><th {first}>{escape(str(row[0]))}</th>"
        + "".join(f'<td dir="auto" style="{style}">{escape(str(cell))}</td>' for cell in row[1:])
        + "</tr>"
        for row in frame.itertuples(index=False)
    )
    direction = "rtl" if lang == "he" else "ltr"
    return (
        f'<div><table dir="{direction}" lang="{lang}"><thead><tr>{head}</tr></thead>'
        f"<tbody>\n{body}\n</tbody></table></div>"
    )


def _shown(audit: Audit, *, everything: bool) -> pd.DataFrame:
    waived = audit.findings[audit.findings["waived"] != ""]
    rows = audit.findings if everything else pd.concat([audit.inconsistent, waived, audit.risks])
    return _flat(rows)[list(_SHOWN)]


WRITERS: dict[str, Callable[[Audit, bool], str]] = {
    "csv": lambda audit, _: as_csv(audit),
    "json": lambda audit, _: as_json(audit),
    "markdown": lambda audit, everything: as_markdown(audit, everything=everything),
    "html": lambda audit, everything: as_html(audit, everything=everything),
}
"""How to write an audit in each format but text."""
