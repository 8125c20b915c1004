"""What every reader makes of a file: grids of cells with their spans resolved, and paragraphs."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

LABEL = re.compile(
    r"^\W*(?:table|tab\.|tabelle|tableau|tabla|tabela|לוח|טבלה)\s*"
    r"(?:[A-Z]?\d{1,3}[a-z]?(?!\w)|[A-Z]?\d{1,3}|\w{1,4}(?!\w))",
    re.IGNORECASE,
)
"""The label of a table, as `Table 1` and `Table S2b`; its title may stand close behind it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it is printed.

    Attributes
    ----------
    text : str
        Its text without superscripts; line breaks are line feeds.
    row, column : int
        Where it begins, from 0.
    row_span, column_span : int
        How many rows and columns it covers.
    bold, header : bool
        Whether all its text is bold; whether the file marks it as a heading.
    indent : float
        How far its text is indented, in steps; only comparisons have a meaning.
    superscripts : tuple of str
        Raised characters, such as marks of footnotes.

    Examples
    --------
    >>> Cell("19 (73.1%)", row=1, column=2).text
    '19 (73.1%)'
    """

    text: str
    row: int = 0
    column: int = 0
    row_span: int = 1
    column_span: int = 1
    bold: bool = False
    header: bool = False
    indent: float = 0
    superscripts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grid:
    """One table: a rectangle of cells; a cell that spans several places stands in each.

    Attributes
    ----------
    cells : tuple of tuple of Cell
        By row and column, in the order of reading.
    number : int
        Its place among the document's tables, from 1.
    caption : str
        Its title, with the label.
    notes : tuple of str
        What is printed below it.

    Examples
    --------
    >>> grid = Grid(resolve_spans([[Cell("Women"), Cell("19")]]), caption="Table 1")
    >>> grid.caption, [cell.text for cell in grid.cells[0]]
    ('Table 1', ['Women', '19'])
    """

    cells: tuple[tuple[Cell, ...], ...]
    number: int = 1
    caption: str = ""
    notes: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """What to call it: the label of its caption, else its number."""
        label = LABEL.match(self.caption)
        return label[0].strip() if label else f"Table {self.number}"

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max(map(len, self.cells), default=0)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of running text, and where it stands."""

    text: str
    place: str


@dataclass(frozen=True)
class Document:
    """A file as it was read.

    Attributes
    ----------
    name : str
        The file's name.
    grids : tuple of Grid
        Its tables.
    paragraphs : tuple of Paragraph
        Its text outside tables.
    doubt : float, default 0
        How unsure every number of it is at least; above 0, its format holds
        no tables, and they were inferred from positions.
    caveat : str, default ""
        The message that says so.
    """

    name: str
    grids: tuple[Grid, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    doubt: float = 0.0
    caveat: str = ""


def resolve_spans(rows: Iterable[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Lay rows of cells out as a rectangle in which a spanning cell stands in every place.

    Rows are as files list them: a cell that began in a row above is not listed again.

    Examples
    --------
    >>> grid = resolve_spans([[Cell("a", row_span=2), Cell("b")], [Cell("c")]])
    >>> [[cell.text for cell in row] for row in grid]
    [['a', 'b'], ['a', 'c']]
    """
    taken: dict[tuple[int, int], Cell] = {}
    listed = list(rows)
    for number, cells in enumerate(listed):
        column = 0
        for cell in cells:
            while (number, column) in taken:
                column += 1
            placed = replace(cell, row=number, column=column)
            for down in range(min(cell.row_span, len(listed) - number)):
                for right in range(cell.column_span):
                    taken.setdefault((number + down, column + right), placed)
            column += cell.column_span
    width = max((column for _, column in taken), default=-1) + 1
    return tuple(
        tuple(taken.get((row, column), Cell("", row, column)) for column in range(width))
        for row in range(len(listed))
    )
