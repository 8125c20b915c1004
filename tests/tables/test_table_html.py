import re

import pytest
from conftest import slowly

from peerstudy.tables import CSS, Style, study_tables
from peerstudy.tables.cells import broken
from peerstudy.tables.html import html_fragment, html_page
from peerstudy.tables.model import Align, plain
from peerstudy.tables.notes import numbered, paragraphs
from tables.reading import bare, page, tight


@pytest.fixture(scope="module")
def pages(tables):
    return [(table, page(html_page(table))) for table in tables]


@pytest.mark.parametrize("step", [3, *slowly(1)])
@pytest.mark.parametrize("style", Style)
def test_a_page_says_every_cell_of_the_table_once(tables, style, step):
    for table in tables[::step]:
        read = page(html_page(table, style))
        body = read.rows[2 if table.spanners else 1 :]
        for row, told in zip(table.rows(), body, strict=True):
            cells = [row.label, *(row.cells if len(told) > 1 else ())]
            assert [tight(text) for text, *_ in told] == [tight(plain(cell)) for cell in cells]
        assert tight(read.caption) == tight(
            numbered(table) + (". " if style is Style.PLAIN else "") + plain(table.title)
        )
        assert tight(read.notes) == tight(
            "".join(opens + plain(cell) for opens, cell in paragraphs(table))
        )


def test_heads_and_labels_have_their_scope(pages):
    for table, read in pages:
        scopes = [about["scope"] for row in read.rows for _, tag, about in row if tag == "th"]
        assert scopes.count("col") == len(table.columns) + 1
        assert scopes.count("colgroup") == len(table.spanners)
        headings = [group for group in table.groups if group.heading]
        assert scopes.count("rowgroup") == len(headings)
        assert scopes.count("row") == sum(len(group.rows) for group in table.groups)


def test_every_line_of_a_text_hangs_and_notes_do(pages):
    for table, read in pages:
        lines = [about for _, about in read.tags if about.get("class") == "line"]
        texts = [row.label for row in table.rows()]
        texts += [
            cell
            for row in table.rows()
            if any(row.cells)
            for cell, column in zip(row.cells, table.columns, strict=True)
            if column.align is Align.START
        ]
        assert len(lines) == sum(len(broken(text)) for text in texts)
    for selector in (".line", ".notes p"):
        rule = re.search(rf"{re.escape(selector)}[^{{}}]*{{([^}}]*text-indent[^}}]*)}}", CSS)
        assert rule[1].split() == ["padding-inline-start:", ".7em;", "text-indent:", "-.7em;"]


def test_a_page_is_wide_at_every_row(pages):
    for table, read in pages:
        rows = read.rows
        heads = 2 if table.spanners else 1
        widths = [sum(int(about.get("colspan", 1)) for *_, about in row) for row in rows[heads:]]
        assert set(widths) == {len(table.columns) + 1}


def test_a_hebrew_page_reads_from_right_to_left_and_keeps_its_numbers_whole(pages):
    for table, read in pages:
        tags = read.tags
        directions = {(about["lang"], about["dir"]) for _, about in tags if "lang" in about}
        assert directions == {(table.lang, {"en": "ltr", "he": "rtl"}[table.lang])}
        if table.lang == "he" and table.name.startswith("sample"):
            inside = re.findall(r'<td class="decimal"><bdi dir="ltr">(.*?)</bdi></td>',
                                html_page(table))  # fmt: skip
            shown = [re.sub("<.*?>", "", cell) for cell in inside]
            assert "9 (34.6)" in shown or "9 (42.9)" in shown


def test_markup_in_a_label_stays_text(nasty):
    for lang in ("en", "he"):
        for table in study_tables(nasty, lang):
            html = html_page(table)
            assert "<script" not in html
            assert "<script>alert('x')</script>" in "".join(
                bare(text) for row in page(html).rows for text, *_ in row
            )


def test_a_fragment_is_inside_its_page_and_the_page_needs_nothing_else(tables):
    for table in tables:
        html = html_page(table)
        assert html_fragment(table) in html
        assert not re.search(r"(src|href|@import|url\()", html)
