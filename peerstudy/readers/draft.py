"""A document while its file is read: tables and paragraphs, checked and numbered as they come."""

from collections.abc import Sequence
from dataclasses import replace

from peerstudy.readers.grid import LABEL, Cell, Document, Grid, Paragraph, resolve_spans
from peerstudy.readers.limits import Limits, too_large
from peerstudy.readers.notes import is_note


class Draft:
    """What was read of a file so far; each paragraph is known by its place and number there."""

    def __init__(self, name: str, limits: Limits, place: str = "paragraph") -> None:
        self._name, self._limits = name, limits
        self.grids: list[Grid] = []
        self._paragraphs: list[Paragraph] = []
        self._below_grid = False
        self.begin(place)

    def begin(self, place: str) -> None:
        """Begin a page, whose paragraphs are counted anew."""
        self._place, self._before = place, len(self._paragraphs)

    @property
    def title(self) -> str:
        """The paragraph above, on the same page, where it is the title of a table."""
        last = self._paragraphs[self._before :][-1:]
        return last[0].text if last and LABEL.match(last[0].text) else ""

    def write(self, text: str) -> None:
        """Add a paragraph; directly below a table, it may be a note of it."""
        self._below_grid = self._below_grid and is_note(text)
        if self._below_grid:
            self.grids[-1] = replace(self.grids[-1], notes=(*self.grids[-1].notes, text))
        number = len(self._paragraphs) - self._before + 1
        self._paragraphs.append(Paragraph(text, f"{self._place} {number}"))

    def check(self, **found: int) -> None:
        """Refuse a table with more rows, columns, characters in a cell or places than allowed."""
        for limit, number in found.items():
            most = getattr(self._limits, limit)
            if number > most:
                what = "characters in a cell" if limit == "cell" else limit
                has = "the cells of a table may span" if limit == "places" else "a table may have"
                allowed = f"{has} {most:,} {what} at most"
                raise too_large(self._name, f"{number:,} {what}", allowed, limit)

    def add(
        self, rows: Sequence[Sequence[Cell]], caption: str = "", notes: tuple[str, ...] = ()
    ) -> None:
        """Add a table, unless it is larger than allowed."""
        columns = max((sum(cell.column_span for cell in row) for row in rows), default=0)
        spanned = sum(min(c.row_span, len(rows)) * c.column_span for row in rows for c in row)
        self.check(
            rows=len(rows),
            columns=columns,
            cell=max((len(cell.text) for row in rows for cell in row), default=0),
            places=max(len(rows) * columns, spanned),
        )
        self.grids.append(Grid(resolve_spans(rows), len(self.grids) + 1, caption, notes))
        self._below_grid = True

    def document(self, doubt: float = 0.0, caveat: str = "") -> Document:
        """Return all of it."""
        return Document(self._name, tuple(self.grids), tuple(self._paragraphs), doubt, caveat)
