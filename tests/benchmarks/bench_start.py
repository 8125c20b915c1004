"""Processor time of ``peerstudy audit`` beside importing pandas, in alternating runs.

Run it from the root of the project: ``python tests/benchmarks/bench_start.py [RUNS]``.
"""

import os
import subprocess
import sys
from statistics import median

AUDIT = [sys.executable, "-m", "peerstudy", "audit"]
PANDAS = [sys.executable, "-c", "import pandas"]


def seconds(command):
    """Return the processor seconds of a command, of the user and the system."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    used = os.wait4(process.pid, 0)[2]
    return used.ru_utime + used.ru_stime


def main():
    """Print the median of both, and of their ratio."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    pairs = [(seconds(AUDIT), seconds(PANDAS)) for _ in range(runs + 1)][1:]
    audit, pandas = (median(times) for times in zip(*pairs, strict=True))
    ratio = median(one / other for one, other in pairs)
    print("audit_seconds,pandas_seconds,ratio")
    print(f"{audit:.2f},{pandas:.2f},{ratio:.2f}")


if __name__ == "__main__":
    main()
