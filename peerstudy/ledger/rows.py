"""The ledger's rows, read: each printed number with the cell and the quantity it belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from peerstudy.errors import UnreadableNumberError
from peerstudy.ledger.frame import item_of
from peerstudy.printed import Printed
from peerstudy.printed.text import read

WHERE = ("item", "place", "group", "variable", "level")
COUNTS = ("n", "denominator", "missing")
"""The statistics that count people; a number with a percent sign is no count."""
SIGNIFICANT = 15
"""So many digits a number in double precision holds; a text of more is judged to these."""
_REMEMBERED = 10_000
"""So many texts are kept, that one which edits write again and again is read once."""
YEARS = "years"
"""The unit whose values are whole more often than not; where no step is stated, they may be."""
Where = tuple[str, str, str, str, str]
Quantity = tuple[str, str, str, str]


class Row(NamedTuple):
    """One printed number of the ledger, read.

    ``number`` is None where the text is no number; ``whole`` is None unless it
    is a whole number. ``doubt`` is how unsure a machine was when it read the
    row, from 0 to 1, and empty where nobody doubts it. ``position`` counts
    the ledger's rows from 0; it is None of what only stands for rows.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> row = load_study("upsides_israel").ledger.rows[2]
    >>> row.group, row.stat, row.printed, row.whole, row.scope
    ('all', 'n', '68', 68, ('Abstract', 'all', ''))
    >>> row.quantity
    ('all', '', '', 'n')
    >>> row.printing("68.5").whole, row.for_scope().item
    (None, 'Abstract')
    """

    item: str
    place: str
    group: str
    variable: str
    level: str
    stat: str
    printed: str
    source: str = ""
    grain: str = ""
    items: str = ""
    number: Printed | None = None
    whole: int | None = None
    doubt: str = ""
    position: int | None = None

    @property
    def where(self) -> Where:
        """The cell that the number belongs to."""
        return self.item, self.place, self.group, self.variable, self.level

    @property
    def scope(self) -> tuple[str, str, str]:
        """The place, group and variable that the number belongs to."""
        return self.place, self.group, self.variable

    @property
    def quantity(self) -> Quantity:
        """The group, variable, level and statistic that the number is of, wherever printed."""
        return self.group, self.variable, self.level, self.stat

    def printing(self, text: str) -> "Row":
        """Return the same row with another text, read."""
        number, whole = _read(text)
        return self._replace(printed=text, number=number, whole=whole)._counted()

    def _counted(self) -> "Row":
        """Take no percentage for a count."""
        share = self.number is not None and self.number.percent and self.stat in COUNTS
        return self._replace(whole=None) if share else self

    def for_scope(self, stat: str = "") -> "Row":
        """Stand for all of its place, group and variable, not for one level."""
        return self._replace(
            item=item_of(*self.scope), level="", stat=stat or self.stat, printed="", position=None
        )


class Denominator(NamedTuple):
    """A number that a percentage or a mean may be of.

    ``kind`` is ``variable`` or ``group`` where ``row`` prints it, and ``sum``
    where it is the sum of the variable's categories.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> ledger = load_study("upsides_israel").ledger
    >>> mean = next(row for row in ledger.rows if row.stat == "mean")
    >>> [(each.n, each.kind) for each in ledger.denominators(mean)]
    [(25, 'variable'), (26, 'group')]
    """

    n: int
    kind: str
    row: Row | None


@dataclass(frozen=True)
class Traits:
    """What is known of a variable beyond the numbers printed for it.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> traits = load_study("upsides_israel").ledger.trait("gender")
    >>> traits.kind, traits.exclusive, traits.levels
    ('categorical', 'yes', ('women', 'men'))
    """

    kind: str = ""
    unit: str = ""
    grain: Fraction | None = None
    exclusive: str = "unknown"
    exhaustive: str = "unknown"
    levels: tuple[str, ...] = ()


def read_rows(ledger: pd.DataFrame) -> Iterator[Row]:
    """Read a ledger's rows, each distinct number once."""
    names = (*WHERE, "stat", "printed", "source", "grain", "items")
    columns = [ledger[name].tolist() for name in names]
    numbers = {text: _read(text) for text in dict.fromkeys(columns[names.index("printed")])}
    printed = map(numbers.__getitem__, columns[names.index("printed")])
    rows = zip(*columns, printed, ledger["doubt"].tolist(), strict=True)
    for i, (*values, number, doubt) in enumerate(rows):
        yield Row._make((*values, *number, doubt, i))._counted()


@lru_cache(maxsize=_REMEMBERED)
def _read(text: str) -> tuple[Printed | None, int | None]:
    try:
        number = _held(read(text))
    except UnreadableNumberError:
        return None, None
    whole, rest = divmod(number.units, 10**number.decimals)
    return number, None if rest else whole


def _held(number: Printed) -> Printed:
    """Keep the digits that programs export soundly: of 33.333333333333336, all but the last two."""
    if number.decimals == 0 or abs(number.units) < 10**SIGNIFICANT:
        return number
    beyond = min(len(str(abs(number.units))) - SIGNIFICANT, number.decimals)
    step = 10**beyond
    units = (2 * abs(number.units) + step) // (2 * step)
    signed = -units if number.units < 0 else units
    return replace(number, units=signed, decimals=number.decimals - beyond)
