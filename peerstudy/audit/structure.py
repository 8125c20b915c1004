"""Structure: stated counts of domains, subcategories, themes and subthemes against the codebook."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from peerstudy.audit.finding import Finding, Severity, Verdict
from peerstudy.audit.registry import check
from peerstudy.audit.rows import Row
from peerstudy.audit.subject import Subject, about
from peerstudy.printed import read
from peerstudy.themes.structure import stated_counts

_PLURALS = {
    "domain": "domains",
    "subcategory": "subcategories",
    "theme": "themes",
    "subtheme": "subthemes",
    "component": "components",
}


@check("STR1", "A stated number of codes is the number of codes listed")
def stated_is_listed(subject: Subject) -> Iterator[Finding]:
    """Count the codebook's codes of each valence, domain and level that a number is stated for."""
    rows = _statements(subject)
    for row in rows:
        listed, what = row["counted"], _what(row)
        codes = f": {row['codes']}" if row["codes"] else ""
        reason = f"{row['stated']} {what} are stated; the codebook lists {listed}{codes}."
        agrees = row["agrees"]
        yield about(
            _row(row),
            "STR1",
            Verdict.CONSISTENT if agrees else Verdict.INCONSISTENT,
            reason,
            possible=str(listed),
            severity=Severity.NONE if agrees else Severity.MEDIUM,
            explanations=() if agrees else _explained(subject, row, rows),
        )


@check("STR2", "A number of codes stated over all is the sum of those stated for the domains")
def whole_is_sum(subject: Subject) -> Iterator[Finding]:
    """Compare each statement over all with the sum over domains in the same place."""
    rows = _statements(subject)
    for row in rows:
        total = row["sum_of_domains"]
        if row["cfir_domain"] or row["level"] == "domain":
            continue
        what = _what(row)
        if total is None:
            reason = f"{row['stated']} {what} are stated over all, and none for single domains."
            yield about(_row(row), "STR2", Verdict.NOT_TESTABLE, reason)
            continue
        parts = [other for other in rows if other["cfir_domain"] and _alike(row, other)]
        added = " + ".join(f"{part['stated']} ({part['cfir_domain']})" for part in parts)
        sources = "; ".join(dict.fromkeys([row["source"], *(part["source"] for part in parts)]))
        agrees = total == row["stated"]
        yield about(
            _row(row),
            "STR2",
            Verdict.CONSISTENT if agrees else Verdict.INCONSISTENT,
            f"{row['stated']} {what} are stated over all; the domains' statements give {added}"
            f" = {total}.",
            possible=str(total),
            source=sources,
            severity=Severity.NONE if agrees else Severity.MEDIUM,
            explanations=() if agrees else _explained(subject, row, rows),
        )


@check("STR3", "A level has codes under a domain only if a number is stated for it there")
def listed_is_stated(subject: Subject) -> Iterator[Finding]:
    """Find levels of a domain that the codebook fills and no statement counts."""
    codes = subject.findings.codebook
    stated = {
        (row["valence"], row["cfir_domain"], row["level"]): row for row in _statements(subject)
    }
    counted: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for code in codes:
        row = codes[code]
        if row["cfir_domain"] and row["level"] != "domain":
            counted[row["valence"], row["cfir_domain"], row["level"]].append(code)
    numbered = {key[:2] for key in stated if key[1]}
    for key, names in counted.items():
        if key[:2] not in numbered:
            continue
        level = _PLURALS[key[2]]
        base = {
            "valence": key[0],
            "cfir_domain": key[1],
            "level": key[2],
            "place": "codebook",
            "stated": len(names),
            "source": "; ".join(codes[name]["source"] for name in names),
        }
        listed = ", ".join(names)
        if key in stated:
            reason = f"The number of {level} of {key[1]} is stated: {stated[key]['stated']}."
            yield about(_row(base), "STR3", Verdict.CONSISTENT, reason)
        else:
            reason = f"{len(names)} {level} of {key[1]} are listed and none stated: {listed}."
            yield about(_row(base), "STR3", Verdict.INCONSISTENT, reason, severity=Severity.MEDIUM)


def _statements(subject: Subject) -> list[dict[str, Any]]:
    frame = stated_counts(subject.findings)
    frame = frame.astype(object).where(frame.notna(), None)
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def _alike(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(row[key] == other[key] for key in ("place", "valence", "level"))


def _what(row: Mapping[str, Any]) -> str:
    scope = f" of {row['cfir_domain']}" if row["cfir_domain"] else ""
    return f"{_PLURALS[row['level']]}{scope} among the {row['valence']}s"


def _row(row: Mapping[str, Any]) -> Row:
    """Stand for a statement as a row of a ledger would."""
    scope = row["cfir_domain"] or "all domains"
    number = read(str(row["stated"]))
    return Row(
        item=" / ".join((row["place"], row["valence"], scope, row["level"])),
        place=row["place"],
        group="",
        variable=f"{row['valence']}s",
        level=f"{scope}, {_PLURALS[row['level']]}",
        stat="n",
        printed=str(row["stated"]),
        source=row["source"],
        grain="1",
        items="",
        number=number,
        whole=row["stated"],
    )


def _explained(
    subject: Subject, row: Mapping[str, Any], rows: list[dict[str, Any]]
) -> tuple[str, ...]:
    """Say what would make a stated number agree, as far as the codebook and statements tell."""
    return (*_inferred(subject, row), *_elsewhere(row, rows)) or (
        "nothing simple; a code left out of the list, or one counted on another level",
    )


def _inferred(subject: Subject, row: Mapping[str, Any]) -> Iterator[str]:
    """Say how many of the codes have a level that was decided by us."""
    codes = subject.findings.codebook
    names = [name for name in str(row["codes"]).split(", ") if name]
    ours = [name for name in names if codes[name]["level_source"] == "inferred"]
    if ours and len(names) - len(ours) == row["stated"]:
        yield (
            f"without the {len(ours)} codes whose level we inferred ({', '.join(ours)}) "
            f"{row['stated']} are left"
        )
    elif ours:
        yield f"the level of {len(ours)} of them is inferred: {', '.join(ours)}"


def _elsewhere(row: Mapping[str, Any], rows: list[dict[str, Any]]) -> Iterator[str]:
    """Name another valence or level for which the same number is stated over all."""
    for other in rows:
        same_scope = not row["cfir_domain"] and not other["cfir_domain"]
        differs = (other["valence"], other["level"]) != (row["valence"], row["level"])
        if same_scope and differs and other["stated"] == row["stated"] and other["agrees"]:
            yield f"{row['stated']} is the number of {_what(other)}: perhaps carried over"
