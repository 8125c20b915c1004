"""The summary: how many numbers and findings, what stands out, what could not have failed."""

from collections.abc import Iterator

import pandas as pd

from peerstudy.auditing import Verdict
from peerstudy.auditing.registry import check_named
from peerstudy.report.cells import Finding
from peerstudy.report.digest import nothing_found
from peerstudy.report.edition import Edition
from peerstudy.report.table import cell, heads, row, table
from peerstudy.report.verdict import check_link
from peerstudy.words.markup import Markup, bdi, element, marked

_OUTSTANDING = ("high", "medium", "low")


def summary(edition: Edition) -> Iterator[Markup]:
    """Return how the audit ended."""
    yield element("p", _read(edition))
    if not edition.matter.findings:
        return
    yield _families(edition)
    yield element("h3", edition.word("report.stands_out"))
    yield from _stands_out(edition)
    yield element("h3", edition.word("report.could_not_fail"))
    yield from _could_not_fail(edition)


def _read(edition: Edition) -> Iterator[Markup | str]:
    matter = edition.matter
    counts = matter.result.findings["verdict"].value_counts()
    yield edition.word("report.numbers_read", n=len(matter.ledger))
    yield " "
    yield edition.word("report.findings_made", n=len(matter.findings))
    told = [verdict for verdict in Verdict if verdict in counts.index]
    for mark, verdict in zip((" ", *[", "] * len(told)), told, strict=False):
        yield mark
        yield edition.word(f"report.findings_{verdict.name.lower()}", n=int(counts[verdict]))
    yield "."


def _counted(edition: Edition) -> pd.DataFrame:
    """Return the summary with how many results of each check could have failed."""
    result = edition.matter.result
    could = result.findings.groupby("check")["could_fail"].sum()
    return result.summary.assign(could_fail=result.summary["check"].map(could))


def _families(edition: Edition) -> Markup:
    """Count the verdicts of each family of checks."""
    rows = _counted(edition)
    families = rows.groupby(rows["check"].map(lambda code: check_named(code).family), sort=False)[
        [*map(str, Verdict), "could_fail"]
    ].sum()
    verdicts = {verdict.name.lower(): "number" for verdict in Verdict}
    columns = [
        *heads(edition, {"family": "text"}),
        *heads(edition, verdicts, "common"),
        *heads(edition, {"could_have_failed": "number"}),
    ]
    body = [
        row(edition.word(f"report.family_{name}"), *(cell(str(int(n))) for n in counts))
        for name, counts in zip(families.index, families.to_numpy(), strict=True)
    ]
    return table(edition, "families", edition.word("report.families_caption"), columns, body)


def _stands_out(edition: Edition) -> Iterator[Markup]:
    outstanding = [f for f in edition.matter.findings if f.state == "inconsistent"]
    if not outstanding:
        yield nothing_found(edition)
    for severity in _OUTSTANDING:
        of_kind = [f for f in outstanding if f.value.severity == severity]
        if of_kind:
            yield element("p", edition.word(f"report.{severity}_heading", n=len(of_kind)))
            yield element("ul", [_line(edition, finding) for finding in of_kind], class_="lines")


def _line(edition: Edition, finding: Finding) -> Markup:
    shown = finding.printed or edition.text("report.no_number")
    return element(
        "li",
        element("a", bdi(shown, ltr=True), href=f"#{edition.id('f', finding.number)}"),
        " ",
        edition.named(finding),
        " ",
        element("small", bdi(edition.places(finding)), " · ", finding.value.check),
        _first_explanation(edition, finding),
    )


def _first_explanation(edition: Edition, finding: Finding) -> Markup | None:
    said = edition.told(finding)
    if not said.explanations:
        return None
    return element("small", marked(said.explanations[0]), class_="perhaps")


def _could_not_fail(edition: Edition) -> Iterator[Markup]:
    counts = _counted(edition)
    total = counts[list(map(str, Verdict))].sum(axis=1)
    left = [
        (str(code), int(n))
        for code, n in zip(counts["check"], total - counts["could_fail"], strict=True)
        if n
    ]
    n = sum(number for _, number in left)
    if not n:
        yield element("p", edition.word("report.all_could_fail"))
        return
    yield element("p", edition.word("report.could_not_fail_count", n=n))
    items = [element("li", check_link(edition, code), f": {number}") for code, number in left]
    yield element("ul", items, class_="inline")
