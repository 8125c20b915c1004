"""Texts made harmless for the programs that open them: no formula, no control character."""

import re

import numpy as np
import pandas as pd
from pandas.api.types import is_object_dtype, is_string_dtype

from peerstudy.printed import absence

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def printable(text: str) -> str:
    """Return a text whose control characters are shown as the mark of an unknown character."""
    return _CONTROL.sub("\ufffd", text)


def neutral(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; a number stays a number.

    Examples
    --------
    >>> neutral("=1+1"), neutral("-3.5"), neutral("- none")
    ("'=1+1", '-3.5', "'- none")
    """
    shown = printable(text)
    begins = shown.startswith(_FORMULA) or shown.lstrip().startswith(_FORMULA)
    formula = begins and absence(shown) not in (None, "missing")
    return f"'{shown}" if formula else shown


def csv_of(frame: pd.DataFrame) -> str:
    """Write a frame as CSV without its index, every cell of text neutral; semicolons in a list."""
    safe = frame.copy()
    for place, kind in enumerate(frame.dtypes):
        if is_object_dtype(kind) or is_string_dtype(kind):
            texts = (
                "; ".join(cell) if isinstance(cell, tuple) else cell
                for cell in frame.iloc[:, place]
            )
            cells = [neutral(cell) if isinstance(cell, str) else cell for cell in texts]
            kept = np.empty(len(cells), dtype=object)
            kept[:] = cells
            safe.isetitem(place, kept)
    heads = [neutral(str(name)) for name in frame.columns]
    return str(safe.set_axis(heads, axis=1).to_csv(index=False, lineterminator="\n"))
