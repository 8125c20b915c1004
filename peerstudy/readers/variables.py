"""Which rows are variables, and which their levels: the headings that each row stands under."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from peerstudy.readers.columns import Column, holds_row_ns
from peerstudy.readers.entries import At
from peerstudy.readers.grid import Cell
from peerstudy.readers.headings import Heading, is_word, read_heading, vocabulary
from peerstudy.readers.layout import Layout
from peerstudy.readers.values import Value, is_full

_WORDS = re.compile(r"\w+")
Values = Sequence[tuple[Column, Cell, Value | None]]
"""The cells of a row's numbers, with what each prints."""


@dataclass
class Variable:
    """The variable whose levels are being read."""

    name: str
    stats: tuple[str, ...] = ()
    indent: float = 0
    bold: bool = False
    loose: bool = False
    averaged: bool = False
    beside: bool = False
    rows: int = 0
    shares: dict[str, float] = field(default_factory=dict)
    sizes: dict[str, str] = field(default_factory=dict)


class Line(NamedTuple):
    """A row of numbers: its label, the label's parts and what the last one says, its numbers."""

    number: int
    label: Cell
    texts: tuple[str, ...]
    heading: Heading
    values: Values

    @property
    def kinds(self) -> list[str]:
        """How the numbers of each cell stand together; empty where they were not understood."""
        return [value.kind if value is not None else "" for *_, value in self.values]

    @property
    def is_plain(self) -> bool:
        """Whether each of its cells prints one number, or one as an N."""
        return set(self.kinds) <= {"a", "N="}

    @property
    def is_missing(self) -> bool:
        """Whether its label says that it counts missing values."""
        return bool(self.texts) and is_word("missing", self.texts[-1])

    def at(self, column: Column, cell: Cell) -> At:
        """Return where a cell of the row stands."""
        return At(cell.text, self.number, column.index)


class Variables:
    """The headings above the row that a walk down a grid has come to, the nearest last."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self.stack: list[Variable] = []
        self.section = ""
        self._last = ""

    @property
    def sizes(self) -> dict[str, str]:
        """The N of each group for the nearest heading's variable."""
        return self.stack[-1].sizes if self.stack else {}

    def group(self, column: Column) -> str:
        """Return a cell's group: its section and column; a heading over all columns names none."""
        if self.section and self._layout.one_group:
            return self.section
        return " / ".join(filter(None, (self.section, column.group)))

    def begin_section(self, name: str) -> None:
        """Take up a row that begins the part of another group."""
        self.section = name
        self.stack.clear()

    def begin_at_head(self, heading: Heading) -> None:
        """Take up a variable that stands in the head of the labels, until another begins."""
        self.stack.append(Variable(heading.name, heading.stats, indent=-1))

    def begin(self, label: Cell, heading: Heading) -> Variable:
        """Take up a row without numbers: it names a variable."""
        layout = self._layout
        self._last = ""
        indent = label.indent if layout.indented else 0
        if self.stack and self.stack[0].indent < 0:
            self.stack.clear()
        if layout.indented:
            while self.stack and self.stack[-1].indent >= indent:
                self.stack.pop()
        else:
            self.stack.clear()
        name = heading.name or label.text
        if self.stack and layout.titles[label.text] > 1:
            name = f"{self.stack[-1].name} / {name}"
        made = Variable(name, heading.stats, indent, label.bold)
        below = label.row + 1
        flat = below < len(layout.grid.cells) and layout.indents[below] <= indent
        made.loose = bool(layout.indented and flat and heading.stats)
        self.stack.append(made)
        return made

    def names_of(self, line: Line, columns: Sequence[Column]) -> tuple[str, str]:
        """Return a row's variable and level, leaving headings that it does not belong to.

        A row that names a statistic and nothing else, as ``Median (IQR)``, is no
        level: it is of the variable above. So is ``Age range`` below ``Age``.
        """
        if self._last and _is_range_of(self._last, " ".join(line.texts)):
            return self._last, ""
        names = self._names_of(line, columns)
        self._last = "" if names[1] else names[0]
        if names[1] and line.heading.is_statistic and self.stack:
            self.stack[-1].averaged = True
            return names[0], ""
        return names

    def _names_of(self, line: Line, columns: Sequence[Column]) -> tuple[str, str]:
        label, heading, layout = line.label, line.heading, self._layout
        name = heading.name or (line.texts[-1] if line.texts else "")
        if len(line.texts) > 1:
            above = read_heading(line.texts[0])
            if not self.stack or self.stack[-1].name != above.name:
                self.stack = [Variable(above.name or line.texts[0], above.stats, beside=True)]
            return self.stack[-1].name, name
        if self.stack and len(layout.labels) > 1 and label.column != layout.labels[0]:
            return self.stack[-1].name, name
        self._leave(line)
        if not self.stack and self._last and (heading.is_statistic or line.is_missing):
            return self._last, "" if heading.is_statistic else name
        if not self.stack:
            if layout.indented:
                made = Variable(name, heading.stats, label.indent, label.bold)
                sized = all(holds_row_ns(column, columns) for column, *_ in line.values)
                sized = sized and set(line.kinds) <= {"a"}
                made.loose = sized and bool(heading.stats) and not layout.opens(label)
                self.stack.append(made)
            return name, ""
        owner = self.stack[-1].name
        deeper = not heading.is_statistic and layout.opens(label)
        if layout.indented and not self.stack[-1].loose and deeper:
            stats = heading.stats or self.stack[-1].stats
            self.stack.append(Variable(f"{owner} / {name}", stats, label.indent, label.bold))
        return owner, name

    def owner(self, variable: str, level: str) -> Variable | None:
        """Return the variable that a level is of; None for a row that is a variable itself."""
        return next((v for v in reversed(self.stack) if level and v.name == variable), None)

    def _leave(self, line: Line) -> None:
        """Leave the headings that a row of numbers does not stand under."""
        label = line.label
        if self.stack and self.stack[-1].beside:
            self.stack.clear()
        if self._layout.indented:
            while self.stack and self.stack[-1].indent >= label.indent:
                last = self.stack[-1]
                level = last.loose and last.indent == label.indent
                if level and not self._ends(line):
                    break
                self.stack.pop()
        elif self.stack and self._ends(line):
            self.stack.clear()

    def _ends(self, line: Line) -> bool:
        """Return whether a row begins a variable of its own, below levels that are complete."""
        variable, stats = self.stack[-1], line.heading.stats
        if line.heading.is_statistic and not variable.rows:
            return False
        if variable.averaged or line.is_missing:
            return not line.is_missing
        other = bool(stats) and variable.rows > 0 and (variable.loose or stats != variable.stats)
        counted = variable.stats[:1] == ("n",) or "percent" in variable.stats
        if other or (line.label.bold and variable.bold) or (counted and "a ± b" in line.kinds):
            return True
        shares = [variable.shares.get(self.group(column), 0.0) for column, _, _ in line.values]
        return not variable.bold and any(map(is_full, shares))


def _is_range_of(variable: str, label: str) -> bool:
    """Return whether a label is a range of a variable, as ``Age range`` and ``Range, years``."""
    words = set(_WORDS.findall(label.casefold()))
    rest = words - set(vocabulary()["range"])
    known = {*_WORDS.findall(variable.casefold()), *vocabulary()["units"], "of", "in", "the"}
    stems = {word.removeprefix("ה").removesuffix("ים").removesuffix("s") for word in rest - known}
    return bool(rest) and rest != words and stems <= known


def count_level(variable: Variable, shares: Mapping[str, float]) -> None:
    """Take note of one more level, and of its percentage in each group that prints one."""
    variable.rows += 1
    for group, share in shares.items():
        variable.shares[group] = variable.shares.get(group, 0.0) + share
