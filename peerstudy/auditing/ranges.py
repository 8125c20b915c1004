"""Ranges and standard deviations: what a mean, its range and n leave possible."""

from collections.abc import Iterator
from fractions import Fraction
from math import isqrt
from typing import NamedTuple

from peerstudy.auditing.finding import NOTHING_SIMPLE, About, Explained, Finding, explained
from peerstudy.auditing.names import place
from peerstudy.auditing.registry import OF_RANGES, OF_SPREADS, check
from peerstudy.auditing.slips import between, digits, slip, span
from peerstudy.auditing.subject import Subject
from peerstudy.ledger import MOST_TRIED, Row
from peerstudy.printed import Interval, Printed, exceeds, expand, interval, print_as
from peerstudy.words import Message, Run

SD_BOUND = "Bhatia & Davis 2000, https://doi.org/10.1080/00029890.2000.12005203"


class Spread(NamedTuple):
    """A mean with the range and n it must agree with, as far as printed."""

    mean: Interval | None
    low: Interval | None
    high: Interval | None
    n: int | None


def spread_of(subject: Subject, row: Row) -> Spread:
    """Collect the mean, range and n of a row's quantity, from wherever they are printed."""

    def of(stat: str) -> Interval | None:
        found = row if row.stat == stat else subject.ledger.companion(row, stat)
        if found is None or found.number is None:
            return None
        if stat != "mean" and on_grid(found.number, subject.ledger.grain(found)):
            return Interval(found.number.value, found.number.value)
        return interval(found.number, subject.rounding)

    base = subject.base(row)
    return Spread(of("mean"), of("min"), of("max"), base.n if base else None)


def on_grid(end: Printed, step: Fraction | None) -> bool:
    """Return whether the end of a range is a value itself, printed in full and not rounded."""
    return step is not None and end.unit <= step and (end.value / step).denominator == 1


@check("AVG2", by_group=True, reads=OF_RANGES)
def mean_in_range(subject: Subject) -> Iterator[Finding]:
    """Compare a mean with the smallest and largest value, both of which somebody has."""
    for row, mean in subject.numbers("mean"):
        spread = spread_of(subject, row)
        if spread.low is None and spread.high is None:
            spread = _scale_of(subject, row)
        if spread.low is None and spread.high is None:
            continue
        if is_scale(subject, row):
            spread = spread._replace(n=None)
        low, high = _mean_limits(spread)
        about = About(row, *subject.beside(row, "min", "max", "scale_min", "scale_max"))
        possible = span(low, high)
        printed = interval(mean, subject.rounding)
        ends = Run("–".join(_end(subject, row, stat) for stat in ("min", "max")))
        shown = {"printed": Run(row.printed), "ends": ends}
        nearest = nearest_within(printed, low, high)
        if _reversed(subject, row, spread):
            reason = Message.of("audit_means.ends_before_start", ends=ends)
            yield about.inconsistent(reason, Explained((Message("audit_means.ends_exchanged"),)))
        elif nearest is None:
            reason = Message.of("audit_means.within_range", **shown)
            yield about.consistent(reason, possible=possible)
        else:
            key = "outside_range" if spread.n is None else "outside_range_of_n"
            reason = Message.of(f"audit_means.{key}", **shown, n=spread.n, possible=possible)
            simple = Message.of("audit_means.nearest_mean", nearest=Run(expand(nearest)))
            why = explained(_elsewhere(subject, row, mean), simple)
            yield about.inconsistent(reason, why, possible=possible)


def _reversed(subject: Subject, row: Row, spread: Spread) -> bool:
    """Return whether a range begins above its end."""
    least, most = subject.companions(row, "min", "max")
    if least and most and least.number and most.number:
        return exceeds(least.number, most.number, subject.rounding)
    return bool(spread.low and spread.high and spread.low.low > spread.high.high)


def _scale_of(subject: Subject, row: Row) -> Spread:
    """Collect the values that are possible, where nobody's smallest and largest are printed."""
    ends = subject.values(row, "scale_min", "scale_max")
    low, high = (None if end is None else Interval(end, end) for end in ends)
    return Spread(None, low, high, None)


def _end(subject: Subject, row: Row, stat: str) -> str:
    """Return an end as printed: of the values, else of their scale."""
    found = next(filter(None, subject.companions(row, stat, f"scale_{stat}")), None)
    return found.printed if found else "?"


def is_scale(subject: Subject, row: Row) -> bool:
    """Return whether a printed range is what is possible: 0 to 1, which nobody need attain."""
    return subject.values(row, "min", "max") == [0, 1] and subject.ledger.grain(row) == 1


def _mean_limits(spread: Spread) -> tuple[Fraction | None, Fraction | None]:
    """Return the smallest and largest mean: of n values both ends of the range are attained."""
    low = spread.low.low if spread.low else None
    high = spread.high.high if spread.high else None
    if low is None or high is None or spread.n is None or spread.n < 2 or low > high:
        return low, high
    return ((spread.n - 1) * low + high) / spread.n, (low + (spread.n - 1) * high) / spread.n


def nearest_within(mean: Interval, low: Fraction | None, high: Fraction | None) -> Fraction | None:
    """Return the nearest value within two limits; None where the mean itself can be within."""
    if low is not None and mean.high < low:
        return low
    return high if high is not None and mean.low > high else None


def _elsewhere(subject: Subject, row: Row, mean: Printed) -> Iterator[Message]:
    """Name the other values printed for a mean, and the slip between them."""
    for other in subject.ledger.by_quantity[row.quantity][:MOST_TRIED]:
        if other.number is not None and other.number.value != mean.value:
            kind = slip(digits(other.number), digits(mean))
            where = place(other.place) if other.place else Run(other.source)
            values = {"printed": Run(other.printed), "place": where}
            if kind:
                yield Message.of("audit_means.elsewhere_slip", **values, kind=kind)
            else:
                yield Message.of("audit_means.elsewhere", **values)


@check("AVG3", SD_BOUND, by_group=True, reads=OF_SPREADS)
def sd_possible(subject: Subject) -> Iterator[Finding]:
    """Bound the variance by the mean, the range that is attained, and n."""
    for row, sd in subject.numbers("sd"):
        yield _judge_sd(subject, row, sd)


def _judge_sd(subject: Subject, row: Row, sd: Printed) -> Finding:
    """Judge an SD by what is printed beside it."""
    about = About(row, *subject.beside(row, "mean", "min", "max"))
    mean, low, high, n = spread_of(subject, row)
    if sd.units < 0:
        possible = Message("audit.zero_or_more")
        return about.inconsistent(Message("audit_means.negative_sd"), possible=possible)
    if n == 1:
        judge = about.inconsistent if sd.units else about.untestable
        return judge(Message("audit_means.one_person"))
    if mean is None or low is None or high is None or n is None:
        return about.untestable(Message("audit_means.sd_needs"))
    least, most = _variance_limits(mean, low, high, n)
    if most < 0 or least > most:
        return about.untestable(Message("audit_means.mean_and_range_disagree"))
    printed = interval(sd, subject.rounding)
    ends = root(least, sd.decimals, up=False), root(most, sd.decimals, up=True)
    possible = between(*ends)
    shown = {"printed": Run(row.printed), "possible": possible, "n": n}
    if printed.high**2 >= least and max(printed.low, Fraction(0)) ** 2 <= most:
        return about.consistent(Message.of("audit_means.sd_within", **shown), possible=possible)
    reason = Message.of("audit_means.sd_outside", **shown)
    texts = tuple(_explain_sd(printed, least, most, n)) or (NOTHING_SIMPLE,)
    return about.inconsistent(reason, Explained(texts), possible=possible)


def _variance_limits(
    mean: Interval, low: Interval, high: Interval, n: int
) -> tuple[Fraction, Fraction]:
    """Bound the variance (n − 1) of n values from low to high, both attained.

    The largest spread has everybody at an end: ``n (M − a)(b − M)``. The
    smallest has one at each end and the others together, which adds
    ``(2M − a − b)² / (n − 2)`` to the ends' own. Both are extreme where the
    mean is nearest the middle of the range.
    """
    centre = min(max((low.low + high.high) / 2, mean.low), mean.high)
    largest = n * (centre - low.low) * (high.high - centre) / (n - 1)
    a, b = low.high, high.low
    if a >= b:
        return Fraction(0), largest
    centre = min(max((a + b) / 2, mean.low), mean.high)
    rest = (2 * centre - a - b) ** 2 / (n - 2) if n > 2 else Fraction(0)
    return ((a - centre) ** 2 + (b - centre) ** 2 + rest) / (n - 1), largest


def _explain_sd(printed: Interval, low: Fraction, high: Fraction, n: int) -> Iterator[Message]:
    def fits(factor: Fraction) -> bool:
        return printed.high**2 * factor >= low and printed.low**2 * factor <= high

    if fits(Fraction(n)):
        yield Message("audit_means.is_error")
    if fits(Fraction(n, n - 1)):
        yield Message("audit_means.is_population")


def root(variance: Fraction, decimals: int, *, up: bool) -> str:
    """Print a square root to so many decimals, rounded outward."""
    scaled = max(variance, Fraction(0)) * 10 ** (2 * decimals)
    whole = isqrt(scaled.numerator // scaled.denominator)
    exact = whole * whole * scaled.denominator == scaled.numerator
    return print_as(Fraction(whole + (up and not exact), 10**decimals), decimals)
