"""What becomes of one fault in an honest table: noticed, one problem, the true edit found.

Run it from a checkout: ``python tests/benchmarks/bench_problems.py [FAULTS]``.
The tables are made up, their truth is known (see ``tests/generated/tables.py``).
"""

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from generated.scoring import score

FAULTS, SEED = 600, 22
COLUMNS = ("noticed", "one problem", "repaired", "first")


def main() -> None:
    """Print a row for each kind of fault, and one for all."""
    found = score(SEED, int(sys.argv[1]) if len(sys.argv) > 1 else FAULTS)
    found["all"] = sum(found.values(), Counter())
    print("| fault | faults | noticed | one problem | true edit found | and none settles more |")
    print("| --- | --: | --: | --: | --: | --: |")
    for kind, counts in found.items():
        shares = (f"{100 * counts[name] / counts['faults']:.1f} %" for name in COLUMNS)
        print(f"| {kind} | {counts['faults']} | " + " | ".join(shares) + " |")


if __name__ == "__main__":
    main()
