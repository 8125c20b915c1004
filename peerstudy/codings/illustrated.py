"""How many quotations, speakers and groups illustrate each code, those below it included."""

import pandas as pd

from peerstudy.codings.codings import Codings

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
    lowest = book.subtree_sums(dict.fromkeys(book.leaves, 1))
    rows = []
    for depth, code in book.walk():
        own = codings.quotations["code"].isin([code, *book.descendants(code)])
        who = codings.quotations.loc[own, ["speaker", "speaker_group"]].nunique()
        n, of_code = int(own.sum()), (code, book[code]["valence"], book[code]["level"], depth)
        numbers = (n, len(own), lowest[code], n / lowest[code], *who)
        rows.append((*of_code, *numbers, "all quotations"))
    return pd.DataFrame(rows, columns=list(ILLUSTRATED))
