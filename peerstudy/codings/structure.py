"""The counts of codes that a source states, beside those its headings add up to."""

from collections.abc import Mapping

import pandas as pd

from peerstudy.codings.codings import Codings
from peerstudy.frames.records import records

STATED = (
    "place",
    "valence",
    "cfir_domain",
    "level",
    "stated",
    "counted",
    "sum_of_domains",
    "agrees",
    "codes",
    "source",
)


def stated_counts(codings: Codings) -> pd.DataFrame:
    """Set each stated count of codes beside the codes there are.

    Returns
    -------
    DataFrame
        Columns :data:`STATED`, one row a statement: how many are `stated`,
        how many the codebook has, what the statements for the domains add up
        to (missing for a single domain, for counts of domains, and where no
        domain states any), whether stated and counted agree, and a tuple of
        the codes that were counted.

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
    book = codings.codebook
    rows = []
    for row in records(codings.structure):
        codes = [code for code in book if _matches(book[code], row)]
        stated = int(row["stated"])
        rows.append(
            (
                *(row[name] for name in STATED[:4]),
                stated,
                len(codes),
                _sum_of_domains(codings, row),
                stated == len(codes),
                tuple(codes),
                row["source"],
            )
        )
    frame = pd.DataFrame(rows, columns=list(STATED))
    return frame.astype({"sum_of_domains": "Int64"})


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
