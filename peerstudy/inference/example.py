"""A simulated coding, for what only complete data can show."""

import pandas as pd

from peerstudy.inference.saturation import saturation
from peerstudy.inference.sessions import SessionCodes
from peerstudy.inference.simulate import simulate_sites


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


def saturation_curves(coding: SessionCodes) -> pd.DataFrame:
    """Return the share of saturated orders by sessions, for each group.

    Examples
    --------
    >>> curves = saturation_curves(simulated_coding())
    >>> print(curves.groupby("group").tail(1).to_string(index=False))
     sessions   n  share            group
           10  68  0.980 simulated site 1
            6 174  0.700 simulated site 2
            8  60  0.918 simulated site 3
    """
    parts = [saturation(coding.of(group)).points.assign(group=group) for group in coding.sizes]
    return pd.concat(parts, ignore_index=True)
