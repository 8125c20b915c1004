"""What the parts of a table look like as HTML: on a page of tables, in a notebook, in a report."""

from importlib.resources import files

from peerstudy.tables.model import Cell, Column, Row, Table, plain
from peerstudy.words import direction, side

Attributes = dict[str, str | bool | None]

CSS = "\n" + (files(__package__) / "tables.css").read_text(encoding="utf-8")


_TAGS = frozenset({"caption", "thead", "tbody", "tr", "p"})
"""Parts whose elements need no class."""


class Classes:
    """Classes for the parts, for a page with :data:`CSS`."""

    styled = True
    """Whether elements may have styles: widths of columns, room around numbers."""

    def part(self, name: str) -> Attributes:
        """Dress a part by its name: `number` and `title` of the caption, `notes`, a `tbody`."""
        return {} if name in _TAGS else {"class_": name}

    def table(self, table: Table) -> Attributes:  # noqa: ARG002
        """Dress the table itself."""
        return {}

    def head(self, column: Column) -> Attributes:
        """Dress a column's head."""
        return {"class_": column.align}

    def row(self, row: Row) -> Attributes:
        """Dress a row."""
        return {"class_": "strong" if row.strong else None}

    def label(self, row: Row) -> Attributes:
        """Dress a row's label, set in by its level."""
        return {"style": f"padding-inline-start:{0.5 + row.level:g}em" if row.level else None}

    def cell(self, cell: Cell, column: Column) -> Attributes:  # noqa: ARG002
        """Dress a cell."""
        return {"class_": column.align}


_LINE = "1px solid"
_SERIF = "font-family:Times New Roman,Liberation Serif,David,Frank Ruehl CLM,serif"
_CENTRED = {"decimal": ";text-align:center", "centre": ";text-align:center"}


class Inlined(Classes):
    """Styles in the elements, as notebooks show what they do not yet trust.

    A notebook drops style sheets and classes from outputs that it has not run
    itself, and sides named start or end; GitHub does so always. The language
    gives the side on which a line starts.
    """

    def __init__(self, lang: str) -> None:
        self.start = start = side(direction(lang))
        slanted = "font-style:italic" if start == "left" else "font-style:normal"
        self._cell = f"padding:3px 8px;vertical-align:top;text-align:{start}"
        self._label = f"padding:3px 8px;vertical-align:top;font-weight:normal;text-align:{start}"
        self._parts = {
            "caption": f"caption-side:top;text-align:{start};padding-bottom:8px",
            "number": "display:block;font-weight:bold",
            "title": f"display:block;{slanted}",
            "whole": "white-space:nowrap",
            "notes": f"font-size:90%;{_SERIF}",
            "p": f"margin:5px 0;text-align:{start}",
            "opens": slanted,
            "over": f"{self._label};white-space:normal;vertical-align:bottom;"
            f"border-top:{_LINE};border-bottom:{_LINE}",
        }

    def part(self, name: str) -> Attributes:
        """Return the style of a part that has one."""
        return {"style": self._parts.get(name)}

    def table(self, table: Table) -> Attributes:  # noqa: ARG002
        """Rule it below, in the type of a journal."""
        return {"style": f"border-collapse:collapse;margin:0;border-bottom:{_LINE};{_SERIF}"}

    def head(self, column: Column) -> Attributes:
        """Rule it above and below."""
        return {"style": self._parts["over"] + _CENTRED.get(column.align, "")}

    def row(self, row: Row) -> Attributes:  # noqa: ARG002
        """Leave it as it is."""
        return {}

    def label(self, row: Row) -> Attributes:
        """Set it in by its level."""
        bold = ";font-weight:bold" if row.strong else ""
        inset = f";padding-{self.start}:{0.5 + row.level:g}em" if row.level else ""
        return {"style": f"{self._label};white-space:normal{bold}{inset}"}

    def cell(self, cell: Cell, column: Column) -> Attributes:  # noqa: ARG002
        """Keep numbers on one line."""
        kept = ";white-space:nowrap" if column.align == "decimal" else ""
        return {"style": self._cell + _CENTRED.get(column.align, "") + kept}


class Paged(Classes):
    """Roles, for a report's page: its tables become cards where there is little room.

    Their parts keep what they are to those who hear them, rows have the
    states that filters know them by, and cells the keys that they sort by.
    """

    styled = False

    def part(self, name: str) -> Attributes:
        """Keep a short formula on a line."""
        roles = {"thead": "rowgroup", "tbody": "rowgroup", "tr": "row"}
        return {"class_": name if name == "whole" else None, "role": roles.get(name)}

    def table(self, table: Table) -> Attributes:
        """Name it, and let it be sorted where all its rows are of one kind."""
        sorts = any(column.sort for column in (table.stub, *table.columns))
        return {
            "id": f"{table.lang}-{table.name}",
            "role": "table",
            "data_sortable": sorts and len(table.groups) == 1,
        }

    def head(self, column: Column) -> Attributes:
        """Name how its column is sorted."""
        return {"role": "columnheader", "data_sort": column.sort or None}

    def row(self, row: Row) -> Attributes:
        """Name its level and its states."""
        named = "strong" if row.strong else "level" if row.level else None
        return {"role": "row", "class_": named, "data_states": " ".join(row.states) or None}

    def label(self, row: Row) -> Attributes:
        """Hold the key it sorts by."""
        return {"role": "rowheader", "data_key": _key(row.label)}

    def cell(self, cell: Cell, column: Column) -> Attributes:
        """Hold the key it sorts by and, for cards, its column's head."""
        return {"role": "cell", "data_label": plain(column.head), "data_key": _key(cell)}


def _key(cell: Cell) -> str | None:
    return next((run.key for run in cell if run.key), None)
