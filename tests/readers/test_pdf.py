"""PDF files: what stands where becomes tables and text; files that misbehave end in one line."""

import subprocess
import sys

import pytest

from peerstudy.auditing import audit
from peerstudy.auditing.sharpen import wanted
from peerstudy.cli import main
from peerstudy.errors import InvalidDataError, MissingExtraError
from peerstudy.readers import Limits, lines, pages, read_document, read_manuscript
from peerstudy.readers.lines import in_reading_order, number_first, with_brackets
from peerstudy.readers.pdf import DOUBT, read_pdf
from readers.files import EXPECTED, ROWS, found
from readers.pdfs import boxes, locked, of_many_forms, pdf, rule, table, text, that_unpacks

pytest.importorskip("pypdfium2")


def visual(logical):
    """Give Hebrew as it looks, from left to right; it holds nothing else."""
    return logical[::-1]


def grids(*content):
    return [
        [[cell.text for cell in row] for row in grid.cells]
        for grid in read_pdf(pdf(*content), "t.pdf").grids
    ]


def paragraphs(content):
    return [paragraph.text for paragraph in read_pdf(pdf(content), "t.pdf").paragraphs]


def written(tmp_path, content):
    path = tmp_path / "t.pdf"
    path.write_bytes(content)
    return path


PAGE = text(50, 730, "Table 1. Sample") + table(ROWS)


def test_aligned_columns_are_a_table(tmp_path):
    manuscript = read_manuscript(written(tmp_path, pdf(PAGE)))
    assert found(manuscript) == EXPECTED
    assert manuscript.grids[0].caption == "Table 1. Sample"


def test_rules_enclose_cells_whose_text_is_broken():
    cells = [
        ["Characteristic", "Peers (n = 26)", "Professionals (n = 42)"],
        ["Years of", "14.43 (2.18)", "18.6 (2.83)"],
        ["education", "", ""],
    ]
    content = table(cells, columns=(50, 150, 250), step=12)
    content += boxes((45, 145, 245, 360), (712, 695, 670))
    (grid,) = grids(content)
    assert grid[1] == ["Years of education", "14.43 (2.18)", "18.6 (2.83)"]


def test_a_cell_that_rules_merge_stands_in_each_column():
    rows = [["", "Group", ""], ["", "Peers", "Others"], ["Women", "19 (73.1)", "31 (73.8)"]]
    content = table(rows, columns=(50, 150, 250), step=20)
    content += b"".join(rule(45, y, 350, y + 1) for y in (713, 693, 673, 653))
    content += b"".join(rule(x, 653, x + 1, 713) for x in (45, 145, 350))
    content += rule(245, 653, 246, 693)
    (grid,) = grids(content)
    assert grid[0] == ["", "Group", "Group"]


def test_raised_marks_glue_to_no_number():
    rows = [["", "Peers", "Others"], ["Women", "704", "61"], ["Men", "12", "31"]]
    content = table(rows) + text(268, 688, "1", size=6)
    document = read_pdf(pdf(content), "t.pdf")
    cell = document.grids[0].cells[1][1]
    assert (cell.text, cell.superscripts) == ("704", ("1",))


def test_a_table_that_goes_on_over_the_page_is_one():
    more = [ROWS[0], ["Alone", "9 (34.6)", "2 (4.8)"], ["Married", "1 (3.8)", "28 (67)"]]
    (grid,) = grids(PAGE + text(300, 30, "3"), text(50, 760, "A running head") + table(more))
    assert [row[0] for row in grid[-3:]] == ["Age, mean (SD)", "Alone", "Married"]


def test_a_heading_over_several_columns_stands_in_each():
    rows = [["", "Peers", "Others", "Peers", "Others"], ["Women", "19", "31", "9", "1"]]
    content = text(210, 716, "Before") + text(410, 716, "After")
    content += table([*rows, ["Men", "7", "11", "8", "6"]], columns=(50, 180, 250, 380, 450))
    assert grids(content)[0][0] == ["", "Before", "Before", "After", "After"]


def test_columns_with_narrow_gaps_in_some_rows_are_cut():
    rows = [["", "Peers", "Others"], ["Women", "19 (73.1)", "31 (73.8)"], ["Men", "7", "11"]]
    content = table([*rows, ["All", "26", "42"]], columns=(50, 150, 222))
    content += text(50, 636, "Years") + text(136, 636, "1234.50 (100.25)") + text(227, 636, "9 (1)")
    assert grids(content)[0][-1] == ["Years", "1234.50 (100.25)", "9 (1)"]


def test_text_that_is_turned_with_its_page_is_read():
    page = b"0 1 -1 0 600 0 cm\n" + PAGE
    (grid,) = grids(page)
    assert grid[2] == ["Women", "19 (73.1%)", "30 (71.4%)"]


def test_a_bracket_far_from_its_number_stays_in_its_cell():
    rows = [["", "Peers", "Others"], ["Women", "19", "31"], ["Men", "7", "11"]]
    content = table(rows) + text(285, 684, "(73.1)") + text(285, 668, "(26.9)")
    assert grids(content)[0][1] == ["Women", "19 (73.1)", "31"]


def test_a_label_broken_over_lines_is_one():
    rows = [
        ["", "Peers", "Others"],
        ["Women", "19 (73.1)", "31 (73.8)"],
        ["Professionals who work in", "1 (3.8)", "2 (4.8)"],
        ["hospitals", "", ""],
        ["Men", "7 (26.9)", "11 (26.2)"],
    ]
    assert grids(table(rows))[0][2][0] == "Professionals who work in hospitals"


def test_running_text_in_two_columns_is_no_table():
    left = [f"the first column runs on in line {i}" for i in range(20)]
    right = [f"and the second one has {i} of its own" for i in range(20)]
    content = table(list(zip(left, right, strict=True)), columns=(50, 300), step=12)
    document = read_pdf(pdf(content), "t.pdf")
    assert document.grids == ()
    first, second = (p.text for p in document.paragraphs)
    assert first.startswith(" ".join(left[:3]))
    assert second.endswith(" ".join(right[-3:]))


def test_a_table_below_two_columns_of_text_is_one():
    left = [f"the first column runs on in line {i}" for i in range(20)]
    right = [f"and the second one has {i} of its own" for i in range(20)]
    content = table(list(zip(left, right, strict=True)), columns=(50, 300), step=12)
    title = "Table 1. A title that is longer than one column, and so stands across the gap"
    content += text(50, 430, title) + table(ROWS, top=410)
    (grid,) = grids(content)
    assert grid[2] == ["Women", "19 (73.1%)", "30 (71.4%)"]


def test_sentences_are_joined_over_lines(tmp_path):
    content = text(50, 700, "All of them took part and most were women: 19 of")
    content += text(50, 688, "26 (74.1%) in the whole sam-") + text(50, 676, "ple of them.")
    path = written(tmp_path, pdf(content))
    assert "19 of 26 (74.1%) in the whole sample of them." in paragraphs(content)[0]
    assert len(audit(read_manuscript(path).ledger, checks=["PCT1"]).inconsistent) == 1


HEBREW_ROWS = [
    ["(n=42) " + visual("אחרים"), "(n=26) " + visual("עמיתים"), visual("מאפיינים")],
    ["(73.8) 31", "( 73) 19", visual("נשים")],
    ["(26.2) 11", ")26.9( 7", visual("גברים")],
    ["18.6 2.83))", "14.43 (2.18)", "M (SD) " + visual("לימוד")],
]


def test_hebrew_tables_run_from_right_to_left(tmp_path):
    content = table(HEBREW_ROWS, columns=(100, 250, 400))
    manuscript = read_manuscript(written(tmp_path, pdf(content)))
    cells = {(e.group, e.variable, e.stat): e.printed for e in manuscript.entries}
    assert cells["עמיתים", "נשים", "n"] == "19"
    assert cells["עמיתים", "נשים", "percent"] == "73"
    assert cells["עמיתים", "גברים", "percent"] == "26.9"
    assert cells["אחרים", "גברים", "n"] == "11"


def test_every_number_is_doubted_and_the_audit_says_why(tmp_path):
    wrong = text(50, 730, "Table 1. Sample") + table(
        [*ROWS[:2], ["Women", "19 (74.1%)", ""], *ROWS[3:]]
    )
    ledger = read_manuscript(written(tmp_path, pdf(wrong))).ledger
    assert min(float(row.doubt) for row in ledger.rows) >= DOUBT
    (finding,) = audit(ledger, checks=["PCT1"]).inconsistent.to_dict("records")
    assert (finding["printed"], finding["severity"]) == ("74.1", "low")
    assert "experimental" in next(iter(wanted(ledger))).told("en")
    assert "ניסיונית" in next(iter(wanted(ledger))).told("he")


@pytest.mark.parametrize("command", ["read", "audit"])
def test_commands_say_that_it_is_experimental(tmp_path, capsys, command):
    with pytest.raises(SystemExit) as end:
        main([command, str(written(tmp_path, pdf(PAGE)))])
    assert not end.value.code
    out = " ".join(capsys.readouterr().out.split())
    assert "Reading PDF files is experimental" in out
    assert "19 (73.1%)" in out or command == "audit"


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        (f"(73.1%) 19 {visual('נשים')}", "נשים 19 (73.1%)"),
        (f"M (SD) ({visual('שנים')}) {visual('גיל')}", "גיל (שנים) M (SD)"),
        (f"({visual('שנים')}( 41.52 {visual('ממוצע')}", "ממוצע 41.52 (שנים)"),
        (f"Participants ({visual('עמיתים')})", "Participants (עמיתים)"),
        ("ﬁve of 26", "five of 26"),
    ],
)
def test_text_is_put_in_the_order_of_reading(seen, read):
    assert in_reading_order(seen) == read


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("7 )26.9(", "7 (26.9)"),
        ("א) ניהול; ב) צוות", "א) ניהול; ב) צוות"),
        ("( 73) 19", "( 73) 19"),
        ("[0.2]", "[0.2]"),
    ],
)
def test_brackets_open_and_close_where_spaces_show_it(seen, read):
    assert with_brackets(seen) == read


def test_numbers_of_lines_from_right_to_left_stand_before_their_brackets():
    assert [number_first(each) for each in ("( 73) 19", ")26.9( 7", "18.6 2.83))", "58–30")] == [
        "19 (73)", "7 (26.9)", "18.6 2.83))", "30–58"
    ]  # fmt: skip


def refused(content, **limits):
    with pytest.raises(InvalidDataError) as caught:
        read_pdf(content, "t.pdf", Limits(**limits))
    (problem,) = caught.value.problems
    assert problem.file == "t.pdf"
    return str(problem)


@pytest.mark.parametrize(
    ("content", "limits", "said"),
    [
        (locked(), {}, "an encrypted PDF"),
        (b"%PDF-1.7 and nothing else", {}, "cannot be read"),
        (pdf(*[PAGE] * 12), {"pages": 10}, "12 pages"),
        (pdf(PAGE), {"characters": 50}, "may have 50 characters"),
        (pdf(b""), {}, "no text"),
        (of_many_forms(9, 12), {"seconds": 1}, "more than 1 seconds of work"),
        (that_unpacks(500_000), {"memory": 150_000_000}, "150,000,000 bytes of memory"),
        (b"%PDF-", {}, "cannot be read"),
    ],
    ids=["locked", "damaged", "pages", "characters", "empty", "time", "memory", "cut"],
)
def test_files_that_misbehave_end_in_one_line(content, limits, said):
    assert said in refused(content, **limits)


@pytest.mark.parametrize("end", [6, 60, 400, 1900, 2400])
def test_a_truncated_file_is_read_or_refused_in_one_line(end):
    try:
        found = len(read_pdf(pdf(PAGE)[:end], "t.pdf").grids)
    except InvalidDataError as error:
        found = len(error.problems)
    assert found == 1


def test_a_pdf_under_another_name_is_read(tmp_path):
    path = tmp_path / "renamed.docx"
    path.write_bytes(pdf(PAGE))
    assert read_document(path).grids


def test_a_missing_library_names_its_install_command(monkeypatch):
    monkeypatch.setattr("peerstudy.readers.pdf.find_spec", {}.get)
    with pytest.raises(MissingExtraError, match=r"pip install 'peerstudy\[readers\]'"):
        read_pdf(pdf(PAGE), "t.pdf")


def test_the_program_reads_pages_without_the_package():
    done = subprocess.run(
        [sys.executable, "-P", pages.__file__, "1", "1000", str(2 * 10**9)],
        input=pdf(text(50, 700, "19")), capture_output=True, check=True,
    )  # fmt: skip
    assert b'"1"' in done.stdout


def test_marks_of_a_long_line_are_sought_beside_them_only(monkeypatch):
    tried = []
    whole = lines._belongs
    monkeypatch.setattr(lines, "_belongs", lambda *two: tried.append(two) or whole(*two))
    read_pdf(pdf(text(0, 500, "ab" * 500) + text(0, 504, "cd" * 500, size=6)), "t.pdf")
    assert 0 < len(tried) <= 4 * 2000
