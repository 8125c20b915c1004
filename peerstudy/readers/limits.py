"""How much of a file is read before it is refused, and how a zipped one is opened safely."""

import re
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from io import BytesIO
from pathlib import Path
from typing import Any

from peerstudy.errors import InvalidDataError, Problem, WrongCallError
from peerstudy.frames.given import read_given


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader accepts at most; a caller may allow more.

    Attributes
    ----------
    size : int
        Bytes of a file, and of all parts of a zipped one when unpacked.
    ratio : int
        How many times its packed size a part may have.
    entries : int
        Parts of a zipped file.
    rows, columns : int
        Of one table.
    cell : int
        Characters of one cell.
    places : int
        Rows times columns of one table, with every place that a cell spans.
    pages, characters : int
        Of a PDF.
    seconds : float
        How long a PDF may take.
    memory : int
        Bytes that a PDF may need, where the system can hold it to that.

    Examples
    --------
    >>> Limits(rows=100).rows, Limits().seconds
    (100, 60)
    """

    size: int = 200_000_000
    ratio: int = 200
    entries: int = 10_000
    rows: int = 20_000
    columns: int = 1_000
    cell: int = 1_000_000
    places: int = 5_000_000
    pages: int = 1_000
    characters: int = 2_000_000
    seconds: float = 60
    memory: int = 2_000_000_000


LIMITS = Limits()
_NAMES = tuple(each.name for each in fields(Limits))
_SMALL = 1_000_000
WHOLE = "the file must be whole; save it again"


def refuse(name: str, found: str, allowed: str) -> InvalidDataError:
    """Return the error for a file that is not read, in one line."""
    return InvalidDataError([Problem(name, None, None, None, f"found {found}; {allowed}")])


def too_large(name: str, found: str, allowed: str, limit: str) -> InvalidDataError:
    """Return the error for a file that exceeds a limit, with how to change that."""
    return refuse(name, found, f"{allowed}; --limit {limit}=NUMBER changes it")


def limits_of(given: Iterable[str]) -> Limits:
    """Return limits as a command line changes them.

    Parameters
    ----------
    given : iterable of str
        Names and values, as ``rows=100000``.

    Raises
    ------
    WrongCallError
        If one names no limit, or no number above 0.

    Examples
    --------
    >>> limits_of(["rows=100,000", "seconds=2.5"]).seconds
    2.5
    """
    changed: dict[str, Any] = {}
    for text in given:
        name, _, value = text.partition("=")
        name, plain = name.strip(), value.replace(",", "").replace("_", "").strip()
        if name not in _NAMES:
            raise WrongCallError(f"A limit must be one of {', '.join(_NAMES)}; found {text!r}.")
        whole = plain.isascii() and plain.isdigit()
        decimal = name == "seconds" and re.fullmatch(r"\d+\.\d+", plain, re.ASCII)
        if not (whole or decimal) or not float(plain):
            raise WrongCallError(
                f"A limit must have a number above 0, as {name}=1000; found {text!r}."
            )
        changed[name] = float(plain) if name == "seconds" else int(plain)
    return Limits(**changed)


def read_bytes(path: Path, limits: Limits = LIMITS) -> bytes:
    """Return a file's bytes, unless it is empty or larger than allowed."""
    size = path.stat().st_size if path.is_file() else 0
    if size > limits.size:
        allowed = f"the file may have {limits.size:,} bytes at most"
        raise too_large(path.name, f"{size:,} bytes", allowed, "size")
    content = read_given(path)
    if not content.strip():
        raise refuse(path.name, "an empty file", "there must be something in it")
    return content


def open_zip(content: bytes, name: str, limits: Limits = LIMITS) -> zipfile.ZipFile:
    """Open a zipped file (Word, Excel), unless it is damaged or unpacks to more than allowed."""
    try:
        package = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError):
        raise refuse(name, "no readable zip", WHOLE) from None
    parts = package.infolist()
    if len(parts) > limits.entries:
        allowed = f"it may have {limits.entries:,} parts at most"
        raise too_large(name, f"{len(parts):,} parts", allowed, "entries")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.size:
        allowed = f"it may have {limits.size:,} at most"
        raise too_large(name, f"{unpacked:,} bytes when unpacked", allowed, "size")
    for part in parts:
        packed = max(part.compress_size, 1)
        if part.file_size > _SMALL and part.file_size > limits.ratio * packed:
            found = f"{part.filename}: {packed:,} bytes that unpack to {part.file_size:,}"
            allowed = f"they may unpack to {limits.ratio:,} times their packed size at most"
            raise too_large(name, found, allowed, "ratio")
    return package


def part_of(package: zipfile.ZipFile, name: str, file: str) -> bytes | None:
    """Return one part of a zipped file, unless it is damaged; None where there is none."""
    try:
        return package.read(name)
    except KeyError:
        return None
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError):
        raise refuse(file, f"a damaged part {name}", WHOLE) from None
