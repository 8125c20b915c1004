"""How many of each group's quotations illustrate each code, and how widely it was raised."""

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from peerstudy.codings.codings import Codings
from peerstudy.codings.coverage import coverage
from peerstudy.codings.frequencies import share
from peerstudy.errors import require_known, require_names
from peerstudy.frames.vocabulary import LEVELS

FREQUENCIES = (
    "code", "group", "n", "denominator", "share", "lowest", "per_lowest", "breadth", "who", "note",
)  # fmt: skip
_CAVEAT = "the authors chose the quotations, a few for each code, and one speaker gives several"


def theme_frequencies(
    codings: Codings, groups: str | Iterable[str] | None = None, level: str | None = None
) -> pd.DataFrame:
    """Return what share of each group's quotations illustrates each code.

    A quotation counts for its speaker's group and for all groups that group
    is a part of, and for its code and all codes above. Quotations are chosen,
    not sampled, so a share has no interval: how widely a code was raised is
    told by the source's own words.

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
        Columns :data:`FREQUENCIES`; `per_lowest` are quotations for each of
        the `lowest` codes at or below the code; `breadth` are the source's
        words for how widely the group raised it, of the most direct kind, a tuple
        that is empty where it is unknown, see :func:`~peerstudy.codings.coverage.coverage`.

    Raises
    ------
    UnknownNameError
        If there is no such group, or no code of such a level.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> rows = theme_frequencies(load_study("upsides_israel").codings, "peers", "theme")
    >>> print(rows[["code", "n", "denominator", "breadth"]].head(2).to_string(index=False))
                                  code  n  denominator        breadth
          c_intervention_core_two_hats  1           17        (some,)
    c_intervention_core_emotional_load  0           17 (unspecified,)
    """
    book = codings.codebook
    such_as = 'groups such as ["peers"]; leave it out for all'
    named = quoted_groups(codings) if groups is None else require_names("groups", groups, such_as)
    for group in named:
        require_known("group", group, codings.group_order())
    if level is not None:
        levels = [each for each in LEVELS if any(book[code]["level"] == each for code in book)]
        require_known("level", level, levels)
    chosen = [code for code in book if level is None or book[code]["level"] == level]
    lowest = book.subtree_sums(dict.fromkeys(book.leaves, 1))
    breadth = coverage(codings).set_index(["code", "group"])["extent"].to_dict()
    rows = []
    for group in named:
        inside = [codings.within(name, group) for name in codings.quotations["speaker_group"]]
        own = codings.quotations.loc[inside, "code"]
        sums = book.subtree_sums(Counter(own))
        who = f"quotations of {group}"
        for code in chosen:
            n = sums[code]
            numbers = (n, len(own), share(n, len(own)), lowest[code], n / lowest[code])
            rows.append((code, group, *numbers, breadth[code, group], who, _CAVEAT))
    return pd.DataFrame(rows, columns=list(FREQUENCIES))


def quoted_groups(codings: Codings) -> list[str]:
    """List the groups with a quotation, their own or of a part of them, in the study's order."""
    named = set(codings.quotations["speaker_group"])
    return [
        group
        for group in codings.group_order()
        if any(codings.within(name, group) for name in named)
    ]
