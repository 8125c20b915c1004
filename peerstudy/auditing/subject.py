"""What the checks look at: a ledger, what was coded, and the rule to judge by.

Made once for an audit, so that every check sees the same pairing of counts
with percentages and the same candidates for a denominator.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from peerstudy.auditing.names import Names
from peerstudy.auditing.nested import nested_bases
from peerstudy.auditing.rows import Base, Cell, Limits
from peerstudy.codings import Codings, no_codings
from peerstudy.frames.records import grouped
from peerstudy.ledger import COUNTS, Denominator, Ledger, Row
from peerstudy.printed import Interval, Printed, Rounding, interval
from peerstudy.words import Message, Said

if TYPE_CHECKING:
    from peerstudy.auditing.fits import TableRule

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Subject:
    """A ledger made ready for the checks.

    A bare ledger has no codings. The explanations of a tried edit are read by nobody, so that
    they need not be made. `others` is how percentages that are printed beside these rows were
    rounded, by place, and `truncating` the places where they are assumed to be truncated.
    """

    ledger: Ledger
    rounding: Rounding
    codings: Codings = field(default_factory=no_codings)
    limits: Limits = field(default=Limits())
    names: Names = field(default=Names())
    explains: bool = True
    others: "Mapping[str, TableRule]" = field(default_factory=dict)
    truncating: frozenset[str] = frozenset()

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` gives, made once for an audit however often it is asked for."""
        if key not in self._made:
            self._made[key] = make()
        return cast("T", self._made[key])

    @cached_property
    def _made(self) -> dict[Hashable, object]:
        return {}

    def numbers(self, *stats: str) -> Iterator[tuple[Row, Printed]]:
        """Yield the rows of some statistics of variables that are numbers, with the number."""
        for row in self.ledger.rows:
            if row.stat in stats and row.variable and row.number is not None:
                yield row, row.number

    def interval(self, row: Row | None) -> Interval | None:
        """Return the exact values that a row can stand for; None where it is no number."""
        return interval(row.number, self.rounding) if row and row.number else None

    def companions(self, row: Row, *stats: str) -> list[Row | None]:
        """Return the rows of other statistics of a row's quantity."""
        return [self.ledger.companion(row, stat) for stat in stats]

    def values(self, row: Row, *stats: str) -> list[Fraction | None]:
        """Return their numbers as they are printed, None where one is not."""
        beside = self.companions(row, *stats)
        return [each.number.value if each and each.number else None for each in beside]

    def of_group(self, row: Row, group: str) -> Row | None:
        """Return the first row that prints a row's quantity for another group."""
        rows = self.ledger.by_quantity.get((group, row.variable, row.level, row.stat))
        return rows[0] if rows else None

    def divided(self, stat: str) -> Iterator[tuple[Row, str, dict[str, Row | None]]]:
        """Yield a statistic's first row of each group that has parts, with theirs.

        Between them is the name of the partition; without one the parts may overlap.
        """
        for parent, partition, parts in self.ledger.children():
            for quantity in self.ledger.quantities_of[parent]:
                if quantity[3] == stat:
                    row = self.ledger.by_quantity[quantity][0]
                    yield row, partition, {part: self.of_group(row, part) for part in parts}

    def bases(self, row: Row) -> tuple[Base, ...]:
        """List what a number may be of, the likeliest claim first, with names.

        An SD, a quartile and whatever else describes values is of what a mean is of.
        """
        if row.stat not in _OWN_BASES:
            row = row._replace(stat="mean")
        return self.once(
            (row.where, row.stat),
            lambda: tuple(self._named(each, row) for each in self.ledger.denominators(row)),
        )

    def base(self, row: Row) -> Base | None:
        """Return the first of these."""
        return next(iter(self.bases(row)), None)

    def beside(self, row: Row, *stats: str) -> tuple[Row | None, ...]:
        """Return the rows of other statistics of a row's quantity, and of the n it is of."""
        base = self.base(row)
        return (*self.companions(row, *stats), base.row if base else None)

    def _named(self, each: Denominator, of: Row) -> Base:
        if each.row is None or not self.explains:
            return Base(each.n, each.kind, _SUM, each.row)
        row = each.row
        if row.variable and row.where == of.where:
            return Base(each.n, each.kind, _ITS_OWN, row)
        what = (row.variable, row.level) if row.variable else (row.group,)
        return Base(each.n, each.kind, self.once(what, lambda: self._name(row)), row)

    def _name(self, row: Row) -> Said:
        if row.variable:
            return Message.of("audit.printed_for", what=self.names.variable_and_level(row))
        return self.size_of(row.group)

    def size_of(self, group: str) -> Said:
        """Name the size of a group, or of the sample."""
        if self.names.is_sample(group):
            return Message("audit.size_of_sample")
        return Message.of("audit.size_of", group=self.names.group(group))

    @cached_property
    def cells(self) -> list[Cell]:
        """Every percentage with its count and candidate denominators."""
        totals = {
            row: (Base(total, "row", _ROW_TOTAL),) for row, total in self.ledger.row_totals.items()
        }
        cells = [
            Cell(percent, stats.get("n"), self.bases(percent) + totals.get(percent, ()))
            for stats in self.ledger.by_where.values()
            if (percent := stats.get("percent"))
        ]
        nested = nested_bases(cells, self.rounding)
        return [
            replace(cell, bases=(*cell.bases, self._nested(nested[cell.percent])))
            if cell.percent in nested
            else cell
            for cell in cells
        ]

    def _nested(self, row: Row) -> Base:
        """Name another row's count, which a percentage is of."""
        name = Message.of("audit.count_of", what=self.names.variable_and_level(row))
        return Base(row.whole or 0, "nested", name, row)

    @cached_property
    def cells_by_scope(self) -> dict[tuple[str, str, str], list[Cell]]:
        """The same cells by place, group and variable."""
        return grouped(self.cells, lambda cell: cell.percent.scope)

    @cached_property
    def cells_by_column(self) -> dict[tuple[str, str], list[Cell]]:
        """The same cells by place and group."""
        return grouped(self.cells, lambda cell: (cell.percent.place, cell.percent.group))

    @cached_property
    def cells_by_variable(self) -> dict[tuple[str, str], list[Cell]]:
        """The same cells by place and variable."""
        return grouped(self.cells, lambda cell: (cell.percent.place, cell.percent.variable))


_OWN_BASES = (*COUNTS, "percent", "mean")
_ROW_TOTAL = Message("audit.row_total")
_SUM = Message("audit.sum_of_categories")
_ITS_OWN = Message("audit.printed_for_it")
