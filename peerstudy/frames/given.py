"""Files that a user names: their bytes, text or settings, or one message that says why not."""

import re
import tomllib
from pathlib import Path
from typing import Any

from peerstudy.errors import InvalidDataError, Problem

_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b")
"""How spreadsheets, documents and archives begin."""
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")


def refuse_path(path: Path) -> None:
    """Refuse what is no file of this machine: an address, a folder, a device or a pipe."""
    if _ADDRESS.match(str(path)):
        raise unread(path, "an address", "it must be a file of this machine; save it first")
    if path.exists() and not path.is_file():
        kind = "a folder" if path.is_dir() else "no file"
        raise unread(path, kind, "this must be a file")


def read_given(path: Path) -> bytes:
    """Return the bytes of a file of this machine, never of an address."""
    try:
        refuse_path(path)
        return path.read_bytes()
    except InvalidDataError:
        raise
    except FileNotFoundError:
        raise unread(path, None, "there must be a file of this name") from None
    except (OSError, RuntimeError, ValueError) as error:
        told = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise unread(path, told.lower(), "this file must be readable") from None


def read_utf8(path: Path) -> str:
    """Return the text of a file in UTF-8, without the mark that some programs begin it with."""
    return utf8_text(read_given(path), path)


def utf8_text(content: bytes, path: Path) -> str:
    """Return the text of bytes that were read already; `path` names them in an error."""
    if content.startswith(_PACKED):
        raise unread(path, "a spreadsheet or a packed file", "save the sheet as CSV in UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"byte {error.object[error.start]:#04x}"
        raise unread(path, found, "the file must be saved as UTF-8") from None


def read_toml(path: Path) -> dict[str, Any]:
    """Return the tables of a TOML file."""
    try:
        return tomllib.loads(read_utf8(path))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise unread(path, str(error), "it must be valid TOML in UTF-8") from None


def unread(path: Path, found: str | None, allowed: str) -> InvalidDataError:
    """Return the error for a file that is not read as a whole."""
    return InvalidDataError([Problem(str(path), None, None, found, allowed)])
