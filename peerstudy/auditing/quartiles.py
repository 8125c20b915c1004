"""Quartiles: which means and standard deviations they leave possible.

Software computes quartiles in at least nine ways. All of them leave a quarter
of the values, rounded down, on the outer side of a quartile, and three
quarters, rounded down, on the inner side; no more is assumed here.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from typing import NamedTuple

from peerstudy.auditing.finding import NOTHING_SIMPLE, About, Explained, Finding
from peerstudy.auditing.order import INNER, ordered
from peerstudy.auditing.ranges import nearest_within
from peerstudy.auditing.registry import check
from peerstudy.auditing.slips import span
from peerstudy.auditing.subject import Subject
from peerstudy.ledger import Row
from peerstudy.printed import Interval
from peerstudy.words import Message, Run

QUANTILES = "Hyndman & Fan 1996, https://doi.org/10.1080/00031305.1996.10473566"


class Block(NamedTuple):
    """How many values lie between two limits, each None where there is none."""

    size: int
    low: Fraction | None
    high: Fraction | None

    def nearest(self, value: Fraction) -> Fraction:
        """Return the value of the block that is nearest to this one."""
        if self.low is not None and value < self.low:
            return self.low
        return self.high if self.high is not None and value > self.high else value


def blocks(spans: Mapping[str, Interval], n: int) -> list[Block]:
    """Return what the ordered statistics of n values say of each value, smallest first."""
    lower, upper = n // 4, 3 * n // 4
    half = (n + 1) // 2
    above = {"min": n, "q1": upper, "median": half, "q3": lower, "max": 1}
    below = {"min": 1, "q1": lower, "median": half, "q3": upper, "max": n}
    cuts = sorted({0, n, *(n - above[s] for s in spans), *(below[s] for s in spans)})
    found = []
    for start, end in pairwise(cuts):
        lows = [span.low for stat, span in spans.items() if n - above[stat] <= start]
        highs = [span.high for stat, span in spans.items() if end <= below[stat]]
        found.append(Block(end - start, max(lows, default=None), min(highs, default=None)))
    return found


def _sum_nearest(parts: Sequence[Block], value: Fraction) -> Fraction:
    return sum((part.size * part.nearest(value) for part in parts), Fraction(0))


def _level(parts: Sequence[Block], total: Fraction, slope: int) -> Fraction:
    """Return c for which the nearest values to c add up to ``total + slope * c``.

    Both sides are piecewise linear, and their difference is monotone.
    """
    turns = sorted({end for part in parts for end in (part.low, part.high) if end is not None})

    def missing(value: Fraction) -> Fraction:
        return _sum_nearest(parts, value) - total - slope * value

    turns = [turns[0] - 1, *turns, turns[-1] + 1]
    sign = -1 if slope else 1
    for left, right in pairwise(turns):
        first, last = sign * missing(left), sign * missing(right)
        outer = (left == turns[0] and first > 0) or (right == turns[-1] and last < 0)
        if (first <= 0 <= last or outer) and first != last:
            return left - first * (right - left) / (last - first)
        if first == 0:
            return left
    return turns[0]


def least_squares(parts: Sequence[Block], mean: Interval) -> Fraction:
    """Return the smallest sum of squared deviations, for the likeliest mean of an interval."""
    n = sum(part.size for part in parts)
    centre = _level(parts, Fraction(0), n)
    aim = min(max(centre, mean.low), mean.high)
    level = centre if aim == centre else _level(parts, n * aim, 0)
    values = [(part.size, part.nearest(level)) for part in parts]
    own = sum((count * value for count, value in values), Fraction(0)) / n
    return sum((count * (value - own) ** 2 for count, value in values), Fraction(0))


def most_squares(parts: Sequence[Block], mean: Interval) -> Fraction | None:
    """Return a bound on the sum of squared deviations; None where a value has no limit.

    A value between two limits has its square below their chord, and the chords
    together are largest when the highest values take what there is to take.
    """
    n, start = sum(part.size for part in parts), parts[0].low
    if start is None or any(part.low is None or part.high is None for part in parts):
        return None
    ends = [(part.size, (part.low or 0) - start, (part.high or 0) - start) for part in parts]
    rest = n * (mean.high - start) - sum((k * low for k, low, _ in ends), Fraction(0))
    total = sum((k * low * low for k, low, _ in ends), Fraction(0))
    for k, low, high in reversed(ends):
        used = min(max(rest, Fraction(0)), k * (high - low))
        total += used * (low + high)
        rest -= used
    return total - n * max(mean.low - start, Fraction(0)) ** 2


class _Known(NamedTuple):
    row: Row
    rows: tuple[Row | None, ...]
    shown: Run
    parts: list[Block]
    n: int
    mean: Interval | None
    sd: Interval | None


def _known(subject: Subject) -> Iterator[_Known]:
    """Yield what is printed of each quantity that has a quartile or a median and an n."""
    for told in ordered(subject):
        row = next(told[stat] for stat in INNER if stat in told)
        base = subject.base(row)
        spans = {stat: found for stat, each in told.items() if (found := subject.interval(each))}
        rising = all(a.low <= b.high for a, b in combinations(spans.values(), 2))
        if base is None or base.n < 2 or not rising:
            continue
        others = subject.companions(row, "mean", "sd")
        mean, sd = map(subject.interval, others)
        owner = others[0] or others[1]
        if owner is not None:
            shown = Run(", ".join(each.printed for each in told.values()))
            parts = blocks(spans, base.n)
            if all(p.low is None or p.high is None or p.low <= p.high for p in parts):
                rows = (*told.values(), *others, base.row)
                yield _Known(owner, rows, shown, parts, base.n, mean, sd)


@check("ORD3", QUANTILES)
def mean_of_quartiles(subject: Subject) -> Iterator[Finding]:
    """Bound the mean by the least and the most that every value can be."""
    for known in _known(subject):
        if known.mean is None:
            continue
        low, high = _bounds(known)
        shown = {"mean": Run(known.row.printed), "ends": known.shown, "n": known.n}
        if low is None and high is None:
            yield About(known.row).untestable(Message("audit_order.no_ends"))
            continue
        shown["possible"] = possible = span(low, high)
        about = About(known.row, *known.rows, possible=possible)
        if nearest_within(known.mean, low, high) is None:
            yield about.consistent(Message.of("audit_order.mean_within", **shown))
        else:
            reason = Message.of("audit_order.mean_outside", **shown)
            yield about.inconsistent(reason, Explained((NOTHING_SIMPLE,)))


def _bounds(known: _Known) -> Iterator[Fraction | None]:
    """Yield the smallest and the largest mean of the values, None where one has no limit."""
    for end in ("low", "high"):
        ends = [(part.size, getattr(part, end)) for part in known.parts]
        bounded = all(value is not None for _, value in ends)
        yield sum(count * value for count, value in ends) / known.n if bounded else None


@check("ORD4")
def sd_of_quartiles(subject: Subject) -> Iterator[Finding]:
    """Compare the SD with the least and the most that quartiles and a mean leave possible."""
    for known in _known(subject):
        mean, sd = known.mean, known.sd
        if mean is None or sd is None or sd.high < 0:
            continue
        if nearest_within(mean, *_bounds(known)) is not None:
            continue
        low, high = least_squares(known.parts, mean), most_squares(known.parts, mean)
        scale, row = known.n - 1, subject.ledger.companion(known.row, "sd") or known.row
        too_small = scale * sd.high**2 < low
        too_large = high is not None and scale * max(sd.low, Fraction(0)) ** 2 > high
        shown = {"sd": Run(row.printed), "ends": known.shown, "n": known.n}
        about = About(row, *known.rows)
        if not too_small and not too_large:
            yield about.consistent(Message.of("audit_order.sd_fits", **shown))
            continue
        key = "audit_order.sd_too_small" if too_small else "audit_order.sd_too_large"
        error = too_small and known.n * scale * sd.high**2 >= low
        text = Message("audit_means.is_error") if error else NOTHING_SIMPLE
        yield about.inconsistent(Message.of(key, **shown), Explained((text,)))
