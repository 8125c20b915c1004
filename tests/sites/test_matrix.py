"""The matrix itself: three states and nothing else."""

import pandas as pd
import pytest

from peerstudy.errors import InvalidDataError
from peerstudy.sites.matrix import Status, as_matrix

from .brute import matrix_of


def test_a_frame_of_ones_own_must_have_three_states():
    with pytest.raises(InvalidDataError, match="1 problem") as caught:
        as_matrix(pd.DataFrame({"a": ["reported", "yes"]}))
    assert caught.value.problems[0].found == "yes"


def test_repeated_sites_are_refused():
    frame = pd.DataFrame([["reported", "unknown"]], columns=["a", "a"])
    with pytest.raises(InvalidDataError, match="must be there once"):
        as_matrix(frame)


def test_a_known_cell_more_is_a_new_matrix():
    matrix = matrix_of("1?")
    assert matrix.with_cell("f0", "b", Status.ABSENT).unknown_cells() == []
    assert matrix.unknown_cells() == [("f0", "b")]


def test_the_long_form_has_a_row_a_cell():
    long = matrix_of("1?", "0?").long()
    assert list(long) == ["factor", "site", "status"]
    assert long["status"].value_counts().to_dict() == {
        "unknown": 2, "reported": 1, "reported absent": 1,
    }  # fmt: skip
