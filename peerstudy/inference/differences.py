"""Codes side by side in groups of sessions: shares, differences, tests."""

from collections.abc import Iterable
from itertools import combinations
from math import sqrt
from typing import Annotated, Any

import numpy as np
import pandas as pd

from peerstudy.errors import WORK, WrongCallError
from peerstudy.frames.border import Level, Natural, Positive, Within
from peerstudy.inference.design import require_testable
from peerstudy.inference.exact import freeman_halton
from peerstudy.inference.sessions import SessionCodes

Units = Annotated[int, Within(1, 10**15)]


def wilson(n: Natural, denominator: Units, confidence: Level = 0.95) -> tuple[float, float]:
    """Return Wilson's interval of a share.

    References
    ----------
    Wilson 1927, https://doi.org/10.1080/01621459.1927.10502953

    Examples
    --------
    >>> [round(end, 3) for end in wilson(9, 26)]
    [0.194, 0.538]
    """
    from scipy import stats

    if n > denominator:
        raise WrongCallError(f"n must be at most the denominator; found {n} of {denominator}.")
    found = stats.binomtest(n, denominator).proportion_ci(confidence, method="wilson")
    return float(found.low), float(found.high)


def newcombe(
    n_a: Natural, denominator_a: Units, n_b: Natural, denominator_b: Units, confidence: Level = 0.95
) -> tuple[float, float]:
    """Return Newcombe's hybrid score interval of a difference of two shares, a minus b.

    Notes
    -----
    With p the shares and l, u their Wilson ends: the lower end is
    d - √((p_a - l_a)² + (u_b - p_b)²) and the upper one
    d + √((u_a - p_a)² + (p_b - l_b)²).

    References
    ----------
    Newcombe 1998, method 10,
    https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I

    Examples
    --------
    >>> [round(end, 3) for end in newcombe(9, 26, 5, 42)]
    [0.026, 0.43]
    """
    low_a, high_a = wilson(n_a, denominator_a, confidence)
    low_b, high_b = wilson(n_b, denominator_b, confidence)
    a, b = n_a / denominator_a, n_b / denominator_b
    low = a - b - sqrt((a - low_a) ** 2 + (high_b - b) ** 2)
    high = a - b + sqrt((high_a - a) ** 2 + (b - low_b) ** 2)
    return low, high


def holm(p: Iterable[float]) -> list[float]:
    """Adjust p-values so that any false rejection at all stays as rare as alpha.

    References
    ----------
    Holm 1979, https://www.jstor.org/stable/4615733

    Examples
    --------
    >>> [round(p, 3) for p in holm([0.01, 0.02, 0.03, 0.5])]
    [0.04, 0.06, 0.06, 0.5]
    """
    values = _p_values(p)
    order = np.argsort(values, kind="stable")
    raised = values[order] * np.arange(len(values), 0, -1)
    adjusted = np.empty(len(values))
    adjusted[order] = np.minimum(np.maximum.accumulate(raised), 1) if len(values) else raised
    return [float(value) for value in adjusted]


def _p_values(p: Iterable[float]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return p-values as an array, or refuse what are none."""
    try:
        values = np.asarray(list(p), dtype=float)
    except (TypeError, ValueError):
        values = np.array([np.nan])
    if not ((values >= 0) & (values <= 1)).all():
        raise WrongCallError("p must be a list of p-values, each a number from 0 to 1.")
    return values


def benjamini_hochberg(p: Iterable[float]) -> list[float]:
    """Adjust p-values so that the expected share of false rejections stays below alpha.

    References
    ----------
    Benjamini & Hochberg 1995, https://doi.org/10.1111/j.2517-6161.1995.tb02031.x

    Examples
    --------
    >>> [round(p, 3) for p in benjamini_hochberg([0.01, 0.02, 0.03, 0.5])]
    [0.04, 0.04, 0.04, 0.5]
    """
    from scipy import stats

    values = _p_values(p)
    return [float(value) for value in stats.false_discovery_control(values)] if len(values) else []


def code_shares(coding: SessionCodes, confidence: Level = 0.95) -> pd.DataFrame:
    """Return the share of each group's sessions that raise each code.

    Returns
    -------
    DataFrame
        One row a code and group: ``code, group, n, denominator, share, low,
        high`` with Wilson's interval. The unit is the session.

    Examples
    --------
    >>> from peerstudy.inference import simulated_coding
    >>> rows = code_shares(simulated_coding())
    >>> print(rows.head(2).round(3).to_string(index=False))
                code            group  n  denominator  share   low  high
    simulated code 1 simulated site 1  2           12  0.167 0.047 0.448
    simulated code 1 simulated site 2  0            8  0.000 0.000 0.324
    """
    rows = []
    for code in coding.codes:
        for group, n, denominator in _raised(coding, code):
            low, high = wilson(n, denominator, confidence)
            rows.append((code, group, n, denominator, n / denominator, low, high))
    names = ["code", "group", "n", "denominator", "share", "low", "high"]
    return pd.DataFrame(rows, columns=names)


def _raised(coding: SessionCodes, code: str) -> list[tuple[str, int, int]]:
    """List groups with how many of their sessions raise a code."""
    raised = coding.incidence[code].groupby(coding.groups, sort=False).sum()
    return [(group, int(raised[group]), size) for group, size in coding.sizes.items()]


def share_differences(coding: SessionCodes, confidence: Level = 0.95) -> pd.DataFrame:
    """Return the difference of every two groups' shares, code by code.

    Returns
    -------
    DataFrame
        One row a code and pair of groups: ``code, group_a, group_b, n_a,
        denominator_a, n_b, denominator_b, difference, low, high`` with
        Newcombe's interval of share a minus share b.

    Examples
    --------
    >>> from peerstudy.inference import simulated_coding
    >>> rows = share_differences(simulated_coding())
    >>> rows.loc[0, ["difference", "low", "high"]].astype(float).round(3).tolist()
    [0.167, -0.179, 0.448]
    """
    rows = []
    for code in coding.codes:
        for (a, n_a, d_a), (b, n_b, d_b) in combinations(_raised(coding, code), 2):
            low, high = newcombe(n_a, d_a, n_b, d_b, confidence)
            rows.append((code, a, b, n_a, d_a, n_b, d_b, n_a / d_a - n_b / d_b, low, high))
    names = ["code", "group_a", "group_b", "n_a", "denominator_a", "n_b", "denominator_b"]
    return pd.DataFrame(rows, columns=[*names, "difference", "low", "high"])


def code_differences(
    coding: SessionCodes,
    *,
    alpha: Level = 0.05,
    n_resamples: Positive = 9_999,
    seed: Natural = 0,
    work_limit: Natural = WORK,
) -> pd.DataFrame:
    """Test, code by code, whether groups differ in how many sessions raise it.

    Shuffling sessions leaves both margins of groups × (raises it or not) as
    they are, so the test of shuffles is Freeman and Halton's.

    Parameters
    ----------
    coding : SessionCodes
        See :func:`peerstudy.inference.session_codes`.
    alpha : float, default 0.05
        The level that the design must be able to reach.
    n_resamples, seed : int
        For tables too many to count.
    work_limit : int, default 25 billion
        How many steps the test of each code may take.

    Returns
    -------
    DataFrame
        One row a code: ``code, n`` sessions that raise it, of ``denominator``,
        ``p, method, error, smallest_p, could_reject`` (whether p could have
        been alpha or less), ``p_holm, p_bh`` over all codes.

    Raises
    ------
    DesignError
        If shuffling these sessions could not give alpha.

    Examples
    --------
    >>> from peerstudy.inference import simulated_coding
    >>> rows = code_differences(simulated_coding())
    >>> print(rows[["code", "n", "p", "p_holm", "p_bh"]].head(2).round(3).to_string(index=False))
                code  n     p  p_holm  p_bh
    simulated code 1  4 0.527     1.0 0.734
    simulated code 2 13 0.809     1.0 1.000
    """
    require_testable(coding, alpha)
    rows = []
    for code in coding.codes:
        groups = _raised(coding, code)
        table = [[n, d - n] for _, n, d in groups]
        found = freeman_halton(table, n_resamples=n_resamples, seed=seed, work_limit=work_limit)
        smallest = None if found.smallest is None else float(found.smallest)
        could = smallest is None or smallest <= alpha
        raised, total = sum(n for _, n, _ in groups), sum(d for _, _, d in groups)
        rows.append((code, raised, total, found.p, found.method, found.error, smallest, could))
    names = ["code", "n", "denominator", "p", "method", "error", "smallest_p", "could_reject"]
    frame = pd.DataFrame(rows, columns=names).astype({"smallest_p": float})
    p = frame["p"].to_list()
    return frame.assign(p_holm=holm(p), p_bh=benjamini_hochberg(p))
