"""How a finding is shown to a person: what it is of and where it stands, in either language."""

from collections.abc import Iterable, Mapping

from peerstudy.auditing.finding import Finding, Verdict
from peerstudy.auditing.names import Names, listed, places
from peerstudy.words import Run, direction, joined, tell, word

_VERDICTS = {str(verdict): f"common.{verdict.name.lower()}" for verdict in Verdict}


def shown(finding: Finding, names: Names, lang: str) -> dict[str, str]:
    """Return the codes of one finding as a reader of a language is shown them.

    Keys are ``check, verdict, severity, place, group, variable, level, stat,
    printed, source``; empty where the finding has none.
    """
    variable, level = finding.variable, finding.level
    said = {
        "check": Run(finding.check),
        "place": places(finding.places),
        "group": listed(names.groups(finding.groups)),
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


def after_arrows(texts: Iterable[str], lang: str) -> list[str]:
    """Point to what explains or settles something, text by text, in the direction of reading."""
    arrow = "←" if direction(lang) == "rtl" else "→"
    return [f"{arrow} {text}" for text in texts]
