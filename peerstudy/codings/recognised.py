"""How many people a speaker's printed label fits at most, counted without naming any label.

A label names a stakeholder group, a second one where its role is one, and a gender. Whoever
it is of belongs to each of these groups, and to those that they are a part
of: so at most as many people fit it as the smallest cell that the study
prints for any of them, of that gender or of everybody.
"""

from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from peerstudy.codings.codings import Coded
from peerstudy.frames.border import guarded
from peerstudy.frames.records import listed, records
from peerstudy.ledger import EVERYBODY, Ledger

RECOGNISED = ("fits", "labels", "labels_denominator", "quotations", "denominator", "who")
STEPS = (1, 2, 5)
"""From where the classes of `fits` begin: one person, two to four, five or more."""
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
    bounds: dict[tuple[str, ...], int | None] = {}
    quoted: list[int | None] = []
    for row in records(study.codings.quotations):
        bound = min(_cells(study, row, variable), default=None)
        bounds[row["speaker_group"], row.get("also_group", ""), row["gender"]] = bound
        quoted.append(bound)
    labels = list(bounds.values())
    rows = [
        (
            name,
            sum(_within(bound, name) for bound in labels),
            len(labels),
            sum(_within(bound, name) for bound in quoted),
            len(quoted),
            "labels printed with quotations, and quotations",
        )
        for name in (*_classes(), _UNKNOWN)
    ]
    return pd.DataFrame(rows, columns=list(RECOGNISED))


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
    for row in ledger.rows:
        cell = (row.group, row.variable, row.level, row.stat)
        if cell == (group, variable, level, "n") and row.whole is not None:
            yield row.whole


def _classes() -> Iterator[str]:
    for low, above in pairwise(STEPS):
        yield str(low) if above == low + 1 else f"{low} to {above - 1}"
    yield f"{STEPS[-1]} or more"


def _within(bound: int | None, name: str) -> bool:
    if bound is None:
        return name == _UNKNOWN
    classes = dict(zip(STEPS, _classes(), strict=True))
    return classes[max((step for step in STEPS if step <= bound), default=STEPS[0])] == name
