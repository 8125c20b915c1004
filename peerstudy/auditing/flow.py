"""Flow: those who were assessed are those excluded and those included."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from peerstudy.auditing.finding import About, Finding, explained
from peerstudy.auditing.registry import OF_PEOPLE, check
from peerstudy.auditing.subject import Subject
from peerstudy.ledger import Row
from peerstudy.words import Message, Run

ASSESSED, EXCLUDED, INCLUDED = "assessed", "excluded", "included"
_WHO = r"(?:number |people |participants |patients |individuals |total )?"
_STAGES = {
    ASSESSED: r"(?:assessed|screened|approached|invited)(?: for (?:eligibility|inclusion))?"
    r"|נבדקו(?: לזכאות)?|הוזמנו|אותרו",
    EXCLUDED: r"excluded|ineligible|not eligible|declined|refused|הוצאו|לא נכללו|סירבו",
    INCLUDED: r"included|enrolled|recruited|randomi[sz]ed|נכללו|גויסו",
}


@lru_cache(maxsize=4_096)
def _stage(name: str) -> str:
    plain = name.replace("_", " ").casefold()
    found = (stage for stage, names in _STAGES.items() if re.fullmatch(f"{_WHO}(?:{names})", plain))
    return next(found, "")


def stage_of(row: Row) -> str:
    """Return the stage of recruitment that a count is of, by the name of its row; else empty."""
    return _stage(row.level or row.variable) if row.stat == "n" else ""


@check("PPL4", reads=OF_PEOPLE)
def assessed_add_up(subject: Subject) -> Iterator[Finding]:
    """Add those excluded to those included; exclusions may be reported with their reasons."""
    found: dict[tuple[str, ...], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in subject.ledger.rows:
        if row.whole is not None and (stage := stage_of(row)):
            variable = row.variable if row.level else ""
            found[row.place, row.group, variable][stage].append(row)
    for stages in found.values():
        if len(stages[ASSESSED]) == len(stages[INCLUDED]) == 1:
            yield _judge(stages)


def _judge(stages: dict[str, list[Row]]) -> Finding:
    (row,), (included,), out = stages[ASSESSED], stages[INCLUDED], stages[EXCLUDED]
    about = About(row, *out, included)
    if not out:
        return about.untestable(Message("audit_people.flow_needs"))
    assessed, inside = row.whole or 0, included.whole or 0
    counts = [each.whole or 0 for each in out]
    outside = next((n for n in counts if n + inside == assessed), sum(counts))
    total = outside + inside
    shown = Run(f"{outside} + {inside} = {total}")
    reason = Message.of("audit_people.flow", sum=shown, assessed=assessed)
    if total == assessed:
        return about.consistent(reason, possible=str(total))
    key = "audit_people.flow_lost" if total < assessed else "audit_totals.counted_twice"
    why = explained([Message.of(key, n=abs(assessed - total))])
    return about.inconsistent(reason, why, possible=str(total))
