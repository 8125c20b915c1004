from itertools import combinations
from math import gcd, prod

import numpy as np
import pytest

from peerstudy.reconstruct.residues import WORD, Ring, moduli


@pytest.mark.parametrize("count", [0, WORD - 1, WORD, 2**127, 2**400, 2**1500])
def test_moduli_tell_every_count_from_nothing(count):
    found = moduli(count)
    assert found[0] == WORD
    assert prod(found) > count
    assert prod(found[:-1]) <= max(count, 1)


def test_moduli_share_no_factor_and_their_sums_fit_in_a_word():
    found = moduli(2**2500)
    assert len(found) > 30
    assert all(gcd(a, b) == 1 for a, b in combinations(found, 2))
    assert all(modulus < 2**63 for modulus in found[1:])


def test_sums_of_remainders_are_the_sum():
    ring, rng = Ring(moduli(2**300)), np.random.default_rng(0)
    numbers = [int.from_bytes(rng.bytes(37)) for _ in range(40)]
    largest = prod(ring.moduli) // 2
    for first, second in combinations([0, 1, largest, *numbers], 2):
        sums = remainders(first, ring)
        ring.add(sums, remainders(second, ring))
        assert ring.whole(sums)[0] == (first + second) % prod(ring.moduli)


def remainders(number, ring):
    return np.array([[number % modulus] for modulus in ring.moduli], dtype=np.uint64)
