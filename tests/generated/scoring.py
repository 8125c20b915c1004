"""How often the audit puts one fault into one problem, and finds the edit that undoes it."""

from collections import Counter, defaultdict
from random import Random

from generated.tables import FAULTS, faulty, honest, noticeable
from peerstudy import audit

CHECKS = ("PCT", "DEN", "SUM", "AVG", "ORD", "ERR", "PPL")
"""The families that judge the numbers of a table; disclosure and codes are no faults of it."""


def score(seed, faults):
    """Count by kind of fault, of those that some arithmetic could notice.

    Returns
    -------
    dict of str to Counter
        ``faults``, and of them ``noticed``, ``one problem`` (beside those of
        the honest table), ``repaired`` (the edit that undoes the fault is
        among the verified ones) and ``first`` (and no other settles more).
    """
    rng, found = Random(seed), defaultdict(Counter)
    while sum(each["faults"] for each in found.values()) < faults:
        kind, before = rng.choice(FAULTS), honest(rng)
        after = faulty(rng, before, kind)
        if after is not None and noticeable(after):
            found[kind].update(scored(before, after))
    return dict(found)


def scored(before, after):
    """Score one fault: the honest table, and the same with the fault."""
    result = audit(after.ledger(), checks=CHECKS)
    known = {_cell(each) for each in audit(before.ledger(), checks=CHECKS).found_problems}
    problems = [each for each in result.found_problems if _cell(each) not in known]
    both = enumerate(zip(before.rows, after.rows, strict=True))
    undone = {(i, true[5]) for i, (true, printed) in both if true != printed}
    right = [
        (repair, each) for each in problems for repair in each.repairs if _made(repair) == undone
    ]
    return {
        "faults": 1,
        "noticed": len(result.inconsistent) > 0,
        "one problem": len(problems) == 1,
        "repaired": len(right) > 0,
        "first": any(len(repair.settles) == len(each.repairs[0].settles) for repair, each in right),
    }


def _cell(problem):
    lead = problem.lead
    return lead.check, lead.groups, lead.variable, lead.level


def _made(repair):
    """Return what a repair writes: positions of rows, each with its new text."""
    edit = repair.edit
    if edit.column != "printed":
        return set()
    if edit.kind == "exchange":
        return {(edit.rows[0], edit.new), (edit.rows[1], edit.old)}
    return {(row, edit.new) for row in edit.rows}
