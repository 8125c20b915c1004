"""A reporting checklist as a table: what each item asks for, and whether it is reported."""

from collections.abc import Mapping

import pandas as pd

from peerstudy.frames.records import records
from peerstudy.tables.cells import DASH, said
from peerstudy.tables.model import Cell, Row, Table
from peerstudy.tables.sheet import Sheet, sections
from peerstudy.words import word


def checklist_table(items: pd.DataFrame, name: str, sheet: Sheet) -> Table:
    """Lay out the items of a checklist with what an article reports of each.

    The items are rows of :data:`peerstudy.study.schema_article.CHECKLIST`,
    the name is ``coreq`` or ``srqr``.
    """
    rows = (_row(item, sheet) for item in records(items))
    agree = int((items["reported"] == items["second"]).sum())
    return sheet.table(
        f"checklist_{name}",
        [
            sheet.column("article.item", width=1.2),
            sheet.column("article.asks", width=1.6),
            sheet.column("article.reported", width=0.8),
            sheet.column("article.where"),
        ],
        sections(rows),
        [
            sheet.said(f"article.{name}_source"),
            sheet.said("article.checklist_note"),
            sheet.said("article.checklist_agree", agree=agree, n=len(items)),
            sheet.said("article.docx"),
        ],
        title=f"article.{name}",
    )


def _row(item: Mapping[str, str], sheet: Sheet) -> tuple[Cell, Row]:
    """Write an item below its section's name."""
    where = sheet.text(item["source"].replace("; docx:", ", ")) or DASH
    label = sheet.text(f"{item['item']}. {item[f'topic_{sheet.lang}']}")
    asks = sheet.text(item[f"asks_{sheet.lang}"])
    row = Row(label, (asks, _answer(item, sheet.lang), where), level=1)
    return sheet.text(item[f"section_{sheet.lang}"]), row


def _answer(item: Mapping[str, str], lang: str) -> Cell:
    """Write what both readings answered, or the two answers."""
    first, second = (
        word(f"article.answer_{item[reading].replace(' ', '_')}", lang)
        for reading in ("reported", "second")
    )
    if first == second:
        return said(first)
    return said(word("article.answers_differ", lang, first=first, second=second))
