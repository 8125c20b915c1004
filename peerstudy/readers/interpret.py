"""A grid as rows of a ledger: which rows are variables and levels, and what each cell prints."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from peerstudy.readers.columns import (
    Column,
    Role,
    columns_of,
    heading_rows,
    is_of_rows,
    is_total,
    is_weighted,
)
from peerstudy.readers.commas import prints_commas
from peerstudy.readers.denominators import denominators
from peerstudy.readers.entries import Entry
from peerstudy.readers.grid import Cell, Grid
from peerstudy.readers.headings import Heading, is_word, mentions, read_heading
from peerstudy.readers.listed import read_listed
from peerstudy.readers.pairs import pairs_of, read_pair, renamed
from peerstudy.readers.statistics import LIKELY, SURE, UNSURE, Context, Read, read_statistics
from peerstudy.readers.values import Value, as_float, is_empty, read_value

_FULL, _OVERFULL = 99.4, 101.6
_NO_SHARE = 0.6
_SHARES = ("n (%)", "n/N (%)", "% (n)")


@dataclass(frozen=True)
class Reading:
    """What a grid was understood to print.

    Attributes
    ----------
    entries : tuple of Entry
        The numbers.
    unread : tuple of (int, int, str)
        Row, column and text of cells with digits that were not understood.
    """

    entries: tuple[Entry, ...]
    unread: tuple[tuple[int, int, str], ...] = ()


@dataclass
class _Variable:
    """The variable whose levels are being read."""

    name: str
    stats: tuple[str, ...] = ()
    indent: float = 0
    bold: bool = False
    loose: bool = False
    rows: int = 0
    shares: dict[str, float] = field(default_factory=dict)
    sizes: dict[str, str] = field(default_factory=dict)


def interpret(grid: Grid) -> Reading:
    """Return the numbers of a grid with their variable, level, group and statistic.

    Parameters
    ----------
    grid : Grid
        A table as a reader made it.

    Returns
    -------
    Reading
        Empty where no group's column was recognised.
    """
    if len(grid.cells) < 2 or grid.width < 2:
        return Reading(())
    return _Walk(grid).read()


class _Walk:
    """One walk down a grid; remembers under which heading it is."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.commas = prints_commas(grid)
        self.heads = heading_rows(grid)
        self.columns = columns_of(grid, self.heads)
        self.labels = [c.index for c in self.columns if c.role is Role.LABEL]
        self.groups = [c for c in self.columns if c.role is Role.GROUP]
        self.pairs = pairs_of(self.groups)
        self.sizes = {c.group: c.n for c in self.groups if c.n}
        self.stacks = not self.sizes
        totals = any(c.group and is_total(c.group) for c in self.groups)
        self.no_share = is_weighted(grid) or (is_of_rows(grid) and not totals)
        self.caption = read_heading(grid.caption)
        self.spoken_of = mentions(" ".join([grid.caption, *grid.notes]))
        if self.caption.n and not self.sizes and len({c.group for c in self.groups}) == 1:
            self.sizes[self.groups[0].group] = self.caption.n
        body = grid.cells[self.heads :]
        indents = {row[self.labels[0]].indent for row in body if self.labels and row}
        self.indented = len(indents) > 1
        self.repeated = self._repeats(body)
        self.indents = self._indents()
        self.titles = Counter(row[0].text for row in body if not self._data(row))
        self.measured = ""
        self.listed: dict[int, tuple[str, ...]] = {}
        self.averaged: set[int] = set()
        self.stack: list[_Variable] = []
        self.section = ""
        self.above: tuple[str, str] | None = None
        self.one_group = len({c.group for c in self.groups}) == 1
        self.entries: list[Entry] = []
        self.unread: list[tuple[int, int, str]] = []

    def read(self) -> Reading:
        if not self.groups or not self.labels:
            return Reading(())
        for group, n in self.sizes.items():
            self._add(group, "", "", "n", n, SURE, n, 0, 0)
        for number, row in enumerate(self.grid.cells[self.heads :], start=self.heads):
            self._row(number, row)
        labels = {number: row[self.labels[-1]].text for number, row in enumerate(self.grid.cells)}
        self.entries += denominators(self.entries, labels)
        return Reading(tuple(self.entries), tuple(self.unread))

    def _row(self, number: int, row: Sequence[Cell]) -> None:
        parts = self._labels(row)
        label = next((cell for cell in parts if cell.text), row[self.labels[0]])
        data = self._data(row)
        if data and (named := renamed(self.groups, row)) is not None:
            self.groups, self.pairs, data = named, pairs_of(named), []
        texts = list(dict.fromkeys(cell.text for cell in parts if cell.text))
        if self.repeated and len(parts) > 1 and data:
            self.measured = parts[1].text or self.measured
            texts = [self.measured, parts[0].text]
        heading = read_heading(texts[-1] if texts else "")
        values = [
            (column, cell, read_value(cell.text, commas=self.commas)) for column, cell in data
        ]
        if not data:
            self._heading(label, heading)
        elif all(value is not None and value.kind == "N=" for _, _, value in values) and texts:
            self._sizes(number, label, heading, values)
        elif self._states_sizes(heading, texts, values):
            for column, cell, value in values:
                if value is not None:
                    self.sizes[self._group(column)] = value.numbers[0]
                    self._add(
                        self._group(column),
                        "",
                        "",
                        "n",
                        value.numbers[0],
                        SURE,
                        cell.text,
                        number,
                        column.index,
                    )
        else:
            self._numbers(number, row, label, texts, heading, values)

    def _data(self, row: Sequence[Cell]) -> list[tuple[Column, Cell]]:
        """Return a row's cells of numbers with their columns; empty ones are left out."""
        parts = self._labels(row)
        return [
            (column, cell)
            for column in self.groups
            if not is_empty((cell := row[column.index]).text) and all(cell is not p for p in parts)
        ]

    def _indents(self) -> list[float]:
        """Return how far each row's label is indented, and for an end none."""
        if not self.labels:
            return []
        first = self.labels[0]
        return [*(row[first].indent for row in self.grid.cells), 0.0]

    def _repeats(self, body: Sequence[Sequence[Cell]]) -> bool:
        """Return whether a second column of labels names variables and leaves out repeats."""
        if len(self.labels) != 2:
            return False
        first, second = self.labels
        rows = [row for row in body if row[first] is not row[second]]
        empty = sum(not row[second].text for row in rows)
        always = bool(rows) and bool(rows[0][second].text) and all(row[first].text for row in rows)
        names = {row[first].text for row in rows}
        return always and 4 * empty >= len(rows) and 2 * len(names) <= len(rows)

    def _labels(self, row: Sequence[Cell]) -> list[Cell]:
        """Return the cells of a row that hold its labels, each once."""
        seen: list[Cell] = []
        for index in self.labels:
            if all(row[index] is not cell for cell in seen):
                seen.append(row[index])
        return seen

    def _heading(self, label: Cell, heading: Heading) -> None:
        """Take up a row without numbers: a section of the sample, or a variable's name."""
        if not label.text:
            return
        self.listed.clear()
        self.above = None
        first = label.column == self.labels[0]
        if first and heading.n and heading.name and self.stacks:
            self.section = heading.name
            self.stack.clear()
            self.sizes[heading.name] = heading.n
            self._add(heading.name, "", "", "n", heading.n, SURE, label.text, label.row, 0)
            return
        indent = label.indent if self.indented else 0
        if self.indented:
            while self.stack and self.stack[-1].indent >= indent:
                self.stack.pop()
        else:
            self.stack.clear()
        name = heading.name or label.text
        if self.stack and self.titles[label.text] > 1:
            name = f"{self.stack[-1].name} / {name}"
        made = _Variable(name, heading.stats, indent, label.bold)
        flat = label.row + 1 < len(self.grid.cells) and self.indents[label.row + 1] <= indent
        made.loose = bool(self.indented and flat and heading.stats)
        if first and heading.n:
            made.sizes = {self._group(column): heading.n for column in self.groups}
            for group in dict.fromkeys(made.sizes):
                self._add(
                    group, made.name, "", "denominator", heading.n, LIKELY, label.text, label.row, 0
                )
        self.stack.append(made)

    def _sizes(
        self,
        number: int,
        label: Cell,
        heading: Heading,
        values: Sequence[tuple[Column, Cell, Value | None]],
    ) -> None:
        """Take up a variable's row that prints its N in each group."""
        self._heading(label, heading)
        for column, cell, value in values:
            if value is not None and self.stack:
                group = self._group(column)
                self.stack[-1].sizes[group] = value.numbers[0]
                self._add(
                    group,
                    self.stack[-1].name,
                    "",
                    "denominator",
                    value.numbers[0],
                    SURE,
                    cell.text,
                    number,
                    column.index,
                )

    def _states_sizes(
        self,
        heading: Heading,
        texts: Sequence[str],
        values: Sequence[tuple[Column, Cell, Value | None]],
    ) -> bool:
        """Return whether a row prints the groups' own sizes."""
        bare = all(value is not None and value.kind in ("a", "N=") for _, _, value in values)
        answer = bool(self.stack) and texts[-1:] == ["No"]
        named = not heading.name and heading.stats == ("n",) and not answer
        total = bool(texts) and is_word("total", texts[-1])
        first = not any(entry.variable for entry in self.entries)
        return bare and (named or (total and first))

    def _numbers(
        self,
        number: int,
        row: Sequence[Cell],
        label: Cell,
        texts: Sequence[str],
        heading: Heading,
        values: Sequence[tuple[Column, Cell, Value | None]],
    ) -> None:
        if texts or self.above is None:
            self.above = self._names(label, texts, heading, values)
        variable, level = self.above
        bare = all(value is None or value.kind in ("a", "N=") for *_, value in values)
        if not variable and (level or not bare):
            variable, level = level or f"row {number + 1}", ""
        owner = next((v for v in reversed(self.stack) if level and v.name == variable), None)
        named = [column for column in self.columns if column.role is Role.STATISTIC]
        beside = next((read_heading(row[c.index].text).stats for c in named), ())
        shares = {c.group for c, _, v in values if v is not None and v.kind in _SHARES}
        taken = self._paired(number, values, [heading.stats, beside], owner, (variable, level))
        for column, cell, value in values:
            if column.index in taken:
                continue
            group = self._group(column)
            if value is None:
                if not self._listed(number, column, cell, variable, level) and any(
                    c.isdigit() or c == "=" for c in cell.text
                ):
                    self.unread.append((number, column.index, cell.text))
                continue
            alone = value.kind in "a%" or all(column not in pair for pair in self.pairs)
            stats = column.stats if alone else ()
            hints = [heading.stats, beside, stats, owner.stats if owner else ()]
            if value.kind == "a" and shares - {column.group}:
                hints.append(("n",))
            if column.stats[:1] in (("ci_low",), ("ci_high",)):
                hints.insert(0, column.stats)
            hints += [self.caption.stats, self.spoken_of]
            context = Context(hints, self._sizes_of(group, owner), bool(level))
            self._cell(number, column, cell, value, context, variable, level)
        if owner is not None:
            owner.rows += 1
            for group, share in self._shares(variable, level).items():
                owner.shares[group] = owner.shares.get(group, 0.0) + share

    def _paired(
        self,
        number: int,
        values: Sequence[tuple[Column, Cell, Value | None]],
        hints: list[tuple[str, ...]],
        owner: _Variable | None,
        names: tuple[str, str],
    ) -> set[int]:
        """Take up the numbers that stand in two columns; return which columns those are."""
        there = {c.index: (cell, v) for c, cell, v in values if v is not None and v.kind in "a%"}
        taken: set[int] = set()
        for pair in self.pairs:
            both = [there[column.index] for column in pair if column.index in there]
            if len(both) < 2:
                continue
            group = self._group(pair.first)
            sizes = self._sizes_of(group, owner)
            hinted = [*hints, owner.stats if owner else ()]
            context = Context(hinted, sizes, bool(names[1]))
            numbers = (both[0][1].numbers[0], both[1][1].numbers[0])
            found = read_pair(pair, numbers, context)
            if len(found.stats) < 2:
                continue
            for (stat, printed), column, cell in zip(found.stats, pair, both, strict=True):
                doubt, text = self._doubt(stat, found), cell[0].text
                self._add(group, *names, stat, printed, doubt, text, number, column.index)
            taken |= {column.index for column in pair}
        return taken

    def _listed(self, number: int, column: Column, cell: Cell, variable: str, level: str) -> bool:
        """Take up a cell that lists numbers by name; return whether it does."""
        listed = read_listed(cell.text)
        if listed is None:
            return False
        above = " / ".join(filter(None, (variable, level)))
        stats = listed.stats or self.listed.get(column.index, ())
        self.listed[column.index] = stats
        if any("±" in text for _, text in listed.items):
            self.averaged.add(column.index)
        above_are = ("mean",) if column.index in self.averaged else ()
        for name, text in listed.items:
            value = read_value(text, commas=self.commas)
            if value is None:
                continue
            below = " / ".join(filter(None, (listed.title, name)))
            found = read_statistics(value, Context([stats, column.stats, above_are], (), True))
            for stat, printed in found.stats:
                doubt = max(found.doubt, UNSURE)
                names = (self._group(column), above, below)
                self._add(*names, stat, printed, doubt, cell.text, number, column.index)
        return True

    def _names(
        self,
        label: Cell,
        texts: Sequence[str],
        heading: Heading,
        values: Sequence[tuple[Column, Cell, Value | None]],
    ) -> tuple[str, str]:
        """Return a row's variable and level, leaving headings that it does not belong to."""
        name = heading.name or (texts[-1] if texts else "")
        if len(texts) > 1:
            above = read_heading(texts[0])
            if not self.stack or self.stack[-1].name != above.name:
                self.stack = [_Variable(above.name or texts[0], above.stats)]
            return self.stack[-1].name, name
        if self.stack and len(self.labels) > 1 and label.column != self.labels[0]:
            return self.stack[-1].name, name
        if self.indented:
            while self.stack and self.stack[-1].indent >= label.indent:
                last = self.stack[-1]
                level = last.loose and last.indent == label.indent
                if level and not self._ends(label, heading, values):
                    break
                self.stack.pop()
        elif self.stack and self._ends(label, heading, values):
            self.stack.clear()
        if not self.stack:
            if self.indented:
                made = _Variable(name, heading.stats, label.indent, label.bold)
                sized = all(v is not None and self._states_a_row_n(c, v) for c, _, v in values)
                made.loose = sized and bool(heading.stats) and not self._opens(label)
                self.stack.append(made)
            return name, ""
        owner = self.stack[-1].name
        if self.indented and not self.stack[-1].loose and self._opens(label):
            stats = heading.stats or self.stack[-1].stats
            self.stack.append(_Variable(f"{owner} / {name}", stats, label.indent, label.bold))
        return owner, name

    def _opens(self, label: Cell) -> bool:
        """Return whether the row below is indented further than a row with numbers."""
        return self.indents[label.row + 1] > label.indent

    def _ends(
        self,
        label: Cell,
        heading: Heading,
        values: Sequence[tuple[Column, Cell, Value | None]],
    ) -> bool:
        """Return whether a row begins a variable of its own, below levels that are complete."""
        variable = self.stack[-1]
        if variable.loose and heading.stats and variable.rows:
            return True
        if label.bold and variable.bold:
            return True
        if heading.stats and variable.rows and heading.stats != variable.stats:
            return True
        counted = variable.stats[:1] == ("n",) or "percent" in variable.stats
        if counted and any(value is not None and value.kind == "a ± b" for *_, value in values):
            return True
        shares = [variable.shares.get(self._group(column), 0.0) for column, _, _ in values]
        complete = not variable.bold and any(_FULL <= share <= _OVERFULL for share in shares)
        return complete and not is_word("missing", label.text)

    def _shares(self, variable: str, level: str) -> dict[str, float]:
        """Return a level's percentage in each group that prints one."""
        shares: dict[str, float] = {}
        for entry in reversed(self.entries):
            if (entry.variable, entry.level) != (variable, level):
                break
            if entry.stat == "percent":
                shares[entry.group] = as_float(entry.printed)
        return shares

    def _group(self, column: Column) -> str:
        """Return a cell's group: its section and column; a heading over all columns names none."""
        if self.section and self.one_group:
            return self.section
        return " / ".join(filter(None, (self.section, column.group)))

    def _sizes_of(self, group: str, owner: _Variable | None) -> list[float]:
        """Return the N's that are printed for a group, and in it for a variable."""
        sizes = [self.sizes.get(group, ""), owner.sizes.get(group, "") if owner else ""]
        return [as_float(n) for n in sizes if n]

    def _doubt(self, stat: str, found: Read) -> float:
        """Return how unsure a reading is; a weighted or a row percentage is no share of an N."""
        return max(found.doubt, _NO_SHARE) if stat == "percent" and self.no_share else found.doubt

    def _cell(
        self,
        number: int,
        column: Column,
        cell: Cell,
        value: Value,
        context: Context,
        variable: str,
        level: str,
    ) -> None:
        group = self._group(column)
        if level and is_word("missing", level) and value.kind == "a":
            self._add(
                group,
                variable,
                "",
                "missing",
                value.numbers[0],
                LIKELY,
                cell.text,
                number,
                column.index,
            )
            return
        if self._states_a_row_n(column, value):
            self._add(
                group,
                variable,
                level,
                "denominator",
                value.numbers[0],
                SURE,
                cell.text,
                number,
                column.index,
            )
            return
        found = read_statistics(value, context)
        if not found.stats and value.kind == "a":
            self.unread.append((number, column.index, cell.text))
        for stat, printed in found.stats:
            doubt = self._doubt(stat, found)
            self._add(group, variable, level, stat, printed, doubt, cell.text, number, column.index)
        if value.n:
            self._add(
                group,
                variable,
                level,
                "denominator",
                value.n,
                SURE,
                cell.text,
                number,
                column.index,
            )

    def _states_a_row_n(self, column: Column, value: Value) -> bool:
        """Return whether a column holds each row's N: headed n, beside no column of percentages."""
        if column.stats != ("n",) or value.kind != "a":
            return False
        same = [c for c in self.groups if c.group == column.group and c is not column]
        if any("percent" in c.stats for c in same):
            return False
        others = [c for c in self.groups if c is not column]
        return not column.group or any(
            c.stats and c.stats[0] in ("mean", "median") for c in same or others
        )

    def _add(
        self,
        group: str,
        variable: str,
        level: str,
        stat: str,
        printed: str,
        doubt: float,
        cell: str,
        row: int,
        column: int,
    ) -> None:
        source = f"table {self.grid.number}"
        source += f", row {row + 1}, column {column + 1}" if variable else ""
        names = (self.grid.place, group, variable, level)
        self.entries.append(Entry(*names, stat, printed, source, doubt, cell, row, column))
