"""Cells that list several groups' numbers, and tables whose cells stand one to a line."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from peerstudy.readers.headings import mentions
from peerstudy.readers.values import NUMBER

_BEHIND = rf"(?:\s*%|\s*(?:±|\+/-)\s*{NUMBER}|\s*[(\[]\s*[-−–.\d][^()\[\]]*[)\]])?"
_ITEM = re.compile(rf"(?P<name>[^\W\d][^:;,\n()]*?)[ \t]*:\s*(?P<value>{NUMBER}{_BEHIND})")
_FEWEST_ROWS = 3


class Listed(NamedTuple):
    """The numbers that one cell lists by name.

    Attributes
    ----------
    title : str
        What stands above the list.
    stats : tuple of str
        The statistics that its title names.
    items : tuple of tuple of str
        Names and numbers as printed.
    """

    title: str
    stats: tuple[str, ...]
    items: tuple[tuple[str, str], ...]


def read_listed(text: str) -> Listed | None:
    r"""Read a cell that lists at least two names, each with a number.

    Examples
    --------
    >>> read_listed("At baseline\nDrug: 24.0 ± 3.5\nPlacebo: 26.0 ± 4.7").items
    (('Drug', '24.0 ± 3.5'), ('Placebo', '26.0 ± 4.7'))
    """
    found = list(_ITEM.finditer(text))
    if len(found) < 2:
        return None
    lines = text[: found[0].start()].splitlines()
    titles = [line.strip() for line in lines if line.strip() and not mentions(line)]
    items = tuple((each["name"].strip(), each["value"].strip()) for each in found)
    return Listed(" ".join(titles), mentions(" ".join(lines)), items)


def rows_of_lines(lines: Sequence[str]) -> list[list[str]]:
    r"""Return the rows of a table whose cells stand one to a line behind a tab.

    Word processors write tables as text like this: a row is a run of lines
    that begin with a tab, an empty cell a tab alone, and an empty line ends
    the row. Fewer than three rows, or rows of different lengths, are no table.

    Examples
    --------
    >>> rows_of_lines(["\t", "\tPeers", "", "\tN", "\t26", "", "\tWomen", "\t19 (73)"])
    [['', 'Peers'], ['N', '26'], ['Women', '19 (73)']]
    """
    parts = groupby(lines, lambda line: line.startswith("\t"))
    rows = [[line[1:] for line in part] for tabbed, part in parts if tabbed]
    widths = {len(row) for row in rows}
    return rows if len(rows) >= _FEWEST_ROWS and len(widths) == 1 and widths != {1} else []
