"""Which figures a study has, and sites side by side: each with its data, caption and alt text."""

from peerstudy.gallery.chosen import (
    choose,
    plates,
    site_plates,
    site_sketches,
    sketches,
    study_makers,
    without,
)
from peerstudy.gallery.labels import figure_labels
from peerstudy.gallery.plate import Makers, Plate, Sketch, Told
from peerstudy.gallery.sites import simulated_makers, site_makers

__all__ = [
    "Makers",
    "Plate",
    "Sketch",
    "Told",
    "choose",
    "figure_labels",
    "plates",
    "simulated_makers",
    "site_makers",
    "site_plates",
    "site_sketches",
    "sketches",
    "study_makers",
    "without",
]
