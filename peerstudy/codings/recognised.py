"""How many people a speaker's printed label fits at most, counted without naming any label.

A label names a stakeholder group, a second one where its role is one, and a gender. Whoever
it is of belongs to each of these groups, and to those that they are a part
of: so at most as many people fit it as the smallest cell that the study
prints for any of them, of that gender or of everybody.
"""

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from peerstudy.codings.codings import Coded
from peerstudy.frames.border import guarded
from peerstudy.frames.records import listed, records
from peerstudy.ledger import EVERYBODY, Ledger

RECOGNISED = ("fits", "labels", "labels_denominator", "quotations", "denominator", "who")
_CLASSES = {"1": 0, "2 to 4": 2, "5 or more": 5}
"""The classes of `fits`, each with the bound that it begins from."""
_GENDERS = {"f": "women", "m": "men"}
_UNKNOWN = "unknown"


@guarded
def recognisable(study: Coded, variable: str = "gender") -> pd.DataFrame:
    """Count the speakers' labels by how many people of the sample they fit at most.

    A label that fits one person is a risk to that person: whoever knows the
    sample knows who speaks. So none is named here.

    Parameters
    ----------
    study : Study
        With quotations and printed sizes of groups.
    variable : str, default "gender"
        Whose printed cells are intersected with the groups; its levels are
        ``women`` and ``men``.

    Returns
    -------
    DataFrame
        Columns :data:`RECOGNISED`, one row a class: how many different labels
        and quotations, of all. ``unknown`` where no size is printed for any
        group of the label.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> recognisable(load_study("upsides_israel"))[["fits", "labels"]].to_numpy().tolist()
    [['1', 1], ['2 to 4', 3], ['5 or more', 9], ['unknown', 0]]
    """
    quoted = [
        (
            (row["speaker_group"], row.get("also_group", ""), row["gender"]),
            _class(min(_cells(study, row, variable), default=None)),
        )
        for row in records(study.codings.quotations)
    ]
    labels, quotations = Counter(dict(quoted).values()), Counter(name for _, name in quoted)
    who = "labels printed with quotations, and quotations"
    rows = [
        (name, labels[name], labels.total(), quotations[name], quotations.total(), who)
        for name in (*_CLASSES, _UNKNOWN)
    ]
    return pd.DataFrame(rows, columns=list(RECOGNISED))


def _class(bound: int | None) -> str:
    if bound is None:
        return _UNKNOWN
    return [name for name, least in _CLASSES.items() if least <= max(bound, 0)][-1]


def _cells(study: Coded, row: dict[str, str], variable: str) -> Iterator[int]:
    """Yield the printed sizes of whatever a speaker belongs to."""
    level = _GENDERS.get(row["gender"], "")
    named = [row["speaker_group"], *listed(row.get("also_group", ""))]
    for group in (above for each in named for above in study.codings.above(each)):
        if group != EVERYBODY:
            yield from _printed(study.ledger, group, "", "")
            if level:
                yield from _printed(study.ledger, group, variable, level)


def _printed(ledger: Ledger, group: str, variable: str, level: str) -> Iterator[int]:
    for row in ledger.by_quantity.get((group, variable, level, "n"), ()):
        if row.whole is not None:
            yield row.whole
