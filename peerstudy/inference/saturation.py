"""When new sessions stop bringing new codes: base size, run length, threshold.

The order in which sessions were held is one of many. The point of saturation
is shown for it and for many other orders.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Annotated, Any

import numpy as np
import pandas as pd

from peerstudy.errors import WORK, DesignError, refuse_long
from peerstudy.frames.border import Natural, Positive, Within
from peerstudy.inference.sessions import SessionCodes

_AN_ORDER = 10_000
"""What drawing an order takes, in steps."""
Share = Annotated[float, Within(0, 1)]
Incidence = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True, eq=False)
class Saturation:
    """Where orders of the sessions reach saturation.

    Attributes
    ----------
    base, run : int
        Sessions in the base and in a run.
    threshold : float
        The share of new codes, of those in the base, that counts as saturated.
    orders : int
        How many orders were drawn.
    reached : float
        The share of orders that reach it with the sessions there are.
    points : DataFrame
        One row a number of ``sessions``: ``n`` orders that are saturated there
        and not before, and the ``share`` so far, of all orders.
    error : float
        The standard error of ``reached`` from drawing orders.

    Examples
    --------
    >>> from peerstudy.inference import simulated_coding
    >>> found = saturation(simulated_coding().of("simulated site 1"), orders=50)
    >>> found.reached, found.points.head(2).values.tolist()
    (0.96, [[4.0, 12.0, 0.24], [5.0, 6.0, 0.36]])
    """

    base: int
    run: int
    threshold: float
    orders: int
    reached: float
    points: pd.DataFrame = field(repr=False)
    error: float


def saturation_runs(
    coding: SessionCodes,
    base: Positive = 4,
    run: Positive = 2,
    threshold: Share = 0.05,
    step: Positive = 1,
) -> pd.DataFrame:
    """Follow new codes run by run, in the order of the sessions.

    Parameters
    ----------
    coding : SessionCodes
        Its rows in the order the sessions were held.
    base : int, default 4
        How many first sessions to measure against.
    run : int, default 2
        How many sessions to look for new codes in.
    threshold : float, default 0.05
        The share of new codes, of those in the base, that is few enough.
    step : int, default 1
        How far the next run starts after this one; ``run`` for runs that do
        not overlap.

    Returns
    -------
    DataFrame
        One row a run: ``sessions`` before it, ``first`` and ``last`` session
        of it, ``new`` codes, ``base_codes``, their ``share``, and whether it
        is ``saturated``. Saturation at 6 sessions with a run of 2 is written
        6 + 2.

    Raises
    ------
    DesignError
        If there are too few sessions, or no codes in the base.

    References
    ----------
    Guest, Namey & Chen 2020, https://doi.org/10.1371/journal.pone.0232076

    Examples
    --------
    >>> from peerstudy.inference import simulated_coding
    >>> rows = saturation_runs(simulated_coding().of("simulated site 1"))
    >>> print(rows[["sessions", "new", "share", "saturated"]].head(2).to_string(index=False))
     sessions  new  share  saturated
            4    1   0.05       True
            5    1   0.05       True
    """
    _require_enough(coding, base, run)
    names = [str(name) for name in coding.counts.index]
    incidence = coding.incidence.to_numpy()
    codes = int(incidence[:base].any(axis=0).sum())
    if not codes:
        raise DesignError(
            f"The first {base} sessions raise no code, so there is nothing to measure against.",
            "a larger base, or sessions that raise codes.",
        )
    rows = [
        (start, names[start], names[start + run - 1], new, codes, new / codes,
         new / codes <= threshold)
        for start, new in _new_codes(incidence, base, run, step)
    ]  # fmt: skip
    columns = ["sessions", "first", "last", "new", "base_codes", "share", "saturated"]
    return pd.DataFrame(rows, columns=columns)


def _require_enough(coding: SessionCodes, base: int, run: int) -> None:
    if len(coding.counts) < base + run:
        raise DesignError(
            f"{len(coding.counts)} sessions are too few for a base of {base} and a run of {run}.",
            f"{base + run} sessions or more, or a smaller base or run.",
        )


def _new_codes(incidence: Incidence, base: int, run: int, step: int) -> list[tuple[int, int]]:
    """List, for each run, the sessions before it and its new codes."""
    seen = np.logical_or.accumulate(incidence, axis=0).sum(axis=1)
    starts = range(base, len(incidence) - run + 1, step)
    return [(start, int(seen[start + run - 1] - seen[start - 1])) for start in starts]


def saturation(
    coding: SessionCodes,
    base: Positive = 4,
    run: Positive = 2,
    threshold: Share = 0.05,
    *,
    step: Positive = 1,
    orders: Positive = 1_000,
    replace: bool = False,
    seed: Natural = 0,
    work_limit: Natural = WORK,
) -> Saturation:
    """Return how many sessions it takes, over many orders of the sessions.

    Parameters
    ----------
    coding, base, run, threshold, step
        See :func:`saturation_runs`.
    orders : int, default 1000
        How many orders to draw.
    replace : bool, default False
        Whether sessions are drawn with replacement, as a bootstrap does: other
        sessions might have been held.
    seed : int, default 0
        For drawing them.
    work_limit : int, default 25 billion
        How many steps it may take.

    Returns
    -------
    Saturation
        An order that never gets there stays unsaturated: it is not dropped.

    Raises
    ------
    DesignError
        If there are too few sessions.
    TooLongError
        If it takes more steps than allowed, before it starts.

    Examples
    --------
    >>> from peerstudy.inference import simulated_coding
    >>> saturation(simulated_coding().of("simulated site 1"), orders=50).reached
    0.96
    """
    _require_enough(coding, base, run)
    steps = orders * (coding.counts.size + _AN_ORDER)
    refuse_long(work_limit, steps, "Following so many orders", "draw fewer (orders)")
    incidence, n = coding.incidence.to_numpy(), len(coding.counts)
    rng = np.random.default_rng(seed)
    found: Counter[int | None] = Counter()
    for _ in range(orders):
        order = rng.integers(n, size=n) if replace else rng.permutation(n)
        found[_first(incidence[order], base, run, threshold, step)] += 1
    starts = range(base, n - run + 1, step)
    times = [found[start] for start in starts]
    shares = np.cumsum(times) / orders
    points = pd.DataFrame({"sessions": starts, "n": times, "share": shares})
    reached = sum(times) / orders
    error = float(np.sqrt(reached * (1 - reached) / orders))
    return Saturation(base, run, threshold, orders, reached, points, error)


def _first(incidence: Incidence, base: int, run: int, threshold: float, step: int) -> int | None:
    """Return the sessions before the first run that brings few enough new codes."""
    codes = int(incidence[:base].any(axis=0).sum())
    for start, new in _new_codes(incidence, base, run, step):
        if codes and new / codes <= threshold:
            return start
    return None


def saturation_curves(coding: SessionCodes) -> pd.DataFrame:
    """Return the share of saturated orders by sessions, for each group.

    Examples
    --------
    >>> from peerstudy.inference import simulated_coding
    >>> curves = saturation_curves(simulated_coding())
    >>> print(curves.groupby("group").tail(1).to_string(index=False))
     sessions   n  share            group
           10  68  0.980 simulated site 1
            6 174  0.700 simulated site 2
            8  60  0.918 simulated site 3
    """
    parts = [saturation(coding.of(group)).points.assign(group=group) for group in coding.sizes]
    return pd.concat(parts, ignore_index=True)
