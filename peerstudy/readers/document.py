"""A file read by what it holds: its first bytes decide, then its name."""

import re
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from peerstudy.frames.vocabulary import STATS
from peerstudy.ledger import COLUMNS
from peerstudy.readers.delimited import decoded, delimiter_of, quoted_rows, read_delimited
from peerstudy.readers.grid import Document
from peerstudy.readers.limits import LIMITS, WHOLE, Limits, open_zip, read_bytes, refuse
from peerstudy.readers.markup import read_html, read_jats
from peerstudy.readers.pdf import read_pdf
from peerstudy.readers.plain import is_markdown, read_latex, read_markdown, read_plain
from peerstudy.readers.spreadsheet import read_spreadsheet
from peerstudy.readers.values import read_value
from peerstudy.readers.word import read_word

SUFFIXES = (
    ".csv", ".tsv", ".docx", ".xlsx", ".html", ".htm", ".xml", ".nxml", ".md", ".tex", ".txt",
    ".pdf",
)  # fmt: skip
_BY_SUFFIX = {
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".tab": read_delimited,
    ".tex": read_latex,
    ".md": read_markdown,
}
_TRIED = 200
"""So many lines show how a text is laid out."""
_FIRST, _LONGEST = 20, 100_000
"""In so many first lines, of so many bytes, a ledger's headings are looked for."""


def read_document(path: str | Path, limits: Limits = LIMITS) -> Document:
    """Read the tables and the text of a file.

    Parameters
    ----------
    path : str or Path
        CSV, Word (.docx), Excel (.xlsx), HTML, JATS XML, Markdown, LaTeX,
        plain text or, experimentally, PDF. Links, macros and entities are ignored and nothing is
        fetched.
    limits : Limits
        How large it may be.

    Returns
    -------
    Document
        Its tables as grids, and its paragraphs.

    Raises
    ------
    InvalidDataError
        If it cannot be read: one line that says why.
    MissingExtraError
        If what reads it is not installed.

    Examples
    --------
    >>> from peerstudy.study import data_folder
    >>> document = read_document(data_folder() / "upsides_israel" / "levels.csv")
    >>> [cell.text for cell in document.grids[0].cells[0]][:2]
    ['variable', 'level']
    """
    path = Path(path)
    return read_content(read_bytes(path, limits), path.name, limits)


def read_content(content: bytes, name: str, limits: Limits = LIMITS) -> Document:
    r"""Read the tables and the text of a file that is at hand.

    Parameters
    ----------
    content : bytes
        The file.
    name : str
        What to call it; its suffix tells formats of text apart.
    limits : Limits
        How large it may be.

    Raises
    ------
    InvalidDataError
        If it cannot be read: one line that says why.
    MissingExtraError
        If what reads it is not installed.

    Examples
    --------
    >>> document = read_content(b"Women,19\nMen,7\n", "table.csv")
    >>> [[cell.text for cell in row] for row in document.grids[0].cells]
    [['Women', '19'], ['Men', '7']]
    """
    start = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    suffix = Path(name).suffix.lower()
    if start.startswith(b"pk\x03\x04"):
        return _read_zip(content, name, limits)
    if start.startswith(b"%pdf-"):
        return read_pdf(content, name, limits)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise refuse(name, "an old Office file", "save it as .docx or .xlsx")
    if suffix in (".docx", ".xlsx"):
        raise refuse(name, "content that is not a zip archive", WHOLE)
    return _reader(suffix, start, content)(content, name, limits)


def _reader(suffix: str, start: bytes, content: bytes) -> Callable[[bytes, str, Limits], Document]:
    """Choose what reads a file of text."""
    if start.startswith((b"<!doctype html", b"<html")) or suffix in (".html", ".htm"):
        return read_html
    if start.startswith(b"<") and (b"<article" in content[:20_000] or suffix in (".xml", ".nxml")):
        return read_jats
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    if is_markdown(decoded(content[:100_000]).splitlines()):
        return read_markdown
    return read_delimited if _is_delimited(content) else read_plain


def is_ledger(path: str | Path) -> bool:
    """Return whether a line near a file's beginning has a ledger's columns, or most of them.

    Examples
    --------
    >>> from peerstudy.study import data_folder
    >>> folder = data_folder() / "upsides_israel"
    >>> is_ledger(folder / "reported.csv"), is_ledger(folder / "codes.csv")
    (True, False)
    """
    try:
        with Path(path).open("rb") as file:
            return names_ledger(file)
    except OSError:
        return True


def names_ledger(file: BinaryIO) -> bool:
    r"""Return the same of bytes that another program hands over.

    Examples
    --------
    >>> from io import BytesIO
    >>> names_ledger(BytesIO(b"item,place,group,variable,level,stat,printed,source\n"))
    True
    """
    lines = map(decoded, iter(lambda: file.readline(_LONGEST), b""))
    told = (line for line in lines if line.strip() and not line.startswith("#"))
    first = [_cells(line) for line in islice(told, _FIRST)]
    return any(map(_names_columns, first)) or (len(first) > 1 and all(map(_is_row, first[1:])))


def _cells(line: str) -> list[str]:
    return [cell.strip(' "\r\n') for cell in re.split(r"[,;\t|]", line)]


def _is_row(cells: Sequence[str]) -> bool:
    """Return whether a line is a ledger's, whatever its columns are called."""
    at = COLUMNS.index("stat")
    return len(cells) >= len(COLUMNS) and cells[at] in STATS and cells[at + 1][:1].isdigit()


def _names_columns(cells: Sequence[str]) -> bool:
    names = set(map(str.casefold, cells))
    return {"stat", "printed"} <= names or len(names & set(COLUMNS)) >= len(COLUMNS) // 2


def _read_zip(content: bytes, name: str, limits: Limits) -> Document:
    with open_zip(content, name, limits) as package:
        names = set(package.namelist())
    if "word/document.xml" in names:
        return read_word(content, name, limits)
    if "xl/workbook.xml" in names:
        return read_spreadsheet(content, name, limits)
    raise refuse(name, "a zip file of another kind", "it must be a Word or Excel file")


def _is_delimited(content: bytes) -> bool:
    """Return whether most lines hold tabs, as copied from a spreadsheet, or all as many commas."""
    text = decoded(content[:100_000])
    lines = [line for line in text.splitlines() if line.strip()][:_TRIED]
    if quoted_rows("\n".join(lines)):
        return True
    mark = delimiter_of(text)
    cells = [line.split(mark) for line in lines]
    if mark == "\t":
        return len(lines) > 1 and 2 * sum(len(row) > 1 for row in cells) > len(lines)
    even = len(lines) > 1 and len({len(row) for row in cells}) == 1 < len(cells[0])
    return even and any(read_value(cell.strip('" ')) for row in cells for cell in row[1:])
