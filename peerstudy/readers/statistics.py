"""Which statistics a cell's numbers are: what headings say decides, and where they don't, numbers.

A reading that rests on the numbers alone carries a doubt between 0 and 1.
"""

from collections.abc import Sequence
from typing import NamedTuple

from peerstudy.readers.values import Value, as_float, decimals, fits

SURE, LIKELY, UNSURE, GUESSED = 0.0, 0.1, 0.3, 0.5
_PAIRS = {
    "interval": ("ci_low", "ci_high"),
    "quartiles": ("q1", "q3"),
    "range": ("min", "max"),
}
_Named = tuple[tuple[str, ...], float]
"""Which statistics numbers are, and how unsure that is."""
_SINGLE = ("mean", "median", "sd", "se", "percent", "n", "min", "max", "ci_low", "ci_high")


class Read(NamedTuple):
    """What one cell prints: pairs of statistic and printed text, and how unsure that is."""

    stats: tuple[tuple[str, str], ...]
    doubt: float


class Context(NamedTuple):
    """What is known around a cell.

    Its hints are the statistics that headings name, the closest first; its sizes the N's that a
    percentage may be of; it is categorical in the row of a level.
    """

    hints: Sequence[tuple[str, ...]] = ()
    sizes: Sequence[float] = ()
    categorical: bool = False

    @property
    def named(self) -> tuple[str, ...]:
        """What the closest heading names."""
        return next((hint for hint in self.hints if hint), ())


def read_statistics(value: Value, context: Context) -> Read:
    """Return which statistics a cell's numbers are.

    Examples
    --------
    >>> from peerstudy.readers.values import read_value
    >>> read_statistics(read_value("9 (34.6)"), Context(sizes=(26,)))
    Read(stats=(('n', '9'), ('percent', '34.6')), doubt=0.0)
    >>> read_statistics(read_value("41.5 (7.79)"), Context([("mean", "sd")]))
    Read(stats=(('mean', '41.5'), ('sd', '7.79')), doubt=0.0)
    """
    names, doubt = _names(value, context)
    stats = tuple(
        (name, number) for name, number in zip(names, value.numbers, strict=False) if name
    )
    extra = [("min", value.span[0]), ("max", value.span[1])] if value.span else []
    doubt = max(doubt, UNSURE) if value.slipped and not context.named else doubt
    return Read((*stats, *extra), doubt)


_FIXED: dict[str, _Named] = {
    "n/N (%)": (("n", "denominator", "percent"), SURE),
    "% (n/N)": (("percent", "n", "denominator"), SURE),
    "% (n)": (("percent", "n"), SURE),
    "% (low, high)": (("percent", "ci_low", "ci_high"), LIKELY),
    "N=": (("denominator",), SURE),
    "%": (("percent",), SURE),
}
"""Arrangements that say by themselves which statistics they hold."""


def _names(value: Value, context: Context) -> _Named:
    if value.kind in _FIXED:
        return _FIXED[value.kind]
    named, ends = context.named, _ends(context.named)
    found: _Named
    match value.kind:
        case "n (%)" | "n, %":
            whole = decimals(value.numbers[0]) == 0
            found = (("n", "percent"), SURE) if whole else (("mean", ""), GUESSED)
        case "n/N":
            found = ("n", "denominator"), SURE if "n" in named else UNSURE
        case "a (b, c)":
            found = _triple(named, negative=value.numbers[0][:1] in "-−–‐")
        case "a–b":
            found = (ends, SURE) if ends else (("min", "max"), UNSURE)
        case "a, b":
            found = (ends or ("", ""), SURE if ends else GUESSED)
        case "a ± b":
            found = _averaged(named)
        case "a (b)":
            found = _pair(value, context)
        case _:
            found = _single(value, context)
    return found


def _averaged(named: tuple[str, ...]) -> _Named:
    return ("mean", "se" if "se" in named and "sd" not in named else "sd"), SURE


def _triple(named: tuple[str, ...], *, negative: bool) -> _Named:
    ends = _ends(named)
    first = next((kind for kind in named if kind in ("mean", "median")), "")
    if ends is None:
        average = "mean" if first == "mean" or "percent" in named or negative else "median"
        pair = ("ci_low", "ci_high") if average == "mean" else ("q1", "q3")
        return (average, *pair), UNSURE if first else GUESSED
    first = first or ("median" if ends == ("q1", "q3") else "mean")
    return (first, *ends), SURE


def _ends(named: tuple[str, ...]) -> tuple[str, str] | None:
    """Return which ends of an interval a heading names."""
    if {"min", "max"} <= set(named):
        return ("min", "max")
    return next((_PAIRS[kind] for kind in named if kind in _PAIRS), None)


def _pair(value: Value, context: Context) -> _Named:
    first, second = value.numbers[:2]
    named = context.named
    counted = "n" in named or "percent" in named
    averaged = any(kind in named for kind in ("mean", "sd", "se"))
    whole = decimals(first) == 0
    if value.inner:
        return ("mean", "se" if value.inner.startswith("se") else "sd"), SURE
    if averaged and not counted:
        return _averaged(named)
    if counted and not averaged:
        return _counted(first, second, context, whole=whole)
    if "median" in named and not counted:
        return ("median", ""), LIKELY
    return _by_numbers(first, second, context, whole=whole)


def _counted(first: str, second: str, context: Context, *, whole: bool) -> _Named:
    """Read a pair under a heading of counts: n (%), or % (n) where that is said or fits."""
    counted = whole and fits(first, second, context.sizes)
    if context.named[:2] == ("percent", "n") and decimals(second) == 0 and not counted:
        return ("percent", "n"), SURE
    if whole:
        return ("n", "percent"), SURE
    swapped = decimals(second) == 0 and fits(second, first, context.sizes)
    return (("percent", "n"), LIKELY) if swapped else (("mean", "sd"), UNSURE)


def _by_numbers(first: str, second: str, context: Context, *, whole: bool) -> _Named:
    """Decide by the numbers between a count with its percentage and a mean with its SD."""
    if whole and fits(first, second, context.sizes):
        return ("n", "percent"), SURE
    if decimals(second) == 0 and fits(second, first, context.sizes):
        return ("percent", "n"), LIKELY
    if context.sizes and as_float(first) > max(context.sizes):
        return ("mean", "sd"), LIKELY
    if whole and as_float(second) <= 100 and (context.categorical or not context.sizes):
        return ("n", "percent"), LIKELY if context.categorical else UNSURE
    if not whole:
        return ("mean", "sd"), LIKELY
    return (("n", "percent") if as_float(second) <= 100 else ("mean", "sd")), GUESSED


def _single(value: Value, context: Context) -> _Named:
    named = [kind for kind in context.named if kind in _SINGLE]
    whole = decimals(value.numbers[0]) == 0
    if named:
        if named[:2] == ["n", "percent"] and not whole:
            return ("percent",), UNSURE
        return (named[0],), SURE if len(named) == 1 else LIKELY
    if context.categorical and whole:
        return ("n",), UNSURE
    return ("n",) if whole and context.sizes else ("",), GUESSED
