"""A comparison of sites as tables, a part each: what can exclude something, with its bounds."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pandas as pd

from peerstudy.tables.cells import known_as, said
from peerstudy.tables.listing import listing
from peerstudy.tables.model import Notes, Table
from peerstudy.words import Message, Run, tell, word

PARTS = ("coverage", "prevalence", "difference", "orders", "concordance", "planned")
"""In this order; similarity by itself excludes nothing, its orders can."""
MOST_ALIKE = 5
_COLUMNS = ("subject", "statistic", "bounds", "known", "note")


def comparison_tables(
    compared: pd.DataFrame, labels: Mapping[str, str], lang: str
) -> Iterator[Table]:
    """Lay a comparison of sites out, a table for each part of it.

    The rows are those of :func:`peerstudy.sites.compared`; the labels are those
    of sites, factors, codes, components and contrasts.
    """
    for part in PARTS:
        rows = compared[compared["part"] == part]
        if rows.empty:
            continue
        silent = _excludes_nothing(part, rows)
        several = rows["statistic"].nunique() > 1
        names = [name for name in _COLUMNS if name != "statistic" or part == "orders"]
        names = ["statistic", *names] if several else names
        made = [_cells(row, labels, lang) for row in rows[~silent].to_dict("records")]
        frame = pd.DataFrame(_merged(made, lang), columns=list(_COLUMNS), dtype=str)
        there = [name for name in names if (frame[name] != "").any() or name == "subject"]
        heads = [word(f"comparison.{name}", lang) for name in there]
        table = listing(
            frame[there].set_axis(heads, axis=1),
            lang,
            title=word(f"comparison.part_{part}", lang),
            name=part,
            under=int("statistic" in there and part != "orders"),
        )
        n = int(silent.sum())
        left = (said(word(f"comparison.left_{part}", lang, n=n)),) if n else ()
        yield replace(table, notes=Notes(general=left))


def bounds_told(low: Any, high: Any, lang: str = "en", style: str = ".0%") -> str:
    """Write an interval: one value where the ends meet, fractions in a style.

    Examples
    --------
    >>> bounds_told(Fraction(1, 3), Fraction(1)), bounds_told(3, None)
    ('33% to 100%', '3 or more')
    """
    if pd.isna(low):
        return word("comparison.undefined", lang)
    first, last = (
        Run(f"{float(end):{style}}" if isinstance(end, Fraction) else str(end))
        for end in (low, high)
    )
    if pd.isna(high):
        return Message.of("comparison.or_more", low=first).told(lang)
    return (first if low == high else Message.of("comparison.to", low=first, high=last)).told(lang)


def _excludes_nothing(part: str, rows: pd.DataFrame) -> "pd.Series[bool]":
    """Return which rows leave every value possible, either sign, or show nothing."""
    low, high = rows["low"], rows["high"]
    if part == "prevalence":
        return (low == 0) & (high == 1)
    if part == "difference":
        return (low < 0) & (high > 0)
    return rows["note"] == Message("comparison.none_seen")


def _cells(row: Mapping[Any, Any], labels: Mapping[str, str], lang: str) -> tuple[str, ...]:
    def name(part: Any) -> str:
        if not isinstance(part, str):
            return tell(part, lang)
        return labels.get(part) or known_as("comparison", part, lang)

    known = ""
    if not pd.isna(row["known"]):
        known = word("comparison.of", lang, n=row["known"], total=row["cells"])
    return (
        " / ".join(map(name, row["subject"])),
        name(row["statistic"]),
        bounds_told(row["low"], row["high"], lang),
        known,
        tell(row["note"], lang),
    )


def _merged(rows: list[tuple[str, ...]], lang: str) -> list[tuple[str, ...]]:
    """Put rows that are the same of several subjects into one, with their number."""
    same = Counter(row[1:] for row in rows)
    found = dict.fromkeys(
        (word("comparison.alike", lang, n=same[row[1:]]), *row[1:])
        if row[3] and same[row[1:]] > MOST_ALIKE
        else row
        for row in rows
    )
    return list(found)
