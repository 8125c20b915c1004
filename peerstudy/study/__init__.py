"""Files in, values out: studies, their sites and reference data. Nothing else opens data files."""

from peerstudy.frames.border import guard
from peerstudy.study.study import (
    LEDGER_FILE,
    META_FILE,
    Study,
    data_folder,
    load,
    load_study,
    studies,
    study_files,
)

__all__ = [
    "LEDGER_FILE",
    "META_FILE",
    "Study",
    "data_folder",
    "load",
    "load_study",
    "studies",
    "study_files",
]

guard(globals())
