"""XML and HTML parsed without entities, network or external files; superscripts kept apart."""

import re
from collections.abc import Sequence
from html.entities import html5
from typing import Any

from peerstudy.readers.grid import Cell
from peerstudy.readers.limits import refuse

_BREAKS = {"br", "p", "break", "list-item", "li"}
_SKIPPED = {"script", "style"}
_BOLD = {"b", "strong", "bold"}
_TO_THE_END = 1_000
_BEFORE = 80
_INDENTS = " \u00a0\u2003\u2002"

_CITED = re.compile(r"[^\W\d][.\s]*\[[\d,;\s–-]*$")
"""A bracket behind a word: the number of a source in it is all that tells two such names apart."""

POWERS = {"2": "\u00b2", "3": "\u00b3"}


def is_power(mark: str, before: str) -> bool:
    """Return whether a raised 2 or 3 is the power of a unit, as in m², and no footnote's mark."""
    return mark in POWERS and re.search(r"(?:^|[\s/(])[ckdm]?m$", before) is not None


def parse_xml(content: bytes, name: str) -> Any:
    """Return the root of an XML file, unless it is not well-formed."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refuse(name, str(error).split("\n")[0][:120], "it must be well-formed XML") from None


def parse_html(text: str, name: str) -> Any:
    """Return the root of an HTML file, whose mistakes are mended as browsers mend them."""
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        return lxml_html.document_fromstring(
            _visible(text).encode("utf-8", "replace"), parser=parser
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise refuse(name, str(error).split("\n")[0][:120], "it must be HTML") from None


def _visible(text: str) -> str:
    """Return a text without control characters, which no document may hold."""
    return "".join(c for c in text if c >= " " or c in "\t\n\r")


def tag(element: Any) -> str:
    """Return an element's name without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def text_of(element: Any, raised: list[str] | None = None) -> str:
    """Return an element's text; what is raised in it goes to `raised` and not into the text."""
    parts: list[str] = []
    _collect(element, parts, raised)
    text = "".join(parts).replace("\r", "")
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\x0b"))))


def _collect(element: Any, parts: list[str], raised: list[str] | None) -> None:
    from lxml.etree import Entity

    parts.append(element.text or "")
    for child in element:
        name = tag(child)
        if name in ("sup", "xref") and raised is not None:
            mark = "".join(child.itertext()).strip()
            before = _end_of(parts)
            if is_power(mark, before):
                parts.append(POWERS[mark])
            elif name == "sup" or child.get("ref-type") != "bibr":
                raised.append(mark)
            elif _CITED.search(before):
                parts.append(mark)
        elif child.tag is Entity:
            parts.append(html5.get(f"{child.name};", ""))
        elif name and name not in _SKIPPED and not is_hidden(child):
            parts.append("\x0b" if name in _BREAKS else "")
            _collect(child, parts, raised)
        parts.append(child.tail or "")


def _end_of(parts: Sequence[str]) -> str:
    """Return the end of a text in parts: as much as shows what a raised mark belongs to."""
    return "".join(part[-_BEFORE:] for part in parts[-_BEFORE:])[-_BEFORE:]


def is_hidden(element: Any) -> bool:
    """Return whether a page hides an element from its reader."""
    style = (element.get("style") or "").replace(" ", "").casefold()
    return element.get("hidden") is not None or "display:none" in style


def cell_of(element: Any) -> Cell:
    """Return the cell that a ``td`` or ``th`` holds."""
    raised: list[str] = []
    text = text_of(element, raised)
    first = next((part for part in element.itertext() if part.strip("\n\t\r ")), "")
    first = first.lstrip("\n\t\r")
    return Cell(
        text,
        row_span=_span(element, "rowspan"),
        column_span=_span(element, "colspan"),
        bold=_bold(element, text),
        header=tag(element) == "th",
        indent=len(first) - len(first.lstrip(_INDENTS)) + _padding(element),
        superscripts=tuple(raised),
    )


def _span(element: Any, name: str) -> int:
    try:
        span = int(element.get(name, "1"))
        return min(span, _TO_THE_END) if span > 0 else (_TO_THE_END if span == 0 else 1)
    except ValueError:
        return 1


def _bold(element: Any, text: str) -> bool:
    marked = "".join("".join(child.itertext()) for child in element.iter() if tag(child) in _BOLD)
    style = (element.get("style") or "").replace(" ", "")
    return bool(text) and (len(marked.split()) >= len(text.split()) or "font-weight:bold" in style)


def _padding(element: Any) -> float:
    """Return the indentation that a style gives, in its own unit."""
    for part in (element.get("style") or "").split(";"):
        name, _, value = part.partition(":")
        if name.strip() in ("padding-left", "text-indent", "padding-inline-start"):
            digits = "".join(c for c in value if c.isdigit() or c == ".")
            return float(digits) if digits.replace(".", "", 1).isdigit() else 0
    return 0
