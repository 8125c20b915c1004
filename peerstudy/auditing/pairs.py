"""GRIMMER, and DEBIT for zeros and ones: whether values can have a printed mean and SD together.

GRIMMER needs the grid's step, as GRIM does: where the ledger gives none, nothing is judged but
variables in years, which are inconsistent if they are whole. A mean that is impossible alone
is told by AVG1, and not again here. Of zeros and ones, which a minimum of 0 and a maximum of 1
in steps of 1 mean, the count of ones settles both numbers.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from peerstudy.auditing.finding import UNEXPLAINED, About, Explained, Finding, Severity, explained
from peerstudy.auditing.means import FINER
from peerstudy.auditing.ranges import Spread as Around
from peerstudy.auditing.ranges import is_scale, spread_of
from peerstudy.auditing.registry import OF_SPREADS, check
from peerstudy.auditing.slips import digits, other_digits
from peerstudy.auditing.subject import Subject
from peerstudy.auditing.summaries import MOST_PEOPLE
from peerstudy.ledger import Row
from peerstudy.ledger.rows import YEARS
from peerstudy.printed import Printed, Rounding, interval, read
from peerstudy.reconstruct.debit import DEBIT, debit
from peerstudy.reconstruct.few import SETTLED
from peerstudy.reconstruct.grimmer import GRIMMER, Grimmer, grimmer
from peerstudy.reconstruct.summary import Spread
from peerstudy.words import Message, Run, joined

IF_POPULATION = Message("audit.possible_if_population")
IF_ERROR = Message("audit.possible_if_error")
_NEAREST = 3
_REMEMBERED = 10_000
_STEPS = 1_000
"""Up to so many steps of SD, four values are searched one by one."""
_MOST_PEOPLE = 10**12
"""More is a slip: nobody has printed a mean of so many people."""


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


@check("AVG5", GRIMMER, by_group=True, reads=OF_SPREADS)
def pair_possible(subject: Subject) -> Iterator[Finding]:
    """Ask whether a whole sum and a whole sum of squares give both."""
    for row, sd in subject.numbers("sd"):
        mean = finest_mean(subject, row)
        if mean is None:
            yield About(row).untestable(Message("audit_means.no_mean"))
        elif refusal := _refusal(subject, sd, mean):
            yield About(row).untestable(refusal)
        elif not is_two_valued(subject, row):
            yield _judge(subject, row, mean)


def finest_mean(subject: Subject, row: Row) -> Row | None:
    """Find the mean of an SD; where another place prints the same one finer, that."""
    mean = subject.ledger.companion(row, "mean")
    if mean is None or mean.number is None:
        return None
    told = interval(mean.number, subject.rounding)
    same = (
        other
        for other in subject.ledger.finest_first(mean.quantity)
        if other.number is not None
        and other.number.decimals > mean.number.decimals
        and told.meets(interval(other.number, subject.rounding))
    )
    finest = next(same, mean)
    own, found = subject.base(mean), subject.base(finest)
    return finest if (own and own.n) == (found and found.n) else mean


def is_two_valued(subject: Subject, row: Row) -> bool:
    """Return whether a ledger says that values are 0 or 1: in whole steps from 0 to 1."""
    return is_scale(subject, row) and row.items in ("", "1")


def _refusal(subject: Subject, sd: Printed, mean: Row) -> Message | None:
    """Return why a pair cannot be judged, if so."""
    bases, grain = subject.bases(mean), subject.ledger.grain(mean)
    if grain is None and subject.ledger.trait(mean.variable).unit != YEARS:
        return Message("audit.no_step")
    if not bases:
        return Message("audit.no_n")
    if sd.units < 0:
        return Message("audit_means.negative_sd_told")
    grain = grain or Fraction(1)
    steps = sd.value * int(mean.items or 1) / grain
    if bases[0].n > _MOST_PEOPLE:
        return Message.of("audit_means.too_many_people", n=bases[0].n)
    if bases[0].n < SETTLED and steps > _STEPS:
        return Message.of("audit_means.too_wide", steps=int(steps), grain=Run(str(grain)))
    return None


def _judge(subject: Subject, row: Row, mean: Row) -> Finding:
    base, stated = subject.bases(mean)[0], subject.ledger.grain(mean)
    grain = stated or Fraction(1)
    pair = Pair(mean.printed, row.printed, base.n, int(mean.items or 1), grain, subject.rounding)
    found, about = judged(pair), About(row, mean, base.row)
    shown, printed = Run(f"{mean.printed} ({row.printed})"), (mean.printed, row.printed)
    if found.possible is None or not (found.could_fail or found.possible is False):
        reason = found.said if found.possible is None else Message("audit_means.any_pair")
        return about.untestable(reason)
    if stated is None and found.failing != "mean":
        if found.possible:
            return about.untestable(Message("audit.no_step"))
        reason = Message.of("audit_means.pair_if_whole", n=base.n, pair=shown, reason=found.said)
        return about.conditional(reason, printed=printed)
    if found.possible:
        return about.consistent(Message.of("audit_means.pair_is", pair=shown, reason=found.said))
    if found.failing == "mean":
        return about.untestable(Message.of("audit_means.mean_impossible", mean=Run(mean.printed)))
    values = {"n": base.n, "grain": Run(str(grain)), "pair": shown, "reason": found.said}
    reason, why = Message.of("audit_means.no_pair", **values), _explain(subject, pair, mean)
    return about.inconsistent(reason, why, printed=printed)


def _explain(subject: Subject, pair: Pair, mean: Row) -> Explained:
    """Return what would make a mean and SD possible together, beside what is printed of them."""
    if not subject.explains:
        return UNEXPLAINED
    truncated = pair._replace(rounding=Rounding.TRUNCATED).possible()
    texts = (
        *([Message("audit_means.both_cut_off")] if truncated else []),
        *_other_spread(pair, spread_of(subject, mean)),
        *islice(_other_n(pair, subject.ledger.totals_of_group[mean.group]), 1),
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
            nearest = joined(found, Message("common.or"))
            yield Message.of(f"audit_means.{field}_digit", nearest=nearest)


def _neighbours(text: str) -> list[str]:
    """List the numbers with one other digit, the nearest first."""
    number = read(text)
    distance = {
        other: abs(read(other).value - number.value) for other in other_digits(digits(number))
    }
    return sorted(distance, key=lambda other: (distance[other], other))[1:]


@check("AVG6", DEBIT, by_group=True, reads=OF_SPREADS)
def counts_of_ones(subject: Subject) -> Iterator[Finding]:
    """Try every count of ones that the mean allows."""
    for row in subject.ledger.rows:
        if row.stat == "sd" and row.number is not None and is_two_valued(subject, row):
            mean = subject.ledger.companion(row, "mean")
            base = subject.base(mean) if mean is not None else None
            if mean is None or base is None:
                yield About(row).untestable(Message("audit_means.both_needed"))
            else:
                yield _judge_ones(About(row, mean, base.row), subject, row, mean, base.n)


def _judge_ones(about: About, subject: Subject, row: Row, mean: Row, n: int) -> Finding:
    if n > MOST_PEOPLE:
        return about.untestable(Message.of("audit_means.too_many_people", n=n))
    found = debit(mean.printed, row.printed, n, rounding=subject.rounding)
    shown = f"{mean.printed} ({row.printed})"
    if found.possible is None:
        return about.untestable(found.said)
    if found.possible:
        return about.consistent(Message.of("audit_means.ones", pair=Run(shown), n=n))
    texts = (
        text
        for spread, text in ((Spread.POPULATION, IF_POPULATION), (Spread.ERROR, IF_ERROR))
        if debit(mean.printed, row.printed, n, spread=spread, rounding=subject.rounding).possible
    )
    reason = Message.of("audit_means.pair_is", pair=Run(shown), reason=found.said)
    return about.inconsistent(reason, explained(texts), printed=(mean.printed, row.printed))
