"""Time and peak memory of exact reconstruction: the anchors, and growth with n and width.

Run it from the root of the project: ``python tests/benchmarks/bench_reconstruct.py``.
It prints two tables as CSV, so that they can be plotted. Memory is the peak of
what Python and numpy allocate, measured in a second run so as not to slow the first.
"""

import csv
import sys
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from typing import Any

from peerstudy.reconstruct import PrintedSummary, how_many, sample_datasets, value_profile

ANCHORS = {
    "n=60, 1-7": PrintedSummary(60, 1, 7, "3.50", "1.20"),
    "n=200, 1-7": PrintedSummary(200, 1, 7, "3.50", "1.20"),
    "n=500, 1-7": PrintedSummary(500, 1, 7, "3.50", "1.20"),
    "n=1000, 1-7": PrintedSummary(1000, 1, 7, "3.50", "1.20"),
    "n=25, 30-58": PrintedSummary(25, 30, 58, "41.5", "7.79"),
    "n=42, 25-63": PrintedSummary(42, 25, 63, "42.29", "7.77"),
    "n=6, -3 to 3": PrintedSummary(6, -3, 3, "-0.5", "1.5"),
}
SIZES = (50, 100, 200, 400, 800)
WIDTHS = (5, 10, 20, 40, 60)


def measured(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """Give the result, the seconds and the megabytes of some work."""
    start = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - start
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return result, seconds, peak / 1e6


def anchors(out: Any) -> None:
    """Time counting, profiling and a thousand draws of each anchor."""
    out.writerow(["case", "work", "data sets", "seconds", "megabytes"])
    for name, summary in ANCHORS.items():
        datasets, seconds, memory = measured(partial(how_many, summary))
        out.writerow([name, "count", datasets, f"{seconds:.3f}", f"{memory:.1f}"])
        if summary.n <= 500:
            _, seconds, memory = measured(partial(sample_datasets, summary, 1000, 0))
            out.writerow([name, "1000 draws", datasets, f"{seconds:.3f}", f"{memory:.1f}"])
            _, seconds, memory = measured(partial(value_profile, summary))
            out.writerow([name, "profile", datasets, f"{seconds:.3f}", f"{memory:.1f}"])


def growth(out: Any) -> None:
    """Time counting as n grows on 1-7, and as the range of 40 values widens."""
    out.writerow(["grows", "at", "data sets", "seconds", "megabytes"])
    for n in SIZES:
        summary = PrintedSummary(n, 1, 7, "3.50", "1.20")
        datasets, *cost = measured(partial(how_many, summary))
        out.writerow(["n", n, datasets, *(f"{number:.3f}" for number in cost)])
    for width in WIDTHS:
        summary = PrintedSummary(40, 0, width, f"{width / 2:.1f}", f"{width / 4:.1f}")
        datasets, *cost = measured(partial(how_many, summary))
        out.writerow(["width", width, datasets, *(f"{number:.3f}" for number in cost)])


if __name__ == "__main__":
    table = csv.writer(sys.stdout)
    anchors(table)
    growth(table)
