"""What would reconcile a mean and an SD that no data have together, simplest first."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice
from typing import NamedTuple

from peerstudy.audit.explain_mean import FINER
from peerstudy.audit.finding import Explained, Severity
from peerstudy.audit.ranges import Spread as Around
from peerstudy.audit.rows import Row
from peerstudy.grimmer import grimmer
from peerstudy.printed import Rounding, format_units, interval, read
from peerstudy.reconstruct.summary import Spread

_NEAREST = 3


class Pair(NamedTuple):
    """A printed mean and SD, and the grid of the n values that they are of."""

    mean: str
    sd: str
    n: int
    items: int
    grain: Fraction
    rounding: Rounding

    def possible(self, spread: Spread = Spread.SAMPLE) -> bool:
        """Tell whether data have both."""
        found = grimmer(
            self.mean,
            self.sd,
            self.n,
            items=self.items,
            grain=self.grain,
            spread=spread,
            rounding=self.rounding,
        )
        return found.possible is True


def explain_pair(pair: Pair, around: Around, others: Sequence[Row]) -> Explained:
    """Say what would make a mean and SD possible together.

    Parameters
    ----------
    pair : Pair
        A mean and an SD that no data on this grid have together.
    around : Spread
        The range and n they must agree with, as far as printed.
    others : sequence of Row
        Other numbers of people printed for the group.
    """
    stages = (
        (Severity.LOW, list(_cut_off(pair))),
        (Severity.MEDIUM, list(_other_spread(pair, around))),
        (Severity.MEDIUM, list(_other_n(pair, others))[:1]),
        (Severity.MEDIUM, list(_finer(pair))[:1]),
        (Severity.MEDIUM, list(_one_digit(pair))),
    )
    texts = tuple(text for _, found in stages for text in found)
    if not texts:
        return Explained(("nothing simple",), Severity.HIGH)
    return Explained(texts, next(severity for severity, found in stages if found))


def _cut_off(pair: Pair) -> Iterator[str]:
    if pair._replace(rounding=Rounding.TRUNCATED).possible():
        yield "possible if both were cut off, not rounded"


def _other_spread(pair: Pair, around: Around) -> Iterator[str]:
    if pair.possible(Spread.POPULATION):
        yield "possible if the SD was divided by n instead of n − 1"
    if _fits_range(pair, around) and pair.possible(Spread.ERROR):
        yield "possible if the SD is a standard error"


def _fits_range(pair: Pair, around: Around) -> bool:
    """Tell whether a standard error leaves an SD that the printed range can hold."""
    if around.low is None or around.high is None:
        return True
    smallest = max(interval(read(pair.sd), pair.rounding).low, Fraction(0))
    return 4 * (pair.n - 1) * smallest**2 <= (around.high.high - around.low.low) ** 2


def _other_n(pair: Pair, others: Sequence[Row]) -> Iterator[str]:
    for n in dict.fromkeys(row.whole for row in others):
        if n and pair._replace(n=n).possible():
            yield f"possible for {n} people, an N printed for this group"


def _finer(pair: Pair) -> Iterator[str]:
    for grain, name in FINER:
        if grain < pair.grain and pair._replace(grain=grain).possible():
            yield f"possible if values were recorded in {name}"


def _one_digit(pair: Pair) -> Iterator[str]:
    """Name the nearest means, and the nearest SDs, with one digit changed."""
    by_sd = [pair._replace(sd=text) for text in _neighbours(pair.sd)]
    by_mean = [pair._replace(mean=text) for text in _neighbours(pair.mean)]
    for called, changed in (("SD", by_sd), ("mean", by_mean)):
        possible = (other for other in changed if other.possible())
        found = [getattr(other, called.lower()) for other in islice(possible, _NEAREST)]
        if found:
            nearest = " or ".join(found)
            yield f"possible with one digit of the {called} changed: {nearest}"


def _neighbours(text: str) -> list[str]:
    """List the numbers with one other digit, the nearest first."""
    number = read(text)
    shown = format_units(number.units, number.decimals)
    changed = {
        shown[:i] + digit + shown[i + 1 :]
        for i, old in enumerate(shown)
        if old.isdigit()
        for digit in "0123456789"
        if digit != old
    }
    distance = {other: abs(read(other).value - number.value) for other in changed}
    return sorted(changed, key=lambda other: (distance[other], other))
