"""How many quotations, speakers and groups illustrate each code, those below it included."""

import pandas as pd

from peerstudy.codings.codings import Codings
from peerstudy.frames.records import records

ILLUSTRATED = (
    "code", "valence", "level", "depth", "n", "denominator", "lowest", "per_lowest", "speakers",
    "groups", "who",
)  # fmt: skip


def illustrated(codings: Codings) -> pd.DataFrame:
    """Count who and what illustrates each code.

    Returns
    -------
    DataFrame
        Columns :data:`ILLUSTRATED`, one row a code in the tree's order. `n`
        quotations stand on the code or below it; the denominator is all
        quotations of the study. `per_lowest` are quotations for each of the
        `lowest` codes at or below the code. `speakers` counts whom we take to be different
        people, `groups` the groups named as the speaker's, each as printed.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> rows = illustrated(load_study("upsides_israel").codings)
    >>> print(rows[["code", "n", "lowest", "speakers", "groups"]].head(2).to_string(index=False))
                   code  n  lowest  speakers  groups
         c_intervention  5       3         5       2
    c_intervention_core  5       3         5       2
    """
    book = codings.codebook
    quotations: dict[str, list[dict[str, str]]] = {code: [] for code in book}
    for row in records(codings.quotations):
        for code in book.path(row["code"]):
            quotations[code].append(row)
    total = len(codings.quotations)
    lowest = book.subtree_sums(dict.fromkeys(book.leaves, 1))
    rows = [
        (
            code,
            book[code]["valence"],
            book[code]["level"],
            depth,
            len(quotations[code]),
            total,
            lowest[code],
            len(quotations[code]) / lowest[code],
            len({row["speaker"] for row in quotations[code]}),
            len({row["speaker_group"] for row in quotations[code]}),
            "all quotations",
        )
        for depth, code in book.walk()
    ]
    return pd.DataFrame(rows, columns=list(ILLUSTRATED))
