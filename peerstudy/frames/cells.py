"""What a cell of a frame may hold, said so that an error message can repeat it."""

import re
from collections.abc import Collection, Sequence

from peerstudy.frames.schema import Check, Column, Schema

_NAME = r"\S(?:.*\S)?"


def like(pattern: str, allowed: str) -> Check:
    """Allow what matches a pattern, which `allowed` says in words."""
    return Check(allowed, re.compile(pattern).fullmatch)


def column(description: str, *checks: Check, required: bool = True) -> Column:
    """Describe a column and what its cells may hold."""
    return Column(description, checks, required)


def choice(
    description: str, allowed: Collection[str], *, empty: bool = False, required: bool = True
) -> Column:
    """Describe a column of controlled words."""
    told = f"one of: {', '.join(allowed)}" + (", or empty" if empty else "")
    check = Check(told, frozenset([*allowed, ""] if empty else allowed).__contains__)
    return column(description, check, required=required)


def name(description: str) -> Column:
    """Describe a column of names, none of them empty."""
    return column(description, like(_NAME, "a name, not empty and without spaces around it"))


def text(description: str, *, required: bool = True) -> Column:
    """Describe a column of any text."""
    return column(description, required=required)


def whole(description: str, *, empty: bool = False, required: bool = True) -> Column:
    """Describe a column of whole numbers of 0 or more."""
    allowed = "a whole number of 0 or more" + (", or empty" if empty else "")
    return column(description, like(r"|\d+" if empty else r"\d+", allowed), required=required)


def spelled(more: str = "", *, required: bool = True) -> Column:
    """Describe the column that marks numbers which a source spells out."""
    told = f"`word` where the source spells the number out{more}"
    return choice(told, ("digits", "word"), empty=True, required=required)


LOCATOR = "where to find it: file and line"
DOUBTS = text("doubts and decisions")
LOCATED = {"source": text(LOCATOR), "note": DOUBTS}
LABELS = {"label_en": name("label in English"), "label_he": name("label in Hebrew")}


def schema(file: str, unique: Sequence[str], /, **columns: Column) -> Schema:
    """Describe a kind of frame: its file, the columns that tell its rows apart, and all columns."""
    return Schema(columns, file, unique)
