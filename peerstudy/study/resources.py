"""A list of resources: how many of each decade, country, language and kind.

What the list does not state is counted as not stated, in a row of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import pandas as pd

from peerstudy.errors import require_known
from peerstudy.frames.border import called, guarded
from peerstudy.frames.records import listed

BY = ("decade", "country", "language", "kind")
COUNTS = ("value", "n", "denominator", "share", "who")
ALIKE = ("resource_a", "resource_b", "alike")
NOT_STATED = "not stated"


@called("a Resources, such as load_resources()")
@dataclass(frozen=True, eq=False)
class Resources:
    """A list of resources; see :func:`peerstudy.study.reference.load_resources`.

    Attributes
    ----------
    name : str
        The folder's name.
    meta : mapping
        What ``study.toml`` says of the source.
    resources, services, references, duplicates : DataFrame of str
        See :data:`peerstudy.study.schema_reference.RESOURCES`.
    """

    name: str
    meta: Mapping[str, Any] = field(repr=False)
    resources: pd.DataFrame = field(repr=False)
    services: pd.DataFrame = field(repr=False)
    references: pd.DataFrame = field(repr=False)
    duplicates: pd.DataFrame = field(repr=False)


@guarded
def resource_counts(resources: Resources, by: str) -> pd.DataFrame:
    """Count resources by decade, country, language or kind.

    Parameters
    ----------
    resources : Resources
        The list.
    by : {"decade", "country", "language", "kind"}
        What to count by; a decade is written ``"2010s"``.

    Returns
    -------
    DataFrame
        Columns :data:`COUNTS`: decades in time, else the most frequent first,
        ``"not stated"`` last.
    """
    require_known("way of counting", by, BY)
    values = decades(resources.resources) if by == "decade" else resources.resources[by]
    counts = values.replace("", NOT_STATED).value_counts()
    total = int(counts.sum())
    names = sorted(map(str, counts.index), key=lambda name: (-counts[name], name))
    if by == "decade":
        names.sort()
    names.sort(key=lambda name: name == NOT_STATED)
    rows = [
        (name, int(counts[name]), total, counts[name] / total, "listed resources") for name in names
    ]
    return pd.DataFrame(rows, columns=list(COUNTS))


def decades(resources: pd.DataFrame) -> "pd.Series[str]":
    """Return each resource's decade, empty where the year is not stated."""
    return resources["year"].map(lambda year: f"{year[:3]}0s" if year else "")


@guarded
def alike(resources: Resources) -> pd.DataFrame:
    """Find resources listed more than once, by title or by authors.

    Titles are compared without case, spaces and punctuation, authors as sets
    of names: the same person spelled in two scripts is not recognised, which
    is why ``duplicates`` of the source's own reading stands beside this.

    Returns
    -------
    DataFrame of str
        Columns :data:`ALIKE`, one row a pair and what is alike.
    """
    frame = resources.resources
    found = []
    for what, key in (("title", _plain_title), ("authors", _author_set)):
        there = frame[frame[what] != ""]
        for _, names in there["resource"].groupby(there[what].map(key), sort=False):
            found += [(*pair, what) for pair in combinations(names, 2)]
    return pd.DataFrame(found, columns=list(ALIKE), dtype=str)


def _plain_title(title: str) -> str:
    return "".join(letter for letter in title.casefold() if letter.isalnum())


def _author_set(authors: str) -> frozenset[str]:
    return frozenset(map(str.casefold, listed(authors)))
