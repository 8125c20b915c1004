"""DEBIT: whether zeros and ones can have the printed mean and SD; their counts settle it."""

from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from peerstudy.frames.border import Text, guarded
from peerstudy.printed import Rounding, interval, numerators, read
from peerstudy.reconstruct.summary import Spread, as_spread, square
from peerstudy.reconstruct.targets import whole_numbers
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
    counts : tuple of range
        Every number of ones that prints so, in at most two runs.
    said : Said
        Why, in a sentence, in no language yet.
    """

    possible: bool | None
    failing: str
    counts: tuple[range, ...]
    said: Said

    @property
    def reason(self) -> str:
        """Why, in English."""
        return tell(self.said, "en")


@guarded
def debit(
    mean: Text,
    sd: Text,
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
    having = _having(n, whole_numbers(allowed))
    ones = numerators(read(mean), n, rounding, scale=1)
    ones = range(max(ones.start, 0), min(ones.stop, n + 1))
    both = (range(max(run.start, ones.start), min(run.stop, ones.stop)) for run in having)
    counts = tuple(filter(None, both))
    if counts:
        first, last = str(counts[0][0]), str(counts[-1][-1])
        some = Message.of("common.range", low=first, high=last) if first != last else first
        return Debit(True, "", counts, Message.of("grimmer.ones", some=some, n=n))
    if not ones:
        told = Message.of("grimmer.ones_no_mean", n=n, mean=Run(mean))
        return Debit(False, "mean", (), told)
    if not having:
        return Debit(False, "sd", (), Message.of("grimmer.ones_sd", n=n, sd=Run(sd)))
    return Debit(
        False,
        "pair",
        (),
        Message.of("grimmer.ones_pair", n=n, low=ones[0], high=ones[-1]),
    )


def _having(n: int, products: range) -> list[range]:
    """Return the k from 0 to n whose k (n − k) is among some products: one run of them, or two.

    With d = n − 2k the product is (n² − d²) / 4, so that the distance of d from 0 decides.
    """
    if not products or n * n < 4 * products[0]:
        return []
    far, least = isqrt(n * n - 4 * products[0]), n * n - 4 * products[-1]
    near = isqrt(least - 1) + 1 if least > 0 else 0
    below = range((n - far + 1) // 2, (n - near) // 2 + 1)
    above = range((n + near + 1) // 2, (n + far) // 2 + 1)
    if above.start <= below.stop:
        return [range(below.start, above.stop)]
    return [below, above]
