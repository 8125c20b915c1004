"""The group of everybody, where a ledger does not name it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import pandas as pd

from peerstudy.ledger.rows import Row


def inferred_groups(rows: Sequence[Row]) -> pd.DataFrame:
    """Take groups from the rows, and which of them is the whole of all the others.

    A group is the whole where its size is the others' sum and three quarters
    of at least three counts add up as well: sizes alone may do so by chance.
    """
    counts: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for row in rows:
        if row.stat == "n" and row.whole is not None:
            counts[row.variable, row.level].setdefault(row.group, row.whole)
    names = list(dict.fromkeys(row.group for row in rows))
    sizes = counts.get(("", ""), {})
    total = sum(sizes.values())
    wholes = [group for group, n in sizes.items() if n > 0 and 2 * n == total and len(sizes) > 2]
    shared = [
        by_group for key, by_group in counts.items() if key[0] and len(by_group) == len(sizes)
    ]
    agreeing = [by_group for by_group in shared if wholes and _adds_up(by_group, wholes[0])]
    sure = len(wholes) == 1 and len(shared) >= 3 and 4 * len(agreeing) >= 3 * len(shared)
    whole = wholes[0] if sure else ""
    is_part = [bool(whole) and name in sizes and name != whole for name in names]
    return pd.DataFrame(
        {
            "group": names,
            "parent": [whole if part else "" for part in is_part],
            "partition": ["sizes that add up" if part else "" for part in is_part],
        }
    )


def _adds_up(counts: Mapping[str, int], group: str) -> bool:
    return counts.get(group, 0) > 0 and 2 * counts[group] == sum(counts.values())
