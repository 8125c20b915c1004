"""Disclosure: printed numbers that may give a participant away, never with anybody's value."""

from collections.abc import Iterator

from peerstudy.report.cells import by_gravity
from peerstudy.report.edition import Edition
from peerstudy.report.table import cell, heads, table
from peerstudy.report.verdict import judged
from peerstudy.words.markup import Markup, bdi, element


def disclosure(edition: Edition) -> Iterator[Markup]:
    """Show the disclosure risks, the risks first."""
    found = edition.matter.at_home("disclosure")
    if not found:
        yield element("p", edition.word("report.no_disclosure"))
        return
    n = sum(finding.state == "risk" for finding in found)
    yield element("p", edition.word("report.disclosure_lead"))
    yield element("p", edition.word("report.risks_noted", n=n))
    columns = heads(
        edition, {"place": "text", "about": "text", "check": "text", "verdict": "number"}
    )
    rows = [
        judged(
            edition,
            bdi(edition.places(finding)),
            cell(edition.named(finding)),
            cell(bdi(finding.value.check, ltr=True)),
            findings=[finding],
            context=finding.value.item,
        )
        for finding in by_gravity(found)
    ]
    yield table(edition, "risks", edition.word("report.disclosure_caption"), columns, rows)
