"""Whether headings stand over their columns: some programs leave out the cell above the labels.

R's ``write.table`` begins the head with the first group, so that every heading
stands one column too far to the left. What stands in the columns shows it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from peerstudy.readers.columns import heading_rows, holds_data, text_share
from peerstudy.readers.entries import Entry
from peerstudy.readers.grid import Cell, Grid
from peerstudy.readers.headings import is_word, read_heading
from peerstudy.readers.layout import Layout
from peerstudy.readers.statistics import GUESSED, SURE, UNSURE
from peerstudy.readers.values import is_empty, is_p

_FARTHEST = 3
_CLEAR = 2
"""By so much more evidence a place is known, and not guessed."""
_MOSTLY = 0.6


def aligned(grid: Grid) -> tuple[Grid, float]:
    """Return a grid with its headings over their columns, and how unsure their place is.

    Examples
    --------
    >>> from peerstudy.readers.grid import resolve_spans
    >>> rows = [["Peers", "p"], ["Women", "19 (73.1)", "0.88"], ["Men", "7 (26.9)", ""]]
    >>> made, doubt = aligned(Grid(resolve_spans([map(Cell, row) for row in rows])))
    >>> [cell.text for cell in made.cells[0]], doubt
    (['', 'Peers', 'p'], 0.0)
    """
    heads = heading_rows(grid)
    titled = [sum(bool(cell.text) for cell in row) < 2 for row in grid.cells[:heads]]
    rows = [row for row, title in zip(grid.cells, titled, strict=False) if not title]
    if not rows or not any(row[0].text for row in rows):
        return grid, SURE
    free = min(map(_free, rows))
    if not free or not all(cell.text for row in rows for cell in row[1 : len(row) - free]):
        return grid, SURE
    columns = [[row[index].text for row in grid.cells[heads:]] for index in range(grid.width)]
    shares = [text_share(grid.cells[heads:], index)[0] for index in range(grid.width)]
    evidence = [_evidence(rows, columns, shares, by) for by in range(min(free, _FARTHEST) + 1)]
    best = max(range(len(evidence)), key=evidence.__getitem__)
    if not best:
        return grid, SURE
    moved = [
        row if title else _moved(row, best) for row, title in zip(grid.cells, titled, strict=False)
    ]
    doubt = SURE if evidence[best] - evidence[0] >= _CLEAR else UNSURE
    return replace(grid, cells=(*moved, *grid.cells[heads:])), doubt


def _free(row: Sequence[Cell]) -> int:
    """Count the cells without text at a row's end."""
    return next((n for n, cell in enumerate(reversed(row)) if cell.text), len(row))


def _moved(row: Sequence[Cell], by: int) -> tuple[Cell, ...]:
    """Return a row of headings so many columns further; a cell that spans several stays one."""
    made = {id(cell): replace(cell, column=cell.column + by) for cell in row}
    return (*(Cell("", row[0].row, each) for each in range(by)), *(made[id(c)] for c in row[:-by]))


def _evidence(
    rows: Sequence[Sequence[Cell]],
    columns: Sequence[Sequence[str]],
    shares: Sequence[float],
    by: int,
) -> int:
    """Count what speaks for headings so many columns further, less what speaks against it."""
    found = sum(
        _fits(cell.text, columns[at], shares[at], first=not at)
        for row in rows
        for at, cell in enumerate(row[: len(row) - by], start=by)
    )
    bare = range(len(columns) - min(map(_free, rows)) + by, len(columns))
    return found - sum(any(not is_empty(text) for text in columns[each]) for each in bare)


def _fits(heading: str, column: Sequence[str], share: float, *, first: bool) -> int:
    """Return whether a heading can stand over a column: above 0 if it does, below if not."""
    there = [text for text in column if not is_empty(text)]
    labels = bool(there) and share >= _MOSTLY
    if not heading.strip() or is_word("test", heading):
        return 0
    if is_word("heads", heading):
        return 2 if labels else -1
    ps = bool(there) and all(map(is_p, there))
    if read_heading(heading).stats == ("p",) or is_word("p", heading):
        return 1 if ps else -bool(there)
    if ps or not there:
        return -2 if ps else -1
    return -1 if labels and (read_heading(heading).n or not first) else 0


def doubted(entries: Sequence[Entry], layout: Layout) -> list[Entry]:
    """Return entries with a doubt where a cell stands beside the headings or the labels.

    A column without a heading, unless it is the only one, is of no known
    group, and two columns with one heading are of no group that is known
    apart; so is one whose name ends with a number that may be an N. In a row
    that alone reaches a column without a heading, or has numbers among its
    labels, cells have slipped.
    """
    bare = {c.index for c in layout.groups if not (c.group or c.stats or c.n)}
    heads = layout.grid.cells[: layout.heads]
    over = any(read_heading(row[index].text).n for row in heads for index in layout.labels[1:])
    bare = bare if over or len(layout.groups) > 1 else set()
    unclear = {c.index for c in layout.groups if c.is_unclear}
    reached = {entry.row for entry in entries if entry.column in bare}
    rows = {entry.row for entry in entries if entry.variable}
    slipped = reached if 2 * len(reached) < len(rows) else set()
    for index in layout.labels[1:]:
        body = enumerate(layout.body, start=layout.heads)
        slipped |= {number for number, row in body if holds_data([row[index]])}
    printed: dict[object, set[str]] = defaultdict(set)
    for entry in entries:
        printed[_quantity(entry)].add(entry.printed)
    return [
        replace(entry, doubt=max(entry.doubt, GUESSED))
        if entry.column in bare | unclear
        or entry.row in slipped
        or len(printed[_quantity(entry)]) > 1
        else entry
        for entry in entries
    ]


def _quantity(entry: Entry) -> tuple[object, ...]:
    """Return what a number of a row is of; a row prints it once."""
    return entry.row, entry.group, entry.variable, entry.level, entry.stat
