"""How often each theme is illustrated, and by whom, as a table."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pandas as pd

from peerstudy.codings import valence_label
from peerstudy.frames.records import records
from peerstudy.tables.cells import formula, lines, numeral, pair, said
from peerstudy.tables.model import Align, Cell, Column, Row, Spanner, Table, plain
from peerstudy.tables.numbers import Precision
from peerstudy.tables.sheet import Sheet, sections


def theme_frequencies(
    counts: pd.DataFrame, by_group: pd.DataFrame, precision: Precision, sheet: Sheet
) -> Table:
    """Lay out how many quotations, speakers and groups illustrate each code.

    The counts are those of :func:`peerstudy.codings.illustrated`, and those by
    group, of the groups to show, of :func:`peerstudy.codings.theme_frequencies`.
    """
    sizes = {row["group"]: row["denominator"] for row in records(by_group)}
    own = {(row["code"], row["group"]): numeral(row["n"]) for row in records(by_group)}
    rows: list[tuple[Cell, Row]] = []
    for row in counts.to_dict("records"):
        cells = (*_counted(row, precision), *(own[row["code"], group] for group in sizes))
        label, depth = sheet.named("code", row["code"]), row["depth"]
        under = sheet.text(valence_label(row["valence"], sheet.lang))
        rows.append((under, Row(label, cells, level=depth + 1, strong=depth == 0)))
    heads = _heads(sizes, sheet)
    total = int(counts["denominator"].max()) if len(counts) else 0
    over = Spanner(sheet.said("tables.quotations_of"), len(heads) - len(sizes), len(heads) - 1)
    return sheet.table(
        "theme_frequencies",
        [
            sheet.column("tables.code", width=5.0),
            *(Column(head, Align.DECIMAL, _wide_enough(head)) for head in heads),
        ],
        sections(rows),
        [
            sheet.said("tables.themes_note", n=total),
            sheet.said("tables.themes_sums"),
            said(precision.told(sheet.lang)),
        ],
        spanners=(over,) if len(sizes) > 1 else (),
        wide=True,
    )


def _heads(sizes: Mapping[str, str], sheet: Sheet) -> list[Cell]:
    return [
        lines([sheet.said("tables.quotations"), formula("n (%)")]),
        sheet.said("tables.per_lowest"),
        sheet.said("tables.speakers"),
        sheet.said("tables.groups"),
        *(
            lines([sheet.named("group", group), formula(f"(n = {size})")])
            for group, size in sizes.items()
        ),
    ]


def _counted(row: Mapping[Any, Any], precision: Precision) -> tuple[Cell, ...]:
    n, total = row["n"], row["denominator"]
    percent = precision.percent(Fraction(n, total), total) if total else ""
    return (
        pair(str(n), percent),
        numeral(f"{row['per_lowest']:.1f}"),
        numeral(str(row["speakers"])),
        numeral(str(row["groups"])),
    )


def _wide_enough(head: Cell) -> float:
    """Return a column of numbers the room that its head's longest word needs."""
    longest = max((len(part) for part in plain(head).split()), default=0)
    return max(0.9, longest / 10)
