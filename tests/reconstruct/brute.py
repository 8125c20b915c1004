"""The oracle: every multiset of a small grid, kept if its own statistics print so.

It shares no arithmetic with the package beyond the interval of a printed number.
"""

import random
from fractions import Fraction
from itertools import combinations_with_replacement

from peerstudy.printed import interval, print_as, read
from peerstudy.reconstruct import PrintedSummary

SPREAD = {"n-1": lambda n: n - 1, "n": lambda n: n, "se": lambda n: n * (n - 1)}


def datasets(summary):
    """Every data set that prints as the summary, ascending."""
    multisets = combinations_with_replacement(summary.values, summary.n)
    return [data for data in multisets if prints_so(data, summary)]


def prints_so(data, summary):
    n, rounding = summary.n, summary.rounding
    total = sum(data)
    if summary.mean and Fraction(total) / n not in interval(read(summary.mean), rounding):
        return False
    if summary.median and median(data) not in interval(read(summary.median), rounding):
        return False
    if not quartiles_print_so(data, summary):
        return False
    if summary.attained_min and data[0] != summary.low:
        return False
    if summary.attained_max and data[-1] != summary.high:
        return False
    return not summary.sd or root_prints_so(variance(data, summary), read(summary.sd), rounding)


def quartiles_print_so(data, summary):
    """Whether some number that leaves enough values on either side prints so."""
    n = len(data)
    for text, share in ((summary.q1, Fraction(1, 4)), (summary.q3, Fraction(3, 4))):
        if text is not None:
            exact = interval(read(text), summary.rounding)
            below, above = int(n * share), int(n * (1 - share))
            inside = {value for value in data if value in exact}
            for tried in inside | {exact.low, exact.high, (exact.low + exact.high) / 2}:
                enough = sum(v <= tried for v in data) >= below
                if tried in exact and enough and sum(v >= tried for v in data) >= above:
                    break
            else:
                return False
    return True


def variance(data, summary):
    deviations = sum(value * value for value in data) - Fraction(sum(data)) ** 2 / len(data)
    return deviations / SPREAD[summary.spread](len(data))


def root_prints_so(squared, printed, rounding):
    exact = interval(printed, rounding)
    if exact.high < 0 or squared > exact.high**2:
        return False
    if squared == exact.high**2:
        return exact.high_closed
    return exact.low < 0 or squared > exact.low**2 or (squared == exact.low**2 and exact.low_closed)


def median(data):
    half = len(data) // 2
    return data[half] if len(data) % 2 else Fraction(data[half - 1] + data[half]) / 2


def random_summary(
    rng: random.Random, median_share: float = 0.3, quartile_share: float = 0.0
) -> PrintedSummary:
    """A small summary, mostly of some data, sometimes of none."""
    n, items = rng.randint(2, 7), rng.choice([1, 1, 1, 2, 3])
    grain = rng.choice([Fraction(1), Fraction(1), Fraction(1, 2)])
    low, width = rng.choice([0, 1, -3, Fraction(1, 2)]), rng.randint(1, 7)
    step = grain / items
    data = sorted(low + step * rng.randrange(width) for _ in range(n))
    rounding = rng.choice(["either", "half-up", "half-even", "half-down", "truncated", "up"])
    rule = "half-up" if rounding == "either" else rounding
    spread, decimals = rng.choice(list(SPREAD)), rng.randint(0, 2)
    squared = variance(data, PrintedSummary(n, low, low, spread=spread))
    sd = float(squared) ** 0.5 if rng.random() < 0.8 else rng.random() * float(width * step) * 0.6
    middle = print_as(median(data), rng.randint(0, 1), rule)
    quartiles = (
        print_as(rng.choice(data), rng.randint(0, 1), rule)
        if rng.random() < quartile_share
        else None
        for _ in range(2)
    )
    q1, q3 = sorted(quartiles, key=str)
    return PrintedSummary(
        n,
        low,
        low + step * (width - 1),
        mean=print_as(Fraction(sum(data)) / n, decimals, rule) if rng.random() < 0.85 else None,
        sd=f"{sd:.{decimals}f}" if rng.random() < 0.85 else None,
        median=middle if rng.random() < median_share else None,
        grain=grain,
        items=items,
        attained_min=rng.random() < 0.25,
        attained_max=rng.random() < 0.25,
        spread=spread,
        rounding=rounding,
        q1=q1,
        q3=q3,
    )
