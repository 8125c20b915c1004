"""The formats a table can be written in: which files, and what is in them."""

from collections.abc import Callable
from enum import StrEnum

from peerstudy.tables.delimited import as_csv, as_notes
from peerstudy.tables.html import html_page
from peerstudy.tables.latex import latex_page
from peerstudy.tables.markdown import as_markdown
from peerstudy.tables.model import Table
from peerstudy.tables.notes import Style

Content = str | bytes


class TableFile(StrEnum):
    """A format to write tables in.

    Examples
    --------
    >>> [kind.value for kind in TableFile]
    ['docx', 'html', 'latex', 'markdown', 'csv']
    """

    DOCX = "docx"
    HTML = "html"
    LATEX = "latex"
    MARKDOWN = "markdown"
    CSV = "csv"


def _word(table: Table, style: Style) -> bytes:
    """Load what writes Word files when one is written."""
    from peerstudy.tables.word import word_document

    return word_document(table, style)


_WRITERS: dict[TableFile, dict[str, Callable[[Table, Style], Content]]] = {
    TableFile.DOCX: {".docx": _word},
    TableFile.HTML: {".html": html_page},
    TableFile.LATEX: {".tex": latex_page},
    TableFile.MARKDOWN: {".md": as_markdown},
    TableFile.CSV: {
        ".csv": lambda table, _: as_csv(table),
        "_notes.txt": lambda table, _: as_notes(table),
    },
}


def file_names(name: str, lang: str, kind: TableFile) -> list[str]:
    """Name the files of a table in one language and format.

    Examples
    --------
    >>> file_names("sample_printed", "he", TableFile("docx"))
    ['sample_printed_he.docx']
    """
    return [f"{name}_{lang}{suffix}" for suffix in _WRITERS[kind]]


def files_of(table: Table, kind: TableFile, style: Style = Style.APA) -> dict[str, Content]:
    """Write a table in one format.

    Returns
    -------
    dict of str to str or bytes
        By file name; CSV has its notes in a file of their own.

    Examples
    --------
    >>> from peerstudy import audit, load_study
    >>> from peerstudy.tables import Shelf, study_tables
    >>> study = load_study("cofacilitation_mazor")
    >>> (table,) = study_tables(Shelf(audit(study)), "en", ["theme_frequencies"])
    >>> list(files_of(table, TableFile.CSV))
    ['theme_frequencies_en.csv', 'theme_frequencies_en_notes.txt']
    """
    names = file_names(table.name, table.lang, kind)
    writers = _WRITERS[kind].values()
    return {name: write(table, style) for name, write in zip(names, writers, strict=True)}
