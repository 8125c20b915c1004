"""Tables as text with commas, semicolons or tabs: encoding and delimiter are detected."""

import csv
import re
from collections.abc import Sequence
from io import StringIO
from itertools import groupby

from peerstudy.readers.draft import Draft
from peerstudy.readers.grid import LABEL, Cell, Document
from peerstudy.readers.headings import read_heading
from peerstudy.readers.limits import LIMITS, Limits
from peerstudy.readers.runs import runs
from peerstudy.readers.values import read_value

DELIMITERS = ",;\t|"
_QUOTED = r'"[^"]*"'
_CELL = re.compile(rf'{_QUOTED}|[^\s",;|]+')
_LINE = re.compile(rf'\s*{_QUOTED}(?:\s+(?:{_QUOTED}|[^\s",;|]+))*\s*')
_MOSTLY = 0.75
"""How many of the bytes that are no ASCII are Hebrew letters in Hebrew, where Arabic has fewer."""
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decoded(content: bytes) -> str:
    """Return a file's text: by its mark, as UTF-8, or as the Windows code page that fits.

    Examples
    --------
    >>> decoded("גיל;5".encode("cp1255"))
    'גיל;5'
    >>> decoded("العمر;5".encode("cp1256"))
    'العمر;5'
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    hebrew = sum(0xE0 <= byte <= 0xFA for byte in content)
    letters = sum(byte >= 0x80 for byte in content)
    if _words(content, 0xE0) and hebrew > _MOSTLY * letters:
        return content.decode("cp1255", errors="replace")
    page = "cp1256" if _words(content, 0xC0) else "cp1252"
    return content.decode(page, errors="replace")


def _words(content: bytes, first: int) -> bool:
    """Return whether bytes from the first on stand in runs, as letters of a word do."""
    runs = "".join("x" if byte >= first else " " for byte in content).split()
    return bool(runs) and sum(map(len, runs)) >= 2 * len(runs)


def delimiter_of(text: str) -> str:
    """Return the delimiter that cuts most lines into the same number of cells."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]

    def fit(mark: str) -> tuple[float, int]:
        counts = [len(row) for row in csv.reader(lines, delimiter=mark)]
        usual = max(set(counts), key=counts.count, default=1)
        return (counts.count(usual) / max(len(counts), 1) if usual > 1 else 0.0, usual)

    return max(DELIMITERS, key=fit)


def quoted_rows(text: str) -> list[list[str]]:
    r"""Return the rows of cells in quotation marks that spaces set apart, as R prints them.

    Empty where a line is anything else.

    Examples
    --------
    >>> quoted_rows('  "n"  "26" "42"\n  "sex = M (%)" "7 (26.9)" 12')
    [['n', '26', '42'], ['sex = M (%)', '7 (26.9)', '12']]
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if not all(map(_LINE.fullmatch, lines)):
        return []
    rows = [[cell.strip('"') for cell in _CELL.findall(line)] for line in lines]
    return rows if 2 * sum(len(row) > 1 for row in rows) > len(rows) > 1 else []


def read_delimited(content: bytes, name: str, limits: Limits = LIMITS) -> Document:
    """Read a table of text; lines that begin with ``#`` before it are its caption."""
    text = decoded(content).replace("\x00", "")
    csv.field_size_limit(max(limits.cell + 1, len(text) + 1))
    delimiter = delimiter_of(text)
    rows = quoted_rows(text) or list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    draft = Draft(name, limits, "line")
    longest = max((len(cell) for row in rows for cell in row), default=0)
    draft.check(rows=len(rows), columns=max(map(len, rows), default=0), cell=longest)
    for part in _tables(rows):
        if all(map(_is_title, part)):
            for title, *_ in part:
                draft.write(title)
        else:
            _add(draft, part)
    return draft.document()


def _tables(rows: Sequence[list[str]]) -> list[list[list[str]]]:
    """Return the rows of each table; one begins below empty rows, with a title or headings."""
    parts = groupby(rows, lambda row: any(cell.strip() for cell in row))
    blocks = [list(block) for filled, block in parts if filled]
    tables = runs(blocks, lambda _, block: not _begins_table(block))
    return [[row for block in table for row in block] for table in tables]


def _begins_table(block: Sequence[Sequence[str]]) -> bool:
    """Return whether rows begin with a table's title, or with a row of headings."""
    first = [cell for cell in block[0] if cell.strip()]
    if len(first) == 1:
        return LABEL.match(first[0].lstrip("# ")) is not None
    headings = [read_heading(cell) for cell in block[0][1:] if cell.strip()]
    named = any(heading.name or heading.n for heading in headings)
    values = [read_value(cell) for cell in block[0][1:]]
    return len(block) > 1 and named and all(v is None or v.kind == "N=" for v in values)


def _add(draft: Draft, rows: list[list[str]]) -> None:
    caption = ""
    while len(rows) > 1 and _is_title(rows[0]) and len(rows[1]) > 1:
        caption = f"{caption} {rows.pop(0)[0]}".strip()
    draft.add([list(map(indented, row)) for row in rows], caption.lstrip("# "))


def _is_title(row: Sequence[str]) -> bool:
    """Return whether only the first cell of a row holds anything; in another it is a heading."""
    return bool(row) and bool(row[0].strip()) and not any(cell.strip() for cell in row[1:])


def indented(text: str) -> Cell:
    """Return the cell of a text that spaces indent."""
    bare = text.lstrip(" \u00a0\u2003\t")
    return Cell(bare.rstrip(), indent=len(text) - len(bare))
