"""The ledger as a frame: read from a file, validated, completed."""

import pandas as pd

from peerstudy.errors import InvalidDataError, Problem
from peerstudy.printed import absence

KEY = ("place", "group", "variable", "level")
COLUMNS = ("item", *KEY, "stat", "printed", "source")
OPTIONAL = ("form", "grain", "items", "note", "doubt")


def validated(frame: pd.DataFrame, file: str = "ledger") -> pd.DataFrame:
    """Return a valid ledger frame, with what it may leave out filled in.

    Numbers that cannot be read stay: the audit says so, row by row.

    Parameters
    ----------
    frame : DataFrame of str
        With the columns of :data:`COLUMNS`; further columns are kept. A missing
        value, as other readers make of an empty cell, is an empty text.
    file : str, default "ledger"
        What to call it in an error.

    Returns
    -------
    DataFrame
        The same rows in the same order, with every optional column, no spaces
        around names, and an item on every row.

    Raises
    ------
    InvalidDataError
        If a column is missing or a row breaks the schema; all bad rows at once.
    """
    from peerstudy.frames.validate import require_columns, validate
    from peerstudy.ledger.schema import LEDGER

    require_columns(frame, LEDGER, file)
    trimmed = frame.reset_index(drop=True).copy()
    for name in trimmed.columns.intersection([*COLUMNS, *OPTIONAL]):
        if trimmed[name].isna().any():
            trimmed[name] = trimmed[name].astype(object).where(trimmed[name].notna(), "")
    for name in OPTIONAL:
        if name not in trimmed:
            trimmed[name] = ""
    for name in ("item", *KEY, "stat", "form", "grain", "items", "doubt"):
        if trimmed[name].map(lambda cell: isinstance(cell, str)).all():
            trimmed[name] = trimmed[name].str.strip()
    unnamed = trimmed["item"] == ""
    parts = trimmed.loc[unnamed, list(KEY)].itertuples(index=False, name=None)
    trimmed.loc[unnamed, "item"] = [" / ".join(filter(None, names)) for names in parts]
    return validate(trimmed, LEDGER, file)


def require_readable(ledger: pd.DataFrame, file: str) -> None:
    """Insist that every printed text is a number or says that there is none.

    Raises
    ------
    InvalidDataError
        Naming every row whose `printed` is neither.
    """
    bad = [
        Problem(
            file,
            row + 2,
            "printed",
            text,
            "it must be one number as printed, a bound such as <5, or a mark such as n/a",
        )
        for row, text in enumerate(ledger["printed"])
        if absence(text) == "unreadable"
    ]
    if bad:
        raise InvalidDataError(bad)
