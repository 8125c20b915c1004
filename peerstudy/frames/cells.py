"""What a cell of a frame may hold, said so that an error message can repeat it."""

import re
from collections.abc import Collection

from peerstudy.frames.schema import Check, Column

_NAME = r"\S(?:.*\S)?"


def one_of(allowed: Collection[str], *, empty: bool = False) -> Check:
    """Allow these words only, and an empty cell if `empty`."""
    names = ", ".join(allowed)
    choice = f"one of: {names}" + (", or empty" if empty else "")
    return Check(choice, frozenset([*allowed, ""] if empty else allowed).__contains__)


def like(pattern: str, allowed: str) -> Check:
    """Allow what matches a pattern, which `allowed` says in words."""
    return Check(allowed, re.compile(pattern).fullmatch)


def column(description: str, *checks: Check, required: bool = True) -> Column:
    """Describe a column and what its cells may hold."""
    return Column(description, checks, required)


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
