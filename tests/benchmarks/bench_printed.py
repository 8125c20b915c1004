"""Speed of the checks on printed numbers, beside the PyPI package grim, in one run.

Prints seconds for reading along and ratios to quote. Both sides get the same
texts; grim is timed on a part of them, since it takes one cell at a time.
"""

import platform
import random
import resource
import time

from grim.mean_tester import consistency_check

from peerstudy.printed import numerator_bounds, read_many

CELLS = 1_000_000
PART = 50_000
ROUNDS = 5


def seconds(work):
    """Give the best of several runs, in seconds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def main():
    """Time both and print a table."""
    random.seed(0)
    ns = [str(random.randint(10, 95)) for _ in range(CELLS)]
    means = [f"{random.uniform(1, 7):.2f}" for _ in range(CELLS)]
    distinct = [f"{units / 10**6:.6f}" for units in random.sample(range(10**6, 7 * 10**6), CELLS)]
    counts = [str(random.randint(0, int(n))) for n in ns]
    percents = [f"{random.uniform(0, 100):.1f}" for _ in range(CELLS)]

    def read_means(texts=means):
        mean, n = read_many(texts), read_many(ns)
        first, last = numerator_bounds(mean.units, mean.decimals, n.units, scale=1)
        return first <= last

    def read_percents():
        percent, n, k = read_many(percents), read_many(ns), read_many(counts)
        first, last = numerator_bounds(percent.units, percent.decimals, n.units)
        return (first <= k.units) & (k.units <= last)

    mean, n = read_many(means), read_many(ns)

    def verdicts():
        first, last = numerator_bounds(mean.units, mean.decimals, n.units, scale=1)
        return first <= last

    def peer(texts=means):
        for text, size in zip(texts[:PART], ns[:PART], strict=True):
            consistency_check(text, size)

    ours = read_means()[:PART].tolist()
    strict = numerator_bounds(mean.units, mean.decimals, n.units, "half-up", scale=1)
    theirs = [consistency_check(m, s) for m, s in zip(means[:PART], ns[:PART], strict=True)]
    agree = (strict[0] <= strict[1])[:PART].tolist() == theirs
    per_cell, of_distinct = seconds(peer) / PART, seconds(lambda: peer(distinct)) / PART
    print(f"Python {platform.python_version()}, {CELLS:,} cells; grim: {PART:,}")
    print(f"verdicts agree with grim's (half up): {agree}; possible: {sum(ours) / PART:.0%}")
    print(f"grim: {per_cell * 1e9:.0f} ns a cell, {of_distinct * 1e9:.0f} where all differ")
    for name, work, theirs_each in (
        ("means that repeat, text to verdict", read_means, per_cell),
        ("means that all differ, text to verdict", lambda: read_means(distinct), of_distinct),
        ("means, verdict only", verdicts, per_cell),
        ("percentages, text to verdict", read_percents, per_cell),
    ):
        each = seconds(work) / CELLS
        print(f"{name}: {each * 1e9:.0f} ns a cell, {theirs_each / each:.0f} times as fast")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory with all texts: {peak:.0f} MiB")


if __name__ == "__main__":
    main()
