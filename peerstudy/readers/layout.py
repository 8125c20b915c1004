"""What holds for a grid as a whole: its columns, how rows are indented, what its notes say."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
from peerstudy.readers.grid import Cell, Grid
from peerstudy.readers.headings import Heading, mentions, read_heading
from peerstudy.readers.values import is_empty


@dataclass(frozen=True)
class Layout:
    """How a grid is laid out.

    Attributes
    ----------
    grid : Grid
        The table.
    heads : int
        How many rows at its top are headings.
    columns : tuple of Column
        What each column holds.
    labels : tuple of int
        The columns of labels; empty for a table that has none.
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
    indents : tuple of float
        How far each row's label is indented, and for an end none.
    titles : mapping of str to int
        How many rows without numbers each label heads.
    """

    grid: Grid
    heads: int
    columns: tuple[Column, ...]
    labels: tuple[int, ...]
    commas: bool
    caption: Heading
    spoken_of: tuple[str, ...]
    no_share: bool
    indented: bool
    repeated: bool
    indents: tuple[float, ...]
    titles: Mapping[str, int]

    @property
    def groups(self) -> list[Column]:
        """The columns of numbers, as their headings name them."""
        return [column for column in self.columns if column.role is Role.GROUP]

    @property
    def one_group(self) -> bool:
        """Whether all columns of numbers are of one group."""
        return len({column.group for column in self.groups}) == 1

    @property
    def body(self) -> Sequence[Sequence[Cell]]:
        """The rows below the headings."""
        return self.grid.cells[self.heads :]

    def labels_of(self, row: Sequence[Cell]) -> list[Cell]:
        """Return the cells of a row that hold its labels, each once."""
        return _labels_of(row, self.labels)

    def data_of(self, row: Sequence[Cell], columns: Sequence[Column]) -> list[tuple[Column, Cell]]:
        """Return a row's cells in columns of numbers; empty ones are left out."""
        return _data_of(row, columns, self.labels)

    def opens(self, label: Cell) -> bool:
        """Return whether the row below a label is indented further."""
        return self.indents[label.row + 1] > label.indent


def layout_of(grid: Grid) -> Layout:
    """Return how a grid is laid out.

    Examples
    --------
    >>> from peerstudy.readers.grid import Cell, resolve_spans
    >>> rows = [["", "Peers (n = 26)"], ["Women", "19 (73,1)"]]
    >>> layout = layout_of(Grid(resolve_spans([map(Cell, row) for row in rows])))
    >>> layout.labels, layout.groups[0].group, layout.commas
    ((0,), 'Peers', True)
    """
    heads = heading_rows(grid)
    columns = tuple(columns_of(grid, heads))
    labels = tuple(column.index for column in columns if column.role is Role.LABEL)
    groups = [column for column in columns if column.role is Role.GROUP]
    totals = any(column.group and is_total(column.group) for column in groups)
    body = grid.cells[heads:]
    first = labels[0] if labels else 0
    indents = tuple(row[first].indent for row in grid.cells) if labels else ()
    return Layout(
        grid=grid,
        heads=heads,
        columns=columns,
        labels=labels,
        commas=prints_commas(grid),
        caption=read_heading(grid.caption),
        spoken_of=mentions(" ".join([grid.caption, *grid.notes])),
        no_share=is_weighted(grid) or (is_of_rows(grid) and not totals),
        indented=len(set(indents[heads:])) > 1,
        repeated=_repeats(body, labels),
        indents=(*indents, 0.0) if labels else (),
        titles=Counter(row[0].text for row in body if not _data_of(row, groups, labels)),
    )


def _labels_of(row: Sequence[Cell], labels: Sequence[int]) -> list[Cell]:
    seen: list[Cell] = []
    for index in labels:
        if all(row[index] is not cell for cell in seen):
            seen.append(row[index])
    return seen


def _data_of(
    row: Sequence[Cell], columns: Sequence[Column], labels: Sequence[int]
) -> list[tuple[Column, Cell]]:
    parts = _labels_of(row, labels)
    return [
        (column, cell)
        for column in columns
        if not is_empty((cell := row[column.index]).text) and all(cell is not p for p in parts)
    ]


def _repeats(body: Sequence[Sequence[Cell]], labels: Sequence[int]) -> bool:
    """Return whether a second column of labels names variables and leaves out repeats."""
    if len(labels) != 2:
        return False
    first, second = labels
    rows = [row for row in body if row[first] is not row[second]]
    empty = sum(not row[second].text for row in rows)
    always = bool(rows) and bool(rows[0][second].text) and all(row[first].text for row in rows)
    names = {row[first].text for row in rows}
    return always and 4 * empty >= len(rows) and 2 * len(names) <= len(rows)
