"""A ledger knows what its groups, variables and levels are called, and where it is printed."""

import pickle

import pandas as pd
import pytest
from conftest import ledger_of

from peerstudy import as_ledger, audit, load_study
from peerstudy.ledger import EVERYBODY, Labels

NAMES = [("group", "peers"), ("variable", "gender"), ("level", "gender", "women")]


@pytest.mark.parametrize("lang", ["en", "he"])
def test_a_study_and_its_ledger_call_what_is_counted_the_same(study, lang):
    whole, alone = Labels(study, lang), Labels(study.ledger, lang)
    for name in NAMES:
        assert alone.of(*name) == whole.of(*name) != name[-1]
    assert Labels(as_ledger("upsides_israel"), lang).group("peers") == whole.group("peers")


def test_labels_survive_a_pickle_and_other_rows_and_are_never_copied(study):
    ledger = study.ledger
    again = pickle.loads(pickle.dumps(ledger))
    assert Labels(again).group("peers") == "Peers"
    assert again.cited("he") == ledger.cited("he")
    changed = ledger.of_rows(ledger.rows[:1])
    for kind, frame in ledger.label_frames.items():
        assert changed.label_frames[kind] is frame
    assert study.variables is ledger.label_frames["variable"]


def test_labels_of_one_study_reach_no_other(study):
    other = load_study("upsides_sites")
    mine = {*study.groups["group"]} - {*other.groups["group"], EVERYBODY}
    assert mine
    assert all(Labels(other.ledger).group(name) == name for name in mine)
    bare = as_ledger(study.ledger.frame)
    assert Labels(bare).group("peers") == "peers"
    assert (bare.cited("en"), bare.titled("en")) == ("", ("", "en"))


def test_an_audit_of_a_ledger_alone_names_groups_as_that_of_its_study(study):
    whole, alone = (audit(of, checks=["PCT1"]).told("he") for of in (study, study.ledger))
    pd.testing.assert_series_equal(whole.findings["reason"], alone.findings["reason"])
    bare = audit(ledger_of(("a", "peers", "", "", "n", "20")))
    assert bare.subject.ledger.label_frames == {}


def test_a_title_is_given_with_the_language_that_it_is_in(study):
    assert study.ledger.titled("he") == (study.meta["title_he"], "he")
    assert study.ledger.titled("en") == (study.title, "en")
    assert study.ledger.titled("he") != study.ledger.titled("en")
