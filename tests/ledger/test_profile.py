import math

from conftest import ledger_of

from peerstudy.ledger import means, shares


def test_means_carry_the_n_printed_for_the_variable_or_else_the_groups_size(study):
    rows = means(study).set_index(["group", "variable"])
    assert rows.loc[("peers", "age")].tolist() == [25, 41.5, 7.79, 30, 58]
    assert rows.loc[("professionals", "age"), "n"] == 42
    assert math.isnan(rows.loc[("policy_makers", "age"), "sd"])


def test_shares_carry_their_denominator_and_which_it_is(study):
    rows = shares(study).set_index(["group", "variable", "level"])
    married = rows.loc[("peers", "marital_status", "married")]
    assert (married["n"], married["denominator"], married["denominator_is"]) == (9, 21, "variable")
    assert married["share"] == 9 / 21
    women = rows.loc[("peers", "gender", "women")]
    assert (women["denominator"], women["denominator_is"]) == (26, "group")


def test_events_are_no_shares_of_people(study):
    assert set(shares(study)["variable"]) == {
        "gender",
        "marital_status",
        "role",
        "profession",
        "worked_with_peers",
    }


def test_a_share_without_any_n_is_unknown():
    rows = shares(ledger_of(("a", "g", "v", "yes", "n", "5")))
    assert math.isnan(rows["share"].iloc[0])


def test_a_ledger_without_means_or_counts_has_none():
    assert means(ledger_of(("a", "g", "", "", "n", "5"))).empty
    assert shares(ledger_of(("a", "g", "", "", "n", "5"))).empty
