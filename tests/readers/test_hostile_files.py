"""Broken and hostile files end in one line, never in a traceback or a long wait."""

import csv
import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerstudy import read_ledger
from peerstudy.cli import main
from peerstudy.errors import PeerstudyError
from peerstudy.readers import Limits, read_content, read_document
from peerstudy.readers.delimited import read_delimited
from peerstudy.readers.manuscript import understood
from peerstudy.readers.markup import read_html, read_jats
from peerstudy.readers.pdf import _blocks
from peerstudy.readers.plain import read_latex, read_markdown, read_plain
from readers.files import ROWS, delimited, html, jats, latex, markdown, plain, word


def refused(tmp_path, name, content, **limits):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(PeerstudyError) as caught:
        read_document(path, Limits(**limits))
    message = str(caught.value)
    assert name in message
    return message


def zipped(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


def test_a_truncated_word_file(tmp_path):
    assert "save it again" in refused(tmp_path, "t.docx", word()[:200])


def test_a_renamed_pdf(tmp_path):
    assert "a PDF" in refused(tmp_path, "t.docx", b"%PDF-1.7 ...")


def test_a_zip_that_unpacks_to_far_more(tmp_path):
    bomb = zipped(word__document=b"0" * 30_000_000)
    assert "--limit ratio=" in refused(tmp_path, "t.docx", bomb)


def test_a_zip_of_too_many_parts(tmp_path):
    content = zipped(**{f"part{i}": "x" for i in range(20)})
    assert "20 parts" in refused(tmp_path, "t.docx", content, entries=10)


def test_a_zip_of_another_kind(tmp_path):
    assert "another kind" in refused(tmp_path, "t.zip", zipped(readme="x"))


def test_an_empty_file(tmp_path):
    assert "an empty file" in refused(tmp_path, "t.csv", b" \n")


def test_entities_are_not_resolved(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("41 (99.9%)", encoding="utf-8")
    attack = (
        f'<!DOCTYPE article [<!ENTITY x SYSTEM "{secret.as_uri()}">]><article><table-wrap><table>'
        "<tr><th>a</th><th>b</th></tr><tr><td>c</td><td>&x;</td></tr></table></table-wrap></article>"
    )
    document = read_jats(attack.encode(), "t.xml")
    assert "99.9" not in repr(document)


def test_entities_that_multiply_are_not_resolved():
    lines = "".join(
        f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' if i else '<!ENTITY a0 "lol">' for i in range(12)
    )
    attack = f"<!DOCTYPE article [{lines}]><article><p>&a11;</p></article>"
    try:
        document = read_jats(attack.encode(), "t.xml")
    except PeerstudyError:
        return
    assert len(repr(document)) < 10_000


@pytest.mark.parametrize(
    ("content", "limits", "found"),
    [
        (b"a,b\n" * 500, {"rows": 100}, "500 rows"),
        (b"a,b\nc," + b"x" * 5000, {"cell": 1000}, "characters in a cell"),
        (b",".join([b"a"] * 300) + b"\n" + b",".join([b"1"] * 300), {"columns": 50}, "300 columns"),
        (b"x" * 3000, {"size": 1000}, "3,000 bytes"),
    ],
)
def test_limits_are_kept_and_named(tmp_path, content, limits, found):
    assert found in refused(tmp_path, "t.csv", content, **limits)


READERS = [
    (read_delimited, delimited()),
    (read_html, html()),
    (read_jats, jats()),
    (read_markdown, markdown()),
    (read_latex, latex()),
    (read_plain, plain()),
]


@pytest.mark.parametrize(("reader", "content"), READERS)
@given(data=st.data())
def test_mutated_text_files_are_read_or_refused(reader, content, data):
    cut = data.draw(st.integers(0, len(content)))
    noise = data.draw(st.binary(max_size=30))
    drop = data.draw(st.integers(0, 40))
    try:
        reader(content[:cut] + noise + content[cut + drop :], "t")
    except PeerstudyError:
        return


@given(data=st.data())
def test_mutated_word_files_are_read_or_refused(data, tmp_path_factory):
    content = word()
    cut = data.draw(st.integers(0, len(content)))
    noise = data.draw(st.binary(max_size=20))
    path = tmp_path_factory.getbasetemp() / "mutated.docx"
    path.write_bytes(content[:cut] + noise + content[cut + len(noise) :])
    try:
        read_document(path)
    except PeerstudyError:
        return


def test_a_long_cell_is_refused_before_delimiters_are_sought(tmp_path):
    content = b"a,b\nc," + b"x" * 3_000_000
    assert "characters in a cell" in refused(tmp_path, "t.csv", content)


@pytest.mark.parametrize(("name", "mark"), [("t.csv", ","), ("t.md", "|"), ("t.txt", "   ")])
def test_a_row_that_is_longer_than_others_counts_for_all_of_them(tmp_path, name, mark):
    rows = [mark.join(["a"] * 60), *[mark.join("abc")] * 20]
    content = "\n".join(f"|{row}|" if mark == "|" else row for row in rows).encode()
    assert "1,000 places" in refused(tmp_path, name, content, places=1_000)


def test_cells_that_span_millions_of_places_are_refused(tmp_path):
    row = "<tr>" + "<td rowspan='999' colspan='999'>1</td>" * 40 + "</tr>"
    content = f"<html><table>{row * 900}</table></html>".encode()
    assert "places" in refused(tmp_path, "t.html", content, columns=100_000)


def test_tables_of_latex_that_never_end_are_no_tables():
    made = read_latex(b"\\begin{tabular}{l} a " * 20_000, "t.tex")
    assert made.grids == ()


def test_long_rules_of_markdown_are_read_once():
    assert read_markdown(b"-|:" * 30_000, "t.md").grids == ()


def test_parts_that_are_large_together_are_refused(tmp_path):
    noise = [bytes((i * 7 + j * j) % 251 for j in range(60_000)).hex() for i in range(5)]
    content = zipped(**{f"part{i}": text for i, text in enumerate(noise)})
    assert "when unpacked" in refused(tmp_path, "t.docx", content, size=500_000)


def test_a_sheet_with_a_number_format_it_does_not_hold_is_refused(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active["A1"] = 0.5
    book.active["A1"].number_format = "0.0%"
    book.save(tmp_path / "whole.xlsx")
    out = io.BytesIO()
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as whole, zipfile.ZipFile(out, "w") as broken:
        for name in whole.namelist():
            part = whole.read(name)
            broken.writestr(name, re.sub(b"<numFmts.*?</numFmts>", b"", part))
    assert "cannot be read" in refused(tmp_path, "t.xlsx", out.getvalue())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.csv", "a,All (n = 26)\n" + "Women,19 (73.1%)\n" * 30_000),
        ("t.txt", "a   All (n = 26)\n" + "Women   19 (73.1%)\n" * 30_000),
        ("t.md", "| a | All (n = 26) |\n|---|---|\n" + "| Women | 19 (73.1%) |\n" * 30_000),
        ("t.tex", "\\begin{tabular}{l}" + "Women & 19 \\\\" * 30_000 + "\\end{tabular}"),
    ],
)
def test_more_rows_than_a_table_has_are_refused_before_they_are_understood(tmp_path, name, content):
    assert "a table may have 20,000 rows at most" in refused(tmp_path, name, content.encode())


def test_a_saved_ledger_holds_no_formula_and_is_read_back(tmp_path, capsys):
    table, ledger = tmp_path / "t.csv", tmp_path / "ledger.csv"
    table.write_text("a,Peers (n = 26)\n=1+1,19 (73.1%)\n@SUM(A1),-3.5 (2.1)\n", "utf-8")
    with pytest.raises(SystemExit):
        main(["read", str(table), "--save", str(ledger)])
    assert str(ledger) in " ".join(capsys.readouterr().out.split())
    rows = list(csv.reader(ledger.read_text("utf-8").splitlines()))
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)
    assert "-3.5" in rows[-2] or "-3.5" in rows[-1]
    assert len(read_ledger(ledger)) == len(rows) - 1


def with_part(content, name, part):
    """Give a zipped file with another content of one part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(out, "w") as changed:
        for each in whole.namelist():
            changed.writestr(each, part if each == name else whole.read(each))
    return out.getvalue()


def spreadsheet():
    openpyxl = pytest.importorskip("openpyxl")
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in ROWS:
        book.active.append(row)
    book.active.append(["Share", 0.731, "=1+1"])
    book.active["B6"].number_format = "0.0%"
    book.active.merge_cells("B2:C2")
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("whole", [word(), spreadsheet()], ids=["docx", "xlsx"])
@given(data=st.data())
def test_zipped_files_whose_xml_is_mutated_are_read_or_refused(whole, data):
    names = zipfile.ZipFile(io.BytesIO(whole)).namelist()
    name = data.draw(st.sampled_from([each for each in names if each.endswith((".xml", ".rels"))]))
    part = zipfile.ZipFile(io.BytesIO(whole)).read(name)
    cut = data.draw(st.integers(0, len(part)))
    drop = data.draw(st.integers(0, 40))
    noise = data.draw(st.sampled_from([b"", b"<", b'"', b"-1", b"999999999", b"</w:tc>", b"\x00"]))
    content = with_part(whole, name, part[:cut] + noise + part[cut + drop :])
    try:
        understood(read_content(content, "t"))
    except PeerstudyError:
        return


GLYPHS = st.tuples(
    st.sampled_from("19.5(%) ±נשA-"), *[st.floats(-1e6, 1e6, allow_nan=False)] * 5, st.booleans()
)


@given(
    st.lists(GLYPHS, max_size=60), st.lists(st.tuples(*[st.integers(-50, 600)] * 4), max_size=20)
)
def test_characters_anywhere_on_a_page_are_laid_out(characters, rules):
    assert isinstance(list(_blocks({"characters": characters, "rules": rules})), list)


def test_a_row_without_a_label_is_named_by_its_place_and_lends_no_empty_name():
    text = "a,Peers (n = 26)\n,5 (19.2%)\n\u00a0\u00a0Men,7 (26.9%)\nWomen,19 (73.1%)\n"
    read = understood(read_content(text.encode(), "t.csv"))
    assert list(dict.fromkeys(read.cells["variable"])) == ["", "row 2", "Men", "Women"]
    assert read.ledger.size("Peers") == 26
