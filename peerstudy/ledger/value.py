"""The ledger as a value: its rows read once, and what they say of groups, sizes and N's."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from fractions import Fraction
from functools import cached_property
from typing import Any

import pandas as pd

from peerstudy.frames.records import records
from peerstudy.ledger.rows import Denominator, Row, Traits, Where, read_rows
from peerstudy.ledger.whole import inferred_groups

EVERYBODY = "all"
"""The group of the whole sample, where a ledger names one; an empty group means the same."""
_SHOWN = 60


@dataclass(frozen=True, eq=False)
class Ledger:
    """Every number a publication prints, one row each; see :func:`as_ledger`.

    Attributes
    ----------
    frame : DataFrame of str
        The rows, valid and complete: see :data:`peerstudy.ledger.schema.LEDGER`.
    name : str
        What to call it.
    described : DataFrame or None
        The groups with ``group, parent, partition`` where they are described;
        None takes them from the rows.
    traits : mapping of str to Traits
        What is known of variables; one without traits is judged by its rows alone.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> ledger = load_study("upsides_israel").ledger
    >>> ledger.size("peers"), ledger.everybody, len(ledger)
    (26, 'all', 182)
    """

    frame: pd.DataFrame
    name: str = "ledger"
    described: pd.DataFrame | None = field(default=None, repr=False)
    traits: Mapping[str, Traits] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        """Return how many numbers are printed."""
        return len(self.frame)

    def __getstate__(self) -> dict[str, Any]:
        """Leave out of a pickle what can be read again from the frame."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def _repr_html_(self) -> str:
        return self.frame.to_html(max_rows=_SHOWN, notebook=True)

    @cached_property
    def rows(self) -> list[Row]:
        """Every row, its number read."""
        return list(read_rows(self.frame))

    @cached_property
    def doubts(self) -> dict[tuple[str, str, str], float]:
        """How unsure the most doubtful reading of each place, group and variable is."""
        found: dict[tuple[str, str, str], float] = {}
        for row in self.rows:
            if row.doubt:
                found[row.scope] = max(found.get(row.scope, 0.0), float(row.doubt))
        return found

    @cached_property
    def groups(self) -> pd.DataFrame:
        """The groups with ``group, parent, partition``: as described, else from the rows."""
        return inferred_groups(self.rows) if self.described is None else self.described

    @cached_property
    def everybody(self) -> str:
        """The group that means everybody: :data:`EVERYBODY` where it has a size, else empty."""
        return EVERYBODY if EVERYBODY in self.sizes else ""

    def trait(self, variable: str) -> Traits:
        """Return what is known of a variable."""
        return self.traits.get(variable, Traits())

    def grain(self, row: Row) -> Fraction | None:
        """Return the smallest step that a row's values can take, if it is known."""
        return Fraction(row.grain) if row.grain else self.trait(row.variable).grain

    def counts_people(self, variable: str) -> bool:
        """Return whether a variable's counts are of people, and not of interviews or the like."""
        return self.trait(variable).kind != "event"

    def of_people(self, row: Row) -> bool:
        """Return whether a row is of people who took part: no interviews, countries or plans."""
        return self.counts_people(row.variable) and row.group not in self._others

    @cached_property
    def _others(self) -> set[str]:
        """The groups that are made of anything but people who took part."""
        if "members" not in self.groups:
            return set()
        return set(self.groups.loc[~self.groups["members"].isin(["", "people"]), "group"])

    @cached_property
    def by_where(self) -> dict[Where, dict[str, Row]]:
        """Every statistic of each cell, by the cell and the statistic's name."""
        found: dict[Where, dict[str, Row]] = defaultdict(dict)
        for row in self.rows:
            found[row.where][row.stat] = row
        return found

    @cached_property
    def by_quantity(self) -> dict[tuple[str, str, str, str], list[Row]]:
        """Every row that prints one quantity, by group, variable, level and statistic."""
        found: dict[tuple[str, str, str, str], list[Row]] = defaultdict(list)
        for row in self.rows:
            found[row.group, row.variable, row.level, row.stat].append(row)
        return found

    @cached_property
    def sizes(self) -> dict[str, dict[str, Row]]:
        """The printed size of each group, by group and place."""
        found: dict[str, dict[str, Row]] = {}
        for row in self.rows:
            if row.stat == "n" and not row.variable and row.whole is not None:
                found.setdefault(row.group, {}).setdefault(row.place, row)
        return found

    def size(self, group: str = "", place: str = "") -> int | None:
        """Return the size printed for a group: in this place, else the first printed.

        An empty group is :attr:`everybody`.
        """
        printed = self.sizes.get(group) or (self.sizes.get(self.everybody) if not group else None)
        if not printed:
            return None
        return printed.get(place, next(iter(printed.values()))).whole

    def size_in(self, place: str, group: str) -> int | None:
        """Return the size that this place prints for a group."""
        row = self.sizes.get(group, {}).get(place)
        return None if row is None else row.whole

    @cached_property
    def stated(self) -> dict[tuple[str, str, str], list[Row]]:
        """Every N printed for a variable, by group, variable and level."""
        found: dict[tuple[str, str, str], list[Row]] = {}
        for row in self.rows:
            if row.stat == "denominator" and row.whole is not None:
                found.setdefault((row.group, row.variable, row.level), []).append(row)
        return found

    def stated_n(self, group: str, variable: str, place: str | None = None) -> int | None:
        """Return the first N printed for a variable as a whole, in one place or anywhere."""
        rows = self.stated.get((group, variable, ""), [])
        return next((row.whole for row in rows if place is None or row.place == place), None)

    @cached_property
    def totals_of_group(self) -> dict[str, list[Row]]:
        """Every printed N of a group or of one of its variables, by group."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            if row.whole and row.whole > 0 and _is_total(row):
                found[row.group].append(row)
        return found

    @cached_property
    def totals_of_variable(self) -> dict[str, list[Row]]:
        """The same by variable, one row for each number; groups' own sizes under no variable."""
        found: dict[str, dict[int, Row]] = defaultdict(dict)
        for rows in self.totals_of_group.values():
            for row in rows:
                found[row.variable].setdefault(row.whole or 0, row)
        return defaultdict(list, {name: list(rows.values()) for name, rows in found.items()})

    @cached_property
    def sums(self) -> dict[tuple[str, str, str], int]:
        """The sum of a variable's categories that have a percentage, by scope."""
        counts: dict[tuple[str, str, str], list[int | None]] = defaultdict(list)
        for cell in self.by_where.values():
            if "percent" in cell and "n" in cell and cell["n"].variable:
                counts[cell["n"].scope].append(cell["n"].whole)
        return {
            scope: sum(n for n in values if n is not None)
            for scope, values in counts.items()
            if len(values) > 1
            and None not in values
            and len(values) >= len(self.trait(scope[2]).levels)
        }

    def denominators(self, row: Row) -> tuple[Denominator, ...]:
        """List what a percentage or mean may be of, the likeliest claim first.

        The N printed beside it comes first. Another place's N for the variable
        comes before the group's size for a mean, which is the same mean
        wherever it is printed, and after it for a percentage.
        """
        found: dict[int, Denominator] = {}
        stated = self.stated.get((row.group, row.variable, row.level), []) if row.level else []
        stated = stated + self.stated.get((row.group, row.variable, ""), [])
        here = [n for n in stated if n.item == row.item]
        here += [n for n in stated if n.place == row.place and (n.level or _sole(n, stated))]
        elsewhere = [n for n in stated if n.place != row.place]
        sizes = self.sizes.get(row.group, {})
        size = [sizes[place] for place in sorted(sizes, key=lambda place: place != row.place)]
        for n in (*here, *elsewhere, *size) if row.stat == "mean" else (*here, *size, *elsewhere):
            if n.whole is not None and n.whole > 0:
                kind = "variable" if n.variable else "group"
                found.setdefault(n.whole, Denominator(n.whole, kind, n))
        total = self.sums.get(row.scope)
        if row.stat == "percent" and total and self._is_denominator(total, row, found):
            found.setdefault(total, Denominator(total, "sum", None))
        return tuple(found.values())

    def _is_denominator(self, total: int, row: Row, found: Mapping[int, Denominator]) -> bool:
        """Return whether a sum of categories can be one: only if they don't overlap."""
        limit = max(found, default=None)
        overlap = self.trait(row.variable).exclusive == "no"
        return total > 0 and not overlap and (limit is None or total <= limit)

    def companion(self, row: Row, stat: str) -> Row | None:
        """Find another statistic of the same quantity: in its item, else wherever it is printed."""
        same = self.by_where.get(row.where, {}).get(stat)
        if same is not None:
            return same if same.number is not None else None
        elsewhere = [
            other
            for other in self.by_quantity.get((row.group, row.variable, row.level, stat), ())
            if other.number is not None
        ]
        here = [other for other in elsewhere if other.place == row.place]
        candidates = here or elsewhere
        return candidates[0] if len({other.printed for other in candidates}) == 1 else None

    def children(self) -> Iterator[tuple[str, str, list[str]]]:
        """Yield each parent, the name of the partition (or none), and its groups."""
        found: dict[tuple[str, str], list[str]] = {}
        for group in records(self.groups):
            if group["parent"]:
                key = group["parent"], group["partition"]
                found.setdefault(key, []).append(group["group"])
        for (parent, partition), parts in found.items():
            yield parent, partition, parts


def _is_total(row: Row) -> bool:
    return row.stat == "denominator" or (row.stat == "n" and not row.variable)


def _sole(row: Row, stated: Sequence[Row]) -> bool:
    """Return whether a place prints just one N for a variable as a whole."""
    same = {n.whole for n in stated if n.place == row.place and not n.level}
    return len(same) == 1
