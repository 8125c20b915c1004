import re
from io import BytesIO
from itertools import groupby

import docx
import pytest

from peerstudy.tables import Style, study_tables, word_document
from peerstudy.tables.align import aligns
from peerstudy.tables.cells import broken, said, unbroken
from peerstudy.tables.model import Align, Kind, Run, plain
from peerstudy.tables.notes import numbered, paragraphs
from peerstudy.tables.word_xml import paragraph as word_paragraph
from tables.reading import W, Word, has, text_of, tight

HEBREW = {chr(letter) for letter in range(0x5D0, 0x5EB)}


@pytest.fixture(scope="module")
def files(tables):
    return [(table, word_document(table)) for table in tables]


@pytest.fixture(scope="module")
def written(files):
    return [(table, Word(content)) for table, content in files]


def head_rows(table):
    return 2 if table.spanners else 1


def body(table, file):
    """Return the rows between the heads and the notes."""
    return file.rows[head_rows(table) : -1]


def test_every_cell_of_the_file_says_what_the_table_says(written):
    for table, file in written:
        texts = file.texts()[head_rows(table) : -1]
        for row, told in zip(table.rows(), texts, strict=True):
            cells = [row.label, *(row.cells if len(told) > 1 else ())]
            assert [tight(text) for text in told] == [tight(plain(cell)) for cell in cells]


def test_python_docx_reads_the_same_table(files):
    for table, content in files[::3]:
        read = docx.Document(BytesIO(content)).tables
        assert len(read) == 1
        assert len(read[0].rows) == head_rows(table) + len(list(table.rows())) + 1
        assert read[0].style.name == "Publication Table"
        assert {len(row.cells) for row in read[0].rows} == {len(table.columns) + 1}


def test_heads_stand_on_every_page_and_no_row_is_split(written):
    for table, file in written:
        repeated = [has(row, "trPr", "tblHeader") for row in file.rows]
        heads = head_rows(table)
        assert repeated == [True] * heads + [False] * (len(file.rows) - heads)
        assert all(has(row, "trPr", "cantSplit") for row in file.rows)


def test_a_hebrew_table_reads_from_right_to_left_throughout(written):
    for table, file in written:
        rtl = table.lang == "he"
        assert has(file.table, "tblPr", "bidiVisual") is rtl
        assert has(file.document, "body", "sectPr", "bidi") is rtl
        for paragraph in file.document.iter(f"{W}p"):
            runs = paragraph.findall(f"{W}r")
            hebrew = [run for run in runs if HEBREW & set(text_of(run))]
            assert all(has(run, "rPr", "rtl") for run in hebrew)
            assert not hebrew or has(paragraph, "pPr", "bidi")
            assert rtl or not has(paragraph, "pPr", "bidi")
            for run in runs:
                language = run.find(f"{W}rPr/{W}lang")
                assert language.get(f"{W}bidi") == "he-IL"
                assert rtl or not has(run, "rPr", "rtl")


def test_cells_of_numbers_read_from_left_to_right_in_either_language(written):
    for table, file in written:
        if not table.name.startswith("sample"):
            continue
        for row in body(table, file):
            cells = row.findall(f"{W}tc")[1:]
            for cell, column in zip(cells, table.columns, strict=False):
                text = text_of(cell)
                if column.align is Align.DECIMAL and text.strip():
                    assert not has(cell, "p", "pPr", "bidi")
                    assert text.count("(") == text.count(")") <= 1
                    assert text.find("(") <= text.find(")")


def test_what_reads_from_left_to_right_inside_hebrew_stands_between_marks(written):
    for table, file in written:
        for paragraph in file.document.iter(f"{W}p"):
            if has(paragraph, "pPr", "bidi"):
                runs = [
                    (has(run, "rPr", "rtl"), text_of(run)) for run in paragraph.findall(f"{W}r")
                ]
                for rtl, together in groupby(runs, key=lambda run: run[0]):
                    text = "".join(part for _, part in together).strip("\u00a0")
                    if not rtl and text.strip():
                        assert re.fullmatch("\u200e[^\u200e\u200f]+\u200e\u200f", text), text
                    assert not rtl or "\u200e" not in text
        assert table.lang == "he" or "\u200e" not in text_of(file.document)


def test_letters_that_point_to_notes_are_raised(written):
    for table, file in written:
        told = [cell for _, cell in paragraphs(table)]
        above = [cell for row in table.rows() for cell in (row.label, *row.cells)]
        marks = [run.text for cell in [*above, *told] for run in cell
                 if run.kind is Kind.MARK and run.text.isascii()]  # fmt: skip
        raised = [tight(text_of(run)) for run in file.document.iter(f"{W}r")
                  if has(run, "rPr", "vertAlign")]  # fmt: skip
        assert raised == marks


@pytest.mark.parametrize("style", Style)
def test_captions_and_notes_are_paragraphs_of_their_styles(tables, style):
    for table in tables[::3]:
        file = Word(word_document(table, style))
        styled = [(p.find(f"{W}pPr/{W}pStyle").get(f"{W}val"), tight(text_of(p)))
                  for p in file.document.iter(f"{W}p")]  # fmt: skip
        captions = [text for name, text in styled if name == "Caption"]
        assert "".join(captions) == tight(
            numbered(table) + (". " if style is Style.PLAIN else "") + plain(table.title)
        )
        assert [text for name, text in styled if name == "TableNote"] == [
            tight(opens + plain(cell)) for opens, cell in paragraphs(table)
        ]
        defined = {node.get(f"{W}styleId") for node in file.styles.iter(f"{W}style")}
        used = {node.get(f"{W}val") for node in file.document.iter(f"{W}pStyle")}
        assert used <= defined
        assert file.table.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") in defined


def test_a_wide_table_turns_the_page_and_fits_on_it(written):
    for table, file in written:
        size = file.document.find(f"{W}body/{W}sectPr/{W}pgSz")
        width, height = (int(size.get(f"{W}{name}")) for name in ("w", "h"))
        assert (width > height) is table.wide
        columns = [int(c.get(f"{W}w")) for c in file.table.iter(f"{W}gridCol")]
        assert sum(columns) <= width - 2 * 1418
        assert len(columns) == len(table.columns) + 1


def test_every_line_of_a_text_hangs(written):
    for table, file in written:
        for row, cells in zip(table.rows(), body(table, file), strict=True):
            texts = [(row.label, row.level)]
            if any(row.cells):
                texts += [(cell, 0) for cell in row.cells]
            aligns = [Align.START, *(column.align for column in table.columns)]
            for (text, level), align, cell in zip(
                texts, aligns, cells.iter(f"{W}tc"), strict=False
            ):
                if align is Align.START:
                    shown = [tight(text_of(p)) for p in cell.iter(f"{W}p")]
                    assert shown == [tight(plain(line)) for line in broken(text)]
                    assert {hanging(p) for p in cell.iter(f"{W}p")} == {(200 * level, 120)}
        notes = file.rows[-1].iter(f"{W}p")
        assert {hanging(p) for p in notes} == {(0, 120)}


def hanging(paragraph):
    indent = paragraph.find(f"{W}pPr/{W}ind")
    left, further = (int(indent.get(f"{W}{name}")) for name in ("left", "hanging"))
    return left - further, further


def test_numbers_stand_at_one_decimal_tab_stop_without_a_tab_character(written):
    seen = set()
    for table, file in written:
        assert file.document.find(f".//{W}r/{W}tab") is None
        for index, column in enumerate(table.columns):
            stops = set()
            for row, cells in zip(table.rows(), body(table, file), strict=True):
                if not any(row.cells):
                    continue
                paragraph = cells.findall(f"{W}tc")[index + 1].find(f"{W}p")
                tabs = paragraph.findall(f"{W}pPr/{W}tabs/{W}tab")
                if column.align is not Align.DECIMAL or not aligns(row.cells[index]):
                    assert not tabs
                    continue
                assert [tab.get(f"{W}val") for tab in tabs] == ["decimal"]
                assert not has(paragraph, "pPr", "jc")
                assert not has(paragraph, "pPr", "bidi")
                assert not set(text_of(paragraph)) & {"\u00a0", "\u202f", "\t"}
                whole = plain(row.cells[index]).split()[0].split(".")[0]
                assert int(tabs[0].get(f"{W}pos")) >= 100 * len(whole)
                stops.add(tabs[0].get(f"{W}pos"))
                seen.add(table.lang)
            assert len(stops) <= 1
    assert seen == {"en", "he"}


def test_a_number_and_what_follows_it_are_one_run(written):
    for table, file in written:
        if table.name == "sample_printed":
            (found,) = [p for p in file.document.iter(f"{W}p") if text_of(p) == "9 (34.6)"][:1]
            assert len(found.findall(f"{W}r")) == 1


def test_notes_are_a_last_row_that_the_row_above_stays_with(written):
    for _, file in written:
        *_, last, notes = file.rows
        assert all(has(p, "pPr", "keepNext") for p in last.iter(f"{W}p"))
        assert has(notes, "trPr", "cantSplit")
        assert not has(notes, "tc", "tcPr", "tcBorders")
        assert len(notes.findall(f"{W}tc")) == 1
        assert {style(p) for p in notes.iter(f"{W}p")} == {"TableNote"}
        assert {style(p) for p in file.paragraphs()} == {"Caption"}


def style(paragraph):
    return paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")


def test_digits_of_a_paragraph_have_one_typeface_and_size(written):
    for table, file in written:
        nodes = {node.get(f"{W}styleId"): node for node in file.styles.iter(f"{W}style")}
        for name in {style(paragraph) for paragraph in file.document.iter(f"{W}p")}:
            node = nodes[name]
            fonts = node.find(f"{W}rPr/{W}rFonts")
            sizes = [node.find(f"{W}rPr/{W}{size}").get(f"{W}val") for size in ("sz", "szCs")]
            latin, hebrew = (fonts.get(f"{W}{script}") for script in ("ascii", "cs"))
            if name == "TableNumber":
                assert latin == "Times New Roman"
            elif table.lang == "he":
                assert latin == hebrew == "David"
                assert sizes[0] == sizes[1]
        for run in file.document.iter(f"{W}r"):
            assert not has(run, "rPr", "rFonts") or not re.search(r"\d", text_of(run))


def test_a_short_formula_in_hebrew_is_kept_whole_by_narrow_spaces(written):
    found = set()
    for _, file in written:
        for paragraph in file.document.iter(f"{W}p"):
            if has(paragraph, "pPr", "bidi"):
                assert "\u00a0" not in text_of(paragraph)
                found |= set(re.findall("n\u202f=\u202f\\d+", text_of(paragraph)))
    assert "n\u202f=\u202f26" in found


def test_a_bracket_in_hebrew_stands_in_the_run_of_the_formula_that_it_opens():
    """LibreOffice ended a line of the letter with "(" and began the next with "docx:192)"."""
    found = said("גבר (\u2066docx:192\u2069); לוח (\u2066docx:185, docx:258\u2069)")
    runs = list(word_paragraph(found, "Normal", "he").iter(f"{W}r"))
    texts = [(text_of(run).strip("\u200e\u200f"), has(run, "rPr", "rtl")) for run in runs]
    assert texts == [("גבר ", True), ("(docx:192)", False), ("; לוח (", True),
                     ("docx:185, docx:258", False), (")", True)]  # fmt: skip
    assert (
        text_of(word_paragraph(found, "Normal", "en")) == "גבר (docx:192); לוח (docx:185, docx:258)"
    )


def test_the_same_table_is_the_same_file(tables):
    for table in tables[:3]:
        first, second = word_document(table), word_document(table)
        assert first == second
        file = Word(first)
        assert file.dates == {(1980, 1, 1, 0, 0, 0)}
        assert "2000-01-01T00:00:00Z" in file.core


def test_markup_in_a_label_stays_text(nasty):
    for table in study_tables(nasty, "he"):
        texts = [text for row in Word(word_document(table)).texts() for text in row]
        assert any("<script>alert('x')</script>" in text for text in texts)


def test_a_list_of_locators_may_be_broken_between_them_and_a_formula_may_not():
    assert not unbroken((Run("docx:185, 258, 322", ltr=True),))
    assert not unbroken((Run("docx:192; pdf:570", ltr=True),))
    assert unbroken((Run("1/42 = 2.380…%", ltr=True),))
