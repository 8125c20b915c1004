"""How often each group's quotations illustrate each code, with Wilson intervals."""

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from peerstudy.codings.codings import Codings
from peerstudy.codings.frequencies import share
from peerstudy.errors import require_known
from peerstudy.frames.vocabulary import LEVELS

FREQUENCIES = ("code", "group", "n", "denominator", "share", "low", "high", "who", "note")
FEWEST = 5
"""Below so many quotations of a group no interval is given."""
_CAVEAT = "the authors chose the quotations, and one speaker gives several"
_FEW = f"fewer than {FEWEST} quotations: no interval"


def theme_frequencies(
    codings: Codings, groups: str | Iterable[str] | None = None, level: str | None = None
) -> pd.DataFrame:
    """Return what share of each group's quotations illustrates each code.

    A quotation counts for its speaker's group and for all groups that group
    is a part of, and for its code and all codes above. The interval takes
    quotations as independent, which they are not: read it as the least
    uncertainty there is.

    Parameters
    ----------
    codings : Codings
        With codes and quotations.
    groups : str or iterable of str, optional
        Which groups; without them, every group with a quotation.
    level : str, optional
        Only codes of this level.

    Returns
    -------
    DataFrame
        Columns :data:`FREQUENCIES`; `low` and `high` are the 95 % Wilson
        interval, NaN with a `note` where the group has fewer than
        :data:`FEWEST` quotations.

    Raises
    ------
    UnknownNameError
        If there is no such group, or no code of such a level.

    References
    ----------
    Wilson 1927, https://doi.org/10.1080/01621459.1927.10502953
    """
    book = codings.codebook
    chosen_groups = quoted_groups(codings) if groups is None else _known_groups(codings, groups)
    if level is not None:
        levels = [each for each in LEVELS if any(book[code]["level"] == each for code in book)]
        require_known("level", level, levels)
    chosen = [code for code in book if level is None or book[code]["level"] == level]
    rows = []
    for group in chosen_groups:
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


def _known_groups(codings: Codings, groups: str | Iterable[str]) -> list[str]:
    named = [groups] if isinstance(groups, str) else list(groups)
    for group in named:
        require_known("group", group, codings.group_order())
    return named


def quoted_groups(codings: Codings) -> list[str]:
    """List the groups with a quotation, their own or of a part of them, in the study's order."""
    named = set(codings.quotations["speaker_group"])
    return [
        group
        for group in codings.group_order()
        if any(codings.within(name, group) for name in named)
    ]


def wilson(n: int, denominator: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share; NaN of fewer than :data:`FEWEST`."""
    from scipy.stats import binomtest

    if denominator < FEWEST:
        return float("nan"), float("nan")
    found = binomtest(n, denominator).proportion_ci(method="wilson")
    return float(found.low), float(found.high)
