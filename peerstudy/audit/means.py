"""Means and standard deviations: what whole people can have.

GRIM asks whether values on a grid can have a printed mean. It needs the grid's
step: where the ledger does not give one, the check says so and judges nothing.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from peerstudy.audit.explain import Explained, expand, explain_mean, mean_arithmetic, nearest_means, slip
from peerstudy.audit.finding import Finding, Severity, Verdict
from peerstudy.audit.registry import check
from peerstudy.audit.subject import Base, Row, Subject, about
from peerstudy.printed import (
    Interval,
    Printed,
    Rounding,
    interval,
    mean_terms,
    numerators,
    pass_share,
    print_as,
)

GRIM = "Brown & Heathers 2017, https://doi.org/10.1177/1948550616673876"
SD_BOUND = "Bhatia & Davis 2000, https://doi.org/10.1080/00029890.2000.12005203"


def _rows(subject: Subject, stat: str) -> Iterator[tuple[Row, Printed]]:
    for row in subject.rows:
        if row.stat == stat and row.variable and row.number is not None:
            yield row, row.number


@check("AVG1", "A mean can come from values on its variable's grid", GRIM)
def grim(subject: Subject) -> Iterator[Finding]:
    """Ask whether any whole sum gives the printed mean over its n."""
    for row in subject.rows:
        if row.stat == "mean":
            yield _judge_mean(subject, row)


def _judge_mean(subject: Subject, row: Row) -> Finding:
    mean = row.number
    if mean is None:
        return about(row, "AVG1", Verdict.NOT_TESTABLE, f"{row.printed!r} is not a number.")
    bases = subject.bases(row)
    if not bases:
        if mean.units % 10**mean.decimals == 0 and _grain(subject, row) == 1:
            return about(row, "AVG1", Verdict.CONSISTENT, "A whole mean fits any n.", could_fail=False, chance=1.0)
        return about(row, "AVG1", Verdict.NOT_TESTABLE, "No n is printed for it.")
    grain, items = _grain(subject, row), int(row.items or 1)
    step = grain or Fraction(1)
    base = bases[0]
    denominator, scale = mean_terms(base.n, items, step)
    totals = numerators(mean, denominator, subject.rounding, scale)
    share = float(pass_share(mean.decimals, denominator, scale))
    if grain is None:
        told = (mean_arithmetic(totals[0], base.n, items, step) if totals
                else f"no whole numbers of {base.n} people have this mean ({nearest_means(mean, base.n, items, step)})")
        return about(row, "AVG1", Verdict.NOT_TESTABLE,
                     f"The smallest step its values can take is not given; if they are whole: {told}.")
    if share == 1:
        return about(row, "AVG1", Verdict.NOT_TESTABLE,
                     f"Too coarse to tell: with {base.n} people every mean to {mean.decimals} "
                     "decimals is possible.", chance=1.0)
    if totals:
        return about(row, "AVG1", Verdict.CONSISTENT,
                     f"{mean_arithmetic(totals[0], base.n, items, step)}, with n {base.name}.",
                     possible=row.printed, chance=share)
    explained = _explain_mean(subject, row, mean, bases, items, step)
    return about(row, "AVG1", Verdict.INCONSISTENT,
                 f"No sum of {base.n} values in steps of {step} has the mean {row.printed}; "
                 f"{nearest_means(mean, base.n, items, step)}.",
                 possible=nearest_means(mean, base.n, items, step).removeprefix("nearest possible: "),
                 explanations=explained.texts, severity=explained.severity, chance=share)


def _explain_mean(
    subject: Subject, row: Row, mean: Printed, bases: Sequence[Base], items: int, grain: Fraction
) -> Explained:
    others = [*bases[1:]]
    known = {base.n for base in bases}
    for other in subject.rows:
        if other.group == row.group and other.stat == "denominator" and other.whole and other.whole not in known:
            others.append(Base(other.whole, "elsewhere", f"the N printed for {other.variable}"))
            known.add(other.whole)
    return explain_mean(mean, bases[0].n, others, items, grain, subject.rounding)


def _grain(subject: Subject, row: Row) -> Fraction | None:
    return Fraction(row.grain) if row.grain else subject.trait(row.variable).grain


class Spread(NamedTuple):
    """A mean with the range and n it must agree with, as far as printed."""

    mean: Interval | None
    low: Interval | None
    high: Interval | None
    n: int | None


def _spread(subject: Subject, row: Row) -> Spread:
    def of(stat: str) -> Interval | None:
        found = row if row.stat == stat else subject.companion(row, stat)
        if found is None or found.number is None:
            return None
        if stat != "mean" and _on_grid(subject, found, found.number):
            return Interval(found.number.value, found.number.value)
        return interval(found.number, subject.rounding)

    bases = subject.bases(row._replace(stat="mean"))
    return Spread(of("mean"), of("min"), of("max"), bases[0].n if bases else None)


def _on_grid(subject: Subject, row: Row, end: Printed) -> bool:
    """Tell whether the end of a range is a value itself, printed in full and not rounded."""
    grain = _grain(subject, row)
    return grain is not None and end.unit <= grain and (end.value / grain).denominator == 1


@check("AVG2", "A mean lies within its printed range")
def mean_in_range(subject: Subject) -> Iterator[Finding]:
    """Compare a mean with the smallest and largest value, both of which somebody has."""
    for row, mean in _rows(subject, "mean"):
        spread = _spread(subject, row)
        if spread.low is None and spread.high is None:
            continue
        limits = _mean_limits(spread)
        possible = f"{_bound(limits[0], '−∞')} to {_bound(limits[1], '∞')}"
        printed = interval(mean, subject.rounding)
        below = limits[1] is not None and printed.low > limits[1]
        above = limits[0] is not None and printed.high < limits[0]
        range_text = "–".join(_printed(subject, row, stat) for stat in ("min", "max"))
        if spread.low and spread.high and spread.low.low > spread.high.high:
            yield about(row, "AVG2", Verdict.INCONSISTENT, f"The range {range_text} ends below its start.",
                        possible=possible, explanations=("the ends have changed places",))
        elif not (below or above):
            yield about(row, "AVG2", Verdict.CONSISTENT,
                        f"{row.printed} is within what the range {range_text} allows.", possible=possible)
        else:
            yield _outside(subject, row, mean, limits, range_text, possible)


def _mean_limits(spread: Spread) -> tuple[Fraction | None, Fraction | None]:
    """Give the smallest and largest mean that a range attained at both ends allows."""
    low = spread.low.low if spread.low else None
    high = spread.high.high if spread.high else None
    if low is None or high is None or spread.n is None or spread.n < 2 or low > high:
        return low, high
    return ((spread.n - 1) * low + high) / spread.n, (low + (spread.n - 1) * high) / spread.n


def _outside(
    subject: Subject, row: Row, mean: Printed, limits: tuple[Fraction | None, Fraction | None],
    range_text: str, possible: str,
) -> Finding:
    found = []
    for other in subject.by_quantity[row.group, row.variable, row.level, "mean"]:
        if other.number is not None and other.number.value != mean.value:
            kind = slip(_plain(other.number), _plain(mean))
            found.append(f"{other.printed}, printed in {other.place or other.source}"
                         + (f": {kind}" if kind else ""))
    severity = Severity.MEDIUM if found else Severity.HIGH
    nearest = limits[0] if limits[0] is not None and mean.value < limits[0] else limits[1]
    found = found or [f"nothing simple; nearest possible mean: {_bound(nearest, '')}"]
    return about(row, "AVG2", Verdict.INCONSISTENT,
                 f"{row.printed} is outside what the range {range_text} allows ({possible}).",
                 possible=possible, explanations=tuple(found), severity=severity)


def _plain(number: Printed) -> str:
    return print_as(number.value, number.decimals)


def _printed(subject: Subject, row: Row, stat: str) -> str:
    found = subject.companion(row, stat)
    return found.printed if found else "?"


def _bound(value: Fraction | None, otherwise: str) -> str:
    return otherwise if value is None else expand(value)


@check("AVG3", "A standard deviation is possible for its mean, range and n", SD_BOUND)
def sd_possible(subject: Subject) -> Iterator[Finding]:
    """Bound the variance by the mean, the range that is attained, and n."""
    for row, sd in _rows(subject, "sd"):
        spread = _spread(subject, row)
        if sd.units < 0:
            yield about(row, "AVG3", Verdict.INCONSISTENT, "A standard deviation cannot be negative.",
                        possible="0 or more")
        elif spread.n == 1:
            verdict = Verdict.NOT_TESTABLE if sd.units == 0 else Verdict.INCONSISTENT
            yield about(row, "AVG3", verdict, "One person has no standard deviation.")
        elif spread.mean is None or spread.low is None or spread.high is None or spread.n is None:
            yield about(row, "AVG3", Verdict.NOT_TESTABLE,
                        "A mean, a range and an n are needed to bound it; not all are printed.")
        else:
            yield _judge_sd(subject, row, sd, spread)


def _judge_sd(subject: Subject, row: Row, sd: Printed, spread: Spread) -> Finding:
    assert spread.mean and spread.low and spread.high and spread.n
    printed = interval(sd, subject.rounding)
    low, high = _variance_limits(spread.mean, spread.low, spread.high, spread.n)
    lowest, highest = _root(low, sd.decimals, up=False), _root(high, sd.decimals, up=True)
    possible = f"{lowest} to {highest}"
    if high < 0 or low > high:
        return about(row, "AVG3", Verdict.NOT_TESTABLE, "Its mean and range do not agree with each other.")
    if printed.high >= 0 and printed.high**2 >= low and max(printed.low, Fraction(0))**2 <= high:
        return about(row, "AVG3", Verdict.CONSISTENT,
                     f"{row.printed} is within {possible}, what {spread.n} people with this mean "
                     "and range can have.", possible=possible)
    return about(row, "AVG3", Verdict.INCONSISTENT,
                 f"{row.printed} is outside {possible}, what {spread.n} people with this mean and "
                 "range can have.", possible=possible, explanations=_explain_sd(printed, low, high, spread.n))


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
    centre = min(max((a + b) / 2, mean.low), mean.high)
    rest = (2 * centre - a - b) ** 2 / (n - 2) if n > 2 else Fraction(0)
    return ((a - centre) ** 2 + (b - centre) ** 2 + rest) / (n - 1), largest


def _explain_sd(printed: Interval, low: Fraction, high: Fraction, n: int) -> tuple[str, ...]:
    def fits(factor: Fraction) -> bool:
        return printed.high**2 * factor >= low and printed.low**2 * factor <= high

    found = []
    if fits(Fraction(n)):
        found.append("it is a standard error: times √n it is possible")
    if fits(Fraction(n, n - 1)):
        found.append("it was divided by n instead of n − 1")
    return tuple(found) or ("nothing simple",)


def _root(variance: Fraction, decimals: int, *, up: bool) -> str:
    """Print a square root to so many decimals, rounded outward."""
    from math import isqrt

    scaled = max(variance, Fraction(0)) * 10 ** (2 * decimals)
    whole = isqrt(scaled.numerator // scaled.denominator)
    exact = whole * whole * scaled.denominator == scaled.numerator
    return print_as(Fraction(whole + (up and not exact), 10**decimals), decimals)


@check("AVG4", "A group's mean can be the pool of the means of its parts")
def pooled(subject: Subject) -> Iterator[Finding]:
    """Subtract the parts' sums from the group's: what is left must be possible."""
    for parent, partition, parts in subject.children():
        for (group, variable, level, stat), rows in list(subject.by_quantity.items()):
            if group != parent or stat != "mean" or rows[0].number is None:
                continue
            means = [_part_mean(subject, part, variable, level) for part in parts]
            told = [mean for mean in means if mean is not None]
            whole = _part_mean(subject, parent, variable, level)
            if told and whole is not None and (partition or len(told) > 0):
                yield _judge_pool(subject, rows[0], whole, told, parts)


class PartMean(NamedTuple):
    """A group's printed mean as an interval, with its n."""

    group: str
    mean: Interval
    n: int


def _part_mean(subject: Subject, group: str, variable: str, level: str) -> PartMean | None:
    rows = [row for row in subject.by_quantity[group, variable, level, "mean"] if row.number is not None]
    if not rows or rows[0].number is None:
        return None
    bases = subject.bases(rows[0])
    return PartMean(group, interval(rows[0].number, subject.rounding), bases[0].n) if bases else None


def _judge_pool(
    subject: Subject, row: Row, whole: PartMean, parts: Sequence[PartMean], names: Sequence[str]
) -> Finding:
    left = whole.n - sum(part.n for part in parts)
    low = whole.n * whole.mean.low - sum(part.n * part.mean.high for part in parts)
    high = whole.n * whole.mean.high - sum(part.n * part.mean.low for part in parts)
    told = ", ".join(part.group for part in parts)
    if left < 0:
        return about(row, "AVG4", Verdict.NOT_TESTABLE,
                     f"{told} have more people than {whole.group}: they overlap, or an N is off.")
    if left == 0:
        limits = _pool_limits(parts)
        possible = f"{expand(limits[0])} to {expand(limits[1])}"
        reason = f"The means of {told} pool to {possible}; {whole.group} has {row.printed}."
        if low <= 0 <= high:
            return about(row, "AVG4", Verdict.CONSISTENT, reason, possible=possible)
        explained = _explain_pool(row, parts, limits)
        return about(row, "AVG4", Verdict.INCONSISTENT, reason, possible=possible,
                     explanations=explained.texts, severity=explained.severity)
    spread = _spread(subject, row)
    possible_left = f"{expand(low / left)} to {expand(high / left)}"
    fits = (spread.low is None or high / left >= spread.low.low) and (
        spread.high is None or low / left <= spread.high.high)
    if spread.low is None and spread.high is None:
        return about(row, "AVG4", Verdict.NOT_TESTABLE,
                     f"Without {told}, the other {left} of {whole.group} have a mean of {possible_left}; "
                     "no range is printed to compare.")
    return about(row, "AVG4", Verdict.CONSISTENT if fits else Verdict.INCONSISTENT,
                 f"Without {told}, the other {left} of {whole.group} have a mean of {possible_left}, "
                 f"{'within' if fits else 'outside'} the printed range.")


def _explain_pool(
    row: Row, parts: Sequence[PartMean], limits: tuple[Fraction, Fraction]
) -> Explained:
    """Say what would reconcile an overall mean with its groups' means."""
    assert row.number is not None
    cut = interval(row.number, Rounding.TRUNCATED)
    if cut.low <= limits[1] and limits[0] <= cut.high:
        return Explained((f"{row.printed} is possible if it was truncated",), Severity.LOW)
    plain = Interval(sum((part.mean.low for part in parts), Fraction(0)) / len(parts),
                     sum((part.mean.high for part in parts), Fraction(0)) / len(parts))
    if interval(row.number).meets(plain):
        return Explained(("it is the plain average of the groups' means, whatever their size",), Severity.MEDIUM)
    if row.number.value < min(part.mean.low for part in parts) or row.number.value > max(part.mean.high for part in parts):
        return Explained(("it is outside the groups' own means, so no weights can give it",), Severity.HIGH)
    return Explained(("possible only if the groups' means are of other Ns than those printed",), Severity.MEDIUM)


def _pool_limits(parts: Sequence[PartMean]) -> tuple[Fraction, Fraction]:
    n = sum(part.n for part in parts)
    return (sum((part.n * part.mean.low for part in parts), Fraction(0)) / n,
            sum((part.n * part.mean.high for part in parts), Fraction(0)) / n)
