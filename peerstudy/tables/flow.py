"""The participants' flow as a table: what is reported, and what follows from it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from peerstudy.codings.flow import APART, HERE, ONCE, ONE_EACH
from peerstudy.frames.records import grouped
from peerstudy.tables.cells import DASH, known_as, numeral, said, span
from peerstudy.tables.model import Align, Cell, Row, Table
from peerstudy.tables.sheet import Sheet, sections
from peerstudy.words import word

_ASSUMED = {ONE_EACH: "one_each", ONCE: "once", APART: "apart"}
_PARTS = ("reported", "computed", "other", "sum")
"""The parts of the table: what the article reports, what follows, what other papers report."""


def participant_flow_table(flow: pd.DataFrame, sheet: Sheet) -> Table:
    """Lay out the sessions and people that are reported, and what they imply.

    The flow is that of :func:`peerstudy.codings.flow.participant_flow`.
    """
    parts = grouped(flow.to_dict("records"), _part)
    rows = (
        (sheet.said(f"article.basis_{part}"), _row(step, sheet))
        for part in _PARTS
        for step in parts[part]
    )
    notes = ["flow_note", *(["flow_question"] if parts["sum"] else []), "docx"]
    return sheet.table(
        "participant_flow",
        [
            sheet.column("article.step", width=1.3),
            sheet.column("article.n", Align.CENTRE, width=0.5),
            sheet.column("article.assumed", width=1.5),
            sheet.column("article.where", width=1.2),
        ],
        sections(rows),
        [sheet.said(f"article.{note}") for note in notes],
        title="article.flow",
    )


def _part(step: Mapping[Any, Any]) -> str:
    if step["papers"] == (HERE,):
        return str(step["basis"])
    return "other" if step["basis"] == "reported" else "sum"


def _row(step: Mapping[Any, Any], sheet: Sheet) -> Row:
    name = step["step"].replace(",", "").replace(" ", "_")
    low, high = str(step["low"]), str(step["high"])
    count = numeral(low) if low == high else span(low, high)
    assumed = "; ".join(word(f"article.{_ASSUMED[one]}", sheet.lang) for one in step["assumes"])
    here = step["papers"] == (HERE,)
    where = sheet.text("; ".join(step["source"])) if here else _paper(step, sheet)
    return Row(sheet.said(f"article.{name}"), (count, said(assumed) or DASH, where), level=1)


def _paper(step: Mapping[Any, Any], sheet: Sheet) -> Cell:
    """Name another paper, one with a DOI by it; a sum is of those above."""
    if _part(step) == "sum":
        return sheet.said("article.above")
    [paper] = step["papers"]
    if paper.startswith("10."):
        return sheet.said("article.of_doi", doi=paper)
    return said(known_as("article", paper, sheet.lang))
