"""The joint display as a table: themes against groups of stakeholders."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from peerstudy.codings import Codebook, valence_label
from peerstudy.tables.cells import DASH, formula, lines, said
from peerstudy.tables.model import Cell, Column, Row, Table
from peerstudy.tables.sheet import Sheet, sections
from peerstudy.words import word


def joint_display(joint: pd.DataFrame, book: Codebook, shown: Sequence[str], sheet: Sheet) -> Table:
    """Lay out what each group is reported to have raised, how widely, and what answers it.

    The rows are those of :func:`peerstudy.codings.joint_display`, of a code book;
    each of the groups that are shown has a column.
    """
    rows: list[tuple[Cell, Row]] = []
    for code in dict.fromkeys(joint["code"]):
        cells = {row["group"]: row for row in joint[joint["code"] == code].to_dict("records")}
        answers = next(iter(cells.values()))["answers"]
        made = (*(_cell(cells[group], sheet) for group in shown), sheet.bullets(answers))
        under = _head(book, book.path(code)[0], sheet)
        rows.append((under, Row(sheet.named("code", code), made, level=1)))
    return sheet.table(
        "joint_display",
        [
            sheet.column("tables.code", width=1.1),
            *(Column(sheet.named("group", group), width=0.9) for group in shown),
            sheet.column("tables.answers", width=1.3),
        ],
        sections(rows),
        [sheet.said("tables.joint_note"), sheet.said("tables.joint_quoted")],
    )


def _head(book: Codebook, top: str, sheet: Sheet) -> Cell:
    valence = valence_label(book[top]["valence"], sheet.lang)
    return sheet.text(f"{valence}: {sheet.labels.of('code', top)}")


def _cell(row: Mapping[Any, Any], sheet: Sheet) -> Cell:
    """Write the words of breadth, whom each is of, how many are quoted, and where it is printed."""
    times = row["quoted"]
    if not row["extents"] and not times:
        return DASH
    told = [] if row["extents"] else [sheet.said("tables.not_stated")]
    for whom, extent in zip(row["said_of"], row["extents"], strict=True):
        breadth = word(f"tables.extent_{extent}", sheet.lang)
        of_part = whom not in (row["group"], "all")
        key = "tables.extent_of" if of_part else "tables.extent_of_all" if whom == "all" else ""
        group = sheet.labels.group(whom)
        told.append(sheet.said(key, breadth=breadth, group=group) if key else said(breadth))
    told.append(sheet.said("tables.quoted_times" if times else "tables.not_quoted", n=times))
    return lines([*told, *map(formula, _places(row["source"]))])


def _places(source: Sequence[str]) -> list[str]:
    """Keep the locators of the first of the files that the words are printed in."""
    kinds = [place.split(":")[0] for place in source]
    first = [place for place, kind in zip(source, kinds, strict=True) if kind == kinds[0]]
    return [", ".join(first)] if first else []
