"""The joint display as a table: themes against groups of stakeholders."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from peerstudy.codings import Codebook, valence_label
from peerstudy.ledger import Labels
from peerstudy.tables.cells import formula, lines, said, text
from peerstudy.tables.model import Cell, Column, Notes, Row, Table, headed
from peerstudy.words import word


def joint_display(
    joint: pd.DataFrame,
    book: Codebook,
    groups: Mapping[str, str],
    shown: Sequence[str],
    lang: str,
    number: int,
    source: str = "",
) -> Table:
    """Lay out what each group is reported to have raised, how widely, and what answers it.

    Parameters
    ----------
    joint : DataFrame
        See :func:`peerstudy.codings.joint_display`.
    book : Codebook
        For the labels.
    groups : mapping of str to str
        What to call groups.
    shown : sequence of str
        The groups that have a column.
    lang : {"en", "he"}
        Which language.
    number : int
        The table's number.
    source : str, optional
        What was coded.
    """
    labels = Labels(book, lang).each_of("code")
    tops: dict[str, list[Row]] = {}
    for code in dict.fromkeys(joint["code"]):
        cells = {row["group"]: row for row in joint[joint["code"] == code].to_dict("records")}
        first = next(iter(cells.values()))
        answers = [text("• " + labels[name], lang) for name in first["answers"]]
        row = Row(
            text(labels[code], lang),
            (
                *(_cell(cells[group], groups, lang) for group in shown),
                lines(answers) or formula("–"),
            ),
            level=1,
        )
        tops.setdefault(book.path(code)[0], []).append(row)
    return Table(
        name="joint_display",
        number=number,
        title=said(word("tables.joint_display", lang)),
        stub=Column(said(word("tables.code", lang)), width=1.1),
        columns=(
            *(Column(text(groups[group], lang), width=0.9) for group in shown),
            Column(said(word("tables.answers", lang)), width=1.3),
        ),
        groups=tuple(
            headed(_head(book, top, lang), rows, len(shown) + 1) for top, rows in tops.items()
        ),
        notes=Notes(
            tuple(said(word(f"tables.{key}", lang)) for key in ("joint_note", "joint_quoted")),
            source=text(source, lang),
        ),
        lang=lang,
    )


def _head(book: Codebook, top: str, lang: str) -> Cell:
    valence = valence_label(book[top]["valence"], lang)
    return text(f"{valence}: {Labels(book, lang).of('code', top)}", lang)


def _cell(row: Mapping[Any, Any], groups: Mapping[str, str], lang: str) -> Cell:
    """Write the words of breadth, whom each is of, how many are quoted, and where it is printed."""
    times = row["quoted"]
    if not row["extents"] and not times:
        return formula("–")
    told = [] if row["extents"] else [said(word("tables.not_stated", lang))]
    for whom, extent in zip(row["said_of"], row["extents"], strict=True):
        breadth = word(f"tables.extent_{extent}", lang)
        of_part = whom not in (row["group"], "all")
        key = "tables.extent_of" if of_part else "tables.extent_of_all" if whom == "all" else ""
        told.append(said(word(key, lang, breadth=breadth, group=groups[whom]) if key else breadth))
    told += [said(word("tables.quoted_times" if times else "tables.not_quoted", lang, n=times))]
    return lines([*told, *map(formula, _places(row["source"]))])


def _places(source: Sequence[str]) -> list[str]:
    """Keep the locators of the first of the files that the words are printed in."""
    kinds = [place.split(":")[0] for place in source]
    first = [place for place, kind in zip(source, kinds, strict=True) if kind == kinds[0]]
    return [", ".join(first)] if first else []
