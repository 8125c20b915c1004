"""Tables and text of web pages (HTML) and of journals' archives (JATS XML)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from peerstudy.readers.delimited import decoded
from peerstudy.readers.draft import Draft
from peerstudy.readers.grid import Cell, Document
from peerstudy.readers.limits import LIMITS, Limits
from peerstudy.readers.xml import cell_of, is_hidden, parse_html, parse_xml, tag, text_of


def read_html(content: bytes, name: str, limits: Limits = LIMITS) -> Document:
    """Read the tables and paragraphs of a web page."""
    root = parse_html(decoded(content), name)
    draft = Draft(name, limits)
    for table in root.iter("table"):
        if table.find(".//table") is None:
            captions = [text_of(caption) for caption in table.iter("caption")]
            _add(draft, table, "".join(captions[:1]), ())
    _write(draft, root, outside="table")
    return draft.document()


def read_jats(content: bytes, name: str, limits: Limits = LIMITS) -> Document:
    """Read the tables and paragraphs of an article in JATS XML, wherever they stand in it."""
    root = parse_xml(content, name)
    draft = Draft(name, limits)
    for wrap in _all(root, "table-wrap"):
        titles = (text_of(each) for each in wrap if tag(each) in ("label", "caption"))
        caption = " ".join(filter(None, titles))
        notes = tuple(text_of(each) for each in wrap if tag(each) == "table-wrap-foot")
        for table in _all(wrap, "table"):
            _add(draft, table, caption, notes)
    _write(draft, root, outside="table-wrap")
    return draft.document()


def _all(element: Any, name: str) -> Iterator[Any]:
    """Yield the elements of a name, whatever their namespace."""
    return (each for each in element.iter() if tag(each) == name)


def _inside(element: Any, name: str) -> bool:
    return any(tag(above) == name for above in element.iterancestors())


def _write(draft: Draft, root: Any, outside: str) -> None:
    """Add the paragraphs that stand in no table."""
    for paragraph in _all(root, "p"):
        if not _inside(paragraph, outside) and (text := text_of(paragraph, [])):
            draft.write(text)


def _add(draft: Draft, table: Any, caption: str, notes: tuple[str, ...]) -> None:
    """Add a table; its foot are notes."""
    rows = [row for row in _all(table, "tr") if not is_hidden(row)]
    draft.check(rows=len(rows))
    body = [list(_row(row)) for row in rows if not _inside(row, "tfoot")]
    foot = (" ".join(c.text for c in _row(row)) for row in rows if _inside(row, "tfoot"))
    draft.add(body, caption, (*notes, *foot))


def _row(row: Any) -> Iterator[Cell]:
    """Yield a row's cells; those of a table's head are headings."""
    head = _inside(row, "thead")
    for each in row:
        if tag(each) in ("td", "th") and not is_hidden(each):
            yield replace(cell_of(each), header=head)
