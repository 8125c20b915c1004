"""The audit command on manuscripts: several files, a pasted table, what would sharpen it."""

import io
import sys

import pandas as pd
import pytest

from peerstudy.auditing.sharpen import wanted
from peerstudy.cli import main
from peerstudy.readers import read_table, read_text
from readers.files import word

RIGHT = "Gender\tPeers (n = 26)\nWomen\t19 (73.1%)\nMen\t7 (26.9%)\n"
WRONG = RIGHT.replace("73.1", "74.1")


def ended(*arguments):
    with pytest.raises(SystemExit) as end:
        main(list(arguments))
    return end.value.code


def run(*arguments):
    return ended("audit", *arguments)


@pytest.fixture
def files(tmp_path):
    texts = {"right.tsv": RIGHT, "wrong.tsv": WRONG, "none.txt": "Nothing is counted here."}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [str(tmp_path / name) for name in texts]


def test_several_files_end_in_one_summary(files, capsys):
    assert run(*files[:2], "--check", "PCT1") == 1
    out, err = capsys.readouterr()
    right, wrong = out.splitlines()[-2:]
    assert right.startswith("right.tsv: 2")
    assert "2 consistent" in right
    assert wrong.startswith("wrong.tsv: 2")
    assert "1 inconsistent" in wrong
    assert "1/2" in err
    assert "2/2" in err


def test_a_file_without_numbers_stops_no_other(files, capsys):
    assert run(files[2], files[0], "--check", "PCT1") == 2
    out = capsys.readouterr().out.splitlines()
    assert "2 consistent" in out[-1]
    assert any(line.startswith(files[2]) for line in out)


def test_several_files_are_told_as_text_only(files):
    assert run(*files[:2], "--format", "json") == 2


def test_a_pasted_table_is_audited(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WRONG.encode())))
    assert run("-", "--check", "PCT1") == 1
    assert "74.1" in capsys.readouterr().out


def asked(manuscript):
    return {message.key: dict(message.values) for message in wanted(manuscript.ledger)}


def test_a_complete_table_leaves_nothing_open():
    assert asked(read_text(RIGHT)) == {}


def test_means_ask_for_their_resolution():
    table = {"": ["Age, mean (SD)", "Score, mean (SD)", "Age, range"],
             "All (n = 26)": ["41.5 (7.8)", "3.2 (0.5)", "30–58"]}  # fmt: skip
    found = asked(read_table(pd.DataFrame(table)))
    assert found["sharpen.whole"]["names"] == "Age"
    assert found["sharpen.grain"]["names"] == "Score"


def test_percentages_ask_for_counts_and_groups_for_sizes():
    bare = {"": ["Women", "Alone"], "All": ["73.1%", "20.0%"]}
    found = asked(read_table(pd.DataFrame(bare)))
    assert found["sharpen.counts"]["n"] == 2
    assert found["sharpen.sizes"]["names"] == "All"


def test_doubtful_readings_are_counted():
    listed = read_text("Trial\tMood\nOne\tx: 3.6 ± 1.6; y: 7.0 ± 1.8\n")
    assert asked(listed)["sharpen.doubts"]["n"] == 4


def test_what_was_not_read_is_named_in_hebrew_too(tmp_path, capsys):
    path = tmp_path / "odd.tsv"
    path.write_text(RIGHT + "Other\t4(14.3.60%)\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["read", str(path), "--lang", "he"])
    shown = capsys.readouterr().out
    assert "עמודה 2, תא שלא נקרא" in shown
    assert "not read" not in shown
    assert run(str(path), "--lang", "he") == 0
    assert "not read" not in capsys.readouterr().out


def piped(monkeypatch, content):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


@pytest.mark.parametrize("content", [WRONG.encode(), WRONG.replace("\t", ",").encode(), word()])
def test_anything_is_piped_in(monkeypatch, capsys, content):
    piped(monkeypatch, content)
    assert run("-", "--check", "PCT1") == int(b"74.1" in content)
    assert " reported numbers" in capsys.readouterr().out


def test_sentences_with_commas_are_no_table(monkeypatch, capsys):
    piped(monkeypatch, b"Of all, 19 of 26 (74.1%) were women.\nOf them, none were men.\n")
    assert run("-", "--check", "PCT1") == 1
    assert "19 of 26" in capsys.readouterr().out


def test_nothing_piped_in_is_named(monkeypatch, capsys):
    piped(monkeypatch, b" \n")
    assert run("-") == 2
    assert "there must be a table or a text" in capsys.readouterr().err


def test_what_is_piped_in_is_shown_as_it_was_read(monkeypatch, capsys):
    piped(monkeypatch, RIGHT.encode())
    with pytest.raises(SystemExit) as end:
        main(["read", "-"])
    assert not end.value.code
    assert "5 numbers read, 0 of them with doubt." in capsys.readouterr().out


def test_a_file_without_tables_is_told_so(tmp_path, capsys):
    path = tmp_path / "none.txt"
    path.write_text("Nothing is counted here.", "utf-8")
    assert run(str(path)) == 2
    said = capsys.readouterr().err
    assert "no table and no numbers to check" in said
    path.write_text("We saw 18 of them in 7.3 hours.", "utf-8")
    assert run(str(path)) == 2
    said = capsys.readouterr().err
    assert "numbers in the text, but none in a form that can be checked" in said
    assert "M = 34.27, SD = 5.10, n = 15" in said


def test_a_limit_is_named_by_its_error_and_changed_on_the_command_line(tmp_path, capsys):
    file = tmp_path / "long.csv"
    rows = "".join(f"Item {i},19 (73.1%)\n" for i in range(20_001))
    file.write_text(f"Item,Peers (n = 26)\n{rows}", encoding="utf-8")
    assert ended("read", str(file)) == 2
    assert "--limit rows=NUMBER changes it" in capsys.readouterr().err
    small = tmp_path / "small.csv"
    small.write_text("Gender,Peers (n = 26)\nWomen,19 (73.1%)\n", encoding="utf-8")
    for command in ("read", "audit"):
        assert ended(command, str(small), "--limit", "rows=1") == 2
        assert "--limit rows=NUMBER changes it" in capsys.readouterr().err
        assert ended(command, str(small), "--limit", "rows=2", "--limit", "cell=1,000") == 0


@pytest.mark.parametrize("limit", ["rows", "rows=", "rows=many", "rows=0", "row=5", "rows=1.5"])
def test_a_limit_that_is_none_is_refused_in_a_line(tmp_path, capsys, limit):
    small = tmp_path / "small.csv"
    small.write_text("Gender,Peers (n = 26)\nWomen,19 (73.1%)\n", encoding="utf-8")
    assert ended("read", str(small), "--limit", limit) == 2
    told = capsys.readouterr().err
    assert "limit must" in told
    assert "Traceback" not in told
