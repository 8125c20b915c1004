"""Manuscripts as ledgers, and their audit: from a wide table to a finding."""

import pandas as pd
import pytest

from peerstudy import as_ledger, audit, read_ledger
from peerstudy.auditing import audit_table, audit_text
from peerstudy.cli import main
from peerstudy.errors import InvalidDataError
from peerstudy.readers import is_ledger, read_manuscript, read_table, read_text
from readers.files import EXPECTED, ROWS, delimited, found

WRONG = pd.DataFrame({"Gender": ["Women", "Men"], "Peers (n = 26)": ["19 (74.1%)", "7 (26.9%)"]})


def test_a_frame_as_people_print_it_is_read():
    frame = pd.DataFrame(ROWS[1:], columns=ROWS[0])
    assert found(read_table(frame)) == EXPECTED


def test_a_named_index_is_the_column_of_labels():
    frame = pd.DataFrame(ROWS[1:], columns=ROWS[0]).set_index(ROWS[0][0])
    assert found(read_table(frame)) == EXPECTED


def test_a_pasted_table_is_read():
    assert found(read_text(delimited("\t").decode())) == EXPECTED


def test_a_table_is_audited_and_the_cell_named():
    (row,) = audit_table(WRONG, checks=["PCT1"]).inconsistent.to_dict("records")
    assert (row["printed"], row["source"]) == ("74.1", "table 1, row 2, column 2")


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("Most were women: 19 of 26 (73.1%).", 0),
        ("Most were women: 19 of 26 (74.1%).", 1),
        ("Nineteen of 26 participants (74.1%) were women.", 1),
        ("נשים היו 19 מתוך 26 (74.1%).", 1),
        ("Women (74.1%; 19/26) took part.", 1),
    ],
)
def test_sentences_are_audited(text, many):
    assert len(audit_text(text, checks=["PCT1"]).inconsistent) == many


def test_a_doubtful_reading_makes_no_grave_finding():
    sure = audit_table(WRONG, checks=["PCT1"]).inconsistent
    ledger = read_table(WRONG).ledger
    doubted = audit(ledger.frame.assign(doubt="0.4"), checks=["PCT1"]).inconsistent
    assert sure["severity"].tolist() != ["low"]
    assert doubted["severity"].tolist() == ["low"]
    assert "read by machine" in doubted["explanations"].iloc[0][0]


def test_a_ledger_stays_a_ledger(tmp_path):
    path = tmp_path / "ledger.csv"
    read_table(WRONG).ledger.frame.to_csv(path, index=False)
    assert is_ledger(path)
    assert as_ledger(path).frame.equals(read_ledger(path).frame)


def test_what_holds_no_numbers_is_one_problem(tmp_path):
    path = tmp_path / "notes.csv"
    path.write_text("name,colour\nanna,red\n", encoding="utf-8")
    with pytest.raises(InvalidDataError) as caught:
        read_manuscript(path)
    assert len(caught.value.problems) == 1
    assert "19 (73.1%)" in str(caught.value)


def test_labels_that_stand_twice_keep_all_their_numbers():
    table = pd.DataFrame({"": ["Yes", "Yes"], "All (n = 30)": ["10 (33.3%)", "20 (66.7%)"]})
    assert set(
        read_table(table).ledger.frame.query("stat == 'n' and variable != ''")["printed"]
    ) == {
        "10",
        "20",
    }


def run(*arguments):
    with pytest.raises(SystemExit) as end:
        main(list(arguments))
    return end.value.code


def test_the_command_audits_a_wide_table(tmp_path, capsys):
    path = tmp_path / "table.csv"
    WRONG.to_csv(path, index=False)
    assert run("audit", str(path)) == 1
    assert "74.1" in capsys.readouterr().out


def test_the_command_reads_and_saves_a_ledger(tmp_path, capsys):
    path, saved = tmp_path / "table.csv", tmp_path / "ledger.csv"
    WRONG.to_csv(path, index=False)
    assert run("read", str(path), "--save", str(saved)) == 0
    assert "count 19, percent 74.1" in " ".join(capsys.readouterr().out.split())
    assert run("audit", str(saved)) == 1
    assert run("read", str(path), "--save", str(saved)) != 0
    assert run("read", str(path), "--save", str(path), "--force") == 2


def test_what_was_not_understood_is_named_by_the_audit(tmp_path, capsys):
    path = tmp_path / "table.csv"
    path.write_text("x,All (n = 30)\nWomen,10 (33.3%)\nMen,4(14.3.60%)\n", encoding="utf-8")
    run("audit", str(path))
    shown = " ".join(capsys.readouterr().out.split())
    assert "1 cell or table was not understood: Table 1, row 3, column 2 not read" in shown


def test_a_pasted_table_of_one_group_below_an_empty_corner():
    frame = read_text("\tPeers (n = 26)\nWomen\t19 (73.1%)\n").ledger.frame
    assert frame["group"].unique().tolist() == ["Peers"]


def test_lines_of_text_above_a_pasted_table_are_read_as_text():
    pasted = "We had N = 59 people.\n\nTable 1. Sample\n\tPeers (n = 26)\nWomen\t19 (73.1%)\n"
    read = read_text(pasted)
    assert ("Text", "59") in set(
        zip(read.ledger.frame.place, read.ledger.frame.printed, strict=True)
    )
    assert read.ledger.unread == ()
