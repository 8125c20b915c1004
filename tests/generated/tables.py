"""Tables with known truth, as people print them, and the same tables with one fault.

An honest table is counted from invented people, so that its numbers are true
together. A fault changes one printed text, or exchanges two. Whether any
arithmetic could notice it is decided by trying everything: every denominator
and rule for the percentages, every data set for a mean and its SD.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import combinations_with_replacement
from statistics import median

import numpy as np
import pandas as pd
from conftest import ledger_of

from peerstudy.ledger import as_ledger
from peerstudy.printed import Rounding, interval, print_as, read

DESCRIBED = pd.DataFrame(
    [("all", "", ""), ("a", "all", "arm"), ("b", "all", "arm")],
    columns=["group", "parent", "partition"],
)
METHODS = ("linear", "weibull", "hazen", "median_unbiased", "averaged_inverted_cdf")
TOP = 6
FAULTS = (
    "slipped digit",
    "dropped digit",
    "exchanged digits",
    "two cells exchanged",
    "copied number",
    "wrong N",
    "truncation of one cell",
    "wrong total",
)


@dataclass(frozen=True)
class Table:
    """Rows of item, group, variable, level, statistic and printed text."""

    rows: tuple[tuple[str, ...], ...]

    def ledger(self):
        """Make a ledger that knows whole steps and that a and b make up all."""
        frame = ledger_of(*self.rows)
        return replace(as_ledger(frame.assign(grain="1")), described=DESCRIBED)

    def printed(self):
        """Return the printed texts by group, variable, level and statistic."""
        return {row[1:5]: row[5] for row in self.rows}

    def changed(self, *changes):
        """Return the table with some texts in place of others, by the row's index."""
        rows = list(self.rows)
        for index, text in changes:
            rows[index] = (*rows[index][:5], text)
        return Table(tuple(rows))


def root(square, decimals):
    """Print a square root, rounded half up."""
    with localcontext() as context:
        context.prec = 60
        value = (Decimal(square.numerator) / Decimal(square.denominator)).sqrt()
    return print_as(Fraction(value), decimals, Rounding.HALF_UP)


def honest(rng):
    """Count an honest table from invented people."""
    sizes = {"a": rng.randint(4, 8), "b": rng.randint(4, 8)}
    rule = rng.choice([Rounding.HALF_UP, Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.TRUNCATED])
    scale = rng.choice([1, 1, 3, 5])
    sizes = {group: n * scale for group, n in sizes.items()}
    rows = [(f"size {g}", g, "", "", "n", str(n)) for g, n in sizes.items()]
    rows.append(("size all", "all", "", "", "n", str(sum(sizes.values()))))
    decimals = rng.choice([0, 1, 1, 2])
    for number in range(rng.randint(1, 3)):
        rows += _categorical(rng, sizes, f"v{number}", decimals, rule)
    if scale == 1:
        for number in range(rng.randint(1, 2)):
            for group, n in sizes.items():
                rows += _numeric(rng, group, n, f"x{number}")
    return Table(tuple(rows))


def _categorical(rng, sizes, variable, decimals, rule):
    levels = [f"l{i}" for i in range(rng.randint(2, 4))]
    kind = rng.choice(["group", "group", "stated", "sum"])
    answers = {}
    for group, n in sizes.items():
        known = n if kind == "group" else rng.randint(max(2, n - 3), n)
        drawn = [rng.choice(levels) for _ in range(known)]
        answers[group] = [drawn.count(level) for level in levels]
    answers["all"] = [sum(pair) for pair in zip(*answers.values(), strict=True)]
    whole = {**sizes, "all": sum(sizes.values())}
    for group, counts in answers.items():
        known = sum(counts)
        for level, count in zip(levels, counts, strict=True):
            item = f"{group} {variable} {level}"
            percent = print_as(Fraction(100 * count, known), decimals, rule)
            yield (item, group, variable, level, "n", str(count))
            yield (item, group, variable, level, "percent", percent)
        if kind == "stated":
            item = f"{group} {variable}"
            yield (item, group, variable, "", "denominator", str(known))
            yield (item, group, variable, "", "missing", str(whole[group] - known))


def _numeric(rng, group, n, variable):
    values = sorted(rng.randint(0, TOP) for _ in range(n))
    mean = Fraction(sum(values), n)
    variance = sum((value - mean) ** 2 for value in values) / (n - 1)
    decimals = rng.choice([1, 2])
    ends = np.quantile(values, [0.25, 0.75], method=rng.choice(METHODS))
    first, third = (Fraction(float(end)).limit_denominator(1000) for end in ends)
    told = {
        "mean": print_as(mean, decimals, Rounding.HALF_UP),
        "sd": root(variance, decimals),
        "se": root(variance / n, 2),
        "min": str(values[0]),
        "q1": print_as(first, 2, Rounding.HALF_UP),
        "median": print_as(Fraction(median(values)), 1, Rounding.HALF_UP),
        "q3": print_as(third, 2, Rounding.HALF_UP),
        "max": str(values[-1]),
    }
    others = [
        ("min", "max"),
        ("se",),
        ("q1", "median", "q3"),
        ("min", "q1", "median", "q3", "max"),
    ]
    kept = ["mean", "sd", *rng.choice(others)]
    return [(f"{group} {variable}", group, variable, "", stat, told[stat]) for stat in kept]


def faulty(rng, table, kind):
    """Put one fault into a table, or return None where there is no room for it."""
    rows = table.rows
    if kind in ("two cells exchanged", "copied number"):
        index, other = rng.sample([i for i, row in enumerate(rows) if row[4] == "percent"], 2)
        if rows[other][1] != rows[index][1] or rows[other][5] == rows[index][5]:
            return None
        back = [(other, rows[index][5])] if kind == "two cells exchanged" else []
        return table.changed((index, rows[other][5]), *back)
    index = rng.choice([i for i, row in enumerate(rows) if _may_have(kind, row)])
    if kind == "truncation of one cell":
        text = _cut(rows, index)
    elif kind in ("wrong N", "wrong total"):
        text = str(int(rows[index][5]) + rng.choice([-2, -1, 1, 2, 10]))
    else:
        text = _slip(rng, rows[index][5], kind)
    return _retyped(table, index, text)


def _may_have(kind, row):
    """Return whether a row may have a fault of this kind."""
    _, group, variable, _, stat, _ = row
    if kind == "truncation of one cell":
        return stat == "percent"
    if kind == "wrong N":
        return stat == "denominator" or not variable
    if kind == "wrong total":
        return group == "all" and stat == "n"
    return bool(variable) and stat in ("n", "percent", "mean", "sd")


def _cut(rows, index):
    """Print a percentage truncated."""
    known = sum(int(row[5]) for row in rows if row[1:3] == rows[index][1:3] and row[4] == "n")
    share = Fraction(100 * int(rows[index - 1][5]), known)
    return print_as(share, len(rows[index][5].partition(".")[2]), Rounding.TRUNCATED)


def _retyped(table, index, text):
    bad = text is None or text == table.rows[index][5] or text.startswith("-") or not text
    return None if bad else table.changed((index, text))


def _slip(rng, text, kind):
    digits = [i for i, sign in enumerate(text) if sign.isdigit()]
    at = rng.choice(digits)
    if kind == "slipped digit":
        return text[:at] + rng.choice("0123456789") + text[at + 1 :]
    if kind == "dropped digit":
        cut = text[:at] + text[at + 1 :]
        return None if cut.startswith(".") or cut.endswith(".") or not cut else cut
    after = [i for i in digits if i > at]
    if not after:
        return None
    signs = list(text)
    signs[at], signs[after[0]] = signs[after[0]], signs[at]
    return "".join(signs)


def noticeable(table):
    """Try everything: can no honest table print these numbers?

    Quartiles are left out, since software computes them in many ways: what they
    alone would give away counts as unnoticeable here.
    """
    told = table.printed()
    n = {group: int(told[group, "", "", "n"]) for group in ("a", "b", "all")}
    if n["a"] + n["b"] != n["all"] or min(n.values()) < 1:
        return True
    scopes = defaultdict(dict)
    for (group, variable, level, stat), text in told.items():
        if variable:
            scopes[group, variable].setdefault(level, {})[stat] = text
    categorical = {key: cells for key, cells in scopes.items() if key[1].startswith("v")}
    for (group, variable), cells in categorical.items():
        if group == "all":
            for level, cell in cells.items():
                parts = [categorical[part, variable][level].get("n") for part in ("a", "b")]
                if level and int(cell["n"]) != sum(map(int, parts)):
                    return True
        own = cells.get("", {})
        if own and int(own["denominator"]) + int(own["missing"]) != n[group]:
            return True
    rules = (Rounding.EITHER, Rounding.TRUNCATED)
    if not any(
        all(_fits(key, cells, n, rule) for key, cells in categorical.items()) for rule in rules
    ):
        return True
    return any(
        not _has_data(cells[""], n[group])
        for (group, variable), cells in scopes.items()
        if variable.startswith("x")
    )


def _fits(key, cells, n, rule):
    levels = {level: cell for level, cell in cells.items() if level}
    counts = {level: int(cell["n"]) for level, cell in levels.items()}
    bases = {n[key[0]]} if "" not in cells else {int(cells[""]["denominator"]), n[key[0]]}
    if sum(counts.values()) <= n[key[0]]:
        bases.add(sum(counts.values()))
    return any(
        all(
            counts[level] <= base
            and Fraction(100 * counts[level], base) in interval(read(cell["percent"]), rule)
            for level, cell in levels.items()
        )
        for base in bases - {0}
    )


def _has_data(told, n):
    """Try every set of n whole values."""
    spans = {stat: interval(read(text)) for stat, text in told.items()}
    low = int(told.get("min", 0))
    high = int(told.get("max", max(TOP, int(spans["mean"].high) + 1)))
    for values in combinations_with_replacement(range(low, min(high, 12) + 1), n):
        total = sum(values)
        if Fraction(total, n) not in spans["mean"]:
            continue
        if "min" in told and (values[0], values[-1]) != (low, high):
            continue
        if "median" in told and Fraction(median(values)) not in spans["median"]:
            continue
        squares = Fraction(n * sum(value * value for value in values) - total * total, n * (n - 1))
        sd = spans["sd"]
        if not max(sd.low, 0) ** 2 <= squares <= sd.high**2:
            continue
        if "se" in told and not spans["se"].low ** 2 <= squares / n <= spans["se"].high ** 2:
            continue
        return True
    return False
