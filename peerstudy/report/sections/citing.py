"""How to cite the audit and the study, and which files exactly were read."""

import hashlib
from collections.abc import Iterator, Sequence

from peerstudy import __version__
from peerstudy.report.edition import Edition
from peerstudy.report.table import cell, heads, row, table
from peerstudy.tables.model import Column, Run
from peerstudy.words.markup import Markup, bdi, element


def citing(edition: Edition) -> Iterator[Markup]:
    """Return how to cite, and name the version and the input's hash."""
    ledger = edition.matter.ledger
    yield element("p", edition.word("report.cite_lead"))
    items = [element("li", edition.word("report.cite_software", version=__version__))]
    if cited := ledger.cited(edition.lang):
        items.append(element("li", bdi(cited)))
    yield element("ul", items)
    note, lang = ledger.citation_note(edition.lang)
    if note:
        yield element("p", element("bdi", note, lang=lang), class_="aside")
    yield element("h3", edition.word("report.inputs"))
    yield element("p", edition.word("report.version", version=__version__))
    if not edition.matter.inputs:
        yield element("p", edition.word("report.no_inputs"))
        return
    whole = element("code", input_hash(edition.matter.inputs), dir="ltr")
    yield element("p", edition.word("report.input_hash", hash=whole))
    rows = [
        row(bdi(name, ltr=True), cell(element("code", digest, dir="ltr")))
        for name, digest in edition.matter.inputs
    ]
    columns = [*heads(edition, {"file": ""}), Column((Run("SHA-256"),))]
    yield table(edition, "files", edition.word("report.inputs_caption"), columns, rows)


def input_hash(inputs: Sequence[tuple[str, str]]) -> str:
    """Hash the list of input files, as ``sha256sum`` writes it; a single file has its own hash."""
    if len(inputs) == 1:
        return inputs[0][1]
    listed = "".join(f"{digest}  {name}\n" for name, digest in inputs)
    return hashlib.sha256(listed.encode()).hexdigest()
