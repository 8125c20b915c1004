# ruff: noqa: ARG001
"""What is said of the figures of a sample and of its audit."""

import pandas as pd

from peerstudy.gallery.plate import Labels, Told
from peerstudy.reconstruct import PrintedSummary
from peerstudy.words import word


def tell_means(rows: pd.DataFrame, variable: str, labels: Labels, lang: str) -> Told:
    """Tell each group's mean, SD and range."""
    title = word("figures.title_means", lang, variable=labels.get(variable, variable))
    return Told(title, title, title)


def tell_denominators(
    rows: pd.DataFrame, group: str, variable: str, labels: Labels, lang: str
) -> Told:
    """Tell which percentages each denominator gives."""
    return _of_group("figures.title_denominators", group, variable, labels, lang)


def tell_verdicts(summary: pd.DataFrame, lang: str) -> Told:
    """Tell how many findings of each check there are."""
    title = word("figures.title_verdicts", lang)
    return Told(title, title, title)


def tell_profile(rows: pd.DataFrame, group: str, variable: str, labels: Labels, lang: str) -> Told:
    """Tell how often each value occurs in the feasible data sets."""
    return _of_group("figures.title_profile", group, variable, labels, lang)


def tell_lattice(
    rows: pd.DataFrame,
    summary: PrintedSummary,
    group: str,
    variable: str,
    labels: Labels,
    lang: str,
) -> Told:
    """Tell where a printed pair stands among those that data can have."""
    return _of_group("figures.title_lattice", group, variable, labels, lang)


def _of_group(key: str, group: str, variable: str, labels: Labels, lang: str) -> Told:
    title = word(key, lang, variable=labels.get(variable, variable), group=labels.get(group, group))
    return Told(title, title, title)
