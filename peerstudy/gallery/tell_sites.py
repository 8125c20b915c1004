# ruff: noqa: ARG001
"""What is said of the figures of sites side by side."""

from collections.abc import Sequence

import pandas as pd

from peerstudy.gallery.plate import Labels, Told
from peerstudy.words import word


def tell_evidence(rows: pd.DataFrame, coverage: pd.DataFrame, labels: Labels, lang: str) -> Told:
    """Tell what is known of each factor at each site."""
    return _titled("evidence", lang)


def tell_bounds(
    rows: pd.DataFrame, subjects: Sequence[str], statistic: str, lang: str, of: str = ""
) -> Told:
    """Tell between which ends a statistic lies."""
    return _titled(statistic, lang, of=of)


def tell_planned(rows: pd.DataFrame, labels: Labels, lang: str) -> Told:
    """Tell how what was achieved compares with the plan."""
    return _titled("planned", lang)


def tell_curves(rows: pd.DataFrame, value: str, labels: Labels, lang: str) -> Told:
    """Tell how a value rises with the sessions."""
    return _titled(value, lang)


def _titled(kind: str, lang: str, **values: object) -> Told:
    title = word(f"figures.title_{kind}", lang, **values)
    return Told(title, title, title)
