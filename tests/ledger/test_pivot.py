import pytest
from conftest import ledger_of

from peerstudy.errors import UnknownNameError
from peerstudy.ledger import table1


def cell(study, **where):
    rows = table1(study)
    for column, value in where.items():
        rows = rows[rows[column] == value]
    assert len(rows) == 1
    return rows.iloc[0]


def test_table_1_has_the_printed_texts_of_each_cell(study):
    row = cell(study, group="peers", variable="marital_status", level="single")
    assert (row["n"], row["percent"]) == ("8", "30.76")
    row = cell(study, group="professionals", variable="years_in_field", level="")
    assert (row["mean"], row["sd"], row["denominator"]) == ("11.14", "7.23", "")


def test_table_1_loses_no_number(study):
    printed = (study.ledger.frame["place"] == "Table 1").sum()
    rows = table1(study)
    assert (
        (rows.drop(columns=["group", "variable", "level"]) != "").to_numpy().sum() == printed == 68
    )


def test_a_place_that_does_not_exist_names_those_that_do(study):
    with pytest.raises(UnknownNameError, match="Table 1"):
        table1(study, place="Table 7")


def test_an_empty_ledger_has_an_empty_table():
    assert table1(ledger_of()).empty


def test_a_result_is_labelled_by_variable_and_level_and_its_columns_are_headed():
    from peerstudy import load_study
    from peerstudy.ledger import means, recount

    study = load_study("upsides_israel")
    counts = study.label(recount(study))
    assert {"Gender", "Marital status"} <= set(counts["variable"])
    known = study.levels.set_index(["variable", "level"])["label_en"]
    pairs = zip(recount(study)["variable"], recount(study)["level"], strict=True)
    assert counts["level"].tolist() == [known.get(pair, pair[1]) for pair in pairs]
    assert "Women" in set(counts["level"])
    assert "SD" in study.label(means(study)).columns
    assert "סטיית תקן" in study.label(means(study), "he").columns
    assert "gender" in set(recount(study)["variable"])
