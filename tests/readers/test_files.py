"""One table in every format reads as the same ledger; known traps of real files."""

import sys

import pytest

from peerstudy.errors import MissingExtraError
from peerstudy.readers import read_document, read_manuscript
from peerstudy.readers.document import read_content
from peerstudy.readers.grid import Cell, Grid, resolve_spans
from peerstudy.readers.markup import read_html, read_jats
from peerstudy.readers.plain import read_latex
from peerstudy.readers.spreadsheet import printed_as
from readers.files import (
    EXPECTED,
    ROWS,
    delimited,
    found,
    html,
    jats,
    latex,
    markdown,
    plain,
    word,
    word_cell,
    word_part,
)


def written(folder, name, content):
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.csv", delimited()),
        ("t.csv", delimited(";", "cp1252")),
        ("t.tsv", delimited("\t", "utf-16")),
        ("t.txt", delimited("\t")),
        ("t.html", html()),
        ("t.xml", jats()),
        ("t.md", markdown()),
        ("t.tex", latex()),
        ("t.txt", plain()),
        ("t.docx", word()),
    ],
)
def test_every_format_reads_the_same(tmp_path, name, content):
    assert found(read_manuscript(written(tmp_path, name, content))) == EXPECTED


def test_a_spreadsheet_reads_the_same(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    assert found(read_manuscript(tmp_path / "t.xlsx")) == EXPECTED


def test_percentages_of_a_spreadsheet_are_read_as_they_are_shown(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Gender", "Peers (n = 26)", None])
    sheet.append([None, "n", "%"])
    sheet.append(["Women", 19, 0.7307])
    sheet.merge_cells("B1:C1")
    sheet["C3"].number_format = "0.0%"
    book.save(tmp_path / "t.xlsx")
    assert {("Peers", "Women", "", "n", "19"), ("Peers", "Women", "", "percent", "73.1")} <= found(
        read_manuscript(tmp_path / "t.xlsx")
    )


@pytest.mark.parametrize(
    ("value", "style", "shown"),
    [
        (0.731, "0.0%", "73.1%"),
        (7.8, "0.00", "7.80"),
        (1068, "#,##0", "1,068"),
        (2.675, "0.00", "2.68"),
        (50, '0"%"', "50"),
        (26.0, "General", "26"),
        (None, "0", ""),
        ("5.10", "0.0", "5.10"),
    ],
)
def test_a_number_is_written_as_its_format_prints_it(value, style, shown):
    assert printed_as(value, style) == shown


def test_a_raised_mark_does_not_glue_to_a_number(tmp_path):
    head = word_cell("Characteristic") + word_cell("N = 704", raised="1")
    row = word_cell("Women") + word_cell("551 (78%)", raised="a")
    path = written(tmp_path, "t.docx", word_part(f"<w:tr>{head}</w:tr><w:tr>{row}</w:tr>"))
    assert read_manuscript(path).ledger.size() == 704
    (grid,) = read_document(path).grids
    assert grid.cells[0][1].superscripts == ("1",)


def test_a_power_of_a_unit_stays_in_its_label(tmp_path):
    content = html([["", "All (n = 30)"], ["BMI, kg/m<sup>2</sup>, M (SD)", "24.1 (3.2)"]])
    (row,) = read_manuscript(written(tmp_path, "t.html", content)).ledger.frame.query(
        "stat == 'mean'"
    )["variable"]
    assert row == "BMI, kg/m²"


def test_merged_cells_of_word_stand_in_every_place(tmp_path):
    first = word_cell("Gender", '<w:vMerge w:val="restart"/>') + word_cell("Women")
    second = word_cell("", "<w:vMerge/>") + word_cell("Men")
    rows = [
        word_cell("", '<w:gridSpan w:val="2"/>') + word_cell("Peers (n = 26)"),
        first + word_cell("19 (73.1)"),
        second + word_cell("7 (26.9)"),
    ]
    path = written(tmp_path, "t.docx", word_part("".join(f"<w:tr>{row}</w:tr>" for row in rows)))
    assert ("Peers", "Gender", "Men", "n", "7") in found(read_manuscript(path))


def test_deleted_text_of_word_is_not_read(tmp_path):
    gone = "<w:del><w:r><w:t>99 </w:t></w:r></w:del>"
    deleted = f"<w:tc><w:p>{gone}<w:r><w:t>19 (73.1)</w:t></w:r></w:p></w:tc>"
    head = word_cell("x") + word_cell("Peers (n = 26)")
    path = written(
        tmp_path,
        "t.docx",
        word_part(f"<w:tr>{head}</w:tr><w:tr>{word_cell('Women')}{deleted}</w:tr>"),
    )
    assert ("Peers", "Women", "", "n", "19") in found(read_manuscript(path))


def test_a_table_from_right_to_left_comes_in_the_order_of_reading(tmp_path):
    rows = [["", "עמיתים (n = 26)"], ["נשים", "19 (73.1)"]]
    cells = "".join(f"<w:tr>{''.join(map(word_cell, row))}</w:tr>" for row in rows)
    turned = "<w:tblPr><w:bidiVisual/></w:tblPr>" + cells
    assert ("עמיתים", "נשים", "", "n", "19") in found(
        read_manuscript(written(tmp_path, "t.docx", word_part(turned)))
    )


def test_hebrew_in_its_own_code_page_is_read(tmp_path):
    content = "מאפיין;עמיתים (n = 26)\nנשים;19 (73.1%)\n".encode("cp1255")
    assert ("עמיתים", "נשים", "", "n", "19") in found(
        read_manuscript(written(tmp_path, "t.csv", content))
    )


def test_spans_are_resolved_into_a_rectangle():
    grid = resolve_spans(
        [[Cell("a", column_span=2), Cell("b", row_span=2)], [Cell("c"), Cell("d")]]
    )
    assert [[cell.text for cell in row] for row in grid] == [["a", "a", "b"], ["c", "d", "b"]]


def test_without_openpyxl_the_error_says_how_to_install_it(tmp_path, monkeypatch):
    openpyxl = pytest.importorskip("openpyxl")
    openpyxl.Workbook().save(tmp_path / "t.xlsx")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'peerstudy\[readers\]'"):
        read_document(tmp_path / "t.xlsx")


def cells_of(document):
    (grid,) = document.grids
    return [[cell.text for cell in row] for row in grid.cells]


def test_the_foot_of_a_table_is_its_notes_wherever_it_stands():
    head = "<thead><tr><th></th><th>All (n = 30)</th></tr></thead>"
    foot = "<tfoot><tr><td>Values are n (%)</td></tr></tfoot>"
    body = "<tbody><tr><td>Women</td><td>10 (33.3)</td></tr></tbody>"
    document = read_html(f"<html><table>{head}{foot}{body}</table></html>".encode(), "t")
    assert cells_of(document) == [["", "All (n = 30)"], ["Women", "10 (33.3)"]]
    assert document.grids[0].notes == ("Values are n (%)",)


def test_what_a_page_hides_is_not_read():
    hidden = "<span style='display: none'>1</span>"
    content = f"<html><table><tr><td>a</td><td>{hidden}99<i hidden>9</i></td></tr></table></html>"
    assert cells_of(read_html(content.encode(), "t")) == [["a", "99"]]


def test_a_row_span_of_zero_reaches_to_the_end():
    rows = "<tr><td rowspan='0'>a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td></tr>"
    document = read_html(f"<html><table>{rows}</table></html>".encode(), "t")
    assert cells_of(document) == [["a", "b"], ["a", "c"], ["a", "d"]]


def test_signs_named_by_an_entity_are_read_and_others_are_not():
    content = (
        '<!DOCTYPE article SYSTEM "a.dtd"><article><table-wrap><table><tr><td>a</td>'
        "<td>5 &plusmn; 2&secret;</td></tr></table></table-wrap></article>"
    )
    assert cells_of(read_jats(content.encode(), "t")) == [["a", "5 ± 2"]]


def test_text_of_word_that_is_raised_by_position_is_kept_apart(tmp_path):
    mark = '<w:r><w:rPr><w:position w:val="6"/></w:rPr><w:t>1</w:t></w:r>'
    cell = f"<w:tc><w:p><w:r><w:t>N = 704</w:t></w:r>{mark}</w:p></w:tc>"
    path = written(tmp_path, "t.docx", word_part(f"<w:tr>{word_cell('a')}{cell}</w:tr>"))
    assert cells_of(read_document(path)) == [["a", "N = 704"]]


def test_a_table_inside_a_cell_of_word_is_no_text_of_the_cell(tmp_path):
    inner = f"<w:tbl><w:tr>{word_cell('9')}</w:tr></w:tbl>"
    cell = f"<w:tc>{inner}<w:p><w:r><w:t>19</w:t></w:r></w:p></w:tc>"
    path = written(tmp_path, "t.docx", word_part(f"<w:tr>{word_cell('a')}{cell}</w:tr>"))
    assert cells_of(read_document(path)) == [["a", "19"]]


@pytest.mark.parametrize(
    ("begin", "row", "cells"),
    [
        (r"{tabular*}{\textwidth}{lr}", r"a & b \\", ["a", "b"]),
        (r"{tabularx}{\linewidth}{lX}", r"a & b \\", ["a", "b"]),
        (r"{tabular}{lr}", r"\multirow{2}{*}{Sex} & 19$^{a}$ \\", ["Sex", "19"]),
        (r"{tabular}{lr}", r"\makecell{Women\\only} & 19 \\", ["Women only", "19"]),
    ],
)
def test_latex_as_people_write_it(begin, row, cells):
    name = begin[1:].partition("}")[0]
    content = f"\\begin{begin} {row} \\end{{{name}}}"
    assert cells_of(read_latex(content.encode(), "t")) == [cells]


def test_two_tables_in_one_csv_file_are_two(tmp_path):
    path = tmp_path / "two.csv"
    path.write_text(
        "Table 1. Sample,,\nCharacteristic,Peers (n = 26),Staff (n = 42)\n"
        "Women,19 (73.1%),30 (71.4%)\n,,\nAge,41.5 (7.79),44.2 (10.1)\n"
        ",,\nOutcome,Before (n = 20),After (n = 18)\n"
        "Employed,10 (50.0%),12 (66.7%)\n",
        encoding="utf-8",
    )
    first, second = read_document(path).grids
    assert (len(first.cells), first.place, second.number) == (3, "Table 1", 2)
    frame = read_manuscript(path).ledger.frame
    assert set(frame[frame.place == "Table 2"].group) == {"Before", "After"}


def test_arabic_windows_files_are_read(tmp_path):
    path = tmp_path / "arabic.csv"
    path.write_bytes("الخصائص;المجموعة (n = 26)\nالنساء;19 (73.1%)\n".encode("cp1256"))
    assert ("المجموعة", "النساء", "", "n", "19") in found(read_manuscript(path))


def test_a_formula_without_a_result_is_named_as_not_read(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["", "Peers (n = 26)"], ["Women", "19 (73.1%)"], ["Men", "=26-19"]):
        book.active.append(row)
    book.save(tmp_path / "formula.xlsx")
    unread = read_manuscript(tmp_path / "formula.xlsx").ledger.unread
    assert [line.told("en") for line in unread] == ["Table 1, row 3, column 2 not read: '=26-19'"]
    assert "שורה 3" in unread[0].told("he")


def test_the_number_of_a_source_tells_two_names_apart():
    cell = '<td>Smith et al[<xref ref-type="bibr" rid="b1">22</xref>]</td>'
    number = '<td>12.3 [<xref ref-type="bibr" rid="b1">4</xref>]</td>'
    row = "<tr><td>Study</td><td>Peers (n = 26)</td></tr>"
    body = (
        f"<article><table-wrap><table>{row}<tr>{cell}{number}</tr></table></table-wrap></article>"
    )
    (grid,) = read_jats(body.encode(), "a.nxml").grids
    assert [c.text for c in grid.cells[1]] == ["Smith et al[22]", "12.3 []"]


@pytest.mark.parametrize(
    ("caption", "place"),
    [
        ("Table 1Demographic characteristics", "Table 1"),
        ("Table 2b. Sample", "Table 2b"),
        ("Table S3: Sample", "Table S3"),
        ("Table IV Sample", "Table IV"),
        ("לוח 1: מאפייני המדגם", "לוח 1"),
        ("Characteristics", "Table 7"),
    ],
)
def test_a_table_is_called_by_the_label_of_its_caption(caption, place):
    assert Grid((), 7, caption).place == place


_PIPES = "| Sex | Peers (n = 26) |\n|---|---|\n| Women | 19 (73.1%) |\n| Men | 7 (26.9%) |\n"


@pytest.mark.parametrize(
    "table",
    [
        _PIPES,
        _PIPES.replace("|---|---|", "|:---|---:|"),
        _PIPES.replace("|---|---|\n", ""),
        _PIPES.replace("\n| ", "\n").replace("|---|---|", "--- | ---").removeprefix("| "),
        f"Table 1. Sample\n{_PIPES}Note. All were adults.",
        f"Of the 26 peers, 19 (73.1%) were women.\n\n{_PIPES}",
    ],
)
def test_a_pasted_table_of_markdown_is_read_as_its_file_is(table):
    pasted = read_content(table.encode(), "pasted text")
    assert [[cell.text for cell in row] for row in pasted.grids[0].cells] == [
        ["Sex", "Peers (n = 26)"],
        ["Women", "19 (73.1%)"],
        ["Men", "7 (26.9%)"],
    ]
    file = read_content(table.encode(), "t.md")
    assert (pasted.grids, pasted.paragraphs) == (file.grids, file.paragraphs)


def test_marks_of_emphasis_are_no_part_of_a_title_or_a_note():
    table = "| | n (%) |\n|---|---|\n| Women | 20 (55.6%) |"
    for gap in ("\n", "\n\n"):
        title, note = "**Table 1.** The sample (N = 36)", "*Note.* \\*p < .05, 5 * 3, *a*."
        grid = read_content(f"{title}{gap}{table}{gap}{note}".encode(), "t.md").grids[0]
        assert (grid.place, grid.caption) == ("Table 1", "Table 1. The sample (N = 36)")
        assert grid.notes == ("Note. \\*p < .05, 5 * 3, a.",)


def test_lines_beside_a_table_of_markdown_are_its_title_and_its_note():
    read = read_content(f"Table 1. Sample\n{_PIPES}Note. All were adults.".encode(), "t.md")
    assert read.grids[0].caption == "Table 1. Sample"
    assert read.grids[0].notes == ("Note. All were adults.",)
