"""Table 1 as a pivot of the ledger: tidy, and as wide as people print it.

Nothing is counted or rounded here: every cell is the text that the publication
prints.
"""

from pathlib import Path

import pandas as pd

import peerstudy
from peerstudy.errors import UnknownNameError
from peerstudy.frames.records import records
from peerstudy.frames.vocabulary import STATS
from peerstudy.ledger.labels import Labels
from peerstudy.ledger.made import LedgerLike, as_ledger
from peerstudy.ledger.value import Ledger
from peerstudy.words import word

TIDY = ("variable", "level", "group", *STATS)
_WITHIN = "\N{NO-BREAK SPACE}" * 4


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
    if place not in places:
        names = ", ".join(map(str, places.index))
        raise UnknownNameError(f"A place must be one of {names}; found {place!r}.")
    return place


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Put variables, and levels within them, in the order of their first row."""
    ranks = rows.assign(
        **{f"{name} rank": pd.factorize(rows[name])[0] for name in ("variable", "level")}
    )
    return ranks.sort_values(["variable rank", "level rank"], kind="stable")[rows.columns]


def table1_wide(subject: LedgerLike, place: str | None = None, lang: str = "en") -> pd.DataFrame:
    """Return one place's printed numbers as the table people print.

    Parameters
    ----------
    subject : Ledger, Study, DataFrame, str or Path
        A study, whose labels are used, or a ledger, whose names are.
    place : str, optional
        As for :func:`table1`.
    lang : {"en", "he"}, default "en"
        Language of a study's labels.

    Returns
    -------
    DataFrame of str
        Indexed by characteristic, a column for each group; a variable's row
        shows its N or its mean (SD), a level's row its n (%).
    """
    found = peerstudy.load(subject) if isinstance(subject, str | Path) else subject
    tidy = table1(found, place)
    labels = Labels(found, lang)
    sized = list(dict.fromkeys(tidy["group"]))
    lines: list[tuple[str, dict[str, str]]] = []
    for (variable, level), cells in _cells(tidy).items():
        if level and (not lines or not _has_heading(tidy, variable)):
            _add_heading(lines, labels.variable(variable))
        name = _WITHIN + labels.level(variable, level) if level else labels.variable(variable)
        lines.append((name or "N", cells))
    frame = pd.DataFrame(
        [cells for _, cells in lines], index=[name for name, _ in lines], columns=sized, dtype=str
    ).fillna("")
    frame.index.name = word("common.characteristic", lang)
    return frame.rename(columns=labels.group)


def _cells(tidy: pd.DataFrame) -> dict[tuple[str, str], dict[str, str]]:
    """Return the printed cell of each group, by variable and level."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for row in records(tidy):
        found.setdefault((row["variable"], row["level"]), {})[row["group"]] = _cell(row)
    return found


def _has_heading(tidy: pd.DataFrame, variable: str) -> bool:
    return bool(((tidy["variable"] == variable) & (tidy["level"] == "")).any())


def _add_heading(lines: list[tuple[str, dict[str, str]]], label: str) -> None:
    if label not in [name for name, _ in lines]:
        lines.append((label, {}))


def _cell(stats: dict[str, str]) -> str:
    """Write one cell as printed: n (%), mean (SD), or the N beside a variable."""
    parts = []
    if stats["mean"]:
        parts.append(stats["mean"] + (f" ({stats['sd']})" if stats["sd"] else ""))
    elif stats["n"]:
        parts.append(stats["n"] + (f" ({stats['percent']})" if stats["percent"] else ""))
    elif stats["percent"]:
        parts.append(f"({stats['percent']})")
    elif stats["value"]:
        parts.append(stats["value"])
    quartiles = "–".join(stats[name] for name in ("q1", "q3") if stats[name])
    if stats["median"]:
        parts.append(f"Mdn {stats['median']}" + (f" ({quartiles})" if quartiles else ""))
    elif quartiles:
        parts.append(f"Q1–Q3 {quartiles}")
    if stats["se"]:
        parts.append(f"SE {stats['se']}")
    if stats["min"] and stats["max"]:
        parts.append(f"{stats['min']}–{stats['max']}")
    elif stats["min"] or stats["max"]:
        parts.append(f"≥ {stats['min']}" if stats["min"] else f"≤ {stats['max']}")
    if stats["denominator"]:
        parts.append(f"N={stats['denominator']}")
    return ", ".join(parts)
