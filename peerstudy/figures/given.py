"""What a figure of printed numbers is drawn of, and what the names in it are called."""

from collections.abc import Callable

import pandas as pd

from peerstudy.ledger import Labels, Ledger, LedgerLike, as_ledger


def given(
    of: LedgerLike,
    column: str,
    made: Callable[[Ledger], pd.DataFrame],
    labels: Labels | None,
    lang: str,
) -> tuple[pd.DataFrame, Labels]:
    """Return the rows to draw and their labels: rows that are given, or those of a ledger.

    Parameters
    ----------
    of : Ledger, Study, DataFrame, str or Path
        The rows, or see :func:`peerstudy.as_ledger`.
    column : str
        A column that rows have and a ledger's frame has not.
    made : callable
        Makes the rows of a ledger.
    labels : Labels, optional
        What names are called; without it a ledger's own, and rows have none.
    lang : {"en", "he"}
        Language of the labels.

    Examples
    --------
    >>> from peerstudy.ledger import means
    >>> rows, labels = given("upsides_israel", "mean", means, None, "en")
    >>> rows["group"][0], labels.group(rows["group"][0])
    ('peers', 'Peers')
    """
    if isinstance(of, pd.DataFrame) and column in of:
        return of, labels or Labels(lang=lang)
    ledger = as_ledger(of)
    return made(ledger), labels or Labels(ledger, lang)
