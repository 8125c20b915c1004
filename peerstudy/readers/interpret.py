"""A grid as rows of a ledger, in one walk from its top: variables, sizes, then numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from peerstudy.readers.cells import Cells
from peerstudy.readers.denominators import denominators
from peerstudy.readers.entries import Entry
from peerstudy.readers.first_variable import first_variable
from peerstudy.readers.grid import Cell, Grid
from peerstudy.readers.headings import Heading, is_word, read_heading
from peerstudy.readers.layout import Layout, layout_of
from peerstudy.readers.record import At, Record
from peerstudy.readers.statistics import LIKELY, SURE
from peerstudy.readers.values import as_float, read_value
from peerstudy.readers.variables import Line, Variables, count_level


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
    layout = layout_of(grid)
    if not layout.groups or not layout.labels:
        return Reading(())
    return _Walk(layout).read()


class _Walk:
    """One walk down a grid: takes each row up as a heading, as sizes, or as numbers."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.record = Record(layout.grid)
        self.variables = Variables(layout)
        self.cells = Cells(layout, self.variables, self.record)
        self.stacks = not any(column.n for column in layout.groups)
        self.measured = ""
        self.above: tuple[str, str] | None = None

    def read(self) -> Reading:
        for group, n in self.cells.sizes.items():
            self.record.add((group, "", ""), "n", n, SURE, At(n, 0, 0))
        if (head := first_variable(self.layout)) is not None:
            self.variables.begin_at_head(head)
        for number, row in enumerate(self.layout.body, start=self.layout.heads):
            self._row(number, row)
        last = self.layout.labels[-1]
        labels = {number: row[last].text for number, row in enumerate(self.layout.grid.cells)}
        entries = self.record.entries
        entries += denominators(entries, labels)
        return Reading(tuple(entries), tuple(self.record.unread))

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
        line = Line(number, label, texts, heading, values)
        if not data:
            self._heading(label, heading)
            if self.variables.stack:
                self.cells.read_ps(row, number, self.variables.stack[-1].name, "")
        elif texts and all(value is not None and value.kind == "N=" for *_, value in values):
            self._variables_sizes(line)
            if self.variables.stack:
                self.cells.read_ps(row, number, self.variables.stack[-1].name, "")
        elif self._states_sizes(line):
            self._groups_sizes(line)
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
            self.record.add((heading.name, "", ""), "n", heading.n, SURE, at)
            return
        made = self.variables.begin(label, heading)
        if first and heading.n:
            groups = map(self.variables.group, self.cells.columns)
            made.sizes = dict.fromkeys(groups, heading.n)
            for group in made.sizes:
                self.record.add((group, made.name, ""), "denominator", heading.n, LIKELY, at)

    def _variables_sizes(self, line: Line) -> None:
        """Take up a variable's row that prints its N in each group."""
        self._heading(line.label, line.heading)
        for column, cell, value in line.values:
            if value is not None and self.variables.stack:
                group, made = self.variables.group(column), self.variables.stack[-1]
                n = made.sizes[group] = value.numbers[0]
                at = At(cell.text, line.number, column.index)
                self.record.add((group, made.name, ""), "denominator", n, SURE, at)

    def _states_sizes(self, line: Line) -> bool:
        """Return whether a row prints the groups' own sizes."""
        heading = line.heading
        bare = all(v is not None and v.kind in ("a", "N=") for *_, v in line.values)
        answer = bool(self.variables.stack) and line.texts[-1:] == ("No",)
        named = not heading.name and heading.stats == ("n",) and not answer
        total = bool(line.texts) and is_word("total", line.texts[-1])
        first = not any(entry.variable for entry in self.record.entries)
        return bare and (named or (total and first))

    def _groups_sizes(self, line: Line) -> None:
        """Take up a row that prints the groups' own sizes."""
        for column, cell, value in line.values:
            if value is not None:
                group = self.variables.group(column)
                n = self.cells.sizes[group] = value.numbers[0]
                at = At(cell.text, line.number, column.index)
                self.record.add((group, "", ""), "n", n, SURE, at)

    def _numbers(self, row: Sequence[Cell], line: Line) -> None:
        """Take up a row of a variable's or a level's numbers."""
        if line.texts or self.above is None:
            self.above = self.variables.names_of(line, self.cells.columns)
        variable, level = self.above
        bare = all(value is None or value.kind in ("a", "N=") for *_, value in line.values)
        if not variable and (level or not bare):
            variable, level = level or f"row {line.number + 1}", ""
        self.cells.read(row, line, variable, level)
        self.cells.read_ps(row, line.number, variable, level)
        owner = self.variables.owner(variable, level)
        if owner is not None:
            count_level(owner, self._shares(variable, level))

    def _shares(self, variable: str, level: str) -> dict[str, float]:
        """Return a level's percentage in each group that prints one."""
        shares: dict[str, float] = {}
        for entry in reversed(self.record.entries):
            if (entry.variable, entry.level) != (variable, level):
                break
            if entry.stat == "percent":
                shares[entry.group] = as_float(entry.printed)
        return shares
