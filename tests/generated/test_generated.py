"""What the audit says of tables whose truth is known."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from conftest import slowly

from generated.scoring import CHECKS, score
from generated.tables import FAULTS, faulty, honest, noticeable
from peerstudy import Ledger, audit
from peerstudy.auditing.repairs import applied


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


@pytest.mark.parametrize(("seed", "tables"), [(2, 40), *slowly((4, 2_500))])
def test_no_false_alarm_over_honest_tables(seed, tables):
    assert false_alarms(seed, tables) == {}


@pytest.mark.parametrize(("seed", "faults"), [(3, 30), *slowly((5, 1_000))])
def test_faults_that_arithmetic_can_notice_are_noticed(seed, faults):
    could, did = noticed(seed, faults)
    assert did.total() >= 0.98 * could.total(), (could, did)


def test_a_fault_is_noticeable_only_if_no_honest_table_prints_it():
    rng = Random(1)
    table = next(t for t in iter(lambda: honest(rng), None) if len(t.rows) > 20)
    index = next(i for i, row in enumerate(table.rows) if row[1] == "all" and row[2] == "")
    assert noticeable(table.changed((index, "999")))
    assert not noticeable(table.changed((index, table.rows[index][5])))


def shares(seed, faults):
    """Return the shares of faults in one problem, with the true edit, and with it first."""
    whole = sum(score(seed, faults).values(), Counter())
    return [whole[name] / whole["faults"] for name in ("one problem", "repaired", "first")]


def test_one_fault_is_one_problem_whose_repairs_hold_the_true_edit():
    one, repaired, first = shares(21, 20)
    assert min(one, repaired) >= 0.9
    assert first >= 0.85


@pytest.mark.slow
def test_many_faults_are_one_problem_each_whose_repairs_hold_the_true_edit():
    one, repaired, first = shares(22, 600)
    assert min(one, repaired) >= 0.95
    assert first >= 0.85


def test_the_order_of_rows_changes_no_problem():
    rng = Random(23)
    for kind in ("wrong N", "dropped digit", "two cells exchanged"):
        table = next(
            found for _ in range(99) if (found := faulty(rng, honest(rng), kind)) is not None
        )
        rows = list(table.rows)
        rng.shuffle(rows)
        both = [
            audit(each.ledger(), checks=CHECKS)
            for each in (table, replace(table, rows=tuple(rows)))
        ]
        first, second = (
            {(str(each.severity), frozenset(each.keys)) for each in result.found_problems}
            for result in both
        )
        assert first == second


@pytest.mark.parametrize("repairs", [5, *slowly(40)])
def test_a_verified_repair_that_is_made_leaves_fewer_results_inconsistent(repairs):
    rng = Random(24)
    made = 0
    while made < repairs:
        table = faulty(rng, honest(rng), rng.choice(FAULTS))
        result = None if table is None else audit(table.ledger(), checks=CHECKS)
        for problem in () if result is None else result.found_problems[:1]:
            for repair in [each for each in problem.repairs if each.edit.kind != "rule"][:1]:
                mended = applied(result.subject.ledger.rows, [repair.edit])
                again = audit(with_rows(result.subject.ledger, mended), checks=CHECKS)
                assert len(again.inconsistent) < len(result.inconsistent)
                made += 1


def with_rows(ledger, rows):
    """Return a ledger whose frame has the texts of these rows, so that all is read again."""
    frame = ledger.frame.assign(
        printed=[row.printed for row in rows], grain=[row.grain for row in rows]
    )
    return Ledger(frame, ledger.name, ledger.groups, ledger.traits)
