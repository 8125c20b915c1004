"""Tables of a page: what rules enclose, and what stands in aligned columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from peerstudy.readers.grid import LABEL, Cell
from peerstudy.readers.lines import Line, Segment, Word, is_rtl, number_first
from peerstudy.readers.runs import runs
from peerstudy.readers.values import read_value

_GAP = 3.0
"""How many heights may lie between two rows."""
_AHEAD = 3
_PROSE = 90
_MOST_STEPS = 5
_SAME_EDGE = 6.0
_CUT = 0.45
_TIGHT_PITCH = 2.2
_ASIDE = 3.0
_RARE = 0.1
_OVERLAP = 0.25
_TIGHT = 0.85
_CONTINUES = re.compile(r"[a-zß-ÿ(\[]")
_OPEN_END = re.compile(r"[,/(–-]$|\b(?:and|or|of|the|with|for|und|et|y)$")


@dataclass(frozen=True)
class Table:
    """The cells of one table by row, each listed once, and where it stands on its page."""

    rows: list[list[Cell]]
    left: float
    right: float
    top: float
    bottom: float
    lines: tuple[Line, ...] = ()

    @property
    def width(self) -> int:
        """How many columns it has."""
        return sum(cell.column_span for cell in self.rows[0])


@dataclass
class _Row:
    """One row: its cells by column, how many columns each covers, and its baselines."""

    cells: dict[int, Cell] = field(default_factory=dict)
    first: float = 0
    last: float = 0
    middles: dict[int, float] = field(default_factory=dict)

    def holds_numbers(self, label: int) -> bool:
        return any(
            index != label and any(c.isdigit() for c in cell.text)
            for index, cell in self.cells.items()
        )

    def only(self, label: int) -> bool:
        return set(self.cells) == {label}


def tables_and_lines(lines: Sequence[Line]) -> list[Table | Line]:
    """Return what stands in a column of text from the top: its tables, and its other lines."""
    blocks: list[Table | Line] = []
    number = 0
    while number < len(lines):
        end = _end(lines, number) if len(lines[number].segments) > 1 else number
        spanners = _spanners(lines, number, end) if end - number > 1 else 0
        table = aligned_table(lines[number - spanners : end]) if end - number > 1 else None
        if table is None:
            blocks += lines[number : max(end, number + 1)]
        else:
            blocks = [*blocks[: len(blocks) - spanners], table]
        number = max(end, number + 1)
    return blocks


def _spanners(lines: Sequence[Line], begin: int, end: int) -> int:
    """Count the lines above a table's first that are headings over several of its columns."""
    left = min(line.left for line in lines[begin:end])
    right = max(line.right for line in lines[begin:end])
    count = 0
    while count < min(begin, _AHEAD):
        line, below = lines[begin - count - 1], lines[begin - count]
        aside = left + _ASIDE * line.height < line.left and line.right <= right
        aside = aside or (left <= line.left and line.right < right - _ASIDE * line.height)
        near = below.base - line.base < _TIGHT_PITCH * max(line.height, below.height)
        if len(line.segments) > 1 or is_prose(line) or not aside or not near:
            break
        if not is_rtl(line.text) and line.left <= left + _ASIDE * line.height:
            break
        count += 1
    return count


def _end(lines: Sequence[Line], begin: int) -> int:
    """Return where the run of rows that begins at a line ends."""
    end = begin + 1
    for number in range(begin + 1, len(lines)):
        above, line = lines[number - 1], lines[number]
        if line.base - above.base > _GAP * max(line.height, above.height) or is_prose(line):
            break
        if len(line.segments) > 1:
            end = number + 1
        elif number - end >= _AHEAD:
            break
    else:
        last = len(lines) - 1
        tight = lines[last].base - lines[last - 1].base < _TIGHT_PITCH * lines[last].height
        return len(lines) if end == last and tight else end
    return end


def is_prose(line: Line) -> bool:
    """Return whether a line is running text or a title, and no row."""
    return len(line.segments) == 1 and (len(line.text) > _PROSE or bool(LABEL.match(line.text)))


def aligned_table(lines: Sequence[Line]) -> Table | None:
    """Return the table whose rows some lines are; None where no columns of numbers align.

    A line with a single segment is a heading, or a part of a row that is broken.
    """
    bounds = _columns(lines)
    if len(bounds) < 2:
        return None
    rtl = is_rtl(" ".join(line.text for line in lines))
    label = len(bounds) - 1 if rtl else 0
    rows: list[_Row] = []
    for line in lines:
        begun = any(row.holds_numbers(label) for row in rows)
        rows.append(_row(_cut(line, bounds), bounds, label, rtl, begun=begun))
    if 2 * sum(row.holds_numbers(label) for row in rows) < len(rows) / 2 + 2:
        return None
    if not are_steps([row.cells[label].indent for row in rows if label in row.cells]):
        for row in rows:
            if label in row.cells:
                row.cells[label] = replace(row.cells[label], indent=0)
    rows = _headings_joined(_labels_joined(rows, label), label)
    _spread(rows, bounds, label)
    listed = with_headings([_listed(row, len(bounds), rtl) for row in rows])
    edges = min(line.left for line in lines), max(line.right for line in lines)
    top = lines[0].base - lines[0].height
    return Table(listed, *edges, top, lines[-1].base, tuple(lines))


def continued(above: Table, below: Table) -> Table | None:
    """Return two tables as one; None unless the second goes on with the columns of the first.

    These are the last of a page and the first of the next; repeated headings are left out.
    """
    if above.lines and below.lines:
        fresh = below.lines[_repeated([line.text for line in above.lines], below) :]
        down = above.bottom - below.top + above.lines[-1].height
        return aligned_table([*above.lines, *(line.moved(down) for line in fresh)])
    apart = max(abs(above.left - below.left), abs(above.right - below.right))
    if above.lines or below.lines or above.width != below.width or apart > _SAME_EDGE:
        return None
    return replace(above, rows=above.rows + below.rows, bottom=above.bottom + below.bottom)


def _repeated(texts: Sequence[str], below: Table) -> int:
    """Count the lines at the top of a table that repeat those of another."""
    same = [one == line.text for one, line in zip(texts, below.lines, strict=False)]
    return same.index(False) if False in same else 0


def _columns(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Return where columns begin and end: where hardly any row of numbers has a gap."""
    rows = [
        line for line in lines if sum(s.has_digits for s in line.segments) and line.segments[1:]
    ]
    if len(rows) < 2:
        return []
    pieces = [piece for row in rows for segment in row.segments for piece in _pieces(segment)]
    edges = [(left, 1) for left, _ in pieces] + [(right, -1) for _, right in pieces]
    few = int(_RARE * len(rows))
    bounds: list[tuple[float, float]] = []
    depth, begin = 0, 0.0
    for place, step in sorted(edges):
        if step > 0 and depth == few:
            begin = place
        depth += step
        if step < 0 and depth == few:
            bounds.append((begin, place))
    near = 0.3 * median(row.height for row in rows)
    merged = runs(bounds, lambda run, bound: bound[0] - run[-1][1] < near)
    return [(run[0][0], run[-1][1]) for run in merged]


def _pieces(segment: Segment) -> list[tuple[float, float]]:
    """Return where the parts of a segment begin and end that more than a space sets apart."""

    def goes_on(piece: list[Word], word: Word) -> bool:
        near = word.left - max(each.right for each in piece) <= _CUT * segment.height
        return near or word.text.startswith(("(", "[", "±"))

    parts = runs(segment.words, goes_on)
    return [(part[0].left, max(word.right for word in part)) for part in parts]


def _cut(line: Line, bounds: Sequence[tuple[float, float]]) -> Line:
    """Cut segments at the gaps between columns that are narrower than those between others."""
    parts: list[Segment] = []
    for segment in line.segments:
        words = segment.words
        cuts = [
            number
            for number in range(1, len(words))
            if words[number].left - words[number - 1].right > _CUT * segment.height
            and any(
                words[number - 1].left < left and right < words[number].right
                for (_, left), (right, _) in pairwise(bounds)
                if words[number - 1].right <= right + 1 and left - 1 <= words[number].left
            )
        ]
        ends = [0, *cuts, len(words)]
        parts += [replace(segment, words=words[a:b]) for a, b in pairwise(ends)]
    return Line(tuple(parts))


def _row(
    line: Line, bounds: Sequence[tuple[float, float]], label: int, rtl: bool, *, begun: bool
) -> _Row:
    """Assign a line's segments to columns; alone below numbers, one belongs to the labels."""
    made = _Row({}, line.base, line.base)
    for segment in line.segments:
        first, last = _covered(segment, bounds)
        if label in (first, last) or (begun and len(line.segments) == 1 and first != last):
            first = last = label
        begins = bounds[label][rtl] if first == label else None
        cell = cell_of([segment], segment.text, begins, rtl, (1, last - first + 1))
        known = made.cells.get(first)
        made.cells[first] = _together(known, cell) if known else cell
        made.middles[first] = (segment.left + segment.right) / 2
    return made


def _covered(segment: Segment, bounds: Sequence[tuple[float, float]]) -> tuple[int, int]:
    """Return the first and last column that a segment stands in."""
    found = []
    for index, (left, right) in enumerate(bounds):
        shared = min(segment.right, right) - max(segment.left, left)
        if shared > _OVERLAP * min(segment.right - segment.left, right - left):
            found.append(index)
    if not found:
        middle = (segment.left + segment.right) / 2
        apart = [max(left - middle, middle - right, 0) for left, right in bounds]
        found = [apart.index(min(apart))]
    return found[0], found[-1]


def cell_of(
    segments: Sequence[Segment], text: str, begins: float | None, rtl: bool, spans: tuple[int, int]
) -> Cell:
    """Return the cell of some segments, set in from where its column begins, if that is known."""
    step = 0.0
    if segments and begins is not None:
        right, left = max(s.right for s in segments), min(s.left for s in segments)
        step = (begins - right if rtl else left - begins) / median(s.height for s in segments)
    return Cell(
        number_first(text) if rtl else text,
        row_span=spans[0],
        column_span=spans[1],
        bold=bool(segments) and all(s.bold for s in segments),
        indent=max(round(2 * step) / 2, 0),
        superscripts=tuple(mark for s in segments for mark in s.marks),
    )


def are_steps(indents: Sequence[float]) -> bool:
    """Return whether labels are set in by a few steps, and not centred, so that all differ."""
    return len(set(indents)) <= min(_MOST_STEPS, len(indents) / 2)


def _together(one: Cell, other: Cell) -> Cell:
    return Cell(
        f"{one.text} {other.text}".strip(),
        column_span=max(one.column_span, other.column_span),
        bold=one.bold and other.bold,
        indent=one.indent,
        superscripts=one.superscripts + other.superscripts,
    )


def _labels_joined(rows: Sequence[_Row], label: int) -> list[_Row]:
    """Put rows together whose label is broken over lines."""
    full = [(above, below) for above, below in pairwise(rows) if below.holds_numbers(label)]
    apart = [below.first - above.last for above, below in full if above.holds_numbers(label)]
    usual = median(apart) if apart else 0.0
    joined: list[_Row] = []
    for number, row in enumerate(rows):
        above = joined[-1] if joined else None
        if above is not None and _is_rest(above, row, rows[number + 1 :], label, usual):
            _join(above, row)
        else:
            joined.append(row)
    return joined


def _is_rest(above: _Row, row: _Row, below: Sequence[_Row], label: int, usual: float) -> bool:
    """Return whether a line is the rest of the row above it."""
    gap = row.first - above.last
    if label not in above.cells and not row.only(label):
        return False
    said = above.cells[label].text if label in above.cells else ""
    if row.only(label):
        goes_on = bool(_CONTINUES.match(row.cells[label].text) or _OPEN_END.search(said))
        tight = bool(below) and gap < _TIGHT * min(usual, below[0].first - row.last)
        return gap <= 1.1 * usual and (goes_on or (tight and above.holds_numbers(label)))
    if not above.only(label) or not row.holds_numbers(label):
        return False
    if label not in row.cells:
        return gap < _TIGHT * usual or bool(_OPEN_END.search(said))
    goes_on = bool(_CONTINUES.match(row.cells[label].text) or _OPEN_END.search(said))
    return goes_on and row.cells[label].indent <= above.cells[label].indent + 1


def _join(above: _Row, row: _Row) -> None:
    for index, cell in row.cells.items():
        known = above.cells.get(index)
        above.cells[index] = _together(known, cell) if known else cell
    above.last = row.last


def _headings_joined(rows: Sequence[_Row], label: int) -> list[_Row]:
    """Put the lines of a broken heading together: no number but an N is in them."""
    first, *rest = rows
    while rest and label not in rest[0].cells and rest[0].cells.keys() <= first.cells.keys():
        cells = (*first.cells.values(), *rest[0].cells.values())
        if any(cell.column_span > 1 for cell in cells):
            break
        _join(first, rest.pop(0))
    return [first, *rest]


def with_headings(rows: Sequence[list[Cell]]) -> list[list[Cell]]:
    """Mark the rows above the first numbers as headings; an N without a label is one of them."""
    first = next((i for i, row in enumerate(rows) if any(map(_is_value, row[1:]))), 0)
    first = next((i for i in range(first) if _is_row_of_sizes(rows[i])), first)
    while first and not any(cell.text for cell in rows[first - 1][1:]):
        first -= 1
    return [
        [replace(cell, header=number < first) for cell in row] for number, row in enumerate(rows)
    ]


def _is_value(cell: Cell) -> bool:
    value = read_value(cell.text)
    return value is not None and value.kind != "N="


def _is_row_of_sizes(row: Sequence[Cell]) -> bool:
    return bool(row and row[0].text) and any(read_value(cell.text) for cell in row[1:])


def _spread(rows: Sequence[_Row], bounds: Sequence[tuple[float, float]], label: int) -> None:
    """Let headings above others cover the columns that they are centred over."""
    heads = next((i for i, row in enumerate(rows) if row.holds_numbers(label)), 0)
    for row, below in pairwise(rows[: heads + 1]):
        if label in row.cells or len(row.cells) >= len(below.cells) - (label in below.cells):
            continue
        for first in list(row.cells):
            cell = row.cells.pop(first)
            a, b = _centred(cell, first, row, bounds, label)
            row.cells[a] = replace(cell, column_span=b - a + 1)


def _centred(
    cell: Cell, first: int, row: _Row, bounds: Sequence[tuple[float, float]], label: int
) -> tuple[int, int]:
    """Return the first and last free column around a heading that its middle lies between."""
    taken = {label} | {i + n for i, each in row.cells.items() for n in range(each.column_span)}
    middle = row.middles.get(first, sum(bounds[first]) / 2)

    def off(ends: tuple[int, int]) -> float:
        return abs((bounds[ends[0]][0] + bounds[ends[1]][1]) / 2 - middle)

    a, b = first, first + cell.column_span - 1
    while True:
        wider = [
            (x, y)
            for x, y in ((a - 1, b), (a, b + 1))
            if x >= 0 and y < len(bounds) and not taken & {x, y}
        ]
        best = min([(a, b), *wider], key=off)
        if best == (a, b):
            return best
        a, b = best


def _listed(row: _Row, width: int, rtl: bool) -> list[Cell]:
    """List a row's cells in the order of reading, empty ones too."""
    cells, column = [], 0
    while column < width:
        cell = row.cells.get(column, Cell(""))
        cells.append(cell)
        column += cell.column_span
    return cells[::-1] if rtl else cells
