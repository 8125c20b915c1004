"""Tables as text with commas, semicolons or tabs: encoding and delimiter are detected."""

import csv
from io import StringIO

from peerstudy.readers.grid import Cell, Document, Grid, resolve_spans
from peerstudy.readers.limits import LIMITS, Limits, check_size

DELIMITERS = ",;\t|"
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decoded(content: bytes) -> str:
    """Return a file's text: by its mark, as UTF-8, or as the Windows code page that fits.

    Examples
    --------
    >>> decoded("גיל;5".encode("cp1255"))
    'גיל;5'
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
    latin = content.decode("cp1252", errors="replace")
    return (
        content.decode("cp1255", errors="replace")
        if 2 * hebrew > letters and _words(content)
        else latin
    )


def _words(content: bytes) -> bool:
    """Return whether high bytes stand in runs, as the letters of a Hebrew word do."""
    runs = "".join("x" if byte >= 0xE0 else " " for byte in content).split()
    return bool(runs) and sum(map(len, runs)) >= 2 * len(runs)


def delimiter_of(text: str) -> str:
    """Return the delimiter that cuts most lines into the same number of cells."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]

    def fit(mark: str) -> tuple[float, int]:
        counts = [len(row) for row in csv.reader(lines, delimiter=mark)]
        usual = max(set(counts), key=counts.count, default=1)
        return (counts.count(usual) / max(len(counts), 1) if usual > 1 else 0.0, usual)

    return max(DELIMITERS, key=fit)


def read_delimited(content: bytes, name: str, limits: Limits = LIMITS) -> Document:
    """Read a table of text; lines that begin with ``#`` before it are its caption.

    Parameters
    ----------
    content : bytes
        The file.
    name : str
        What to call it.
    limits : Limits
        What is accepted.

    Raises
    ------
    InvalidDataError
        If it is larger than allowed.
    """
    text = decoded(content).replace("\x00", "")
    csv.field_size_limit(max(limits.cell + 1, len(text) + 1))
    delimiter = delimiter_of(text)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        rows = [line.split(delimiter) for line in text.splitlines()]
    longest = max((len(cell) for row in rows for cell in row), default=0)
    check_size(name, longest, len(rows), max(map(len, rows), default=0), limits)
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    caption = ""
    while len(rows) > 1 and len([cell for cell in rows[0] if cell.strip()]) == 1 < len(rows[1]):
        caption = f"{caption} {next(cell for cell in rows.pop(0) if cell.strip())}".strip()
    cells = [[_cell(cell) for cell in row] for row in rows]
    grid = Grid(resolve_spans(cells), caption=caption.lstrip("# "))
    return Document(name, (grid,))


def _cell(text: str) -> Cell:
    bare = text.lstrip(" \u00a0\u2003\t")
    return Cell(bare.rstrip(), indent=len(text) - len(bare))
