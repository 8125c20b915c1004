"""Helpers for audits of small ledgers written in the tests."""

import re

import pytest
from conftest import ledger_of

from peerstudy import audit
from peerstudy.auditing import Finding
from peerstudy.words.message import tell

LATIN = re.compile("N|n|(PCT|DEN|SUM|AVG|ORD|ERR|PPL|DSC|TXT|STR|IDS)[0-9]")
"""The only Latin words that a Hebrew sentence may have outside an isolate: n, and codes."""
_ISOLATE = re.compile("[\u2066\u2068][^\u2066\u2068\u2069]*\u2069")


def latin_words(text):
    """Give the Latin words of a Hebrew text that stand outside isolates and are not allowed."""
    while _ISOLATE.search(text):
        text = _ISOLATE.sub(" ", text)
    words = re.findall("[A-Za-z][A-Za-z0-9_]*", text)
    return [word for word in words if not LATIN.fullmatch(word)]


@pytest.fixture(autouse=True, scope="package")
def tell_every_finding():
    """Tell every finding that any test of this folder makes, in Hebrew."""
    make = Finding.__new__

    def make_and_tell(cls, *values, **named):
        made = make(cls, *values, **named)
        for text in (made.reason, made.possible, *made.explanations):
            assert not latin_words(tell(text, "he")), text
            assert tell(text, "en") is not None
        return made

    Finding.__new__ = make_and_tell
    yield
    Finding.__new__ = make


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
