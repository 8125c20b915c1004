"""Printed numbers as people write them: 9 (34.6), 5.5 (2.51), 12–17, N = 21."""

from collections.abc import Iterator, Mapping, Sequence

from peerstudy.report.cells import Printed
from peerstudy.report.edition import Edition
from peerstudy.words.markup import Markup, bdi, fragment

_PAIRED = (("n", "percent"), ("mean", "sd"))


def as_printed(edition: Edition, printed: Sequence[Printed]) -> Markup:
    """Write a cell's numbers, each kept from left to right.

    Parameters
    ----------
    edition : Edition
        The language that statistics are named in.
    printed : sequence of Printed
        Every number of the cell is shown, whatever it is.
    """
    shown: list[Markup] = []
    for stats in _sets(printed):
        shown += _written(edition, stats)
    parts: list[Markup | str] = []
    for piece in shown:
        parts += [", ", piece] if parts else [piece]
    return fragment(parts)


def _sets(printed: Sequence[Printed]) -> list[dict[str, str]]:
    """Put numbers side by side, a second one of a kind in a second set."""
    sets: list[dict[str, str]] = []
    for number in printed:
        free = next((stats for stats in sets if number.stat not in stats), None)
        if free is None:
            sets.append(free := {})
        free[number.stat] = number.text
    return sets


def _written(edition: Edition, stats: Mapping[str, str]) -> Iterator[Markup]:
    left = dict(stats)
    for first, second in _PAIRED:
        if first in left and second in left:
            yield bdi(f"{left.pop(first)} ({left.pop(second)})", ltr=True)
        elif first in ("n", "mean") and first in left:
            yield bdi(left.pop(first), ltr=True)
    if "min" in left and "max" in left:
        yield bdi(f"{left.pop('min')}–{left.pop('max')}", ltr=True)
    for stat, text in left.items():
        if stat == "value":
            yield bdi(text, ltr=True)
        elif stat == "denominator":
            yield bdi(f"N = {text}", ltr=True)
        else:
            yield fragment(edition.stat(stat), " ", bdi(text, ltr=True))
