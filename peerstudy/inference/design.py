"""Whether a design can carry a test at all: how small its p-value can get."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import factorial, prod
from typing import Annotated

from peerstudy.errors import DesignError, WrongCallError, shown
from peerstudy.frames.border import Level, Positive, Within
from peerstudy.inference.sessions import SessionCodes

_MOST_SESSIONS = 100_000


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


def design_of(sizes: Iterable[Positive]) -> Design:
    """Count the shuffles of a design.

    A statistic that asks for any difference does not change when groups of
    equal size trade places, so that many shuffles always tie with the
    observed one.

    Parameters
    ----------
    sizes : iterable of int
        Sessions in each group, 100,000 in all at most.

    Raises
    ------
    WrongCallError
        If there is no group, or a group without sessions.

    Examples
    --------
    >>> design_of([3, 3]).smallest_p
    Fraction(1, 10)
    """
    found = tuple(sizes)
    if not found or min(found) < 1 or sum(found) > _MOST_SESSIONS:
        raise WrongCallError(
            "sizes must be the sessions in each group, 1 or more, "
            f"at most {_MOST_SESSIONS:,} in all; found {shown(found)}."
        )
    shuffles = factorial(sum(found)) // prod(factorial(n) for n in found)
    ties = prod(factorial(times) for times in Counter(found).values())
    return Design(found, shuffles, Fraction(ties, shuffles))


def require_testable(coding: SessionCodes, alpha: Level = 0.05) -> Design:
    """Insist that shuffling sessions could give a p-value of alpha or less.

    Parameters
    ----------
    coding : SessionCodes
        See :func:`peerstudy.inference.session_codes`.
    alpha : float, default 0.05
        The level that the design must be able to reach, above 0 and below 1.

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
    if design.smallest_p > Fraction(str(alpha)):
        told = ", ".join(f"{group} {n}" for group, n in sizes.items())
        raise DesignError(
            f"With these sessions ({told}) no shuffle can give a p-value below "
            f"{design.smallest_p} = {float(design.smallest_p):.3f}, and {alpha} is asked for.",
            f"{sessions_needed(len(sizes), alpha)} sessions in each of {len(sizes)} groups.",
        )
    return design


def sessions_needed(groups: Annotated[int, Within(2, 1_000)], alpha: Level) -> int:
    """Return the least number of sessions in each group that can reach alpha.

    Examples
    --------
    >>> sessions_needed(2, 0.05), sessions_needed(3, 0.05), sessions_needed(2, 0.001)
    (4, 3, 7)
    """
    n = 1
    while design_of([n] * groups).smallest_p > Fraction(str(alpha)):
        n += 1
    return n
