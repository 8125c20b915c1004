"""The audit of a table or a text that is at hand, without a file or a ledger."""

from typing import Any

import pandas as pd

from peerstudy.auditing.run import Audit, audit
from peerstudy.errors import require_a


def audit_table(table: pd.DataFrame, caption: str = "", **options: Any) -> Audit:
    """Audit a table that is in a frame as people print it.

    Parameters
    ----------
    table : DataFrame
        Labels in the first column or a named index, a column for each group,
        cells such as ``19 (73.1%)`` or ``41.5 (7.79)``.
    caption : str, default ""
        The table's title, which may state an N.
    **options
        As for :func:`peerstudy.auditing.audit`.

    Returns
    -------
    Audit
        Its findings name the cell that each number stands in.

    Raises
    ------
    InvalidDataError
        If no number in the table was understood.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"Marital status": ["Single", "Married"],
    ...                       "Peers (n = 26)": ["17 (65.4%)", "9 (36.4%)"]})
    >>> audit_table(table, checks=["PCT1"]).inconsistent["printed"].tolist()
    ['36.4']
    """
    from peerstudy.readers import read_table

    frame = require_a(pd.DataFrame, "table", table, "a DataFrame; a file is read by audit(path)")
    return audit(read_table(frame, caption).ledger, **options)


def audit_text(text: str, **options: Any) -> Audit:
    """Audit the numbers of a pasted table or of sentences.

    Parameters
    ----------
    text : str
        Cells set apart by tabs, as copied from a spreadsheet, or running text.
    **options
        As for :func:`peerstudy.auditing.audit`.

    Raises
    ------
    InvalidDataError
        If no number in the text was understood.

    Examples
    --------
    >>> result = audit_text("Of the peers, 19 of 26 (74.1%) were women.", checks=["PCT1"])
    >>> len(result.inconsistent)
    1
    """
    from peerstudy.readers import read_text

    pasted = require_a(str, "text", text, "a text; a file is read by audit(path)")
    return audit(read_text(pasted).ledger, **options)
