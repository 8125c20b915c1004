"""Table 1 counted again: each percentage from its count and a stated denominator.

Nothing is rounded here. A share is an exact fraction that carries its
numerator and denominator; a printed percentage is held against it.
"""

from fractions import Fraction

import pandas as pd

from peerstudy.errors import UnknownNameError
from peerstudy.frames.border import Positive
from peerstudy.frames.records import records
from peerstudy.ledger.made import LedgerLike, as_ledger
from peerstudy.ledger.pivot import table1, table_place
from peerstudy.ledger.rows import Row
from peerstudy.ledger.value import Ledger
from peerstudy.printed import PERCENT, Rounding, absence, as_rounding, interval, read

RECOUNT = (
    "variable", "level", "group", "n", "denominator", "denominator_is", "share", "printed",
    "agrees",
)  # fmt: skip
MISSING = ("variable", "group", "size", "n", "missing")
BASES = ("stated", "group")
AGREES = {
    "yes": "the printed percentage is this share under the rule of rounding",
    "rounding": "it is this share truncated or rounded up, by less than one unit of its last digit",
    "no": "it is not this share, truncated or rounded",
    "": "there is no percentage, or nothing to hold it against",
}


def recount(
    subject: LedgerLike,
    place: str | None = None,
    base: str | Positive = "stated",
    rounding: Rounding | str = Rounding.EITHER,
) -> pd.DataFrame:
    """Count the percentages of a Table 1 again.

    Parameters
    ----------
    subject : Ledger, Study, DataFrame, str or Path
        See :func:`peerstudy.as_ledger`.
    place : str, optional
        As for :func:`peerstudy.ledger.table1`.
    base : {"stated", "group"} or int, default "stated"
        Whom percentages are of: those that the publication states as the N of
        the variable, else the whole group, or what its percentages are of as a
        whole (the sum of its categories, or each row's total); always the
        whole group; or a number of people to try.
    rounding : Rounding or str, default "either"
        How a share became a printed percentage.

    Returns
    -------
    DataFrame
        Columns :data:`RECOUNT`, one row for each level with a count.
        `denominator_is` is ``"variable"``, ``"group"``, ``"sum"``, ``"row"`` or
        ``"tried"``; `share` is an exact fraction, None without a denominator;
        `agrees` is one of :data:`AGREES`.

    Raises
    ------
    UnknownNameError
        If there is no such place, base or rule.
    WrongCallError
        If a number of people to try is below one.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> rows = recount(load_study("upsides_israel"))
    >>> married = rows.query("level == 'married' and group == 'peers'").iloc[0]
    >>> married["share"], married["printed"], married["agrees"]
    (Fraction(3, 7), '34.6', 'no')
    """
    rule = as_rounding(rounding)
    if isinstance(base, str) and base not in BASES:
        raise UnknownNameError(
            f"A base must be one of {', '.join(BASES)}, or a number; found {base!r}."
        )
    ledger = as_ledger(subject)
    place = table_place(ledger) if place is None else place
    others = _of_others(ledger, place, rule) if base == "stated" else {}
    rows = []
    for row in records(table1(ledger, place)):
        n = _whole(row["n"])
        if row["level"] and n is not None:
            cell, printed = (row["variable"], row["level"], row["group"]), row["percent"]
            own = _of(ledger, row["group"], row["variable"], place, base)
            denominator, kind = others.get(cell, own)
            share = Fraction(n, denominator) if denominator else None
            agrees = _agrees(printed, share, rule)
            rows.append((*cell, n, denominator, kind, share, printed, agrees))
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

    Examples
    --------
    >>> print(missing_values("upsides_israel").head(2).to_string(index=False))
          variable group  size  n  missing
               age peers    26 25        1
    marital_status peers    26 21        5
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


def _of(
    ledger: Ledger, group: str, variable: str, place: str, base: str | int
) -> tuple[int | None, str]:
    """Return how many people a percentage is of, and which number that is."""
    if isinstance(base, int):
        return base, "tried"
    own = ledger.stated_n(group, variable, place)
    if base == "stated" and own is not None:
        return own, "variable"
    return ledger.size_in(place, group), "group"


def _of_others(
    ledger: Ledger, place: str, rule: Rounding
) -> dict[tuple[str, str, str], tuple[int, str]]:
    """Return what percentages are of where a whole variable is of another number than its N."""
    scopes: dict[tuple[str, str, str], list[tuple[int, Row]]] = {}
    for cell in ledger.by_where.values():
        n, percent = cell.get("n"), cell.get("percent")
        if n and percent and n.whole is not None and n.place == place:
            scopes.setdefault(n.scope, []).append((n.whole, percent))
    found = {}
    for scope, cells in scopes.items():
        own, kind = _of(ledger, *scope[1:], place, "stated")
        apart = [cell for cell in cells if own and not _fits(cell, own, rule)]
        total = ledger.sums.get(scope, 0) if kind == "group" else 0
        of_rows = all(percent in ledger.row_totals for _, percent in cells)
        of_sum = 0 < total <= (own or 0) and any(_fits(cell, total, rule) for cell in apart)
        if apart and (
            of_rows
            or (of_sum and all(_fits(each, total, rule) for each in cells if each not in apart))
        ):
            for _, each in cells:
                base = (ledger.row_totals[each], "row") if of_rows else (total, "sum")
                found[each.variable, each.level, each.group] = base
    return found


def _fits(cell: tuple[int, Row], n: int, rule: Rounding) -> bool:
    return _agrees(cell[1].printed, Fraction(cell[0], n), rule) != "no"


def _whole(text: str) -> int | None:
    """Read a printed whole number; None where there is none."""
    if absence(text) is not None:
        return None
    value = read(text).value
    return int(value) if value.denominator == 1 else None


def _agrees(text: str, share: Fraction | None, rule: Rounding) -> str:
    if share is None or absence(text) is not None:
        return ""
    printed, exact = read(text), PERCENT * share
    if exact in interval(printed, rule):
        return "yes"
    cut = any(exact in interval(printed, other) for other in (Rounding.TRUNCATED, Rounding.UP))
    return "rounding" if cut else "no"
