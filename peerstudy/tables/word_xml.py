"""The elements of a Word table, one function each.

Cells of numbers are paragraphs that read from left to right also in a Hebrew
table. A cell's only tab stop, a decimal one, aligns its first number without a
tab character in Word and in LibreOffice; the number in brackets behind it
aligns by spaces, in a font whose space is half a digit wide.

Elsewhere in Hebrew, what reads from left to right stands between left-to-right
marks, which Word and others understand where they know no isolates; a
right-to-left mark behind them keeps the next formula from being read as part
of this one. Its spaces are narrow no-break ones, since LibreOffice breaks a
line of Hebrew within a formula that has wide ones.
"""

from dataclasses import replace
from itertools import groupby
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from peerstudy.frames.neutral import printable
from peerstudy.tables.align import Rooms
from peerstudy.tables.cells import stretches, unbroken
from peerstudy.tables.model import Cell, Kind, Run
from peerstudy.words import direction

LTR_MARK, RTL_MARK = "\u200e", "\u200f"
_ROOM, _NARROW = "\u00a0", "\u202f"
_LATIN = "Times New Roman"


def element(tag: str, *children: Any, **attributes: object) -> Any:
    """Make an element such as ``w:tcW`` with its attributes and children; None leaves nothing."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(child for child in children if child is not None)
    return made


def paragraph(
    cell: Cell,
    style: str,
    lang: str,
    *,
    rooms: Rooms = (),
    ltr: bool = False,
    tab: int = 0,
    bold: bool = False,
    italic: bool = False,
    centred: bool = False,
    indent: int = 0,
    hanging: int = 0,
    keep: bool = False,
    before: Cell = (),
) -> Any:
    """Write a cell as a paragraph.

    It has the direction of its language unless it reads from left to right in
    any. With a decimal tab stop, `tab` twips from its start, its runs have room
    around them. It is set in by `indent`, its lines after the first by `hanging`
    twips more; `keep` keeps it on the page of the next paragraph; `before` opens
    it, in bold or italics by itself.
    """
    rtl = direction(lang) == "rtl" and not ltr
    inset = indent or hanging
    properties = element(
        "w:pPr",
        element("w:pStyle", val=style),
        element("w:keepNext") if keep else None,
        element("w:tabs", element("w:tab", val="decimal", pos=tab)) if tab else None,
        element("w:bidi") if rtl else None,
        element("w:ind", left=indent + hanging, hanging=hanging) if inset else None,
        element("w:jc", val="center") if centred else None,
    )
    opening = (_run(run, run.text, rtl=rtl, bold=rtl, italic=not rtl) for run in before)
    made = element("w:p", properties, *opening)
    cell = _bracketed(cell) if rtl else cell
    texts = _spaced(cell, rooms) if tab else _directed(cell, rtl=rtl)
    for _, found in groupby(zip(cell, texts, strict=True), key=lambda each: _set_alike(each[0])):
        told = list(found)
        shown = "".join(text for _, text in told)
        made.append(_run(told[0][0], shown, rtl=rtl, bold=bold, italic=italic))
    return made


def _set_alike(run: Run) -> tuple[bool, ...]:
    """Return what makes one run of several: LibreOffice looks for a number's end within one."""
    return run.ltr, run.rtl, run.raised, run.kind is Kind.STATISTIC, run.kind is Kind.BREAK


def _spaced(cell: Cell, rooms: Rooms) -> list[str]:
    """Return runs' texts with spaces around them; a no-break space would hide where units end."""
    each = zip(cell, rooms, strict=True)
    return [" " * room.before + run.text + " " * room.after for run, room in each]


def _bracketed(cell: Cell) -> Cell:
    """Put the brackets around a formula into it, or LibreOffice ends a line with the first."""
    parts = [list(runs) for _, runs in stretches(cell)]
    for before, inside, after in zip(parts, parts[1:], parts[2:], strict=False):
        opens, closes = before[-1], after[0]
        whole = (replace(opens, text="(", ltr=True), *inside, replace(closes, text=")", ltr=True))
        if opens.text.endswith("(") and closes.text.startswith(")") and unbroken(whole):
            before[-1] = replace(opens, text=opens.text[:-1])
            after[0] = replace(closes, text=closes.text[1:])
            inside[:] = whole
    return tuple(run for part in parts for run in part if run.text)


def _directed(cell: Cell, *, rtl: bool) -> list[str]:
    """Return runs' texts, with no-break spaces in formulas, and marks of direction where needed."""
    found: list[str] = []
    for ltr, runs in stretches(cell):
        kept = _NARROW if rtl else _ROOM
        space = kept if unbroken(runs) else " "
        texts = [run.text.replace(" ", space).replace(_ROOM, kept) for run in runs]
        if ltr and rtl:
            texts[0] = LTR_MARK + texts[0]
            texts[-1] += LTR_MARK + RTL_MARK
        found += texts
    return found


def _run(run: Run, shown: str, *, rtl: bool, bold: bool, italic: bool) -> Any:
    """Write a run's text with its direction; a font for Hebrew has no italics for a symbol."""
    symbol = run.kind is Kind.STATISTIC
    hebrew = run.rtl or (rtl and not run.ltr)
    properties = element(
        "w:rPr",
        element("w:rFonts", ascii=_LATIN, hAnsi=_LATIN) if symbol and rtl else None,
        *map(element, ("w:b", "w:bCs") if bold else ()),
        element("w:i") if italic or symbol else None,
        element("w:vertAlign", val="superscript") if run.raised else None,
        element("w:rtl") if hebrew else None,
        element("w:lang", val="en-GB", bidi="he-IL"),
    )
    if run.kind is Kind.BREAK:
        return element("w:r", properties, element("w:br"))
    text = element("w:t")
    text.text = printable(shown)
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element("w:r", properties, text)


def table_cell(
    content: list[Any],
    width: int,
    *,
    span: int = 1,
    merge: str = "",
    borders: dict[str, str] | None = None,
    bottom: bool = False,
    whole: bool = False,
) -> Any:
    """Write a table's cell.

    It is `width` twips wide and covers `span` columns; `merge` is ``restart`` for
    the first of cells joined downwards and ``continue`` for a later one. Borders
    are widths of rules by side, in eighths of a point. Its text stands at the
    `bottom`, or stays `whole`, on one line.
    """
    rules = [
        element(f"w:{side}", val="single", sz=size, space=0, color="auto")
        for side, size in (borders or {}).items()
    ]
    properties = element(
        "w:tcPr",
        element("w:tcW", w=width, type="dxa"),
        element("w:gridSpan", val=span) if span > 1 else None,
        element("w:vMerge", val=merge) if merge else None,
        element("w:tcBorders", *rules) if rules else None,
        element("w:noWrap") if whole else None,
        element("w:vAlign", val="bottom") if bottom else None,
    )
    return element("w:tc", properties, *content)


def table_row(cells: list[Any], *, head: bool = False) -> Any:
    """Write a row that is not split over pages, and if it is a head stands on each."""
    repeated = element("w:tblHeader") if head else None
    return element("w:tr", element("w:trPr", element("w:cantSplit"), repeated), *cells)


def table(rows: list[Any], widths: list[int], style: str, lang: str, title: str) -> Any:
    """Write a table of given column widths in twips, with a title for those who do not see it."""
    properties = element(
        "w:tblPr",
        element("w:tblStyle", val=style),
        element("w:bidiVisual") if direction(lang) == "rtl" else None,
        element("w:tblW", w=sum(widths), type="dxa"),
        element("w:tblLayout", type="fixed"),
        element("w:tblLook", val="0420", firstRow=1, noVBand=1),
        element("w:tblCaption", val=title),
    )
    grid = element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths))
    return element("w:tbl", properties, grid, *rows)
