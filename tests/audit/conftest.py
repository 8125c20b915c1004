"""Helpers for audits of small ledgers written in the tests."""

import pytest
from conftest import ledger_of

from peerstudy import audit


def n_percent(level, n, percent, group="g", variable="v"):
    """Give the two rows of one n (%) cell."""
    item = f"{group} {variable} {level}"
    return [
        (item, group, variable, level, "n", n),
        (item, group, variable, level, "percent", percent),
    ]


def size(n, group="g"):
    return (f"{group} size", group, "", "", "n", n)


def denominator(n, group="g", variable="v", level=""):
    return (f"{group} {variable} {level} N", group, variable, level, "denominator", n)


def stats(group="g", variable="age", level="", **printed):
    """Give the rows of one mean with its SD, range and so on."""
    item = f"{group} {variable} {level}"
    return [(item, group, variable, level, stat, text) for stat, text in printed.items()]


@pytest.fixture
def check():
    """Run one check over rows and give its findings, as a list of records."""

    def run(code, *rows, **options):
        grain = options.pop("grain", "")
        items = options.pop("items", "")
        ledger = ledger_of(*rows).assign(grain=grain, items=items)
        return audit(ledger, checks=[code], **options).findings.to_dict("records")

    return run
