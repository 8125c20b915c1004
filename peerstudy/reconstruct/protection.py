"""What to withhold or coarsen, so that printed numbers leave many data sets.

Each change is tried alone; only where none is enough, in pairs and threes. The counts hold for
these numbers alone: another table that prints more of the same people can
undo them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from math import ceil, floor
from typing import Any, NamedTuple

from peerstudy.errors import MEMORY, TooLargeError
from peerstudy.frames.border import Natural
from peerstudy.printed import print_as, read
from peerstudy.reconstruct.bounds import range_from_sd
from peerstudy.reconstruct.counting import how_many
from peerstudy.reconstruct.summary import PrintedSummary, Spread
from peerstudy.words import Message, Said, joined

BAND = 10
"""Coarsened ends of a range are multiples of so much, and nobody's value."""


@dataclass(frozen=True, slots=True)
class Protection:
    """A change of what is printed, and what it would leave.

    Attributes
    ----------
    changes : tuple of Said
        What to withhold or coarsen, in no language yet.
    datasets : int or None
        How many data sets would remain; None where nothing limits them.
    """

    changes: tuple[Said, ...]
    datasets: int | None

    @property
    def said(self) -> Message:
        """Return it in a phrase, in no language yet."""
        changes = joined(self.changes, Message("protection.between"))
        if self.datasets is None:
            return Message.of("protection.without_limit", changes=changes)
        return Message.of("protection.would_remain", changes=changes, n=self.datasets)

    def __str__(self) -> str:
        """Return it in a phrase, in English."""
        return self.said.told("en")


class _Change(NamedTuple):
    """One change: what it touches, what it is called, and the summary's new fields."""

    touches: str
    text: Message
    fields: dict[str, Any]


def suggest_protection(
    summary: PrintedSummary, k: Natural, *, memory_limit: Natural = MEMORY
) -> list[Protection]:
    """Return what to withhold or coarsen so that at least k data sets remain.

    Parameters
    ----------
    summary : PrintedSummary
        What is printed, or about to be.
    k : int
        How many data sets must remain at least.
    memory_limit : int, default 1 GiB
        How many bytes each count may take.

    Returns
    -------
    list of Protection
        As few changes as are enough; empty if k remain already, or if none is.
        A change whose data sets are too many to count here is not among them.
        No change names a person's value but the printed ends of the range.

    Examples
    --------
    >>> three = PrintedSummary(3, 18, 35, "25.33", attained_min=True, attained_max=True)
    >>> print(suggest_protection(three, 20)[0])
    withhold the minimum and maximum: compatible data sets without limit would remain
    """
    if how_many(summary, memory_limit=memory_limit) >= k:
        return []
    changes = list(_changes(summary))
    for size in (1, 2, 3):
        choices = [
            chosen
            for chosen in combinations(changes, size)
            if len({change.touches for change in chosen}) == size
        ]
        found = list(_enough(summary, choices, k, memory_limit))
        if found:
            return found
    return []


def _enough(
    summary: PrintedSummary, choices: Sequence[Sequence[_Change]], k: int, memory_limit: int
) -> Iterator[Protection]:
    for chosen in choices:
        fields = {name: value for change in chosen for name, value in change.fields.items()}
        try:
            left = _left(replace(summary, **fields), memory_limit)
        except TooLargeError:
            continue
        if left is None or left >= k:
            yield Protection(tuple(change.text for change in chosen), left)


def _changes(summary: PrintedSummary) -> Iterator[_Change]:
    if summary.attained_min or summary.attained_max:
        low = floor(summary.lowest / BAND) * BAND
        high = ceil(summary.highest / BAND) * BAND
        below = ceil((summary.lowest - low) / summary.step) * summary.step
        above = ceil((high - summary.highest) / summary.step) * summary.step
        none = {"low": Fraction(0), "high": -summary.step}
        yield _Change("range", Message("protection.range"), none)
        band = {
            "low": summary.lowest - below,
            "high": summary.highest + above,
            "attained_min": False,
            "attained_max": False,
        }
        yield _Change("range", Message.of("protection.tens", low=low, high=high), band)
    for name in ("mean", "sd"):
        if getattr(summary, name) is not None:
            printed = read(getattr(summary, name))
            for decimals in reversed(range(printed.decimals)):
                coarse = print_as(printed.value, decimals)
                whole = Message(f"protection.{name}_whole")
                text = Message.of(f"protection.{name}_decimals", n=decimals) if decimals else whole
                yield _Change(name, text, {name: coarse})
            yield _Change(name, Message(f"protection.{name}"), {name: None})


def _left(summary: PrintedSummary, memory_limit: int) -> int | None:
    """Count what remains; a withheld range is as wide as the SD allows, else endless."""
    if summary.top < 0:
        if summary.mean is None or summary.sd is None or summary.spread != Spread.SAMPLE:
            return None
        low, high = range_from_sd(
            summary.mean, summary.sd, summary.n, step=summary.step, rounding=summary.rounding
        )
        summary = replace(summary, low=low, high=high, attained_min=False, attained_max=False)
    return how_many(summary, memory_limit=memory_limit)
