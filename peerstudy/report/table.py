"""A table that becomes cards where there is little room, and stays a table to those who hear it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from peerstudy.report.cells import STATES
from peerstudy.report.element import Child, Markup, element

_FEW, _BROAD = 4, 6


@dataclass(frozen=True)
class Head:
    """A column's heading, and how it sorts: by text, by number, or not at all."""

    label: str
    sort: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell's content, and the key it sorts by where that is not its text."""

    content: Child
    key: str | None = None


@dataclass(frozen=True)
class Row:
    """A row: its cells, the first being its heading, and the states that filters know it by."""

    cells: Sequence[Cell]
    states: Iterable[str] = ()
    class_: str | None = None


@dataclass(frozen=True)
class Group:
    """Rows that belong together, below a heading of their own or none."""

    rows: Sequence[Row]
    heading: str = field(default="")


def key_of(state: str) -> str:
    """Return the key that a state sorts by, the gravest first."""
    return str(STATES.index(state))


def table(name: str, caption: Child, heads: Sequence[Head], groups: Sequence[Group]) -> Markup:
    """Write a table.

    Parameters
    ----------
    name : str
        Its identifier.
    caption : Child
        What it shows.
    heads : sequence of Head
        A heading a column.
    groups : sequence of Group
        Its rows; a single group without a heading can be sorted.
    """
    sortable = len(groups) == 1 and any(head.sort for head in heads)
    width = "few" if len(heads) <= _FEW else "broad" if len(heads) <= _BROAD else "vast"
    return element(
        "div",
        element(
            "table",
            element("caption", caption),
            element("thead", _head_row(heads), role="rowgroup"),
            [_body(group, heads) for group in groups],
            id=name,
            role="table",
            data_sortable=sortable,
        ),
        class_=f"table {width}",
    )


def _head_row(heads: Sequence[Head]) -> Markup:
    cells = [
        element("th", head.label, scope="col", role="columnheader", data_sort=head.sort or None)
        for head in heads
    ]
    return element("tr", cells, role="row")


def _body(group: Group, heads: Sequence[Head]) -> Markup:
    heading = None
    if group.heading:
        cell = element(
            "th", group.heading, scope="rowgroup", colspan=str(len(heads)), role="rowheader"
        )
        heading = element("tr", cell, role="row", class_="heading")
    return element("tbody", heading, [_row(row, heads) for row in group.rows], role="rowgroup")


def _row(row: Row, heads: Sequence[Head]) -> Markup:
    first, *rest = row.cells
    cells = [element("th", first.content, scope="row", role="rowheader", data_key=first.key)]
    cells += [
        element("td", cell.content, role="cell", data_label=head.label, data_key=cell.key)
        for cell, head in zip(rest, heads[1:], strict=True)
    ]
    return element(
        "tr", cells, role="row", class_=row.class_, data_states=" ".join(row.states) or None
    )
