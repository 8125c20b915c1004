"""The ledger: every number a publication prints, one row each.

A :class:`Ledger` holds a frame of text with the columns of
:data:`peerstudy.ledger.schema.LEDGER`. It needs no study: anyone can write one
by hand as a CSV file, and groups and variables that are described nowhere else
are taken from its rows. Table 1 is a pivot of it, and a data set of participants
that someone summarises becomes one.
"""

from peerstudy.frames.border import guard
from peerstudy.ledger.frame import COLUMNS, EVERYBODY, KEY, OPTIONAL, WORDS
from peerstudy.ledger.labels import Labels
from peerstudy.ledger.made import LedgerLike, as_ledger, read_ledger, read_piped_ledger
from peerstudy.ledger.participants import describe
from peerstudy.ledger.pivot import table1
from peerstudy.ledger.profile import means, shares
from peerstudy.ledger.recount import missing_values, recount
from peerstudy.ledger.rows import COUNTS, Denominator, Row, Traits
from peerstudy.ledger.value import MOST_TRIED, Ledger

__all__ = [
    "COLUMNS",
    "COUNTS",
    "EVERYBODY",
    "KEY",
    "MOST_TRIED",
    "OPTIONAL",
    "WORDS",
    "Denominator",
    "Labels",
    "Ledger",
    "LedgerLike",
    "Row",
    "Traits",
    "as_ledger",
    "describe",
    "means",
    "missing_values",
    "read_ledger",
    "read_piped_ledger",
    "recount",
    "shares",
    "table1",
]

guard(globals())
