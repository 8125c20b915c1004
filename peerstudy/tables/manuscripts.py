"""The table of a manuscript as it was read, with the cells marked that need a second look."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from peerstudy.auditing import Audit
from peerstudy.auditing.readings import DOUBTFUL
from peerstudy.errors import require_known
from peerstudy.readers import Cell, Grid, Manuscript
from peerstudy.readers.interpret import interpret
from peerstudy.readers.lines import is_rtl
from peerstudy.tables.inline import sided
from peerstudy.words import marked, word

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
    lines = [
        "".join(
            _cell(cell, kinds.get((row, column), ""), told.get((row, column), []))
            for column, cell in enumerate(cells)
            if (cell.row, cell.column) == (row, column)
        )
        for row, cells in enumerate(grid.cells)
    ]
    used = [kind for kind in _MARKS if kind in kinds.values()]
    legend = "; ".join(word(f"readings.legend_{kind}", lang) for kind in used)
    caption = grid.caption or grid.place
    turned = "rtl" if is_rtl(" ".join(c.text for row in grid.cells for c in row)) else "ltr"
    body = "\n".join(f"<tr>{line}</tr>" for line in lines)
    html = (
        f'<table dir="{turned}"><caption style="caption-side:top;text-align:start">'
        f"{marked(caption)}</caption>\n<tbody>\n{body}\n</tbody></table>"
    )
    return Drawn(caption, sided(html, turned) + (f"\n<p>{marked(legend)}</p>" if legend else ""))


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
    kinds = {(row, column): "unread" for row, column, _ in interpret(grid).unread}
    kinds |= {
        (entry.row, entry.column): "doubtful"
        for entry in manuscript.entries
        if entry.source.startswith(f"table {grid.number},") and entry.doubt >= DOUBTFUL
    }
    return kinds | dict.fromkeys(told, "inconsistent")


def _cell(cell: Cell, kind: str, reasons: list[str]) -> str:
    """Return a cell as HTML: one with reasons opens to them."""
    text = escape(cell.text).replace("\n", "<br>")
    text = f"{text} {_MARKS[kind]}" if kind else text
    if reasons:
        why = "".join(f"<p>{marked(reason)}</p>" for reason in reasons)
        text = f"<details><summary>{text}</summary>{why}</details>"
    if cell.bold and not kind:
        text = f"<b>{text}</b>"
    spans = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    spans += f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    side = "end" if cell.column and any(c.isdigit() for c in cell.text) else "start"
    before = f"padding-inline-start:{0.5 + cell.indent:g}em;" if not cell.column else ""
    style = f"vertical-align:top;text-align:{side};{before}{_STYLES[kind]}"
    return f'<td{spans} style="{style}">{text}</td>'
