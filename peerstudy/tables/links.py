"""Which facilitators answer which challenges, as a table."""

from typing import Any

import pandas as pd

from peerstudy.codings import Codebook
from peerstudy.ledger import Labels
from peerstudy.tables.cells import formula, lines, mark, numeral, said, text
from peerstudy.tables.model import Align, Column, Notes, Row, Table, headed
from peerstudy.words import word


def challenges_facilitators(
    answered: pd.DataFrame, book: Codebook, lang: str, number: int, source: str = ""
) -> Table:
    """Lay out which facilitators answer which challenges, a row for each printed cell.

    Parameters
    ----------
    answered : DataFrame
        See :func:`peerstudy.codings.challenges_answered`.
    book : Codebook
        For the labels and the order.
    lang : {"en", "he"}
        Which language.
    number : int
        The table's number.
    source : str, optional
        Where the links are printed.
    """
    labels, order = Labels(book, lang).each_of("code"), list(book)
    rows = sorted(answered.to_dict("records"), key=lambda row: order.index(row["challenge"]))
    shared: dict[str, list[dict[Any, Any]]] = {}
    for row in rows:
        shared.setdefault(row["cell"] or row["challenge"], []).append(row)
    groups: dict[str, list[Row]] = {}
    for together in shared.values():
        top = book.path(together[0]["challenge"])[0]
        groups.setdefault(top, []).append(_linked(together, labels, lang))
    several = any(len(together) > 1 for together in shared.values())
    nested = _has_nested(rows, book)
    specific = [("a", "tables.shared_cell")] if several else []
    return Table(
        name="challenges_facilitators",
        number=number,
        title=said(word("tables.challenges_facilitators", lang)),
        stub=Column(said(word("tables.challenge", lang)), width=1.0),
        columns=(
            Column(said(word("tables.facilitators", lang)), width=1.35),
            Column(formula("n"), Align.DECIMAL, width=0.2),
        ),
        groups=tuple(headed(text(labels[top], lang), found, 2) for top, found in groups.items()),
        notes=Notes(
            tuple(
                said(word(key, lang))
                for key in ("tables.links_note", *(["tables.links_nested"] if nested else []))
            ),
            tuple((sign, said(word(key, lang))) for sign, key in specific),
            source=text(source, lang),
        ),
        lang=lang,
    )


def _linked(together: list[dict[Any, Any]], labels: dict[str, str], lang: str) -> Row:
    codes = together[0]["facilitators"]
    bullets = [text("• " + labels[code], lang) for code in codes]
    challenges = [text(labels[row["challenge"]], lang) for row in together]
    if len(together) > 1:
        challenges = [(*challenge, *mark("a")) for challenge in challenges]
    return Row(
        lines(challenges), (lines(bullets) or formula("–"), numeral(str(len(codes)))), level=1
    )


def _has_nested(rows: list[dict[Any, Any]], book: Codebook) -> bool:
    """Return whether a facilitator stands in one row with one that it is a part of."""
    return any(
        above in row["facilitators"]
        for row in rows
        for code in row["facilitators"]
        for above in book.path(code)[:-1]
    )
