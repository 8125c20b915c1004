"""How often each group's quotations illustrate each code, with Wilson intervals."""

from collections import Counter

import pandas as pd

from peerstudy.codings.codings import Codings
from peerstudy.codings.frequencies import share

FREQUENCIES = ("code", "group", "n", "denominator", "share", "low", "high", "who", "note")
FEWEST = 5
"""Below so many quotations of a group no interval is given."""
_CAVEAT = "the authors chose the quotations, and one speaker gives several"
_FEW = f"fewer than {FEWEST} quotations: no interval"


def theme_frequencies(
    codings: Codings, groups: list[str] | None = None, level: str | None = None
) -> pd.DataFrame:
    """Tell what share of each group's quotations illustrates each code.

    A quotation counts for its speaker's group and for all groups that group
    is a part of, and for its code and all codes above. The interval takes
    quotations as independent, which they are not: read it as the least
    uncertainty there is.

    Parameters
    ----------
    codings : Codings
        With codes and quotations.
    groups : list of str, optional
        Which groups; without them, every group with a quotation.
    level : str, optional
        Only codes of this level.

    Returns
    -------
    DataFrame
        Columns :data:`FREQUENCIES`; `low` and `high` are the 95 % Wilson
        interval, NaN with a `note` where the group has fewer than
        :data:`FEWEST` quotations.

    References
    ----------
    Wilson 1927, https://doi.org/10.1080/01621459.1927.10502953
    """
    book = codings.codebook
    chosen = [code for code in book if level is None or book[code]["level"] == level]
    rows = []
    for group in quoted_groups(codings) if groups is None else groups:
        inside = [codings.within(name, group) for name in codings.quotations["speaker_group"]]
        own = codings.quotations.loc[inside, "code"]
        sums = book.subtree_sums(Counter(own))
        who = f"quotations of {group}"
        for code in chosen:
            low, high = wilson(sums[code], len(own))
            note = _CAVEAT if len(own) >= FEWEST else _FEW
            ratio = share(sums[code], len(own))
            rows.append((code, group, sums[code], len(own), ratio, low, high, who, note))
    return pd.DataFrame(rows, columns=list(FREQUENCIES))


def quoted_groups(codings: Codings) -> list[str]:
    """List the groups with a quotation, their own or of a part of them, in the study's order."""
    named = set(codings.quotations["speaker_group"])
    return [
        group
        for group in codings.group_order()
        if any(codings.within(name, group) for name in named)
    ]


def wilson(n: int, denominator: int) -> tuple[float, float]:
    """Give the 95 % Wilson interval of a share; NaN of fewer than :data:`FEWEST`."""
    from scipy.stats import binomtest

    if denominator < FEWEST:
        return float("nan"), float("nan")
    found = binomtest(n, denominator).proportion_ci(method="wilson")
    return float(found.low), float(found.high)
