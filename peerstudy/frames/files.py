"""CSV files in as frames of text, and texts out whole or not at all."""

import csv
import hashlib
import os
import re
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from itertools import compress
from pathlib import Path

import pandas as pd

from peerstudy.errors import (
    InvalidDataError,
    NotWrittenError,
    PeerstudyError,
    Problem,
    WrongCallError,
)
from peerstudy.frames.given import read_utf8, unread

_STEM = 100
"""So much of a file's name is kept in the name of the one that waits for it."""
_TABLE = (
    "the file must be a table separated by commas, with a header line and as many cells "
    "in each line as in the header; lines above it begin with #"
)
_TOLD_MARK = re.compile(r'"?sep=(?P<mark>[,;\t|])"?[\r\n]', re.IGNORECASE)
"""A first line by which a spreadsheet names what sets the cells apart."""
_LONGER = re.compile(r"Expected \d+ fields in line \d+, saw \d+")
"""How pandas refuses a line with more cells than the header."""
_NUL = "\ufffd"
"""What is kept for a NUL, at which pandas 2 would cut the cell off."""


def read_text_frame(path: Path) -> pd.DataFrame:
    """Read a CSV file in UTF-8 with every cell as text and empty cells as empty text.

    Cells are set apart by commas, or by semicolons, tabs or bars where the header has no comma;
    lines that begin with # are comments. The index counts lines from the file's second, 0.
    """
    return text_frame(read_utf8(path), path)


def text_frame(content: str, path: Path) -> pd.DataFrame:
    """Return a table's cells as :func:`read_text_frame` does, from a text that was read already."""
    told = _TOLD_MARK.match(content)
    text, lines = _uncommented(("#" if told else "") + content.replace("\x00", _NUL))
    mark = told["mark"] if told else _mark(text)
    refused: Exception | None = None
    with warnings.catch_warnings(record=True) as longer:
        warnings.simplefilter("always", pd.errors.ParserWarning)
        try:
            frame = pd.read_csv(
                StringIO(text),
                sep=mark,
                dtype=str,
                keep_default_na=False,
                na_filter=False,
                index_col=False,
                on_bad_lines="error",
            )
        except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError) as error:
            refused = error
    lost = _beyond(text, mark, lines) if longer or refused else None
    if lost is not None:
        raise InvalidDataError([Problem(str(path), *lost, _TABLE)])
    if refused is not None and _LONGER.search(str(refused)):
        frame = _cut_to_header(text, mark)
    elif refused is not None:
        raise unread(path, str(refused).strip(), _TABLE)
    if len(lines) == len(frame) + 1:
        frame.index = pd.Index([line - 2 for line in lines[1:]])
    return _filled(frame.fillna(""), next(_rows(text, mark), []), path)


def _filled(frame: pd.DataFrame, header: Sequence[str], path: Path) -> pd.DataFrame:
    """Leave out the rows and the columns without a name in which a spreadsheet wrote nothing."""
    empty = list(range(len(frame)))
    for i in range(len(frame.columns)):
        column = frame.iloc[:, i].tolist()
        empty = [row for row in empty if not column[row].strip()]
        if not empty:
            break
    frame = frame.drop(frame.index[empty])
    if len(header) != len(frame.columns):
        return frame
    kept = [
        name != "" or any(map(str.strip, frame.iloc[:, i].tolist()))
        for i, name in enumerate(header)
    ]
    twice = [name for name, times in Counter(compress(header, kept)).items() if times > 1]
    if twice:
        allowed = "every column must have a name of its own"
        if "" in twice:
            allowed += "; the header must be the first line, and lines above it must begin with #"
        raise InvalidDataError([Problem(str(path), 1, name, name, allowed) for name in twice])
    return frame.loc[:, kept]


def _mark(text: str) -> str:
    """Return what sets the cells of a table apart: a comma, unless its header has none."""
    header = next(filter(str.strip, StringIO(text)), "")
    return "," if "," in header else max(",;\t|", key=header.count)


def _rows(text: str, mark: str) -> Iterator[list[str]]:
    """Yield the cells of each line that is not blank."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    for cells in csv.reader(StringIO(text, newline=""), delimiter=mark):
        if len(cells) > 1 or any(map(str.strip, cells)):
            yield cells


def _cut_to_header(text: str, mark: str) -> pd.DataFrame:
    """Read a table of which some lines have empty cells beyond the header."""
    header, *rows = _rows(text, mark)
    width = len(header)
    cells = [row[:width] + [""] * (width - len(row)) for row in rows]
    return pd.DataFrame(cells, columns=header, dtype=str)


def _beyond(text: str, mark: str, lines: Sequence[int]) -> tuple[int, None, str] | None:
    """Find the first row with something in a cell beyond the header: its line and its text."""
    rows = _rows(text, mark)
    width = len(next(rows, []))
    for place, cells in enumerate(rows, start=1):
        if any(map(str.strip, cells[width:])):
            line = lines[place] if place < len(lines) else place + 1
            return line, None, mark.join(cells)
    return None


def _uncommented(text: str) -> tuple[str, list[int]]:
    """Leave out lines that begin with #, and number the lines on which rows begin.

    A carriage return ends a line too, or a comment would take the row after it along.
    """
    kept, begin, quoted = [], [], False
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(plain.split("\n"), start=1):
        if not quoted and line.startswith("#"):
            continue
        if not quoted and line.strip():
            begin.append(number)
        quoted ^= line.count('"') % 2 == 1
        kept.append(line)
    return "\n".join(kept), begin


def digests(paths: Iterable[Path]) -> list[tuple[str, str]]:
    """Return each file's name and the SHA-256 of its bytes, in the order of the names."""
    ordered = sorted(paths, key=lambda path: path.name)
    return [(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in ordered]


def refuse_existing(paths: Iterable[Path]) -> None:
    """Refuse before any work is done if files that are to be written are there already."""
    there = [path for path in paths if os.path.lexists(path)]
    if there:
        told = f"{there[0]} is" if len(there) == 1 else f"{there[0]} and {len(there) - 1} more are"
        raise PeerstudyError(f"{told} there already; use --force to replace.")


def refuse_read(out: Path, read: Iterable[Path]) -> None:
    """Refuse to write over a file that is read, by whatever name or link."""
    for path in read:
        if path.exists() and out.exists() and out.samefile(path):
            raise WrongCallError(f"{out} is read for this; write to another file.")


def write_whole(path: Path, content: str | bytes, *, replace: bool) -> None:
    """Write a file whole or not at all; see :func:`write_all`."""
    write_all([(path, content)], replace=replace)


def write_all(contents: Iterable[tuple[Path, str | bytes]], *, replace: bool) -> list[Path]:
    """Write several files, all of them or none; return their paths in order.

    Each is written beside its place as it comes, a text as UTF-8, and missing
    folders are made; only once the last one is there do they take their names.
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
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
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
