"""Which figures a study has, and sites side by side: each with its data, caption and alt text."""

from peerstudy.gallery.chosen import plates, site_plates, site_sketches, sketches
from peerstudy.gallery.labels import figure_labels
from peerstudy.gallery.plate import Plate, Sketch, Told

__all__ = [
    "Plate",
    "Sketch",
    "Told",
    "figure_labels",
    "plates",
    "site_plates",
    "site_sketches",
    "sketches",
]
