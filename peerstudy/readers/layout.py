"""What holds for a grid as a whole: its columns, how rows are indented, what its notes say."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from peerstudy.readers.columns import Column, Role, columns_of, heading_rows, is_total
from peerstudy.readers.grid import Cell, Grid
from peerstudy.readers.headings import mentions, read_heading, speaks_of
from peerstudy.readers.values import as_float, fits, is_empty

_COMMA = r"\d+,\d{1,2}(?!\d)"
_DECIMAL = re.compile(
    rf"^\s*{_COMMA}\s*(?:[(\[±%]|\+/-|$)|±\s*{_COMMA}|{_COMMA}\s*%|[(\[]\s*{_COMMA}\s*[–—;-]"
)
"""A comma that can set apart nothing but decimals."""
_POINT = re.compile(r"\d[.·](?:\d{1,2}|\d{4,})(?!\d)|(?<!\d)0[.·]\d|\d{4,}[.·]\d")
_PAIR = re.compile(r"\s*(?P<n>\d+)\s*[(\[]\s*(?P<share>\d{1,3},\d{1,2})\s*[)\]]\s*")


class Layout:
    """How a grid is laid out: rows of headings over a body, columns of labels and of groups.

    ``spoken_of`` are the statistics that its title and notes speak of, ``no_share`` is whether
    its percentages are weighted or of each row's total. It is ``repeated`` where a second column
    of labels names variables and leaves out repeats; ``indents`` ends with one for the end, and
    ``titles`` counts the rows without numbers of each label.

    Examples
    --------
    >>> from peerstudy.readers.grid import Cell, resolve_spans
    >>> rows = [["", "Peers (n = 26)"], ["Women", "19 (73,1)"]]
    >>> layout = Layout(Grid(resolve_spans([map(Cell, row) for row in rows])))
    >>> layout.labels, layout.groups[0].group, layout.commas
    ([0], 'Peers', True)
    """

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.heads = heading_rows(grid)
        self.body = grid.cells[self.heads :]
        self.columns = columns_of(grid, self.heads)
        self.groups = [column for column in self.columns if column.role is Role.GROUP]
        self.labels = [column.index for column in self.columns if column.role is Role.LABEL]
        self.one_group = len({column.group for column in self.groups}) == 1
        self.commas = prints_commas(grid)
        self.caption = read_heading(grid.caption)
        said = " ".join([grid.caption, *grid.notes])
        self.spoken_of = mentions(said)
        weighted = "weighted" in said.casefold() and "unweighted" not in said.casefold()
        total = any(column.group and is_total(column.group) for column in self.groups)
        self.no_share = weighted or (speaks_of("of_rows", said) and not total)
        indents = [row[self.labels[0]].indent for row in grid.cells] if self.labels else []
        self.indented = len(set(indents[self.heads :])) > 1
        self.repeated = len(self.labels) == 2 and _repeats(self.body, *self.labels)
        self.indents = [*indents, 0.0]
        titles = (row[0].text for row in self.body if not self.data_of(row, self.groups))
        self.titles = Counter(titles)

    def labels_of(self, row: Sequence[Cell]) -> list[Cell]:
        """Return the cells of a row that hold its labels, each once."""
        return list({id(row[index]): row[index] for index in self.labels}.values())

    def data_of(self, row: Sequence[Cell], columns: Sequence[Column]) -> list[tuple[Column, Cell]]:
        """Return a row's cells in columns of numbers; empty ones are left out."""
        labels = self.labels_of(row)
        return [
            (column, cell)
            for column in columns
            if not is_empty((cell := row[column.index]).text) and all(cell is not p for p in labels)
        ]

    def owner_of(self, column: Column) -> str:
        """Return the group that a column of no group is of: the one over it, else everybody."""
        over = column.group.rpartition(" / ")[0]
        names = [each.group for each in self.groups]
        everybody = (name for name in names if is_total(name.rpartition(" / ")[2]))
        return over if over in names else next(everybody, "")

    def opens(self, label: Cell) -> bool:
        """Return whether the row below a label is indented further."""
        return self.indents[label.row + 1] > label.indent


def _repeats(body: Sequence[Sequence[Cell]], first: int, second: int) -> bool:
    """Return whether a second column of labels names variables and leaves out repeats."""
    rows = [row for row in body if row[first] is not row[second]]
    empty = sum(not row[second].text for row in rows)
    always = bool(rows) and bool(rows[0][second].text) and all(row[first].text for row in rows)
    names = {row[first].text for row in rows}
    return always and 4 * empty >= len(rows) and 2 * len(names) <= len(rows)


def prints_commas(grid: Grid) -> bool:
    """Return whether a table prints decimals with a comma.

    It does where a comma can be nothing else, as in ``45,3 (12,1)``, or where
    most pairs such as ``21 (56,8)`` are a count with its share of a printed N;
    and no number has a decimal point. One cell alone does not show it: ``26 (12,45)`` may be a
    median with its quartiles.
    """
    texts = {cell.text for row in grid.cells for cell in row if "," in cell.text}
    if not texts or any(_POINT.search(cell.text) for row in grid.cells for cell in row):
        return False
    return any(map(_DECIMAL.search, texts)) or _are_shares(texts, _sizes(grid))


def _sizes(grid: Grid) -> list[float]:
    """Return every N that a heading or a label prints."""
    printed = (read_heading(cell.text).n for row in grid.cells for cell in row)
    sizes = [*printed, read_heading(grid.caption).n]
    return [as_float(n) for n in dict.fromkeys(sizes) if n]


def _are_shares(texts: Iterable[str], sizes: list[float]) -> bool:
    pairs = [match for match in map(_PAIR.fullmatch, texts) if match]
    fitting = sum(fits(pair["n"], pair["share"], sizes) for pair in pairs)
    return 2 * fitting > len(pairs) > 0
