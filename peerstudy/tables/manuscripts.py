"""The table of a manuscript as it was read, with the cells marked that need a second look."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from peerstudy.auditing import Audit
from peerstudy.auditing.readings import DOUBTFUL
from peerstudy.errors import require_known
from peerstudy.readers import Cell, Grid, Manuscript
from peerstudy.readers.interpret import interpret
from peerstudy.readers.lines import is_rtl
from peerstudy.words import marked, side, word
from peerstudy.words.markup import Child, Markup, element, fragment

_CELL = re.compile(r"table (\d+), row (\d+), column (\d+)")
_MARKS = {"inconsistent": "≠", "doubtful": "?", "unread": "…"}
_STYLES = {
    "inconsistent": "border:2px solid;font-weight:bold;",
    "doubtful": "border:1px dashed;",
    "unread": "border:1px dotted;font-style:italic;",
    "": "",
}
_Place = tuple[int, int]


@dataclass(frozen=True)
class Drawn:
    """A manuscript's table as HTML, which a notebook shows as it is."""

    caption: str
    html: str = field(repr=False)

    def _repr_html_(self) -> str:
        return self.html


def manuscript_table(manuscript: Manuscript, result: Audit | None = None, number: int = 1) -> Drawn:
    r"""Draw a table of a manuscript as it was read, its doubtful and inconsistent cells marked.

    Parameters
    ----------
    manuscript : Manuscript
        As :func:`peerstudy.readers.read_manuscript` returns it.
    result : Audit, optional
        The audit of its ledger: inconsistent cells open to their arithmetic,
        in the audit's language.
    number : int, default 1
        Which table, from 1.

    Raises
    ------
    UnknownNameError
        If there is no such table.

    Examples
    --------
    >>> from peerstudy import audit
    >>> from peerstudy.readers import read_text
    >>> read = read_text("Sex\tPeers (n = 26)\nWomen\t19 (74.1%)\nMen\t7 (26.9%)")
    >>> drawn = manuscript_table(read, audit(read.ledger, checks=["PCT1"]))
    >>> drawn.html.count("<details>")
    1
    """
    require_known("table", str(number), [str(grid.number) for grid in manuscript.grids])
    grid = manuscript.grids[number - 1]
    lang = result.lang if result is not None else "en"
    told = _arithmetic(grid, result)
    kinds = _kinds(grid, manuscript, told)
    caption = grid.caption or grid.place
    turned = "rtl" if is_rtl(" ".join(c.text for row in grid.cells for c in row)) else "ltr"
    rows = [
        element(
            "tr",
            [
                _cell(cell, kinds.get((row, column), ""), told.get((row, column), []), turned)
                for column, cell in enumerate(cells)
                if (cell.row, cell.column) == (row, column)
            ],
        )
        for row, cells in enumerate(grid.cells)
    ]
    used = [kind for kind in _MARKS if kind in kinds.values()]
    legend = "; ".join(word(f"readings.legend_{kind}", lang) for kind in used)
    above = f"caption-side:top;text-align:{side(turned)}"
    table = element(
        "table",
        element("caption", marked(caption), style=above),
        element("tbody", rows),
        dir=turned,
    )
    return Drawn(caption, fragment(table, element("p", marked(legend)) if legend else None))


def _arithmetic(grid: Grid, result: Audit | None) -> dict[_Place, list[str]]:
    """Return why the numbers of each inconsistent cell of a table are."""
    told: dict[_Place, list[str]] = {}
    if result is None:
        return told
    found = result.inconsistent
    for source, reason in zip(found["source"], found["reason"], strict=True):
        for table, row, column in _CELL.findall(source):
            if int(table) == grid.number:
                told.setdefault((int(row) - 1, int(column) - 1), []).append(reason)
    return {place: list(dict.fromkeys(reasons)) for place, reasons in told.items()}


def _kinds(grid: Grid, manuscript: Manuscript, told: Mapping[_Place, object]) -> dict[_Place, str]:
    """Return the mark of each cell that has one: what is inconsistent precedes what is doubtful."""
    kinds = {(row, column): "unread" for _, row, column in interpret(grid).unread}
    kinds |= {
        (entry.row, entry.column): "doubtful"
        for entry in manuscript.entries
        if entry.source.startswith(f"table {grid.number},") and entry.doubt >= DOUBTFUL
    }
    return kinds | dict.fromkeys(told, "inconsistent")


def _cell(cell: Cell, kind: str, reasons: list[str], turned: str) -> Markup:
    """Return a cell as HTML: one with reasons opens to them."""
    shown: Child = [
        [element("br") if i else None, line] for i, line in enumerate(cell.text.split("\n"))
    ]
    if kind:
        shown = [shown, f" {_MARKS[kind]}"]
    if reasons:
        why = [element("p", marked(reason)) for reason in reasons]
        shown = element("details", element("summary", shown), why)
    if cell.bold and not kind:
        shown = element("b", shown)
    start = side(turned)
    number = cell.column and any(c.isdigit() for c in cell.text)
    inset = "" if cell.column else f"padding-{start}:{0.5 + cell.indent:g}em;"
    align = side("ltr" if turned == "rtl" else "rtl") if number else start
    return element(
        "td",
        shown,
        rowspan=str(cell.row_span) if cell.row_span > 1 else None,
        colspan=str(cell.column_span) if cell.column_span > 1 else None,
        style=f"vertical-align:top;text-align:{align};{inset}{_STYLES[kind]}",
    )
