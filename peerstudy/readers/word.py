"""Tables and paragraphs of Word files, read from the parts of the file itself.

The cells are walked as the file lists them, so merged cells stand once, tables
without a grid of columns are read too, and tables that run from right to left
come in the order of reading, in which the file lists them. Macros, links and
deleted text are ignored.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from peerstudy.readers.grid import LABEL, Cell, Document, Grid, Paragraph, resolve_spans
from peerstudy.readers.limits import LIMITS, Limits, check_size, open_zip, part_of, refuse
from peerstudy.readers.xml import POWERS, is_power, parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TWIPS = 200


def read_word(content: bytes, name: str, limits: Limits = LIMITS) -> Document:
    """Read a Word file.

    Raises
    ------
    InvalidDataError
        If it is no Word file, is damaged, or is larger than allowed.
    """
    with open_zip(content, name, limits) as package:
        part = part_of(package, "word/document.xml", name)
    if part is None:
        raise refuse(name, "no word/document.xml", "it must be a Word file (.docx)")
    body = parse_xml(part, name).find(f"{W}body")
    grids: list[Grid] = []
    paragraphs: list[Paragraph] = []
    for block in () if body is None else _blocks(body):
        if block.tag == f"{W}p":
            text = _text(block, [])
            if text:
                paragraphs.append(Paragraph(text, f"paragraph {len(paragraphs) + 1}"))
        else:
            caption = paragraphs[-1].text if paragraphs else ""
            known = bool(grids) and grids[-1].caption == caption
            caption = caption if LABEL.match(caption) and not known else ""
            grids.append(_grid(block, len(grids) + 1, caption, name, limits))
    return Document(name, tuple(grids), tuple(paragraphs))


def _blocks(element: Any) -> Iterator[Any]:
    """Yield paragraphs and tables, also those inside content controls and insertions."""
    for child in element:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _blocks(child)


def _grid(table: Any, number: int, caption: str, name: str, limits: Limits) -> Grid:
    listed = list(_rows(table))
    check_size(name, 0, len(listed), 0, limits)
    rows = [list(_cells(row)) for row in listed]
    wide = max((sum(cell.column_span for cell, _ in row) for row in rows), default=0)
    longest = max((len(cell.text) for row in rows for cell, _ in row), default=0)
    check_size(name, longest, len(rows), wide, limits)
    merged = resolve_spans(_merge(rows))
    while merged and not caption and _is_title(merged[0]) and len(merged) > 1:
        caption, merged = merged[0][0].text, _shifted(merged[1:])
    return Grid(merged, number, caption)


def _is_title(row: tuple[Cell, ...]) -> bool:
    return len({id(cell) for cell in row}) == 1 and bool(LABEL.match(row[0].text))


def _shifted(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    moved = {id(cell): replace(cell, row=cell.row - 1) for row in rows for cell in row}
    return tuple(tuple(moved[id(cell)] for cell in row) for row in rows)


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == f"{W}tr":
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _rows(child)


def _cells(row: Any) -> Iterator[tuple[Cell, str]]:
    """Yield a row's cells, each with how it is merged downwards: '', 'restart' or 'continue'."""
    head = _on(row.find(f"{W}trPr/{W}tblHeader"))
    skipped = row.find(f"{W}trPr/{W}gridBefore")
    for _ in range(min(_number(skipped), 100)):
        yield Cell(""), ""
    for each in row.iter(f"{W}tc"):
        if next(each.iterancestors(f"{W}tr")) is not row:
            continue
        merge = each.find(f"{W}tcPr/{W}vMerge")
        kind = "" if merge is None else merge.get(f"{W}val", "continue")
        raised: list[str] = []
        lines = [_text(p, raised) for p in _blocks(each) if p.tag == f"{W}p"]
        cell = Cell(
            "\n".join(filter(None, lines)),
            column_span=max(min(_number(each.find(f"{W}tcPr/{W}gridSpan"), 1), 1_000), 1),
            bold=_bold(each),
            header=head,
            indent=_indent(each),
            superscripts=tuple(raised),
        )
        yield cell, kind


def _merge(rows: list[list[tuple[Cell, str]]]) -> list[list[Cell]]:
    """Turn merges downwards into spans: a cell that continues another is not listed."""
    open_at: dict[int, tuple[int, int]] = {}
    spans: dict[tuple[int, int], int] = {}
    for number, row in enumerate(rows):
        column = 0
        for position, (cell, kind) in enumerate(row):
            start = open_at.get(column)
            if kind == "continue" and start is not None:
                spans[start] = spans.get(start, 1) + 1
            else:
                open_at.pop(column, None)
            if kind == "restart":
                open_at[column] = number, position
            column += cell.column_span
    listed = []
    for number, row in enumerate(rows):
        listed.append(
            [
                replace(cell, row_span=spans.get((number, position), 1))
                for position, (cell, kind) in enumerate(row)
                if kind != "continue"
            ]
        )
    return listed


def _text(element: Any, raised: list[str]) -> str:
    """Return a paragraph's text; what is raised goes to `raised`, what was deleted nowhere."""
    parts: list[str] = []
    for run in element.iter(f"{W}r"):
        gone = any(above.tag in (f"{W}del", f"{W}moveFrom") for above in run.iterancestors())
        if gone or _on(run.find(f"{W}rPr/{W}vanish")):
            continue
        text = "".join(
            (piece.text or "")
            if piece.tag == f"{W}t"
            else {f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "-"}.get(piece.tag, "")
            for piece in run
        )
        if _is_raised(run):
            if is_power(text.strip(), "".join(parts)):
                parts.append(POWERS[text.strip()])
            else:
                raised.append(text.strip())
        else:
            parts.append(text)
    return "".join(parts).strip(" \t\n\u00a0\u2003")


def _is_raised(run: Any) -> bool:
    """Return whether a run is set as a superscript, or moved up by hand."""
    align, position = run.find(f"{W}rPr/{W}vertAlign"), run.find(f"{W}rPr/{W}position")
    return (align is not None and align.get(f"{W}val") == "superscript") or _number(position) > 0


def _bold(cell: Any) -> bool:
    runs = [run for run in cell.iter(f"{W}r") if "".join(run.itertext()).strip()]
    return bool(runs) and all(_on(run.find(f"{W}rPr/{W}b")) for run in runs)


def _on(mark: Any) -> bool:
    return mark is not None and mark.get(f"{W}val", "1") not in ("0", "false", "off")


def _number(element: Any, default: int = 0) -> int:
    text = "" if element is None else element.get(f"{W}val", "")
    return int(text) if text.isdecimal() and len(text) < 6 else default


def _indent(cell: Any) -> float:
    first = next(iter(cell.iter(f"{W}p")), None)
    mark = None if first is None else first.find(f"{W}pPr/{W}ind")
    text = "" if mark is None else mark.get(f"{W}left") or mark.get(f"{W}start") or ""
    spaces = next((run.text or "" for run in cell.iter(f"{W}t")), "")
    step = int(text) / _TWIPS if text.isdecimal() and len(text) < 6 else 0
    return step + (len(spaces) - len(spaces.lstrip(" \u00a0\u2003")))
