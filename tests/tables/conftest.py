import pandas as pd
import pytest

from peerstudy.auditing import audit
from peerstudy.study import load_study
from peerstudy.study.article import load_article
from peerstudy.study.sites import load_sites
from peerstudy.tables import Precision, Shelf, study_tables

COLUMNS = ["item", "place", "group", "variable", "level", "stat", "printed", "source"]
NASTY = r"a|b & 50% _x_ #1 {c} ~d^e\f $g <script>alert('x')</script> *h* `i` [j](k)"


@pytest.fixture(scope="session")
def shelves():
    israel, sites = load_study("upsides_israel"), load_study("upsides_sites")
    return {
        "israel": Shelf(audit(israel), article=load_article("upsides_israel")),
        "sites": Shelf(audit(sites), load_sites()),
    }


@pytest.fixture(scope="session")
def tables(shelves):
    """Every table of two studies in both languages."""
    return [
        table
        for shelf in shelves.values()
        for lang in ("en", "he")
        for table in study_tables(shelf, lang)
    ]


@pytest.fixture(scope="session")
def nasty():
    """A stranger's ledger: markup in its labels, one person, nobody, more than all, nothing."""
    rows = [
        (NASTY, "", "", "n", "1"),
        ("b", "", "", "n", "8"),
        (NASTY, NASTY, "only", "n", "1"),
        (NASTY, NASTY, "only", "percent", "100"),
        ("b", NASTY, NASTY, "n", "9"),
        ("b", NASTY, NASTY, "percent", "112.5"),
        ("b", NASTY, "nobody", "n", "0"),
        ("b", "age", "", "mean", "41.25"),
        ("b", "age", "", "sd", "7.79"),
        ("b", "score", "", "min", "1"),
        ("b", "score", "", "max", "10"),
        ("b", "weight", "", "mean", "not reported"),
    ]
    made = [("", "Table 1", *row, "p. 1") for row in rows]
    ledger = pd.DataFrame(made, columns=COLUMNS)
    return Shelf(audit(ledger), precision=Precision())
