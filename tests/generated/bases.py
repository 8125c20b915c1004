"""Tables whose percentages have several honest bases, as published ones have.

A variable's percentages are of the groups' N, of the sum of its categories (some
did not answer), of a stated N, of those who gave another answer ("of those who
smoke"), or of the row across the groups. All are counted from invented people. An
impossible percentage is one that its count makes of no whole N up to the group's.
"""

from fractions import Fraction

from generated.tables import Table
from peerstudy.printed import Rounding, interval, print_as, read

BASES = {"group": 8, "sum": 3, "stated": 3, "another answer": 2, "row": 1}
"""How often each base is drawn."""
RULES = (Rounding.EITHER, Rounding.TRUNCATED)


def based(rng):
    """Count an honest table.

    Returns
    -------
    Table
    dict of int to str
        The base of each percentage, by its row in the table.
    """
    sizes = {group: rng.randint(18, 140) for group in ("a", "b")}
    sizes["all"] = sum(sizes.values())
    rows = [(f"size {group}", group, "", "", "n", str(n)) for group, n in sizes.items()]
    decimals, bases = rng.choice([0, 1, 1, 2]), {}
    for number in range(rng.randint(4, 7)):
        drawn = rng.choices(list(BASES), list(BASES.values()))[0]
        for group, variable, level, count, whole, base in _cells(rng, sizes, drawn, f"v{number}"):
            if base == "stated" and (group, variable) not in {row[1:3] for row in rows}:
                rows.append((f"{group} {variable}", group, variable, "", "denominator", str(whole)))
            item = f"{group} {variable} {level}"
            percent = print_as(Fraction(100 * count, whole), decimals, Rounding.HALF_UP)
            rows.append((item, group, variable, level, "n", str(count)))
            rows.append((item, group, variable, level, "percent", percent))
            bases[len(rows) - 1] = base
    return Table(tuple(rows)), bases


def _cells(rng, sizes, base, variable):
    """Yield group, variable, level, count, the whole it is a share of, and the base's name."""
    known = dict(sizes)
    if base in ("sum", "stated"):
        known |= {group: sizes[group] - rng.randint(1, sizes[group] // 4) for group in "ab"}
    elif base == "another answer":
        answers = _counts(rng, sizes, ["yes", "no"])
        for group, counts in answers.items():
            for level, count in counts.items():
                yield group, variable, level, count, sizes[group], "group"
        known = {group: counts["yes"] for group, counts in answers.items()}
        variable = f"{variable} of yes"
    known["all"] = known["a"] + known["b"]
    levels = [f"l{i}" for i in range(rng.randint(2, 4))]
    shown = levels[:-1] if base in ("stated", "another answer") else levels
    counted = _counts(rng, known, levels)
    for group, counts in counted.items():
        for level in shown:
            whole = counted["all"][level] if base == "row" else known[group]
            if whole > 0:
                yield group, variable, level, counts[level], whole, base


def _counts(rng, known, levels):
    """Count invented answers by group and level."""
    weights = [rng.random() + 0.1 for _ in levels]
    drawn = {group: rng.choices(levels, weights, k=known[group]) for group in "ab"}
    counts = {group: {level: drawn[group].count(level) for level in levels} for group in "ab"}
    return counts | {"all": {level: counts["a"][level] + counts["b"][level] for level in levels}}


def impossible(rng, table, bases):
    """Print one percentage that no whole N up to the group's makes, and return its row too."""
    sizes = {row[1]: int(row[5]) for row in table.rows[:3]}
    while True:
        index = rng.choice(list(bases))
        _, group, _, _, _, text = table.rows[index]
        count = int(table.rows[index - 1][5])
        other = f"{float(text) + rng.choice([-1, 1]) * rng.uniform(0.1, 20):.{_decimals(text)}f}"
        if 0 < float(other) <= 100 and count and not _possible(count, other, sizes[group]):
            return table.changed((index, other)), index


def _decimals(text):
    return len(text.partition(".")[2])


def _possible(count, text, size):
    return any(
        Fraction(100 * count, whole) in interval(read(text), rule)
        for whole in range(count, size + 1)
        for rule in RULES
    )
