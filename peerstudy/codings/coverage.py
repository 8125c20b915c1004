"""Which groups are said to have raised which codes: reported, reported absent, or unknown.

Silence is unknown. What is said of a part of a group holds of the group, and
what is said of all stakeholders holds of the groups they are divided into;
what is said of a group says nothing of its parts.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from peerstudy.codings.codings import Codings
from peerstudy.codings.frequencies import share
from peerstudy.frames.records import listed, records
from peerstudy.frames.vocabulary import Status
from peerstudy.ledger import EVERYBODY

COVERAGE = ("code", "valence", "group", "state", "basis", "extent", "source")
SHARES = ("valence", "group", "reported", "absent", "unknown", "denominator", "low", "high", "who")
VOICES = ("code", "group", "state", "n", "heard")


class _Told(NamedTuple):
    state: Status
    basis: str
    extent: tuple[str, ...]
    source: tuple[str, ...]


_BASES = ("said of the group", "said of a part", "said of all", "said of a code below")


def coverage(codings: Codings) -> pd.DataFrame:
    """Return for each code and group whether the group is said to have raised it.

    Returns
    -------
    DataFrame
        Columns :data:`COVERAGE`, one row a code and group. `basis` says how
        it is known: said of the group itself, of a part of it, of all
        stakeholders, or of a code below; empty where it is unknown. `extent`
        and `source` are those of the statements, as tuples. Every
        stance but ``not_raised`` counts as reported; a code is reported absent
        only where that is said of the group itself.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> rows = coverage(load_study("upsides_israel").codings).set_index(["code", "group"])
    >>> rows.loc[("c_inner_conditions_pay", "peers"), ["state", "basis", "extent"]].tolist()
    [<Status.REPORTED: 'reported'>, 'said of all', ('widely',)]
    """
    told: dict[tuple[str, str], list[_Told]] = {}
    for row in records(codings.attributions):
        for group, basis in said_of(codings, row["group"]):
            state = Status.ABSENT if row["stance"] == "not_raised" else Status.REPORTED
            if state is Status.ABSENT and basis == _BASES[1]:
                continue
            own = _Told(state, basis, (row["extent"],), listed(row["source"]))
            told.setdefault((row["code"], group), []).append(own)
            if state is Status.REPORTED:
                for above in codings.codebook.path(row["code"])[:-1]:
                    told.setdefault((above, group), []).append(own._replace(basis=_BASES[3]))
    book = codings.codebook
    rows = [
        (code, book[code]["valence"], group, *_settled(told.get((code, group), [])))
        for code in book
        for group in codings.group_order()
    ]
    return pd.DataFrame(rows, columns=list(COVERAGE))


def said_of(codings: Codings, group: str) -> Iterator[tuple[str, str]]:
    """Yield whom a statement about a group holds of, and on what basis."""
    yield group, _BASES[0]
    if group == EVERYBODY:
        for row in records(codings.groups):
            if row["parent"] == EVERYBODY and row["partition"]:
                yield row["group"], _BASES[2]
        return
    for above in codings.above(group)[1:]:
        if above != EVERYBODY:
            yield above, _BASES[1]


def _settled(told: list[_Told]) -> _Told:
    """Choose the most direct basis; what is reported outweighs what is denied."""
    if not told:
        return _Told(Status.UNKNOWN, "", (), ())
    state = Status.REPORTED if any(t.state is Status.REPORTED for t in told) else Status.ABSENT
    basis = min((t.basis for t in told if t.state is state), key=_BASES.index)
    kept = [t for t in told if t.state is state and t.basis == basis]
    extents = dict.fromkeys(extent for t in kept for extent in t.extent)
    sources = dict.fromkeys(source for t in kept for source in t.source)
    return _Told(state, basis, tuple(extents), tuple(sources))


def lowest_coverage(codings: Codings) -> pd.DataFrame:
    """Keep the lowest codes, and the groups that are a part of another.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> rows = lowest_coverage(load_study("upsides_israel").codings)
    >>> print(rows["state"].value_counts().to_string())
    state
    unknown     228
    reported     82
    """
    states = coverage(codings)
    parts = states["group"].map(codings.parents()) != ""
    return states[parts & states["code"].isin(codings.codebook.leaves)].reset_index(drop=True)


def coverage_shares(codings: Codings) -> pd.DataFrame:
    """Return what share of the lowest codes each group raised, as far as it is known.

    Returns
    -------
    DataFrame
        Columns :data:`SHARES`, one row a valence and group: how many codes
        are reported, reported absent and unknown, of how many; `low` counts
        every unknown as not raised, `high` as raised.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> rows = coverage_shares(load_study("upsides_israel").codings)
    >>> columns = ["valence", "reported", "unknown", "denominator"]
    >>> print(rows.query("group == 'peers'")[columns].to_string(index=False))
        valence  reported  unknown  denominator
      challenge        13        1           14
    facilitator        12        5           17
    """
    book = codings.codebook
    states = coverage(codings)
    lowest = states[states["code"].isin(book.leaves)]
    rows = []
    for (valence, group), part in lowest.groupby(["valence", "group"], sort=False):
        n = {state: int((part["state"] == state).sum()) for state in Status}
        total = len(part)
        low = share(n[Status.REPORTED], total)
        high = share(n[Status.REPORTED] + n[Status.UNKNOWN], total)
        rows.append((valence, group, *n.values(), total, low, high, f"lowest codes: {valence}"))
    return pd.DataFrame(rows, columns=list(SHARES))


def voices(codings: Codings) -> pd.DataFrame:
    """Set what each group is said to have raised beside whether it is quoted on it.

    Returns
    -------
    DataFrame
        Columns :data:`VOICES`, one row a lowest code and group: the state of
        :func:`coverage`, `n` quotations of the group or a part of it, and
        whether there is one.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> print(voices(load_study("upsides_israel").codings).head(2).to_string(index=False))
                            code group    state  n  heard
    c_intervention_core_two_hats   all  unknown  4   True
    c_intervention_core_two_hats peers reported  1   True
    """
    states = coverage(codings)
    above = {group: codings.above(group) for group in codings.parents()}
    counts = Counter(
        (row["code"], group)
        for row in records(codings.quotations)
        for group in above[row["speaker_group"]]
    )
    lowest = states[states["code"].isin(codings.codebook.leaves)]
    rows = [
        (row["code"], row["group"], row["state"], n, n > 0)
        for row in records(lowest)
        for n in [counts[row["code"], row["group"]]]
    ]
    return pd.DataFrame(rows, columns=list(VOICES))
