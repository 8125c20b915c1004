"""The cells of a row as numbers of a ledger: which statistics each cell prints, and of what N."""

from collections.abc import Sequence

from peerstudy.readers.columns import Column, Role, holds_row_ns
from peerstudy.readers.entries import At, Names, Reading
from peerstudy.readers.grid import Cell
from peerstudy.readers.headings import is_word, read_heading
from peerstudy.readers.layout import Layout
from peerstudy.readers.listed import read_listed
from peerstudy.readers.pairs import pairs_of, read_pair, renamed
from peerstudy.readers.statistics import LIKELY, SURE, UNSURE, Context, Read, read_statistics
from peerstudy.readers.values import Value, as_float, read_p, read_value
from peerstudy.readers.variables import Line, Variable, Variables

_NO_SHARE = 0.6
_SHARES = ("n (%)", "n/N (%)", "% (n)")


class Cells:
    """Reads the cells of rows; knows the N of each group, and what earlier rows said of columns."""

    def __init__(self, layout: Layout, variables: Variables, reading: Reading) -> None:
        self._layout, self._variables, self._reading = layout, variables, reading
        self.columns = layout.groups
        self._pairs = pairs_of(self.columns)
        self.sizes = {column.group: column.n for column in self.columns if column.n}
        if layout.caption.n and not self.sizes and layout.one_group:
            self.sizes[self.columns[0].group] = layout.caption.n
        self._listed: dict[int, tuple[str, ...]] = {}
        self._averaged: set[int] = set()

    def rename(self, row: Sequence[Cell]) -> bool:
        """Take up a row that names the statistics of the rows below; return whether it does."""
        named = renamed(self.columns, row)
        if named is not None:
            self.columns, self._pairs = named, pairs_of(named)
        return named is not None

    def forget_lists(self) -> None:
        """Take up a heading, below which cells list numbers of their own kind."""
        self._listed.clear()

    def read(self, row: Sequence[Cell], line: Line, variable: str, level: str) -> None:
        """Record the numbers of a row."""
        owner = self._variables.owner(variable, level)
        named = [column for column in self._layout.columns if column.role is Role.STATISTIC]
        beside = next((read_heading(row[c.index].text).stats for c in named), ())
        near, owned = [line.heading.stats, beside], owner.stats if owner else ()
        taken = self._read_pairs(line, [*near, owned], owner, (variable, level))
        shares = {c.group for c, _, v in line.values if v is not None and v.kind in _SHARES}
        for column, cell, value in line.values:
            if column.index in taken:
                continue
            names, at = (self._variables.group(column), variable, level), line.at(column, cell)
            if value is None:
                digits = any(c.isdigit() or c == "=" for c in cell.text)
                if not self._read_list(column, names, at) and digits:
                    self._reading.unread.append(at)
                continue
            alone = value.kind in "a%" or all(column not in pair for pair in self._pairs)
            hints = [*near, column.stats if alone else (), owned]
            if value.kind == "a" and shares - {column.group}:
                hints.append(("n",))
            if column.stats[:1] in (("ci_low",), ("ci_high",)):
                hints.insert(0, column.stats)
            hints += [self._layout.caption.stats, self._layout.spoken_of]
            context = Context(hints, self._sizes_of(names[0], owner), bool(level))
            self._read_cell(column, value, context, names, at)

    def read_beside(self, row: Sequence[Cell], number: int, variable: str, level: str) -> None:
        """Record a row's p-values and missing values; one over several rows is of the first."""
        for column in self._layout.columns:
            cell = row[column.index]
            if cell.row != number:
                continue
            at = At(cell.text, number, column.index)
            if column.role is Role.P and (p := read_p(cell.text)):
                self._reading.add(("", variable, level), "p", p, SURE, at)
            value = read_value(cell.text) if column.role is Role.MISSING else None
            if value is not None and value.kind == "a":
                names = self._layout.owner_of(column), variable, ""
                self._reading.add(names, "missing", value.numbers[0], LIKELY, at)

    def _read_pairs(
        self,
        line: Line,
        hints: Sequence[tuple[str, ...]],
        owner: Variable | None,
        names: tuple[str, str],
    ) -> set[int]:
        """Record the numbers that stand in two columns; return which columns those are."""
        there = {
            c.index: (cell, v) for c, cell, v in line.values if v is not None and v.kind in "a%"
        }
        taken: set[int] = set()
        for pair in self._pairs:
            both = [there[column.index] for column in pair if column.index in there]
            if len(both) < 2:
                continue
            group = self._variables.group(pair[0])
            context = Context(hints, self._sizes_of(group, owner), bool(names[1]))
            numbers = (both[0][1].numbers[0], both[1][1].numbers[0])
            found = read_pair(pair, numbers, context)
            if len(found.stats) < 2:
                continue
            for (stat, printed), column, cell in zip(found.stats, pair, both, strict=True):
                at = line.at(column, cell[0])
                self._reading.add((group, *names), stat, printed, self._doubt(stat, found), at)
            taken |= {column.index for column in pair}
        return taken

    def _read_list(self, column: Column, names: Names, at: At) -> bool:
        """Record a cell that lists numbers by name; return whether it does."""
        listed = read_listed(at.text)
        if listed is None:
            return False
        above = " / ".join(filter(None, names[1:]))
        stats = listed.stats or self._listed.get(column.index, ())
        self._listed[column.index] = stats
        if any("±" in text for _, text in listed.items):
            self._averaged.add(column.index)
        above_are = ("mean",) if column.index in self._averaged else ()
        for name, text in listed.items:
            value = read_value(text, commas=self._layout.commas)
            if value is None:
                continue
            below = " / ".join(filter(None, (listed.title, name)))
            hints = [stats, column.stats, above_are]
            found = read_statistics(value, Context(hints, (), categorical=True))
            doubt = max(found.doubt, UNSURE)
            for stat, printed in found.stats:
                self._reading.add((names[0], above, below), stat, printed, doubt, at)
        return True

    def _read_cell(
        self, column: Column, value: Value, context: Context, names: Names, at: At
    ) -> None:
        group, variable, level = names
        if level and is_word("missing", level) and value.kind == "a":
            self._reading.add((group, variable, ""), "missing", value.numbers[0], LIKELY, at)
            return
        if value.kind == "a" and holds_row_ns(column, self.columns):
            self._reading.add(names, "denominator", value.numbers[0], SURE, at)
            return
        found = read_statistics(value, context)
        if not found.stats and value.kind == "a":
            self._reading.unread.append(at)
        for stat, printed in found.stats:
            self._reading.add(names, stat, printed, self._doubt(stat, found), at)
        if value.n:
            self._reading.add(names, "denominator", value.n, SURE, at)

    def _sizes_of(self, group: str, owner: Variable | None) -> list[float]:
        """Return the N's that are printed for a group, and in it for a variable."""
        sizes = [self.sizes.get(group, ""), owner.sizes.get(group, "") if owner else ""]
        return [as_float(n) for n in sizes if n]

    def _doubt(self, stat: str, found: Read) -> float:
        """Return how unsure a reading is; a weighted or a row percentage is no share of an N."""
        no_share = stat == "percent" and self._layout.no_share
        return max(found.doubt, _NO_SHARE) if no_share else found.doubt
