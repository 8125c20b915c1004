"""A table's number, title and notes as every renderer writes them."""

from collections.abc import Iterator
from enum import StrEnum

from peerstudy.tables.cells import KEPT, mark, said, stretches
from peerstudy.tables.model import Cell, Table, plain
from peerstudy.words import direction, isolated, word


class Style(StrEnum):
    """How a table is set.

    APA: horizontal rules only, the number in bold, the title in italics (in
    Hebrew upright, as Hebrew has no true italics). Plain: number and title on
    one line, a rule under every row.

    Examples
    --------
    >>> [style.value for style in Style]
    ['apa', 'plain']
    """

    APA = "apa"
    PLAIN = "plain"


def numbered(table: Table) -> str:
    """Return which table it is: ``Table 1``."""
    return word("tables.numbered", table.lang, n=table.number)


def titled(table: Table) -> str:
    """Return which table it is and its title, as plain text."""
    return f"{numbered(table)}. {plain(table.title)}"


def one_row(table: Table) -> list[Cell]:
    """Return the heads of the stub and of every column, with what stands over them in front."""
    found = [table.stub.head]
    for index, column in enumerate(table.columns):
        above = table.over.get(index)
        found.append((*above.head, *said(": "), *column.head) if above else column.head)
    return found


def paragraphs(table: Table) -> Iterator[tuple[str, Cell]]:
    """Yield what stands below a table: the word that opens each paragraph, and the rest."""
    notes = table.notes
    if notes.general:
        yield word("tables.note", table.lang), spaced(notes.general)
    if notes.specific:
        yield "", spaced(tuple((*mark(sign), *KEPT, *cell) for sign, cell in notes.specific))
    if notes.probability:
        yield "", spaced(notes.probability)
    if notes.source:
        yield word("tables.source", table.lang), notes.source


def noted(table: Table) -> list[str]:
    """Return what stands below a table as plain text, by paragraph."""
    return [
        " ".join(filter(None, [opens, readable(cell, table.lang)]))
        for opens, cell in paragraphs(table)
    ]


def spaced(cells: tuple[Cell, ...]) -> Cell:
    """Put sentences one after another, each with its full stop."""
    found: Cell = ()
    for cell in cells:
        stopped = cell if cell[-1].text.endswith((".", "?", "!")) else (*cell, *said("."))
        found = (*found, *said(" "), *stopped) if found else stopped
    return found


def readable(cell: Cell, lang: str) -> str:
    """Return a cell as plain text, in Hebrew with isolates around what reads from left to right."""
    if direction(lang) == "ltr":
        return plain(cell)
    return "".join(
        isolated(plain(runs), ltr=True) if ltr else plain(runs) for ltr, runs in stretches(cell)
    )
