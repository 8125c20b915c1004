# ruff: noqa: ARG001
"""What is said of the figures of findings."""

import pandas as pd

from peerstudy.gallery.plate import Labels, Told
from peerstudy.words import word


def tell_domains(rows: pd.DataFrame, labels: Labels, lang: str) -> Told:
    """Tell how many codes each domain has."""
    return _titled("domains", lang)


def tell_links(matrix: pd.DataFrame, form: str, labels: Labels, lang: str) -> Told:
    """Tell which facilitators answer which challenges."""
    return _titled(form, lang)


def tell_coverage(rows: pd.DataFrame, labels: Labels, lang: str) -> Told:
    """Tell which group is said to have raised which code."""
    return _titled("coverage", lang)


def tell_quoted(rows: pd.DataFrame, labels: Labels, lang: str) -> Told:
    """Tell who is quoted against who took part."""
    return _titled("quoted", lang)


def _titled(kind: str, lang: str) -> Told:
    title = word(f"figures.title_{kind}", lang)
    return Told(title, title, title)
