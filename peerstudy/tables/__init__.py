"""Publication tables, in English and Hebrew, from results frames.

Nothing is counted here. A builder makes one small model of a table from a
frame; a renderer writes the model as HTML, LaTeX, Word, Markdown or CSV.
Numbers are rounded here and nowhere before, under a rule that a note names.
Parts load when first used, so that the command line starts quickly.
"""

from importlib import import_module
from inspect import isfunction
from typing import TYPE_CHECKING, Any

from peerstudy.frames.border import guarded

if TYPE_CHECKING:
    from peerstudy.tables.annotations import annotated
    from peerstudy.tables.dress import CSS
    from peerstudy.tables.formats import TableFile, file_names, files_of
    from peerstudy.tables.gallery import Shelf, study_tables, table_names
    from peerstudy.tables.markdown import as_markdown
    from peerstudy.tables.model import Table
    from peerstudy.tables.notes import Style
    from peerstudy.tables.numbers import Precision
    from peerstudy.tables.problems import problems_table
    from peerstudy.tables.shown import show
    from peerstudy.tables.word import word_document

_HOMES = {
    "annotations": ("annotated",),
    "dress": ("CSS",),
    "formats": ("TableFile", "file_names", "files_of"),
    "gallery": ("Shelf", "study_tables", "table_names"),
    "markdown": ("as_markdown",),
    "model": ("Table",),
    "notes": ("Style",),
    "numbers": ("Precision",),
    "problems": ("problems_table",),
    "shown": ("show",),
    "word": ("word_document",),
}

__all__ = [
    "CSS",
    "Precision",
    "Shelf",
    "Style",
    "Table",
    "TableFile",
    "annotated",
    "as_markdown",
    "file_names",
    "files_of",
    "problems_table",
    "show",
    "study_tables",
    "table_names",
    "word_document",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its part when it is first asked for."""
    for part, names in _HOMES.items():
        if name in names:
            value = getattr(import_module(f"peerstudy.tables.{part}"), name)
            return guarded(value) if isfunction(value) else value
    raise AttributeError(f"module 'peerstudy.tables' has no attribute {name!r}")
