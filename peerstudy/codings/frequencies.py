"""How many codes and quotations there are, by domain, code, group and role."""

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from peerstudy.codings.codings import Codings
from peerstudy.errors import require_known
from peerstudy.frames.vocabulary import CFIR_DOMAINS, LEVELS

CODES = ("valence", "cfir_domain", "level", "n", "denominator", "share", "who")
BY_CODE = (
    "code", "valence", "cfir_domain", "level", "own", "n", "denominator", "share", "words", "who",
)  # fmt: skip
QUOTATIONS = ("n", "denominator", "share", "words", "speakers", "who")
ILLUSTRATED = (
    "code", "valence", "level", "depth", "n", "denominator", "lowest", "per_lowest", "speakers",
    "groups", "who",
)  # fmt: skip
KEYS = (
    "valence", "cfir_domain", "code", "speaker_group", "role_en", "lived_experience", "gender",
    "form", "setting",
)  # fmt: skip


def codes_by_domain(codings: Codings) -> pd.DataFrame:
    """Count codes by valence, domain and level.

    Returns
    -------
    DataFrame
        Columns :data:`CODES`, a row also where there are none of a level that
        the valence has elsewhere; the denominator is all codes of that
        valence and level.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> frame = codes_by_domain(load_study("upsides_israel").codings)
    >>> frame.query("level == 'theme' and cfir_domain == 'inner_setting'")[
    ...     ["valence", "n", "denominator"]].to_numpy().tolist()
    [['challenge', 5, 12], ['facilitator', 0, 6]]
    """
    codes = codings.codebook.codes
    keys = ["valence", "cfir_domain", "level"]
    counted = Counter(codes[keys].itertuples(index=False, name=None))
    rows = []
    for valence in codes["valence"].unique():
        own = codes[codes["valence"] == valence]
        for domain in _in_order(codes["cfir_domain"], CFIR_DOMAINS):
            for level in _in_order(own["level"], LEVELS):
                total = int((own["level"] == level).sum())
                n = counted[valence, domain, level]
                who = f"codes of valence {valence} and level {level}"
                rows.append((valence, domain, level, n, total, n / total, who))
    return pd.DataFrame(rows, columns=list(CODES))


def quotations_by_code(codings: Codings) -> pd.DataFrame:
    """Count the quotations of each code, and of all codes below it.

    Returns
    -------
    DataFrame
        Columns :data:`BY_CODE`, one row a code in the tree's order: `own`
        quotations stand on the code itself, `n` and `words` add those below;
        the denominator is all quotations of the study.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> rows = quotations_by_code(load_study("upsides_israel").codings).set_index("code")
    >>> print(*rows.loc["f_process_engaging_supervision", ["own", "n", "denominator"]])
    0 4 44
    """
    book, quotations = codings.codebook, codings.quotations
    own = Counter(quotations["code"])
    words: Counter[str] = Counter()
    for code, n in zip(quotations["code"], quotations["words"], strict=True):
        words[code] += int(n)
    counts, lengths = book.subtree_sums(own), book.subtree_sums(words)
    total = len(quotations)
    rows = [
        (
            code,
            *(book[code][name] for name in ("valence", "cfir_domain", "level")),
            own[code],
            counts[code],
            total,
            share(counts[code], total),
            lengths[code],
            "all quotations",
        )
        for code in book
    ]
    return pd.DataFrame(rows, columns=list(BY_CODE))


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


def quotations_by(codings: Codings, *keys: str) -> pd.DataFrame:
    """Count quotations by anything they carry.

    Parameters
    ----------
    codings : Codings
        With the quotations.
    *keys : str
        One or more of :data:`KEYS`: a code's valence or domain, the code
        itself, the speaker's group, role, lived experience or gender, the
        form, the setting.

    Returns
    -------
    DataFrame
        The keys, then :data:`QUOTATIONS`, the most frequent first. `speakers`
        counts whom we take to be different people.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> rows = quotations_by(load_study("upsides_israel").codings, "speaker_group")
    >>> print(rows[["speaker_group", "n", "denominator"]].head(2).to_string(index=False))
       speaker_group  n  denominator
       professionals 19           44
    peer_specialists 11           44
    """
    book, codes = codings.codebook, codings.quotations["code"]
    rows = codings.quotations.assign(
        words=codings.quotations["words"].astype(int),
        valence=[book[code]["valence"] for code in codes],
        cfir_domain=[book[code]["cfir_domain"] for code in codes],
    )
    for key in keys or (None,):
        require_known("key", key, (name for name in KEYS if name in rows))
    grouped = rows.groupby(list(keys), sort=False)
    counts = grouped.agg(
        n=("quotation", "size"), words=("words", "sum"), speakers=("speaker", "nunique")
    ).reset_index()
    counts["denominator"] = len(rows)
    counts["share"] = counts["n"] / max(len(rows), 1)
    counts["who"] = "all quotations"
    ordered = counts.sort_values(["n", *keys], ascending=[False, *[True] * len(keys)])
    return ordered[[*keys, *QUOTATIONS]].reset_index(drop=True)


def share(n: int, denominator: int) -> float:
    """Return n of denominator as a number from 0 to 1; NaN of nothing."""
    return n / denominator if denominator else float("nan")


def _in_order(values: Iterable[str], order: Iterable[str]) -> list[str]:
    """Return the values that occur, in a vocabulary's order, the empty one last."""
    there = set(values)
    return [*(name for name in order if name in there), *([""] if "" in there else [])]
