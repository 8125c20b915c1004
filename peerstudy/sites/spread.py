"""How far somebody must be from the mean for a printed standard deviation.

A mean and SD without a range still say something where values cannot fall
below a limit, as years of illness cannot: the SD asks for large values.
"""

from fractions import Fraction
from math import isqrt

import pandas as pd

from peerstudy.errors import PeerstudyError
from peerstudy.ledger import LedgerLike, as_ledger
from peerstudy.printed import Printed, Rounding, as_rounding, interval, read


def least_maximum(
    mean: str | Printed,
    sd: str | Printed,
    n: int,
    low: Fraction | int = 0,
    rounding: Rounding | str = Rounding.EITHER,
) -> Fraction:
    """Return the value that at least one of n people must reach, or exceed.

    Parameters
    ----------
    mean, sd : str or Printed
        As printed.
    n : int
        How many people, 2 or more.
    low : Fraction or int, default 0
        A limit that no value falls below.
    rounding : Rounding or str, default "either"
        How the numbers were rounded.

    Returns
    -------
    Fraction
        The least maximum over all values that the two may have been rounded
        from. The true least may be a little larger, never smaller.

    Raises
    ------
    PeerstudyError
        If there are fewer than two people, or the mean is not above the limit.

    Notes
    -----
    For values between low and M, the variance with divisor n is at most
    (M - mean)(mean - low). So M is at least mean + v / (mean - low) with
    v = sd² (n - 1) / n. That is convex in the mean; its minimum over the
    rounding interval is at an end, or where mean - low is the root of v, and
    there it is low + 2 √v. The root is cut off after six decimals, downwards.

    References
    ----------
    Bhatia & Davis 2000, https://doi.org/10.1080/00029890.2000.12005203

    Examples
    --------
    >>> round(float(least_maximum("14.9", "38.4", 615)), 1)
    113.2
    """
    rule = as_rounding(rounding)
    means = interval(mean if isinstance(mean, Printed) else read(mean), rule)
    sds = interval(sd if isinstance(sd, Printed) else read(sd), rule)
    if n < 2:
        raise PeerstudyError(f"A standard deviation needs 2 people or more; found n = {n}.")
    if means.high <= low:
        raise PeerstudyError(f"The mean must be above {low}, the limit of all values.")
    spread = max(sds.low, Fraction(0)) ** 2 * (n - 1) / n
    nearest = max(means.low - low, Fraction(0))
    furthest = means.high - low
    ends = [low + d + spread / d for d in (nearest, furthest) if d > 0]
    if nearest**2 < spread < furthest**2:
        ends.append(low + 2 * Fraction(isqrt(int(spread * 10**12)), 10**6))
    return min(ends)


def least_maxima(ledger: LedgerLike, low: Fraction | int = 0) -> pd.DataFrame:
    """Return the least maximum of every printed mean that has an SD and an n.

    Parameters
    ----------
    ledger : Ledger, Study, DataFrame, str or Path
        See :func:`peerstudy.as_ledger`.
    low : Fraction or int, default 0
        A limit that no value falls below.

    Returns
    -------
    DataFrame
        One row a mean: ``item, place, group, variable, level, mean, sd, n,
        least_maximum`` and ``sds_above``, how many of the printed SDs that is
        above the printed mean.

    Examples
    --------
    The trial's numbers require at least one person with 113 or more years of illness:

    >>> row = least_maxima("upsides_sites").query("variable == 'illness_duration'").iloc[0]
    >>> row["mean"], row["sd"], int(row["n"]), round(float(row["least_maximum"]), 1)
    ('14.9', '38.4', 615, 113.2)
    """
    made = as_ledger(ledger)
    rows = []
    for row in made.rows:
        sd = made.companion(row, "sd") if row.stat == "mean" else None
        if sd is None or sd.number is None or row.number is None:
            continue
        bases = made.denominators(row)
        if not bases or bases[0].n < 2 or row.number.value <= low:
            continue
        least = least_maximum(row.number, sd.number, bases[0].n, low)
        above = (least - row.number.value) / sd.number.value if sd.number.value else None
        rows.append((*row.where, row.printed, sd.printed, bases[0].n, least, above))
    names = ["item", "place", "group", "variable", "level", "mean", "sd", "n"]
    return pd.DataFrame(rows, columns=[*names, "least_maximum", "sds_above"])
