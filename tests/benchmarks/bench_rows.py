"""Time and memory of an audit by a ledger's rows, and the exponent of their growth.

Run it from the root of the project: ``python tests/benchmarks/bench_rows.py [ROWS]``, up to so
many rows, a million unless told otherwise. Each ledger is audited by a process of its own: its
CPU seconds without importing, and the largest memory it held. Tables are counted from invented
people, one number in a hundred altered; every table has group names of its own, or all share one.
Beside it, the PyPI package grim judges the same means, and numpy's floating-point numbers compare
the same percentages with their counts: less than is asked of the audit, and without reasons.
"""

import csv
import subprocess
import sys
import tempfile
import time
from itertools import islice
from math import log
from pathlib import Path

import numpy as np
from grim.mean_tester import consistency_check

SIZES = (1_000, 10_000, 100_000, 1_000_000)
HEAD = ("item", "place", "group", "variable", "level", "stat", "printed", "source", "grain")
ALTERED = 0.01
AUDIT = """
import resource, sys, time
import peerstudy.auditing, peerstudy.ledger
began = time.process_time()
found = peerstudy.auditing.audit(sys.argv[1])
seconds = time.process_time() - began
print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(found.findings))
"""


def rows_of_tables(*, shared):
    """Yield the rows of tables without end."""
    rng = np.random.default_rng(0)
    number = 0
    while True:
        place, own = f"Table {number}", "" if shared else f" {number}"
        group, status, age = f"peers{own}", f"status{own}", f"age{own}"
        n = int(rng.integers(20, 400))
        yield f"{place} N", place, group, "", "", "n", str(n), "p. 1", ""
        for level, count in zip("abc", rng.multinomial(n, [0.2, 0.3, 0.5]).tolist(), strict=True):
            item, off = f"{place} {level}", 3 * (rng.random() < ALTERED)
            yield item, place, group, status, level, "n", str(count), "p. 1", ""
            percent = f"{100 * count / n + off:.1f}"
            yield item, place, group, status, level, "percent", percent, "p. 1", ""
        values = np.clip(rng.normal(40, 11, n).round(), 18, 80)
        mean = values.mean() + 0.01 * (rng.random() < ALTERED)
        for stat, text in (
            ("mean", f"{mean:.2f}"),
            ("sd", f"{values.std(ddof=1):.2f}"),
            ("min", f"{values.min():.0f}"),
            ("max", f"{values.max():.0f}"),
        ):
            yield f"{place} {age}", place, group, age, "", stat, text, "p. 1", "1"
        number += 1


def written(path, size, *, shared):
    """Write a ledger, and return its rows."""
    rows = list(islice(rows_of_tables(shared=shared), size))
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEAD, *rows])
    return rows


def audited(path):
    """Return the seconds, the mebibytes and the check results of an audit in its own process."""
    command = [sys.executable, "-c", AUDIT, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, memory, found = done.stdout.split()
    return float(seconds), float(memory), int(found)


def peers(rows):
    """Return the seconds of grim on the means, and of numpy on the percentages."""
    sizes = {row[1]: row[6] for row in rows if not row[3]}
    means = [(row[6], sizes[row[1]]) for row in rows if row[5] == "mean"]
    began = time.process_time()
    for mean, n in means:
        consistency_check(mean, n)
    by_grim = time.process_time() - began
    counts = {row[0]: row[6] for row in rows if row[5] == "n"}
    shares = [(row[6], counts[row[0]], sizes[row[1]]) for row in rows if row[5] == "percent"]
    began = time.process_time()
    percent, count, n = np.array(shares, dtype=float).T
    (np.abs(percent - 100 * count / n) <= 0.05 + 1e-9).all()
    return by_grim, time.process_time() - began


def main():
    """Audit every size with both kinds of names, and print a row each."""
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    print("names,rows,results,seconds,exponent,MiB,grim_seconds,numpy_seconds")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.csv"
        for shared in (False, True):
            before = None
            for size in (size for size in SIZES if size <= largest):
                rows = written(path, size, shared=shared)
                seconds, memory, found = audited(path)
                grown = f"{log(seconds / before[1], size / before[0]):.2f}" if before else ""
                before = size, seconds
                by_grim, by_numpy = peers(rows)
                names = "shared" if shared else "distinct"
                print(f"{names},{size},{found},{seconds:.1f},{grown},{memory:.0f}", end="")
                print(f",{by_grim:.2f},{by_numpy:.3f}", flush=True)


if __name__ == "__main__":
    main()
