"""Which facilitators answer which challenges, as a table."""

from typing import Any

import pandas as pd

from peerstudy.codings import Codebook
from peerstudy.frames.records import grouped
from peerstudy.tables.cells import formula, lines, mark, numeral
from peerstudy.tables.model import Align, Column, Row, Table
from peerstudy.tables.sheet import Sheet, sections


def challenges_facilitators(answered: pd.DataFrame, book: Codebook, sheet: Sheet) -> Table:
    """Lay out which facilitators answer which challenges, a row for each printed cell.

    The rows are those of :func:`peerstudy.codings.challenges_answered`, in the
    order of the code book.
    """
    order = list(book)
    answers = sorted(answered.to_dict("records"), key=lambda row: order.index(row["challenge"]))
    shared = grouped(answers, lambda row: row["cell"] or row["challenge"]).values()
    rows = (
        (sheet.named("code", book.path(together[0]["challenge"])[0]), _linked(together, sheet))
        for together in shared
    )
    several = any(len(together) > 1 for together in shared)
    notes = ["links_note", *(["links_nested"] if _has_nested(answers, book) else [])]
    return sheet.table(
        "challenges_facilitators",
        [
            sheet.column("tables.challenge"),
            sheet.column("tables.facilitators", width=1.35),
            Column(formula("n"), Align.DECIMAL, width=0.2),
        ],
        sections(rows),
        [sheet.said(f"tables.{note}") for note in notes],
        specific=(("a", sheet.said("tables.shared_cell")),) if several else (),
    )


def _linked(together: list[dict[Any, Any]], sheet: Sheet) -> Row:
    codes = together[0]["facilitators"]
    challenges = [sheet.named("code", row["challenge"]) for row in together]
    if len(together) > 1:
        challenges = [(*challenge, *mark("a")) for challenge in challenges]
    return Row(lines(challenges), (sheet.bullets(codes), numeral(str(len(codes)))), level=1)


def _has_nested(rows: list[dict[Any, Any]], book: Codebook) -> bool:
    """Return whether a facilitator stands in one row with one that it is a part of."""
    return any(
        above in row["facilitators"]
        for row in rows
        for code in row["facilitators"]
        for above in book.path(code)[:-1]
    )
