"""Disclosure: printed numbers that may give a participant away, never with anybody's value."""

from collections.abc import Iterator

from peerstudy.report.edition import Edition
from peerstudy.report.table import cell, head, key_of, row, table
from peerstudy.report.verdict import why
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
    heads = [
        head(edition, "report.place", "text"),
        head(edition, "report.about", "text"),
        head(edition, "report.check", "text"),
        head(edition, "report.verdict", "number"),
    ]
    rows = []
    for finding in sorted(found, key=lambda finding: key_of(finding.state)):
        rows.append(
            row(
                bdi(edition.places(finding)),
                cell(edition.named(finding)),
                cell(bdi(finding.value.check, ltr=True)),
                cell(why(edition, [finding], context=finding.value.item), key_of(finding.state)),
                states=[finding.state],
            )
        )
    yield table(edition, "risks", edition.word("report.disclosure_caption"), heads, rows)
