"""Column heads for formats that have one row of them."""

from peerstudy.tables.cells import said
from peerstudy.tables.model import Cell, Table


def one_row(table: Table) -> list[Cell]:
    """Return the heads of the stub and of every column, with what stands over them in front."""
    over = {i: s.head for s in table.spanners for i in range(s.first, s.last + 1)}
    found = [table.stub.head]
    for index, column in enumerate(table.columns):
        above = over.get(index)
        found.append((*above, *said(": "), *column.head) if above else column.head)
    return found
