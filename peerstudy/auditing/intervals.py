"""Standard errors and confidence intervals, of means and of proportions.

Squares are compared, over everything that the printed numbers can stand for.
A quantile of a distribution is taken as a narrow interval around its computed
value, so that its own error decides nothing.
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from math import sqrt

from peerstudy.auditing.finding import About, Finding, Severity, explained
from peerstudy.auditing.names import listed
from peerstudy.auditing.registry import check
from peerstudy.auditing.slips import between
from peerstudy.auditing.subject import Subject
from peerstudy.ledger import Row
from peerstudy.printed import PERCENT, Interval, interval
from peerstudy.words import Message, Run

LEVELS = (95, 90, 99)
METHODS = ("wald", "wilson", "clopper_pearson", "agresti_coull")
BROWN = "Brown et al. 2001, https://doi.org/10.1214/ss/1009213286"
_SLACK = Fraction(1, 10**9)
_MOST_PEOPLE = 10**7
_OTHER_METHOD = Message("audit_intervals.other_method")


def _roots_meet(squared: Interval, factor: Interval, other: Interval) -> bool:
    """Return whether factor² times the one can equal the square of the other, all 0 or more."""
    low, high = max(other.low, Fraction(0)), other.high
    return squared.low * factor.low**2 <= high**2 and low**2 <= squared.high * factor.high**2


_ONE = Interval(Fraction(1), Fraction(1))


@check("ERR1")
def error_of_deviation(subject: Subject) -> Iterator[Finding]:
    """Compare n SE² with SD² over the intervals of their rounding."""
    for row, se in subject.numbers("se"):
        sd, bases = subject.ledger.companion(row, "sd"), subject.bases(row)
        other, own = subject.interval(sd), interval(se, subject.rounding)
        if sd is None or other is None or not bases or se.units < 0:
            yield About(row).untestable(Message("audit_intervals.needs_sd"))
            continue
        shown = {"se": Run(row.printed), "sd": Run(sd.printed)}
        fitting = [base for base in bases if _roots_meet(own.squared(base.n), _ONE, other)]
        if fitting:
            reason = Message.of("audit_intervals.se_fits", **shown, size=fitting[0].n)
            yield About(row, sd, fitting[0].row).consistent(reason)
            continue
        n, texts = bases[0].n, []
        if _roots_meet(other.squared(n), _ONE, own):
            texts.append(Message("audit_intervals.exchanged"))
        sizes = {
            total.whole
            for total in subject.ledger.totals_of_group[row.group]
            if total.whole and _roots_meet(own.squared(total.whole), _ONE, other)
        }
        texts += [Message.of("audit_intervals.if_n", size=size) for size in sorted(sizes)]
        reason = Message.of("audit_intervals.se_differs", **shown, size=n)
        yield About(row, sd, bases[0].row).inconsistent(reason, explained(texts))


@lru_cache(maxsize=10_000)
def _quantiles(n: int, level: int) -> Interval:
    """Return the quantiles in use for a mean's interval: Student's t, normal and its rounding."""
    from scipy.stats import norm, t

    tail = 1 - (1 - level / 100) / 2
    computed = [norm.ppf(tail), *([t.ppf(tail, n - 1)] if n > 1 else [])]
    values = [Fraction(float(value)) for value in computed]
    return Interval(min(values) - _SLACK, max(values) + _SLACK)


def _ends(subject: Subject, row: Row) -> tuple[Row, Row, Interval, Interval] | None:
    low, high = subject.companions(row, "ci_low", "ci_high")
    first, last = subject.interval(low), subject.interval(high)
    if low is None or high is None or first is None or last is None:
        return None
    return low, high, first, last


@check("ERR2")
def interval_of_mean(subject: Subject) -> Iterator[Finding]:
    """Compare both half-widths with the SE times a quantile, at the usual levels."""
    for row, number in subject.numbers("mean"):
        found, mean = _ends(subject, row), interval(number, subject.rounding)
        if found is None:
            continue
        low, high, first, last = found
        shown = {"mean": Run(row.printed), "ends": between(low.printed, high.printed)}
        if first.low > mean.high or last.high < mean.low:
            reason = Message.of("audit_intervals.mean_outside", **shown)
            yield About(low, row, judged=(low, high)).inconsistent(reason, explained([]))
            continue
        beside = subject.companions(row, "sd", "se")
        sd, se = map(subject.interval, beside)
        base = subject.base(row)
        if base is None or base.n < 2 or (sd is None and se is None):
            yield About(low, judged=(low, high)).untestable(Message("audit_intervals.needs_n"))
            continue
        n, about = base.n, About(low, row, *beside, base.row, judged=(low, high))
        halves = (
            Interval(mean.low - first.high, mean.high - first.low),
            Interval(last.low - mean.high, last.high - mean.low),
        )

        def fits(squared: Interval, n: int = n, halves: tuple[Interval, ...] = halves) -> int:
            for level in LEVELS:
                if all(_roots_meet(squared, _quantiles(n, level), half) for half in halves):
                    return level
            return 0

        squares = [sd.squared(Fraction(1, n))] if sd else []
        squares += [se.squared()] if se else []
        level = next(filter(None, map(fits, squares)), 0)
        if level:
            reason = Message.of("audit_intervals.ci_fits", **shown, level=level, size=n)
            yield about.consistent(reason)
            continue
        texts = []
        if sd and fits(sd.squared()):
            texts.append(Message("audit_intervals.sd_is_se"))
        if se and fits(se.squared(Fraction(1, n))):
            texts.append(Message("audit_intervals.se_is_sd"))
        reason = Message.of("audit_intervals.ci_differs", **shown, size=n)
        yield about.inconsistent(reason, explained(texts, _OTHER_METHOD, grave=Severity.LOW))


@lru_cache(maxsize=10_000)
def proportion_interval(count: int, n: int, level: int, method: str) -> tuple[Fraction, Fraction]:
    """Return a confidence interval of a proportion, in percent, by one of :data:`METHODS`.

    Examples
    --------
    >>> [float(round(end, 1)) for end in proportion_interval(9, 26, 95, "wilson")]
    [19.4, 53.8]
    """
    from scipy.stats import beta, norm

    alpha, p = 1 - level / 100, count / n
    z = float(norm.ppf(1 - alpha / 2))
    if method == "clopper_pearson":
        low = float(beta.ppf(alpha / 2, count, n - count + 1)) if count else 0.0
        high = float(beta.ppf(1 - alpha / 2, count + 1, n - count)) if count < n else 1.0
    else:
        centre, size = p, float(n)
        if method != "wald":
            centre, size = (count + z * z / 2) / (n + z * z), n + z * z
        half = z * sqrt(centre * (1 - centre) / size)
        if method == "wilson":
            half = z * sqrt(p * (1 - p) * n + z * z / 4) / size
        low, high = centre - half, centre + half
    return Fraction(PERCENT * low), Fraction(PERCENT * high)


@check("ERR3", BROWN)
def interval_of_proportion(subject: Subject) -> Iterator[Finding]:
    """Try the usual methods and levels, and name the one that fits."""
    for cell in subject.cells:
        found = _ends(subject, cell.percent)
        count = cell.count.whole if cell.count else None
        if found is None:
            continue
        low, high, first, last = found
        about = About(low, *cell.rows, judged=(low, high))
        bases = [base.n for base in cell.bases if count is not None and 0 <= count <= base.n]
        if count is None or not bases or max(bases) > _MOST_PEOPLE:
            yield about.untestable(Message("audit_intervals.needs_count"))
            continue
        fitting = [
            (level, n, method)
            for level in LEVELS
            for n in bases
            for method in METHODS
            if _prints(proportion_interval(count, n, level, method), first, last)
        ]
        values = {"count": count, "ends": between(low.printed, high.printed)}
        if fitting:
            level, n, _ = fitting[0]
            names = listed(
                Message(f"audit_intervals.{method}")
                for at, size, method in fitting
                if (at, size) == (level, n)
            )
            reason = Message.of(
                "audit_intervals.method_fits", **values, size=n, level=level, names=names
            )
            yield about.consistent(reason)
            continue
        reason = Message.of("audit_intervals.no_method", **values, size=bases[0])
        outside = all(not first.low <= Fraction(PERCENT * count, n) <= last.high for n in bases)
        why = explained([] if outside else [_OTHER_METHOD], simple=Severity.LOW)
        yield about.inconsistent(reason, why)


def _prints(ends: tuple[Fraction, Fraction], first: Interval, last: Interval) -> bool:
    """Return whether an interval prints as these ends, cut off at 0 and 100 or not."""
    pairs = (
        (ends[0], max(ends[0], Fraction(0)), first),
        (ends[1], min(ends[1], Fraction(PERCENT)), last),
    )
    return all(
        any(span.low - _SLACK <= value <= span.high + _SLACK for value in (exact, cut))
        for exact, cut, span in pairs
    )
