"""Table 1 as a pivot of the ledger.

Nothing is counted or rounded here: every cell is the text that the publication
prints.
"""

import pandas as pd

from peerstudy.errors import require_known
from peerstudy.frames.vocabulary import STATS
from peerstudy.ledger.made import LedgerLike, as_ledger
from peerstudy.ledger.value import Ledger

TIDY = ("variable", "level", "group", *STATS)


def table1(subject: LedgerLike, place: str | None = None) -> pd.DataFrame:
    """Return one place's printed numbers, one row for each variable, level and group.

    Parameters
    ----------
    subject : Ledger, Study, DataFrame, str or Path
        See :func:`peerstudy.as_ledger`.
    place : str, optional
        Which table or section; without it, the first that is called a table,
        or else the one that prints most numbers.

    Returns
    -------
    DataFrame of str
        Columns :data:`TIDY`, variables and levels in the ledger's order; an
        empty text where a statistic is not printed.

    Raises
    ------
    UnknownNameError
        If nothing is printed in that place.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> rows = table1(load_study("upsides_israel"))
    >>> age = rows.query("variable == 'age' and group == 'peers'")
    >>> age[["mean", "sd", "denominator"]].to_numpy().tolist()
    [['41.5', '7.79', '25']]
    """
    ledger = as_ledger(subject).frame
    rows = ledger[ledger["place"] == _place(ledger, place)]
    keys = ["variable", "level", "group"]
    order = _in_order(rows[keys].drop_duplicates())
    printed = rows.drop_duplicates([*keys, "stat"]).set_index([*keys, "stat"])["printed"]
    wide = printed.unstack("stat", fill_value="").reset_index()
    tidy = order.merge(wide, on=keys).reindex(columns=list(TIDY), fill_value="")
    return tidy.astype(str).reset_index(drop=True)


def table_place(ledger: Ledger) -> str:
    """Name the first place that is called a table, or else the one that prints most numbers."""
    return _place(ledger.frame, None)


def _place(ledger: pd.DataFrame, place: str | None) -> str:
    places = ledger["place"].value_counts()
    if place is None:
        tables = [name for name in ledger["place"].unique() if name.casefold().startswith("table")]
        return str([*tables, *places.index, ""][0])
    if len(ledger) or place:
        require_known("place", place, places.index)
    return place


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Put variables, and levels within them, in the order of their first row."""
    ranks = rows.assign(
        **{f"{name} rank": pd.factorize(rows[name])[0] for name in ("variable", "level")}
    )
    return ranks.sort_values(["variable rank", "level rank"], kind="stable")[rows.columns]
