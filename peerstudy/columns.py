"""The building blocks of a schema's columns: what a cell of text may hold."""

from collections.abc import Collection

import pandera.pandas as pa

NAME = r"\S(?:.*\S)?"
LONGEST = 200


def one_of(allowed: Collection[str], *, empty: bool = False) -> pa.Check:
    """Allow these texts and no others."""
    names = ", ".join(allowed)
    choice = f"one of: {names}" + (", or empty" if empty else "")
    return pa.Check.isin([*allowed, ""] if empty else list(allowed), error=choice)


def like(pattern: str, allowed: str) -> pa.Check:
    """Allow texts that a pattern matches as a whole."""
    return pa.Check.str_matches(rf"^(?:{pattern})$", error=allowed)


def short() -> pa.Check:
    """Allow no text longer than a fact in one's own words needs to be."""
    return pa.Check.str_length(max_value=LONGEST, error=f"at most {LONGEST} characters")


def column(description: str, *checks: pa.Check, required: bool = True) -> pa.Column:
    """Describe a column and what its cells may hold; any text without checks."""
    return pa.Column(checks=list(checks), required=required, description=description)


def name(description: str) -> pa.Column:
    """Describe a column of names, none of them empty."""
    return column(description, like(NAME, "a name, not empty and without spaces around it"))
