"""Small codings to test with."""

import pandas as pd

from peerstudy.inference.sessions import SessionCodes


def coding_of(**groups: list[str]) -> SessionCodes:
    """Read groups of sessions such as a=["110", "000"]: a digit a code."""
    rows = [(group, row) for group, sessions in groups.items() for row in sessions]
    counts = [[int(digit) for digit in row] for _, row in rows]
    names = [f"s{i}" for i in range(len(rows))]
    codes = [f"c{i}" for i in range(len(counts[0]))]
    return SessionCodes(
        pd.DataFrame(counts, index=names, columns=codes),
        pd.Series([group for group, _ in rows], index=names),
    )
