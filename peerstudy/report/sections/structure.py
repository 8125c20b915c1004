"""Structure: the counts of codes that are stated, against those listed, and the tree of codes."""

from collections.abc import Iterator
from typing import Any

from peerstudy.auditing.structure import PLURALS, codes_item
from peerstudy.codings import valence_label
from peerstudy.codings.codebook import nested
from peerstudy.report.cells import Finding, gravest
from peerstudy.report.edition import Edition
from peerstudy.report.table import cell, head, key_of, row, table
from peerstudy.report.verdict import why
from peerstudy.tables.model import Column, Row
from peerstudy.words.markup import Markup, bdi, element


def structure(edition: Edition) -> Iterator[Markup]:
    """Show what is stated of the codes beside what is listed."""
    matter = edition.matter
    if matter.stated is None:
        yield element("p", edition.word("report.no_codes"))
        return
    yield element("p", edition.word("report.structure_lead"))
    of_item: dict[str, list[Finding]] = {}
    for finding in matter.at_home("structure"):
        of_item.setdefault(finding.value.item, []).append(finding)
    rows = [_stated(edition, stated, of_item) for stated in matter.stated.to_dict("records")]
    rows += [_unstated(edition, findings) for findings in of_item.values()]
    caption = edition.word("report.structure_caption")
    yield table(edition, "stated", caption, _heads(edition), rows)
    yield element("h3", edition.word("report.codebook"))
    yield from _tree(edition)


def _heads(edition: Edition) -> list[Column]:
    numbers = ("stated", "listed", "sum_of_domains", "verdict")
    return [
        *(head(edition, f"report.{key}", "text") for key in ("codes", "place")),
        *(head(edition, f"report.{key}", "number") for key in numbers),
    ]


def _stated(edition: Edition, stated: dict[Any, Any], of_item: dict[str, list[Finding]]) -> Row:
    """Show one statement, and take its findings from those that are left."""
    item = codes_item(stated["place"], stated["valence"], stated["cfir_domain"], stated["level"])
    findings = of_item.pop(item, [])
    level = edition.text(f"audit_structure.codes_{PLURALS[stated['level']]}")
    scope = edition.text(f"audit_structure.scope_{stated['cfir_domain'] or 'all_domains'}")
    what = f"{valence_label(stated['valence'], edition.lang)}, {scope}, {level}"
    total = stated["sum_of_domains"]
    return row(
        bdi(what),
        cell(bdi(edition.place(stated["place"]))),
        cell(str(stated["stated"])),
        cell(str(stated["counted"])),
        cell("" if total is None else str(total)),
        cell(why(edition, findings, context=what), key_of(gravest(findings))),
        states=[gravest(findings)],
    )


def _unstated(edition: Edition, findings: list[Finding]) -> Row:
    """Show a finding that no statement belongs to: a level that has codes."""
    what = edition.codes(findings[0])
    return row(
        bdi(what),
        cell(edition.word("places.codebook")),
        (),
        cell(findings[0].printed),
        (),
        cell(why(edition, findings, context=what), key_of(gravest(findings))),
        states=[finding.state for finding in findings],
    )


def _tree(edition: Edition) -> Iterator[Markup]:
    book = edition.matter.codings.codebook
    for valence in dict.fromkeys(book[code]["valence"] for code in book):
        part = book.of_valence(valence)
        label = valence_label(valence, edition.lang)
        yield element(
            "details",
            element("summary", bdi(label), " ", element("span", f"({len(part)})", class_="count")),
            nested(part, edition.lang),
        )
