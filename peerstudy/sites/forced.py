"""What constraints force, without a search: most questions are decided by that alone.

A sum cannot exceed what its variables allow one by one. Where values that
break no constraint attain that, they are best, and no search could do better.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

Terms = Mapping[int, int]


class Row(NamedTuple):
    """A constraint: a sum of whole multiples of variables between two ends, None for no end."""

    terms: Terms
    low: int | None
    high: int | None

    def holds(self, values: Sequence[int]) -> bool:
        """Return whether values of the variables satisfy it."""
        total = value_of(self.terms, values)
        return (self.low is None or total >= self.low) and (self.high is None or total <= self.high)


def value_of(terms: Terms, values: Sequence[int]) -> int:
    """Return a sum of multiples of variables."""
    return sum(times * values[i] for i, times in terms.items())


class Forced:
    """Variables that are 0, 1 or open, which is None, and what each choice forces of the others.

    Once a constraint cannot hold any more, `possible` is False.
    """

    def __init__(self, rows: Sequence[Row], size: int) -> None:
        self.rows = rows
        self.values: list[int | None] = [None] * size
        self._on: list[list[int]] = [[] for _ in range(size)]
        for number, row in enumerate(rows):
            for i in row.terms:
                self._on[i].append(number)
        self.possible = self._settle(list(range(len(rows))))

    def fix(self, i: int, value: int) -> bool:
        """Set an open variable, with all that follows; return whether that is possible."""
        if self.values[i] is None:
            self.values[i] = value
            self.possible = self.possible and self._settle(list(self._on[i]))
        return self.possible

    def _settle(self, open_rows: list[int]) -> bool:
        while open_rows:
            following = self._follows(self.rows[open_rows.pop()])
            if following is None:
                return False
            for i, value in following.items():
                self.values[i] = value
                open_rows += self._on[i]
        return True

    def _follows(self, row: Row) -> dict[int, int] | None:
        """Return the values that one constraint forces; None where it cannot hold."""
        left: list[tuple[int, int]] = []
        least = most = 0
        for i, times in row.terms.items():
            value = self.values[i]
            if value is None:
                left.append((i, times))
            if value or (value is None and times < 0):
                least += times
            if value or (value is None and times > 0):
                most += times
        over = None if row.high is None else row.high - least
        under = None if row.low is None else most - row.low
        if (over is not None and over < 0) or (under is not None and under < 0):
            return None
        found: dict[int, int] = {}
        for i, times in left:
            if over is not None and abs(times) > over:
                found[i] = int(times < 0)
            elif under is not None and abs(times) > under:
                found[i] = int(times > 0)
        return found


def best_at_once(rows: Sequence[Row], size: int, terms: Terms) -> tuple[int, ...] | None:
    """Return values that make a sum as large as its variables allow one by one.

    None where no such values were found; there may be some.
    """
    forced = Forced(rows, size)
    wished = {i: int(times > 0) for i, times in terms.items() if times}
    wished = {i: value for i, value in wished.items() if forced.values[i] is None}
    if not forced.possible:
        return None
    for i, value in wished.items():
        if not forced.fix(i, value) or forced.values[i] != value:
            return None
    if not all(forced.fix(i, 1) for i in range(size)):
        return None
    values = tuple(value or 0 for value in forced.values)
    return values if all(row.holds(values) for row in rows) else None
