import pandas as pd
import pytest
from conftest import COLUMNS, ledger_of

from peerstudy import as_ledger, audit, load, read_ledger
from peerstudy.errors import InvalidDataError, WrongCallError
from peerstudy.readers import is_ledger


def write(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "mine.csv"
    path.write_bytes(text.encode(encoding))
    return path


HEAD = ",".join(COLUMNS)


def test_a_ledger_written_by_hand_is_read_as_text(tmp_path):
    path = write(tmp_path, f"{HEAD}\n a ,Table 1, peers ,age,, mean ,5.10,p. 3\n")
    ledger = read_ledger(path)
    assert ledger.frame.loc[0, ["item", "group", "stat", "printed"]].tolist() == [
        "a",
        "peers",
        "mean",
        "5.10",
    ]
    assert ledger.frame.loc[0, ["grain", "items", "note"]].tolist() == ["", "", ""]


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path):
    path = write(tmp_path, f"{HEAD}\na,T,g,v,,mean,5,\n", encoding="utf-8-sig")
    assert read_ledger(path).frame["item"].tolist() == ["a"]


def test_na_is_a_text_like_any_other(tmp_path):
    path = write(tmp_path, f"{HEAD}\na,T,NA,v,None,n,NA,\n")
    assert read_ledger(path).frame.loc[0, ["group", "level", "printed"]].tolist() == [
        "NA",
        "None",
        "NA",
    ]


def test_an_item_left_out_is_made_from_the_other_columns():
    ledger = as_ledger(ledger_of(("", "peers", "age", "", "mean", "41.5")))
    assert ledger.frame["item"].tolist() == ["Table 1 / peers / age"]


def test_further_columns_are_kept():
    frame = ledger_of(("a", "g", "v", "", "mean", "5")).assign(page="7")
    assert as_ledger(frame).frame["page"].tolist() == ["7"]


def test_every_bad_row_is_reported_at_once_with_file_row_column_and_value(tmp_path):
    rows = [
        "a,T,g,v,,average,5,",
        "b,T,g,v,,mean,5,",
        "b,T,g,v,,mean,6,",
    ]
    path = write(tmp_path, "\n".join([f"{HEAD},grain", *(row + ",-1" for row in rows)]))
    with pytest.raises(InvalidDataError) as error:
        read_ledger(path)
    told = str(error.value)
    assert "mine.csv, row 2, column 'stat': found 'average'; it must be one of: n, percent" in told
    assert "mine.csv, row 3, column 'grain': found '-1'" in told
    assert "mine.csv, row 4: found \"item='b'" in told
    assert len(error.value.problems) == 5


@pytest.mark.parametrize("column", COLUMNS)
def test_a_missing_column_is_named(column):
    frame = ledger_of(("a", "g", "v", "", "mean", "5")).drop(columns=column)
    with pytest.raises(InvalidDataError, match=f"column '{column}'"):
        as_ledger(frame)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "must be a table"),
        (f"{HEAD}\na,b\nc,d,e,f,g,h,i,j,k,l,m\n", "must be a table"),
        (HEAD.replace(",", " ") + "\na b", "set apart by commas"),
    ],
)
def test_a_file_that_is_no_table_says_what_it_must_be(tmp_path, text, told):
    with pytest.raises(InvalidDataError, match=told):
        read_ledger(write(tmp_path, text))


def test_a_file_in_another_encoding_is_named(tmp_path):
    path = write(tmp_path, f"{HEAD}\nעמיתים,T,g,v,,mean,5,\n", encoding="cp1255")
    with pytest.raises(InvalidDataError, match="UTF-8"):
        read_ledger(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InvalidDataError, match=r"nothere\.csv"):
        read_ledger(tmp_path / "nothere.csv")


def test_numbers_that_are_no_text_are_refused_because_they_have_lost_their_decimals():
    frame = pd.DataFrame([["a", "T", "g", "v", "", "mean", 5.1, ""]], columns=COLUMNS)
    with pytest.raises(InvalidDataError, match="must be text"):
        as_ledger(frame)


def test_the_callers_frame_is_left_as_it_was():
    frame = ledger_of((" a ", "g", "v", "", "mean", "5"))
    as_ledger(frame)
    assert frame["item"].tolist() == [" a "]


def test_a_wide_table_gets_one_message():
    frame = pd.DataFrame({"Characteristic": ["Age"], "Peers": ["41.5"], "Professionals": ["43"]})
    with pytest.raises(InvalidDataError, match="a table of another kind") as error:
        as_ledger(frame)
    assert len(error.value.problems) == 1
    assert "one row for each printed number" in str(error.value)


def test_a_level_has_a_variable():
    with pytest.raises(InvalidDataError, match="row 3, column 'level': found 'x'; a level must"):
        as_ledger(ledger_of(("a", "g", "", "", "n", "5"), ("b", "g", "", "x", "n", "5")))


def test_one_item_has_one_resolution():
    rows = [("a", "g", "v", "", stat, "5.10") for stat in ("mean", "sd", "min")]
    frame = ledger_of(*rows).assign(grain=["1/2", "0.5", "1"])
    with pytest.raises(InvalidDataError, match=r"row 4, column 'grain': found '1'; one item must"):
        as_ledger(frame)
    assert len(as_ledger(frame.assign(grain=["1/2", "0.5", ""]))) == 3


def test_a_frame_with_a_column_twice_is_refused():
    frame = ledger_of(("a", "g", "", "", "n", "5"))
    with pytest.raises(InvalidDataError, match="a name of its own"):
        as_ledger(pd.concat([frame, frame[["group"]]], axis=1))


def test_a_commented_file_names_the_lines_of_its_problems(tmp_path):
    path = write(tmp_path, f"# mine\n{HEAD}\n# peers\na,T,g,v,,average,5,\n")
    with pytest.raises(InvalidDataError, match="row 4, column 'stat'"):
        read_ledger(path)


@pytest.mark.parametrize("mark", [";", "\t", "|"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_cells_may_be_set_apart_as_spreadsheets_of_other_countries_do(tmp_path, mark, quote):
    cells = ["", "T", "g, h", "v", "x", "percent", "34,6", "p. 4"]
    lines = [HEAD.replace(",", mark), mark.join(f"{quote}{cell}{quote}" for cell in cells)]
    path = write(tmp_path, "\r\n".join(lines))
    assert is_ledger(path)
    (row,) = read_ledger(path).rows
    assert (row.group, row.printed, row.source) == ("g, h", "34,6", "p. 4")


@pytest.mark.parametrize(
    "head", [HEAD.upper(), HEAD.title(), HEAD.replace(",", " , "), f" {HEAD}", f'"{HEAD}"']
)
def test_headings_may_have_capitals_and_spaces(tmp_path, head):
    if '"' in head:
        head = head.replace(",", '","')
    path = write(tmp_path, f"{head}\na,T,g,v,,mean,5,\n")
    assert is_ledger(path)
    assert read_ledger(path).rows[0].stat == "mean"
    twice = HEAD.replace("item", "item,Item")
    with pytest.raises(InvalidDataError, match="a name of its own"):
        read_ledger(write(tmp_path, f"{twice}\na,b,T,g,v,,mean,5,\n"))


@pytest.mark.parametrize("above", ["\n\n", "# a comment\n\n", "\ufeff\n"])
def test_empty_lines_may_precede_the_headings(tmp_path, above):
    path = write(tmp_path, f"{above}{HEAD}\na,T,g,v,,mean,5,\n")
    assert is_ledger(path)
    assert len(read_ledger(path)) == 1


def test_a_title_above_a_ledger_is_said_to_need_a_mark(tmp_path):
    path = write(tmp_path, f"My notes, first draft\n{HEAD}\na,T,g,v,,mean,5,\n")
    with pytest.raises(InvalidDataError, match=r"row 2: found 'item,.*above it begin with #"):
        load(path)


def test_what_has_no_ledger_is_refused_by_name():
    for subject in (3, None, ["a"], pd.Series(["a"])):
        with pytest.raises(WrongCallError, match="must be a Ledger or a Study or a DataFrame"):
            audit(subject)


@pytest.mark.parametrize(
    ("text", "units", "decimals"),
    [
        (repr(100 / 3), 333333333333333, 13),
        (repr(200 / 3), 666666666666667, 13),
        ("33.3333333333333357", 333333333333333, 13),
        ("-3.1400000000000001", -314000000000000, 14),
        ("0.0000000000000000123", 123, 19),
        ("1234567890123456789", 1234567890123456789, 0),
        ("12345678901234567.25", 12345678901234567, 0),
        ("5.10", 510, 2),
    ],
)
def test_a_number_is_judged_to_as_many_digits_as_a_program_exports_soundly(text, units, decimals):
    (row,) = as_ledger(ledger_of(("a", "g", "v", "", "mean", text))).rows
    assert (row.number.units, row.number.decimals) == (units, decimals)
    assert (row.printed, row.number.text) == (text, text)


@pytest.mark.parametrize("share", [(1, 3), (2, 3), (9, 26), (5, 7), (1, 30), (29, 30)])
def test_an_exported_percentage_is_consistent_with_its_own_count(share):
    count, size = share
    rows = [("a", "g", "", "", "n", str(size)), ("b", "g", "v", "x", "n", str(count))]
    for percent in (100 * count / size, count / size * 100):
        ledger = ledger_of(*rows, ("b", "g", "v", "x", "percent", repr(percent)))
        assert len(audit(ledger).inconsistent) == 0
