import pandas as pd
import pytest
from conftest import COLUMNS, ledger_of

from peerstudy import as_ledger, read_ledger
from peerstudy.errors import InvalidDataError


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
        (HEAD.replace(",", ";") + "\na;b", "set apart by commas"),
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
