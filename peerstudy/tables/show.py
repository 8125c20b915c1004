"""Results frames as tables to read in a notebook: labels for names, numbers aligned, a caption.

Nothing is counted or judged here. A number is rounded only where the caller
says to how many decimals; whole numbers stay whole; what is missing is a dash.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

import pandas as pd

from peerstudy.auditing import Audit
from peerstudy.auditing import display as audit_display
from peerstudy.frames.records import records
from peerstudy.ledger import Labels, missing_values, recount, table1
from peerstudy.tables.cells import text
from peerstudy.tables.model import Table
from peerstudy.tables.sample import Sample, sample_printed
from peerstudy.words import bdi, direction, marked, word

if TYPE_CHECKING:
    from peerstudy.study import Study

MISSING = "\N{EM DASH}"
_NUMERAL = re.compile(r"[-−]?\d[\d,.]*%?")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_BEFORE = "vertical-align:top;white-space:pre-line;"


@dataclass(frozen=True)
class Shown:
    """A table as HTML, which a notebook shows as it is; elsewhere it is told by its caption."""

    caption: str
    html: str = field(repr=False)

    def _repr_html_(self) -> str:
        return self.html


def shown(
    frame: pd.DataFrame, caption: str = "", decimals: int | None = None, lang: str = "en"
) -> Shown:
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

    Examples
    --------
    >>> from peerstudy import load_study
    >>> from peerstudy.ledger import recount
    >>> study = load_study("upsides_israel")
    >>> counts = recount(study).query("variable == 'gender'")
    >>> shown(study.label(counts[["group", "level", "n", "printed"]]), "Gender")
    Shown(caption='Gender')
    """
    columns = [_column(frame.iloc[:, i].tolist(), decimals, lang) for i in range(frame.shape[1])]
    lines = zip(*(cells for cells, _ in columns), strict=True)
    start, end = ("right", "left") if direction(lang) == "rtl" else ("left", "right")
    ends = [end if numbers else start for _, numbers in columns]
    head = "".join(
        f'<th scope="col" style="text-align:{end}">{marked(str(name))}</th>'
        for name, end in zip(frame.columns, ends, strict=True)
    )
    body = "\n".join(f"<tr>{_line(cells, ends)}</tr>" for cells in lines)
    return Shown(
        caption,
        f'<table dir="{direction(lang)}" lang="{lang}"><caption style="caption-side:top;'
        f'text-align:{start}">{marked(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table>",
    )


def _line(cells: tuple[str, ...], ends: list[str]) -> str:
    return "".join(
        f'<td style="{_BEFORE}text-align:{end}">{cell}</td>'
        for cell, end in zip(cells, ends, strict=True)
    )


def _column(values: list[Any], places: int | None, lang: str) -> tuple[list[str], bool]:
    """Write a column's cells, and say whether they are numbers."""
    there = [value for value in values if not _missing(value)]
    numbers = bool(there) and all(
        _is_number(value) or _NUMERAL.fullmatch(str(value)) for value in there
    )
    whole = all(_is_number(value) and float(value).is_integer() for value in there)
    cells = [_cell(value, None if whole else places, lang) for value in values]
    return cells, numbers


def _is_number(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


def _missing(value: Any) -> bool:
    return value is None or value == "" or (isinstance(value, float) and math.isnan(value))


def _cell(value: Any, places: int | None, lang: str) -> str:
    if _missing(value):
        return MISSING
    if isinstance(value, bool):
        return word(f"columns.{'yes' if value else 'no'}", lang)
    if isinstance(value, Real):
        return bdi(_number(value, places), ltr=True)
    return _text(str(value))


def _text(value: str) -> str:
    """Write a text, one with Hebrew letters in the direction of its first letter."""
    told = marked(value)
    return f"<bdi>{told}</bdi>" if _RIGHT_TO_LEFT.search(told) else told


def _number(value: Any, places: int | None) -> str:
    if places is not None:
        return f"{float(value):,.{places}f}".replace("-", "\N{MINUS SIGN}")
    whole = isinstance(value, Integral) or float(value).is_integer()
    return (f"{int(value):,}" if whole else str(value)).replace("-", "\N{MINUS SIGN}")


def findings_shown(result: Audit, caption: str = "", lang: str = "en", places: int = 3) -> Shown:
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
