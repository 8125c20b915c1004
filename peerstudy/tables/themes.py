"""How often each theme is illustrated, and by whom, as a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from peerstudy.codings import Codebook, valence_label
from peerstudy.frames.records import records
from peerstudy.ledger import Labels
from peerstudy.tables.cells import formula, lines, numeral, pair, said, text
from peerstudy.tables.model import (
    Align,
    Cell,
    Column,
    Notes,
    Row,
    Spanner,
    Table,
    headed,
    plain,
)
from peerstudy.tables.numbers import Precision
from peerstudy.words import word


@dataclass(frozen=True, slots=True)
class Quoted:
    """What the table is made of.

    Attributes
    ----------
    counts : DataFrame
        See :func:`peerstudy.codings.illustrated`.
    by_group : DataFrame
        See :func:`peerstudy.codings.theme_frequencies`, of the groups to show.
    book : Codebook
        For the labels.
    groups : mapping of str to str
        What to call groups.
    """

    counts: pd.DataFrame
    by_group: pd.DataFrame
    book: Codebook
    groups: Mapping[str, str]

    @property
    def shown(self) -> dict[str, str]:
        """The groups to show, each with how many quotations it has."""
        return {row["group"]: row["denominator"] for row in records(self.by_group)}


def theme_frequencies(
    quoted: Quoted, lang: str, number: int, precision: Precision, source: str = ""
) -> Table:
    """Lay out how many quotations, speakers and groups illustrate each code.

    Parameters
    ----------
    quoted : Quoted
        The frames and labels.
    lang : {"en", "he"}
        Which language.
    number : int
        The table's number.
    precision : Precision
        How percentages are printed.
    source : str, optional
        What was coded.
    """
    heads, width = _heads(quoted, lang), 4 + len(quoted.shown)
    body = _rows(quoted, lang, precision)
    total = int(quoted.counts["denominator"].max()) if len(quoted.counts) else 0
    told = [
        word("tables.themes_note", lang, n=total),
        word("tables.themes_sums", lang),
        precision.told(lang),
    ]
    over = Spanner(said(word("tables.quotations_of", lang)), 4, width - 1)
    return Table(
        name="theme_frequencies",
        number=number,
        title=said(word("tables.theme_frequencies", lang)),
        stub=Column(said(word("tables.code", lang)), width=3.0),
        columns=tuple(Column(head, Align.DECIMAL, _wide_enough(head)) for head in heads),
        groups=tuple(
            headed(text(valence_label(valence, lang), lang), rows, width)
            for valence, rows in body.items()
        ),
        notes=Notes(tuple(map(said, told)), source=text(source, lang)),
        lang=lang,
        spanners=(over,) if len(quoted.shown) > 1 else (),
    )


def _heads(quoted: Quoted, lang: str) -> list[Cell]:
    return [
        lines([said(word("tables.quotations", lang)), formula("n (%)")]),
        said(word("tables.per_lowest", lang)),
        said(word("tables.speakers", lang)),
        said(word("tables.groups", lang)),
        *(
            lines([text(quoted.groups[name], lang), formula(f"(n = {size})")])
            for name, size in quoted.shown.items()
        ),
    ]


def _rows(quoted: Quoted, lang: str, precision: Precision) -> dict[str, list[Row]]:
    """Write a row for each code, by valence; a tree's top codes stand out."""
    labels = Labels(quoted.book, lang).each_of("code")
    own = {(row["code"], row["group"]): row["n"] for row in records(quoted.by_group)}
    body: dict[str, list[Row]] = {}
    for row in quoted.counts.to_dict("records"):
        n, total, depth = row["n"], row["denominator"], row["depth"]
        percent = precision.percent(Fraction(n, total), total) if total else ""
        cells = (
            pair(str(n), percent),
            numeral(f"{row['per_lowest']:.1f}"),
            numeral(str(row["speakers"])),
            numeral(str(row["groups"])),
            *(numeral(own[row["code"], group]) for group in quoted.shown),
        )
        label = text(labels[row["code"]], lang)
        made = Row(label, cells, level=depth + 1, strong=depth == 0)
        body.setdefault(row["valence"], []).append(made)
    return body


def _wide_enough(head: Cell) -> float:
    """Return a column of numbers the room that its head's longest word needs."""
    longest = max((len(part) for part in plain(head).split()), default=0)
    return max(0.9, longest / 10)
