"""The counts of codes that a source states, beside those its headings add up to."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from peerstudy.codings.codings import Codings
from peerstudy.frames.records import records


class Statement(NamedTuple):
    """A count of codes that a source states in a place, beside the codes there are.

    It has no domain where it is over all; `sum_of_domains` is what the statements
    for the domains add up to, None where no domain states any.
    """

    place: str
    valence: str
    cfir_domain: str
    level: str
    stated: int
    counted: int
    sum_of_domains: int | None
    agrees: bool
    codes: tuple[str, ...]
    source: str


def stated_counts(codings: Codings) -> pd.DataFrame:
    """Set each stated count of codes beside the codes there are.

    Returns
    -------
    DataFrame
        One row a :class:`Statement`, with its fields as columns.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> rows = stated_counts(load_study("upsides_israel").codings)
    >>> columns = ["valence", "level", "stated", "counted", "agrees"]
    >>> print(rows.loc[:1, columns].to_string(index=False))
      valence       level  stated  counted  agrees
    challenge      domain       5        5    True
    challenge subcategory       7        7    True
    """
    frame = pd.DataFrame(statements(codings), columns=list(Statement._fields))
    return frame.astype({"sum_of_domains": "Int64"})


def statements(codings: Codings) -> list[Statement]:
    """List the stated counts of codes, each with the codes there are."""
    book = codings.codebook
    found = []
    for row in records(codings.structure):
        codes = tuple(code for code in book if _matches(book[code], row))
        of = (row["place"], row["valence"], row["cfir_domain"], row["level"])
        stated, total = int(row["stated"]), _sum_of_domains(codings, row)
        agrees = stated == len(codes)
        found.append(Statement(*of, stated, len(codes), total, agrees, codes, row["source"]))
    return found


def _matches(code: Mapping[str, str], row: Mapping[str, str]) -> bool:
    keys = ["valence", "level"] + (["cfir_domain"] if row["cfir_domain"] else [])
    return all(code[key] == row[key] for key in keys)


def _sum_of_domains(codings: Codings, row: dict[str, str]) -> int | None:
    """Add up what the same place states for single domains, for a statement over all."""
    if row["cfir_domain"]:
        return None
    parts = [
        int(other["stated"])
        for other in records(codings.structure)
        if other["cfir_domain"]
        and all(other[key] == row[key] for key in ("place", "valence", "level"))
    ]
    return sum(parts) if parts else None
