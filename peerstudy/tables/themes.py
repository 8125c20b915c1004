"""Tables of the themes: how often each is illustrated, and what answers which challenge."""

from fractions import Fraction

import pandas as pd

from peerstudy.codebook import Codebook, valence_label
from peerstudy.rows import records
from peerstudy.tables.cells import formula, lines, mark, numeral, pair, said, text
from peerstudy.tables.model import (
    Align,
    Cell,
    Column,
    Notes,
    Row,
    RowGroup,
    Spanner,
    Table,
    plain,
)
from peerstudy.tables.numbers import Precision
from peerstudy.words import word


def theme_frequencies(
    counts: pd.DataFrame,
    by_group: pd.DataFrame,
    book: Codebook,
    groups: dict[str, str],
    lang: str,
    number: int,
    precision: Precision,
    source: str = "",
) -> Table:
    """Lay out how many quotations, speakers and groups illustrate each code.

    Parameters
    ----------
    counts : DataFrame
        See :func:`peerstudy.themes.illustrated`.
    by_group : DataFrame
        See :func:`peerstudy.themes.theme_frequencies`, of the groups to show.
    book : Codebook
        For the labels.
    groups : dict of str to str
        Labels of groups.
    lang : {"en", "he"}
        Which language.
    number : int
        The table's number.
    precision : Precision
        How percentages are printed.
    source : str, optional
        What was coded.
    """
    labels = book.labels(lang)
    shown = list(dict.fromkeys(by_group["group"]))
    own = {(row["code"], row["group"]): row["n"] for row in records(by_group)}
    sizes = {row["group"]: row["denominator"] for row in records(by_group)}
    body: dict[str, list[Row]] = {}
    for row in counts.to_dict("records"):
        of_all = Fraction(row["n"], row["denominator"]) if row["denominator"] else Fraction(0)
        cells = (
            pair(str(row["n"]), precision.percent(of_all, row["denominator"])),
            numeral(str(row["speakers"])),
            numeral(str(row["groups"])),
            *(numeral(own[row["code"], group]) for group in shown),
        )
        label = text(labels[row["code"]], lang)
        depth = row["depth"]
        line = Row(label, cells, level=depth + 1, strong=depth == 0)
        body.setdefault(row["valence"], []).append(line)
    width = 3 + len(shown)
    heads = [
        lines([said(word("tables.quotations", lang)), formula("n (%)")]),
        said(word("tables.speakers", lang)),
        said(word("tables.groups", lang)),
        *(lines([text(groups[name], lang), formula(f"(n = {sizes[name]})")]) for name in shown),
    ]
    over = said(word("tables.quotations_of", lang))
    total = int(counts["denominator"].max()) if len(counts) else 0
    told = [word("tables.themes_note", lang, n=total), word("tables.themes_sums", lang)]
    return Table(
        name="theme_frequencies",
        number=number,
        title=said(word("tables.theme_frequencies", lang)),
        stub=Column(said(word("tables.code", lang)), width=3.0),
        columns=tuple(Column(head, Align.DECIMAL, _wide_enough(head)) for head in heads),
        groups=tuple(
            RowGroup(
                Row(text(valence_label(valence, lang), lang), ((),) * width, strong=True),
                tuple(rows),
            )
            for valence, rows in body.items()
        ),
        notes=Notes(tuple(map(said, [*told, precision.told(lang)])), source=text(source, lang)),
        lang=lang,
        spanners=(Spanner(over, 3, width - 1),) if len(shown) > 1 else (),
    )


def challenges_facilitators(
    answered: pd.DataFrame, book: Codebook, lang: str, number: int, source: str = ""
) -> Table:
    """Lay out which facilitators answer which challenges, a row for each printed cell.

    Parameters
    ----------
    answered : DataFrame
        See :func:`peerstudy.themes.challenges_answered`.
    book : Codebook
        For the labels and the order.
    lang : {"en", "he"}
        Which language.
    number : int
        The table's number.
    source : str, optional
        Where the links are printed.
    """
    labels, order = book.labels(lang), list(book)
    rows = sorted(records(answered), key=lambda row: order.index(row["challenge"]))
    shared: dict[str, list[dict[str, str]]] = {}
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
        groups=tuple(
            RowGroup(_top(labels[top], 2, lang), tuple(found)) for top, found in groups.items()
        ),
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


def _wide_enough(head: Cell) -> float:
    """Give a column of numbers the room that its head's longest word needs."""
    longest = max((len(part) for part in plain(head).split()), default=0)
    return max(0.9, longest / 10)


def _top(label: str, width: int, lang: str) -> Row:
    return Row(text(label, lang), ((),) * width, strong=True)


def _facilitators(row: dict[str, str]) -> list[str]:
    return row["facilitators"].split(", ") if row["facilitators"] else []


def _linked(together: list[dict[str, str]], labels: dict[str, str], lang: str) -> Row:
    codes = _facilitators(together[0])
    bullets = [text("• " + labels[code], lang) for code in codes]
    challenges = [text(labels[row["challenge"]], lang) for row in together]
    if len(together) > 1:
        challenges = [(*challenge, *mark("a")) for challenge in challenges]
    return Row(
        lines(challenges), (lines(bullets) or formula("–"), numeral(str(len(codes)))), level=1
    )


def _has_nested(rows: list[dict[str, str]], book: Codebook) -> bool:
    """Tell whether a facilitator stands in one row with one that it is a part of."""
    return any(
        above in _facilitators(row)
        for row in rows
        for code in _facilitators(row)
        for above in book.path(code)[:-1]
    )
