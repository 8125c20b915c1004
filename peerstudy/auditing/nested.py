"""Nested rows: percentages that are of another row's count, such as of those who smoke.

One percentage fits some count by chance. Another row is a base only where it
gives every percentage of a row, in all the groups that have one, none of
which fits an N of its own.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from peerstudy.auditing.fits import fits, fits_loosely, informative
from peerstudy.auditing.rows import Cell
from peerstudy.ledger import Row
from peerstudy.printed import PERCENT, Rounding, interval

Counts = dict[tuple[str, str], dict[tuple[str, str], Row]]
_FEWEST = 2
_MOST_TRIED = 50


def nested_bases(cells: Sequence[Cell], rounding: Rounding) -> dict[Row, Row]:
    """Find the row whose count each percentage of another row is of.

    Parameters
    ----------
    cells : sequence of Cell
        The percentages of a ledger.
    rounding : Rounding
        The rule to judge by.

    Returns
    -------
    dict
        By the row of a percentage, the row of the count that it is of.
    """
    by_line: dict[tuple[str, str, str], list[Cell]] = defaultdict(list)
    counts: Counts = defaultdict(dict)
    for cell in informative(cells):
        row = cell.percent
        by_line[row.place, row.variable, row.level].append(cell)
        if cell.count is not None:
            counts[row.place, row.group][row.variable, row.level] = cell.count
    sizes = {key: sorted({row.whole or 0 for row in rows.values()}) for key, rows in counts.items()}
    found: dict[Row, Row] = {}
    for line in by_line.values():
        lost = all(
            not any(fits_loosely(cell, base.n, rounding) for base in cell.bases) for cell in line
        )
        if lost and len(line) >= _FEWEST:
            found |= _base_of(line, counts, sizes, rounding)
    return found


def _base_of(
    line: Sequence[Cell],
    counts: Counts,
    sizes: Mapping[tuple[str, str], list[int]],
    rounding: Rounding,
) -> dict[Row, Row]:
    """Return the first row that is the base of a whole line, by its percentages."""
    for key in _candidates(line[0], counts, sizes, rounding):
        bases = [counts[cell.percent.place, cell.percent.group].get(key) for cell in line]
        if all(
            base is not None and fits(cell, base.whole or 0, rounding)
            for cell, base in zip(line, bases, strict=True)
        ):
            return {
                cell.percent: base
                for cell, base in zip(line, bases, strict=True)
                if base is not None
            }
    return {}


def _candidates(
    cell: Cell,
    counts: Counts,
    sizes: Mapping[tuple[str, str], list[int]],
    rounding: Rounding,
) -> Iterator[tuple[str, str]]:
    """Yield the rows with a count that one percentage may be of."""
    where = cell.percent.place, cell.percent.group
    if cell.percent.number is None or cell.count is None or cell.count.whole is None:
        return
    span = interval(cell.percent.number, rounding)
    whole = Fraction(PERCENT * cell.count.whole)
    first = bisect_left(sizes[where], whole / span.high)
    last = bisect_right(sizes[where], whole / span.low) if span.low > 0 else len(sizes[where])
    near = set(sizes[where][first:last])
    own = cell.percent.variable, cell.percent.level
    names = (key for key, row in counts[where].items() if row.whole in near and key != own)
    yield from (key for _, key in zip(range(_MOST_TRIED if near else 0), names, strict=False))
