"""Tables and paragraphs of Word files, read from the parts of the file itself.

The cells are walked as the file lists them, so merged cells stand once, tables
without a grid of columns are read too, and tables that run from right to left
come in the order of reading, in which the file lists them. Macros, links and
deleted text are ignored.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from peerstudy.readers.draft import Draft
from peerstudy.readers.grid import LABEL, Cell, Document
from peerstudy.readers.limits import LIMITS, Limits, open_zip, part_of, refuse
from peerstudy.readers.xml import POWERS, is_power, parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TWIPS = 200


def read_word(content: bytes, name: str, limits: Limits = LIMITS) -> Document:
    """Read a Word file."""
    with open_zip(content, name, limits) as package:
        part = part_of(package, "word/document.xml", name)
    if part is None:
        raise refuse(name, "no word/document.xml", "it must be a Word file (.docx)")
    body = parse_xml(part, name).find(f"{W}body")
    draft = Draft(name, limits)
    for block in () if body is None else _parts(body, "p", "tbl"):
        if block.tag == f"{W}tbl":
            _add(draft, block)
        elif text := _text(block, []):
            draft.write(text)
    return draft.document()


def _parts(element: Any, *names: str) -> Iterator[Any]:
    """Yield the parts of an element, also those inside content controls and insertions."""
    for child in element:
        if child.tag in (f"{W}{name}" for name in names):
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _parts(child, *names)


def _add(draft: Draft, table: Any) -> None:
    """Add a table; its title is the paragraph above, or a first row over its whole width."""
    listed = [row for row in _parts(table, "tr") if row.find(f"{W}trPr/{W}del") is None]
    draft.check(rows=len(listed))
    rows = [list(_cells(row)) for row in listed]
    wide = max((sum(cell.column_span for cell, _ in row) for row in rows), default=0)
    draft.check(columns=wide)
    merged = _merge(rows)
    used = bool(draft.grids) and draft.grids[-1].caption == draft.title
    caption = "" if used else draft.title
    while not caption and len(merged) > 1 and [c.column_span for c in merged[0]] == [wide]:
        if not LABEL.match(merged[0][0].text):
            break
        caption = merged.pop(0)[0].text
    draft.add(merged, caption)


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
        lines = [_text(paragraph, raised) for paragraph in _parts(each, "p")]
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
    return [
        [
            replace(cell, row_span=spans.get((number, position), 1))
            for position, (cell, kind) in enumerate(row)
            if kind != "continue"
        ]
        for number, row in enumerate(rows)
    ]


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
