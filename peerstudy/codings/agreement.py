"""How far two readings of the same codes agree: Cohen's kappa, and what they differ in."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

import pandas as pd

AGREEMENT = ("version", "n", "agree", "share", "kappa", "domains_agree", "kappa_domains", "who")


def cohen_kappa(first: Sequence[str], second: Sequence[str]) -> Fraction | None:
    """Return the agreement of two readings beyond what their own shares would give.

    Exact: the observed agreement less the expected, over one less the
    expected. None where nothing was read, or both readings gave every item
    the same name, so that no disagreement was possible.

    Parameters
    ----------
    first, second : sequence of str
        The name that each reading gave, item by item.

    References
    ----------
    Cohen 1960, https://doi.org/10.1177/001316446002000104

    Examples
    --------
    Of 50 grants two readers accept 20 and refuse 15 alike:

    >>> first = ["yes"] * 25 + ["no"] * 25
    >>> second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    >>> cohen_kappa(first, second)
    Fraction(2, 5)
    """
    n = len(first)
    if n == 0:
        return None
    agree = Fraction(sum(a == b for a, b in zip(first, second, strict=True)), n)
    own, other = Counter(first), Counter(second)
    expected = Fraction(sum(own[name] * other[name] for name in own), n * n)
    return None if expected == 1 else (agree - expected) / (1 - expected)


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
        have the same construct in both readings and Cohen's kappa; the same
        for the constructs' domains.

    Examples
    --------
    >>> from peerstudy.study.article import load_article
    >>> frame = construct_agreement(load_article("upsides_israel").constructs)
    >>> frame[["version", "n", "agree"]].to_numpy().tolist()
    [['2009', 31, 23], ['2022', 31, 21]]
    """
    rows = []
    for version, part in constructs.groupby("version", sort=True):
        first, second = part["first"].tolist(), part["second"].tolist()
        domains = [[name.split(".")[1] for name in names] for names in (first, second)]
        agree = [
            sum(a == b for a, b in zip(*pair, strict=True)) for pair in ((first, second), domains)
        ]
        n = len(part)
        rows.append(
            (
                *(version, n, agree[0], agree[0] / n, _float(cohen_kappa(first, second))),
                *(agree[1], _float(cohen_kappa(*domains))),
                "codes read twice",
            )
        )
    return pd.DataFrame(rows, columns=list(AGREEMENT))


def _float(value: Fraction | None) -> float:
    return float("nan") if value is None else float(value)
