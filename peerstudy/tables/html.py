"""A table as HTML: a fragment to embed, or a page of its own that needs nothing else."""

from collections.abc import Iterator

from peerstudy.tables.align import Room, Rooms, rooms
from peerstudy.tables.cells import broken, stretches, unbroken
from peerstudy.tables.dress import CSS, Classes
from peerstudy.tables.model import Align, Cell, Column, Kind, Row, RowGroup, Run, Table
from peerstudy.tables.notes import Style, numbered, paragraphs, titled
from peerstudy.words import direction
from peerstudy.words.markup import Markup, element, fragment

CLASSES = Classes()


def html_fragment(table: Table, style: Style = Style.APA, dress: Classes = CLASSES) -> Markup:
    """Write a table with its notes; a page that embeds it needs :data:`CSS` once."""
    ident = f"table-{table.name}-{table.lang}-notes"
    notes = [
        element(
            "p",
            [element("span", opens, **dress.part("opens")), " "] if opens else None,
            cell_html(cell, dress),
            **dress.part("p"),
        )
        for opens, cell in paragraphs(table)
    ]
    shown = html_table(table, dress, style, aria_describedby=ident if notes else None)
    scroll = element(
        "div",
        shown,
        **dress.part("scroll"),
        tabindex="0",
        role="region",
        aria_label=numbered(table) if table.number else table.told,
    )
    below = (
        ["\n", element("div", _lines(notes), **dress.part("notes"), id=ident)] if notes else None
    )
    return element(
        "div",
        scroll,
        below,
        **dress.part(f"publication-table {style}"),
        lang=table.lang,
        dir=direction(table.lang),
    )


def html_page(table: Table, style: Style = Style.APA) -> str:
    """Write a table as a page that needs no other file."""
    page = "@page { size: A4 landscape; }\n" if table.wide else ""
    return page_of(titled(table), html_fragment(table, style), table.lang, page)


def page_of(title: str, body: Markup, lang: str, style: str = "") -> str:
    """Put fragments of tables on a page of one language that needs no other file."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", Markup(CSS + style)),
    )
    page = element(
        "html", head, element("body", element("main", body)), lang=lang, dir=direction(lang)
    )
    return f"<!DOCTYPE html>\n{page}\n"


def html_table(
    table: Table, dress: Classes, style: Style = Style.APA, **attributes: str | None
) -> Markup:
    """Write the table itself, dressed for where it is shown."""
    spaces = iter(rooms(table))
    return element(
        "table",
        _caption(table, style, dress),
        _widths(table) if dress.styled else None,
        element("thead", _lines(_heads(table, dress)), **dress.part("thead")),
        [
            element("tbody", _lines(_rows(table, group, spaces, dress)), **dress.part("tbody"))
            for group in table.groups
        ],
        **dress.table(table) | attributes,
    )


def _lines(parts: list[Markup]) -> Markup:
    return Markup("\n".join(parts))


def _caption(table: Table, style: Style, dress: Classes) -> Markup | None:
    """Write the number and the title; a table without a number has a title, or neither."""
    title = element("span", cell_html(table.title, dress), **dress.part("title"))
    if not table.number:
        return element("caption", title, **dress.part("caption")) if table.title else None
    number = element("span", numbered(table), **dress.part("number"))
    between = ". " if style is Style.PLAIN else " "
    return element("caption", number, between, title, **dress.part("caption"))


def _widths(table: Table) -> Markup:
    columns = (element("col", style=f"width:{100 * share:.1f}%") for share in table.shares)
    return element("colgroup", columns)


def _heads(table: Table, dress: Classes) -> list[Markup]:
    """Write the heads, in two rows where there are heads over several columns."""
    deep = 2 if table.spanners else 1
    upper, lower = [_head(table.stub, deep, dress)], []
    for index, column in enumerate(table.columns):
        spanner = table.over.get(index)
        if spanner is None:
            upper.append(_head(column, deep, dress))
            continue
        lower.append(_head(column, 1, dress))
        if index == spanner.first:
            span = str(spanner.last - spanner.first + 1)
            inside = element("span", cell_html(spanner.head, dress))
            told = {"scope": "colgroup", "colspan": span} | dress.part("over")
            upper.append(element("th", inside, **told))
    return [element("tr", row, **dress.part("tr")) for row in (upper, lower) if row]


def _head(column: Column, rows: int, dress: Classes) -> Markup:
    span = str(rows) if rows > 1 else None
    inside = cell_html(column.head, dress)
    return element("th", inside, scope="col", rowspan=span, **dress.head(column))


def _rows(
    table: Table, group: RowGroup, spaces: Iterator[list[Rooms]], dress: Classes
) -> list[Markup]:
    heading = [_row(table, group.heading, next(spaces), "rowgroup", dress)] if group.heading else []
    return [*heading, *(_row(table, row, next(spaces), "row", dress) for row in group.rows)]


def _row(table: Table, row: Row, spaces: list[Rooms], scope: str, dress: Classes) -> Markup:
    across = scope == "rowgroup" and not any(row.cells)
    span = str(len(row.cells) + 1) if across else None
    label = _hung(row.label, dress)
    cells = [_data(*each, dress) for each in zip(row.cells, table.columns, spaces, strict=True)]
    return element(
        "tr",
        element("th", label, scope=scope, colspan=span, **dress.label(row)),
        None if across else cells,
        **dress.row(row),
    )


def _data(cell: Cell, column: Column, spaces: Rooms, dress: Classes) -> Markup:
    if dress.styled and column.align is Align.DECIMAL and cell:
        inside = element("bdi", map(_run, cell, spaces), dir="ltr")
    else:
        inside = (_hung if column.align is Align.START else cell_html)(cell, dress)
    return element("td", inside, **dress.cell(cell, column))


def _hung(cell: Cell, dress: Classes) -> Markup:
    """Write the lines of a text, each of which hangs where it is broken if its dress has lines."""
    line = dress.part("line")
    if not any(line.values()):
        return cell_html(cell, dress)
    lines = [element("span", cell_html(each, dress), **line) for each in broken(cell)]
    return Markup(element("br").join(lines))


def cell_html(cell: Cell, dress: Classes = CLASSES) -> Markup:
    """Write a cell's runs, each in its direction."""
    parts = []
    for ltr, runs in stretches(cell):
        inside = [_run(run, Room()) for run in runs]
        whole = dress.part("whole") if unbroken(runs) else {}
        parts.append(element("bdi", inside, dir="ltr", **whole) if ltr else fragment(inside))
    return fragment(parts)


def _run(run: Run, room: Room) -> Markup:
    """Write a run, with room around it in half digits."""
    if run.kind is Kind.BREAK:
        return element("br")
    inside = element("bdi", run.text, dir="rtl") if run.rtl else fragment(run.text)
    if run.raised:
        inside = element("sup", inside)
    elif run.kind is Kind.STATISTIC:
        inside = element("i", inside)
    elif run.kind is Kind.SYMBOL:
        inside = element("span", inside, role="img", aria_label=run.alt)
    if room == Room():
        return inside
    sides = (("left", room.before), ("right", room.after))
    style = ";".join(f"padding-{side}:{n / 2:g}ch" for side, n in sides if n)
    return element("span", inside, style=style)
