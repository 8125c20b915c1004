"""Whether a design can carry a test at all: how small its p-value can get."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import factorial, prod

from peerstudy.errors import DesignError, PeerstudyError, whole_number
from peerstudy.inference.sessions import SessionCodes


@dataclass(frozen=True, slots=True)
class Design:
    """What shuffling the sessions of a design can show.

    Attributes
    ----------
    sizes : tuple of int
        Sessions in each group.
    shuffles : int
        In how many ways the sessions can fall into groups of these sizes.
    smallest_p : Fraction
        The smallest p-value that a test of any difference can give.

    Examples
    --------
    >>> design = design_of([6, 6])
    >>> design.shuffles, design.smallest_p
    (924, Fraction(1, 462))
    """

    sizes: tuple[int, ...]
    shuffles: int
    smallest_p: Fraction


def design_of(sizes: Iterable[int]) -> Design:
    """Count the shuffles of a design.

    A statistic that asks for any difference does not change when groups of
    equal size trade places, so that many shuffles always tie with the
    observed one.

    Examples
    --------
    >>> design_of([3, 3]).smallest_p
    Fraction(1, 10)
    """
    found = tuple(sizes)
    shuffles = factorial(sum(found)) // prod(factorial(n) for n in found)
    ties = prod(factorial(times) for times in Counter(found).values())
    return Design(found, shuffles, Fraction(ties, shuffles))


def require_testable(coding: SessionCodes, alpha: float = 0.05) -> Design:
    """Insist that shuffling sessions could give a p-value of alpha or less.

    Parameters
    ----------
    coding : SessionCodes
        See :func:`peerstudy.inference.session_codes`.
    alpha : float, default 0.05
        Above 0 and below 1.

    Raises
    ------
    DesignError
        With the reason, and how many sessions would be enough.

    Examples
    --------
    Two groups of four sessions can reach 5 %, the smallest p being 1/35:

    >>> from peerstudy.inference import simulate_sites
    >>> require_testable(simulate_sites((4, 4)).session_codes()).smallest_p
    Fraction(1, 35)
    """
    sizes = coding.sizes
    if len(sizes) < 2:
        raise DesignError(
            f"There is nothing to compare: all {len(coding.counts)} sessions are in one group.",
            "sessions of a second group.",
        )
    if not coding.codes:
        raise DesignError("There is nothing to compare: no codes.", "a codebook with codes.")
    design = design_of(sizes.values())
    if design.smallest_p > _level(alpha):
        told = ", ".join(f"{group} {n}" for group, n in sizes.items())
        raise DesignError(
            f"With these sessions ({told}) no shuffle can give a p-value below "
            f"{design.smallest_p} = {float(design.smallest_p):.3f}, and {alpha} is asked for.",
            f"{sessions_needed(len(sizes), alpha)} sessions in each of {len(sizes)} groups.",
        )
    return design


def sessions_needed(groups: int, alpha: float) -> int:
    """Return the least number of sessions in each group that can reach alpha.

    Examples
    --------
    >>> sessions_needed(2, 0.05), sessions_needed(3, 0.05), sessions_needed(2, 0.001)
    (4, 3, 7)
    """
    groups, level, n = whole_number("groups", groups, 2), _level(alpha), 1
    while design_of([n] * groups).smallest_p > level:
        n += 1
    return n


def _level(alpha: float) -> Fraction:
    """Read 0.05 as one in twenty."""
    if not 0 < alpha < 1:
        raise PeerstudyError(f"alpha must be above 0 and below 1; found {alpha}.")
    return Fraction(str(alpha))
