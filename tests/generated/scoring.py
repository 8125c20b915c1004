"""How often the audit puts one fault into one problem, and finds the edit that undoes it.

Other tools are scored on the same faults: what they notice, and what they judge nothing of.
"""

from collections import Counter, defaultdict
from random import Random

from benchmarks.other_tools import n_percent_of

from generated.tables import FAULTS, faulty, honest, noticeable
from peerstudy import audit
from peerstudy.auditing.edits import KINDS

CHECKS = ("PCT", "DEN", "SUM", "AVG", "ORD", "ERR", "PPL")
"""The families that judge the numbers of a table; disclosure and codes are no faults of it."""


TOOLS = {"n (%)": n_percent_of}


def score(seed, faults, tools=TOOLS):
    """Count by kind of fault, of those that some arithmetic could notice.

    Returns
    -------
    dict of str to Counter
        ``faults``, and of them ``noticed``, ``one problem`` (beside those of
        the honest table), ``repaired`` (the edit that undoes the fault is
        among the verified ones), ``first`` (and no other settles more) and
        ``alarm`` (a result of the honest table is not low). For each other
        tool by name, its ``noticed``, ``not judged`` and ``alarm``.
    """
    rng, found = Random(seed), defaultdict(Counter)
    while sum(each["faults"] for each in found.values()) < faults:
        kind, before = rng.choice(FAULTS), honest(rng)
        after = faulty(rng, before, kind)
        if after is not None and noticeable(after):
            found[kind].update(scored(before, after))
            for name, judge in tools.items():
                counts = beside(judge(_texts(before)), judge(_texts(after)))
                found[kind].update({f"{name}: {each}": n for each, n in counts.items()})
    return dict(found)


def beside(before, after):
    """Score another tool by its judgements of the honest table and of that with the fault.

    A fault of which no judgement looked at any other text is not judged: it is
    not what the tool is for.
    """
    alarms = {cell for cell, (_, flagged) in before.items() if flagged}
    flags = {cell for cell, (_, flagged) in after.items() if flagged}
    looked = [{cell: texts for cell, (texts, _) in judged.items()} for judged in (before, after)]
    return {
        "noticed": len(flags - alarms) > 0,
        "not judged": looked[0] == looked[1],
        "alarm": len(alarms) > 0,
    }


def _texts(table):
    return [row[1:] for row in table.rows]


def scored(before, after):
    """Score one fault: the honest table, and the same with the fault."""
    result = audit(after.ledger(), checks=CHECKS)
    honest = audit(before.ledger(), checks=CHECKS)
    known = {_cell(each) for each in honest.found_problems}
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
        "alarm": len(honest.inconsistent.query("severity != 'low'")) > 0,
    }


def _cell(problem):
    lead = problem.lead
    return lead.check, lead.groups, lead.variable, lead.level


def _made(repair):
    """Return what a repair writes: positions of rows, each with its new text."""
    edit = repair.edit
    if KINDS[edit.kind] != "printed":
        return set()
    if edit.kind == "exchange":
        return {(edit.rows[0], edit.new), (edit.rows[1], edit.old)}
    return {(row, edit.new) for row in edit.rows}
