"""People: those with and without a value, sub-groups in their group, and who was recruited."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import chain, combinations

from peerstudy.auditing.finding import (
    NOTHING_SIMPLE,
    About,
    Explained,
    Finding,
    Severity,
    explained,
)
from peerstudy.auditing.names import all_of
from peerstudy.auditing.ranges import root
from peerstudy.auditing.registry import OF_PEOPLE, OF_SPREADS, check
from peerstudy.auditing.slips import between
from peerstudy.auditing.subject import Subject
from peerstudy.ledger import Row
from peerstudy.printed import Interval, Printed, added, exceeds, interval
from peerstudy.words import Message, Run

_OF_VALUES = ("min", "q1", "median", "q3", "max", "mean")
_Part = tuple[int, Interval, Interval]
"""The n, mean and SD of a part."""
ASSESSED, EXCLUDED, INCLUDED = "assessed", "excluded", "included"
_WHO = r"(?:number |people |participants |patients |individuals |total )?"
_STAGES = {
    ASSESSED: r"(?:assessed|screened|approached|invited)(?: for (?:eligibility|inclusion))?"
    r"|נבדקו(?: לזכאות)?|הוזמנו|אותרו",
    EXCLUDED: r"excluded|ineligible|not eligible|declined|refused|הוצאו|לא נכללו|סירבו",
    INCLUDED: r"included|enrolled|recruited|randomi[sz]ed|נכללו|גויסו",
}


@check("PPL1")
def none_lost(subject: Subject) -> Iterator[Finding]:
    """Add the printed number of missing values to the N printed beside it."""
    ledger = subject.ledger
    for row in ledger.rows:
        if row.stat != "missing" or not row.variable or row.whole is None or row.whole < 0:
            continue
        whole = ledger.size_row(row.group, row.place)
        size = whole.whole if whole else None
        known = ledger.stated_n(row.group, row.variable, row.place)
        if known is None:
            known = ledger.sums.get(row.scope)
        if row.level or size is None or known is None or not ledger.of_people(row):
            yield About(row).untestable(Message("audit_people.missing_needs"))
            continue
        total, name = known + row.whole, subject.size_of(row.group)
        shown = {"sum": Run(f"{known} + {row.whole} = {total}"), "name": name}
        about = About(row, whole, possible=str(size - known) if size >= known else "")
        if total == size:
            yield about.consistent(Message.of("audit_people.add_up", **shown))
            continue
        other = size - row.whole
        text = Message.of("audit_people.or_n", n=other) if other >= 0 else NOTHING_SIMPLE
        reason = Message.of("audit_people.do_not_add_up", **shown, size=size)
        yield about.inconsistent(reason, Explained((text,), Severity.MEDIUM))


@check("PPL2")
def within_group(subject: Subject) -> Iterator[Finding]:
    """Compare a sub-group's range, quartiles and mean with its group's range."""
    parents: dict[str, list[str]] = defaultdict(list)
    for parent, _, parts in subject.ledger.children():
        for part in parts:
            parents[part].append(parent)
    for row, number in subject.numbers(*_OF_VALUES):
        for parent in dict.fromkeys(parents.get(row.group, ())):
            whole = row._replace(item="", group=parent)
            ends = subject.companions(whole, "min", "max")
            if any(ends):
                yield _compare_range(subject, row, number, parent, *ends)


def _compare_range(
    subject: Subject, row: Row, number: Printed, parent: str, low: Row | None, high: Row | None
) -> Finding:
    name = subject.names.group(parent)
    least, most = (end.number if end else None for end in (low, high))
    ends = between(*(end.printed if end else "?" for end in (low, high)))
    below = least is not None and exceeds(least, number, subject.rounding)
    above = most is not None and exceeds(number, most, subject.rounding)
    values = {"printed": Run(row.printed), "group": name, "ends": ends}
    about = About(row, low, high, possible=ends)
    if below or above:
        why = Explained((Message.of("audit_people.group_or_part", group=name),))
        return about.inconsistent(Message.of("audit_people.outside_group", **values), why)
    return about.consistent(Message.of("audit_people.inside_group", **values))


@check("PPL3", reads=OF_SPREADS)
def pooled_sd(subject: Subject) -> Iterator[Finding]:
    """Add the squares within the parts to those between their means."""
    for row, partition, parts in subject.divided("sd"):
        if not partition or not row.variable or row.number is None or row.number.units < 0:
            continue
        own = (row._replace(item="", group=part) for part in parts)
        beside = [subject.companions(each, "mean", "sd") for each in own]
        told = [part for each in beside if (part := _part(subject, *each))]
        n, base = sum(size for size, _, _ in told), subject.base(row)
        if len(told) == len(parts) and base is not None and n == base.n > 1:
            about = About(row, *chain.from_iterable(beside))
            sd = interval(row.number, subject.rounding)
            yield _judge_pool(about, subject, row, sd, list(parts), told)


def _judge_pool(
    about: About,
    subject: Subject,
    row: Row,
    spread: Interval,
    parts: list[str],
    told: Sequence[_Part],
) -> Finding:
    n = sum(size for size, _, _ in told)
    apart = _between(told, n)
    within = added(sd.squared(size - 1) for size, _, sd in told)
    squares = added((within, apart))
    ends = (_expanded_root(end / (n - 1), row) for end in (squares.low, squares.high))
    values = {
        "parts": all_of([subject.names.group(part) for part in parts]),
        "printed": Run(row.printed),
        "possible": between(*ends),
    }
    if spread.squared(n - 1).meets(squares):
        return about.consistent(Message.of("audit_people.pooled_sd", **values))
    if not _pools(subject, row, told, n):
        return about.untestable(Message("audit_people.means_do_not_pool"))
    errors = added(sd.squared(size * (size - 1)) for size, _, sd in told)
    texts = []
    if spread.squared(n * (n - 1)).meets(added((errors, apart))):
        texts.append(Message("audit_people.are_errors"))
    if spread.squared(n - len(told)).meets(within):
        texts.append(Message("audit_people.only_within"))
    return about.inconsistent(Message.of("audit_people.not_pooled_sd", **values), explained(texts))


def _expanded_root(variance: Fraction, row: Row) -> str:
    """Write an SD out, with more decimals than a printed one: an ellipsis where they go on."""
    decimals = max(3, row.number.decimals + 1) if row.number else 3
    low, high = (root(variance, decimals, up=up) for up in (False, True))
    return low if low == high else f"{low}…"


def _between(told: Sequence[_Part], n: int) -> Interval:
    """Bound the squares between the means of parts."""
    low = high = Fraction(0)
    for (n1, first, _), (n2, second, _) in combinations(told, 2):
        apart = max(first.low - second.high, second.low - first.high, Fraction(0))
        most = max(first.high - second.low, second.high - first.low)
        low += Fraction(n1 * n2, n) * apart**2
        high += Fraction(n1 * n2, n) * most**2
    return Interval(low, high)


def _pools(subject: Subject, row: Row, told: Sequence[_Part], n: int) -> bool:
    """Return whether the parts' means yield the group's, as far as that is printed."""
    whole = subject.interval(subject.ledger.companion(row, "mean"))
    pool = added(mean.times(Fraction(size, n)) for size, mean, _ in told)
    return whole is None or whole.meets(pool)


def _part(subject: Subject, mean: Row | None, sd: Row | None) -> _Part | None:
    """Return the n, mean and SD that are printed of a part, if all are."""
    if mean is None or sd is None or sd.number is None or sd.number.units < 0:
        return None
    centre, spread, base = subject.interval(mean), subject.interval(sd), subject.base(mean)
    return (base.n, centre, spread) if centre and spread and base else None


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
            yield _judge_flow(stages)


def _judge_flow(stages: dict[str, list[Row]]) -> Finding:
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
