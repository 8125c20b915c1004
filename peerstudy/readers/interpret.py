"""A grid as rows of a ledger, in one walk from its top: variables, sizes, then numbers."""

from collections.abc import Sequence
from dataclasses import replace

from peerstudy.readers.alignment import aligned, doubted
from peerstudy.readers.cells import Cells
from peerstudy.readers.columns import Role, is_total
from peerstudy.readers.denominators import denominators
from peerstudy.readers.entries import At, Reading
from peerstudy.readers.first_variable import first_variable
from peerstudy.readers.grid import Cell, Grid
from peerstudy.readers.headings import Heading, is_word, read_heading
from peerstudy.readers.layout import Layout
from peerstudy.readers.notes import with_notes
from peerstudy.readers.statistics import LIKELY, SURE, UNSURE
from peerstudy.readers.values import as_float, decimals, is_full, read_value
from peerstudy.readers.variables import Line, Values, Variables, count_level


def interpret(grid: Grid) -> Reading:
    """Return the numbers of a grid with their variable, level, group and statistic.

    None are found where no group's column, or none of labels, is recognised.
    """
    reading = Reading(grid)
    grid = with_notes(grid)
    if len(grid.cells) > 1 and grid.width > 1:
        grid, doubt = aligned(grid)
        layout = Layout(grid)
        if layout.groups and layout.labels:
            _Walk(layout, reading).read()
            entries = doubted(reading.entries, layout)
            reading.entries = [replace(e, doubt=max(e.doubt, doubt)) for e in entries]
    return reading


class _Walk:
    """One walk down a grid: takes each row up as a heading, as sizes, or as numbers."""

    def __init__(self, layout: Layout, reading: Reading) -> None:
        self.layout, self.reading = layout, reading
        self.variables = Variables(layout)
        self.cells = Cells(layout, self.variables, reading)
        self.stacks = not any(column.n for column in layout.groups)
        self.measured = ""
        self.above: tuple[str, str] | None = None

    def read(self) -> None:
        guessed = {column.group for column in self.layout.groups if column.guessed}
        for group, n in self.cells.sizes.items():
            doubt = UNSURE if group in guessed else SURE
            self.reading.add((group, "", ""), "n", n, doubt, At(n, 0, 0))
        if (head := first_variable(self.layout)) is not None:
            self.variables.begin_at_head(head)
        for number, row in enumerate(self.layout.body, start=self.layout.heads):
            self._row(number, row)
        last = self.layout.labels[-1]
        labels = {number: row[last].text for number, row in enumerate(self.layout.grid.cells)}
        self.reading.entries += denominators(self.reading.entries, labels)

    def _row(self, number: int, row: Sequence[Cell]) -> None:
        parts = self.layout.labels_of(row)
        label = next((cell for cell in parts if cell.text), row[self.layout.labels[0]])
        data = self.layout.data_of(row, self.cells.columns)
        if data and self.cells.rename(row):
            data = []
        texts = tuple(dict.fromkeys(cell.text for cell in parts if cell.text))
        if self.layout.repeated and len(parts) > 1 and data:
            self.measured = parts[1].text or self.measured
            texts = (self.measured, parts[0].text)
        heading = read_heading(texts[-1] if texts else "")
        values = [(c, cell, read_value(cell.text, commas=self.layout.commas)) for c, cell in data]
        if heading.is_statistic and self._is_answer(number, texts[-1], values):
            heading = Heading(texts[-1])
        line = Line(number, label, texts, heading, values)
        if not data or (texts and set(line.kinds) == {"N="}):
            self._heading(label, heading)
            if self.variables.stack:
                variable = self.variables.stack[-1]
                self._sizes(line, variable.name, "denominator", variable.sizes)
                self.cells.read_beside(row, number, variable.name, "")
        elif self._states_variables_n(line):
            name, _ = self._names(line)
            doubt = SURE if self._statistics_beside(number) else UNSURE
            self._sizes(line, name, "denominator", self.variables.sizes, doubt)
        elif self._states_sizes(line):
            self._sizes(line, "", "n", self.cells.sizes)
        else:
            self._numbers(row, line)

    def _heading(self, label: Cell, heading: Heading) -> None:
        """Take up a row without numbers: a section of the sample, or a variable's name."""
        if not label.text:
            return
        self.cells.forget_lists()
        self.above = None
        first = label.column == self.layout.labels[0]
        at = At(label.text, label.row, 0)
        if first and heading.n and heading.name and self.stacks:
            self.variables.begin_section(heading.name)
            self.cells.sizes[heading.name] = heading.n
            self.reading.add((heading.name, "", ""), "n", heading.n, SURE, at)
            return
        made = self.variables.begin(label, heading)
        if first and heading.n:
            groups = map(self.variables.group, self.cells.columns)
            made.sizes = dict.fromkeys(groups, heading.n)
            for group in made.sizes:
                self.reading.add((group, made.name, ""), "denominator", heading.n, LIKELY, at)

    def _sizes(
        self, line: Line, variable: str, stat: str, sizes: dict[str, str], doubt: float = SURE
    ) -> None:
        """Take up a row that prints the N of each group, or of a variable in each.

        One that contradicts the N above it is doubted, and that one is kept.
        """
        for column, cell, value in line.values:
            if value is not None and column.stats != ("percent",):
                group, n = self.variables.group(column), value.numbers[0]
                other = sizes.setdefault(group, n) != n
                names, at = (group, variable, ""), line.at(column, cell)
                self.reading.add(names, stat, n, UNSURE if other else doubt, at)

    def _is_answer(self, number: int, text: str, values: Values) -> bool:
        """Return whether a statistic's word names a level: an answer, a letter, or a degree."""
        if text == "No":
            return bool(self.variables.stack)
        near = [self._label(number - 1), self._label(number + 1)]
        others = [label for label in near if not read_heading(label).stats]
        if any(text.casefold() in label.casefold().split() for label in others):
            return True
        letters = any(len(label) == 1 for label in others)
        read = [value for *_, value in values if value is not None and len(value.numbers) == 2]
        counts = bool(read) and all(decimals(value.numbers[0]) == 0 for value in read)
        return len(text) == 1 and text.isalpha() and (letters or counts)

    def _states_variables_n(self, line: Line) -> bool:
        """Return whether a row prints the N of the variable above; a count has its share beside."""
        beside = self._statistics_beside(line.number)
        column = any(each.role is Role.STATISTIC for each in self.layout.columns)
        stated = read_heading(self._label(line.number)) if column else line.heading
        if stated != Heading("", ("n",)) or not line.is_plain or "percent" in beside:
            return False
        known = bool(beside or self.cells.sizes) and bool(self.variables.stack)
        return known or len(line.texts) > 1 or (column and bool(beside))

    def _statistics_beside(self, number: int) -> list[str]:
        """List the statistics that the rows above and below a row name, and nothing else."""
        near = (read_heading(self._label(each)) for each in (number - 1, number + 1))
        return [kind for heading in near if heading.is_statistic for kind in heading.stats]

    def _states_sizes(self, line: Line) -> bool:
        """Return whether a row prints the groups' own sizes, and maybe their shares of all."""
        if self.variables.stack and "percent" in self._statistics_beside(line.number):
            return False
        stats = line.heading.stats if line.heading.is_statistic else ()
        total = bool(line.texts) and is_word("total", line.heading.name or line.texts[-1])
        first = not any(entry.variable for entry in self.reading.entries)
        if line.is_plain:
            return stats == ("n",) or (total and first)
        parts = [
            value.numbers[1]
            for column, _, value in line.values
            if value is not None and len(value.numbers) == 2 and not is_total(column.group)
        ]
        shared = is_full(sum(map(as_float, parts))) and not self.variables.stack
        counts = total or stats in (("n",), ("n", "percent"))
        return first and shared and counts and "a ± b" not in line.kinds

    def _label(self, number: int) -> str:
        """Return the last label of a row of the body, or its statistic's; empty beyond its ends."""
        if not self.layout.heads <= number < len(self.layout.grid.cells):
            return ""
        row = self.layout.grid.cells[number]
        stated = [row[c.index] for c in self.layout.columns if c.role is Role.STATISTIC]
        labels = [*self.layout.labels_of(row), *stated]
        return next((cell.text for cell in reversed(labels) if cell.text), "")

    def _names(self, line: Line) -> tuple[str, str]:
        """Return a row's variable and level; without a label, those of the row above."""
        if line.texts or self.above is None:
            self.above = self.variables.names_of(line, self.cells.columns)
        return self.above

    def _numbers(self, row: Sequence[Cell], line: Line) -> None:
        """Take up a row of a variable's or a level's numbers."""
        variable, level = self._names(line)
        if not variable and (level or not set(line.kinds) <= {"", "a", "N="}):
            variable, level = level or f"row {line.number + 1}", ""
        self.cells.read(row, line, variable, level)
        self.cells.read_beside(row, line.number, variable, level)
        owner = self.variables.owner(variable, level)
        if owner is not None:
            count_level(owner, self._shares(variable, level))

    def _shares(self, variable: str, level: str) -> dict[str, float]:
        """Return a level's percentage in each group that prints one."""
        shares: dict[str, float] = {}
        for entry in reversed(self.reading.entries):
            if (entry.variable, entry.level) != (variable, level):
                break
            if entry.stat == "percent":
                shares[entry.group] = as_float(entry.printed)
        return shares
