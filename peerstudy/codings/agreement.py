"""How far two readings of the same items agree: Cohen's kappa, and what bounds it.

Kappa depends on how often each reading gave each name. Where these totals
differ, no kappa of 1 is possible; where they leave one table only, kappa was
settled before any item was compared. So each kappa comes with the lowest and
highest that its own totals admit.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import comb, factorial
from operator import eq

import numpy as np
import pandas as pd

from peerstudy.frames.border import guarded, with_columns

AGREEMENT = (
    "version", "n", "agree", "share", "kappa", "kappa_low", "kappa_high", "kappa_state",
    "orders_alike", "domains_agree", "kappa_domains", "who",
)  # fmt: skip
CHECKED = (
    "checklist", "n", "agree", "share", "kappa", "kappa_low", "kappa_high", "kappa_state",
    "orders_alike", "who",
)  # fmt: skip
STATES = ("bounded", "forced", "undefined")
"""What the two readings' totals leave open of kappa: a range, one value, or none."""


def cohen_kappa(first: Sequence[str], second: Sequence[str]) -> Fraction | None:
    """Return the exact agreement of two readings beyond what their own shares would give.

    None where nothing was read, or both readings gave every item the same name, so that no
    disagreement was possible. Cohen 1960, https://doi.org/10.1177/001316446002000104

    Examples
    --------
    Of 50 grants two readers accept 20 and refuse 15 alike:

    >>> first = ["yes"] * 25 + ["no"] * 25
    >>> second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    >>> cohen_kappa(first, second)
    Fraction(2, 5)
    """
    return _kappa(_alike(first, second), first, second)


def _alike(first: Sequence[str], second: Sequence[str]) -> int:
    return sum(map(eq, first, second))


def _kappa(agree: int, first: Sequence[str], second: Sequence[str]) -> Fraction | None:
    n = len(first)
    own, other = Counter(first), Counter(second)
    by_chance = sum(own[name] * other[name] for name in own)
    return None if by_chance == n * n else Fraction(n * agree - by_chance, n * n - by_chance)


def kappa_bounds(first: Sequence[str], second: Sequence[str]) -> tuple[Fraction, Fraction] | None:
    """Return the lowest and highest kappa that the totals of two readings admit.

    At most the smaller of a name's two totals can agree, for every name at
    once: Cohen's largest kappa. At least as many must agree as two totals of
    one name exceed the number of items; at most one name's can, and the others
    can be kept apart (Hall's condition for the cells off the diagonal). None
    where kappa is undefined.

    Examples
    --------
    >>> kappa_bounds(["yes", "yes", "no", "no"], ["yes", "no", "no", "no"])
    (Fraction(-1, 2), Fraction(1, 2))
    """
    own, other = Counter(first), Counter(second)
    least = max([0, *(own[name] + other[name] - len(first) for name in own)])
    low = _kappa(least, first, second)
    high = _kappa(sum((own & other).values()), first, second)
    return None if low is None or high is None else (low, high)


def chance_agreement(first: Sequence[str], second: Sequence[str]) -> Fraction:
    """Return how often names dealt at random agree at least as often as two readings did.

    Exact, over every order of the second reading's names; of two readings of
    few items it is large however high their kappa is, and 1 where nothing was read.

    Orders with k items alike are hits on a board of blocks, one a name, of its
    total in the first reading by its total in the second. The ways to choose j
    hits are the coefficients of the product of the blocks' rook polynomials;
    inclusion and exclusion gives exactly k. Riordan 1958, An Introduction to
    Combinatorial Analysis, chapter 7

    Examples
    --------
    Of the 24 orders of four names one agrees throughout:

    >>> chance_agreement("abcd", "abcd")
    Fraction(1, 24)
    """
    n, own, other = len(first), Counter(first), Counter(second)
    rooks = np.array([1], dtype=object)
    for name, a in own.items():
        b = other[name]
        block = [comb(a, k) * comb(b, k) * factorial(k) for k in range(min(a, b) + 1)]
        rooks = np.convolve(rooks, np.array(block, dtype=object))
    hits = sum(
        (-1) ** (j - k) * comb(j, k) * rooks[j] * factorial(n - j)
        for k in range(_alike(first, second), len(rooks))
        for j in range(k, len(rooks))
    )
    return Fraction(hits, factorial(n))


@guarded
def construct_agreement(constructs: pd.DataFrame) -> pd.DataFrame:
    """Return how far two readings of the codes' constructs agree, version by version.

    Parameters
    ----------
    constructs : DataFrame of str
        One row a code and version, with ``version, first, second``; a
        construct is named as ``cfir2009.III.C``, its domain's numeral second.

    Returns
    -------
    DataFrame
        Columns :data:`AGREEMENT`, one row a version: of `n` codes, how many
        have the same construct in both readings, Cohen's kappa with its ends
        (:func:`kappa_bounds`), what these leave open (one of :data:`STATES`)
        and the share of random orders that agree as often
        (:func:`chance_agreement`); agreement and kappa of the constructs'
        domains.

    Examples
    --------
    >>> from peerstudy.study.article import load_article
    >>> frame = construct_agreement(load_article("upsides_israel").constructs)
    >>> frame[["version", "n", "agree"]].to_numpy().tolist()
    [['2009', 31, 18], ['2022', 31, 17]]
    """
    rows = []
    with_columns("constructs", constructs, ("version", "first", "second"))
    for version, part in constructs.groupby("version", sort=True):
        first, second = part["first"].tolist(), part["second"].tolist()
        domains = [[name.split(".")[1] for name in names] for names in (first, second)]
        rows.append({
            "version": version,
            **_agreement(first, second),
            "domains_agree": _alike(*domains),
            "kappa_domains": _float(cohen_kappa(*domains)),
            "who": "codes read twice",
        })  # fmt: skip
    return pd.DataFrame(rows, columns=list(AGREEMENT))


@guarded
def checklist_agreement(checklists: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return how far two readings of reporting checklists agree, checklist by checklist.

    Parameters
    ----------
    checklists : mapping of str to DataFrame
        By name, one row an item with ``reported`` and ``second``, the answers
        of the two readings; see :func:`peerstudy.study.article.load_article`.

    Returns
    -------
    DataFrame
        Columns :data:`CHECKED`, one row a checklist; see
        :func:`construct_agreement`.

    Examples
    --------
    >>> from peerstudy.study.article import load_article
    >>> frame = checklist_agreement(load_article("upsides_israel").checklists)
    >>> frame[["checklist", "n", "agree"]].to_numpy().tolist()
    [['coreq', 32, 27], ['srqr', 21, 19]]
    """
    rows = []
    for name, items in checklists.items():
        readings = with_columns(name, items, ("reported", "second"))
        both = readings["reported"].tolist(), readings["second"].tolist()
        if len(items):
            rows.append({"checklist": name, **_agreement(*both), "who": "items read twice"})
    return pd.DataFrame(rows, columns=list(CHECKED))


def _agreement(first: Sequence[str], second: Sequence[str]) -> dict[str, object]:
    """Return what one row tells of the agreement of two readings."""
    n, agree = len(first), _alike(first, second)
    bounds = kappa_bounds(first, second)
    low, high = bounds or (None, None)
    return {
        "n": n,
        "agree": agree,
        "share": agree / n,
        "kappa": _float(cohen_kappa(first, second)),
        "kappa_low": _float(low),
        "kappa_high": _float(high),
        "kappa_state": "undefined" if low is None else "forced" if low == high else "bounded",
        "orders_alike": float(chance_agreement(first, second)),
    }


def _float(value: Fraction | None) -> float:
    return float("nan") if value is None else float(value)
