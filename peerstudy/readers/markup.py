"""Tables and text of web pages (HTML) and of journals' archives (JATS XML)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from peerstudy.readers.delimited import decoded
from peerstudy.readers.grid import Cell, Document, Grid, Paragraph, resolve_spans
from peerstudy.readers.limits import LIMITS, Limits, check_places, check_size
from peerstudy.readers.xml import cell_of, is_hidden, parse_html, parse_xml, tag, text_of


def read_html(content: bytes, name: str, limits: Limits = LIMITS) -> Document:
    """Read the tables and paragraphs of a web page.

    Raises
    ------
    InvalidDataError
        If there is no HTML in it, or a table is larger than allowed.
    """
    root = parse_html(decoded(content), name)
    tables = [table for table in root.iter("table") if not _holds_tables(table)]
    grids = [
        _grid(table, number, _html_caption(table), (), name, limits)
        for number, table in enumerate(tables, start=1)
    ]
    paragraphs = [p for p in root.iter("p") if not _inside(p, "table")]
    return Document(name, tuple(grids), _numbered(paragraphs))


def read_jats(content: bytes, name: str, limits: Limits = LIMITS) -> Document:
    """Read the tables and paragraphs of an article in JATS XML, wherever they stand in it.

    Raises
    ------
    InvalidDataError
        If it is not well-formed, or a table is larger than allowed.
    """
    root = parse_xml(content, name)
    grids: list[Grid] = []
    for wrap in (each for each in root.iter() if tag(each) == "table-wrap"):
        parts = [each for each in wrap if tag(each) in ("label", "caption")]
        caption = " ".join(filter(None, map(text_of, parts)))
        feet = [each for each in wrap if tag(each) == "table-wrap-foot"]
        notes = tuple(text_of(foot) for foot in feet)
        for table in (each for each in wrap.iter() if tag(each) == "table"):
            grids.append(_grid(table, len(grids) + 1, caption, notes, name, limits))
    paragraphs = [
        each for each in root.iter() if tag(each) == "p" and not _inside(each, "table-wrap")
    ]
    return Document(name, tuple(grids), _numbered(paragraphs))


def _numbered(paragraphs: list[Any]) -> tuple[Paragraph, ...]:
    texts = [text for each in paragraphs if (text := text_of(each, []))]
    return tuple(Paragraph(text, f"paragraph {i}") for i, text in enumerate(texts, start=1))


def _inside(element: Any, name: str) -> bool:
    return any(tag(above) == name for above in element.iterancestors())


def _holds_tables(table: Any) -> bool:
    return next((each for each in table.iter("table") if each is not table), None) is not None


def _html_caption(table: Any) -> str:
    """Return a table's caption, or a heading row over its whole width in its head."""
    caption = next((each for each in table.iter("caption")), None)
    return "" if caption is None else text_of(caption)


def _grid(
    table: Any, number: int, caption: str, notes: tuple[str, ...], name: str, limits: Limits
) -> Grid:
    rows = [row for row in table.iter() if tag(row) == "tr" and not is_hidden(row)]
    check_size(name, 0, len(rows), 0, limits)
    kept = [list(_row(row)) for row in rows if not _inside(row, "tfoot")]
    foot = [list(_row(row)) for row in rows if _inside(row, "tfoot")]
    notes += tuple(" ".join(cell.text for cell in row) for row in foot)
    longest = max((len(cell.text) for row in kept for cell in row), default=0)
    columns = max((sum(c.column_span for c in row) for row in kept), default=0)
    check_size(name, longest, len(kept), columns, limits)
    spanned = sum(min(c.row_span, len(kept)) * c.column_span for row in kept for c in row)
    check_places(name, spanned, limits)
    return Grid(resolve_spans(kept), number, caption, notes)


def _row(row: Any) -> Iterator[Cell]:
    """Yield a row's cells; those of a table's head are headings."""
    head = _inside(row, "thead")
    for each in row:
        if tag(each) in ("td", "th") and not is_hidden(each):
            yield replace(cell_of(each), header=head)
