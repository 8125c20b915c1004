"""The labels that a frame holds: a column ``label_xx`` for each language xx."""

from collections.abc import Mapping, Sequence

import pandas as pd

from peerstudy.frames.records import records

_COLUMN = "label_"
Key = tuple[str, ...]


def labels_in(frame: pd.DataFrame, keys: Sequence[str]) -> dict[Key, dict[str, str]]:
    """Return the labels of a frame's rows by language, and these by what tells the rows apart.

    Examples
    --------
    >>> frame = pd.DataFrame({"group": ["peers"], "label_en": ["Peers"], "label_fr": ["Pairs"]})
    >>> labels_in(frame, ["group"])
    {('peers',): {'en': 'Peers', 'fr': 'Pairs'}}
    """
    return {tuple(row[key] for key in keys): in_each_language(row) for row in records(frame)}


def in_each_language(row: Mapping[str, str]) -> dict[str, str]:
    """Return a row's labels by language."""
    return {
        str(name).removeprefix(_COLUMN): label
        for name, label in row.items()
        if str(name).startswith(_COLUMN)
    }
