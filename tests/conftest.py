"""What several tests share."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from peerstudy import load_study

settings.register_profile("steady", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("steady")

EXPECTED = Path(__file__).parent / "expected"
COLUMNS = ["item", "place", "group", "variable", "level", "stat", "printed", "source"]


def slowly(*values):
    """Mark what a test is run with as slow: the everyday run takes a sample."""
    return [
        pytest.param(*(value if isinstance(value, tuple) else (value,)), marks=pytest.mark.slow)
        for value in values
    ]


def read_rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expected_rows(name):
    return read_rows(EXPECTED / name)


def ledger_of(*rows):
    """Make a ledger of (item, group, variable, level, stat, printed), all in one table."""
    full = [(item, "Table 1", *rest, "") for item, *rest in rows]
    return pd.DataFrame(full, columns=COLUMNS, dtype=str)


@pytest.fixture(scope="session")
def study():
    return load_study("upsides_israel")


@pytest.fixture(scope="session")
def reference():
    """Further published cases, which are not on every machine."""
    folder = Path(__file__).parents[2] / "shared"
    if not (folder / "cases").is_dir():
        pytest.skip("the further reference cases are not on this machine; the shipped ones ran")
    return folder
