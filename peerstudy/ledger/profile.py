"""The sample in numbers: means with their ranges, and shares with their denominators.

For figures and calculation; what is printed stays text in the ledger. Every
share carries its numerator, its denominator and which N that is.
"""

from fractions import Fraction

import numpy as np
import pandas as pd

from peerstudy.frames.records import records
from peerstudy.ledger.made import LedgerLike, as_ledger
from peerstudy.ledger.value import Ledger

MEANS = ("group", "variable", "n", "mean", "sd", "min", "max")
SHARES = ("group", "variable", "level", "n", "denominator", "denominator_is", "share")


def means(subject: LedgerLike) -> pd.DataFrame:
    """Return each group's mean, SD and range of each numeric variable.

    Where two places print one statistic, the first place's is taken: see the
    audit for where they disagree.

    Parameters
    ----------
    subject : Ledger, Study, DataFrame, str or Path
        See :func:`peerstudy.as_ledger`.

    Returns
    -------
    DataFrame
        Columns :data:`MEANS`, one row for each group and variable with a mean,
        in the variable's unit; NaN where a statistic is not printed. `n` is
        the N printed for the variable, else the group's size.

    Examples
    --------
    >>> rows = means("upsides_israel")
    >>> print(rows[["group", "variable", "n", "mean", "sd"]].head(2).to_string(index=False))
            group variable    n  mean   sd
            peers      age 25.0 41.50 7.79
    professionals      age 42.0 42.29 7.77
    """
    ledger = as_ledger(subject)
    numbers = _numbers(ledger)
    whole = numbers[(numbers["level"] == "") & (numbers["variable"] != "")]
    wide = _first(whole, ["group", "variable"]).reindex(columns=["denominator", *MEANS])
    wide = wide.dropna(subset=["mean"])
    wide["n"] = wide["denominator"].fillna(wide["group"].map(ledger.size)).astype(float)
    return wide[list(MEANS)].reset_index(drop=True)


def shares(subject: LedgerLike) -> pd.DataFrame:
    """Return each level's share of those of its group who answered.

    The denominator is the N printed for the variable in the same place, else
    the group's size: what the publication states, not what its percentages
    used.

    Parameters
    ----------
    subject : Ledger, Study, DataFrame, str or Path
        See :func:`peerstudy.as_ledger`.

    Returns
    -------
    DataFrame
        Columns :data:`SHARES`; `share` is 0 to 1, `denominator_is` is
        ``"variable"`` or ``"group"``.

    Examples
    --------
    >>> rows = shares("upsides_israel").query("variable == 'gender' and group == 'peers'")
    >>> print(rows[["level", "n", "denominator", "share"]].round(3).to_string(index=False))
    level  n  denominator  share
    women 19         26.0  0.731
      men  7         26.0  0.269
    """
    ledger = as_ledger(subject)
    counts = _numbers(ledger).query("stat == 'n' and level != ''")
    counts = counts.drop_duplicates(["group", "variable", "level"])
    rows = []
    for row in records(counts):
        key = row["group"], row["variable"]
        own = ledger.stated_n(*key)
        denominator = ledger.size(row["group"]) if own is None else own
        n = Fraction(row["number"])
        share = float(n / denominator) if denominator else float("nan")
        kind = "group" if own is None else "variable"
        rows.append((*key, row["level"], int(n), denominator, kind, share))
    return pd.DataFrame(rows, columns=list(SHARES)).astype({"denominator": float})


def _numbers(ledger: Ledger) -> pd.DataFrame:
    """Return the readable rows that describe people, with their numbers."""
    rows = [row.number if ledger.counts_people(row.variable) else None for row in ledger.rows]
    kept = ledger.frame.loc[np.array([number is not None for number in rows], dtype=bool)]
    return kept.assign(number=[float(number.value) for number in rows if number is not None])


def _first(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Pivot to one row for each key, taking the first number of each statistic."""
    first = rows.drop_duplicates([*keys, "stat"])
    wide = first.pivot(index=keys, columns="stat", values="number")
    ordered = wide.reindex(pd.MultiIndex.from_frame(first[keys].drop_duplicates()))
    return ordered.reset_index().rename_axis(columns=None)
