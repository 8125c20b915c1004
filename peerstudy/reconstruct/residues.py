"""Counts larger than 64 bits: their remainders by several moduli, and back.

The first modulus is 2^64, which unsigned arithmetic reduces for nothing; each
further one is odd and shares no factor with the others, so that the remainders
determine the count (Chinese remainder theorem). Fewer will do beside an
estimate: sums of floating-point numbers, none of them negative, lose at most
one unit in the last place for each addition, so the leading digits come from
them and the others from the remainders.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import ceil, gcd, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

WORD = 2**64
WIDE, NARROW = 2**63, 2**31
"""Odd moduli below these fit in a word of 64 bits, and of 32 bits, with their sums."""
_UNIT = Fraction(1, 2**52)
_WHOLE = 2**53
"""Floating-point numbers hold every whole number below this one."""

Counts = NDArray[Any]


@cache
def moduli(count: int, below: int = WIDE) -> tuple[int, ...]:
    """Return as many moduli without common factors as it takes to tell `count` from 0.

    Parameters
    ----------
    count : int
        The largest number to be held.
    below : int, default 2^63
        The first modulus is 2^64, and all others are smaller than this.
    """
    found = [WORD]
    candidate = below - 1
    while prod(found) <= count:
        if all(gcd(candidate, other) == 1 for other in found):
            found.append(candidate)
        candidate -= 2
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Ring:
    """How counts are added: by which moduli.

    Attributes
    ----------
    moduli : tuple of int
        Remainders by these lie along the first axis of every array of counts.
    """

    moduli: tuple[int, ...] = (WORD,)

    @property
    def kind(self) -> type[np.generic]:
        """The smallest type that holds sums of two remainders."""
        return np.uint32 if max(self.moduli) <= NARROW else np.uint64

    def zeros(self, shape: tuple[int, ...]) -> Counts:
        """Return counts of nothing."""
        return np.zeros((len(self.moduli), *shape), self.kind)

    def empty(self, shape: tuple[int, ...]) -> Counts:
        """Return room for counts."""
        return np.empty((len(self.moduli), *shape), self.kind)

    def add(self, counts: Counts, more: Counts) -> None:
        """Add counts in place, each modulus reduced by its own."""
        np.add(counts, more, out=counts)
        for part, modulus in zip(counts, self.moduli, strict=True):
            if modulus != WORD:
                np.minimum(part, part - part.dtype.type(modulus), out=part)

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


@dataclass(frozen=True, slots=True)
class Estimate(Ring):
    """A ring of floating-point numbers: the leading digits of counts."""

    @property
    def kind(self) -> type[np.generic]:
        """Floating-point numbers of 64 bits."""
        return np.float64

    def add(self, counts: Counts, more: Counts) -> None:
        """Add estimates in place; those beyond the largest number are infinite."""
        np.add(counts, more, out=counts)


def off_by(estimate: float, additions: int) -> int:
    """Return how far a sum of counts may lie from its estimate, after so many additions on end.

    Examples
    --------
    >>> off_by(2.0**53 - 1, 1000)
    0
    >>> off_by(2.0**60, 1000)
    256000
    """
    return 0 if estimate < _WHOLE else ceil(int(estimate) * additions * _UNIT)


def nearest(estimate: float, remainders: NDArray[Any], ring: Ring) -> int:
    """Return the number with these remainders that lies nearest to an estimate.

    Parameters
    ----------
    estimate : float
        Less than half the product of the moduli away.
    remainders : array, shape (moduli,)
        By each modulus of `ring`.
    ring : Ring
        The moduli.

    Examples
    --------
    >>> nearest(3e20, np.array([7], dtype=object), Ring())
    295147905179352825863
    """
    product, about = prod(ring.moduli), int(estimate)
    ahead = (int(ring.whole(remainders[:, np.newaxis])[0]) - about) % product
    return about + ahead - (product if 2 * ahead > product else 0)
