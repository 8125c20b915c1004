"""Counts larger than 64 bits: their remainders by several moduli, and back.

The first modulus is 2^64, which unsigned arithmetic reduces for nothing; each
further one is odd, below 2^63, and shares no factor with the others, so that
the remainders determine the count (Chinese remainder theorem).
"""

from dataclasses import dataclass
from functools import cache
from math import comb, gcd, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

WORD = 2**64
_ODD_BELOW = 2**63
Counts = NDArray[np.uint64]


@cache
def moduli(count: int) -> tuple[int, ...]:
    """Return as many moduli without common factors as it takes to tell `count` from 0.

    Parameters
    ----------
    count : int
        The largest number to be held.
    """
    found = [WORD]
    candidate = _ODD_BELOW - 1
    while prod(found) <= count:
        if all(gcd(candidate, other) == 1 for other in found):
            found.append(candidate)
        candidate -= 2
    return tuple(found)


def most_datasets(n: int, values: int) -> int:
    """Return the number of multisets of n out of so many values, whatever their sum."""
    return comb(n + values - 1, n) if values else int(n == 0)


@dataclass(frozen=True, slots=True)
class Ring:
    """How counts are added: by which moduli, and whether overflow of one word is looked for.

    Attributes
    ----------
    moduli : tuple of int
        Remainders by these lie along the first axis of every array of counts.
    checked : bool
        Whether the counts are meant to be exact in one word, and an addition
        that might not be must be noticed.
    """

    moduli: tuple[int, ...] = (WORD,)
    checked: bool = False

    def zeros(self, shape: tuple[int, ...]) -> Counts:
        """Return counts of nothing."""
        return np.zeros((len(self.moduli), *shape), np.uint64)

    def add(self, counts: Counts, more: Counts) -> None:
        """Add counts in place, each modulus reduced by its own."""
        counts += more
        for part, modulus in zip(counts, self.moduli, strict=True):
            if modulus != WORD:
                np.minimum(part, part - np.uint64(modulus), out=part)

    def whole(self, remainders: NDArray[Any]) -> NDArray[Any]:
        """Return the counts themselves from their remainders along the first axis.

        Returns
        -------
        array
            Of 64-bit unsigned numbers for a single modulus, else of Python's own.
        """
        if len(self.moduli) == 1:
            return np.asarray(remainders[0])
        product = prod(self.moduli)
        total = np.zeros(remainders.shape[1:], dtype=object)
        for part, modulus in zip(remainders, self.moduli, strict=True):
            others = product // modulus
            total = total + part.astype(object) * (others * pow(others, -1, modulus))
        return np.asarray(total % product)
