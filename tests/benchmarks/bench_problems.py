"""What becomes of one fault in an honest table, here and in other tools, in one run.

Run it from a checkout: ``python tests/benchmarks/bench_problems.py [--faults N]``.
The tables are made up, their truth is known (see ``tests/generated/tables.py``).
With ``--documents DIR``, a folder that holds ``real/*.csv``, ``cell_classes.csv`` and
``expected_grim.csv``, published tables are judged as well.

MedSci Skills' check of "n (%)" cells is built here from its description (see
``other_tools.py``). It was given the counts and percentages as one table whose
headings have the groups' N; grim, each mean with the N printed for it. "Not
judged" are the tables in which a tool looked at nothing that the fault changed.
"""

import argparse
import sys
from collections import Counter, defaultdict
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.other_tools import grim_of, n_percent_in, n_percent_of
from generated.scoring import score
from shared import published

SEED = 22
COLUMNS = ("noticed", "one problem", "repaired", "first")
TOOLS = {"n (%)": n_percent_of, "grim": grim_of}
NONE = (None, None)
"""No judgement: neither texts nor whether they are flagged."""


def of_faults(faults) -> None:
    """Print a row for each kind of fault, and one for all."""
    found = score(SEED, faults, TOOLS)
    found["all"] = sum(found.values(), Counter())
    print("| fault | faults | noticed | one problem | true edit found | and none settles more |")
    print("| --- | --: | --: | --: | --: | --: |")
    for kind, counts in found.items():
        shares = (f"{100 * counts[name] / counts['faults']:.1f}%" for name in COLUMNS)
        print(f"| {kind} | {counts['faults']} | " + " | ".join(shares) + " |")
    print(f"\nnoticed / not judged; n (%): MedSci Skills, as described; grim {version('grim')}")
    print("| fault | faults | peerstudy | n (%) | grim |")
    print("| --- | --: | --: | --: | --: |")
    for kind, counts in found.items():
        others = (f"{counts[f'{t}: noticed']:d} / {counts[f'{t}: not judged']:d}" for t in TOOLS)
        print(f"| {kind} | {counts['faults']} | {counts['noticed']:d} / 0 | {' | '.join(others)} |")
    alarms = (f"{found['all'][name]:d}" for name in ("alarm", *(f"{t}: alarm" for t in TOOLS)))
    print(f"| none: tables flagged | {found['all']['faults']} | {' | '.join(alarms)} |")


def of_published(folder) -> None:
    """Print, by what is known of published cells, how many are flagged and not judged."""
    means = published.means(folder)
    kinds = published.classes(folder) | {cell: row["verdict"] for cell, row in means.items()}
    found = defaultdict(Counter)
    for path in published.paths(folder):
        frame = published.with_grains(published.ledger(path), path.stem, means)
        apart = published.told_apart(frame)
        rows = list(apart.loc[:, "group":"printed"].itertuples(index=False, name=None))
        sizes = {row[0]: row[4] for row in rows if row[1:4] == ("", "", "n")}
        others = {
            "as printed": n_percent_in(published.raw(path), sizes),
            **{name: judge(rows) for name, judge in TOOLS.items()},
        }
        ours = published.judged(frame)
        for cell, row in zip(frame.itertuples(), rows, strict=True):
            if cell.stat in ("percent", "mean"):
                counts = found[kinds.get((path.stem, cell.source, cell.group))]
                counts["cells"] += 1
                flags = {"peerstudy": ours.get((cell.group, cell.variable, cell.level))}
                flags |= {name: judged.get(row[:3], NONE)[1] for name, judged in others.items()}
                for name, flag in flags.items():
                    counts[name, flag] += 1
    print("\nflagged / not judged; n (%) was given the cells as printed, and all as 12 (34.5%)")
    print("| published cells | cells | peerstudy | n (%), as printed | n (%) | grim |")
    print("| --- | --: | --: | --: | --: | --: |")
    for title, known in published.KINDS.items():
        whole = sum((found[kind] for kind in known), Counter())
        pairs = (f"{whole[tool, True]} / {whole[tool, None]}" for tool in flags)
        print(f"| {title} | {whole['cells']} | {' | '.join(pairs)} |")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--faults", type=int, default=600, help="how many faults")
    parser.add_argument("--documents", type=Path, help="folder of published tables")
    given = parser.parse_args()
    of_faults(given.faults)
    if given.documents is None:
        print("published tables: skipped (name their folder: --documents DIR)")
    else:
        of_published(given.documents)


if __name__ == "__main__":
    main()
