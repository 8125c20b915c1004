"""What would reconcile a mean and an SD that no data have together, simplest first."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from peerstudy.auditing.explain_mean import FINER
from peerstudy.auditing.finding import Explained, Severity, explained
from peerstudy.auditing.ranges import Spread as Around
from peerstudy.auditing.slips import digits, other_digits
from peerstudy.ledger import Row
from peerstudy.printed import Rounding, interval, read
from peerstudy.reconstruct.grimmer import Grimmer, grimmer
from peerstudy.reconstruct.summary import Spread
from peerstudy.words import Message, Run, joined

IF_POPULATION = Message("audit.possible_if_population")
IF_ERROR = Message("audit.possible_if_error")
_NEAREST = 3
_REMEMBERED = 10_000


class Pair(NamedTuple):
    """A printed mean and SD, and the grid of the n values that they are of."""

    mean: str
    sd: str
    n: int
    items: int
    grain: Fraction
    rounding: Rounding

    def possible(self, spread: Spread = Spread.SAMPLE) -> bool:
        """Return whether data have both."""
        return judged(self, spread).possible is True


@lru_cache(maxsize=_REMEMBERED)
def judged(pair: Pair, spread: Spread = Spread.SAMPLE) -> Grimmer:
    """Return whether data have both, with the reasons; each pair is judged once."""
    return grimmer(**pair._asdict(), spread=spread)


def explain_pair(pair: Pair, around: Around, others: Sequence[Row]) -> Explained:
    """Return what would make a mean and SD possible together.

    They must agree with what is printed `around` them; `others` are the other
    numbers of people printed for the group.
    """
    truncated = pair._replace(rounding=Rounding.TRUNCATED).possible()
    texts = (
        *([Message("audit_means.both_cut_off")] if truncated else []),
        *_other_spread(pair, around),
        *islice(_other_n(pair, others), 1),
        *islice(_finer(pair), 1),
        *_one_digit(pair),
    )
    return explained(texts, simple=Severity.LOW if truncated else Severity.MEDIUM)


def _other_spread(pair: Pair, around: Around) -> Iterator[Message]:
    if pair.possible(Spread.POPULATION):
        yield IF_POPULATION
    if _fits_range(pair, around) and pair.possible(Spread.ERROR):
        yield IF_ERROR


def _fits_range(pair: Pair, around: Around) -> bool:
    """Return whether a standard error leaves an SD that the printed range can hold."""
    if around.low is None or around.high is None:
        return True
    smallest = max(interval(read(pair.sd), pair.rounding).low, Fraction(0))
    return 4 * (pair.n - 1) * smallest**2 <= (around.high.high - around.low.low) ** 2


def _other_n(pair: Pair, others: Sequence[Row]) -> Iterator[Message]:
    for n in dict.fromkeys(row.whole for row in others):
        if n and pair._replace(n=n).possible():
            yield Message.of("audit_means.another_n", n=n)


def _finer(pair: Pair) -> Iterator[Message]:
    for grain, name in FINER:
        if grain < pair.grain and pair._replace(grain=grain).possible():
            yield Message.of("audit_means.recorded_finer", steps=name)


def _one_digit(pair: Pair) -> Iterator[Message]:
    """Name the nearest means, and the nearest SDs, with one digit changed."""
    by_sd = [pair._replace(sd=text) for text in _neighbours(pair.sd)]
    by_mean = [pair._replace(mean=text) for text in _neighbours(pair.mean)]
    for field, changed in (("sd", by_sd), ("mean", by_mean)):
        possible = (other for other in changed if other.possible())
        found = [Run(getattr(other, field)) for other in islice(possible, _NEAREST)]
        if found:
            key = "audit_means.sd_digit" if field == "sd" else "audit_means.mean_digit"
            yield Message.of(key, nearest=joined(found, Message("common.or")))


def _neighbours(text: str) -> list[str]:
    """List the numbers with one other digit, the nearest first."""
    number = read(text)
    distance = {
        other: abs(read(other).value - number.value) for other in other_digits(digits(number))
    }
    return sorted(distance, key=lambda other: (distance[other], other))[1:]
