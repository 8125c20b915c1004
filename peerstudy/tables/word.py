"""A table as a Word document: a real table with named styles, heads repeated on each page."""

import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Twips

from peerstudy.tables import word_xml
from peerstudy.tables.align import Aligned, Rooms, aligned, aligns, between
from peerstudy.tables.cells import broken, said
from peerstudy.tables.model import Align, Cell, Column, Row, Table, plain
from peerstudy.tables.notes import Style, numbered, paragraphs, titled
from peerstudy.tables.word_styles import PADDING, add_styles
from peerstudy.tables.word_xml import element, paragraph, table_cell, table_row
from peerstudy.words import direction

TABLE, HEAD, CELL, NUMBER, NOTE, CAPTION = (
    "PublicationTable",
    "TableHead",
    "TableCell",
    "TableNumber",
    "TableNote",
    "Caption",
)
_PAGE, _MARGIN = (11906, 16838), 1418
_EPOCH = datetime(2000, 1, 1)
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_RULE, _FINE = "8", "4"
_INDENT, _HANGING = 200, 120
_HALF_DIGIT = 50
"""Of a digit of 10 points, in twips."""


def word_document(table: Table, style: Style = Style.APA) -> bytes:
    """Write a table as a Word document.

    Parameters
    ----------
    table : Table
        What to write.
    style : Style
        How it is set.

    Returns
    -------
    bytes
        A .docx file; the same each time.

    Examples
    --------
    >>> from peerstudy import audit, load_study
    >>> from peerstudy.tables import Shelf, study_tables
    >>> study = load_study("cofacilitation_mazor")
    >>> (table,) = study_tables(Shelf(audit(study)), "en", ["theme_frequencies"])
    >>> word_document(table)[:2]
    b'PK'
    """
    width = (_PAGE[1] if table.wide else _PAGE[0]) - 2 * _MARGIN
    parts = [*_caption(table, style), _table(table, style, width)]
    return _file(parts, titled(table), table.lang, wide=table.wide)


def text_document(title: str, texts: Sequence[str], lang: str) -> bytes:
    """Write paragraphs below a title in bold as a Word document, the same bytes each time."""
    heading = paragraph(said(title), "Normal", lang, bold=True, keep=True)
    below = (paragraph(said(text), "Normal", lang) for text in texts)
    return _file([heading, *below], plain(said(title)), lang)


def _file(parts: Sequence[Any], title: str, lang: str, *, wide: bool = False) -> bytes:
    """Put parts on the pages of an empty document, and save it with fixed times."""
    document = Document()
    add_styles(document, lang)
    body = document.element.body
    for old in list(body)[:-1]:
        body.remove(old)
    for part in parts:
        body.sectPr.addprevious(part)
    _set_page(document.sections[0], lang, wide=wide)
    _set_properties(document, title, lang)
    return _fixed(document)


def _set_page(section: Any, lang: str, *, wide: bool) -> None:
    """Turn the page as the table needs."""
    short, long = map(Twips, _PAGE)
    section.page_width, section.page_height = (long, short) if wide else (short, long)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Twips(_MARGIN))
    if direction(lang) == "rtl":
        section._sectPr.find(qn("w:docGrid")).addprevious(element("w:bidi"))


def _caption(table: Table, style: Style) -> list[Any]:
    lang = table.lang
    if style is Style.PLAIN:
        whole = (*said(f"{numbered(table)}. "), *table.title)
        return [paragraph(whole, CAPTION, lang, bold=True, keep=True)]
    upright = direction(lang) == "rtl"
    return [
        paragraph(said(numbered(table)), CAPTION, lang, bold=True, keep=True),
        paragraph(table.title, CAPTION, lang, italic=not upright, keep=True),
    ]


def _notes(table: Table, width: int) -> list[Any]:
    """Write the notes, if any, as a last row without rules, which stays with the one above."""
    told = [
        paragraph(
            cell, NOTE, table.lang, before=said(f"{opens} ") if opens else (), hanging=_HANGING
        )
        for opens, cell in paragraphs(table)
    ]
    return [table_row([table_cell(told, width, span=len(table.columns) + 1)])] if told else []


def _table(table: Table, style: Style, width: int) -> Any:
    widths = [int(width * share) for share in table.shares]
    rows = list(table.rows())
    made = _heads(table, widths)
    places = aligned(table)
    tabs = [_tab(*each) for each in zip(places, widths[1:], strict=True)]
    for index, row in enumerate(rows):
        last = index == len(rows) - 1
        rule = {"bottom": _RULE} if last else {"bottom": _FINE} if style is Style.PLAIN else {}
        spaces = [place.rooms[index] for place in places]
        made.append(_row(table, row, spaces, tabs, widths, rule, keep=last or row.strong))
    made += _notes(table, sum(widths))
    return word_xml.table(made, widths, TABLE, table.lang, titled(table))


def _tab(place: Aligned, width: int) -> int:
    """Return where the units of a column's numbers end, in twips, so that it stands centred."""
    room = max(0, width - 2 * PADDING - place.width * _HALF_DIGIT) // 2
    return room + place.before * _HALF_DIGIT


def _heads(table: Table, widths: list[int]) -> list[Any]:
    """Write one row of heads, or two where there are heads over several columns."""
    top, bottom = {"top": _RULE}, {"bottom": _RULE}
    columns = [table.stub, *table.columns]
    if not table.spanners:
        cells = [
            table_cell([_head(column, table)], width, borders=top | bottom, bottom=True)
            for column, width in zip(columns, widths, strict=True)
        ]
        return [table_row(cells, head=True)]
    upper, lower = [], []
    for index, (column, width) in enumerate(zip(columns, widths, strict=True)):
        spanner, head = table.over.get(index - 1), _head(column, table)
        if spanner is None:
            upper.append(table_cell([head], width, merge="restart", borders=top, bottom=True))
            empty = _head(Column(()), table)
            lower.append(table_cell([empty], width, merge="continue", borders=bottom))
            continue
        lower.append(table_cell([head], width, borders=bottom, bottom=True))
        if index == spanner.first + 1:
            span = spanner.last - spanner.first + 1
            across = sum(widths[index : index + span])
            above = [_head(Column(spanner.head, Align.CENTRE), table)]
            upper.append(table_cell(above, across, span=span, borders=top | {"bottom": _FINE}))
    return [table_row(upper, head=True), table_row(lower, head=True)]


def _head(column: Column, table: Table) -> Any:
    centred = column.align is not Align.START
    return paragraph(column.head, HEAD, table.lang, centred=centred, keep=True)


def _row(
    table: Table,
    row: Row,
    spaces: list[Rooms],
    tabs: list[int],
    widths: list[int],
    rule: dict[str, str],
    *,
    keep: bool,
) -> Any:
    label = _lines(row.label, table.lang, bold=row.strong, indent=_INDENT * row.level, keep=keep)
    if not any(row.cells):
        return table_row([table_cell(label, sum(widths), span=len(widths), borders=rule)])
    made = [table_cell(label, widths[0], borders=rule)]
    for cell, column, rooms, tab, width in zip(
        row.cells, table.columns, spaces, tabs, widths[1:], strict=True
    ):
        inside = _data(cell, column, rooms, tab, table.lang, keep=keep)
        whole = column.align is Align.DECIMAL
        made.append(table_cell(inside, width, borders=rule, whole=whole))
    return table_row(made)


def _data(
    cell: Cell, column: Column, spaces: Rooms, tab: int, lang: str, *, keep: bool
) -> list[Any]:
    """Write a cell: a number at its column's decimal tab stop, which needs no tab character."""
    if column.align is Align.START:
        return _lines(cell, lang, keep=keep)
    if column.align is Align.CENTRE:
        return [paragraph(cell, CELL, lang, centred=True, keep=keep)]
    if not aligns(cell):
        return [paragraph(cell, NUMBER, lang, ltr=bool(cell), centred=True, keep=keep)]
    return [paragraph(cell, NUMBER, lang, rooms=between(spaces), ltr=True, tab=tab, keep=keep)]


def _lines(
    cell: Cell, lang: str, *, bold: bool = False, indent: int = 0, keep: bool = False
) -> list[Any]:
    """Write each line of a text as a paragraph of its own, which hangs where it is broken."""
    return [
        paragraph(line, CELL, lang, bold=bold, indent=indent, hanging=_HANGING, keep=keep)
        for line in broken(cell)
    ]


def _set_properties(document: Any, title: str, lang: str) -> None:
    """Return what the file is, with dates that are the same each time."""
    known = document.core_properties
    known.title = title
    known.author = known.last_modified_by = known.comments = ""
    known.language = lang
    known.created = known.modified = _EPOCH
    known.revision = 1


def _fixed(document: Any) -> bytes:
    """Save with fixed times inside the archive."""
    saved, made = BytesIO(), BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, _ZIP_EPOCH)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(info, old.read(name))
    return made.getvalue()
