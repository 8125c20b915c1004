"""How many codes a group would raise with as many sessions as another.

A site with more sessions raises more codes for that reason alone. Groups are
compared at the same number of sessions, and with an estimate of what was not
seen yet.
"""

from collections import Counter
from fractions import Fraction
from math import comb, exp, isnan, log, nan, sqrt
from statistics import NormalDist

import pandas as pd

from peerstudy.errors import WORK, refuse_long
from peerstudy.frames.border import Level, Natural
from peerstudy.inference.sessions import SessionCodes


def _frequencies(coding: SessionCodes) -> Counter[int]:
    """Count codes by the number of sessions that raise them."""
    raised = Counter(int(n) for n in coding.incidence.sum(axis=0))
    del raised[0]
    return raised


def _z(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)


def chao2(coding: SessionCodes, confidence: Level = 0.95) -> pd.DataFrame:
    """Estimate how many codes each group has, seen or not: a lower bound.

    Parameters
    ----------
    coding : SessionCodes
        See :func:`peerstudy.inference.session_codes`.
    confidence : float, default 0.95
        Of the log-normal interval.

    Returns
    -------
    DataFrame
        One row a group: ``group, sessions, codes`` seen, ``once`` and
        ``twice`` (codes of one and of two sessions), ``chao2, low, high``.
        With one session nothing can be estimated and these are missing.

    Notes
    -----
    With T sessions, q1 codes once, q2 twice and K = (T - 1)/T the estimate is
    codes + K q1²/(2 q2), or codes + K q1(q1 - 1)/2 where q2 is 0.

    References
    ----------
    Chao 1987, https://doi.org/10.2307/2531532

    Examples
    --------
    >>> from peerstudy.inference import simulated_coding
    >>> print(chao2(simulated_coding()).round(2).to_string(index=False))
               group  sessions  codes  once  twice  chao2   low  high
    simulated site 1        12     23     2      2  23.92 23.08 33.31
    simulated site 2         8     22     3      3  23.31 22.15 33.56
    simulated site 3        10     24     2      3  24.60 24.05 31.21
    """
    rows = []
    for group, sessions in coding.sizes.items():
        frequencies = _frequencies(coding.of(group))
        seen, once, twice = sum(frequencies.values()), frequencies[1], frequencies[2]
        unseen, variance = _unseen(sessions, seen, once, twice)
        low, high = _log_normal(seen, unseen, variance, confidence)
        rows.append((group, sessions, seen, once, twice, seen + unseen, low, high))
    names = ["group", "sessions", "codes", "once", "twice", "chao2", "low", "high"]
    return pd.DataFrame(rows, columns=names)


def _unseen(sessions: int, seen: int, once: int, twice: int) -> tuple[float, float]:
    """Return the estimate of codes not seen yet and its variance."""
    if sessions < 2:
        return nan, nan
    k = (sessions - 1) / sessions
    if twice:
        ratio = once / twice
        variance = twice * (k * ratio**2 / 2 + k**2 * ratio**3 + k**2 * ratio**4 / 4)
        return k * once**2 / (2 * twice), variance
    unseen = k * once * (once - 1) / 2
    if not seen:
        return unseen, 0.0
    variance = (
        unseen + k**2 * once * (2 * once - 1) ** 2 / 4 - k**2 * once**4 / (4 * (seen + unseen))
    )
    return unseen, max(variance, 0.0)


def _log_normal(
    seen: int, unseen: float, variance: float, confidence: float
) -> tuple[float, float]:
    """Return an interval that never goes below what was seen."""
    if not unseen > 0:
        return seen + unseen, seen + unseen
    factor = exp(_z(confidence) * sqrt(log(1 + variance / unseen**2)))
    return seen + unseen / factor, seen + unseen * factor


def rarefaction(
    coding: SessionCodes, confidence: Level = 0.95, *, work_limit: Natural = WORK
) -> pd.DataFrame:
    """Return the codes that each group would raise in fewer sessions.

    Parameters
    ----------
    coding : SessionCodes
        See :func:`peerstudy.inference.session_codes`.
    confidence : float, default 0.95
        Of the interval, which includes that other sessions might have been held.
    work_limit : int, default 25 billion
        How many steps it may take; the work grows with the cube of the sessions.

    Returns
    -------
    DataFrame
        One row a group and number of sessions: ``group, sessions, codes,
        low, high``; ``codes`` is the mean over every choice of that many
        sessions. The interval is missing for a group of one session.

    Raises
    ------
    TooLongError
        If it takes more steps than allowed, before it starts.

    References
    ----------
    Colwell, Mao & Chang 2004, https://doi.org/10.1890/03-0557

    Examples
    --------
    >>> from peerstudy.inference import simulated_coding
    >>> print(rarefaction(simulated_coding()).head(2).round(2).to_string(index=False))
               group  sessions  codes   low  high
    simulated site 1         1   9.33  7.06 11.61
    simulated site 1         2  14.08 11.47 16.68
    """
    steps = len(coding.codes) * sum(n**3 for n in coding.sizes.values())
    refuse_long(work_limit, steps, "Rarefying these sessions", "compare fewer sessions")
    estimates = chao2(coding).set_index("group")["chao2"]
    rows = []
    for group, sessions in coding.sizes.items():
        frequencies = _frequencies(coding.of(group))
        for t in range(1, sessions + 1):
            codes, variance = _expected(frequencies, sessions, t, float(estimates[group]))
            half = _z(confidence) * sqrt(variance)
            low = nan if isnan(half) else max(codes - half, 0.0)
            rows.append((group, t, codes, low, codes + half))
    return pd.DataFrame(rows, columns=["group", "sessions", "codes", "low", "high"])


def _expected(
    frequencies: Counter[int], sessions: int, t: int, estimate: float
) -> tuple[float, float]:
    """Return the mean number of codes in t of the sessions, and its variance."""
    ways = comb(sessions, t)
    seen = {k: 1 - Fraction(comb(sessions - k, t), ways) for k in frequencies}
    codes = sum((seen[k] * times for k, times in frequencies.items()), Fraction(0))
    squares = sum((seen[k] ** 2 * times for k, times in frequencies.items()), Fraction(0))
    if not codes:
        return 0.0, 0.0
    variance = float(squares) - float(codes) ** 2 / estimate
    return float(codes), variance if isnan(variance) else max(variance, 0.0)
