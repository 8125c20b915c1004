"""How a finding is shown to a person: what it is of and where it stands, in either language."""

from collections.abc import Hashable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from peerstudy.auditing.finding import Finding, Verdict
from peerstudy.auditing.names import Names, listed, places
from peerstudy.words import Run, direction, joined, marked, tell, word

if TYPE_CHECKING:
    import pandas as pd

_HEAD = ("what", "printed", "why")
_PLACES = _REPAIRS = 3
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


def problems_html(
    problems: "pd.DataFrame", sources: Sequence[Sequence[str]], lang: str = "en"
) -> str:
    """Write problems as an HTML table, one row each: what, as printed, and why with repairs.

    Parameters
    ----------
    problems : DataFrame
        ``problems`` of an audit.
    sources : sequence of sequence of str
        Where each is printed; the first few are shown.
    lang : {"en", "he"}, default "en"
        The language they are told in.
    """
    style = _style(lang)
    heads = ("", *(word(f"audit_display.head_{name}", lang) for name in _HEAD))
    head = "".join(f'<th scope="col" style="{style}">{name}</th>' for name in heads)
    rows = zip(problems.to_dict("records"), sources, strict=True)
    body = "".join(_problem(row, own, lang) for row, own in rows)
    return (
        f'<table lang="{lang}" dir="{direction(lang)}"><thead><tr>{head}</tr></thead>'
        f'<tbody style="vertical-align:top">{body}</tbody></table>'
    )


def _problem(row: Mapping[Hashable, Any], sources: Sequence[str], lang: str) -> str:
    severity = word(f"audit_display.severity_{row['severity']}", lang)
    repairs = row["repairs"][:_REPAIRS] or row["explanations"][:1]
    if (left := len(row["repairs"]) - _REPAIRS) > 0:
        repairs = (*repairs, word("audit_problems.more", lang, n=left))
    told = "".join(f"<br>{arrow(lang)} {marked(text)}" for text in repairs)
    more = len(sources) - _PLACES
    source = "; ".join(sources[:_PLACES]) + (f"; + {more}" if more > 0 else "")
    cells = (
        f"<strong>{row['problem']}</strong>",
        f"<strong>{marked(row['title'])}</strong><br>{escape(severity)}<br>"
        f"<small>{marked(source)}</small>",
        marked(row["printed"]),
        marked(row["why"]) + told,
    )
    return "<tr>" + "".join(f'<td style="{_style(lang)}">{cell}</td>' for cell in cells) + "</tr>"


def _style(lang: str) -> str:
    return f"text-align:{'left' if direction(lang) == 'ltr' else 'right'}"


def arrow(lang: str) -> str:
    """Point to an explanation, in the direction of reading."""
    return "←" if direction(lang) == "rtl" else "→"
