"""The participants' flow as a table: what is reported, and what follows from it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from peerstudy.codings.flow import APART, HERE, ONCE, ONE_EACH
from peerstudy.tables.cells import formula, known_as, numeral, said, span, text
from peerstudy.tables.model import Align, Cell, Column, Notes, Row, Table, headed
from peerstudy.words import word

_ASSUMED = {ONE_EACH: "one_each", ONCE: "once", APART: "apart"}
_COLUMNS = 3
_PARTS = ("reported", "computed", "other", "sum")
"""The parts of the table: what the article reports, what follows, what other papers report."""


def participant_flow_table(flow: pd.DataFrame, lang: str, number: int, source: str = "") -> Table:
    """Lay out the sessions and people that are reported, and what they imply.

    Parameters
    ----------
    flow : DataFrame
        See :func:`peerstudy.codings.flow.participant_flow`.
    lang : {"en", "he"}
        Which language.
    number : int
        The table's number.
    source : str, optional
        The article.
    """
    parts: dict[str, list[Row]] = {part: [] for part in _PARTS}
    for row in flow.to_dict("records"):
        parts[_part(row)].append(_row(row, lang))
    notes = ["flow_note", *(["flow_question"] if parts["sum"] else []), "docx"]
    return Table(
        name="participant_flow",
        number=number,
        title=said(word("article.flow", lang)),
        stub=Column(said(word("article.step", lang)), width=1.3),
        columns=(
            Column(said(word("article.n", lang)), Align.CENTRE, width=0.5),
            Column(said(word("article.assumed", lang)), width=1.5),
            Column(said(word("article.where", lang)), width=1.2),
        ),
        groups=tuple(
            headed(said(word(f"article.basis_{part}", lang)), rows, _COLUMNS)
            for part, rows in parts.items()
            if rows
        ),
        notes=Notes(
            tuple(said(word(f"article.{note}", lang)) for note in notes),
            source=text(source, lang),
        ),
        lang=lang,
    )


def _part(row: Mapping[Any, Any]) -> str:
    if row["papers"] == (HERE,):
        return str(row["basis"])
    return "other" if row["basis"] == "reported" else "sum"


def _row(row: Mapping[Any, Any], lang: str) -> Row:
    step = row["step"].replace(",", "").replace(" ", "_")
    low, high = str(row["low"]), str(row["high"])
    count = numeral(low) if low == high else span(low, high)
    assumed = "; ".join(word(f"article.{_ASSUMED[one]}", lang) for one in row["assumes"])
    where = text("; ".join(row["source"]), lang) if row["papers"] == (HERE,) else _paper(row, lang)
    cells = (count, said(assumed) or formula("–"), where)
    return Row(said(word(f"article.{step}", lang)), cells, level=1)


def _paper(row: Mapping[Any, Any], lang: str) -> Cell:
    """Name another paper, one with a DOI by it; a sum is of those above."""
    if _part(row) == "sum":
        return said(word("article.above", lang))
    [paper] = row["papers"]
    if paper.startswith("10."):
        return said(word("article.of_doi", lang, doi=paper))
    return said(known_as("article", paper, lang))
