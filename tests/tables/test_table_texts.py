import csv
import re
from io import StringIO
from itertools import pairwise

import pytest

from peerstudy.tables import Style, as_markdown, files_of, study_tables
from peerstudy.tables.delimited import as_csv, as_notes
from peerstudy.tables.formats import TableFile
from peerstudy.tables.latex import escaped, latex_page
from peerstudy.tables.model import Kind, plain
from peerstudy.tables.notes import numbered, paragraphs
from tables.reading import bare, tight


def csv_rows(table):
    content = as_csv(table)
    assert content.startswith("\ufeff")
    return list(csv.reader(StringIO(content.removeprefix("\ufeff"))))


def test_csv_has_one_row_of_heads_and_every_value_as_shown(tables):
    for table in tables:
        head, *body = csv_rows(table)
        assert {len(row) for row in body} == {len(head)}
        assert len(set(head)) == len(head)
        width = len(table.columns)
        told = [row[-width:] for row in body]
        shown = [[plain(cell, words=True) for cell in row.cells] for row in table.rows()
                 if row not in headings(table) or any(row.cells)]  # fmt: skip
        assert told == shown


def headings(table):
    return [group.heading for group in table.groups]


def test_csv_tells_symbols_in_words_and_says_the_heading_of_every_row(shelves):
    (table,) = study_tables(shelves["sites"], "en", ["site_evidence"])
    head, first, *_ = csv_rows(table)
    assert head[:3] == ["Section", "Factor", "Ulm"]
    assert first[:3] == ["Haun et al. 2024: Facilitators", "Benefits for service users", "reported"]


def test_the_notes_of_a_csv_file_stand_beside_it(tables):
    for table in tables:
        files = files_of(table, TableFile.CSV)
        assert list(files) == [
            f"{table.name}_{table.lang}.csv",
            f"{table.name}_{table.lang}_notes.txt",
        ]
        told = as_notes(table).splitlines()
        assert bare(told[0]) == f"{numbered(table)}. {plain(table.title)}"
        assert [tight(line) for line in told[1:]] == [
            tight(opens + plain(cell)) for opens, cell in paragraphs(table)
        ]


def unescaped(line):
    cells = re.split(r"(?<!\\)\|", line.strip())[1:-1]
    bare_cells = [re.sub(r"</?sup>|&emsp;|(?<!\\)\*", "", cell) for cell in cells]
    return [
        re.sub(r"\\(.)", r"\1", cell.replace("<br>", " ")).replace("&amp;", "&").strip()
        for cell in bare_cells
    ]


def test_no_line_of_the_notes_ends_with_a_mark(tables):
    """A raised letter stood at the end of a line, and what it means below."""
    marked = 0
    for table in tables:
        for _, cell in paragraphs(table):
            for mark, after in pairwise(cell):
                if mark.kind is Kind.MARK:
                    assert after.text.startswith("\N{NO-BREAK SPACE}")
                    marked += 1
    assert marked > 50


def test_the_names_of_codes_have_two_fifths_of_their_table(tables):
    """Names of codes were broken over three and four lines beside wide columns of digits."""
    for table in tables:
        if table.name == "theme_frequencies":
            whole = table.stub.width + sum(column.width for column in table.columns)
            assert table.stub.width > 0.4 * whole
            assert table.wide, "upright, heads of digits would break inside words"


def test_notes_on_marks_begin_with_a_capital_letter(shelves):
    """Notes read "as printed." and "training."."""
    (table,) = study_tables(shelves["sites"], "en", ["site_profile"])
    assert all(cell[0].text[0].isupper() for _, cell in table.notes.specific)


def test_markdown_has_every_cell_and_a_pipe_in_a_label_starts_no_column(tables, nasty):
    for table in [*tables, *study_tables(nasty, "en"), *study_tables(nasty, "he")]:
        lines = [line for line in as_markdown(table).splitlines() if line.startswith("|")]
        rows = [unescaped(line) for line in lines[2:]]
        assert {len(row) for row in rows} == {len(table.columns) + 1}
        for row, told in zip(table.rows(), rows, strict=True):
            assert [tight(cell) for cell in told] == [
                tight(plain(cell)) for cell in (row.label, *row.cells)
            ]
        assert re.fullmatch(r"\|( :-+:? \|)+", lines[1])
        assert ('<div dir="rtl" lang="he">' in as_markdown(table)) is (table.lang == "he")
        assert "<script" not in as_markdown(table).replace("\\<script", "")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a & b", r"a \& b"),
        ("50% of #1_x", r"50\% of \#1\_x"),
        ("{~^\\}", r"\{\textasciitilde{}\textasciicircum{}\textbackslash{}\}"),
        ("$<|>", r"\$\textless{}\textbar{}\textgreater{}"),
    ],
)
def test_latex_prints_its_own_signs_as_they_are(text, printed):
    assert escaped(text) == printed


@pytest.mark.parametrize("style", Style)
def test_a_latex_table_is_balanced_and_every_row_has_every_column(tables, nasty, style):
    for table in [*tables, *study_tables(nasty, "en"), *study_tables(nasty, "he")]:
        source = latex_page(table, style)
        plainly = re.sub(r"\\[{}\\&]", "", source.replace(r"\\", ""))
        assert plainly.count("{") == plainly.count("}")
        for name in ("document", "longtable"):
            assert source.count(rf"\begin{{{name}}}") == source.count(rf"\end{{{name}}}") == 1
        body, notes = source.split("\\endhead\n")[1].split("\\closing\n")
        assert body.endswith(r"\\*")
        assert notes.startswith(rf"\multicolumn{{{len(table.columns) + 1}}}")
        assert notes.count(r"\par\hang ") == len(list(paragraphs(table))) - 1
        rows = [line for line in body.splitlines() if line != r"\midrule"]
        for row, line in zip(table.rows(), rows, strict=True):
            cells = len(re.findall(r"(?<!\\)&", line)) + 1
            assert cells == (len(table.columns) + 1 if any(row.cells) else 1)
        assert (r"\rtl{" in body) is (table.lang == "he")
        assert not re.search("polyglossia|bidi", source)


def test_a_hebrew_row_of_latex_is_written_in_the_order_in_which_it_is_seen(shelves):
    (english,) = study_tables(shelves["israel"], "en", ["sample_compared"])
    (hebrew,) = study_tables(shelves["israel"], "he", ["sample_compared"])
    rows = [
        next(line for line in re.sub(r"\\hphantom\{[0.]*\}", "", latex_page(table)).splitlines()
         if "9 (34.6)" in line).split(" & ")
        for table in (english, hebrew)
    ]  # fmt: skip
    numbers = [[re.findall(r"\d+ \([\d.]+\)", cell) for cell in row] for row in rows]
    assert numbers[0] == numbers[1][::-1]
    for spanned, table in (("2-3", english), ("3-4", hebrew)):
        rules = re.findall(r"\\cmidrule\(lr\)\{(.*?)\}", latex_page(table))
        assert rules[0] == spanned
        assert len(set(rules)) == 2


def test_texts_of_latex_hang_and_each_line_is_a_paragraph(shelves):
    (table,) = study_tables(shelves["israel"], "en", ["challenges_facilitators"])
    source = latex_page(table)
    assert r"\def\start{\raggedright\hang}" in source
    assert r"\par\hang $\bullet$ External supervision" in source
    assert r"\newline" not in source


def test_latex_says_the_cells_of_table_1(shelves):
    for lang in ("en", "he"):
        (table,) = study_tables(shelves["israel"], lang, ["sample_printed"])
        source = re.sub(r"\\hphantom\{[0.]*\}", "", latex_page(table))
        assert "9 (34.6)" in source
        assert (r"\mbox{\ltr{9 (34.6)" in source) is (lang == "he")


def test_every_format_gives_the_same_bytes_again(tables):
    for table in tables:
        for kind in TableFile:
            if kind is not TableFile.DOCX:
                assert files_of(table, kind) == files_of(table, kind)
