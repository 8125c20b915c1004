"""A table as HTML: a fragment to embed, or a page of its own that needs nothing else."""

from collections.abc import Iterator
from html import escape

from peerstudy.tables.align import Room, Rooms, rooms
from peerstudy.tables.cells import stretches, unbroken
from peerstudy.tables.model import Align, Cell, Column, Kind, Row, RowGroup, Run, Table, plain
from peerstudy.tables.notes import Style, numbered, paragraphs
from peerstudy.words import direction

CSS = """
.publication-table { max-width: 64rem; margin: 1.5rem auto; line-height: 1.35;
  font-family: "Times New Roman", "Liberation Serif", "David", "Frank Ruehl CLM", serif; }
.publication-table .scroll { overflow-x: auto; }
.publication-table table { border-collapse: collapse; width: 100%;
  font-variant-numeric: lining-nums tabular-nums; }
.publication-table caption { text-align: start; padding-block-end: .5rem; }
.publication-table caption .number { display: block; font-weight: bold; }
.publication-table caption .title { display: block; font-style: italic; }
.publication-table:lang(he) caption .title { font-style: normal; }
.publication-table th, .publication-table td { padding: .2rem .5rem; vertical-align: top;
  font-weight: normal; text-align: start; }
.publication-table thead { border-block: 1px solid; }
.publication-table thead th { text-align: center; vertical-align: bottom; }
.publication-table thead th.start { text-align: start; }
.publication-table thead th.over span { display: block; border-block-end: 1px solid;
  padding-block-end: .2rem; }
.publication-table table { border-block-end: 1px solid; }
.publication-table .decimal, .publication-table .centre { text-align: center; }
.publication-table .decimal, .publication-table .whole { white-space: nowrap; }
.publication-table .strong th { font-weight: bold; }
.publication-table sup { line-height: 0; font-size: .7em; }
.publication-table .notes { font-size: .9em; }
.publication-table .notes p { margin: .4rem 0; }
.publication-table .notes .opens { font-style: italic; }
.publication-table:lang(he) .notes .opens { font-style: normal; font-weight: bold; }
.publication-table.plain caption .number, .publication-table.plain caption .title
  { display: inline; font-style: normal; font-weight: bold; }
.publication-table.plain tbody tr { border-block-end: 1px solid #ccc; }
@media print { .publication-table { max-width: none; } .publication-table thead
  { display: table-header-group; } .publication-table tr { break-inside: avoid; } }
"""


def html_fragment(table: Table, style: Style = Style.APA) -> str:
    """Write a table as a fragment; a page that embeds it needs :data:`CSS` once."""
    ident = f"table-{table.name}-{table.lang}"
    spaces = iter(rooms(table))
    body = "\n".join(_body(table, group, spaces) for group in table.groups)
    notes = "\n".join(
        f"<p>{_opening(opens)}{cell_html(cell)}</p>" for opens, cell in paragraphs(table)
    )
    about = f' aria-describedby="{ident}-notes"' if notes else ""
    below = f'<div class="notes" id="{ident}-notes">\n{notes}\n</div>\n' if notes else ""
    named = escape(numbered(table) if table.number else table.told)
    return (
        f'<div class="publication-table {style}" lang="{table.lang}" '
        f'dir="{direction(table.lang)}">\n<div class="scroll" '
        f'tabindex="0" role="region" aria-label="{named}">'
        f"<table{about}>\n{_caption(table, style)}"
        f"{_widths(table)}\n<thead>\n{_head(table)}\n</thead>\n{body}\n</table></div>\n"
        f"{below}</div>\n"
    )


def html_page(table: Table, style: Style = Style.APA) -> str:
    """Write a table as a page that needs no other file."""
    page = "@page { size: A4 landscape; }\n" if table.wide else ""
    title = f"{numbered(table)}. {plain(table.title)}"
    return page_of(title, html_fragment(table, style), table.lang, page)


def page_of(title: str, body: str, lang: str, style: str = "") -> str:
    """Put fragments of tables on a page of one language that needs no other file."""
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}" dir="{direction(lang)}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, '
        f'initial-scale=1">\n<title>{escape(title)}</title>\n<style>{CSS}{style}</style>\n</head>\n'
        f"<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _caption(table: Table, style: Style) -> str:
    """Write the number and the title; a table without a number has a title, or neither."""
    title = f'<span class="title">{cell_html(table.title)}</span>' if table.title else ""
    if not table.number:
        return f"<caption>{title}</caption>\n" if title else ""
    number = f'<span class="number">{escape(numbered(table))}</span>'
    between = ". " if style is Style.PLAIN else " "
    return f"<caption>{number}{between}{title}</caption>\n"


def _opening(word: str) -> str:
    return f'<span class="opens">{escape(word)}</span> ' if word else ""


def _widths(table: Table) -> str:
    columns = [table.stub, *table.columns]
    total = sum(column.width for column in columns)
    made = (f'<col style="width:{100 * column.width / total:.1f}%">' for column in columns)
    return f"<colgroup>{''.join(made)}</colgroup>"


def _head(table: Table) -> str:
    """Write the heads, in two rows where there are heads over several columns."""
    stub = _heading(table.stub, 2 if table.spanners else 1)
    if not table.spanners:
        return f"<tr>{stub}{''.join(_heading(column, 1) for column in table.columns)}</tr>"
    over = {i: s for s in table.spanners for i in range(s.first, s.last + 1)}
    upper, lower = [stub], []
    for index, column in enumerate(table.columns):
        spanner = over.get(index)
        if spanner is None:
            upper.append(_heading(column, 2))
            continue
        lower.append(_heading(column, 1))
        if index == spanner.first:
            span = spanner.last - spanner.first + 1
            head = cell_html(spanner.head)
            upper.append(
                f'<th scope="colgroup" class="over" colspan="{span}"><span>{head}</span></th>'
            )
    return f"<tr>{''.join(upper)}</tr>\n<tr>{''.join(lower)}</tr>"


def _heading(column: Column, rows: int) -> str:
    span = f' rowspan="{rows}"' if rows > 1 else ""
    return f'<th scope="col" class="{column.align}"{span}>{cell_html(column.head)}</th>'


def _body(table: Table, group: RowGroup, spaces: Iterator[list[Rooms]]) -> str:
    rows = []
    if group.heading is not None:
        rows.append(_row(table, group.heading, next(spaces), "rowgroup"))
    rows += [_row(table, row, next(spaces), "row") for row in group.rows]
    return "<tbody>\n" + "\n".join(rows) + "\n</tbody>"


def _row(table: Table, row: Row, spaces: list[Rooms], scope: str) -> str:
    indent = f' style="padding-inline-start:{0.5 + row.level:g}em"' if row.level else ""
    strong = ' class="strong"' if row.strong else ""
    label = cell_html(row.label)
    if scope == "rowgroup" and not any(row.cells):
        span = len(row.cells) + 1
        return f'<tr{strong}><th scope="rowgroup" colspan="{span}"{indent}>{label}</th></tr>'
    cells = "".join(map(_data, row.cells, table.columns, spaces))
    return f'<tr{strong}><th scope="{scope}"{indent}>{label}</th>{cells}</tr>'


def _data(cell: Cell, column: Column, spaces: Rooms) -> str:
    if column.align is Align.DECIMAL and cell:
        inside = "".join(map(_run, cell, spaces))
        return f'<td class="decimal"><bdi dir="ltr">{inside}</bdi></td>'
    return f'<td class="{column.align}">{cell_html(cell)}</td>'


def cell_html(cell: Cell) -> str:
    """Write a cell's runs, each in its direction."""
    parts = []
    for ltr, runs in stretches(cell):
        inside = "".join(_run(run, Room()) for run in runs)
        whole = ' class="whole"' if unbroken(runs) else ""
        parts.append(f'<bdi dir="ltr"{whole}>{inside}</bdi>' if ltr else inside)
    return "".join(parts)


def _run(run: Run, room: Room) -> str:
    """Write a run, with room around it in half digits."""
    if run.kind is Kind.BREAK:
        return "<br>"
    inside = escape(run.text)
    if run.raised:
        inside = f"<sup>{inside}</sup>"
    elif run.kind is Kind.STATISTIC:
        inside = f"<i>{inside}</i>"
    elif run.kind is Kind.SYMBOL:
        inside = f'<span role="img" aria-label="{escape(run.alt)}">{inside}</span>'
    if room == Room():
        return inside
    sides = (("left", room.before), ("right", room.after))
    style = ";".join(f"padding-{side}:{n / 2:g}ch" for side, n in sides if n)
    return f'<span style="{style}">{inside}</span>'
