"""The sample in numbers: means with their ranges, and shares with their denominators.

For figures and calculation; what is printed stays text in the ledger. Every
share carries its numerator, its denominator and which N that is.
"""

from fractions import Fraction
from typing import TYPE_CHECKING

import pandas as pd

from peerstudy.frames.records import records
from peerstudy.ledger.frame import as_ledger
from peerstudy.printed import absence, read

if TYPE_CHECKING:
    from peerstudy.study import Study

MEANS = ("group", "variable", "n", "mean", "sd", "min", "max")
SHARES = ("group", "variable", "level", "n", "denominator", "denominator_is", "share")


def means(subject: "Study | pd.DataFrame") -> pd.DataFrame:
    """Give each group's mean, SD and range of each numeric variable.

    Where two places print one statistic, the first place's is taken: see the
    audit for where they disagree.

    Parameters
    ----------
    subject : Study or DataFrame
        A study or a ledger.

    Returns
    -------
    DataFrame
        Columns :data:`MEANS`, one row for each group and variable with a mean,
        in the variable's unit; NaN where a statistic is not printed. `n` is
        the N printed for the variable, else the group's size.
    """
    ledger = _numbers(subject)
    whole = ledger[(ledger["level"] == "") & (ledger["variable"] != "")]
    wide = _first(whole, ["group", "variable"])
    wide = wide.dropna(subset=["mean"]) if "mean" in wide else wide.iloc[:0]
    sizes = _sizes(ledger)
    stated = wide.get("denominator", pd.Series(float("nan"), index=wide.index))
    wide["n"] = stated.fillna(wide["group"].map(sizes))
    return wide.reindex(columns=list(MEANS)).reset_index(drop=True)


def shares(subject: "Study | pd.DataFrame") -> pd.DataFrame:
    """Give each level's share of those of its group who answered.

    The denominator is the N printed for the variable in the same place, else
    the group's size: what the publication states, not what its percentages
    used.

    Parameters
    ----------
    subject : Study or DataFrame
        A study or a ledger.

    Returns
    -------
    DataFrame
        Columns :data:`SHARES`; `share` is 0 to 1, `denominator_is` is
        ``"variable"`` or ``"group"``.
    """
    ledger = _numbers(subject)
    counts = ledger[(ledger["stat"] == "n") & (ledger["level"] != "")]
    counts = counts.drop_duplicates(["group", "variable", "level"])
    stated = ledger[(ledger["stat"] == "denominator") & (ledger["level"] == "")]
    own = stated.drop_duplicates(["group", "variable"]).set_index(["group", "variable"])["number"]
    sizes = _sizes(ledger)
    rows = []
    for row in records(counts):
        key = row["group"], row["variable"]
        denominator = own.get(key, sizes.get(row["group"]))
        n = Fraction(row["number"])
        share = float(n / Fraction(denominator)) if denominator else float("nan")
        kind = "variable" if key in own.index else "group"
        rows.append((*key, row["level"], int(n), denominator, kind, share))
    return pd.DataFrame(rows, columns=list(SHARES))


def _numbers(subject: "Study | pd.DataFrame") -> pd.DataFrame:
    """Give the readable rows that describe people, with their numbers."""
    if isinstance(subject, pd.DataFrame):
        ledger = as_ledger(subject)
    else:
        people = subject.variables[subject.variables["kind"] != "event"]["variable"]
        ledger = subject.ledger[subject.ledger["variable"].isin(["", *people])]
    ledger = ledger[[absence(text) is None for text in ledger["printed"]]]
    return ledger.assign(number=[float(read(text).value) for text in ledger["printed"]])


def _sizes(ledger: pd.DataFrame) -> "pd.Series[float]":
    rows = ledger[(ledger["variable"] == "") & (ledger["stat"] == "n")]
    return rows.drop_duplicates("group").set_index("group")["number"]


def _first(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Pivot to one row for each key, taking the first number of each statistic."""
    first = rows.drop_duplicates([*keys, "stat"])
    wide = first.pivot(index=keys, columns="stat", values="number")
    ordered = wide.reindex(pd.MultiIndex.from_frame(first[keys].drop_duplicates()))
    return ordered.reset_index().rename_axis(columns=None)
