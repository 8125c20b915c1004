"""What each denominator would give for a variable's percentages, beside what is printed."""

from fractions import Fraction

import pandas as pd

from peerstudy.auditing.fits import fits_loosely
from peerstudy.auditing.run import subject_of
from peerstudy.errors import require_known
from peerstudy.ledger import LedgerLike
from peerstudy.printed import PERCENT, Rounding, as_rounding, interval
from peerstudy.words import tell

COLUMNS = (
    "level", "printed", "low", "high", "value", "cut", "count", "base", "denominator", "percent",
    "difference", "fits",
)  # fmt: skip


def denominator_candidates(
    subject: LedgerLike,
    group: str,
    variable: str,
    place: str = "Table 1",
    lang: str = "en",
    rounding: Rounding | str = Rounding.EITHER,
) -> pd.DataFrame:
    """Compare each printed percentage with its count over every stated denominator.

    Parameters
    ----------
    subject : Ledger, Study, DataFrame, str or Path
        See :func:`peerstudy.as_ledger`.
    group, variable, place : str
        Whose percentages, of what, printed where.
    lang : {"en", "he"}, default "en"
        The language that ``base`` is named in.
    rounding : Rounding or str, default "either"
        The rule to judge by.

    Returns
    -------
    DataFrame
        Columns :data:`COLUMNS`, one row for each level and denominator:
        ``printed`` as text, ``low`` and ``high`` the interval it stands for
        under the rule, ``value`` the number itself and ``cut`` the end of what
        it stands for when cut off, ``percent`` what the denominator gives (all
        in percent) and ``difference``, how far that is from ``value``, and
        whether the two agree, rounded or truncated.

    Examples
    --------
    Of the peers, 9 of 26 is the 34.6 % that is printed; 9 of the 21 stated is not:

    >>> rows = denominator_candidates("upsides_israel", "peers", "marital_status")
    >>> print(rows[["printed", "count", "denominator", "fits"]].head(2).to_string(index=False))
    printed  count  denominator  fits
       34.6      9           21 False
       34.6      9           26  True
    """
    made = subject_of(subject, as_rounding(rounding))
    for kind, name, at in (("place", place, 0), ("group", group, 1), ("variable", variable, 2)):
        require_known(kind, name, dict.fromkeys(scope[at] for scope in made.cells_by_scope))
    rows = []
    for cell in made.cells_by_scope.get((place, group, variable), []):
        number, count = cell.percent.number, cell.count
        if number is None or count is None or count.whole is None:
            continue
        printed = interval(number, made.rounding)
        for base in cell.bases:
            percent = PERCENT * count.whole / base.n
            rows.append(
                (
                    cell.percent.level,
                    cell.percent.printed,
                    float(printed.low),
                    float(printed.high),
                    float(number.value),
                    float(interval(number, Rounding.TRUNCATED).high),
                    count.whole,
                    tell(base.name, lang),
                    base.n,
                    percent,
                    float(PERCENT * count.whole / Fraction(base.n) - number.value),
                    fits_loosely(cell, base.n, made.rounding),
                )
            )
    return pd.DataFrame(rows, columns=list(COLUMNS))
