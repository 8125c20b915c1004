"""Which part of a grid is what: heading rows, columns of labels, columns of groups."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from peerstudy.readers.grid import Cell, Grid
from peerstudy.readers.headings import Heading, is_word, read_heading, speaks_of
from peerstudy.readers.listed import read_listed
from peerstudy.readers.values import fits, is_empty, read_value

_MOSTLY = 0.6
_SOMETIMES = 0.3
_SENTENCE = 8
_BARE = re.compile(r"(?P<name>\S.*?)\s*\((?P<number>\d{1,6})\)")
"""A heading that ends with a number and does not state what of."""
_P = re.compile(r"p[\s.-]?val", re.IGNORECASE)
_DATA = ("n/N (%)", "n (%)", "% (n)", "% (n/N)", "a ± b", "a (b)", "a (b, c)", "%")


class Role(StrEnum):
    """What a column holds."""

    LABEL = "labels"
    STATISTIC = "the name of the statistic"
    GROUP = "a group's numbers"
    P = "p values"
    MISSING = "how many values are missing"
    SKIPPED = "test statistics or prose"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a grid: its role, its group, and what its heading says of it.

    ``guessed`` holds for an N that is known by the column's percentages alone.
    """

    index: int
    role: Role
    group: str = ""
    stats: tuple[str, ...] = ()
    n: str = ""
    guessed: bool = False

    @property
    def is_unclear(self) -> bool:
        """Whether its group's name ends with a number that may be an N, or none."""
        return not self.n and _BARE.fullmatch(self.group) is not None


def heading_rows(grid: Grid) -> int:
    """Count the rows at the top that are headings: those so marked, and what continues them."""
    marked = 0
    for row in grid.cells:
        if not all(cell.header for cell in row):
            break
        marked += 1
    count = max(marked, 0 if not grid.cells or _is_body(grid.cells[0]) else 1)
    while count < len(grid.cells) and _continues(grid.cells[count], marked=marked > 0):
        if not grid.cells[0][-1].text and _others(grid.cells[count]) == [grid.cells[count][-1]]:
            break
        opens = _opens_section(grid.cells[count])
        above = any(read_heading(c.text).n for row in grid.cells[:count] for c in row[1:])
        if opens and (above or any(map(_opens_section, grid.cells[count + 1 :]))):
            break
        count += 1
    return count if count < len(grid.cells) else marked


def _is_body(row: Sequence[Cell]) -> bool:
    """Return whether a first row is no heading: it prints statistics, or plain numbers as sizes."""
    values = [read_value(cell.text) for cell in _others(row)]
    sizes = is_word("total", row[0].text) and values
    return holds_data(row[1:]) or bool(sizes and all(v and v.kind == "a" for v in values))


def holds_data(cells: Sequence[Cell]) -> bool:
    """Return whether a cell prints numbers that stand together as no label does."""
    values = [read_value(cell.text) for cell in cells]
    return any(value is not None and value.kind in _DATA for value in values)


def _continues(row: Sequence[Cell], *, marked: bool) -> bool:
    """Return whether a row below headings still is one: it names groups, N's or statistics."""
    others = _others(row)
    if not others:
        return False
    sizes = sum(bool(read_heading(cell.text).n) for cell in others)
    plain = read_heading(row[0].text).name
    named = all(read_heading(c.text).is_statistic or is_word("test", c.text) for c in others)
    over_labels = named and is_word("heads", row[0].text)
    total = is_word("total", row[0].text)
    if plain and not (total or over_labels or 1 < sizes == len(others)):
        return False
    for cell in others:
        value = read_value(cell.text)
        heading = read_heading(cell.text)
        sized = bool(heading.n) and (value is None or value.kind == "N=")
        if not sized and (value is not None or (marked and not heading.is_statistic)):
            return False
    return True


def _opens_section(row: Sequence[Cell]) -> bool:
    """Return whether a row is a label and nothing but N's, as stacked sections begin."""
    values = [read_value(cell.text) for cell in _others(row)]
    sized = all(value is not None and value.kind == "N=" for value in values)
    return bool(row[0].text.strip()) and len(values) > 1 and sized


def _others(row: Sequence[Cell]) -> list[Cell]:
    """Return the cells of a row behind its first that print anything."""
    return [cell for cell in row[1:] if cell is not row[0] and not is_empty(cell.text)]


def columns_of(grid: Grid, heads: int) -> list[Column]:
    """Return what each column of a grid holds, below so many rows of headings."""
    body = grid.cells[heads:]
    shares = [text_share(body, index) for index in range(grid.width)]
    rows = grid.cells[:heads]
    named = [any(is_word("heads", row[i].text) for row in rows) for i in range(grid.width)]
    labels = _label_columns(shares, named)
    prose = [index for index in labels[1:] if _is_prose(body, index)]
    labels = [index for index in labels if index not in prose]
    columns = []
    for index in range(grid.width):
        stack = _stack(grid, heads, index, labels)
        if index in labels:
            stated = _statistic_share(body, index) >= _MOSTLY and index != labels[0]
            columns.append(Column(index, Role.STATISTIC if stated else Role.LABEL))
            continue
        stats = next((each.stats for each in reversed(stack) if each.stats), ())
        n = next((each.n for each in reversed(stack) if each.n), "")
        names = [each.name for each in stack if each.name]
        group = " / ".join(dict.fromkeys(names))
        columns.append(Column(index, _role(names, stats, n, index in prose), group, stats, n))
    return [_with_bare_n(column, body) for column in _told_apart(columns)]


def _with_bare_n(column: Column, body: Sequence[Sequence[Cell]]) -> Column:
    """Take a number behind a group's name for its N where most counts and percentages fit it."""
    bare = _BARE.fullmatch(column.group)
    if bare is None or column.role is not Role.GROUP or column.n:
        return column
    values = [read_value(row[column.index].text) for row in body]
    pairs = [v.numbers for v in values if v is not None and v.kind in ("n (%)", "a (b)")]
    fitting = sum(fits(n, percent, [float(bare["number"])]) for n, percent in pairs)
    if fitting < 2 or 2 * fitting <= len(pairs):
        return column
    return replace(column, group=bare["name"], n=bare["number"], guessed=True)


def _told_apart(columns: Sequence[Column]) -> list[Column]:
    """Take ``Peers n`` beside ``Peers %`` for a count, and one percentage of a group for its own.

    A further percentage of the same counts is of another total, as the valid
    and the cumulative percent of a frequency table are.
    """
    shares: dict[str, int] = {}
    for column in columns:
        if column.role is Role.GROUP and column.stats == ("percent",):
            shares.setdefault(column.group, column.index)

    def told(column: Column) -> Column:
        name, _, last = column.group.rpartition(" ")
        if name in shares and not column.stats and is_word("n", last):
            return replace(column, group=name, stats=("n",))
        again = column.stats == ("percent",) and shares.get(column.group) != column.index
        return replace(column, role=Role.SKIPPED) if again else column

    return list(map(told, columns))


def _role(names: Sequence[str], stats: tuple[str, ...], n: str, prose: bool) -> Role:
    """Return whether a column that holds no labels holds numbers of a group."""
    last = names[-1] if names else ""
    if stats == ("p",) or is_word("p", " ".join(names)) or _P.match(last):
        return Role.P
    if is_word("missing", last) and not n:
        return Role.MISSING
    return Role.SKIPPED if prose or (last and not n and is_word("test", last)) else Role.GROUP


def text_share(body: Sequence[Sequence[Cell]], index: int) -> tuple[float, float]:
    """Return how many of a column's cells are text, and how many are anything at all."""
    cells = [row[index] for row in body if len({id(cell) for cell in row}) > 1]
    there = [cell for cell in cells if not is_empty(cell.text)]
    text = [c for c in there if read_value(c.text) is None and read_listed(c.text) is None]
    return len(text) / max(len(there), 1), len(there) / max(len(cells), 1)


def _is_prose(body: Sequence[Sequence[Cell]], index: int) -> bool:
    """Return whether a column describes its rows in sentences, and neither names nor counts."""
    texts = [row[index].text for row in body if not is_empty(row[index].text)]
    words = [len(text.split()) for text in texts if read_listed(text) is None]
    return 2 * len(words) > len(texts) and sum(words) >= _SENTENCE * len(words)


def _label_columns(shares: Sequence[tuple[float, float]], named: Sequence[bool]) -> list[int]:
    """Return the columns of labels: the first ones, or the last where only that one is text.

    One that is named as columns of labels are may hold less text.
    """
    if len(shares) > 1 and shares[0][0] < _MOSTLY / 2 and shares[-1][0] >= _MOSTLY:
        return [len(shares) - 1]
    labels = [0] if shares else []
    for index in range(1, len(shares) - 1):
        text, there = shares[index]
        if text < (_SOMETIMES if named[index] else _MOSTLY) or there < _SOMETIMES:
            break
        labels.append(index)
    return labels


def _statistic_share(body: Sequence[Sequence[Cell]], index: int) -> float:
    there = [row[index].text for row in body if not is_empty(row[index].text)]
    return sum(read_heading(text).is_statistic for text in there) / max(len(there), 1)


def _stack(grid: Grid, heads: int, index: int, labels: Sequence[int]) -> list[Heading]:
    """Return the headings above a column, from the top, each once."""
    seen: list[Cell] = []
    for number, row in enumerate(grid.cells[:heads]):
        cell = row[_begins(grid, heads, number, index, labels)]
        titled = len({id(each) for each in row}) == 1 and len(row) > 1
        over_labels = any(row[label] is cell for label in labels) and index not in labels
        if not titled and not over_labels and all(cell is not each for each in seen):
            seen.append(cell)
    return [read_heading(cell.text) for cell in seen if cell.text]


def _begins(grid: Grid, heads: int, number: int, index: int, labels: Sequence[int]) -> int:
    """Return the column whose heading is over this one, where a format has no spans.

    An empty heading above a name of a statistic, or above a name that comes
    again in its row, goes on with the group to its left.
    """
    rows = grid.cells[number + 1 : heads]
    again = any(row[index].text and _times(row, row[index].text) > 1 for row in rows[:1])
    below = again or any(read_heading(row[index].text).is_statistic for row in rows)
    begins = index
    while below and begins and not grid.cells[number][begins].text:
        begins -= 1
    return begins if grid.cells[number][begins].text and begins not in labels else index


def _times(row: Sequence[Cell], text: str) -> int:
    """Count the cells of a row that hold a text; one that spans several counts once."""
    return len({id(cell) for cell in row if cell.text == text})


def holds_row_ns(column: Column, groups: Sequence[Column]) -> bool:
    """Return whether a column holds each row's N: headed n, beside no column of percentages."""
    if column.stats != ("n",):
        return False
    same = [c for c in groups if c.group == column.group and c is not column]
    if any("percent" in c.stats for c in same):
        return False
    others = [c for c in groups if c is not column]
    return not column.group or any(
        c.stats and c.stats[0] in ("mean", "median") for c in same or others
    )


def is_total(name: str) -> bool:
    """Return whether a group's name means everybody."""
    return not name or is_word("total", name) or (speaks_of("total", name) and len(name) < 6)
