"""A programme on the ground, and which of a study's facilitators it would serve.

The crosswalk from its aims and study days to facilitators is our judgement,
not the programme's and not the study's: every row says why.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from peerstudy.codings import Codings
from peerstudy.errors import refuse
from peerstudy.frames.border import called, guarded
from peerstudy.frames.records import records
from peerstudy.frames.validate import dangling

ELEMENTS = ("element", "kind", "order", "label_en", "label_he", "source", "note")
_KINDS = {"aims": "aim", "study_days": "study day"}
SERVED = ("facilitator", "cfir_domain", "direct", "partial", "elements", "served")


@called("a Programme, such as load_programme()")
@dataclass(frozen=True, eq=False)
class Programme:
    """A programme; see :func:`peerstudy.study.reference.load_programme`.

    Attributes
    ----------
    name : str
        The folder's name.
    meta : mapping
        What ``study.toml`` says of the source.
    audiences : DataFrame of str
        Whom it is for.
    elements : DataFrame of str
        Its aims and study days, columns :data:`ELEMENTS`.
    crosswalk : DataFrame of str
        Which facilitator each element would serve, how directly, and why.
    """

    name: str
    meta: Mapping[str, Any] = field(repr=False)
    audiences: pd.DataFrame = field(repr=False)
    elements: pd.DataFrame = field(repr=False)
    crosswalk: pd.DataFrame = field(repr=False)


def programme_of(
    name: str, meta: Mapping[str, Any], frames: Mapping[str, pd.DataFrame]
) -> Programme:
    """Make a programme from valid frames, if it has the elements that its crosswalk names."""
    parts = [frames[file].assign(kind=kind) for file, kind in _KINDS.items()]
    elements = pd.concat(parts, ignore_index=True).rename(columns={"id": "element"})
    crosswalk, known = frames["crosswalk"], set(elements["element"])
    allowed = "it must be an aim or a study day"
    refuse(dangling(crosswalk["element"], known, "crosswalk.csv", allowed))
    return Programme(name, meta, frames["audiences"], elements[list(ELEMENTS)], crosswalk)


@guarded
def facilitators_served(programme: Programme, codings: Codings) -> pd.DataFrame:
    """Return which facilitators have something on the ground, and which nothing.

    Parameters
    ----------
    programme : Programme
        With its crosswalk.
    codings : Codings
        The study whose lowest facilitators are looked at.

    Returns
    -------
    DataFrame
        Columns :data:`SERVED`, one row a lowest facilitator in the codebook's
        order: how many elements serve it directly and partially, which (a
        tuple), and ``"direct"``, ``"partial"`` or ``"none"`` over all.

    Raises
    ------
    InvalidDataError
        If the crosswalk names a facilitator that is not among them.
    """
    book = codings.codebook
    lowest = [code for code in book.leaves if book[code]["valence"] == "facilitator"]
    named, allowed = programme.crosswalk["facilitator"], "a lowest facilitator"
    refuse(dangling(named, lowest, "crosswalk.csv", allowed))
    steps, rows = records(programme.crosswalk), []
    for code in lowest:
        own = [step for step in steps if step["facilitator"] == code]
        direct = sum(step["strength"] == "direct" for step in own)
        served = "direct" if direct else "partial" if own else "none"
        names = tuple(step["element"] for step in own)
        rows.append((code, book[code]["cfir_domain"], direct, len(own) - direct, names, served))
    return pd.DataFrame(rows, columns=list(SERVED))
