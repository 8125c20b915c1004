"""Whether a table prints decimals with a comma, so that ``21 (56,8)`` is a count and its share.

One cell alone does not show it: ``26 (12,45)`` may be a median with its quartiles.
"""

import re
from collections.abc import Iterable

from peerstudy.readers.grid import Grid
from peerstudy.readers.headings import read_heading
from peerstudy.readers.values import as_float, fits

_COMMA = r"\d+,\d{1,2}(?!\d)"
_DECIMAL = re.compile(
    rf"^\s*{_COMMA}\s*(?:[(\[±%]|\+/-|$)|±\s*{_COMMA}|{_COMMA}\s*%|[(\[]\s*{_COMMA}\s*[–—;-]"
)
"""A comma that can set apart nothing but decimals."""
_POINT = re.compile(r"\d[.·](?:\d{1,2}|\d{4,})(?!\d)|(?<!\d)0[.·]\d|\d{4,}[.·]\d")
_PAIR = re.compile(r"\s*(?P<n>\d+)\s*[(\[]\s*(?P<share>\d{1,3},\d{1,2})\s*[)\]]\s*")


def prints_commas(grid: Grid) -> bool:
    """Return whether a table prints decimals with a comma.

    It does where a comma can be nothing else, as in ``45,3 (12,1)``, or where
    most pairs such as ``21 (56,8)`` are a count with its share of a printed N;
    and no number has a decimal point.
    """
    texts = {cell.text for row in grid.cells for cell in row if "," in cell.text}
    if not texts or any(_POINT.search(cell.text) for row in grid.cells for cell in row):
        return False
    return any(map(_DECIMAL.search, texts)) or _are_shares(texts, _sizes(grid))


def _sizes(grid: Grid) -> list[float]:
    """Return every N that a heading or a label prints."""
    printed = (read_heading(cell.text).n for row in grid.cells for cell in row)
    sizes = [*printed, read_heading(grid.caption).n]
    return [as_float(n) for n in dict.fromkeys(sizes) if n]


def _are_shares(texts: Iterable[str], sizes: list[float]) -> bool:
    pairs = [match for match in map(_PAIR.fullmatch, texts) if match]
    fitting = sum(fits(pair["n"], pair["share"], sizes) for pair in pairs)
    return 2 * fitting > len(pairs) > 0
