"""How an audit shows itself in a notebook."""

from html import escape

import pandas as pd

from peerstudy.rows import records

_HEAD = ("Check", "What", "Printed", "Why, and what would explain it")


def findings_html(findings: pd.DataFrame) -> str:
    """Write findings as an HTML table, one row each.

    Parameters
    ----------
    findings : DataFrame
        ``findings`` of an audit.
    """
    told = zip(records(findings), findings["explanations"], strict=True)
    head = "".join(f'<th scope="col" style="{_CELL}">{name}</th>' for name in _HEAD)
    body = "".join(_row(row, explanations) for row, explanations in told)
    return (
        f"<table><thead><tr>{head}</tr></thead>"
        f'<tbody style="vertical-align:top">{body}</tbody></table>'
    )


_CELL = "text-align:left"


def _row(row: dict[str, str], explanations: tuple[str, ...]) -> str:
    what = " / ".join(row[name] for name in ("group", "variable", "level", "stat") if row[name])
    where = ", ".join(row[name] for name in ("place", "source") if row[name])
    verdict = (
        row["verdict"] if row["severity"] == "none" else f"{row['verdict']}, {row['severity']}"
    )
    notes = [*explanations, *([f"waived: {row['waived']}"] if row["waived"] else [])]
    why = "".join(f"<br>→ {escape(note)}" for note in notes)
    cells = (
        f"<strong>{row['check']}</strong><br>{escape(verdict)}",
        f"{escape(what).replace('_', '_<wbr>')}<br><small>{escape(where)}</small>",
        escape(row["printed"]),
        escape(row["reason"]) + why,
    )
    return "<tr>" + "".join(f'<td style="{_CELL}">{cell}</td>' for cell in cells) + "</tr>"
