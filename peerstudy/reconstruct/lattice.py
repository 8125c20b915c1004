"""The means and SDs that data on a grid can have, around a printed pair."""

from fractions import Fraction
from math import sqrt

import pandas as pd

from peerstudy.printed import read
from peerstudy.reconstruct.summary import PrintedSummary
from peerstudy.reconstruct.targets import fewest_squares, most_squares


def pair_lattice(summary: PrintedSummary, steps: int = 6) -> pd.DataFrame:
    """Return the means and SDs that data can have around a printed pair.

    Parameters
    ----------
    summary : PrintedSummary
        With a mean and an SD.
    steps : int, default 6
        How many units of the printed SD, and of the mean, to look at on either side.

    Returns
    -------
    DataFrame
        Columns ``mean``, ``sd``, as floats, one row each pair of sum and sum of
        squares of the right parity that values within the range can have.

    Examples
    --------
    >>> rows = pair_lattice(PrintedSummary(n=5, low=1, high=5, mean="2.6", sd="2.19"), steps=1)
    >>> print(rows.head(3).to_string(index=False))
     mean      sd
      2.6 2.19089
    """
    n, step, low = summary.n, float(summary.step), float(summary.lowest)
    mean, sd = read(summary.mean or "0"), read(summary.sd or "0")
    first, last = (float(mean.value) + sign * steps * float(mean.unit) for sign in (-1, 1))
    least, most = (float(sd.value) + sign * steps * float(sd.unit) for sign in (-1, 1))
    rows = []
    for total in range(int((first - low) / step * n), int((last - low) / step * n) + 2):
        found = low + step * total / n
        squares = fewest_squares(total, n)
        for square in range(squares, most_squares(total, summary.top) + 1, 2):
            spread = step * sqrt(float(Fraction(square) - Fraction(total * total, n)) / (n - 1))
            if least <= spread <= most and first <= found <= last:
                rows.append((found, spread))
    return pd.DataFrame(rows, columns=["mean", "sd"])
