"""How much a manuscript makes the readers do: counted, since seconds differ between machines."""

import gc
import io

import docx

from peerstudy.readers import Grid, Manuscript, alignment, manuscript, word
from peerstudy.readers.manuscript import read_piped
from readers.files import ROWS, jats


def document(pages):
    """Give a Word file of so many pages: a table on each, and text around it."""
    made, out = docx.Document(), io.BytesIO()
    for page in range(pages):
        for _ in range(6):
            made.add_paragraph(f"On page {page}, 19 of 26 (73.1%) were women. " + "Text. " * 60)
        table = made.add_table(len(ROWS), len(ROWS[0]))
        for row, texts in zip(table.rows, ROWS, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    made.save(out)
    return out.getvalue()


def counted(monkeypatch, module, name):
    calls, whole = [], getattr(module, name)
    monkeypatch.setattr(module, name, lambda *given: calls.append(1) or whole(*given))
    return calls


def test_each_paragraph_and_cell_of_a_word_file_is_read_once(monkeypatch):
    texts, tables = (
        counted(monkeypatch, word, "_text"),
        counted(monkeypatch, manuscript, "interpret"),
    )
    read_piped(document(20))
    assert len(tables) == 20
    assert len(texts) == 20 * (6 + len(ROWS) * len(ROWS[0]))


def test_what_columns_hold_is_compared_only_where_headings_could_be_moved(monkeypatch):
    calls = counted(monkeypatch, alignment, "text_share")
    rows = b"Peers (n = 26)\tStaff (n = 42)\nWomen\t19 (73.1%)\t30 (71.4%)\n"
    read_piped(b"Sex\t" + rows)
    assert not calls
    read_piped(rows)
    assert len(calls) == 3


def kept():
    """Count the tables and manuscripts that something still holds."""
    gc.collect()
    return sum(isinstance(each, Grid | Manuscript) for each in gc.get_objects())


def test_articles_that_were_read_leave_nothing_behind():
    before = kept()
    for number in range(20):
        read_piped(jats().replace(b"Women", b"Women %d" % number))
    assert kept() <= before
