"""Edits of a ledger that could reconcile numbers: one printed text, one N, one resolution.

Each is only a candidate: :mod:`peerstudy.audit.repairs` applies it and runs the
checks again before anybody is told of it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil

from peerstudy.audit.slips import digits, slip
from peerstudy.audit.subject import Subject
from peerstudy.ledger import Row
from peerstudy.printed import PERCENT, Rounding, interval, print_as, read

_FINER = ("1/2", "1/4", "0.1")
_SLIPS = 12


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a ledger.

    Attributes
    ----------
    kind : str
        One of :data:`KINDS`.
    rows : tuple of int
        Positions of the ledger's rows that it changes.
    column : str
        ``printed`` or ``grain``.
    old, new : str
        What stands there, and what would; a percent sign stays as it is.
    """

    kind: str
    rows: tuple[int, ...]
    column: str
    old: str
    new: str


KINDS = ("resolution", "rounding", "digit", "place", "n", "count", "percent")
"""The kinds of edits, the simplest first."""


def candidate_edits(subject: Subject, rows: Sequence[int]) -> Iterator[Edit]:
    """Yield edits of some rows that could reconcile them with the rest of a ledger.

    Slips of a digit come last, and of means only where a mean on the
    variable's grid prints the new text.

    Parameters
    ----------
    subject : Subject
        The ledger and the rule to judge by.
    rows : sequence of int
        Positions of the rows in question.
    """
    seen: set[tuple[tuple[int, ...], str, str]] = set()
    numbers = [row for i in rows if (row := subject.ledger.rows[i]).number is not None]
    for each in (_of_row, _slips_of_means, _slips_of_others):
        for row in numbers:
            for edit in each(subject, row):
                key = edit.rows, edit.column, edit.new
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
            yield Edit("resolution", _cell_rows(subject, row), "grain", row.grain, grain)


def _slips_of_means(subject: Subject, row: Row) -> Iterator[Edit]:
    if row.stat != "mean":
        return
    together = _printed_alike(subject, row)
    for text in one_digit_away(row.printed):
        if _on_the_grid(subject, row, text):
            yield Edit("digit", together, "printed", row.printed, text)


def _slips_of_others(subject: Subject, row: Row) -> Iterator[Edit]:
    if row.stat in ("sd", "min", "max", "median", "q1", "q3", "se"):
        together = _printed_alike(subject, row)
        for text in one_digit_away(row.printed)[:_SLIPS]:
            yield Edit("digit", together, "printed", row.printed, text)


def _on_the_grid(subject: Subject, row: Row, text: str) -> bool:
    """Return whether some mean of values on the grid, within the printed range, prints a text."""
    beside = subject.ledger.by_where[row.where]
    low, high = (beside[s].number if s in beside else None for s in ("min", "max"))
    number = read(text)
    if (low and number.value < low.value) or (high and number.value > high.value):
        return False
    grain = subject.ledger.grain(row)
    if grain is None:
        return True
    ends = interval(number, subject.rounding)
    return any(
        ends.low * base.n / grain <= ceil(ends.low * base.n / grain) <= ends.high * base.n / grain
        for base in subject.ledger.denominators(row)
    )


def _printed_alike(subject: Subject, row: Row) -> tuple[int, ...]:
    """Return where a quantity is printed with the same number."""
    return tuple(
        i
        for i, other in _quantity(subject, row)
        if other.number is not None and row.number is not None
        and other.number.units == row.number.units
        and other.number.decimals == row.number.decimals
    )  # fmt: skip


def _quantity(subject: Subject, row: Row) -> list[tuple[int, Row]]:
    index = subject.once("positions by quantity", lambda: _positions(subject))
    return index[row.group, row.variable, row.level, row.stat]


def _positions(subject: Subject) -> dict[tuple[str, str, str, str], list[tuple[int, Row]]]:
    found: dict[tuple[str, str, str, str], list[tuple[int, Row]]] = {}
    for i, row in enumerate(subject.ledger.rows):
        found.setdefault((row.group, row.variable, row.level, row.stat), []).append((i, row))
    return found


def _cell_rows(subject: Subject, row: Row) -> tuple[int, ...]:
    """Return the rows of a mean, its SD and its range in one place."""
    index = subject.once("positions by quantity", lambda: _positions(subject))
    return tuple(
        i
        for stat in ("mean", "sd", "min", "max", "median", "q1", "q3")
        for i, other in index.get((row.group, row.variable, row.level, stat), ())
        if other.place == row.place
    )


def _elsewhere(subject: Subject, row: Row, together: tuple[int, ...]) -> Iterator[Edit]:
    """Yield what another place prints for the same quantity."""
    numbers = [other.number for _, other in _quantity(subject, row) if other.number is not None]
    for text in sorted(set(map(digits, numbers))):
        yield Edit("place", together, "printed", _digits(row), text)


def _digits(row: Row) -> str:
    return digits(row.number) if row.number else row.printed


def _percentages(subject: Subject, row: Row, together: tuple[int, ...]) -> Iterator[Edit]:
    """Yield the percentage rounded from its count, for each denominator that is claimed."""
    count = subject.ledger.by_where[row.where].get("n")
    if count is None or count.whole is None or row.number is None:
        return
    for base in subject.ledger.denominators(row):
        share, places = PERCENT * Fraction(count.whole, base.n), row.number.decimals
        old, text = digits(row.number), print_as(share, places)
        kind = "digit" if slip(text, old) else "percent"
        if print_as(share, places, Rounding.TRUNCATED) == old:
            kind = "rounding"
        yield Edit(kind, together, "printed", old, text)


def _counts(subject: Subject, row: Row, together: tuple[int, ...]) -> Iterator[Edit]:
    """Yield the counts whose percentage rounds to the one printed beside it."""
    percent = subject.ledger.by_where[row.where].get("percent")
    if percent is None or percent.number is None:
        return
    for base in subject.ledger.denominators(percent):
        near = round(percent.number.value * base.n / PERCENT)
        for n in range(max(near - 1, 0), near + 2):
            share = PERCENT * Fraction(n, base.n)
            if print_as(share, percent.number.decimals) == digits(percent.number):
                yield Edit("count", together, "printed", row.printed, str(n))


def _sizes(subject: Subject, row: Row, together: tuple[int, ...]) -> Iterator[Edit]:
    """Yield the other N's that are printed for a group or its variables, and sums of categories."""
    known = {n.whole for n in subject.ledger.totals_of_group.get(row.group, ()) if n.whole}
    known |= {total for scope, total in subject.ledger.sums.items() if scope[1] == row.group}
    for n in sorted(known - {row.whole}):
        yield Edit("n", together, "printed", row.printed, str(n))


def one_digit_away(text: str) -> list[str]:
    """List the numbers that differ by one digit, dropped, doubled or typed wrong; nearest first.

    Examples
    --------
    >>> "14.43" in one_digit_away("4.43"), "31" in one_digit_away("13")
    (True, True)
    """
    if not re.fullmatch(r"\d+(\.\d+)?", text):
        return []
    found: set[str] = set()
    spots = [i for i, c in enumerate(text) if c.isdigit()]
    for i in spots:
        found |= {text[:i] + d + text[i + 1 :] for d in "0123456789"}
        found |= {text[:i] + d + text[i:] for d in "0123456789"}
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
