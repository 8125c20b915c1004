"""Figures: one file a figure, with its data, its drawing, its caption and its alt text.

Each ``draw_`` function takes a study or the frame of results to draw, and returns the ``Axes``.
By name it takes ``ax``, where to draw, a new one as high as needed without it; ``lang``, ``"en"``
or ``"he"``, the language of the texts; and most take ``labels``, what groups, variables and codes
are called: a study has its own, and in a frame, without labels, names stand for themselves.
"""

from peerstudy.figures.annotated import annotated_rows, draw_annotated
from peerstudy.figures.codes import code_matrix, draw_codes
from peerstudy.figures.compatible import compatible_band, draw_compatible
from peerstudy.figures.curves import draw_curves
from peerstudy.figures.denominators import draw_denominators
from peerstudy.figures.evidence import draw_evidence
from peerstudy.figures.files import FORMATS
from peerstudy.figures.grim import draw_endings
from peerstudy.figures.joint import draw_joint
from peerstudy.figures.pairs import draw_pairs
from peerstudy.figures.planned import draw_planned
from peerstudy.figures.plate import Makers, Plate
from peerstudy.figures.quoted import draw_quoted
from peerstudy.figures.registry import (
    choose,
    simulated_figures,
    site_figures,
    study_figures,
    without,
)
from peerstudy.figures.sample import draw_means, sample_means
from peerstudy.figures.style import ONE_COLUMN, PRESETS, TWO_COLUMN, Preset, as_preset
from peerstudy.figures.verdicts import draw_verdicts, verdicts_by_family
from peerstudy.frames.border import guard

__all__ = [
    "FORMATS",
    "ONE_COLUMN",
    "PRESETS",
    "TWO_COLUMN",
    "Makers",
    "Plate",
    "Preset",
    "annotated_rows",
    "as_preset",
    "choose",
    "code_matrix",
    "compatible_band",
    "draw_annotated",
    "draw_codes",
    "draw_compatible",
    "draw_curves",
    "draw_denominators",
    "draw_endings",
    "draw_evidence",
    "draw_joint",
    "draw_means",
    "draw_pairs",
    "draw_planned",
    "draw_quoted",
    "draw_verdicts",
    "sample_means",
    "simulated_figures",
    "site_figures",
    "study_figures",
    "verdicts_by_family",
    "without",
]

guard(globals())
