"""Neighbours that belong together: characters of a word, lines of a paragraph, rules of a table."""

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def runs(items: Iterable[T], goes_on: Callable[[list[T], T], bool]) -> list[list[T]]:
    """Part items in runs: each goes on with the run before it, or begins the next.

    Examples
    --------
    >>> runs([1, 2, 3, 7, 8], lambda run, number: number == run[-1] + 1)
    [[1, 2, 3], [7, 8]]
    """
    parted: list[list[T]] = []
    for item in items:
        if parted and goes_on(parted[-1], item):
            parted[-1].append(item)
        else:
            parted.append([item])
    return parted
