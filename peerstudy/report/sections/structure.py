"""Structure: the counts of codes that are stated, against those listed, and the tree of codes."""

from collections.abc import Iterator
from typing import Any

from peerstudy.auditing.structure import codes_item
from peerstudy.codings import valence_label
from peerstudy.codings.codebook import nested
from peerstudy.frames.records import grouped
from peerstudy.report.cells import Finding
from peerstudy.report.edition import Edition
from peerstudy.report.table import cell, heads, table
from peerstudy.report.verdict import judged
from peerstudy.tables.model import Row
from peerstudy.words.markup import Markup, bdi, element


def structure(edition: Edition) -> Iterator[Markup]:
    """Show what is stated of the codes beside what is listed."""
    matter = edition.matter
    if matter.stated is None:
        yield element("p", edition.word("report.no_codes"))
        return
    yield element("p", edition.word("report.structure_lead"))
    of_item = grouped(matter.at_home("structure"), lambda finding: finding.value.item)
    rows = [_stated(edition, stated, of_item) for stated in matter.stated.to_dict("records")]
    rows += [_unstated(edition, findings) for findings in of_item.values()]
    caption = edition.word("report.structure_caption")
    numbers = dict.fromkeys(("stated", "listed", "sum_of_domains", "verdict"), "number")
    columns = heads(edition, {"codes": "text", "place": "text", **numbers})
    yield table(edition, "stated", caption, columns, rows)
    yield element("h3", edition.word("report.codebook"))
    yield from _tree(edition)


def _stated(edition: Edition, stated: dict[Any, Any], of_item: dict[str, list[Finding]]) -> Row:
    """Show one statement, and take its findings from those that are left."""
    item = codes_item(stated["place"], stated["valence"], stated["cfir_domain"], stated["level"])
    findings = of_item.pop(item, [])
    level = edition.text(f"audit_structure.codes_{stated['level']}")
    scope = edition.text(f"audit_structure.scope_{stated['cfir_domain'] or 'all_domains'}")
    what = f"{valence_label(stated['valence'], edition.lang)}, {scope}, {level}"
    total = stated["sum_of_domains"]
    return judged(
        edition,
        bdi(what),
        cell(bdi(edition.place(stated["place"]))),
        cell(str(stated["stated"])),
        cell(str(stated["counted"])),
        cell("" if total is None else str(total)),
        findings=findings,
        context=what,
    )


def _unstated(edition: Edition, findings: list[Finding]) -> Row:
    """Show a finding that no statement belongs to: a level that has codes."""
    what = edition.codes(findings[0])
    listed = cell(findings[0].printed)
    book = cell(edition.word("places.codebook"))
    return judged(edition, bdi(what), book, (), listed, (), findings=findings, context=what)


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
