"""The means and SDs that data on a grid can have, around a printed pair."""

from fractions import Fraction
from math import sqrt

import pandas as pd

from peerstudy.errors import MEMORY, WrongCallError, refuse_over
from peerstudy.frames.border import Natural
from peerstudy.printed import Interval, read
from peerstudy.reconstruct.summary import PrintedSummary, square
from peerstudy.reconstruct.targets import most_squares, square_sums, whole_numbers

_PAIR_BYTES = 400
"""What is held for each mean with its SD."""


def pair_lattice(summary: PrintedSummary, steps: Natural = 6) -> pd.DataFrame:
    """Return the means and SDs that data can have around a printed pair.

    Parameters
    ----------
    summary : PrintedSummary
        With a mean and an SD, of 2 values or more.
    steps : int, default 6
        How many units of the printed SD, and of the mean, to look at on either side.

    Returns
    -------
    DataFrame
        Columns ``mean``, ``sd``, as floats, one row each pair of sum and sum of
        squares of the right parity that values within the range can have.

    Raises
    ------
    WrongCallError
        If there is no mean or no SD.
    TooLargeError
        If there are more pairs than 1 GiB holds, before they are listed.

    Examples
    --------
    >>> rows = pair_lattice(PrintedSummary(n=5, low=1, high=5, mean="2.6", sd="2.19"), steps=1)
    >>> print(rows.head(3).to_string(index=False))
     mean      sd
      2.6 2.19089
    """
    n = summary.n
    if summary.mean is None or summary.sd is None or n < 2:
        raise WrongCallError("summary must have a mean and an SD, of 2 values or more.")
    means, spreads = (_around(text, steps) for text in (summary.mean, summary.sd))
    near = Interval(means.low - summary.lowest, means.high - summary.lowest)
    sums = whole_numbers(near, n / summary.step)
    sums = range(max(sums.start, 0), min(sums.stop, n * summary.top + 1))
    deviations = whole_numbers(square(spreads, n * (n - 1) / summary.step**2))
    pairs = (sums.stop - sums.start) * ((deviations.stop - deviations.start) // (2 * n) + 1)
    refuse_over(MEMORY, pairs * _PAIR_BYTES, "Listing these means and SDs")
    rows = [
        (
            float(summary.lowest + Fraction(total, n) * summary.step),
            float(summary.step) * sqrt(Fraction(n * squares - total * total, n * (n - 1))),
        )
        for total in sums
        for squares in square_sums(total, n, deviations, most_squares(total, summary.top))
    ]
    return pd.DataFrame(rows, columns=["mean", "sd"])


def _around(text: str, steps: int) -> Interval:
    """Return what lies within so many printed units of a printed number."""
    printed = read(text)
    return Interval(printed.value - steps * printed.unit, printed.value + steps * printed.unit)
