"""A table as CSV: one row of heads and every value as it is shown.

A heading stands in a column of its own beside the rows it is over, so that a
row says all that it is about. Symbols are told in words, since a CSV file has
no legend; marks follow their value; notes stand in a text beside it, so that
nothing in the CSV file is a comment.
"""

from collections.abc import Iterator

import pandas as pd

from peerstudy.frames.neutral import csv_of
from peerstudy.tables.model import Table, plain
from peerstudy.tables.notes import noted, numbered, one_row, readable
from peerstudy.words import word

BOM = "\ufeff"
"""Tells spreadsheet programs that a file is UTF-8."""


def as_csv(table: Table) -> str:
    """Write a table's cells, with the mark that tells spreadsheets that it is UTF-8."""
    return BOM + cells_csv(table)


def cells_csv(table: Table) -> str:
    """Write a table's cells for programs, which take UTF-8 for granted."""
    sections = any(group.heading is not None for group in table.groups)
    heads = [plain(head, words=True).replace(";", "") for head in one_row(table)]
    first = [word("tables.section", table.lang)] if sections else []
    rows = [cells if sections else cells[1:] for cells in _rows(table)]
    return csv_of(pd.DataFrame(rows, columns=[*first, *heads], dtype=object))


def _rows(table: Table) -> Iterator[list[str]]:
    for group in table.groups:
        section = ""
        if group.heading is not None:
            section = plain(group.heading.label, words=True)
            cells = [plain(cell, words=True) for cell in group.heading.cells]
            if any(cells):
                yield [section, "", *cells]
        for row in group.rows:
            cells = [plain(cell, words=True) for cell in row.cells]
            yield [section, plain(row.label, words=True), *cells]


def as_notes(table: Table) -> str:
    """Write a table's number, title and notes as plain text."""
    title = f"{numbered(table)}. {readable(table.title, table.lang)}"
    return "\n".join([title, *noted(table)]) + "\n"
