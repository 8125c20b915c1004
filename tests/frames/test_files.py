import os
from pathlib import Path

import pytest

from peerstudy.errors import InvalidDataError, PeerstudyError, Problem
from peerstudy.frames.files import (
    read_text_frame,
    refuse_existing,
    write_all,
    write_whole,
)
from peerstudy.frames.given import read_toml
from peerstudy.readers import read_manuscript
from peerstudy.study import load_study


def test_a_file_that_is_there_is_replaced_only_when_asked(tmp_path):
    path = tmp_path / "new" / "a.txt"
    write_whole(path, "one", replace=False)
    with pytest.raises(PeerstudyError, match="--force"):
        write_whole(path, "two", replace=False)
    assert path.read_text() == "one"
    write_whole(path, b"two", replace=True)
    assert path.read_text() == "two"


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("one")

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_whole(path, "two", replace=True)
    assert [p.read_text() for p in tmp_path.iterdir()] == ["one"]


def test_files_that_are_there_are_refused_before_any_is_written(tmp_path):
    old, second, new = (tmp_path / name for name in ("old", "second", "new"))
    refuse_existing([new])
    old.write_text("kept")
    second.write_text("kept")
    with pytest.raises(PeerstudyError, match=r"old is there already; use --force"):
        refuse_existing([new, old])
    with pytest.raises(PeerstudyError, match=r"old and 1 more are there already"):
        refuse_existing([old, second])


def test_several_files_are_written_together_or_not_at_all(tmp_path):
    kept = tmp_path / "a"
    kept.write_text("old")

    def contents():
        yield kept, "new"
        yield tmp_path / "b", b"new"
        raise MemoryError

    with pytest.raises(MemoryError):
        write_all(contents(), replace=True)
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a", "old")]
    two = [(kept, "new"), (tmp_path / "sub" / "b", b"new")]
    with pytest.raises(PeerstudyError, match="--force"):
        write_all(two, replace=False)
    assert not (tmp_path / "sub").exists()
    assert write_all(two, replace=True) == [kept, tmp_path / "sub" / "b"]
    assert [path.read_text() for path, _ in two] == ["new", "new"]


def test_comments_are_left_out_and_rows_keep_their_line_numbers(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('# first, "unbalanced\na,b\n# second\n1,"x\n# no comment"\n\n3,4\n')
    frame = read_text_frame(path)
    assert frame.to_numpy().tolist() == [["1", "x\n# no comment"], ["3", "4"]]
    assert [row + 2 for row in frame.index] == [4, 7]


def test_a_column_named_twice_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b,a\n1,2,3\n")
    with pytest.raises(InvalidDataError, match=r"row 1, column 'a': .* a name of its own"):
        read_text_frame(path)


@pytest.mark.parametrize("content", [b"PK\x03\x04abc", b"\xd0\xcf\x11\xe0abc", b"%PDF-1.7"])
def test_a_spreadsheet_is_named_as_one(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(InvalidDataError, match="save the sheet as CSV"):
        read_text_frame(path)


def test_at_most_ten_problems_are_listed_and_all_are_counted():
    error = InvalidDataError([Problem("a.csv", row, "b", "c", "d") for row in range(25)])
    assert len(error.problems) == 25
    assert str(error).splitlines()[0] == "25 problems in the data:"
    assert str(error).splitlines()[-1] == "  and 15 more"
    assert len(str(error).splitlines()) == 12


def test_cells_beyond_the_header_are_refused_and_empty_ones_are_not(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2,3\n4,5,6\n", encoding="utf-8")
    with pytest.raises(InvalidDataError, match=r"row 2: found '1,2,3'.*as many cells"):
        read_text_frame(path)
    path.write_text("a,b\n1,2,\n4,5,\n", encoding="utf-8")
    assert read_text_frame(path).to_numpy().tolist() == [["1", "2"], ["4", "5"]]


def test_a_carriage_return_alone_ends_a_line_as_it_does_in_any_table(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(b"a,b\r1,2,3\r4,5,6\n")
    with pytest.raises(InvalidDataError, match=r"row 2: found '1,2,3'.*as many cells"):
        read_text_frame(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_what_is_no_file_is_refused_and_never_waited_for(tmp_path):
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    (tmp_path / "study").mkdir()
    (tmp_path / "study" / "study.toml").symlink_to(pipe)
    for read in (read_text_frame, read_manuscript, read_toml):
        with pytest.raises(InvalidDataError, match="this must be a file"):
            read(pipe)
    with pytest.raises(InvalidDataError, match="this must be a file"):
        read_manuscript(Path("/dev/zero"))
    with pytest.raises(InvalidDataError, match=r"study\.toml"):
        load_study(tmp_path / "study")


@pytest.mark.parametrize("read", [read_text_frame, read_manuscript, read_toml])
def test_every_reader_refuses_an_address_and_names_a_file_that_is_not_there(read, tmp_path):
    with pytest.raises(InvalidDataError, match="of this machine"):
        read(Path("https://example.org/a.csv"))
    with pytest.raises(InvalidDataError, match="there must be a file of this name"):
        read(tmp_path / "nothere.csv")
    with pytest.raises(InvalidDataError, match="a folder"):
        read(tmp_path)


@pytest.mark.parametrize(
    "content",
    [b"a = [", b"\xff", b"a = 1\rb = 2", b"a\x00 = 1", b"a = " + b"[" * 5000, b"PK\x03\x04"],
)
def test_a_broken_toml_file_is_named(tmp_path, content):
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    with pytest.raises(InvalidDataError, match=r"a\.toml"):
        read_toml(path)


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_a_comment_takes_no_row_along_however_lines_end(tmp_path, end):
    path = tmp_path / "t.csv"
    path.write_bytes(f"# c{end}a,b\n1,2\n# c{end}3,4\n5,6{end}".encode())
    frame = read_text_frame(path)
    assert frame["a"].tolist() == ["1", "3", "5"]
    assert [row + 2 for row in frame.index] == [3, 5, 6]


def test_a_row_with_too_many_cells_is_named_by_its_line(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text('# c\n\na,b\n"1\n2",3\n# c\n1,2,3\n')
    with pytest.raises(InvalidDataError, match=r"row 7: found '1,2,3'"):
        read_text_frame(path)


@pytest.mark.parametrize("size", [10, 200_000])
def test_a_long_cell_is_no_failure(tmp_path, size):
    path = tmp_path / "t.csv"
    path.write_text(f"a,b\n{'x' * size},2,3\n")
    with pytest.raises(InvalidDataError, match=r"row 2"):
        read_text_frame(path)
    path.write_text(f"a,{'b' * size}\n{'x' * size},2\n")
    assert read_text_frame(path).iloc[0, 0] == "x" * size


@pytest.mark.parametrize(
    "odd", ["\x00", "\x0b", "\x0c", "\x1a", "\x1c", "\x85", "\u2028", "\u2029"]
)
def test_odd_characters_stay_in_their_cell(tmp_path, odd):
    path = tmp_path / "t.csv"
    path.write_bytes(f"a,b\n1{odd}2,{odd}\n3,4\n".encode())
    kept = "\ufffd" if odd == "\x00" else odd
    assert read_text_frame(path).to_numpy().tolist() == [[f"1{kept}2", kept], ["3", "4"]]


def test_quoted_lines_stay_in_their_cell(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(b'a,b\r\n"1\r\n# 2",3\r\n4,"5\r6"\r\n')
    frame = read_text_frame(path)
    assert frame.to_numpy().tolist() == [["1\n# 2", "3"], ["4", "5\n6"]]


@pytest.mark.parametrize("content", [b"\xed\xa0\x80", b"a,b\n\xff,1\n", b"a\x00,\xc0\x80\n"])
def test_half_characters_and_other_encodings_are_named(tmp_path, content):
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(InvalidDataError, match="saved as UTF-8"):
        read_text_frame(path)


def test_half_a_character_as_of_an_undecoded_file_name_is_written_as_its_code(tmp_path):
    path = tmp_path / "a.txt"
    write_whole(path, "bad\udcff.csv", replace=False)
    assert path.read_text(encoding="utf-8") == r"bad\udcff.csv"


WRITTEN = {
    "empty cells after the last column": "a,b,,,\n1,2,,,\n3,4,,,\n",
    "empty cells beyond the header in one row": "a,b\n1,2\n3,4,,,\n",
    "a row of more empty cells than the header has": "a,b\n1,2\n,,,\n3,4\n",
    "rows of empty cells": "a,b\n1,2\n,\n3,4\n , \n,\n",
    "a line that names the mark": "sep=;\na;b\n1;2\n3;4\n",
    "the same, quoted": '"sep=;"\r\na;b\r\n1;2\r\n3;4\r\n',
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_what_a_spreadsheet_adds_to_a_table_is_left_out(tmp_path, text):
    path = tmp_path / "a.csv"
    path.write_text(text)
    frame = read_text_frame(path)
    assert list(frame) == ["a", "b"]
    assert frame.to_numpy().tolist() == [["1", "2"], ["3", "4"]]


def test_a_column_named_twice_is_refused_beside_longer_lines_too(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,a,,\n1,2,,\n3,4,,,,\n")
    with pytest.raises(InvalidDataError, match="a name of its own"):
        read_text_frame(path)


def test_rows_keep_their_line_numbers_beside_empty_ones(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("sep=,\na,b\n,\n1,2\n")
    assert list(read_text_frame(path).index) == [2]


def test_a_title_above_the_header_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Table 1,,\na,b,c\n1,2,3\n")
    with pytest.raises(InvalidDataError, match="lines above it must begin with #"):
        read_text_frame(path)
