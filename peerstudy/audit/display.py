"""How a finding is shown to a person: what it is of and where it stands, in either language."""

from collections.abc import Hashable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from peerstudy.audit.finding import Finding, Verdict
from peerstudy.audit.names import Names, listed, places
from peerstudy.frames.records import records
from peerstudy.words import Run, direction, joined, marked, tell, word

if TYPE_CHECKING:
    import pandas as pd

_HEAD = ("check", "what", "printed", "why")
_VERDICTS = {str(verdict): f"common.{verdict.name.lower()}" for verdict in Verdict}


def shown(finding: Finding, names: Names, lang: str) -> dict[str, str]:
    """Return the codes of one finding as a reader of a language is shown them.

    Parameters
    ----------
    finding : Finding
        A finding of an audit.
    names : Names
        The audit's names.
    lang : {"en", "he"}
        In English everything stays as it is.

    Returns
    -------
    dict
        ``check, verdict, severity, place, group, variable, level, stat,
        printed, source``; empty where the finding has none.
    """
    variable, level = finding.variable, finding.level
    said = {
        "check": Run(finding.check),
        "place": places(finding.places),
        "group": listed(map(names.group, finding.groups)),
        "variable": names.variable(variable) if variable else "",
        "level": names.level(variable, level) if level else "",
        "printed": joined(map(Run, finding.printed), ", "),
        "source": joined(map(Run, finding.sources), "; "),
    }
    stat = word(f"audit_display.stat_{finding.stat}", lang) if finding.stat else ""
    return {name: tell(text, lang) for name, text in said.items()} | {
        "stat": stat,
        "verdict": word(_VERDICTS[finding.verdict], lang),
        "severity": word(f"audit_display.severity_{finding.severity}", lang),
    }


def what(cells: Mapping[str, str]) -> str:
    """Return what a shown finding is of: its group, variable, level and statistic."""
    return " / ".join(cells[name] for name in ("group", "variable", "level", "stat") if cells[name])


def where(cells: Mapping[str, str]) -> str:
    """Return where a shown finding stands: its place and source."""
    return ", ".join(cells[name] for name in ("place", "source") if cells[name])


def findings_html(
    findings: "pd.DataFrame",
    said: Sequence[Finding],
    names: Names = Names(),  # noqa: B008 (it cannot change)
    lang: str = "en",
) -> str:
    """Write findings as an HTML table, one row each.

    Parameters
    ----------
    findings : DataFrame
        Some of an audit's ``findings``.
    said : sequence of Finding
        The same as values; see :meth:`peerstudy.audit.Audit.of`.
    names : Names
        The audit's names.
    lang : {"en", "he"}, default "en"
        The language of the findings' texts.
    """
    told = zip(records(findings), said, findings["explanations"], strict=True)
    heads = (word(f"audit_display.head_{name}", lang) for name in _HEAD)
    style = _style(lang)
    head = "".join(f'<th scope="col" style="{style}">{name}</th>' for name in heads)
    body = "".join(_row(row, shown(each, names, lang), texts, lang) for row, each, texts in told)
    turned = "" if lang == "en" else f' lang="{lang}" dir="{direction(lang)}"'
    return (
        f"<table{turned}><thead><tr>{head}</tr></thead>"
        f'<tbody style="vertical-align:top">{body}</tbody></table>'
    )


def problems_html(problems: "pd.DataFrame", lang: str = "en") -> str:
    """Write problems as an HTML table, one row each: what, as printed, and why with repairs.

    Parameters
    ----------
    problems : DataFrame
        ``problems`` of an audit.
    lang : {"en", "he"}, default "en"
        The language they are told in.
    """
    style = _style(lang)
    heads = ("", *(word(f"audit_display.head_{name}", lang) for name in _HEAD[1:]))
    head = "".join(f'<th scope="col" style="{style}">{name}</th>' for name in heads)
    body = "".join(_problem(row, lang) for row in problems.to_dict("records"))
    return (
        f'<table lang="{lang}" dir="{direction(lang)}"><thead><tr>{head}</tr></thead>'
        f'<tbody style="vertical-align:top">{body}</tbody></table>'
    )


def _problem(row: Mapping[Hashable, Any], lang: str) -> str:
    severity = word(f"audit_display.severity_{row['severity']}", lang)
    repairs = row["repairs"] or row["explanations"][:1]
    told = "".join(f"<br>{arrow(lang)} {marked(text)}" for text in repairs)
    cells = (
        f"<strong>{row['problem']}</strong>",
        f"<strong>{marked(row['title'])}</strong><br>{escape(severity)}<br>"
        f"<small>{marked(row['source'])}</small>",
        marked(row["printed"]),
        marked(row["why"]) + told,
    )
    return "<tr>" + "".join(f'<td style="{_style(lang)}">{cell}</td>' for cell in cells) + "</tr>"


def _style(lang: str) -> str:
    return f"text-align:{'left' if direction(lang) == 'ltr' else 'right'}"


def _row(
    row: Mapping[str, str], cells: Mapping[str, str], explanations: tuple[str, ...], lang: str
) -> str:
    verdict = cells["verdict"]
    if row["severity"] != "none":
        verdict = f"{verdict}, {cells['severity']}"
    notes = [*explanations]
    if row["waived"]:
        notes.append(word("audit_display.waived_because", lang, why=row["waived"]))
    why = "".join(f"<br>{arrow(lang)} {marked(note)}" for note in notes)
    columns = (
        f"<strong>{marked(cells['check'])}</strong><br>{escape(verdict)}",
        f"{marked(what(cells)).replace('_', '_<wbr>')}<br><small>{marked(where(cells))}</small>",
        marked(cells["printed"]),
        marked(row["reason"]) + why,
    )
    style = _style(lang)
    return "<tr>" + "".join(f'<td style="{style}">{cell}</td>' for cell in columns) + "</tr>"


def arrow(lang: str) -> str:
    """Point to an explanation, in the direction of reading."""
    return "←" if direction(lang) == "rtl" else "→"
