"""Order: the smallest value, the quartiles, the median and the largest value of one quantity."""

from collections.abc import Iterator
from itertools import chain

from peerstudy.auditing.finding import NOTHING_SIMPLE, About, Explained, Finding, explained
from peerstudy.auditing.registry import check
from peerstudy.auditing.slips import span
from peerstudy.auditing.subject import Subject
from peerstudy.ledger import Row
from peerstudy.printed import Printed, Rounding, exceeds, expand, interval
from peerstudy.words import Message, Run

ORDER = ("min", "q1", "median", "q3", "max")
INNER = ("q1", "median", "q3")


def ordered(subject: Subject) -> Iterator[dict[str, Row]]:
    """Yield the ordered statistics of each quantity that has a quartile or a median, once."""
    seen: set[tuple[Row, ...]] = set()
    for row, _ in subject.numbers(*INNER):
        found = dict(zip(ORDER, subject.companions(row, *ORDER), strict=True))
        found[row.stat] = found[row.stat] or row
        told = {stat: each for stat, each in found.items() if each is not None}
        key = tuple(told.values())
        if key not in seen:
            seen.add(key)
            yield told


def _ranges_alone(subject: Subject) -> Iterator[dict[str, Row]]:
    """Yield the two ends of each quantity of which nothing between them is printed."""
    for row, _ in subject.numbers("min"):
        largest, *others = subject.companions(row, "max", *INNER, "mean")
        if largest is not None and not any(others):
            yield {"min": row, "max": largest}


@check("ORD1")
def in_order(subject: Subject) -> Iterator[Finding]:
    """Compare each of them with those that can be no smaller."""
    for told in chain(ordered(subject), _ranges_alone(subject)):
        if len(told) < 2:
            continue
        row = next(told[stat] for stat in (*INNER, "min") if stat in told)
        rows = list(told.values())
        numbers = [each.number for each in rows if each.number is not None]
        shown = Run(" ≤ ".join(each.printed for each in told.values()))
        wrong, about = _out_of_order(numbers, subject.rounding), About(row, judged=rows)
        if not wrong:
            yield about.consistent(Message.of("audit_order.in_order", shown=shown))
            continue
        i, j = wrong[0]
        first, second = _named(rows[i]), _named(rows[j])
        reason = Message.of("audit_order.out_of_order", first=first, second=second)
        why = Explained((_explain(rows, numbers, subject.rounding),))
        yield about.inconsistent(reason, why)


def _named(row: Row) -> Message:
    stat = Message(f"audit_display.stat_{row.stat}")
    return Message.of("audit_order.named", stat=stat, printed=Run(row.printed))


def _out_of_order(numbers: list[Printed], rounding: Rounding) -> list[tuple[int, int]]:
    """Return where a number stands before one that it is larger than."""
    pairs = [(i, j) for j in range(len(numbers)) for i in range(j)]
    return [(i, j) for i, j in pairs if exceeds(numbers[i], numbers[j], rounding)]


def _explain(rows: list[Row], numbers: list[Printed], rounding: Rounding) -> Message:
    """Name the two numbers that would be in order if they were exchanged, if any."""
    for j in range(len(numbers)):
        for i in range(j):
            tried = [*numbers]
            tried[i], tried[j] = numbers[j], numbers[i]
            if not _out_of_order(tried, rounding):
                first, second = Run(rows[i].printed), Run(rows[j].printed)
                return Message.of("audit_order.exchanged", first=first, second=second)
    return NOTHING_SIMPLE


@check("ORD2")
def median_on_grid(subject: Subject) -> Iterator[Finding]:
    """Look for a value of the grid, or half-way for an even n, that prints as the median."""
    for row, number in subject.numbers("median"):
        grain, items = subject.ledger.grain(row), int(row.items or 1)
        if grain is None:
            yield About(row).untestable(Message("audit.no_step"))
            continue
        bases = subject.bases(row)
        odd = bool(bases) and all(base.n % 2 for base in bases)
        step = grain / items / (1 if odd else 2)
        if number.unit >= step:
            yield About(row).untestable(Message("audit_order.median_coarse"))
            continue
        about = About(row, chance=min(1.0, float(number.unit / step)))
        exact = interval(number, subject.rounding)
        first, below = -(-exact.low // step) * step, (number.value // step) * step
        shown = {"printed": Run(row.printed), "step": Run(expand(step))}
        if any(value in exact for value in (first, first + step)):
            yield about.consistent(Message.of("audit_order.median_fits", **shown))
        else:
            reason = Message.of("audit_order.median_off", **shown)
            half = odd and (number.value / step * 2).denominator == 1
            why = explained([Message("audit_order.even_n")] if half else [])
            yield about.inconsistent(reason, why, possible=span(below, below + step))
