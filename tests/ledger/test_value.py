import ast
import pickle
from dataclasses import FrozenInstanceError
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from conftest import COLUMNS, ledger_of, read_rows

from peerstudy import as_ledger, audit, describe, load_study, read_ledger, table1
from peerstudy.errors import InvalidDataError, UnknownNameError, WrongCallError
from peerstudy.ledger import EVERYBODY

ROWS = [
    ("g size", "g", "", "", "n", "1,068"),
    ("g v a", "g", "v", "a", "n", "534"),
    ("g v a", "g", "v", "a", "percent", "50.0"),
]


def test_every_way_of_passing_a_ledger_makes_the_same_one(tmp_path, study):
    frame = ledger_of(*ROWS)
    path = tmp_path / "mine.csv"
    frame.to_csv(path, index=False)
    made = [as_ledger(each) for each in (frame, path, str(path), as_ledger(frame))]
    made.append(read_ledger(path))
    assert all(each.rows == made[0].rows for each in made)
    assert as_ledger(study) is study.ledger
    assert as_ledger("upsides_israel").rows == study.ledger.rows
    assert describe(pd.DataFrame({"age": [1, 2]}), ["age"]).size() == 2


def test_a_text_that_is_neither_a_file_nor_a_study_is_an_error_that_lists_the_studies():
    with pytest.raises(UnknownNameError, match="upsides_israel"):
        as_ledger("upsides_atlantis")


def test_what_has_something_else_called_ledger_is_refused():
    with pytest.raises(WrongCallError, match="subject must be a ledger, or a study"):
        as_ledger(SimpleNamespace(ledger=pd.DataFrame()))


def test_a_ledger_is_frozen_and_survives_a_pickle_without_what_can_be_read_again(study):
    ledger = study.ledger
    with pytest.raises(FrozenInstanceError):
        ledger.name = "other"
    bare = len(pickle.dumps(as_ledger(ledger.frame)))
    read = as_ledger(ledger.frame)
    assert read.rows
    assert read.sizes
    assert len(pickle.dumps(read)) == bare
    again = pickle.loads(pickle.dumps(ledger))
    assert again.rows == ledger.rows
    assert again.traits == ledger.traits
    assert again.size("peers") == 26


def test_a_size_is_read_as_every_other_number_is():
    ledger = as_ledger(ledger_of(*ROWS))
    assert ledger.size("g") == 1068
    assert table1(ledger)["n"].iloc[0] == "1,068"


def of_everybody(size, rest):
    """Make a ledger of everybody and a group; two ways to mean everybody may be mixed."""
    numbers = [("g", "", "n", "4"), (rest, "x", "n", "3"), (rest, "x", "percent", "30.0")]
    first = ("", "Table 1", size, "", "", "n", "9", "")
    more = [("", "Table 1", group, name, "", *number, "") for group, name, *number in numbers]
    return pd.DataFrame([first, *more], columns=COLUMNS, dtype=str)


@pytest.mark.parametrize("size", ["", " ", EVERYBODY])
@pytest.mark.parametrize("rest", ["", EVERYBODY])
def test_everybody_is_one_group_whichever_way_the_rows_mean_it(size, rest):
    ledger, named = (as_ledger(of_everybody(*way)) for way in ((size, rest), (EVERYBODY,) * 2))
    assert ledger.frame.equals(named.frame)
    assert set(ledger.frame["group"]) == {EVERYBODY, "g"}
    assert list(ledger.frame["item"]) == ["Table 1", "Table 1 / g", "Table 1 / x", "Table 1 / x"]
    assert (ledger.size(), ledger.size("g")) == (9, 4)
    (finding,) = audit(ledger).inconsistent.to_dict("records")
    assert (finding["check"], finding["group"]) == ("PCT1", EVERYBODY)
    assert "(the N of the sample)" in finding["reason"]


def test_the_bundled_data_hold_one_way_to_mean_everybody():
    """What is derived from them also has results of no group, such as that of a whole table."""
    paths = [path for path in Path("data").glob("*/*.csv") if path.parent.name != "derived"]
    assert len(paths) > 20
    for path in paths:
        for row in read_rows(path):
            assert row.get("group") != "", path


def test_no_code_compares_a_group_with_a_spelling_of_everybody():
    """A group is compared with EVERYBODY; only what reads a ledger knows how it is spelt."""
    found = []
    for path in Path("peerstudy").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Compare):
                sides = [node.left, *node.comparators]
                spelt = [s for s in sides if isinstance(s, ast.Constant) and s.value in ("", "all")]
                named = [s for s in sides if ast.unparse(s).endswith(("group", "'group']"))]
                found += [(str(path), ast.unparse(node))] if spelt and named else []
    assert found == []


def test_empty_cells_that_pandas_reads_as_missing_are_empty():
    text = ledger_of(*ROWS, ("x", "g", "w", "a", "n", "")).to_csv(index=False)
    frame = pd.read_csv(StringIO(text), dtype=str)
    assert frame.isna().any(axis=None)
    plain = pd.read_csv(StringIO(text), dtype=str, keep_default_na=False)
    pd.testing.assert_frame_equal(audit(frame).findings, audit(plain).findings)


@pytest.mark.parametrize(
    ("doubt", "valid"),
    [("", True), ("0.25", True), ("1", True), ("1.5", False), ("-0.1", False), ("much", False)],
)
def test_a_doubt_is_a_number_from_0_to_1_or_empty(doubt, valid):
    frame = ledger_of(*ROWS).assign(doubt=doubt)
    if not valid:
        with pytest.raises(InvalidDataError, match="from 0 to 1"):
            as_ledger(frame)
        return
    assert {row.doubt for row in as_ledger(frame).rows} == {doubt}


def test_rows_are_read_once_however_often_they_are_asked_for(monkeypatch):
    from peerstudy.ledger import rows

    asked = []
    original = rows._read
    monkeypatch.setattr(rows, "_read", lambda text: asked.append(text) or original(text))
    ledger = as_ledger(ledger_of(*ROWS))
    audit(ledger)
    audit(ledger)
    assert sorted(asked) == sorted(text for *_, text in ROWS)


def test_a_ledger_shows_its_rows_in_a_notebook():
    assert "1,068" in as_ledger(ledger_of(*ROWS))._repr_html_()
    assert set(COLUMNS) <= set(as_ledger(ledger_of(*ROWS)).frame.columns)


def test_a_studys_groups_are_those_of_its_ledger():
    study = load_study("upsides_israel")
    assert study.groups is study.ledger.groups
    assert ("all", "main groups", ["peers", "professionals"]) in list(study.ledger.children())
