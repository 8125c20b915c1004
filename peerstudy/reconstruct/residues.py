"""Counts of any size: their remainders by several moduli, and back.

One modulus of 2^64, which unsigned arithmetic reduces for nothing, holds what
fits in a word. Else the first modulus is 2^32, and the others are odd, below
2^31 and share no factor: sums of two remainders fit in 32 bits, and the
remainders determine the count (Chinese remainder theorem).
"""

from dataclasses import dataclass
from functools import cache
from math import gcd, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

WORD_BITS = 64
WORD, HALF_WORD = 2**WORD_BITS, 2**32
_SHIFT, _LOW = np.uint64(32), np.uint64(HALF_WORD - 1)

Counts = NDArray[Any]


@cache
def moduli(bits: int) -> tuple[int, ...]:
    """Return moduli without common factors that hold every number below 2 to this power."""
    if bits <= WORD_BITS:
        return (WORD,)
    found = [HALF_WORD]
    candidate = HALF_WORD // 2 - 1
    while prod(found) < 1 << bits:
        if all(gcd(candidate, other) == 1 for other in found):
            found.append(candidate)
        candidate -= 2
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Ring:
    """How counts are added: by moduli, whose remainders lie along the first axis of every array."""

    moduli: tuple[int, ...] = (WORD,)

    @property
    def kind(self) -> type[np.generic]:
        """The type of one remainder."""
        return np.uint64 if self.moduli == (WORD,) else np.uint32

    @property
    def bytes(self) -> int:
        """Bytes that the remainders of one count take."""
        return len(self.moduli) * np.dtype(self.kind).itemsize

    def reduce(self, counts: Counts) -> None:
        """Reduce sums of two remainders in place, each by its own modulus."""
        for part, modulus in zip(counts, self.moduli, strict=True):
            if modulus < HALF_WORD:
                np.minimum(part, part - np.uint32(modulus), out=part)

    def whole(self, remainders: Counts) -> Counts:
        """Return the counts themselves, in 64 bits for a single modulus, else Python's own.

        Examples
        --------
        >>> Ring((2**32, 3)).whole(np.array([[5], [1]], dtype=np.uint32))
        array([8589934597], dtype=object)
        """
        if self.moduli == (WORD,):
            return np.asarray(remainders[0])
        total, passed = remainders[0].astype(object), self.moduli[0]
        for part, modulus in zip(remainders[1:], self.moduli[1:], strict=True):
            ahead = (part.astype(object) - total) * pow(passed, -1, modulus) % modulus
            total, passed = total + ahead * passed, passed * modulus
        return np.asarray(total)


@dataclass(frozen=True, slots=True)
class Truth(Ring):
    """A ring of true and false: whether there is any way at all; adding is a logical or."""

    @property
    def kind(self) -> type[np.generic]:
        """Truth values."""
        return np.bool_


def dot(one: Counts, other: Counts) -> int:
    """Return the sum of the products of whole counts, however large.

    Examples
    --------
    >>> largest = np.array([WORD - 1], np.uint64)
    >>> dot(largest, largest) == (WORD - 1) ** 2
    True
    """
    if one.dtype == object:
        return int((one * other).sum())
    shift, low = _SHIFT, _LOW
    total = 0
    for place, part in ((0, one & low), (32, one >> shift)):
        for further, its in ((0, other & low), (32, other >> shift)):
            product = part * its
            sums = int((product & low).sum()) + (int((product >> shift).sum()) << 32)
            total += sums << (place + further)
    return total
