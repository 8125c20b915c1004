"""CSV files in as frames of text, and texts out whole or not at all."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from peerstudy.errors import InvalidDataError, PeerstudyError, Problem


def read_text_frame(path: Path) -> pd.DataFrame:
    """Read a CSV file with every cell as text and empty cells as empty text.

    Parameters
    ----------
    path : Path
        A UTF-8 file separated by commas, with a header.

    Raises
    ------
    InvalidDataError
        If the file is missing, not UTF-8, or not a table.
    """
    try:
        frame = pd.read_csv(
            path,
            dtype=str,
            keep_default_na=False,
            na_filter=False,
            encoding="utf-8-sig",
            index_col=False,
            on_bad_lines="error",
        )
    except FileNotFoundError:
        problem = Problem(str(path), None, None, None, "there must be a file of this name")
    except IsADirectoryError:
        problem = Problem(str(path), None, None, "a folder", "this must be a file")
    except PermissionError:
        problem = Problem(str(path), None, None, None, "this file must be readable")
    except UnicodeDecodeError as error:
        problem = Problem(
            str(path),
            None,
            None,
            f"byte {error.object[error.start]:#04x}",
            "the file must be saved as UTF-8",
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError) as error:
        problem = Problem(
            str(path),
            None,
            None,
            str(error).strip(),
            "the file must be a table separated by commas, with a header line "
            "and as many cells in each line as in the header",
        )
    else:
        return frame.fillna("")
    raise InvalidDataError([problem])


def digests(paths: Iterable[Path]) -> list[tuple[str, str]]:
    """Give each file's name and the SHA-256 of its bytes, in the order of the names."""
    ordered = sorted(paths, key=lambda path: path.name)
    return [(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in ordered]


def refuse_existing(paths: Iterable[Path]) -> None:
    """Refuse before any work is done if files that are to be written are there already.

    Raises
    ------
    PeerstudyError
        If one is.
    """
    there = [path for path in paths if path.exists()]
    if there:
        told = f"{there[0]} is" if len(there) == 1 else f"{there[0]} and {len(there) - 1} more are"
        raise PeerstudyError(f"{told} there already; use --force to replace.")


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
    """
    waiting: dict[Path, Path] = {}
    try:
        for path, content in contents:
            if not replace:
                refuse_existing([path])
            waiting[path] = _beside(path, content)
        for path, name in waiting.items():
            name.replace(path)
    except BaseException:
        for name in waiting.values():
            name.unlink(missing_ok=True)
        raise
    return list(waiting)


def _beside(path: Path, content: str | bytes) -> Path:
    """Write a file that waits for its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content.encode() if isinstance(content, str) else content
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)
