"""CSV files in as frames of text, and texts out whole or not at all."""

import csv
import hashlib
import os
import re
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pandas as pd

from peerstudy.errors import (
    InvalidDataError,
    NotWrittenError,
    PeerstudyError,
    Problem,
    WrongCallError,
)

_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b")
"""How spreadsheets, documents and archives begin."""
_STEM = 100
"""So much of a file's name is kept in the name of the one that waits for it."""


def read_text_frame(path: Path) -> pd.DataFrame:
    """Read a CSV file with every cell as text and empty cells as empty text.

    Parameters
    ----------
    path : Path
        A UTF-8 file separated by commas, with a header; lines that begin with # are comments.

    Raises
    ------
    InvalidDataError
        If the file is missing, not UTF-8, or not a table, or names a column twice.
    """
    text, lines = _uncommented(_table_text(path))
    allowed = (
        "the file must be a table separated by commas, with a header line "
        "and as many cells in each line as in the header"
    )
    try:
        header = next(csv.reader(StringIO(text, newline="")), [])
        with warnings.catch_warnings(record=True) as longer:
            warnings.simplefilter("always", pd.errors.ParserWarning)
            frame = pd.read_csv(
                StringIO(text),
                dtype=str,
                keep_default_na=False,
                na_filter=False,
                index_col=False,
                on_bad_lines="error",
            )
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError, csv.Error) as error:
        raise _unread(path, str(error).strip(), allowed) from None
    lost = _beyond(text, len(header)) if longer else None
    if lost is not None:
        raise InvalidDataError([Problem(str(path), *lost, allowed)])
    twice = [name for name, times in Counter(header).items() if times > 1]
    if twice:
        allowed = "every column must have a name of its own"
        raise InvalidDataError([Problem(str(path), 1, name, name, allowed) for name in twice])
    if len(lines) == len(frame) + 1:
        frame.index = pd.Index([line - 2 for line in lines[1:]])
    return frame.fillna("")


def _beyond(text: str, width: int) -> tuple[int, None, str] | None:
    """Find the first row with something in a cell beyond the header: its number and its text."""
    for row, cells in enumerate(csv.reader(StringIO(text, newline="")), start=1):
        if any(cell.strip() for cell in cells[width:]):
            return row, None, ",".join(cells)
    return None


def _uncommented(text: str) -> tuple[str, list[int]]:
    """Leave out lines that begin with #, and number the lines on which rows begin."""
    kept, begin, quoted = [], [], False
    for number, line in enumerate(text.split("\n"), start=1):
        if not quoted and line.startswith("#"):
            continue
        if not quoted and line.strip():
            begin.append(number)
        quoted ^= line.count('"') % 2 == 1
        kept.append(line)
    return "\n".join(kept), begin


def _table_text(path: Path) -> str:
    """Read a file's text: a file of this machine, never an address."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:/", str(path)):
        raise _unread(path, "an address", "it must be a file of this machine; save it first")
    try:
        if path.exists() and not path.is_file():
            kind = "a folder" if path.is_dir() else "no file"
            raise _unread(path, kind, "this must be a file")
        content = path.read_bytes()
        if content.startswith(_PACKED):
            raise _unread(path, "a spreadsheet or a packed file", "save the sheet as CSV in UTF-8")
        return content.decode("utf-8-sig")
    except InvalidDataError:
        raise
    except FileNotFoundError:
        raise _unread(path, None, "there must be a file of this name") from None
    except UnicodeDecodeError as error:
        found = f"byte {error.object[error.start]:#04x}"
        raise _unread(path, found, "the file must be saved as UTF-8") from None
    except (OSError, ValueError) as error:
        told = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise _unread(path, told.lower(), "this file must be readable") from None


def _unread(path: Path, found: str | None, allowed: str) -> InvalidDataError:
    return InvalidDataError([Problem(str(path), None, None, found, allowed)])


def digests(paths: Iterable[Path]) -> list[tuple[str, str]]:
    """Return each file's name and the SHA-256 of its bytes, in the order of the names."""
    ordered = sorted(paths, key=lambda path: path.name)
    return [(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in ordered]


def refuse_existing(paths: Iterable[Path]) -> None:
    """Refuse before any work is done if files that are to be written are there already.

    Raises
    ------
    PeerstudyError
        If one is.
    """
    there = [path for path in paths if os.path.lexists(path)]
    if there:
        told = f"{there[0]} is" if len(there) == 1 else f"{there[0]} and {len(there) - 1} more are"
        raise PeerstudyError(f"{told} there already; use --force to replace.")


def refuse_read(out: Path, read: Iterable[Path]) -> None:
    """Refuse to write over a file that is read, by whatever name or link.

    Raises
    ------
    WrongCallError
        If it is one of them.
    """
    for path in read:
        if path.exists() and out.exists() and out.samefile(path):
            raise WrongCallError(f"{out} is read for this; write to another file.")


def write_whole(path: Path, content: str | bytes, *, replace: bool) -> None:
    """Write a file whole or not at all.

    Parameters
    ----------
    path : Path
        Where to; missing folders are made.
    content : str or bytes
        A text is written as UTF-8.
    replace : bool
        Whether a file that is already there may be replaced.

    Raises
    ------
    PeerstudyError
        If the file is there already and may not be replaced.
    """
    write_all([(path, content)], replace=replace)


def write_all(contents: Iterable[tuple[Path, str | bytes]], *, replace: bool) -> list[Path]:
    """Write several files, all of them or none.

    Each is written beside its place as it comes; only once the last one is
    there do they take their names. Parameters as :func:`write_whole`.

    Returns
    -------
    list of Path
        What was written, in order.

    Raises
    ------
    PeerstudyError
        If a file is there already and may not be replaced.
    NotWrittenError
        If the system does not let it be written.
    """
    waiting: dict[Path, Path] = {}
    try:
        for path, content in contents:
            if not replace:
                refuse_existing([path])
            waiting[path] = _beside(path, content)
        for path, name in waiting.items():
            with _writing(path):
                name.replace(path)
    except BaseException:
        for name in waiting.values():
            name.unlink(missing_ok=True)
        raise
    return list(waiting)


def _beside(path: Path, content: str | bytes) -> Path:
    """Write a file that waits for its name."""
    data = content.encode() if isinstance(content, str) else content
    with _writing(path):
        if path.exists() and not path.is_file():
            raise OSError("there is something there that is not a file")
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:_STEM]}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(0o644)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    return Path(name)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Name the file that could not be written, and why."""
    try:
        yield
    except OSError as error:
        raise NotWrittenError(path, error) from None
