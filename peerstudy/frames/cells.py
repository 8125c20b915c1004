"""What a cell of a frame may hold, said so that an error message can repeat it."""

from collections.abc import Collection

import pandera.pandas as pa

_NAME = r"\S(?:.*\S)?"


def one_of(allowed: Collection[str], *, empty: bool = False) -> pa.Check:
    """Allow these words only, and an empty cell if `empty`."""
    names = ", ".join(allowed)
    choice = f"one of: {names}" + (", or empty" if empty else "")
    return pa.Check.isin([*allowed, ""] if empty else list(allowed), error=choice)


def like(pattern: str, allowed: str) -> pa.Check:
    """Allow what matches a pattern, which `allowed` says in words."""
    return pa.Check.str_matches(rf"^(?:{pattern})$", error=allowed)


def column(description: str, *checks: pa.Check, required: bool = True) -> pa.Column:
    """Describe a column and what its cells may hold."""
    return pa.Column(checks=list(checks), required=required, description=description)


def name(description: str) -> pa.Column:
    """Describe a column of names, none of them empty."""
    return column(description, like(_NAME, "a name, not empty and without spaces around it"))


def text(description: str, *, required: bool = True) -> pa.Column:
    """Describe a column of any text."""
    return column(description, required=required)


def whole(description: str, *, empty: bool = False, required: bool = True) -> pa.Column:
    """Describe a column of whole numbers of 0 or more."""
    allowed = "a whole number of 0 or more" + (", or empty" if empty else "")
    return column(description, like(r"|\d+" if empty else r"\d+", allowed), required=required)
