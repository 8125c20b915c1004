"""Rows of a frame of text, as plain records, and the lists that cells hold."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeVar

import pandas as pd

K = TypeVar("K")
T = TypeVar("T")


def records(frame: pd.DataFrame) -> list[dict[str, str]]:
    """Return a frame's rows as dictionaries of text, by column."""
    names = list(map(str, frame.columns))
    columns = [map(str, frame.iloc[:, place].tolist()) for place in range(len(names))]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def listed(cell: str) -> tuple[str, ...]:
    """Return what a cell lists between semicolons, as :func:`peerstudy.frames.neutral.csv_of` does.

    Examples
    --------
    >>> listed("ulm; hamburg"), listed("")
    (('ulm', 'hamburg'), ())
    """
    return tuple(filter(None, map(str.strip, cell.split(";"))))


def grouped(items: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    """Return items in lists by their key, in order; of a key that none has, an empty list.

    Examples
    --------
    >>> dict(grouped(["ulm", "pune", "upsala"], lambda name: name[0]))
    {'u': ['ulm', 'upsala'], 'p': ['pune']}
    """
    found: dict[K, list[T]] = defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    return found
