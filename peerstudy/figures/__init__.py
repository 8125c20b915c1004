"""Figures: a results frame and an ``Axes`` in, the ``Axes`` out; nothing is counted here."""

from peerstudy.figures.coverage import draw_coverage
from peerstudy.figures.domains import draw_domains
from peerstudy.figures.links import draw_link_flow, draw_link_matrix
from peerstudy.figures.quoted import draw_quoted
from peerstudy.figures.sample import draw_denominators, draw_means, draw_verdicts
from peerstudy.figures.style import COLUMN_MM, axes_of_height, new_axes, render

__all__ = [
    "COLUMN_MM",
    "axes_of_height",
    "draw_coverage",
    "draw_denominators",
    "draw_domains",
    "draw_link_flow",
    "draw_link_matrix",
    "draw_means",
    "draw_quoted",
    "draw_verdicts",
    "new_axes",
    "render",
]
