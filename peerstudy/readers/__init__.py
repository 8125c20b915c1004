"""Manuscripts and tables of others in, ledgers out.

A reader turns a file into grids of cells and paragraphs; one interpreter turns
grids into rows of a ledger. Each row says how unsure its reading is.
"""

from peerstudy.frames.border import guard
from peerstudy.readers.document import (
    SUFFIXES,
    is_ledger,
    names_ledger,
    read_content,
    read_document,
)
from peerstudy.readers.grid import Cell, Grid
from peerstudy.readers.limits import Limits, limits_of
from peerstudy.readers.manuscript import (
    Manuscript,
    read_manuscript,
    read_piped,
    read_table,
    read_text,
)

__all__ = [
    "SUFFIXES",
    "Cell",
    "Grid",
    "Limits",
    "Manuscript",
    "is_ledger",
    "limits_of",
    "names_ledger",
    "read_content",
    "read_document",
    "read_manuscript",
    "read_piped",
    "read_table",
    "read_text",
]

guard(globals())
