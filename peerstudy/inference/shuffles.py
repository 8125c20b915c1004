"""Permutation tests that shuffle sessions among groups, never segments."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from peerstudy.errors import WORK, refuse_long, require_known
from peerstudy.frames.border import Level, Natural, Positive
from peerstudy.inference.design import require_testable
from peerstudy.inference.exact import PValue, sampled
from peerstudy.inference.sessions import SessionCodes

Values = np.ndarray[Any, np.dtype[np.float64]]
DIGITS = 12
MOST_EXACT = 20_000
_A_SHUFFLE = 1_000
"""What a shuffle takes beside its numbers, in steps."""


def _shares(coding: SessionCodes) -> Values:
    counts = coding.counts.to_numpy(dtype=float)
    return np.asarray(counts / np.maximum(counts.sum(axis=1, keepdims=True), 1))


MEASURES: dict[str, Callable[[SessionCodes], Values]] = {
    "incidence": lambda coding: coding.incidence.to_numpy(dtype=float),
    "shares": _shares,
    "richness": lambda coding: coding.incidence.to_numpy(dtype=float).sum(axis=1, keepdims=True),
}


def shuffle_test(
    coding: SessionCodes,
    measure: str | Callable[[SessionCodes], Values] = "incidence",
    *,
    alpha: Level = 0.05,
    n_resamples: Positive = 9_999,
    seed: Natural = 0,
    work_limit: Natural = WORK,
) -> PValue:
    """Ask whether groups of sessions differ more than shuffled sessions do.

    The statistic is the sum over groups of sessions times the squared distance
    of the group's mean session from the mean of all: what lies between groups.

    Parameters
    ----------
    coding : SessionCodes
        See :func:`peerstudy.inference.session_codes`.
    measure : {"incidence", "shares", "richness"} or callable
        What a session is: which codes it raises, how its segments are shared
        among codes, how many codes it raises, or an array with one row a
        session made by a function of the coding.
    alpha : float, default 0.05
        The level that the design must be able to reach.
    n_resamples : int, default 9999
        How many shuffles to draw when there are more than 20,000.
    seed : int, default 0
        For drawing them.
    work_limit : int, default 25 billion
        How many steps it may take.

    Returns
    -------
    PValue
        Exact over all shuffles where they are few. A sampled one counts the
        observed order as a shuffle, so it is never 0.

    Raises
    ------
    DesignError
        If shuffling these sessions could not give alpha.
    UnknownNameError
        If the measure does not exist.
    TooLongError
        If it takes more steps than allowed, before it starts.

    References
    ----------
    Phipson & Smyth 2010, https://doi.org/10.2202/1544-6115.1585

    Examples
    --------
    >>> from peerstudy.inference import simulated_coding
    >>> found = shuffle_test(simulated_coding(), n_resamples=199)
    >>> found.p, found.method
    (0.005, 'monte carlo')
    """
    design = require_testable(coding, alpha)
    values = _measured(coding, measure)
    labels = coding.groups.to_numpy()
    samples = [np.flatnonzero(labels == group) for group in coding.sizes]
    exact = design.shuffles <= MOST_EXACT
    steps = (design.shuffles if exact else n_resamples) * (values.size + _A_SHUFFLE)
    refuse_long(work_limit, steps, "Drawing these shuffles", "draw fewer (n_resamples)")
    from scipy import stats

    found = stats.permutation_test(
        samples,
        _between(values),
        permutation_type="independent",
        alternative="greater",
        vectorized=True,
        axis=-1,
        n_resamples=np.inf if exact else n_resamples,
        batch=1_000,
        rng=np.random.default_rng(seed),
    )
    p = float(found.pvalue)
    if not exact:
        return sampled(p, n_resamples)
    whole = Fraction(round(p * design.shuffles), design.shuffles)
    return PValue(float(whole), whole, "exact", design.shuffles, 0.0, design.smallest_p)


def _measured(coding: SessionCodes, measure: str | Callable[[SessionCodes], Values]) -> Values:
    if callable(measure):
        return np.asarray(measure(coding), dtype=float).reshape(len(coding.counts), -1)
    require_known("measure", measure, MEASURES)
    return MEASURES[measure](coding)


def _between(values: Values) -> Callable[..., Values]:
    """Make the statistic of sessions' indices, group by group.

    Rounded to twelve digits of its greatest possible value: ties are ties
    whatever the order of adding.
    """
    centred = values - values.mean(axis=0)
    scale = float((centred**2).sum()) or 1.0

    def statistic(*samples: Values, axis: int = -1) -> Values:
        total = sum(
            sample.shape[axis] * (centred[sample.astype(int)].mean(axis=-2) ** 2).sum(axis=-1)
            for sample in samples
        )
        return np.round(np.asarray(total) / scale, DIGITS)

    return statistic
