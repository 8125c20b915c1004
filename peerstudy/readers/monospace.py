"""Tables of text that spaces lay out in columns, as statistical programs print them.

Cells are told apart by where they stand, since empty ones leave no trace but
their place, and the widest of a column has but one space beside it.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from peerstudy.readers.runs import runs

_PARTS = re.compile(r"\S+(?: \S+)*")
_FEWEST = 3


class AmongLines(NamedTuple):
    """A table among lines: those before it, its rows of cells, and those behind it."""

    before: list[str]
    rows: list[list[str]]
    behind: list[str]


def laid_out(lines: Sequence[str]) -> AmongLines | None:
    """Return the table among lines that stand below each other; None where no columns align.

    Examples
    --------
    >>> found = laid_out([
    ...     "             Peers      Staff",
    ...     "  n          26         42",
    ...     "  Women      19 (73.1)          ",
    ...     "  Men                   12 (28.6)",
    ... ])
    >>> found.rows[-2:]
    [['  Women', '19 (73.1)', ''], ['  Men', '', '12 (28.6)']]
    """
    numbered = {at: line for at, line in enumerate(lines) if _has_numbers(line)}
    if len(numbered) < _FEWEST or any("\t" in line for line in lines):
        return None
    first, last = min(numbered), max(numbered)
    names = [line for line in lines[:first] if len(_PARTS.findall(line)) > 1]
    cuts = max((_cuts([*each, *numbered.values()]) for each in (names, [])), key=len)
    if not cuts or 2 * len(numbered) < last - first + 1:
        return None
    columns = _extents([*numbered.values()], cuts)
    body = [
        _sliced(line, cuts) if at in numbered else _beside(line) or _placed(line, columns)
        for at, line in enumerate(lines[first : last + 1], start=first)
    ]
    if any(len(_PARTS.findall(cell)) > 1 for row in body for cell in row):
        return None
    head = [_placed(line, columns) for line in lines[:first]]
    named = [sum(map(bool, row[1:])) for row in head]
    enough = min(max(named, default=0), 2)
    begins = next((at for at, count in enumerate(named) if count >= enough > 0), first)
    return AmongLines(list(lines[:begins]), [*head[begins:], *body], list(lines[last + 1 :]))


def _has_numbers(line: str) -> bool:
    """Return whether a line has a number behind its label."""
    return any(any(c.isdigit() for c in part) for part in _PARTS.findall(line)[1:])


def _cuts(lines: Sequence[str]) -> list[int]:
    """Return where columns begin but the first: behind places that no line fills.

    In most lines that have something there, the gap before it is wider than
    the space between words.
    """
    width = max(map(len, lines))
    blank = [at for at in range(width) if all(line[at : at + 1] in ("", " ") for line in lines)]
    gaps = runs(blank, lambda run, at: at == run[-1] + 1)
    begins = [gap[-1] + 1 for gap in gaps if gap[-1] + 1 < width and gap[0]]
    return [a for a, b in pairwise([*begins, width]) if _begins_column(lines, a, b)]


def _begins_column(lines: Sequence[str], begin: int, end: int) -> bool:
    """Return whether most of what stands between two places begins a wide gap behind a text."""
    spaces = [
        len(line[:begin]) - len(line[:begin].rstrip()) + len(cell) - len(cell.lstrip())
        for line in lines
        if (cell := line[begin:end]).strip() and line[:begin].strip()
    ]
    return 2 * sum(space > 1 for space in spaces) >= len(spaces) > 0


def _sliced(line: str, cuts: Sequence[int]) -> list[str]:
    ends = [0, *cuts, len(line)]
    first, *rest = (line[a:b] for a, b in pairwise(ends))
    return [first.rstrip(), *(cell.strip() for cell in rest)]


def _extents(lines: Sequence[str], cuts: Sequence[int]) -> list[tuple[int, int]]:
    """Return where what stands in each column behind the labels begins and ends."""
    found = []
    for begin, end in pairwise([*cuts, max(map(len, lines)) + 1]):
        there = [line[begin:end] for line in lines if line[begin:end].strip()]
        left = min((len(cell) - len(cell.lstrip()) for cell in there), default=0)
        found.append((begin + left, begin + max((len(cell.rstrip()) for cell in there), default=1)))
    return found


def _beside(line: str) -> list[str]:
    """Return the cells of a line that holds one label and nothing else, however long it is."""
    return [line.rstrip()] if len(_PARTS.findall(line)) == 1 else []


def _placed(line: str, columns: Sequence[tuple[int, int]]) -> list[str]:
    """Return the cells of a line without numbers: each part in the column that it is over.

    Where there are fewer parts than columns, each is over all that it is
    nearest to, and stands in the first of them.
    """
    cells = [""] * (len(columns) + 1)
    parts = list(_PARTS.finditer(line))
    if parts and parts[0].end() <= columns[0][0]:
        cells[0] = " " * parts[0].start() + parts.pop(0)[0]

    def apart(part: re.Match[str], column: tuple[int, int]) -> tuple[int, float]:
        gap = max(part.start() - column[1], column[0] - part.end(), 0)
        return gap, abs(part.start() + part.end() - sum(column)) / 2

    if 1 < len(parts) < len(columns):
        nearest = [min(range(len(parts)), key=lambda i: apart(parts[i], each)) for each in columns]
        places = [nearest.index(i) if i in nearest else -1 for i in range(len(parts))]
    else:
        places = [min(range(len(columns)), key=lambda i: apart(part, columns[i])) for part in parts]
    for place, part in zip(places, parts, strict=True):
        cells[place + 1] = f"{cells[place + 1]} {part[0]}".strip()
    return cells
