"""The authors' own table with each number in question marked, and a note beside or below it."""

import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from peerstudy.auditing.doubts import begun
from peerstudy.figures.plate import Makers, Plate
from peerstudy.figures.style import GRID, ORANGE, SIZE, TWO_COLUMN, kept, letters, new_axes, wrapped
from peerstudy.figures.wording import Words, run, text, words
from peerstudy.ledger import Labels
from peerstudy.ledger.pivot import table_place
from peerstudy.tables.annotations import (
    Annotated,
    annotated,
    beside,
    marked_numbers,
    note,
    numbers_marked,
    sign,
)
from peerstudy.tables.cells import stretches
from peerstudy.tables.model import Kind
from peerstudy.words import LANGUAGES, direction, word

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from peerstudy.auditing import Audit
    from peerstudy.ledger import LedgerLike
    from peerstudy.tables.model import Cell

PALE = "#fdeedd"
LINE_MM, HEAD, PAGE_MM = 4.0, 3.0, 250.0
"""The height of a line, of the heads in lines, and of the highest figure."""
_BESIDE = 3
"""With so many columns or more there is no room for notes beside them: they are below."""
_LETTERS, _TIGHT, _WHOLE = 112, 3, 20
"""So many letters of 8 points fill two columns; so many more fit a cell, as most are digits;
so many are kept on a line."""
_RUN = re.compile("\u2066[^\u2069]*\u2069|\\S+ = \\S+")
"""Arithmetic: what is isolated in Hebrew, and an equation in English."""


class _Line(NamedTuple):
    """A row as drawn: its label, its cells, the problems of each, how many lines it takes."""

    label: str
    cells: tuple[str, ...]
    marked: tuple[tuple[int, ...], ...]
    strong: bool
    high: int


def figures(result: "Audit") -> Makers:
    """Return the annotated table of a ledger that has a table and problems."""
    ledger = result.subject.ledger
    if not len(ledger) or not table_place(ledger) or not result.found_problems:
        return {}
    return {"audit_table": partial(_plate, result)}


def _plate(result: "Audit") -> Plate:
    made = {lang: annotated(result, lang) for lang in LANGUAGES}

    def drawing(_: pd.DataFrame, ax: "Axes", labels: Labels) -> "Axes":
        return draw_annotated(made[labels.lang], ax=ax)

    return Plate(
        "audit_table",
        annotated_rows(result),
        drawing,
        lambda _, labels: _describe(made[labels.lang]),
        max(_height(each, TWO_COLUMN.two) for each in made.values()),
        _narrow(list(made.values())),
        wide="table",
    )


def annotated_rows(result: "Audit") -> pd.DataFrame:
    """Return the numbers of a publication's table, each with the problems it is in.

    Parameters
    ----------
    result : Audit
        The audit of its numbers.

    Returns
    -------
    DataFrame
        A row for each number of the table in the ledger's order: ``group,
        variable, level, stat, printed, problems``; the last holds the problems'
        numbers with spaces between, empty where there is none.

    Examples
    --------
    >>> from peerstudy import audit
    >>> rows = annotated_rows(audit("upsides_israel", checks=["PCT1"]))
    >>> print(rows[["variable", "stat", "printed"]].head(2).to_string(index=False))
    variable stat printed
                n      26
                n      42
    """
    ledger = result.subject.ledger
    place = table_place(ledger)
    found = annotated(result).doubts
    rows = [
        (row.group, row.variable, row.level, row.stat, row.printed,
         " ".join(str(doubt.number) for doubt in found if row.position in doubt.rows))
        for row in ledger.rows
        if row.place == place
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["group", "variable", "level", "stat", "printed", "problems"])


def draw_annotated(
    of: "Annotated | Audit | LedgerLike", *, ax: "Axes | None" = None, lang: str = "en"
) -> "Axes":
    """Draw a publication's table with its numbers in question marked, and why.

    Parameters
    ----------
    of : Annotated, Audit, Ledger, Study, DataFrame, str or Path
        An annotated table, which has its language, or an audit, or what to audit.
    ax : Axes, optional
        Where to draw; a new one as high as needed without it.
    lang : {"en", "he"}, default "en"
        Language of the texts.

    Returns
    -------
    Axes
        Without scales: a line of text for each row of the table.

    Examples
    --------
    >>> draw_annotated("cofacilitation_mazor").texts[0].get_text()
    'Characteristic'
    """
    made = of if isinstance(of, Annotated) else annotated(of, lang)
    ax = ax or new_axes(_height(made, TWO_COLUMN.two))
    _Page(made, ax).draw()
    return ax


class _Layout:
    """Where columns begin, of a width of 1, and how many letters fit."""

    def __init__(self, columns: int, letters_wide: int) -> None:
        self.beside = columns < _BESIDE and letters_wide > 100
        self.label = 0.31 if self.beside else 0.35
        self.column = (0.33 if self.beside else 1 - self.label) / max(columns, 1)
        self.notes = self.label + columns * self.column + 0.005
        self.in_label = round(letters_wide * self.label) - 3
        self.in_column = max(8, round(letters_wide * self.column) - 3)
        self.in_margin = round(letters_wide * (1 - self.notes)) - 3
        self.in_note = letters_wide - 10


def _lines(made: Annotated, layout: _Layout) -> list[_Line]:
    lang = made.table.lang
    lines = []
    for row in made.table.rows():
        label = _broken(_written(row.label, lang), layout.in_label, lang)
        cells = tuple(_written(cell, lang) for cell in row.cells)
        marked = tuple(tuple(numbers_marked(cell)) for cell in row.cells)
        lines.append(_Line(label, cells, marked, row.strong, label.count("\n") + 1))
    return lines


def _written(cell: "Cell", lang: str) -> str:
    """Return a cell as a text; a few words that read from left to right are kept on one line."""
    parts = []
    for ltr, runs in stretches(cell):
        told = "".join(f" {run.text}" if run.kind is Kind.MARK else run.text for run in runs)
        parts.append(kept(told, lang) if ltr and len(told) <= _WHOLE else told)
    return "".join(parts)


def _broken(told: str, width: int, lang: str) -> str:
    """Break a text into lines, none inside arithmetic; each line is read in its direction."""
    whole = _RUN.sub(lambda run: run[0].replace(" ", "\N{NO-BREAK SPACE}"), told)
    lines = wrapped(whole, width).splitlines()
    mark = "\N{RIGHT-TO-LEFT MARK}" if direction(lang) == "rtl" else ""
    return "\n".join(mark + line for line in lines)


def _notes(made: Annotated, layout: _Layout) -> tuple[dict[int, str], list[str]]:
    """Return the notes beside the table by problem, and those below it."""
    lang = made.table.lang
    inside = marked_numbers(made.table)
    numbered = {doubt.number: doubt for doubt in made.doubts}

    def shown(number: int, told: str, width: int) -> str:
        return _broken(f"{kept(sign(number), lang)} {told}", width, lang)

    near = inside if layout.beside else []
    margin = {n: shown(n, begun(beside(numbered[n], made.place)), layout.in_margin) for n in near}
    below = [
        shown(doubt.number, note(doubt), layout.in_note)
        for doubt in made.doubts
        if doubt.number not in near
    ]
    return margin, below


def _placed(lines: list[_Line], margin: dict[int, str]) -> Iterator[tuple[int, float]]:
    """Yield where each note in the margin begins, in lines: at its row, or below the last note."""
    at, free, told = 0.0, 0.0, set()
    for line in lines:
        for number in (number for cell in line.marked for number in cell):
            if number in margin and number not in told:
                told.add(number)
                start = max(at, free)
                yield number, start
                free = start + margin[number].count("\n") + 1.25
        at += line.high


def _extent(made: Annotated, layout: _Layout) -> tuple[float, float]:
    """Return how many lines the table with its margin takes, and the notes below it."""
    lines = _lines(made, layout)
    margin, below = _notes(made, layout)
    ends = [start + margin[number].count("\n") + 1 for number, start in _placed(lines, margin)]
    table = max([sum(line.high for line in lines), *ends], default=0)
    return table, sum(told.count("\n") + 1.25 for told in below) + (1.5 if below else 0)


def _narrow(made: list[Annotated]) -> float | None:
    """Return how high it is in one column, if its cells fit there and it fits a page."""
    layout = _Layout(len(made[0].table.columns), letters(TWO_COLUMN.one, _LETTERS))
    widest = max(len(cell) for each in made for line in _lines(each, layout) for cell in line.cells)
    high = max(_height(each, TWO_COLUMN.one) for each in made)
    return high if widest <= layout.in_column + _TIGHT and high <= PAGE_MM else None


def _height(made: Annotated, width: float) -> float:
    layout = _Layout(len(made.table.columns), letters(width, _LETTERS))
    return (sum(_extent(made, layout)) + HEAD) * LINE_MM + 3


class _Page:
    """Draws an annotated table line by line on an axes whose unit is a line."""

    def __init__(self, made: Annotated, ax: "Axes") -> None:
        self.made, self.ax, self.lang = made, ax, made.table.lang
        self.layout = _Layout(len(made.table.columns), letters(ax, _LETTERS))
        self.lines = _lines(made, self.layout)
        self.margin, self.below = _notes(made, self.layout)
        self.rtl = direction(self.lang) == "rtl"

    def draw(self) -> None:
        """Draw heads, rows, notes beside them and notes below."""
        table, below = _extent(self.made, self.layout)
        self.ax.set_axis_off()
        self.ax.set_xlim(*((1, 0) if self.rtl else (0, 1)))
        self.ax.set_ylim(table + below + 0.3, -HEAD + 0.4)
        self._heads()
        at = 0.0
        for line in self.lines:
            self._row(line, at)
            at += line.high
        self._rule(at)
        for number, start in _placed(self.lines, self.margin):
            self._write(self.layout.notes + 0.01, start, self.margin[number])
        at = table + 0.6
        if self.below:
            heading = "tables.elsewhere" if self.margin else "report.section_problems"
            self._write(0, at, word(heading, self.lang), bold=True)
            at += 1.25
        for told in self.below:
            self._write(0, at, told)
            at += told.count("\n") + 1.25

    def _heads(self) -> None:
        table, layout = self.made.table, self.layout
        self._write(0, -HEAD + 0.6, _written(table.stub.head, self.lang), bold=True)
        for i, column in enumerate(table.columns):
            head = _broken(_written(column.head, self.lang), layout.in_column, self.lang)
            self._write(layout.label + i * layout.column, -HEAD + 0.6, head, bold=True)
        if self.margin:
            told = word("tables.margin", self.lang)
            self._write(layout.notes + 0.01, -HEAD + 0.6, told, bold=True)
        self._rule(-0.15)

    def _row(self, line: _Line, at: float) -> None:
        layout = self.layout
        self._write(0 if line.strong else 0.02, at, line.label, bold=line.strong)
        for i, (cell, marked) in enumerate(zip(line.cells, line.marked, strict=True)):
            left = layout.label + i * layout.column
            if marked:
                width = layout.column - 0.008
                self.ax.fill_between([left - 0.006, left + width - 0.006], at, at + 0.96,
                                     facecolor=PALE, edgecolor="none", zorder=0)  # fmt: skip
                self.ax.plot([left - 0.006] * 2, [at + 0.04, at + 0.92], color=ORANGE, linewidth=2)
            self._write(left, at, cell, bold=bool(marked))

    def _write(self, x: float, at: float, told: str, *, bold: bool = False) -> None:
        self.ax.text(x, at + 0.12, told, ha="right" if self.rtl else "left", va="top",
                     fontsize=SIZE, linespacing=1.22, fontweight="bold" if bold else "normal",
                     multialignment="right" if self.rtl else "left")  # fmt: skip

    def _rule(self, at: float) -> None:
        end = self.layout.notes - 0.015
        self.ax.plot([0, end], [at, at], color=GRID, linewidth=0.8, zorder=0)


def _describe(made: Annotated) -> Words:
    lang = made.table.lang
    inside = marked_numbers(made.table)
    marked = [
        text(
            "annotated_problem",
            lang,
            sign=run(sign(doubt.number), lang),
            about=doubt.about,
            printed=run(", ".join(doubt.printed), lang),
        )
        for doubt in made.doubts
        if doubt.number in inside
    ]
    alt = [text("annotated_counts", lang, n=len(made.doubts), inside=len(inside))]
    if marked:
        alt.append(text("annotated_marked", lang, problems=text("semicolons", lang).join(marked)))
    return words("annotated", lang, alt, more=[text("annotated_marks", lang)] if marked else [])
