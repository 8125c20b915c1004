"""What the checks look at: a ledger with its numbers read and its cells paired.

Made once for an audit, so that every check sees the same pairing of counts
with percentages and the same candidates for a denominator.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from typing import Any

import pandas as pd

from peerstudy.audit.finding import Finding, Severity, Verdict
from peerstudy.audit.names import Names
from peerstudy.audit.rows import Base, Cell, Limits, Row, Traits, Where, read_rows
from peerstudy.audit.whole import inferred_groups, row_totals
from peerstudy.codings import Codings, no_codings
from peerstudy.printed import Rounding
from peerstudy.words import Message, Said


class Subject:
    """A ledger made ready for the checks.

    Parameters
    ----------
    ledger : DataFrame
        A valid ledger.
    rounding : Rounding
        The rule to judge by.
    groups : DataFrame or None
        With ``group, parent, partition``; None takes groups from the rows.
    traits : mapping of str to Traits
        By variable; a variable without traits is judged by its rows alone.
    codings : Codings or None
        Codes and quotations; None for a bare ledger, which has none.
    limits : Limits
        From where on printed numbers give participants away.
    names : Names
        What groups, variables and levels are called in Hebrew.
    """

    def __init__(
        self,
        ledger: pd.DataFrame,
        rounding: Rounding,
        groups: pd.DataFrame | None = None,
        traits: Mapping[str, Traits] | None = None,
        codings: Codings | None = None,
        limits: Limits = Limits(),  # noqa: B008 (it cannot change)
        names: Names = Names(),  # noqa: B008 (it cannot change)
    ) -> None:
        self.rounding, self.limits, self.names = rounding, limits, names
        self.traits = dict(traits or {})
        self.codings = no_codings() if codings is None else codings
        self.rows = list(read_rows(ledger))
        self.groups = inferred_groups(self.rows) if groups is None else groups

    def grain(self, row: Row) -> Fraction | None:
        """Give the smallest step that a row's values can take, if it is known."""
        return Fraction(row.grain) if row.grain else self.trait(row.variable).grain

    def trait(self, variable: str) -> Traits:
        """Tell what is known of a variable."""
        return self.traits.get(variable, Traits())

    def counts_people(self, variable: str) -> bool:
        """Tell whether a variable's counts are of people, and not of interviews or the like."""
        return self.trait(variable).kind != "event"

    def of_people(self, row: Row) -> bool:
        """Tell whether a row is of people who took part: no interviews, countries or plans."""
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
    def sizes(self) -> dict[str, dict[str, Row]]:
        """The printed size of each group, by group and place."""
        found: dict[str, dict[str, Row]] = defaultdict(dict)
        for row in self.rows:
            if row.stat == "n" and not row.variable and row.whole is not None:
                found[row.group].setdefault(row.place, row)
        return found

    @cached_property
    def _stated(self) -> dict[tuple[str, str, str], list[Row]]:
        """Every N printed for a variable, by group, variable and level."""
        found: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
        for row in self.rows:
            if row.stat == "denominator" and row.whole is not None:
                found[row.group, row.variable, row.level].append(row)
        return found

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

    def size(self, group: str, place: str = "") -> int | None:
        """Give the size printed for a group: in this place, else the first printed."""
        printed = self.sizes.get(group)
        if not printed:
            return None
        return printed.get(place, next(iter(printed.values()))).whole

    def bases(self, row: Row) -> tuple[Base, ...]:
        """List what a percentage or mean may be of, the likeliest claim first.

        The N printed beside it comes first. Another place's N for the variable
        comes before the group's size for a mean, which is the same mean
        wherever it is printed, and after it for a percentage.
        """
        found: dict[int, Base] = {}
        stated = self._stated[row.group, row.variable, row.level] if row.level else []
        stated = stated + self._stated[row.group, row.variable, ""]
        here = [n for n in stated if n.item == row.item]
        here += [n for n in stated if n.place == row.place and (n.level or _sole(n, stated))]
        elsewhere = [n for n in stated if n.place != row.place]
        sizes = self.sizes.get(row.group, {})
        size = [sizes[place] for place in sorted(sizes, key=lambda place: place != row.place)]
        for n in (*here, *elsewhere, *size) if row.stat == "mean" else (*here, *size, *elsewhere):
            _add(found, n.whole, *self._described(n))
        total = self.sums.get(row.scope)
        if row.stat == "percent" and self._is_base(total, row, found):
            _add(found, total, "sum", Message("audit.sum_of_categories"))
        return tuple(found.values())

    def _described(self, n: Row) -> tuple[str, Said]:
        if n.variable:
            return "variable", printed_for(self.names.variable_and_level(n))
        return "group", self.size_of(n.group)

    def size_of(self, group: str) -> Said:
        """Name the size of a group, or of the sample."""
        if not group:
            return Message("audit.size_of_sample")
        return Message.of("audit.size_of", group=self.names.group(group))

    def _is_base(self, total: int | None, row: Row, found: Mapping[int, Base]) -> bool:
        """Tell whether a sum of categories can be a denominator: only if they don't overlap."""
        trait = self.trait(row.variable)
        if not total or trait.exclusive == "no":
            return False
        limit = max(found, default=None)
        return limit is None or total <= limit

    @cached_property
    def cells(self) -> list[Cell]:
        """Every percentage with its count and candidate denominators."""
        cells = [
            Cell(stats["percent"], stats.get("n"), self.bases(stats["percent"]))
            for stats in self.by_where.values()
            if "percent" in stats
        ]
        totals = row_totals(cells, set(self.groups["parent"]))
        return [
            replace(cell, bases=(*cell.bases, Base(totals[cell.percent], "row", _ROW_TOTAL)))
            if cell.percent in totals
            else cell
            for cell in cells
        ]

    @cached_property
    def cells_by_scope(self) -> dict[tuple[str, str, str], list[Cell]]:
        """The same cells by place, group and variable."""
        found: dict[tuple[str, str, str], list[Cell]] = defaultdict(list)
        for cell in self.cells:
            found[cell.percent.scope].append(cell)
        return found

    @cached_property
    def cells_by_variable(self) -> dict[tuple[str, str], list[Cell]]:
        """The same cells by place and variable."""
        found: dict[tuple[str, str], list[Cell]] = defaultdict(list)
        for cell in self.cells:
            found[cell.percent.place, cell.percent.variable].append(cell)
        return found

    @cached_property
    def by_quantity(self) -> dict[tuple[str, str, str, str], list[Row]]:
        """Every row that prints one quantity, by group, variable, level and statistic."""
        found: dict[tuple[str, str, str, str], list[Row]] = defaultdict(list)
        for row in self.rows:
            found[row.group, row.variable, row.level, row.stat].append(row)
        return found

    def companion(self, row: Row, stat: str) -> Row | None:
        """Find another statistic of the same quantity: in its item, else wherever it is printed."""
        same = self.by_where[row.where].get(stat)
        if same is not None:
            return same if same.number is not None else None
        elsewhere = [
            other
            for other in self.by_quantity[row.group, row.variable, row.level, stat]
            if other.number is not None
        ]
        here = [other for other in elsewhere if other.place == row.place]
        candidates = here or elsewhere
        return candidates[0] if len({other.printed for other in candidates}) == 1 else None

    def children(self) -> Iterator[tuple[str, str, list[str]]]:
        """Yield each parent, the name of the partition (or none), and its groups."""
        for (parent, partition), part in self.groups[self.groups["parent"] != ""].groupby(
            ["parent", "partition"], sort=False
        ):
            yield str(parent), str(partition), list(part["group"])


_ROW_TOTAL = Message("audit.row_total")


def printed_for(what: Said) -> Said:
    """Name the N that is printed for a variable."""
    return Message.of("audit.printed_for", what=what)


def _is_total(row: Row) -> bool:
    return row.stat == "denominator" or (row.stat == "n" and not row.variable)


def _sole(row: Row, stated: Sequence[Row]) -> bool:
    """Tell whether a place prints just one N for a variable as a whole."""
    same = {n.whole for n in stated if n.place == row.place and not n.level}
    return len(same) == 1


def _add(found: dict[int, Base], n: int | None, kind: str, name: Said) -> None:
    if n is not None and n > 0:
        found.setdefault(n, Base(n, kind, name))


def about(row: Row, check: str, verdict: Verdict, reason: Said, **details: Any) -> Finding:
    """Make a finding about one row of the ledger.

    Parameters
    ----------
    row : Row
        What the finding rests on.
    check : str
        Code of the check.
    verdict : Verdict
        What arithmetic says.
    reason : Said
        Why.
    **details
        Any other field of :class:`Finding`, in place of the row's own.
    """
    default = Severity.HIGH if verdict is Verdict.INCONSISTENT else Severity.NONE
    values: dict[str, Any] = {
        "item": row.item,
        "place": row.place,
        "group": row.group,
        "variable": row.variable,
        "level": row.level,
        "stat": row.stat,
        "printed": row.printed,
        "source": row.source,
        "possible": "",
        "severity": default,
        "explanations": (),
        "could_fail": verdict is not Verdict.NOT_TESTABLE,
        "chance": float("nan"),
    }
    return Finding(check=check, verdict=verdict, reason=reason, **(values | details))
