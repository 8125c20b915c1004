"""A simulated coding, for what only complete data can show."""

import pandas as pd

from peerstudy.inference.saturation import saturation
from peerstudy.inference.sessions import SessionCodes
from peerstudy.inference.simulate import simulate_sites


def simulated_coding() -> SessionCodes:
    """Return the simulated coding that the complete-data path is shown on."""
    return simulate_sites(
        (12, 8, 10), codes=25, chance=0.03, difference=0.8, seed=4
    ).session_codes()


def saturation_curves(coding: SessionCodes) -> pd.DataFrame:
    """Return the share of saturated orders by sessions, for each group."""
    parts = [saturation(coding.of(group)).points.assign(group=group) for group in coding.sizes]
    return pd.concat(parts, ignore_index=True)
