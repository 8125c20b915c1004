"""What the audit says of tables whose truth is known."""

from collections import Counter
from random import Random

import pytest

from generated.tables import FAULTS, faulty, honest, noticeable
from peerstudy import audit

CHECKS = ("PCT", "DEN", "SUM", "AVG", "ORD", "ERR", "PPL")
"""The families that judge the numbers of a table; disclosure and codes are no faults of it."""


def inconsistent(table):
    """Return what is called inconsistent in a table."""
    return audit(table.ledger(), checks=CHECKS).inconsistent


def alarms(table):
    """Return the same, questions of low severity apart."""
    return inconsistent(table).query("severity != 'low'")


def false_alarms(seed, tables):
    """Count the alarms over honest tables, by check."""
    rng, found = Random(seed), Counter()
    for _ in range(tables):
        found.update(alarms(honest(rng))["check"])
    return found


def noticed(seed, faults):
    """Count, by kind of fault, those that arithmetic could notice and those that were noticed."""
    rng, could, did = Random(seed), Counter(), Counter()
    while could.total() < faults:
        kind = rng.choice(FAULTS)
        table = faulty(rng, honest(rng), kind)
        if table is not None and noticeable(table):
            could[kind] += 1
            did[kind] += len(inconsistent(table)) > 0
    return could, did


def test_honest_tables_are_honest():
    rng = Random(1)
    assert not any(noticeable(honest(rng)) for _ in range(100))


def test_no_false_alarm_over_honest_tables():
    assert false_alarms(2, 120) == {}


def test_faults_that_arithmetic_can_notice_are_noticed():
    could, did = noticed(3, 80)
    assert did.total() >= 0.98 * could.total(), (could, did)


def test_a_fault_is_noticeable_only_if_no_honest_table_prints_it():
    rng = Random(1)
    table = next(t for t in iter(lambda: honest(rng), None) if len(t.rows) > 20)
    index = next(i for i, row in enumerate(table.rows) if row[1] == "all" and row[2] == "")
    assert noticeable(table.changed((index, "999")))
    assert not noticeable(table.changed((index, table.rows[index][5])))


@pytest.mark.slow
def test_no_false_alarm_over_thousands_of_honest_tables():
    assert false_alarms(4, 2_500) == {}


@pytest.mark.slow
def test_of_a_thousand_noticeable_faults_nearly_all_are_noticed():
    could, did = noticed(5, 1_000)
    assert did.total() >= 0.98 * could.total(), (could, did)
