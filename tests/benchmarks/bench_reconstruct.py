"""Time and peak memory of exact reconstruction: the anchors, and growth with n and width.

Run it from the root of the project: ``python tests/benchmarks/bench_reconstruct.py``.
It prints three tables as CSV, and draws the last as tests/benchmarks/bench_reconstruct.png.
Seconds are of processor time; those of a fixed work are beside the widest cases.
Memory is the peak of what Python and numpy allocate, measured
in a second run so as not to slow the first. The peer builds every data set, value by value, and
gives it up once its sum or sum of squares can no longer be reached, as open tools do. It is
written here in Python, so that both sides run in the same language.
"""

import csv
import sys
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from peerstudy.reconstruct import (
    PrintedSummary,
    how_many,
    sample_datasets,
    targets,
    value_profile,
)

ANCHORS = {
    "n=60, 1-7": PrintedSummary(60, 1, 7, "3.50", "1.20"),
    "n=200, 1-7": PrintedSummary(200, 1, 7, "3.50", "1.20"),
    "n=500, 1-7": PrintedSummary(500, 1, 7, "3.50", "1.20"),
    "n=1000, 1-7": PrintedSummary(1000, 1, 7, "3.50", "1.20"),
    "n=25, 30-58": PrintedSummary(25, 30, 58, "41.5", "7.79"),
    "n=42, 25-63": PrintedSummary(42, 25, 63, "42.29", "7.77"),
    "n=6, -3 to 3": PrintedSummary(6, -3, 3, "-0.5", "1.5"),
}
WIDE = {
    "n=60, 0-60": PrintedSummary(60, 0, 60, "30.0", "12.0"),
    "n=60, 0-100": PrintedSummary(60, 0, 100, "50.0", "20.0"),
}
ENUMERATED = {
    "n=20, 1-5": PrintedSummary(20, 1, 5, "3.0", "1.2"),
    "n=30, 1-7": PrintedSummary(30, 1, 7, "4.0", "1.5"),
    "n=50, 1-7": PrintedSummary(50, 1, 7, "4.0", "1.5"),
    "n=8, 0-40": PrintedSummary(8, 0, 40, "20.0", "8.00"),
}
SIZES = (50, 100, 200, 400, 800)
WIDTHS = (5, 10, 20, 40, 60)


def measured(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """Give the result, the seconds and the megabytes of some work."""
    start = time.process_time()
    result = work()
    seconds = time.process_time() - start
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
        if summary.n <= 200:
            _, seconds, memory = measured(partial(sample_datasets, summary, 1000, 0))
            out.writerow([name, "1000 draws", datasets, f"{seconds:.3f}", f"{memory:.1f}"])
            _, seconds, memory = measured(partial(value_profile, summary))
            out.writerow([name, "profile", datasets, f"{seconds:.3f}", f"{memory:.1f}"])
    for name, summary in WIDE.items():
        before = fixed_work()
        datasets, seconds, memory = measured(partial(how_many, summary))
        out.writerow([name, "count", datasets, f"{seconds:.3f}", f"{memory:.1f}"])
        for when, peer in (("before", before), ("after", fixed_work())):
            out.writerow([name, f"fixed work {when} it", "", f"{peer:.3f}", ""])


def fixed_work() -> float:
    """Give the seconds of a fixed sum of arrays: a loaded machine shows in it too."""
    numbers = np.arange(500_000, dtype=np.uint64)
    start = time.process_time()
    for _ in range(400):
        numbers = numbers + numbers[::-1]
    return time.process_time() - start


def enumerate_datasets(summary: PrintedSummary) -> int:
    """Count data sets by building every one, ascending, within the sums and squares allowed."""
    n, top, goals = summary.n, summary.top, set(targets(summary))
    sums = [total for total, _ in goals]
    squares = [square for _, square in goals]
    fewest, most, most_squares = min(sums), max(sums), max(squares)

    def completed(left: int, lowest: int, total: int, square: int) -> int:
        if left == 0:
            return (total, square) in goals
        found = 0
        for value in range(lowest, top + 1):
            if total + left * value > most or square + left * value * value > most_squares:
                break
            if total + value + (left - 1) * top >= fewest:
                found += completed(left - 1, value, total + value, square + value * value)
        return found

    return completed(n, 0, 0, 0)


def beside_enumeration(out: Any) -> None:
    """Time counting beside building every data set, with the ratio."""
    out.writerow(["case", "data sets", "seconds", "seconds of enumeration", "times as fast"])
    for name, summary in ENUMERATED.items():
        datasets, seconds, _ = measured(partial(how_many, summary))
        start = time.process_time()
        assert enumerate_datasets(summary) == datasets
        peer = time.process_time() - start
        out.writerow([name, datasets, f"{seconds:.4f}", f"{peer:.4f}", f"{peer / seconds:,.2g}"])


def growth(out: Any) -> list[tuple[str, int, float, float]]:
    """Time counting as n grows on 1-7, and as the range of 40 values widens."""
    out.writerow(["grows", "at", "data sets", "seconds", "megabytes"])
    cases = [("n", n, PrintedSummary(n, 1, 7, "3.50", "1.20")) for n in SIZES]
    cases += [
        ("width", width, PrintedSummary(40, 0, width, f"{width / 2:.1f}", f"{width / 4:.1f}"))
        for width in WIDTHS
    ]
    rows = []
    for name, at, summary in cases:
        datasets, seconds, memory = measured(partial(how_many, summary))
        out.writerow([name, at, datasets, f"{seconds:.3f}", f"{memory:.3f}"])
        rows.append((name, at, seconds, memory))
    return rows


def draw(rows: list[tuple[str, int, float, float]], path: Path) -> None:
    """Draw time and memory against n, and against the width of the range."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.85, 2.8), dpi=200, layout="constrained")
    titles = {"n": "n, on 1 to 7", "width": "width of the range, 40 values"}
    for ax, (name, title) in zip(figure.subplots(1, 2), titles.items(), strict=True):
        mine = [row[1:] for row in rows if row[0] == name]
        at, seconds, memory = zip(*mine, strict=True)
        ax.loglog(at, seconds, "o-", color="#0072B2", label="seconds")
        ax.loglog(at, memory, "s--", color="#D55E00", label="megabytes")
        ax.set_xticks(at, [str(value) for value in at])
        ax.minorticks_off()
        ax.set_xlabel(title)
        ax.grid(color="#dddddd", linewidth=0.6)
        ax.legend(frameon=False, fontsize=8)
    figure.savefig(path)


if __name__ == "__main__":
    table = csv.writer(sys.stdout)
    anchors(table)
    beside_enumeration(table)
    draw(growth(table), Path("tests/benchmarks/bench_reconstruct.png"))
