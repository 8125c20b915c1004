"""DEBIT: whether zeros and ones can have the printed mean and SD; their counts settle it."""

from dataclasses import dataclass
from fractions import Fraction

from peerstudy.printed import Rounding, interval, numerators, read
from peerstudy.reconstruct.summary import Spread, as_spread, square
from peerstudy.words import Message, Run, Said, tell

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
    said : Said
        Why, in a sentence, in no language yet.
    """

    possible: bool | None
    failing: str
    counts: tuple[int, ...]
    said: Said

    @property
    def reason(self) -> str:
        """Why, in English."""
        return tell(self.said, "en")


def debit(
    mean: str,
    sd: str,
    n: int,
    *,
    spread: Spread | str = Spread.SAMPLE,
    rounding: Rounding | str = Rounding.EITHER,
) -> Debit:
    """Return whether n zeros and ones can have the printed mean and SD together.

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
        return Debit(None, "", (), Message.of("grimmer.ones_no_sd", n=max(n, 0)))
    allowed = square(interval(read(sd), rounding), Fraction(n * factor))
    having = [k for k in range(n + 1) if k * (n - k) in allowed]
    ones = numerators(read(mean), n, rounding, scale=1)
    counts = tuple(k for k in having if k in ones)
    if counts:
        first, last = str(counts[0]), str(counts[-1])
        some = Message.of("common.range", low=first, high=last) if first != last else first
        return Debit(True, "", counts, Message.of("grimmer.ones", some=some, n=n))
    if not any(0 <= k <= n for k in ones):
        told = Message.of("grimmer.ones_no_mean", n=n, mean=Run(mean))
        return Debit(False, "mean", (), told)
    if not having:
        return Debit(False, "sd", (), Message.of("grimmer.ones_sd", n=n, sd=Run(sd)))
    return Debit(
        False,
        "pair",
        (),
        Message.of("grimmer.ones_pair", n=n, low=max(ones[0], 0), high=min(ones[-1], n)),
    )
