"""How many data sets there are at most, without counting any.

The multisets of whole numbers x, each number of them with weight u^n and each
value with weight exp(a x + b x²), add to the product of 1 / (1 − u exp(a x + b x²)).
The data sets of all targets (n, sum, sum of squares) are among them, so the
smallest weight of a target divides that product into a bound, for any u, a and
b; about the smallest is found where the expected n, sum and sum of squares are
those amid the targets.
"""

from math import ceil, comb, inf, log

import numpy as np
from numpy.typing import NDArray

from peerstudy.reconstruct.problem import Problem
from peerstudy.reconstruct.residues import WORD_BITS

_STEPS = 40
_HALVINGS = 30
Numbers = NDArray[np.float64]


def most_bits(problem: Problem) -> int:
    """Bound the number of data sets: it is below 2 to this power.

    Where all multisets of n values, whatever their sum, are few enough for a
    word, it is their number.
    """
    any_sum = comb(problem.n + len(problem.values) - 1, problem.n).bit_length()
    if any_sum <= WORD_BITS:
        return any_sum
    bits = _smallest_bound(problem) / log(2)
    return any_sum if bits == inf else min(any_sum, ceil(bits) + 1)


def _smallest_bound(problem: Problem) -> float:
    """Return about the smallest logarithm of the bound on the data sets of all targets."""
    values = np.array(problem.values, dtype=float)
    scale = max(abs(problem.bottom), problem.top)
    powers = np.array([values**0, values / scale, (values / scale) ** 2])
    targets = np.array([(problem.n, *pair) for pair in problem.targets], dtype=float)
    targets /= [1, scale, scale**2]
    if problem.flat:
        powers, targets = powers[:2], targets[:, :2]
    middle = targets.mean(axis=0)
    at = np.zeros(len(powers))
    at[0] = np.log(problem.n / (problem.n + len(values)))
    for _ in range(_STEPS):
        step = _newton_step(at, powers, middle)
        length, now = 1.0, _bound(at, powers, middle)
        for _ in range(_HALVINGS):
            if _bound(at - length * step, powers, middle) < now:
                break
            length /= 2
        else:
            break
        at = at - length * step
    return _bound(at, powers, targets)


def _bound(at: Numbers, powers: Numbers, targets: Numbers) -> float:
    """Return the logarithm of the bound, by the smallest weight of any target."""
    logs = at @ powers
    if logs.max() >= 0:
        return inf
    return float(-np.log(-np.expm1(logs)).sum() - np.min(targets @ at))


def _newton_step(at: Numbers, powers: Numbers, target: Numbers) -> Numbers:
    """Return the step to where the quadratic approximation of the bound is smallest."""
    expected = 1 / np.expm1(-(at @ powers))
    curvature = (powers * (expected * (1 + expected))) @ powers.T
    curvature += 1e-12 * np.trace(curvature) * np.eye(len(at))
    return np.asarray(np.linalg.solve(curvature, powers @ expected - target))
