"""Plain numbers in arrays: character by character over many texts at once.

A plain text has an optional sign, digits, at most one point with a digit after
it, and at most a percent sign at its end. Everything else is left to
:func:`peerstudy.printed.read`, one text at a time.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_LONGEST = 18
"""So many characters always fit in 64 bits."""
_TOGETHER = 1 << 15
"""So many texts are read at once, which the fastest memory holds."""
_POINT, _PERCENT, _MINUS, _PLUS, _ZERO = b".%-+0"


Whole = NDArray[np.int64]
Truth = NDArray[np.bool_]


def read_plain(texts: Sequence[str]) -> tuple[Whole, Whole, Truth]:
    """Read those of many texts that are plain: their units and decimals, else 0, and which are."""
    units, decimals = np.zeros((2, len(texts)), dtype=np.int64)
    plain = np.zeros(len(texts), dtype=np.bool_)
    for start in range(0, len(texts), _TOGETHER):
        part = slice(start, start + _TOGETHER)
        _read_some(texts[part], units[part], decimals[part], plain[part])
    return units, decimals, plain


def _read_some(texts: Sequence[str], units: Whole, decimals: Whole, plain: Truth) -> None:
    """Read some texts into arrays of zeros."""
    joined = _joined(texts)
    characters = np.frombuffer(joined.encode("ascii", "replace"), dtype=np.uint8)
    ends = np.flatnonzero(characters == ord("\n"))
    if len(ends) != len(texts):  # a text has an end of line in it
        return
    starts = np.concatenate(([0], ends[:-1] + 1))
    lengths = ends - starts
    longest = int(lengths.max(initial=0))
    short = lengths <= _LONGEST
    good, seen = short & (lengths > 0), np.zeros(len(texts), dtype=np.bool_)
    digits = np.zeros(len(texts), dtype=np.int64)
    for place in range(min(longest, _LONGEST)):
        here = place < lengths
        at = characters[np.minimum(starts + place, ends)]
        digit = at - np.uint8(_ZERO)
        is_digit = (digit < 10) & here
        is_point = (at == _POINT) & ~seen
        allowed = is_digit | is_point | ~here
        if place == 0:
            allowed |= (at == _MINUS) | (at == _PLUS)
        else:
            allowed |= (at == _PERCENT) & (place == lengths - 1)
        good &= allowed
        np.multiply(units, 10, out=units, where=is_digit)
        np.add(units, digit, out=units, where=is_digit)
        seen |= is_point & here
        digits += is_digit
        decimals += is_digit & seen
    good &= (digits > 0) & ~(seen & (decimals == 0))
    np.negative(units, out=units, where=characters[starts] == _MINUS)
    units *= good
    decimals *= good
    plain |= good


def _joined(texts: Sequence[str]) -> str:
    """Join texts, each with an end of line after it; what is not text becomes empty."""
    try:
        return "\n".join([*texts, ""])
    except TypeError:
        return "\n".join([*(text if isinstance(text, str) else "" for text in texts), ""])
