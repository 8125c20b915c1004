"""Tables of a page whose cells are enclosed by rules."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from peerstudy.readers.blocks import Table, are_steps, cell_of, with_headings
from peerstudy.readers.grid import Cell
from peerstudy.readers.lines import is_rtl, lines_of
from peerstudy.readers.pages import Character, Rule
from peerstudy.readers.runs import runs

_NEAR, _TOUCH = 2.5, 5.0
_FILLED = 0.3
_MOST_LINES = 4
_MOST_RULES = 2_000


class _Piece(NamedTuple):
    """A rule: where it lies across its direction, and where it begins and ends along it."""

    at: float
    begin: float
    end: float


def ruled_tables(
    characters: Sequence[Character], rules: Sequence[Rule]
) -> tuple[list[Table], list[Character]]:
    """Return the tables that rules enclose, and the characters that stand in none."""
    flat = [rule for rule in rules if rule[1] - rule[0] >= rule[3] - rule[2]]
    upright = [rule for rule in rules if rule[1] - rule[0] < rule[3] - rule[2]]
    across = _pieces([((r[2] + r[3]) / 2, r[0], r[1]) for r in flat])
    down = _pieces([((r[0] + r[1]) / 2, r[2], r[3]) for r in upright])
    tables: list[Table] = []
    rest = list(characters)
    if len(across) + len(down) > _MOST_RULES:
        return tables, rest
    for rows, columns in _crossing(across, down):
        ys, xs = _distinct(rows), _distinct(columns)
        if len(xs) < 3 or len(ys) < 3:
            continue
        inside = [c for c in rest if xs[0] < _middle(c) < xs[-1] and ys[0] < c[5] < ys[-1]]
        table = _table(inside, xs, ys, rows, columns)
        if table is not None:
            tables.append(table)
            kept = set(map(id, inside))
            rest = [c for c in rest if id(c) not in kept]
    return tables, rest


def _middle(character: Character) -> float:
    return (character[1] + character[2]) / 2


def _pieces(rules: Sequence[tuple[float, float, float]]) -> list[_Piece]:
    """Join rules on one line that touch."""
    joined: list[_Piece] = []
    for level in runs(sorted(rules), lambda run, rule: rule[0] - run[0][0] <= _NEAR):
        at, before = level[0][0], len(joined)
        for begin, end in sorted((begin, end) for _, begin, end in level):
            if len(joined) > before and begin <= joined[-1].end + _TOUCH:
                joined[-1] = _Piece(at, joined[-1].begin, max(end, joined[-1].end))
            else:
                joined.append(_Piece(at, begin, end))
    return joined


def _crossing(
    across: Sequence[_Piece], down: Sequence[_Piece]
) -> list[tuple[list[_Piece], list[_Piece]]]:
    """Return the rules that hang together: those across and those down."""
    groups: list[tuple[list[_Piece], list[_Piece]]] = []
    free = list(across)
    for upright in down:
        touched = [flat for flat in free if _meet(flat, upright)]
        free = [flat for flat in free if flat not in touched]
        near = [group for group in groups if any(_meet(flat, upright) for flat in group[0])]
        groups = [group for group in groups if all(group is not each for each in near)]
        rows = [flat for group in near for flat in group[0]] + touched
        groups.append((rows, [each for group in near for each in group[1]] + [upright]))
    return groups


def _meet(flat: _Piece, upright: _Piece) -> bool:
    return (
        flat.begin - _NEAR <= upright.at <= flat.end + _NEAR
        and upright.begin - _NEAR <= flat.at <= upright.end + _NEAR
    )


def _distinct(pieces: Sequence[_Piece]) -> list[float]:
    places = sorted(piece.at for piece in pieces)
    return [run[0] for run in runs(places, lambda run, at: at - run[0] <= _TOUCH)]


def _table(
    inside: Sequence[Character],
    xs: Sequence[float],
    ys: Sequence[float],
    across: Sequence[_Piece],
    down: Sequence[_Piece],
) -> Table | None:
    """Return the cells between rules; None where they hold little, or many lines of numbers."""
    held: dict[tuple[int, int], list[Character]] = {}
    for character in inside:
        row = _place(character[5], ys)
        held.setdefault((row, _place(_middle(character), xs)), []).append(character)
    rtl = is_rtl("".join(character[0] for character in inside))
    lefts = _margins(held, rtl)
    rows, taken, filled, crowded = [], set(), 0, False
    for row in range(len(ys) - 1):
        cells = []
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            wide = _reach(column, xs, down, (ys[row] + ys[row + 1]) / 2)
            high = _reach(row, ys, across, (xs[column] + xs[column + 1]) / 2)
            places = [(r, c) for r in range(row, row + high) for c in range(column, column + wide)]
            taken |= set(places)
            within = [character for place in places for character in held.get(place, ())]
            cell, lines = _cell(within, (high, wide), lefts.get(column), rtl)
            filled += bool(cell.text)
            crowded = crowded or lines > _MOST_LINES
            cells.append(cell)
        rows.append(cells[::-1] if rtl else cells)
    if not are_steps([row[0].indent for row in rows if row and row[0].text]):
        rows = [[replace(cell, indent=0) for cell in row] for row in rows]
    if crowded or filled < _FILLED * sum(map(len, rows)) or not any(map(_number_in, rows)):
        return None
    return Table(with_headings(rows), xs[0], xs[-1], ys[0], ys[-1])


def _number_in(row: Sequence[Cell]) -> bool:
    return any(character.isdigit() for cell in row for character in cell.text)


def _place(at: float, edges: Sequence[float]) -> int:
    return max(sum(edge < at for edge in edges) - 1, 0)


def _margins(held: dict[tuple[int, int], list[Character]], rtl: bool) -> dict[int, float]:
    """Return where the text of each column begins."""
    edges: dict[int, list[float]] = {}
    for (_, column), characters in held.items():
        edge = max(c[2] for c in characters) if rtl else min(c[1] for c in characters)
        edges.setdefault(column, []).append(edge)
    return {column: (max if rtl else min)(places) for column, places in edges.items()}


def _reach(first: int, edges: Sequence[float], pieces: Sequence[_Piece], middle: float) -> int:
    """Return how many places a cell covers from the first on: until a rule at an edge ends it."""
    reach = 1
    drawn = [piece.at for piece in pieces if piece.begin <= middle <= piece.end]
    while first + reach < len(edges) - 1 and all(
        abs(at - edges[first + reach]) > _TOUCH for at in drawn
    ):
        reach += 1
    return reach


def _cell(
    characters: Sequence[Character], spans: tuple[int, int], margin: float | None, rtl: bool
) -> tuple[Cell, int]:
    """Return a cell, and how many of its lines hold numbers."""
    lines = lines_of(characters)
    segments = [segment for line in lines for segment in line.segments]
    text = " ".join(line.text for line in lines).replace("- ", "-")
    cell = cell_of(segments, text, margin, rtl, spans)
    return cell, sum(any(c.isdigit() for c in line.text) for line in lines)
