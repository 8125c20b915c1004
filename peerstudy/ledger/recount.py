"""Table 1 counted again: each percentage from its count and a stated denominator.

Nothing is rounded here. A share is an exact fraction that carries its
numerator and denominator; a printed percentage is held against it.
"""

from fractions import Fraction

import pandas as pd

from peerstudy.errors import UnknownNameError
from peerstudy.frames.records import records
from peerstudy.ledger.made import LedgerLike, as_ledger
from peerstudy.ledger.pivot import table1, table_place
from peerstudy.printed import PERCENT, Printed, Rounding, absence, interval, read

RECOUNT = (
    "variable",
    "level",
    "group",
    "n",
    "denominator",
    "denominator_is",
    "share",
    "printed",
    "agrees",
)
MISSING = ("variable", "group", "size", "n", "missing")
BASES = ("stated", "group")
AGREES = {
    "yes": "the printed percentage is this share, rounded either way",
    "rounding": "it is this share cut off or rounded up, by less than one unit of its last digit",
    "no": "it is not this share under any rule",
    "": "there is no percentage, or nothing to hold it against",
}


def recount(subject: LedgerLike, place: str | None = None, base: str = "stated") -> pd.DataFrame:
    """Count the percentages of a Table 1 again.

    Parameters
    ----------
    subject : Ledger, Study, DataFrame, str or Path
        See :func:`peerstudy.as_ledger`.
    place : str, optional
        As for :func:`peerstudy.ledger.table1`.
    base : {"stated", "group"}, default "stated"
        Whom percentages are of: those that the publication states as the N of
        the variable (the whole group where it states none), or always the
        whole group.

    Returns
    -------
    DataFrame
        Columns :data:`RECOUNT`, one row for each level with a count.
        `denominator_is` is ``"variable"`` or ``"group"``; `share` is an exact
        fraction, None without a denominator; `agrees` is one of :data:`AGREES`.

    Raises
    ------
    UnknownNameError
        If there is no such place or base.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> rows = recount(load_study("upsides_israel"))
    >>> married = rows.query("level == 'married' and group == 'peers'").iloc[0]
    >>> married["share"], married["printed"], married["agrees"]
    (Fraction(3, 7), '34.6', 'no')
    """
    if base not in BASES:
        raise UnknownNameError(f"A base must be one of {', '.join(BASES)}; found {base!r}.")
    ledger = as_ledger(subject)
    place = table_place(ledger) if place is None else place
    rows = []
    for row in records(table1(ledger, place)):
        n = _whole(row["n"])
        if row["level"] and n is not None:
            own = ledger.stated_n(row["group"], row["variable"], place)
            by_variable = base == "stated" and own is not None
            denominator = own if by_variable else ledger.size_in(place, row["group"])
            rows.append(_row(row, n, denominator, by_variable=by_variable))
    return pd.DataFrame(rows, columns=list(RECOUNT)).astype(
        {"n": "Int64", "denominator": "Int64", "share": object}
    )


def missing_values(subject: LedgerLike, place: str | None = None) -> pd.DataFrame:
    """Count whom a variable's stated N leaves out of its group.

    Parameters
    ----------
    subject : Ledger, Study, DataFrame, str or Path
        See :func:`peerstudy.as_ledger`.
    place : str, optional
        As for :func:`peerstudy.ledger.table1`.

    Returns
    -------
    DataFrame
        Columns :data:`MISSING`, one row for each variable and group whose N
        and size are both printed; `missing` is below 0 where the N is larger.
    """
    ledger = as_ledger(subject)
    place = table_place(ledger) if place is None else place
    rows = []
    for row in records(table1(ledger, place)):
        size = ledger.size_in(place, row["group"])
        n = ledger.stated_n(row["group"], row["variable"], place)
        if row["variable"] and not row["level"] and n is not None and size is not None:
            rows.append((row["variable"], row["group"], size, n, size - n))
    return pd.DataFrame(rows, columns=list(MISSING))


def _row(
    row: dict[str, str], n: int, denominator: int | None, *, by_variable: bool
) -> tuple[object, ...]:
    share = Fraction(n, denominator) if denominator else None
    return (
        row["variable"],
        row["level"],
        row["group"],
        n,
        denominator,
        "variable" if by_variable else "group",
        share,
        row["percent"],
        _agrees(row["percent"], share),
    )


def _whole(text: str) -> int | None:
    """Read a printed whole number; None where there is none."""
    if absence(text) is not None:
        return None
    value = read(text).value
    return int(value) if value.denominator == 1 else None


def _agrees(text: str, share: Fraction | None) -> str:
    if share is None or absence(text) is not None:
        return ""
    printed, exact = read(text), PERCENT * share
    if exact in interval(printed):
        return "yes"
    return "rounding" if _cut(printed, exact) else "no"


def _cut(printed: Printed, exact: Fraction) -> bool:
    return any(exact in interval(printed, rule) for rule in (Rounding.TRUNCATED, Rounding.UP))
