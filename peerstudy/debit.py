"""DEBIT: whether zeros and ones can have the printed mean and SD; their counts settle it."""

from dataclasses import dataclass
from fractions import Fraction

from peerstudy.printed import Rounding, interval, numerators, read
from peerstudy.reconstruct.summary import Spread, as_spread, square

DEBIT = "Heathers & Brown 2019, https://osf.io/5vb3u/"


@dataclass(frozen=True, slots=True)
class Debit:
    """What counts say of a printed mean and SD of two-valued data.

    Attributes
    ----------
    possible : bool or None
        Whether data of zeros and ones can have both; None if untestable.
    failing : str
        ``"mean"``, ``"sd"`` or ``"pair"`` as for :class:`Grimmer`; else empty.
    counts : tuple of int
        Every number of ones that prints so.
    reason : str
        Why, in a sentence.
    """

    possible: bool | None
    failing: str
    counts: tuple[int, ...]
    reason: str


def debit(
    mean: str,
    sd: str,
    n: int,
    *,
    spread: Spread | str = Spread.SAMPLE,
    rounding: Rounding | str = Rounding.EITHER,
) -> Debit:
    """Tell whether n zeros and ones can have the printed mean and SD together.

    With k ones the mean is ``k / n`` and the sum of squared deviations
    ``k (n − k) / n``; each k that the mean allows is tried.

    Parameters
    ----------
    mean, sd : str
        As printed, the mean as a share from 0 to 1.
    n : int
        How many values.
    spread : Spread or str, default "n-1"
        What `sd` is.
    rounding : Rounding or str, default "either"
        The rule both were rounded under.

    Returns
    -------
    Debit
        The answer with every count that fits.

    References
    ----------
    Heathers, J. A. J., & Brown, N. J. L. (2019). DEBIT: A simple consistency
    test for binary data. https://osf.io/5vb3u/

    Examples
    --------
    >>> debit("0.36", "0.11", 20).failing
    'mean'
    """
    factor = as_spread(spread).factor(n) if n > 0 else 0
    if factor == 0:
        return Debit(None, "", (), f"{max(n, 0)} values have no SD.")
    allowed = square(interval(read(sd), rounding), Fraction(n * factor))
    having = [k for k in range(n + 1) if k * (n - k) in allowed]
    ones = numerators(read(mean), n, rounding, scale=1)
    counts = tuple(k for k in having if k in ones)
    if counts:
        some = f"{counts[0]} to {counts[-1]}" if len(counts) > 1 else str(counts[0])
        return Debit(True, "", counts, f"{some} ones of {n} have this mean and SD.")
    if not any(0 <= k <= n for k in ones):
        return Debit(False, "mean", (), f"No count of ones among {n} has the mean {mean}.")
    if not having:
        return Debit(False, "sd", (), f"No count of ones among {n} has the SD {sd}.")
    return Debit(
        False,
        "pair",
        (),
        f"No count of ones among {n} has both; the mean needs "
        f"{max(ones[0], 0)} to {min(ones[-1], n)}.",
    )
