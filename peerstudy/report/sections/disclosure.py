"""Disclosure: printed numbers that may give a participant away, never with anybody's value."""

from collections.abc import Iterator

from peerstudy.report.cells import gravest
from peerstudy.report.edition import Edition
from peerstudy.report.element import Markup, bdi, element
from peerstudy.report.table import Cell, Group, Head, Row, key_of, table
from peerstudy.report.verdict import why


def disclosure(edition: Edition) -> Iterator[Markup]:
    """Show the disclosure risks, the risks first."""
    found = edition.matter.at_home("disclosure")
    if not found:
        yield element("p", edition.word("report.no_disclosure"))
        return
    n = sum(gravest([finding]) == "risk" for finding in found)
    yield element("p", edition.word("report.disclosure_lead"))
    yield element("p", edition.word("report.risks_noted", n=n))
    heads = [
        Head(edition.text("report.place"), "text"),
        Head(edition.text("report.about"), "text"),
        Head(edition.text("report.check"), "text"),
        Head(edition.text("report.verdict"), "number"),
    ]
    rows = []
    for finding in sorted(found, key=lambda finding: key_of(gravest([finding]))):
        state = gravest([finding])
        about = edition.named(finding)
        rows.append(
            Row(
                [
                    Cell(bdi(edition.places(finding))),
                    Cell(about),
                    Cell(bdi(str(finding["check"]), ltr=True)),
                    Cell(why(edition, [finding], context=str(finding["item"])), key_of(state)),
                ],
                [state],
            )
        )
    caption = edition.word("report.disclosure_caption")
    yield table(edition.id("risks"), caption, heads, [Group(rows)])
