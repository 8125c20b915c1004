"""What must hold of a tree of codes, and everything in a frame that breaks it."""

from collections.abc import Iterator, Mapping

import pandas as pd

from peerstudy.errors import Problem
from peerstudy.frames.records import records
from peerstudy.frames.validate import inside_itself
from peerstudy.frames.vocabulary import LEVELS

FILE = "codes.csv"
_RANKS = {level: rank for rank, level in enumerate(LEVELS)}


def tree_problems(codes: pd.DataFrame) -> list[Problem]:
    """List everything that keeps codes from being a tree.

    In the order of the rows: parents that do not exist, codes above
    themselves, levels that do not go down, branches of two valences or
    domains, and siblings with one order or label. The frame must be valid by
    :data:`peerstudy.codings.schema.CODES`.
    """
    rows = records(codes)
    by_code = {row["code"]: row for row in rows}
    parents = {code: row["parent"] for code, row in by_code.items()}
    found = [
        Problem(FILE, number, column, wrong, allowed)
        for number, row in enumerate(rows, start=2)
        for column, wrong, allowed in _broken(row, by_code, parents)
    ]
    found += list(_alike(codes.reset_index(drop=True)))
    return sorted(found, key=lambda problem: problem.row or 0)


def _broken(
    row: Mapping[str, str], by_code: Mapping[str, Mapping[str, str]], parents: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Yield the column, the value and what must hold, for each rule a row breaks."""
    name = row["parent"]
    if not name:
        return
    if name not in by_code:
        yield "parent", name, "the parent must be a code of this file, or empty"
        return
    if inside_itself(row["code"], parents):
        yield "parent", name, "no code may be above itself"
        return
    parent = by_code[name]
    if _RANKS[row["level"]] <= _RANKS[parent["level"]]:
        allowed = f"the level must be below its parent's, {parent['level']}"
        yield "level", row["level"], allowed
    for column in ("valence", "cfir_domain"):
        if row[column] != parent[column]:
            yield column, row[column], f"it must be its parent's, {parent[column] or 'empty'}"


def _alike(codes: pd.DataFrame) -> Iterator[Problem]:
    """Yield siblings that share an order or a label."""
    for column in ("order", "label_en", "label_he"):
        allowed = f"siblings must each have their own {column}"
        repeated = codes.duplicated(["parent", "valence", "level", column])
        for number, name in codes.loc[repeated, column].items():
            yield Problem(FILE, int(number) + 2, column, name, allowed)
