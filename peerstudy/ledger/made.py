"""A ledger from what a user has: a frame, a file, a study or its name."""

from pathlib import Path
from typing import Protocol, runtime_checkable

import pandas as pd

import peerstudy
from peerstudy.errors import require_a, require_path
from peerstudy.frames.border import called
from peerstudy.frames.files import read_text_frame, text_frame
from peerstudy.frames.given import utf8_text
from peerstudy.ledger.frame import validated
from peerstudy.ledger.value import Ledger


@called("a Study")
@runtime_checkable
class HasLedger(Protocol):
    """Anything with a ledger, as a study is."""

    @property
    def ledger(self) -> Ledger:
        """The printed numbers."""


LedgerLike = Ledger | HasLedger | pd.DataFrame | str | Path
"""What :func:`as_ledger` accepts."""


def read_ledger(path: str | Path) -> Ledger:
    """Read a ledger from a CSV file.

    Parameters
    ----------
    path : str or Path
        A UTF-8 CSV file with the columns of :data:`peerstudy.ledger.COLUMNS`.

    Returns
    -------
    Ledger
        Its ``frame`` is the valid table.

    Raises
    ------
    InvalidDataError
        If the file cannot be read or a row breaks the schema.

    Examples
    --------
    >>> from peerstudy.study import data_folder
    >>> len(read_ledger(data_folder() / "upsides_israel" / "reported.csv"))
    190
    """
    file = require_path("path", path)
    return Ledger(validated(read_text_frame(file), file=file.name))


def read_piped_ledger(content: bytes, name: str = "standard input") -> Ledger:
    r"""Read a ledger from the bytes of a CSV file that another program hands over.

    Parameters
    ----------
    content : bytes
        As :func:`read_ledger` reads it from a file.
    name : str, default "standard input"
        What to call it in an error.

    Raises
    ------
    InvalidDataError
        If the bytes cannot be read or a row breaks the schema.

    Examples
    --------
    >>> header = b"item,place,group,variable,level,stat,printed,source"
    >>> read_piped_ledger(header + b"\n,Table 1,patients,,,n,40,p. 4").size("patients")
    40
    """
    frame = text_frame(utf8_text(content, Path(name)), Path(name))
    return Ledger(validated(frame, file=name))


def as_ledger(subject: LedgerLike) -> Ledger:
    """Return the ledger of whatever a user passes.

    Numbers that cannot be read stay: the audit says so, row by row.

    Parameters
    ----------
    subject : Ledger, Study, DataFrame, str or Path
        A ledger, a study, a frame of text with the columns ``item, place, group,
        variable, level, stat, printed, source``, a CSV file with them, or the
        name or folder of a study.

    Returns
    -------
    Ledger
        The same object where it is one already.

    Raises
    ------
    InvalidDataError
        If a column is missing or a row breaks the schema; all bad rows at once.
    UnknownNameError
        If a text names neither a CSV file nor a study.
    WrongCallError
        If it is none of these.

    Examples
    --------
    >>> as_ledger("upsides_israel").size("professionals")
    42
    """
    if isinstance(subject, Ledger):
        return subject
    if isinstance(subject, pd.DataFrame):
        return Ledger(validated(subject.reset_index(drop=True)))
    if isinstance(subject, str | Path):
        return as_ledger(peerstudy.load(subject))
    such_as = "a ledger, or a study, a frame, a file or a study's name"
    made = getattr(subject, "ledger", None)
    return made if isinstance(made, Ledger) else require_a(Ledger, "subject", subject, such_as)
