"""Edits of a ledger that could reconcile numbers: one printed text, one N, one resolution.

Each is only a candidate: :mod:`peerstudy.auditing.repairs` applies it and runs the
checks again before anybody is told of it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil

from peerstudy.auditing.fits import few_missing, fits_some
from peerstudy.auditing.rows import Cell, positions
from peerstudy.auditing.slips import DIGITS, digits, digits_of, other_digits, slip
from peerstudy.auditing.subject import Subject
from peerstudy.ledger import Row
from peerstudy.printed import PERCENT, Rounding, interval, numerators, print_as, read

_FINER = ("1/2", "1/4", "0.1")
_SLIPS = 30
_NEAR = 30
"""So many counts that print as a percentage are tried on either side of the one printed."""
_FITTING, _SPAN, _TINY = 4, 1_000, Fraction(1, 10**6)


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a ledger, of one of :data:`KINDS`, in the rows at some positions.

    A percent sign stays as it is. An exchange has two rows, the first with the old text and
    the second with the new one. Of an assumption, `new` is the place of the table.
    """

    kind: str
    rows: tuple[int, ...]
    old: str
    new: str


KINDS = {
    "resolution": "grain",
    "rule": "rule",
    "rounding": "printed",
    "missing": "denominator",
    "digit": "printed",
    "exchange": "printed",
    "place": "printed",
    "n": "printed",
    "count": "printed",
    "percent": "printed",
}
"""The kinds of edits, the simplest first, and what each changes of the ledger."""


def candidate_edits(subject: Subject, rows: Sequence[int]) -> Iterator[Edit]:
    """Yield edits of the rows at some positions that could reconcile them with the rest.

    Slips of a digit come last, and of means only where a mean on the
    variable's grid prints the new text.
    """
    seen: set[tuple[tuple[int, ...], str, str]] = set()
    numbers = [row for i in rows if (row := subject.ledger.rows[i]).number is not None]
    for each in (_of_row, _slips_of_means, _slips_of_others):
        for row in numbers:
            for edit in each(subject, row):
                key = edit.rows, KINDS[edit.kind], edit.new
                if edit.new != edit.old and key not in seen:
                    seen.add(key)
                    yield edit


def _of_row(subject: Subject, row: Row) -> Iterator[Edit]:
    together = _printed_alike(subject, row)
    yield from _elsewhere(subject, row, together)
    if row.stat == "percent":
        yield from _percentages(subject, row, together)
    if row.stat == "n" and row.variable:
        yield from _counts(subject, row, together)
    if row.stat == "denominator" or (row.stat == "n" and not row.variable):
        yield from _sizes(subject, row, together)
    if row.stat in ("mean", "sd"):
        for grain in _FINER:
            yield Edit("resolution", _cell_rows(subject, row), row.grain, grain)


def _slips_of_means(subject: Subject, row: Row) -> Iterator[Edit]:
    if row.stat != "mean":
        return
    together = _printed_alike(subject, row)
    for text in one_digit_away(row.printed):
        if _on_the_grid(subject, row, text):
            yield Edit("digit", together, row.printed, text)


def _slips_of_others(subject: Subject, row: Row) -> Iterator[Edit]:
    if row.stat in ("sd", "min", "max", "median", "q1", "q3", "se"):
        together = _printed_alike(subject, row)
        for text in one_digit_away(row.printed)[:_SLIPS]:
            yield Edit("digit", together, row.printed, text)


def _on_the_grid(subject: Subject, row: Row, text: str) -> bool:
    """Return whether some mean of values on the grid, within the printed range, prints a text."""
    number = read(text)
    ends = subject.values(row, "min", "max")
    low, high = (number.value if end is None else end for end in ends)
    if not low <= number.value <= high:
        return False
    grain = subject.ledger.grain(row)
    if grain is None:
        return True
    exact = interval(number, subject.rounding)
    return any(
        ceil(exact.low * base.n / grain) <= exact.high * base.n / grain
        for base in subject.ledger.denominators(row)
    )


def _printed_alike(subject: Subject, row: Row) -> tuple[int, ...]:
    """Return where a quantity is printed with the same number."""
    own = digits_of(row)
    return positions(each for each in _quantity(subject, row) if digits_of(each) == own)


def _quantity(subject: Subject, row: Row, stat: str = "") -> list[Row]:
    key = row.group, row.variable, row.level, stat or row.stat
    return subject.ledger.by_quantity.get(key, [])


def _cell_rows(subject: Subject, row: Row) -> tuple[int, ...]:
    """Return the rows of a mean, its SD and its range in one place."""
    return positions(
        other
        for stat in ("mean", "sd", "min", "max", "median", "q1", "q3")
        for other in _quantity(subject, row, stat)
        if other.place == row.place
    )


def _elsewhere(subject: Subject, row: Row, together: tuple[int, ...]) -> Iterator[Edit]:
    """Yield what another place prints for the same quantity."""
    numbers = [other.number for other in _quantity(subject, row) if other.number is not None]
    for text in sorted(set(map(digits, numbers))):
        yield Edit("place", together, digits_of(row), text)


def _percentages(subject: Subject, row: Row, together: tuple[int, ...]) -> Iterator[Edit]:
    """Yield the percentage rounded from its count, for each denominator that is claimed."""
    count = subject.ledger.by_where[row.where].get("n")
    if count is None or count.whole is None or row.number is None:
        return
    old, places = digits(row.number), row.number.decimals
    usual = max(_decimals_beside(subject, row), default=places)
    for base in subject.ledger.denominators(row):
        share = PERCENT * Fraction(count.whole, base.n)
        cut = print_as(share, places, Rounding.TRUNCATED) == old
        for decimals in dict.fromkeys((places, usual)):
            for rule in (Rounding.HALF_UP, Rounding.TRUNCATED):
                text = print_as(share, decimals, rule)
                kind = "rounding" if cut else "digit" if slip(text, old) else "percent"
                yield Edit(kind, together, old, text)
    yield from _missing(subject, row)
    yield from _exchanged(subject, row)


def _missing(subject: Subject, row: Row) -> Iterator[Edit]:
    """Yield the N of a variable for which few people are missing."""
    cells = subject.cells_by_scope.get(row.scope, ())
    lost = [cell for cell in cells if _denied(subject, cell)]
    odd = positions(cell.percent for cell in lost)
    if row.position in odd and (n := few_missing(cells, subject.rounding)):
        size = next(cell.own.n for cell in cells if cell.own)
        yield Edit("missing", odd, str(size), str(n))


def _decimals_beside(subject: Subject, row: Row) -> set[int]:
    """Return the decimals of the other percentages of a row's variable."""
    cells = subject.cells_by_scope.get(row.scope, ())
    return {
        cell.percent.number.decimals
        for cell in cells
        if cell.percent.number and cell.percent.position != row.position
    }


def _exchanged(subject: Subject, row: Row) -> Iterator[Edit]:
    """Yield exchanges with another percentage of the group that its own count denies."""
    for cell in subject.cells_by_column.get((row.place, row.group), ()):
        other = cell.percent
        if other.position == row.position or other.printed == row.printed:
            continue
        if _denied(subject, cell):
            yield Edit("exchange", positions((row, other)), row.printed, other.printed)


def _denied(subject: Subject, cell: Cell) -> bool:
    """Return whether no denominator gives a percentage from its count, rounded or cut off."""
    readable = cell.percent.number is not None and cell.count and cell.count.whole is not None
    return bool(readable) and not fits_some(cell, subject.rounding)


def _counts(subject: Subject, row: Row, together: tuple[int, ...]) -> Iterator[Edit]:
    """Yield the counts whose percentage rounds to the one printed beside it."""
    percent = subject.ledger.by_where[row.where].get("percent")
    if percent is None or percent.number is None:
        return
    counts = [
        n
        for base in subject.ledger.denominators(percent)
        for rule in (subject.rounding, Rounding.TRUNCATED)
        for n in _nearest(numerators(percent.number, base.n, rule), row.whole or 0)
    ]
    for n in dict.fromkeys([*counts, *_completing(subject, row)]):
        yield Edit("count", together, row.printed, str(n))


def _nearest(counts: range, to: int) -> range:
    """Keep the counts that are near one; of a group's size that is a slip, there are too many."""
    at = min(max(to, counts.start), counts.stop) - counts.start
    return counts[max(at - _NEAR, 0) : at + _NEAR]


def _completing(subject: Subject, row: Row) -> Iterator[int]:
    """Yield the counts that make a group the sum of its parts: its own, or that of a part."""
    for parent, partition, parts in subject.ledger.children():
        if not partition or row.group not in (parent, *parts):
            continue
        known = {
            group: other.whole
            for group in (parent, *parts)
            if (other := subject.of_group(row, group)) and other.whole is not None
        }
        if len(known) == len(parts) + 1:
            added = sum(known[part] for part in parts)
            rest = known[parent] - added + known[row.group]
            yield from (n for n in [added if row.group == parent else rest] if n >= 0)


def _sizes(subject: Subject, row: Row, together: tuple[int, ...]) -> Iterator[Edit]:
    """Yield the other N's that a group or a variable may have, the likeliest first.

    Those are what makes a group the sum of its parts, what most percentages
    fit, other N's that are printed, and sums of categories.
    """
    likely = [] if row.variable else [*_completing(subject, row), *_fitting(subject, row)]
    known = {n.whole for n in subject.ledger.totals_of_group.get(row.group, ()) if n.whole}
    known |= {total for scope, total in subject.ledger.sums.items() if scope[1] == row.group}
    for n in dict.fromkeys([*likely, *sorted(known)]):
        if n != row.whole:
            yield Edit("n", together, row.printed, str(n))


def _fitting(subject: Subject, row: Row) -> list[int]:
    """List the N's that most of a group's percentages are of, by their counts."""
    votes: Counter[int] = Counter()
    for cell in subject.cells_by_column.get((row.place, row.group), ()):
        number, count = cell.percent.number, cell.count
        if number and count and count.whole and number.value > 0:
            ends = interval(number, subject.rounding)
            low, high = (
                PERCENT * count.whole / ends.high,
                PERCENT * count.whole / max(ends.low, _TINY),
            )
            votes.update(range(ceil(low), min(int(high), ceil(low) + _SPAN) + 1))
    most = max(votes.values(), default=0)
    return sorted(n for n, times in votes.items() if times == most)[:_FITTING]


def one_digit_away(text: str) -> list[str]:
    """List the numbers that differ by one digit, dropped, doubled or typed wrong; nearest first.

    Examples
    --------
    >>> "14.43" in one_digit_away("4.43"), "31" in one_digit_away("13")
    (True, True)
    """
    if not re.fullmatch(r"\d+(\.\d+)?", text):
        return []
    found = other_digits(text)
    spots = [i for i, c in enumerate(text) if c.isdigit()]
    for i in spots:
        found |= {text[:i] + d + text[i:] for d in DIGITS}
    for i, j in pairwise(spots):
        swapped = list(text)
        swapped[i], swapped[j] = swapped[j], swapped[i]
        found.add("".join(swapped))
    places = len(text.partition(".")[2])
    kept = {
        each for each in found - {text}
        if len(each.partition(".")[2]) == places and (each[0] != "0" or each[:2] in ("0", "0."))
    }  # fmt: skip
    return sorted(kept, key=lambda each: (abs(Fraction(each) - Fraction(text)), each))
