"""Simulated sites with known truth, to see whether the tests keep their word.

Nothing here is data of any study: every name and every column says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

import numpy as np
import pandas as pd

from peerstudy.errors import MEMORY, WrongCallError, refuse_over
from peerstudy.frames.border import Level, Natural, Positive, Within
from peerstudy.inference.sessions import SessionCodes, session_codes

Array = np.ndarray[Any, np.dtype[np.float64]]
NODES = 80
Shift = Annotated[float, Within(0, 100)]
_TURN_BYTES, _NODE_BYTES = 100, 50
"""What a turn that raises a code, and a node of the quadrature, take."""


@dataclass(frozen=True, eq=False)
class SimulatedSites:
    """Simulated codings and the truth they were drawn from.

    Attributes
    ----------
    simulated_sessions : DataFrame
        ``simulated_session, simulated_site, simulated_turns``.
    simulated_segments : DataFrame
        One row a coded segment: ``simulated_session, simulated_code``.
    simulated_truth : DataFrame
        ``simulated_site, simulated_code``, and the chance that a turn
        (``simulated_turn_chance``) and that a session
        (``simulated_session_chance``) raises the code.

    Examples
    --------
    >>> drawn = simulate_sites((2, 2), codes=3, seed=1)
    >>> print(drawn.session_codes())
    4 sessions (simulated site 1 2, simulated site 2 2), 3 codes
    """

    simulated_sessions: pd.DataFrame = field(repr=False)
    simulated_segments: pd.DataFrame = field(repr=False)
    simulated_truth: pd.DataFrame = field(repr=False)

    def session_codes(self) -> SessionCodes:
        """Count how often each simulated session raises each simulated code."""
        return session_codes(
            self.simulated_segments,
            self.simulated_sessions,
            session="simulated_session",
            group="simulated_site",
            code="simulated_code",
            codes=list(dict.fromkeys(self.simulated_truth["simulated_code"])),
        )


def simulate_sites(
    sessions: Sequence[Positive] = (6, 6, 6),
    codes: Positive = 10,
    *,
    turns: Positive = 12,
    chance: Level = 0.1,
    difference: Shift = 0.0,
    clustering: Shift = 1.0,
    seed: Natural = 0,
    memory_limit: Natural = MEMORY,
) -> SimulatedSites:
    """Draw simulated codings of several sites.

    A turn of a session raises a code with a chance whose log odds are those of
    ``chance``, plus the site's own shift for the code, plus the session's.

    Parameters
    ----------
    sessions : sequence of int, default (6, 6, 6)
        How many sessions each site holds.
    codes : int, default 10
        How many codes there are.
    turns : int, default 12
        How many turns of talk a session has.
    chance : float, default 0.1
        How likely a turn raises a code where nothing shifts it, above 0 and
        below 1.
    difference : float, default 0
        The standard deviation of sites' shifts, in log odds; 0 for sites that
        do not differ.
    clustering : float, default 1
        The standard deviation of sessions' shifts, in log odds; 0 for turns
        that are independent.
    seed : int, default 0
        For all drawing.
    memory_limit : int, default 1 GiB
        How many bytes it may take.

    Returns
    -------
    SimulatedSites
        The truth's session chance is the mean over sessions' shifts, by
        Gauss–Hermite quadrature.

    Raises
    ------
    WrongCallError
        If there is no site.
    TooLargeError
        If the turns that may raise a code need more memory than allowed.

    Examples
    --------
    >>> drawn = simulate_sites((2, 2), codes=2, seed=1)
    >>> print(drawn.simulated_truth.to_string(index=False))
      simulated_site   simulated_code  simulated_turn_chance  simulated_session_chance
    simulated site 1 simulated code 1                0.13387                  0.678099
    simulated site 1 simulated code 2                0.13387                  0.678099
    simulated site 2 simulated code 1                0.13387                  0.678099
    simulated site 2 simulated code 2                0.13387                  0.678099
    """
    if not sessions:
        raise WrongCallError("sessions must be how many each site holds, such as (6, 6, 6).")
    needed = codes * (sum(sessions) * turns * _TURN_BYTES + len(sessions) * NODES * _NODE_BYTES)
    refuse_over(memory_limit, needed, "Simulating these sites", "simulate fewer turns")
    rng = np.random.default_rng(seed)
    site_names = [f"simulated site {i + 1}" for i in range(len(sessions))]
    code_names = [f"simulated code {i + 1}" for i in range(codes)]
    odds = np.log(chance / (1 - chance)) + difference * rng.standard_normal((len(sessions), codes))
    sites = np.repeat(np.arange(len(sessions)), sessions)
    shifts = clustering * rng.standard_normal((len(sites), codes))
    raised = rng.binomial(turns, _chance(odds[sites] + shifts))
    session_names = [f"simulated session {i + 1}" for i in range(len(sites))]
    rows, columns = np.nonzero(raised)
    times = raised[rows, columns]
    return SimulatedSites(
        pd.DataFrame(
            {
                "simulated_session": session_names,
                "simulated_site": [site_names[i] for i in sites],
                "simulated_turns": turns,
            }
        ),
        pd.DataFrame(
            {
                "simulated_session": np.repeat(np.array(session_names)[rows], times),
                "simulated_code": np.repeat(np.array(code_names)[columns], times),
            },
            dtype=object,
        ),
        _truth(site_names, code_names, odds, clustering, turns),
    )


def _chance(odds: Array) -> Array:
    return 1 / (1 + np.exp(-odds))


def _truth(
    sites: Sequence[str], codes: Sequence[str], odds: Array, clustering: float, turns: int
) -> pd.DataFrame:
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
    weights = weights / weights.sum()
    by_node = _chance(odds[..., None] + clustering * nodes)
    return pd.DataFrame(
        {
            "simulated_site": np.repeat(np.array(sites), len(codes)),
            "simulated_code": np.tile(np.array(codes), len(sites)),
            "simulated_turn_chance": (by_node * weights).sum(axis=-1).ravel(),
            "simulated_session_chance": ((1 - (1 - by_node) ** turns) * weights)
            .sum(axis=-1)
            .ravel(),
        }
    )


def simulated_coding() -> SessionCodes:
    """Return the simulated coding that the complete-data path is shown on.

    Examples
    --------
    >>> print(simulated_coding())
    30 sessions (simulated site 1 12, simulated site 2 8, simulated site 3 10), 25 codes
    """
    return simulate_sites(
        (12, 8, 10), codes=25, chance=0.03, difference=0.8, seed=4
    ).session_codes()
