"""A comparison of sites as text, CSV or Markdown: layout only."""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

import pandas as pd

from peerstudy.frames.neutral import csv_of
from peerstudy.sites.bounds import decimals
from peerstudy.tables.listing import listing
from peerstudy.tables.markdown import as_markdown
from peerstudy.tables.model import Table
from peerstudy.tables.terminal import as_text

HEADINGS = {
    "coverage": "Share of cells that are known, by site",
    "prevalence": "Share of sites that report each factor",
    "difference": "How much oftener a factor is reported in one group of sites",
    "orders": "Which of two pairs of sites is the more alike (Jaccard index)",
    "concordance": "Sources elsewhere that report themes similar to the codebook's: presence only",
    "planned": "Planned against achieved, all sites together",
}
LEFT_OUT = {
    "prevalence": "{n} more whose share may be anything from 0% to 100%",
    "difference": "{n} more that may be positive as well as negative",
    "concordance": "{n} more codes for which nothing was seen elsewhere",
}
COLUMNS = ("subject", "statistic", "value or bounds", "known", "note")
MOST_ALIKE = 5


def interval_text(low: Any, high: Any, style: str = ".0%") -> str:
    """Write an interval: one value where the ends meet, fractions in a style."""
    ends = [
        f"{float(end):{style}}" if isinstance(end, Fraction) else str(end) for end in (low, high)
    ]
    if pd.isna(low):
        return "not defined"
    if pd.isna(high):
        return f"{ends[0]} or more"
    return ends[0] if low == high else " to ".join(ends)


class Part(NamedTuple):
    """One part of an overview, ready to be laid out."""

    heading: str
    columns: list[str]
    rows: list[tuple[str, ...]]
    left_out: str


def _parts(overview: pd.DataFrame) -> Iterator[Part]:
    """Take the parts that can exclude something; similarity by itself cannot, its orders can."""
    shown = overview[overview["part"].isin(HEADINGS)]
    for part, rows in shown.groupby("part", sort=False):
        silent = _excludes_nothing(str(part), rows)
        cells = _merged([_cells(row) for row in rows[~silent].to_dict("records")])
        filled = [i for i in range(len(COLUMNS)) if any(row[i] for row in cells)]
        if rows["statistic"].nunique() == 1 and part != "orders":
            filled.remove(COLUMNS.index("statistic"))
        left = LEFT_OUT[str(part)].format(n=silent.sum()) if silent.any() else ""
        yield Part(
            HEADINGS[str(part)],
            [COLUMNS[i] for i in filled],
            [tuple(row[i] for i in filled) for row in cells],
            left,
        )


def _excludes_nothing(part: str, rows: pd.DataFrame) -> "pd.Series[bool]":
    """Return which rows leave every value possible, either sign, or show nothing."""
    low, high = rows["low"], rows["high"]
    if part == "prevalence":
        return (low == 0) & (high == 1)
    if part == "difference":
        return (low < 0) & (high > 0)
    return rows["note"] == "none seen"


def _cells(row: Mapping[Any, Any]) -> tuple[str, ...]:
    known = "" if pd.isna(row["known"]) else f"{row['known']} of {row['cells']}"
    bounds = interval_text(row["low"], row["high"])
    return row["subject"].replace("_", " "), row["statistic"], bounds, known, row["note"]


def _merged(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Put rows that say the same of several subjects into one, with their number."""
    same = Counter(row[1:] for row in rows)
    found = dict.fromkeys(
        row if not row[3] or same[row[1:]] <= MOST_ALIKE else (f"{same[row[1:]]} alike", *row[1:])
        for row in rows
    )
    return list(found)


def _table(part: Part) -> Table:
    return listing(pd.DataFrame(part.rows, columns=part.columns, dtype=str))


def overview_text(overview: pd.DataFrame, head: str, width: int = 80) -> str:
    """Write an overview for a terminal.

    Parameters
    ----------
    overview : DataFrame
        From :func:`peerstudy.sites.overview`.
    head : str
        The first line.
    width : int, default 80
        Columns of the terminal.
    """
    parts = [head]
    for part in _parts(overview):
        parts += ["", part.heading]
        parts += [as_text(_table(part), width)] if part.rows else []
        parts += [part.left_out] if part.left_out else []
    return "\n".join(parts) + "\n"


def overview_markdown(overview: pd.DataFrame, head: str) -> str:
    """Write an overview as Markdown tables; parameters as :func:`overview_text`."""
    parts = [f"# {head}"]
    for part in _parts(overview):
        parts += [f"## {part.heading}"]
        parts += [as_markdown(_table(part)).strip()] if part.rows else []
        parts += [f"{part.left_out}."] if part.left_out else []
    return "\n\n".join(parts) + "\n"


def overview_csv(overview: pd.DataFrame) -> str:
    """Write every row of an overview as CSV; an end that is not known is empty."""
    whole = decimals(overview).astype({"known": "Int64", "cells": "Int64"})
    return csv_of(whole)
