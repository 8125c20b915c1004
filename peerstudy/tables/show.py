"""Results frames as tables to read in a notebook: labels for names, numbers aligned, a caption.

Nothing is counted or judged here. A number is rounded only where the caller
says to how many decimals; whole numbers stay whole; what is missing is a dash.
"""

import math
from collections.abc import Mapping
from dataclasses import replace
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

import pandas as pd

from peerstudy.auditing import Audit
from peerstudy.auditing import display as audit_display
from peerstudy.frames.records import records
from peerstudy.ledger import Labels, missing_values, recount, table1
from peerstudy.tables.cells import text
from peerstudy.tables.listing import MISSING, listing
from peerstudy.tables.model import Table
from peerstudy.tables.sample import Sample, sample_printed
from peerstudy.words import word

if TYPE_CHECKING:
    from peerstudy.study import Study


def shown(
    frame: pd.DataFrame, caption: str = "", decimals: int | None = None, lang: str = "en"
) -> Table:
    """Show a frame as a table with a caption: its columns as they are called, without its index.

    Parameters
    ----------
    frame : DataFrame
        Any results; ``study.label(frame)`` calls codes and columns by their labels.
    caption : str, optional
        What the table tells: units, denominators, where it comes from.
    decimals : int, optional
        To how many decimals to write numbers that are not whole.
    lang : {"en", "he"}, default "en"
        The language, and so the direction, of the table.

    Returns
    -------
    Table
        As every renderer reads it; a notebook shows it as it is.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> from peerstudy.ledger import recount
    >>> study = load_study("upsides_israel")
    >>> counts = recount(study).query("variable == 'gender'")
    >>> shown(study.label(counts[["group", "level", "n", "printed"]]), "Gender")
    <Table, Gender: 4 rows, 3 columns>
    """
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
    return value is None or value == "" or (isinstance(value, float) and math.isnan(value))


def _cell(value: Any, places: int | None, lang: str) -> str:
    if _missing(value):
        return MISSING
    if isinstance(value, bool):
        return word(f"columns.{'yes' if value else 'no'}", lang)
    return _number(value, places) if isinstance(value, Real) else str(value)


def _number(value: Any, places: int | None) -> str:
    if places is not None:
        return f"{float(value):,.{places}f}".replace("-", "\N{MINUS SIGN}")
    whole = isinstance(value, Integral) or float(value).is_integer()
    return (f"{int(value):,}" if whole else str(value)).replace("-", "\N{MINUS SIGN}")


def findings_shown(result: Audit, caption: str = "", lang: str = "en", places: int = 3) -> Table:
    """Show an audit's findings with the study's labels: what is inconsistent, else all of them.

    Parameters
    ----------
    result : Audit
        The audit, or a part of it; see :meth:`peerstudy.auditing.Audit.only`.
    caption : str, optional
        What the table tells; without it, how the audit ended.
    lang : {"en", "he"}, default "en"
        The language.
    places : int, default 3
        Of how many places a finding's sources are listed.
    """
    told = result.labelled().told(lang)
    rows = told.inconsistent if len(told.inconsistent) else told.findings
    lines = []
    both = zip(records(rows), told.of(rows), rows["explanations"], strict=True)
    for row, finding, explained in both:
        few = replace(finding, sources=finding.sources[:places])
        cells = audit_display.shown(few, told.names, lang)
        left = len(finding.sources) - places
        more = [f"+ {left}"] if left > 0 else []
        arrow = audit_display.arrow(lang)
        why = "\n".join([row["reason"], *(f"{arrow} {each}" for each in explained)])
        lines.append(
            {
                "check": f"{cells['check']}\n{_verdict(row, cells)}",
                "what": "\n".join(
                    [audit_display.what(cells), "; ".join([audit_display.where(cells), *more])]
                ),
                "printed": row["printed"],
                "why": why,
            }
        )
    heads = {name: word(f"audit_display.head_{name}", lang) for name in ("check", "what")}
    heads |= {name: word(f"audit_display.head_{name}", lang) for name in ("printed", "why")}
    frame = pd.DataFrame(lines, columns=list(heads), dtype=object).rename(columns=heads)
    return shown(frame, caption or str(told).partition(": ")[2], lang=lang)


def _verdict(row: Mapping[str, str], cells: Mapping[str, str]) -> str:
    graded = row["severity"] != "none"
    return f"{cells['verdict']}, {cells['severity']}" if graded else cells["verdict"]


def printed_table(
    study: "Study",
    caption: str,
    place: str | None = None,
    groups: tuple[str, ...] | None = None,
    lang: str = "en",
    number: int = 1,
) -> Table:
    """Lay out one place's printed numbers as a publication table.

    Parameters
    ----------
    study : Study
        Whose numbers.
    caption : str
        The table's title.
    place : str, optional
        As for :func:`peerstudy.ledger.table1`.
    groups : tuple of str, optional
        Only these; rows that none of them has are left out.
    lang : {"en", "he"}, default "en"
        The language.
    number : int, default 1
        The table's number.
    """
    tidy = table1(study, place)
    if groups is not None:
        tidy = tidy[tidy["group"].isin(groups)].reset_index(drop=True)
    made = Sample(tidy, recount(study), missing_values(study), Labels(study, lang), lang)
    return replace(sample_printed(made, number), title=text(caption, lang))
