"""The authors' own table with each number in question marked, and a note beside or below it."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from peerstudy.auditing.doubts import begun
from peerstudy.figures.plate import Makers, Plate
from peerstudy.figures.style import GRID, ORANGE, SIZE, TWO_COLUMN, kept, letters, new_axes, wrapped
from peerstudy.figures.wording import Words, run, text, words
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

    return Plate(
        "audit_table",
        annotated_rows(result),
        lambda _, ax, labels: draw_annotated(made[labels.lang], ax=ax),
        lambda _, labels: _describe(made[labels.lang]),
        max(_Page(each, TWO_COLUMN.two).height for each in made.values()),
        _narrow(made.values()),
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
    ax, lang
        Where, and in which language: see :mod:`peerstudy.figures`.

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
    ax = ax or new_axes(_Page(made, TWO_COLUMN.two).height)
    _Drawn(_Page(made, ax), ax).draw()
    return ax


class _Page:
    """An annotated table in a width: where columns begin, of 1, its lines, and its notes."""

    def __init__(self, made: Annotated, width: "Axes | float") -> None:
        self.table, self.lang = made.table, made.table.lang
        columns, wide = len(made.table.columns), letters(width, _LETTERS)
        has_margin = columns < _BESIDE and wide > 100
        self.label = 0.31 if has_margin else 0.35
        self.column = (0.33 if has_margin else 1 - self.label) / max(columns, 1)
        self.notes = self.label + columns * self.column + 0.005
        self.in_column = max(8, round(wide * self.column) - 3)
        self.lines = self._lines(round(wide * self.label) - 3)
        numbered = {doubt.number: doubt for doubt in made.doubts}
        self.margin = {
            number: self._note(
                number,
                begun(beside(numbered[number], made.place)),
                round(wide * (1 - self.notes)) - 3,
            )
            for number in (marked_numbers(made.table) if has_margin else [])
        }
        self.below = [
            self._note(number, note(doubt), wide - 10)
            for number, doubt in numbered.items()
            if number not in self.margin
        ]
        self.starts = dict(self._placed())
        ends = [at + self.margin[number].count("\n") + 1 for number, at in self.starts.items()]
        self.high = max([sum(line.high for line in self.lines), *ends], default=0)
        below = sum(told.count("\n") + 1.25 for told in self.below)
        self.end = self.high + below + (1.5 if self.below else 0)

    @property
    def height(self) -> float:
        """How high it is in millimetres."""
        return (self.end + HEAD) * LINE_MM + 3

    def _lines(self, in_label: int) -> list[_Line]:
        lines = []
        for row in self.table.rows():
            label = _broken(_written(row.label, self.lang), in_label, self.lang)
            cells = tuple(_written(cell, self.lang) for cell in row.cells)
            marked = tuple(tuple(numbers_marked(cell)) for cell in row.cells)
            lines.append(_Line(label, cells, marked, row.strong, label.count("\n") + 1))
        return lines

    def _note(self, number: int, told: str, width: int) -> str:
        return _broken(f"{kept(sign(number), self.lang)} {told}", width, self.lang)

    def _placed(self) -> Iterator[tuple[int, float]]:
        """Yield where each note in the margin begins: at its row, or below the last note."""
        at, free, told = 0.0, 0.0, set()
        for line in self.lines:
            for number in (number for cell in line.marked for number in cell):
                if number in self.margin and number not in told:
                    told.add(number)
                    start = max(at, free)
                    yield number, start
                    free = start + self.margin[number].count("\n") + 1.25
            at += line.high


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


def _narrow(made: Iterable[Annotated]) -> float | None:
    """Return how high it is in one column, if its cells fit there and it fits a page."""
    pages = [_Page(each, TWO_COLUMN.one) for each in made]
    widest = max(len(cell) for page in pages for line in page.lines for cell in line.cells)
    high = max(page.height for page in pages)
    return high if widest <= pages[0].in_column + _TIGHT and high <= PAGE_MM else None


class _Drawn:
    """Draws a page line by line on an axes whose unit is a line."""

    def __init__(self, page: _Page, ax: "Axes") -> None:
        self.page, self.ax, self.lang = page, ax, page.lang
        self.rtl = direction(page.lang) == "rtl"

    def draw(self) -> None:
        """Draw heads, rows, notes beside them and notes below."""
        page = self.page
        self.ax.set_axis_off()
        self.ax.set_xlim(*((1, 0) if self.rtl else (0, 1)))
        self.ax.set_ylim(page.end + 0.3, -HEAD + 0.4)
        self._heads()
        at = 0.0
        for line in page.lines:
            self._row(line, at)
            at += line.high
        self._rule(at)
        for number, start in page.starts.items():
            self._write(page.notes + 0.01, start, page.margin[number])
        at = page.high + 0.6
        if page.below:
            heading = "tables.elsewhere" if page.margin else "report.section_problems"
            self._write(0, at, word(heading, self.lang), bold=True)
            at += 1.25
        for told in page.below:
            self._write(0, at, told)
            at += told.count("\n") + 1.25

    def _heads(self) -> None:
        page = self.page
        self._write(0, -HEAD + 0.6, _written(page.table.stub.head, self.lang), bold=True)
        for i, column in enumerate(page.table.columns):
            head = _broken(_written(column.head, self.lang), page.in_column, self.lang)
            self._write(page.label + i * page.column, -HEAD + 0.6, head, bold=True)
        if page.margin:
            told = word("tables.margin", self.lang)
            self._write(page.notes + 0.01, -HEAD + 0.6, told, bold=True)
        self._rule(-0.15)

    def _row(self, line: _Line, at: float) -> None:
        page = self.page
        self._write(0 if line.strong else 0.02, at, line.label, bold=line.strong)
        for i, (cell, marked) in enumerate(zip(line.cells, line.marked, strict=True)):
            left = page.label + i * page.column
            if marked:
                width = page.column - 0.008
                self.ax.fill_between([left - 0.006, left + width - 0.006], at, at + 0.96,
                                     facecolor=PALE, edgecolor="none", zorder=0)  # fmt: skip
                self.ax.plot([left - 0.006] * 2, [at + 0.04, at + 0.92], color=ORANGE, linewidth=2)
            self._write(left, at, cell, bold=bool(marked))

    def _write(self, x: float, at: float, told: str, *, bold: bool = False) -> None:
        self.ax.text(x, at + 0.12, told, ha="right" if self.rtl else "left", va="top",
                     fontsize=SIZE, linespacing=1.22, fontweight="bold" if bold else "normal",
                     multialignment="right" if self.rtl else "left")  # fmt: skip

    def _rule(self, at: float) -> None:
        end = self.page.notes - 0.015
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
