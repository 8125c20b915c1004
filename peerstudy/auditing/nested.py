"""Nested rows: percentages that are of another row's count, such as of those who smoke.

One percentage fits some count by chance. Another row is a base only where it
gives every percentage of a row, in all the groups that have one, none of
which fits an N of its own; or one of which does not, where it is the base of
another row of the variable.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice

from peerstudy.auditing.fits import fits, fits_some, informative
from peerstudy.auditing.rows import Cell
from peerstudy.ledger import Row
from peerstudy.printed import PERCENT, Rounding, interval

Counts = dict[tuple[str, str], dict[tuple[str, str], Row]]
_FEWEST = 2
_MOST_TRIED = 50


def nested_bases(cells: Sequence[Cell], rounding: Rounding) -> dict[Row, Row]:
    """Find, by the row of a percentage of a ledger, the row of the count that it is of."""
    by_line: dict[tuple[str, str, str], list[Cell]] = defaultdict(list)
    counts: Counts = defaultdict(dict)
    for cell in informative(cells):
        row = cell.percent
        by_line[row.place, row.variable, row.level].append(cell)
        if cell.count is not None:
            counts[row.place, row.group][row.variable, row.level] = cell.count
    sizes = {key: sorted({row.whole or 0 for row in rows.values()}) for key, rows in counts.items()}
    found: dict[Row, Row] = {}
    keys: dict[tuple[str, str], dict[tuple[str, str], None]] = defaultdict(dict)
    asked = []
    for (place, variable, _), line in by_line.items():
        lost = [cell for cell in line if not fits_some(cell, rounding)]
        if lost:
            asked.append((keys[place, variable], line))
        if _FEWEST <= len(lost) == len(line):
            near = _candidates(line[0], counts, sizes, rounding)
            bases = (key for key in near if _base_of(line, key, counts, rounding))
            keys[place, variable].update(dict.fromkeys(islice(bases, 1)))
    for shared, line in asked:
        for key in shared:
            found |= _base_of(line, key, counts, rounding)
    return found


def _base_of(
    line: Sequence[Cell], key: tuple[str, str], counts: Counts, rounding: Rounding
) -> dict[Row, Row]:
    """Return the counts of another row by the percentages of a line, where it gives them all."""
    bases = {
        cell.percent: base
        for cell in line
        if (base := counts[cell.percent.place, cell.percent.group].get(key)) is not None
        and fits(cell, base.whole or 0, rounding)
    }
    return bases if len(bases) == len(line) else {}


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
    yield from islice(names, _MOST_TRIED if near else 0)
