"""A variable that stands in the head of the column of labels, above its levels."""

from collections.abc import Iterator, Sequence

from peerstudy.readers.columns import Column
from peerstudy.readers.headings import Heading, is_word, read_heading, speaks_of
from peerstudy.readers.layout import Layout
from peerstudy.readers.values import Value, as_float, decimals, is_full, read_value

_KINDS = ("n (%)", "n, %", "n/N (%)", "a (b)", "% (n)", "%", "a")


def first_variable(layout: Layout) -> Heading | None:
    """Return the variable that the column of labels is headed with; None for none.

    It is one where the rows below, down to the next heading, are the levels
    of one variable by their numbers: in some group their counts add up to its
    N, or their percentages to 100.
    """
    if not layout.heads or len(layout.labels) != 1 or layout.repeated:
        return None
    head = read_heading(layout.grid.cells[layout.heads - 1][layout.labels[0]].text)
    if not head.name or speaks_of("heads", head.name) or is_word("total", head.name):
        return None
    rows = list(_levels(layout))
    if len(rows) < 2 or any(v.kind not in _KINDS for row in rows for _, v in row):
        return None
    return head if any(_adds_up(column, rows) for column in layout.groups) else None


def _levels(layout: Layout) -> Iterator[list[tuple[Column, Value]]]:
    """Yield the numbers of the rows above the first heading, without totals."""
    first = layout.indents[layout.heads]
    for row in layout.body:
        data = layout.data_of(row, layout.groups)
        label = row[layout.labels[0]]
        if not data or label.indent != first:
            return
        if is_word("total", label.text) or not label.text:
            continue
        read = [(c, read_value(cell.text, commas=layout.commas)) for c, cell in data]
        yield [(column, value) for column, value in read if value is not None]


def _adds_up(column: Column, rows: Sequence[Sequence[tuple[Column, Value]]]) -> bool:
    """Return whether a column's counts add up to its N, or its percentages to 100."""
    values = [value for row in rows for each, value in row if each is column]
    if len(values) != len(rows):
        return False
    first = [value.numbers[0] for value in values]
    if all(value.kind == "a" for value in values):
        counts, shares = first, first if column.stats == ("percent",) else []
    elif all(value.kind == "%" for value in values):
        counts, shares = [], first
    else:
        counts, shares = first, [value.numbers[-1] for value in values]
    whole = bool(counts) and all(decimals(n) == 0 for n in counts) and column.n
    if whole and sum(map(as_float, counts)) == as_float(column.n):
        return True
    return bool(shares) and is_full(sum(map(as_float, shares)))
