"""Figures: a results frame and an ``Axes`` in, the ``Axes`` out; nothing is counted here."""

from peerstudy.figures.sample import draw_denominators, draw_means, draw_verdicts
from peerstudy.figures.style import axes_of_height, new_axes, render

__all__ = [
    "axes_of_height",
    "draw_denominators",
    "draw_means",
    "draw_verdicts",
    "new_axes",
    "render",
]
