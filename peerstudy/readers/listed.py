"""Cells that list several groups' numbers, each behind a name."""

import re
from typing import NamedTuple

from peerstudy.readers.headings import mentions
from peerstudy.readers.values import NUMBER

_BEHIND = rf"(?:\s*%|\s*(?:±|\+/-)\s*{NUMBER}|\s*[(\[]\s*[-−–.\d][^()\[\]]*[)\]])?"
_ITEM = re.compile(rf"(?P<name>[^\W\d][^:;,\n()]*?)[ \t]*:\s*(?P<value>{NUMBER}{_BEHIND})")


class Listed(NamedTuple):
    """The names and numbers that one cell lists, below a title that may name statistics."""

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
