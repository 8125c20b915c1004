"""The array twins: a million printed numbers in one call.

They agree with the scalar functions for every input. Where 64 bits would not
hold an intermediate product, the same code runs on Python's whole numbers.
"""

from collections.abc import Iterable
from functools import cache
from numbers import Integral
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peerstudy.errors import UnreadableNumberError, WrongCallError
from peerstudy.frames.border import called
from peerstudy.printed.inverse import PERCENT
from peerstudy.printed.plain import read_plain
from peerstudy.printed.rounding import ENDS, Rounding, as_rounding
from peerstudy.printed.text import MOST_DIGITS, read

_SAFE = 2**62
called("a whole number or an array of them")(ArrayLike)
Whole = NDArray[Any]


class PrintedArrays(NamedTuple):
    """Many printed numbers, each as :class:`Printed` would hold it.

    Attributes
    ----------
    units, decimals : array of int, shape (n,)
        As in :class:`Printed`; 0 where not readable.
    readable : array of bool, shape (n,)
        False where the text is not one number.
    """

    units: Whole
    decimals: Whole
    readable: NDArray[np.bool_]


def read_many(texts: Iterable[Any]) -> PrintedArrays:
    """Read many printed numbers: plain ones in arrays, the others each distinct text once.

    Parameters
    ----------
    texts : sequence of str
        What is printed; anything that is not text counts as unreadable.

    Returns
    -------
    PrintedArrays
        Same length and order as `texts`.

    Examples
    --------
    >>> numbers = read_many(["73.1", "7", "n/a"])
    >>> numbers.units.tolist()[:2], numbers.readable.tolist()
    ([731, 7], [True, True, False])
    """
    texts = texts if isinstance(texts, list) else list(texts)
    units, decimals, readable = read_plain(texts)
    others = np.flatnonzero(~readable).tolist()
    if not others:
        return PrintedArrays(units, decimals, readable)
    read_one = cache(_read_or_not)
    told = [read_one(texts[place]) for place in others]
    large: Whole = _whole([one[0] for one in told])
    whole = units.astype(large.dtype)
    whole[others] = large
    decimals[others] = [one[1] for one in told]
    readable[others] = [one[2] for one in told]
    return PrintedArrays(whole, decimals, readable)


def _read_or_not(text: str) -> tuple[int, int, bool]:
    try:
        printed = read(text)
    except UnreadableNumberError:
        return 0, 0, False
    return printed.units, printed.decimals, True


def numerator_bounds(
    units: ArrayLike,
    decimals: ArrayLike,
    denominator: ArrayLike,
    rounding: Rounding | str = Rounding.EITHER,
    scale: ArrayLike = PERCENT,
) -> tuple[Whole, Whole]:
    """Return the first and last whole number that print so, for each cell.

    Parameters
    ----------
    units, decimals : array-like of int, shape (n,)
        From :func:`read_many`.
    denominator, scale : array-like of int, shape (n,) or ()
        As for :func:`~peerstudy.printed.numerators`; each 1 or more.
    rounding : Rounding or str, default "either"
        The rule they were rounded under.

    Returns
    -------
    first, last : array of int, shape (n,)
        ``first > last`` where no whole number prints so.

    Raises
    ------
    WrongCallError
        If a denominator or a scale is not positive, or lengths differ.

    Examples
    --------
    >>> first, last = numerator_bounds([346, 346], 1, [26, 21])
    >>> (first <= last).tolist()
    [True, False]
    """
    units, decimals, denominator, scale = map(_whole, (units, decimals, denominator, scale))
    if (denominator < 1).any() or (scale < 1).any():
        raise WrongCallError("Every denominator and scale must be 1 or more.")
    if ((decimals < 0) | (decimals > MOST_DIGITS)).any():
        raise WrongCallError(f"decimals must be whole numbers from 0 to {MOST_DIGITS:,}.")
    if _may_overflow(units, decimals, denominator, scale):
        units, decimals, denominator, scale = (
            a.astype(object) for a in (units, decimals, denominator, scale)
        )
    low, high, low_closed, high_open = _ends(units, as_rounding(rounding))
    doubled = 2 * units
    try:
        divisor = 2 * _power_of_ten(decimals) * scale
        first = ((doubled + low) * denominator - low_closed) // divisor + 1
        last = ((doubled + high) * denominator - high_open) // divisor
    except ValueError:
        raise WrongCallError("Arrays must have one length, or one number each.") from None
    return first, last


def _ends(units: Whole, rounding: Rounding) -> tuple[Any, Any, Any, Any]:
    """Return the interval's ends in half units, as plain numbers where one serves all."""
    table = ENDS[rounding]
    if len({ends for row in table for ends in row}) == 1:
        ends = table[0][0]
        return ends.low, ends.high, int(ends.low_closed), int(not ends.high_closed)
    sign = np.asarray(np.sign(units), dtype=np.intp) + 1
    parity = np.asarray(units % 2, dtype=np.intp)
    columns = np.array(table, dtype=units.dtype)[sign, parity]
    return columns[..., 0], columns[..., 1], columns[..., 2], 1 - columns[..., 3]


def _whole(values: ArrayLike) -> Whole:
    """Return an array of whole numbers: 64 bits where they fit, Python's own otherwise."""
    array = values if isinstance(values, np.ndarray) else np.asarray(values, dtype=object)
    if array.dtype.kind in "bi":
        return array.astype(np.int64)
    whole = array.dtype.kind == "u" or all(isinstance(n, Integral) for n in array.flat)
    if array.dtype.kind not in "uO" or not whole:
        raise WrongCallError(f"Whole numbers are needed here; found an array of {array.dtype}.")
    try:
        return array.astype(object).astype(np.int64)
    except OverflowError:
        return array.astype(object)


def _may_overflow(units: Whole, decimals: Whole, denominator: Whole, scale: Whole) -> bool:
    """Return whether some product in the inverse could pass 64 bits."""

    def largest(array: Whole) -> int:
        return max(abs(int(array.max())), abs(int(array.min()))) if array.size else 0

    products = (
        2 * (largest(units) + 1) * largest(denominator),
        2 * 10 ** largest(decimals) * largest(scale),
    )
    arrays = (units, decimals, denominator, scale)
    return max(products) >= _SAFE or any(a.dtype == object for a in arrays)


def _power_of_ten(decimals: Whole) -> Whole:
    if decimals.dtype == object:
        return np.asarray(np.frompyfunc(lambda d: 10 ** int(d), 1, 1)(decimals), dtype=object)
    return np.asarray((10 ** np.arange(19, dtype=np.int64))[decimals])
