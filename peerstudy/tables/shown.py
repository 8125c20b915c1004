"""Results frames as tables to read in a notebook: labels for names, numbers aligned, a caption.

Nothing is counted or judged here. A number is rounded only where the caller
says to how many decimals; whole numbers stay whole; what is missing is a dash.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from numbers import Integral, Real
from typing import Any

import pandas as pd

from peerstudy.auditing import Audit
from peerstudy.ledger import Labels, Ledger, LedgerLike, as_ledger, table1
from peerstudy.tables.cells import text
from peerstudy.tables.findings import results_table
from peerstudy.tables.listing import MISSING, listing
from peerstudy.tables.model import Table
from peerstudy.tables.sample import sample_of, sample_printed
from peerstudy.tables.sheet import Sheet
from peerstudy.words import word


def show(
    result: "Audit | LedgerLike",
    caption: str = "",
    *,
    place: str | None = None,
    groups: Sequence[str] | None = None,
    decimals: int | None = None,
    number: int = 1,
    lang: str = "en",
) -> Table:
    """Lay a result out as a table, which a notebook shows as it is.

    A frame is shown column by column, without its index; an audit by what is
    inconsistent, else by all its findings, with the study's labels; a study or
    a ledger by the numbers that one place prints.

    Parameters
    ----------
    result : DataFrame, Audit, Study, Ledger, str or Path
        ``study.label(frame)`` calls a frame's codes and columns by their labels;
        :meth:`peerstudy.Audit.only` takes a part of an audit.
    caption : str, optional
        What the table shows: units, denominators, where it comes from.
    place : str, optional
        Of a study or ledger: which table or section, as for :func:`peerstudy.table1`.
    groups : sequence of str, optional
        Of a study or ledger: only these; rows that none of them has are left out.
    decimals : int, optional
        Of a frame: to how many decimals to write numbers that are not whole.
    number : int, default 1
        Of a study or ledger: the table's number; 0 for none.
    lang : {"en", "he"}, default "en"
        The language, and so the direction, of the table.

    Returns
    -------
    Table
        As every renderer reads it.

    Examples
    --------
    >>> from peerstudy import audit, load_study, recount
    >>> study = load_study("upsides_israel")
    >>> counts = recount(study).query("variable == 'gender'")
    >>> show(study.label(counts[["group", "level", "n", "printed"]]), "Gender")
    <Table, Gender: 4 rows, 3 columns>
    >>> show(study, "The sample", groups=["peers"])
    <Table 1, sample_printed: 13 rows, 1 columns>
    >>> show(audit(study, checks=["PCT1"]), "Percentages").columns[0].head[0].text
    'What'
    """
    if isinstance(result, Audit):
        return _results(result, caption, lang)
    if isinstance(result, pd.DataFrame):
        return _listed(result, caption, decimals, lang)
    return _printed(as_ledger(result), caption, place, groups, number, lang)


def _listed(frame: pd.DataFrame, caption: str, decimals: int | None, lang: str) -> Table:
    columns = [_column(frame.iloc[:, i].tolist(), decimals, lang) for i in range(frame.shape[1])]
    cells = pd.DataFrame(dict(enumerate(columns)), dtype=object)
    return listing(cells.set_axis(list(frame.columns), axis=1), lang, title=caption)


def _column(values: list[Any], places: int | None, lang: str) -> list[str]:
    """Write a column's cells; numbers that are all whole have no decimals."""
    there = [value for value in values if not _missing(value)]
    whole = all(_is_number(value) and float(value).is_integer() for value in there)
    return [_cell(value, None if whole else places, lang) for value in values]


def _is_number(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


def _missing(value: Any) -> bool:
    return value is None or value in ("", ()) or (isinstance(value, float) and math.isnan(value))


def _cell(value: Any, places: int | None, lang: str) -> str:
    if _missing(value):
        return MISSING
    if isinstance(value, bool):
        return word(f"columns.{'yes' if value else 'no'}", lang)
    if isinstance(value, tuple):
        return "; ".join(value)
    return _number(value, places) if isinstance(value, Real) else str(value)


def _number(value: Any, places: int | None) -> str:
    if places is not None:
        return f"{float(value):,.{places}f}".replace("-", "\N{MINUS SIGN}")
    whole = isinstance(value, Integral) or float(value).is_integer()
    return (f"{int(value):,}" if whole else str(value)).replace("-", "\N{MINUS SIGN}")


def _results(result: Audit, caption: str, lang: str) -> Table:
    told = result.told(lang)
    rows = told.inconsistent if len(told.inconsistent) else told.findings
    return results_table(told, rows, caption or str(told).partition(": ")[2])


def _printed(
    ledger: Ledger,
    caption: str,
    place: str | None,
    groups: Sequence[str] | None,
    number: int,
    lang: str,
) -> Table:
    tidy = table1(ledger, place)
    if groups is not None:
        tidy = tidy[tidy["group"].isin(groups)].reset_index(drop=True)
    sample = sample_of(ledger, Sheet(Labels(ledger, lang), number))
    table = sample_printed(replace(sample, tidy=tidy))
    return replace(table, title=text(caption, lang)) if caption else table
