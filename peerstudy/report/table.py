"""The page's tables: rows of markup that can be sorted and filtered, cards where room is short."""

from collections.abc import Iterable, Sequence

from peerstudy.report.cells import STATES
from peerstudy.report.edition import Edition
from peerstudy.tables.dress import Paged
from peerstudy.tables.html import html_table
from peerstudy.tables.model import Cell, Column, Notes, Row, RowGroup, Run, Table
from peerstudy.words.markup import Child, Markup, element, fragment


def key_of(state: str) -> str:
    """Return the key that a state sorts by, the gravest first."""
    return str(STATES.index(state))


def head(edition: Edition, key: str, sort: str = "") -> Column:
    """Make a column under a text of the catalogue, sorted by text, by number, or not at all."""
    return Column((Run(edition.text(key)),), sort=sort)


def cell(content: Child, key: str = "") -> Cell:
    """Make a cell, with the key it sorts by where that is not its text."""
    inside = fragment(content)
    return (Run(inside, key=key),) if inside else ()


def row(label: Child, *cells: Cell, states: Iterable[str] = ()) -> Row:
    """Make a row, with the states that filters know it by."""
    return Row(cell(label), cells, states=tuple(states))


def table(
    edition: Edition, name: str, caption: Child, heads: Sequence[Column], rows: Iterable[Row]
) -> Markup:
    """Write a table, which can be sorted; see :func:`grouped`."""
    return grouped(edition, name, caption, heads, [RowGroup(None, tuple(rows))])


def grouped(
    edition: Edition,
    name: str,
    caption: Child,
    heads: Sequence[Column],
    groups: Sequence[RowGroup],
) -> Markup:
    """Write a table of groups of rows.

    Parameters
    ----------
    edition : Edition
        The language.
    name : str
        Its identifier.
    caption : Child
        What it shows.
    heads : sequence of Column
        A column each, the first for the rows' labels.
    groups : sequence of RowGroup
        Its rows.
    """
    stub, *columns = heads
    made = Table(name, 0, cell(caption), stub, tuple(columns), tuple(groups), Notes(), edition.lang)
    return element("div", html_table(made, Paged()), class_="table")
