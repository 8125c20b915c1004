"""Who is quoted: each group's quotations against its share of the sample, and how concentrated.

Two questions, each with one exact test, see :data:`QUESTIONS`; all tests of a
study are corrected together. Quotations are never tested as if each came from
another person: one speaker gives several.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import comb

import pandas as pd

from peerstudy.codings.codings import Coded, Codings
from peerstudy.codings.frequencies import share
from peerstudy.codings.speakers import READINGS, readings
from peerstudy.errors import require_known
from peerstudy.frames.records import records
from peerstudy.ledger import EVERYBODY

QUOTED = (
    "group", "whole", "n", "denominator", "share", "sample_n", "sample_denominator", "sample_share",
    "speakers", "speakers_denominator", "p_quotations", "p_speakers", "holm_quotations",
    "holm_speakers", "tests", "who", "note",
)  # fmt: skip
CONCENTRATION = (
    "group", "reading", "speakers", "n", "top_n", "top_share", "gini", "gini_sample",
    "effective_speakers", "who",
)  # fmt: skip
QUESTIONS = {
    "quotations": "whether a group is quoted more or less than its share of the people: "
    "exact permutation test of people, each keeping all of their quotations, two-sided",
    "speakers": "whether more or fewer of its people are quoted than of the others: "
    "Fisher's exact test, two-sided",
}
"""The questions that are tested, each with the name of its one test."""
_NAN = float("nan")


def quoted_shares(study: Coded, reading: str = "role") -> pd.DataFrame:
    """Compare each group's share of the quotations with its share of the sample.

    Parameters
    ----------
    study : Study
        With codings and the printed sizes of its groups.
    reading : {"label", "role"}
        What tells speakers apart, see
        :data:`~peerstudy.codings.speakers.READINGS`.

    Returns
    -------
    DataFrame
        Columns :data:`QUOTED`, one row a group that is quoted or belongs to a
        stated partition, against the group it is a part of. `p_quotations`
        and `p_speakers` are the p values of the two tests of
        :data:`QUESTIONS`; `holm_quotations` and `holm_speakers` the same,
        corrected for all `tests` of the frame together (Holm). Two groups
        that make up a whole are one test. They are NaN, with a `note`, where
        groups overlap.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> rows = quoted_shares(load_study("upsides_israel")).query("whole == 'all'")
    >>> columns = ["group", "n", "denominator", "sample_n", "sample_denominator"]
    >>> print(rows[columns].to_string(index=False))
            group  n  denominator  sample_n  sample_denominator
            peers 17           44        26                  68
    professionals 27           44        42                  68
    """
    require_known("reading", reading, READINGS)
    codings = study.codings
    rows = []
    described = {row["group"]: row for row in records(codings.groups)}
    for group in codings.group_order():
        row = described[group]
        whole = row["parent"]
        own, all_ = (_counts(codings, name, reading) for name in (group, whole))
        sizes = [study.ledger.size(name) if name else None for name in (group, whole)]
        if not whole or not all_ or (not own and not row["partition"]):
            continue
        tests, note = (_NAN, _NAN), ""
        if None in sizes:
            note = "its size is not printed: not tested"
        elif row["partition"]:
            tests = _tests(own, all_, sizes[0] or 0, sizes[1] or 0)
        else:
            note = "overlaps other groups, or its labels may be left out: not tested"
        n, total = sum(own), sum(all_)
        sample = [_NAN if size is None else size for size in sizes]
        rows.append(
            (
                *(group, whole, n, total, share(n, total)),
                *(*sample, sample[0] / sample[1]),
                *(len(own), len(all_), *tests),
                *(_NAN, _NAN, 0),
                f"quotations and people of {whole}",
                note,
            )
        )
    return _corrected(pd.DataFrame(rows, columns=list(QUOTED)))


def _corrected(frame: pd.DataFrame) -> pd.DataFrame:
    """Correct all p values of a frame together; two groups that make up a whole are one test."""
    tested = frame["whole"].where(frame["p_quotations"].notna()).value_counts()
    names = [
        ("both of", row["whole"]) if tested.get(row["whole"]) == 2 else ("", row["group"])
        for row in frame.to_dict("records")
    ]
    found = {
        (question, name): p
        for question in QUESTIONS
        for name, p in zip(names, frame[f"p_{question}"], strict=True)
        if pd.notna(p)
    }
    from peerstudy.inference.differences import holm

    raised = dict(zip(found, holm(list(found.values())), strict=True))
    for question in QUESTIONS:
        frame[f"holm_{question}"] = [raised.get((question, name), _NAN) for name in names]
    return frame.assign(tests=len(found))


def _counts(codings: Codings, group: str | None, reading: str) -> list[int]:
    """Return how often each speaker is quoted, of a group or of all."""
    rows = codings.quotations
    if group is not None:
        rows = rows[[codings.within(name, group) for name in rows["speaker_group"]]]
    return [len(part) for _, part in rows.groupby(list(READINGS[reading]), sort=False)]


def _tests(own: Sequence[int], all_: Sequence[int], size: int, whole: int) -> tuple[float, float]:
    """Return the p value of each question; NaN where more speakers are counted than people."""
    from scipy.stats import fisher_exact

    others = len(all_) - len(own)
    if len(own) > size or others > whole - size:
        return _NAN, _NAN
    table = [[len(own), size - len(own)], [others, whole - size - others]]
    alone = fisher_exact(table).pvalue
    return clustered_p(all_, sum(own), size, whole), float(alone)


def clustered_p(counts: Sequence[int], observed: int, size: int, whole: int) -> float:
    """Return the chance of a total as rare as the observed, if the group were drawn at random.

    Draws `size` of `whole` people, of whom `len(counts)` have so many
    quotations and the others none, and adds up theirs. All draws are counted,
    with whole numbers: the two-sided p value adds up every total that is no
    likelier than the observed one.

    Examples
    --------
    Of four people one is quoted three times; a group of two holds that person
    in half of all draws:

    >>> clustered_p([3], 3, 2, 4)
    1.0
    """
    ways = {(0, 0): 1}
    for count in counts:
        more = dict(ways)
        for (people, total), n in ways.items():
            key = people + 1, total + count
            more[key] = more.get(key, 0) + n
        ways = more
    silent = whole - len(counts)
    totals: dict[int, int] = {}
    for (people, total), n in ways.items():
        if 0 <= size - people <= silent:
            totals[total] = totals.get(total, 0) + n * comb(silent, size - people)
    limit = totals.get(observed, 0)
    rare = sum(n for n in totals.values() if n <= limit)
    return float(Fraction(rare, comb(whole, size)))


def concentration(study: Coded) -> pd.DataFrame:
    """Return how concentrated quotations are on few speakers, under each reading.

    Returns
    -------
    DataFrame
        Columns :data:`CONCENTRATION`, one row a reading, for all and for each
        main group: the most quoted speaker's share; the Gini coefficient
        among those quoted, and among the whole group with everybody who is
        not quoted (NaN where its size is not printed); the effective number
        of speakers, one over the sum of squared shares: so many speakers
        quoted equally often would be as concentrated.

    References
    ----------
    Hill 1973, https://doi.org/10.2307/1934352 (the effective number).

    Examples
    --------
    >>> from peerstudy import load_study
    >>> rows = concentration(load_study("upsides_israel"))
    >>> print(rows[["group", "reading", "speakers", "n", "top_n"]].head(2).to_string(index=False))
    group reading  speakers  n  top_n
      all  number        16 44      7
      all   label        26 44      5
    """
    codings, parents = study.codings, study.codings.parents()
    partitions = zip(codings.groups["group"], codings.groups["partition"], strict=True)
    main = [name for name, part in partitions if part and not parents.get(parents[name], "")]
    rows = []
    for group in (EVERYBODY, *main):
        everybody = group == EVERYBODY
        who = "all quotations" if everybody else f"quotations of {group}"
        for reading in readings(codings):
            counts = _counts(codings, None if everybody else group, reading)
            if counts:
                rows.append((group, reading, *_concentrated(counts, study.ledger.size(group)), who))
    return pd.DataFrame(rows, columns=list(CONCENTRATION))


def _concentrated(counts: Sequence[int], size: int | None) -> tuple[float, ...]:
    total, top = sum(counts), max(counts)
    effective = Fraction(total * total, sum(n * n for n in counts))
    silent = None if size is None else size - len(counts)
    of_sample = _NAN if silent is None or silent < 0 else gini([*counts, *[0] * silent])
    return len(counts), total, top, top / total, gini(counts), of_sample, float(effective)


def gini(values: Sequence[int]) -> float:
    """Return the Gini coefficient: 0 if all values are equal, towards 1 if one has all.

    Examples
    --------
    >>> gini([2, 2, 2]), gini([0, 0, 3])
    (0.0, 0.6666666666666666)
    """
    ordered = sorted(values)
    n, total = len(ordered), sum(ordered)
    if not total:
        return _NAN
    ranked = sum(rank * value for rank, value in enumerate(ordered, start=1))
    return float(Fraction(2 * ranked, n * total) - Fraction(n + 1, n))
