"""Printed numbers as people write them: 9 (34.6), 5.5 (2.51), 12–17, N = 21."""

from collections.abc import Iterator, Mapping, Sequence

from peerstudy.ledger.rows import Row
from peerstudy.report.edition import Edition
from peerstudy.tables.cells import formula, numeral, pair, span, text
from peerstudy.tables.dress import Paged
from peerstudy.tables.html import cell_html
from peerstudy.tables.model import Cell
from peerstudy.words.markup import Markup, fragment

_PAIRED = (("n", "percent"), ("mean", "sd"))


def as_printed(edition: Edition, printed: Sequence[Row]) -> Markup:
    """Write every number of a cell, whatever it is, each kept from left to right."""
    cells = (cell for stats in _sets(printed) for cell in _written(edition, stats))
    return fragment([", " if i else "", cell_html(cell, Paged())] for i, cell in enumerate(cells))


def _sets(printed: Sequence[Row]) -> list[dict[str, str]]:
    """Put numbers side by side, a second one of a kind in a second set."""
    sets: list[dict[str, str]] = []
    for number in printed:
        free = next((stats for stats in sets if number.stat not in stats), None)
        if free is None:
            sets.append(free := {})
        free[number.stat] = number.printed
    return sets


def _written(edition: Edition, stats: Mapping[str, str]) -> Iterator[Cell]:
    left = dict(stats)
    for first, second in _PAIRED:
        if first in left and second in left:
            yield pair(left.pop(first), left.pop(second))
        elif first in ("n", "mean") and first in left:
            yield numeral(left.pop(first))
    if "min" in left and "max" in left:
        yield span(left.pop("min"), left.pop("max"))
    for stat, printed in left.items():
        if stat == "value":
            yield numeral(printed)
        elif stat == "denominator":
            yield formula(f"N = {printed}")
        else:
            yield (*text(f"{edition.stat(stat)} ", edition.lang), *numeral(printed))
