"""The page's tables: rows of markup that can be sorted and filtered, cards where room is short."""

from collections.abc import Iterable, Mapping, Sequence

from peerstudy.report.edition import Edition
from peerstudy.tables.dress import Paged
from peerstudy.tables.html import html_table
from peerstudy.tables.model import Cell, Column, Notes, Row, RowGroup, Run, Table
from peerstudy.words.markup import Child, Markup, element, fragment


def heads(edition: Edition, sorts: Mapping[str, str], room: str = "report") -> list[Column]:
    """Make a column under each of some texts, sorted by ``text``, by ``number``, or not at all."""
    return [Column((Run(edition.text(f"{room}.{key}")),), sort=sort) for key, sort in sorts.items()]


def cell(content: Child, key: str = "") -> Cell:
    """Make a cell, with the key it sorts by where that is not its text."""
    inside = fragment(content)
    return (Run(inside, key=key),) if inside else ()


def row(label: Child, *cells: Cell, states: Iterable[str] = ()) -> Row:
    """Make a row, with the states that filters know it by."""
    return Row(cell(label), cells, states=tuple(states))


def table(
    edition: Edition, name: str, caption: Child, columns: Sequence[Column], rows: Iterable[Row]
) -> Markup:
    """Write a table, which can be sorted; see :func:`table_of_groups`."""
    return table_of_groups(edition, name, caption, columns, [RowGroup(None, tuple(rows))])


def table_of_groups(
    edition: Edition,
    name: str,
    caption: Child,
    columns: Sequence[Column],
    groups: Sequence[RowGroup],
) -> Markup:
    """Write a table of groups of rows; the first column is that of their labels."""
    stub, *others = columns
    made = Table(name, 0, cell(caption), stub, tuple(others), tuple(groups), Notes(), edition.lang)
    return element("div", html_table(made, Paged()), class_="table")
