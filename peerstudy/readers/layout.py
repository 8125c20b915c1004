"""What holds for a grid as a whole: its columns, how rows are indented, what its notes say."""

from collections import Counter
from collections.abc import Sequence

from peerstudy.readers.columns import Column, Role, columns_of, heading_rows, is_total
from peerstudy.readers.commas import prints_commas
from peerstudy.readers.grid import Cell, Grid
from peerstudy.readers.headings import mentions, read_heading, speaks_of
from peerstudy.readers.values import is_empty


class Layout:
    """How a grid is laid out.

    Attributes
    ----------
    grid : Grid
        The table.
    heads : int
        How many rows at its top are headings.
    body : sequence of sequence of Cell
        The rows below them.
    columns, groups : list of Column
        What each column holds; those that hold numbers.
    labels : list of int
        The columns of labels; empty for a table that has none.
    one_group : bool
        Whether all columns of numbers are of one group.
    commas : bool
        Whether decimals are printed with a comma.
    caption : Heading
        Its title, taken apart.
    spoken_of : tuple of str
        The statistics that its title and notes speak of.
    no_share : bool
        Whether its percentages are weighted, or of each row's total.
    indented, repeated : bool
        Whether rows are indented at all; whether a second column of labels
        names variables and leaves out repeats.
    indents : list of float
        How far each row's label is indented, and for an end none.
    titles : mapping of str to int
        How many rows without numbers each label heads.

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
