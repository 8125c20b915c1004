"""A reporting checklist as a table: what each item asks for, and whether it is reported."""

from collections.abc import Mapping

import pandas as pd

from peerstudy.frames.records import records
from peerstudy.tables.cells import formula, said, text
from peerstudy.tables.model import Cell, Column, Notes, Row, Table, headed
from peerstudy.words import word

_COLUMNS = 3


def checklist_table(
    items: pd.DataFrame, name: str, lang: str, number: int, source: str = ""
) -> Table:
    """Lay out the items of a checklist with what an article reports of each.

    Parameters
    ----------
    items : DataFrame of str
        One row an item, see :data:`peerstudy.study.schema_article.CHECKLIST`.
    name : {"coreq", "srqr"}
        Which checklist.
    lang : {"en", "he"}
        Which language.
    number : int
        The table's number.
    source : str, optional
        The article.
    """
    sections: dict[str, list[Row]] = {}
    for row in records(items):
        sections.setdefault(row[f"section_{lang}"], []).append(_row(row, lang))
    agree = int((items["reported"] == items["second"]).sum())
    general = [
        word(f"article.{name}_source", lang),
        word("article.checklist_note", lang),
        word("article.checklist_agree", lang, agree=agree, n=len(items)),
        word("article.docx", lang),
    ]
    return Table(
        name=f"checklist_{name}",
        number=number,
        title=said(word(f"article.{name}", lang)),
        stub=Column(said(word("article.item", lang)), width=1.2),
        columns=(
            Column(said(word("article.asks", lang)), width=1.6),
            Column(said(word("article.reported", lang)), width=0.8),
            Column(said(word("article.where", lang)), width=1.0),
        ),
        groups=tuple(
            headed(text(section, lang), rows, _COLUMNS) for section, rows in sections.items()
        ),
        notes=Notes(tuple(map(said, general)), source=text(source, lang)),
        lang=lang,
    )


def _row(row: Mapping[str, str], lang: str) -> Row:
    where = text(row["source"].replace("; docx:", ", "), lang) or formula("–")
    label = text(f"{row['item']}. {row[f'topic_{lang}']}", lang)
    return Row(label, (text(row[f"asks_{lang}"], lang), _answer(row, lang), where), level=1)


def _answer(row: Mapping[str, str], lang: str) -> Cell:
    """Write what both readings answered, or the two answers."""
    first, second = (
        word(f"article.answer_{row[reading].replace(' ', '_')}", lang)
        for reading in ("reported", "second")
    )
    if first == second:
        return said(first)
    return said(word("article.answers_differ", lang, first=first, second=second))
