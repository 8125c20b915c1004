from itertools import combinations
from math import gcd, prod

import numpy as np
import pytest

from peerstudy.reconstruct.residues import HALF_WORD, WORD, Ring, Truth, dot, moduli


@pytest.mark.parametrize("bits", [0, 1, 64])
def test_a_word_is_one_modulus(bits):
    assert moduli(bits) == (WORD,)
    assert Ring(moduli(bits)).bytes == 8


@pytest.mark.parametrize("bits", [65, 127, 400, 1500])
def test_moduli_determine_every_count_and_their_sums_fit_in_half_a_word(bits):
    found = moduli(bits)
    assert found[0] == HALF_WORD
    assert prod(found) >= 2**bits > prod(found[:-1])
    assert all(gcd(a, b) == 1 for a, b in combinations(found, 2))
    assert all(2 * modulus <= HALF_WORD for modulus in found[1:])
    assert Ring(found).bytes == 4 * len(found)


@pytest.mark.parametrize("bits", [64, 65, 300])
def test_sums_of_remainders_are_the_sum(bits):
    ring, rng = Ring(moduli(bits)), np.random.default_rng(0)
    product = prod(ring.moduli)
    numbers = [int.from_bytes(rng.bytes(60)) % product for _ in range(40)]
    for first, second in combinations([0, 1, product // 2, product - 1, *numbers], 2):
        sums = remainders(first, ring) + remainders(second, ring)
        ring.reduce(sums)
        assert ring.whole(sums)[0] == (first + second) % product


def remainders(number, ring):
    return np.array([[number % modulus] for modulus in ring.moduli], dtype=ring.kind)


def test_truth_adds_to_truth():
    assert (np.ones(3, Truth().kind) + np.array([False, True, True])).all()


def test_products_of_words_add_to_their_exact_sum():
    rng = np.random.default_rng(3)
    for size in (0, 1, 1000):
        one, other = rng.integers(0, 2**64 - 1, (2, size), np.uint64, endpoint=True)
        expected = sum(int(a) * int(b) for a, b in zip(one, other, strict=True))
        assert dot(one, other) == expected
        assert dot(one.astype(object), other.astype(object)) == expected
