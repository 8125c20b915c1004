"""Published tables, cell by cell, each classed independently; not on every machine."""

import pandas as pd
from conftest import COLUMNS, read_rows

from peerstudy import audit

IMPOSSIBLE = {"11", "13"}
"""Percentages of no whole N, or of none up to the group's."""
OTHER_N = {"02", "03", "06", "07", "07b"}
"""Percentages of a stated, summed, row, nested or other group's N."""
OWN_N = {"01", "04"}
"""Percentages of the group's own N."""
KINDS = {
    "percentages of no whole N up to the group's": IMPOSSIBLE,
    "percentages of another N, printed or summed": OTHER_N,
    "percentages of the group's N": OWN_N,
    "means of no whole total": {"grim_inconsistent"},
    "means of a whole total": {"grim_consistent"},
}
PLACE = "Table"


def paths(folder):
    """Return the files of the tables, in the order of their names."""
    return sorted((folder / "real").glob("*.csv"))


def classes(folder):
    """Return the class of each n (%) cell by table, line and group."""
    return {
        (row["table_id"], row["csv_line"], row["group"]): row["cell_class"].split()[0]
        for row in read_rows(folder / "cell_classes.csv")
    }


def means(folder):
    """Return what is known of each mean, by table, line and group."""
    rows = read_rows(folder / "expected_grim.csv")
    return {(row["table_id"], row["csv_line"], row["group"]): row for row in rows}


def with_grains(frame, table, known):
    """Mark the means whose values are known to be whole."""
    cells = zip(frame["source"], frame["group"], strict=True)
    rows = [known.get((table, *cell)) for cell in cells]
    return frame.assign(grain=["1" if row and row["granularity"] else "" for row in rows])


def raw(path):
    """Return a table's cells as they are printed, by group, variable and level."""
    rows = [(row["group_label"], *_line(row), row["stat"], row["raw"]) for row in read_rows(path)]
    frame = told_apart(pd.DataFrame(rows, columns=["group", "variable", "level", "stat", "raw"]))
    return {row[:3]: row[4] for row in frame.itertuples(index=False, name=None)}


def told_apart(frame):
    """Number the levels of rows with the same labels, so that each cell has a key of its own."""
    nth = frame.groupby(["group", "variable", "level", "stat"], sort=False).cumcount()
    return frame.assign(
        level=frame["level"].where(nth == 0, frame["level"] + " " + nth.astype(str))
    )


def _line(row):
    return (row["variable"], row["row_label"]) if row["variable"] else (row["row_label"], "")


def ledger(path):
    """Turn a published table into a ledger; the line of the file is the source."""
    rows, sizes = [], {}
    for line, cell in enumerate(read_rows(path), 2):
        group = cell["group_label"]
        sizes.setdefault(group, cell["group_n"])
        stats = {"n_pct": ("n", "percent"), "mean_sd": ("mean", "sd")}.get(cell["stat"], ())
        printed = [*zip(stats, (cell["value1"], cell["value2"]), strict=False)]
        if cell["row_n"]:
            printed.append(("denominator", cell["row_n"]))
        rows += [(f"L{line}", PLACE, group, *_line(cell), *p, str(line)) for p in printed]
    rows += [(f"size {g}", PLACE, g, "", "", "n", n, "") for g, n in sizes.items() if n]
    return pd.DataFrame(rows, columns=COLUMNS, dtype=str)


def judged(ledger):
    """Return whether the audit flags a percentage or mean, for those it judges, by cell."""
    result = audit(ledger)
    findings, frame = result.findings, result.subject.ledger.frame
    tested = findings[findings["check"].isin(["PCT1", "AVG1"])]
    left = (tested["verdict"] == "not testable") & tested["could_fail"]
    tested = tested[left | tested["verdict"].isin(["consistent", "inconsistent"])]
    told = findings[(findings["verdict"] == "inconsistent") & (findings["severity"] != "low")]
    seen, hit = (
        set(zip(each["group"], each["variable"], each["level"], strict=True))
        for each in (tested, told)
    )
    rows = frame[frame["stat"].isin(["percent", "mean"])]
    cells = zip(rows["group"], rows["variable"], rows["level"], strict=True)
    flagged = {cell: cell in hit or (*cell[:2], "") in hit for cell in cells}
    return {cell: flag for cell, flag in flagged.items() if flag or cell in seen}
