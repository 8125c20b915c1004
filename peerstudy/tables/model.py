"""A publication table as every renderer reads it: title, heads, rows of cells, notes.

A cell is a sequence of runs, so that a renderer knows which part is a number to
align on its decimal point, which is a mark that points to a note, which is a
symbol with words for those who do not see it, and which reads from left to
right inside Hebrew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from peerstudy.words.markup import Markup


class Kind(StrEnum):
    """What a run is."""

    TEXT = "text"
    NUMBER = "number"
    STATISTIC = "statistic"
    MARK = "mark"
    SYMBOL = "symbol"
    BREAK = "break"


class Align(StrEnum):
    """How a column's cells stand under one another."""

    START = "start"
    CENTRE = "centre"
    DECIMAL = "decimal"


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a cell; its text is markup where only a page shows it.

    It can read from left to right whatever stands around it (`ltr`), or from
    right to left in a table that does not (`rtl`). `alt` is what a symbol
    means, `key` what its cell sorts by where that is not what it shows.
    """

    text: str
    kind: Kind = Kind.TEXT
    ltr: bool = False
    rtl: bool = False
    alt: str = ""
    key: str = ""

    @property
    def raised(self) -> bool:
        """Whether it is a superscript: a letter or a bracket is, a sign would be too small."""
        return self.kind is Kind.MARK and (self.text[:1].isalpha() or self.text[:1] == "[")


Cell = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, how its cells align, its share of the width, what a page sorts it by."""

    head: Cell
    align: Align = Align.START
    width: float = 1.0
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Spanner:
    """A head over several columns, from `first` to `last`, counted from 0."""

    head: Cell
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its label, its cells, how far it is set in, whether it stands for those below.

    A page filters rows by their states.
    """

    label: Cell
    cells: tuple[Cell, ...]
    level: int = 0
    strong: bool = False
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows that belong together, under a heading or none; a heading may have cells."""

    heading: Row | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """What stands below a table, in the order of the APA's manual.

    Sentences on the table as a whole, marks with what they say, what p values
    and their marks mean, and where the numbers come from.
    """

    general: tuple[Cell, ...] = ()
    specific: tuple[tuple[str, Cell], ...] = ()
    probability: tuple[Cell, ...] = ()
    source: Cell = ()


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """A publication table in one language.

    Attributes
    ----------
    name : str
        What files call it.
    number : int
        As in "Table 1".
    title : Cell
        Without the number.
    stub : Column
        The column of row labels.
    columns : tuple of Column
        The others; every row has a cell for each.
    spanners : tuple of Spanner
        Heads over several columns; they do not overlap.
    groups : tuple of RowGroup
        The body.
    notes : Notes
        What stands below.
    lang : str
        Its language.
    wide : bool
        Whether it needs the page's long side.

    Examples
    --------
    >>> from peerstudy import audit, load_study
    >>> from peerstudy.tables import Shelf, study_tables
    >>> study = load_study("cofacilitation_mazor")
    >>> (table,) = study_tables(Shelf(audit(study)), "he", ["theme_frequencies"])
    >>> table.lang, len(table.columns), len(list(table.rows()))
    ('he', 5, 17)
    """

    name: str
    number: int
    title: Cell
    stub: Column
    columns: tuple[Column, ...]
    groups: tuple[RowGroup, ...]
    notes: Notes
    lang: str
    spanners: tuple[Spanner, ...] = ()
    wide: bool = False

    def rows(self) -> Iterator[Row]:
        """Yield headings and rows in the order they are read."""
        for group in self.groups:
            if group.heading is not None:
                yield group.heading
            yield from group.rows

    @property
    def shares(self) -> list[float]:
        """The share of the width that each column has, the stub's first."""
        widths = [column.width for column in (self.stub, *self.columns)]
        return [width / sum(widths) for width in widths]

    @property
    def over(self) -> dict[int, Spanner]:
        """The head over each column that has one, by the column's number from 0."""
        return {i: s for s in self.spanners for i in range(s.first, s.last + 1)}

    def __repr__(self) -> str:
        rows = sum(len(group.rows) for group in self.groups)
        called = f"Table {self.number}, {self.name}" if self.number else f"Table, {self.told}"
        return f"<{called}: {rows} rows, {len(self.columns)} columns>"

    @property
    def told(self) -> str:
        """The title as text, or the name of a table without one."""
        return plain(self.title) or self.name

    def _repr_html_(self) -> Markup:
        """Show it in a notebook as it is published, trusted or not."""
        from peerstudy.tables.dress import Inlined
        from peerstudy.tables.html import html_fragment

        return html_fragment(self, dress=Inlined(self.lang))

    def _repr_latex_(self) -> str:
        """Keep it where a notebook is exported to LaTeX."""
        from peerstudy.tables.latex import latex_fragment

        return latex_fragment(self)


def headed(label: Cell, rows: Sequence[Row]) -> RowGroup:
    """Put rows under a heading that has no cells of its own, or under none."""
    heading = Row(label, ((),) * len(rows[0].cells), strong=True) if label else None
    return RowGroup(heading, tuple(rows))


def plain(cell: Cell, *, words: bool = False) -> str:
    """Return a cell's text; with `words`, symbols are told and lines joined by semicolons."""
    parts = []
    for run in cell:
        if run.kind is Kind.BREAK:
            parts.append("; " if words else " ")
        else:
            parts.append(run.alt if words and run.alt else run.text)
    return "".join(parts)
