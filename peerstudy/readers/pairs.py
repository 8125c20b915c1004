"""Numbers of a group that stand in two columns: counts beside percentages, means beside SDs."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from peerstudy.readers.columns import Column
from peerstudy.readers.grid import Cell
from peerstudy.readers.headings import read_heading
from peerstudy.readers.statistics import SURE, UNSURE, Context, Read, read_statistics
from peerstudy.readers.values import Value, decimals, is_empty, read_value

_FIRST, _SECOND = {"n", "mean", "median"}, {"percent", "sd", "se"}
_AVERAGES = {"mean", "median", "sd", "se"}
_COUNTS = {"n", "percent"}


Pair = tuple[Column, Column]
"""Two columns of one group that hold the parts of one statistic."""


def pairs_of(columns: Sequence[Column]) -> list[Pair]:
    """Return the pairs among columns of numbers, from their headings.

    Examples
    --------
    >>> from peerstudy.readers.columns import Role
    >>> n, share = (Column(i, Role.GROUP, "Peers", (s,)) for i, s in ((1, "n"), (2, "percent")))
    >>> [(first.index, second.index) for first, second in pairs_of([n, share])]
    [(1, 2)]
    """
    found: list[Pair] = []
    for first, second in pairwise(columns):
        taken = bool(found) and found[-1][1] is first
        beside = second.index == first.index + 1 and first.group == second.group
        if beside and not taken and _belong(first, second, columns):
            found.append((first, second))
    return found


def _belong(first: Column, second: Column, columns: Sequence[Column]) -> bool:
    one, two = set(first.stats), set(second.stats)
    if not one and not two:
        return bool(first.group) and sum(c.group == first.group for c in columns) == 2
    return bool(one & _FIRST and two & _SECOND) or (one == {"percent"} and two == {"n"})


def read_pair(pair: Pair, numbers: tuple[str, str], context: Context) -> Read:
    """Return which statistics the numbers are that a row prints in the two columns."""
    named = set(context.named)
    averaged = bool(named & _AVERAGES) and not named & _COUNTS
    first, second = (column.stats for column in pair)
    if len(first) != 1 or len(second) != 1:
        kinds = tuple(kind for kind in context.named if kind in _AVERAGES | _COUNTS)
        hints = [kinds] if kinds else []
        value = Value("a (b)", numbers)
        return read_statistics(value, Context(hints, context.sizes, context.categorical))
    if first == ("n",) and (averaged or decimals(numbers[0])):
        spread = "se" if "se" in named and "sd" not in named else "sd"
        centre = "median" if "median" in named and "mean" not in named else "mean"
        found = ((centre, numbers[0]), (spread, numbers[1]))
        return Read(found, SURE if averaged else UNSURE)
    return Read(((first[0], numbers[0]), (second[0], numbers[1])), SURE)


def renamed(columns: Sequence[Column], row: Sequence[Cell]) -> list[Column] | None:
    """Return the columns as a row within the table renames their statistics; None if it does not.

    Such a row prints nothing but names of statistics, as ``n`` and ``%`` above
    the counts of a table that begins with means.
    """
    there = [c for c in columns if not is_empty(row[c.index].text)]
    headings = {c.index: read_heading(row[c.index].text) for c in there}
    if len(there) < 2 or any(read_value(row[c.index].text) is not None for c in there):
        return None
    if not all(heading.is_statistic for heading in headings.values()):
        return None
    named = {index: heading.stats for index, heading in headings.items()}
    return [replace(column, stats=named.get(column.index, ())) for column in columns]
