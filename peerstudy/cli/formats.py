"""An audit as CSV, JSON, Markdown or HTML: layout only, nothing is judged here."""

import json
import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from peerstudy.auditing import Audit, Verdict, all_checks
from peerstudy.frames.neutral import csv_of
from peerstudy.tables.cells import said
from peerstudy.tables.listing import listing
from peerstudy.tables.model import Table
from peerstudy.words import Label, Run, heading, marked, tell, word

_COUNTED = ("yes", "no", "if", "at_risk", "untestable")
"""The short heads of the verdicts, in their order."""


def checks_table(audit: Audit, *, rules: bool = False, title: str = "") -> Table:
    """List how many results of each verdict each check has.

    With rules, what each check holds is added, under short heads, without the waived.
    """
    counts = audit.summary.astype(str)
    counts["check"] = [tell(Run(code), audit.lang) for code in audit.summary["check"]]
    if rules:
        held = {check.code: check.told(audit.lang)["rule"] for check in all_checks()}
        counts.insert(1, "rule", audit.summary["check"].map(held))
        short = dict(zip(map(str, Verdict), _COUNTED, strict=True))
        counts = counts.drop(columns="waived").rename(columns=short)
    return listing(headed(counts, audit.lang), audit.lang, title=title, name="checks")


def headed(frame: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return a frame under the heads of its columns in one language."""
    return frame.set_axis([heading(str(name), lang) for name in frame.columns], axis=1)


def json_records(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    """Return a frame's rows for JSON: lists for tuples, null for an unknown number."""

    def known(value: object) -> object:
        return None if isinstance(value, float) and math.isnan(value) else value

    rows = frame.to_dict("records")
    return [{name: known(value) for name, value in row.items()} for row in rows]


def json_of(content: object) -> str:
    """Write records as JSON, tuples as lists."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def as_csv(audit: Audit) -> str:
    """Write every result as CSV: a bar between explanations, a space between numbers of rows."""
    rows = audit.findings["rows"].map(lambda rows: " ".join(map(str, rows)))
    explanations = audit.findings["explanations"].map(" | ".join)
    return csv_of(audit.findings.assign(explanations=explanations, rows=rows))


def as_json(audit: Audit) -> str:
    """Write the summary, problems, findings and coverage as JSON; an unknown chance is null."""
    content = {"name": audit.name, "rounding": str(audit.rounding)} | {
        name: json_records(getattr(audit, name))
        for name in ("summary", "problems", "findings", "coverage")
    }
    return json_of(content)


def as_markdown(audit: Audit, *, everything: bool = False) -> str:
    """Write the summary and the results that matter, with labels, as Markdown tables."""
    from peerstudy.tables.markdown import as_markdown as table_markdown

    tables = map(table_markdown, _tables(audit, everything=everything))
    return "\n".join([f"# {_title(audit)}\n", f"{audit}.\n", *tables])


def _title(audit: Audit) -> str:
    return word("audit_display.title", audit.lang, name=tell(Label(audit.name), audit.lang))


def _tables(audit: Audit, *, everything: bool) -> Iterator[Table]:
    """Lay out the problems, what each check found, and the results that matter."""
    from peerstudy.tables.findings import results_table
    from peerstudy.tables.problems import problems_table

    titles = {
        name: word(f"audit_display.{name}", audit.lang)
        for name in ("problems", "checks", "findings")
    }
    if len(audit.inconsistent):
        yield replace(problems_table(audit), title=said(titles["problems"]))
    yield checks_table(audit, title=titles["checks"])
    waived = audit.findings[audit.findings["waived"] != ""]
    brief = pd.concat([audit.unread, audit.inconsistent, waived, audit.risks])
    rows = audit.findings if everything else brief
    yield results_table(audit, rows, titles["findings"])


def as_html(audit: Audit, *, everything: bool = False) -> str:
    """Write the summary and the results that matter, with labels, as a page of its own."""
    from peerstudy.tables.html import html_fragment, page_of
    from peerstudy.words.markup import element, fragment

    title = _title(audit)
    tables = map(html_fragment, _tables(audit, everything=everything))
    above = element("h1", marked(title)), element("p", marked(str(audit)), ".")
    return page_of(title, fragment(above, tables), audit.lang, _BROAD)


_BROAD = (
    ".publication-table { max-width: 90rem; }\n.publication-table table { table-layout: auto; }\n"
)
WRITERS: dict[str, Callable[[Audit, bool], str]] = {
    "csv": lambda audit, _: as_csv(audit),
    "json": lambda audit, _: as_json(audit),
    "markdown": lambda audit, everything: as_markdown(audit, everything=everything),
    "html": lambda audit, everything: as_html(audit, everything=everything),
}
"""How to write an audit in each format but text."""
