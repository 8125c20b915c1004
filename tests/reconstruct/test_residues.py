from itertools import combinations
from math import gcd, prod

import numpy as np
import pytest

from peerstudy.reconstruct.residues import NARROW, WORD, Ring, moduli, nearest, off_by


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


def test_narrow_moduli_take_half_the_room():
    narrow = moduli(2**200, NARROW)
    assert all(modulus < NARROW for modulus in narrow[1:])
    assert Ring(narrow[1:]).zeros((1, 1)).dtype == np.uint32
    assert Ring(narrow).zeros((1, 1)).dtype == np.uint64


def test_an_estimate_and_remainders_determine_a_count():
    rng = np.random.default_rng(1)
    for bits in (60, 90, 124, 300):
        for _ in range(50):
            count = int.from_bytes(rng.bytes(38)) >> (304 - bits)
            off = off_by(float(count), 200)
            ring = Ring(moduli(2 * off + 1, NARROW))
            estimate = float(count + int(rng.integers(-99, 99)) * off // 100)
            found = [count % modulus for modulus in ring.moduli]
            assert nearest(estimate, np.array(found, dtype=object), ring) == count


def test_sums_of_floating_point_numbers_are_off_by_less_than_promised():
    rng = np.random.default_rng(2)
    for _ in range(100):
        numbers = [int(number) for number in rng.integers(2**50, 2**62, 150)]
        estimate = 0.0
        for number in numbers:
            estimate += number
        assert abs(int(estimate) - sum(numbers)) <= off_by(estimate, 150)
    assert off_by(2.0**53 - 1, 10**6) == 0 < off_by(2.0**53, 1)
