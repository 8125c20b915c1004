"""Figures: a results frame and an ``Axes`` in, the ``Axes`` out; nothing is counted here."""

from peerstudy.figures.coverage import draw_coverage
from peerstudy.figures.domains import draw_domains
from peerstudy.figures.files import FORMATS, About, render
from peerstudy.figures.grim import draw_endings
from peerstudy.figures.links import draw_link_flow, draw_link_matrix
from peerstudy.figures.quoted import draw_quoted
from peerstudy.figures.reconstruct import draw_lattice, draw_profile
from peerstudy.figures.sample import draw_denominators, draw_means, draw_verdicts
from peerstudy.figures.sites import draw_bounds, draw_curves, draw_evidence, draw_planned
from peerstudy.figures.style import (
    ONE_COLUMN,
    PRESETS,
    TWO_COLUMN,
    Preset,
    as_preset,
    axes_of_height,
    new_axes,
)

__all__ = [
    "FORMATS",
    "ONE_COLUMN",
    "PRESETS",
    "TWO_COLUMN",
    "About",
    "Preset",
    "as_preset",
    "axes_of_height",
    "draw_bounds",
    "draw_coverage",
    "draw_curves",
    "draw_denominators",
    "draw_domains",
    "draw_endings",
    "draw_evidence",
    "draw_lattice",
    "draw_link_flow",
    "draw_link_matrix",
    "draw_means",
    "draw_planned",
    "draw_profile",
    "draw_quoted",
    "draw_verdicts",
    "new_axes",
    "render",
]
