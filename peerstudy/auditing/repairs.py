"""Repairs: edits that were applied, after which the checks ran again.

An edit becomes a repair only if fewer findings are inconsistent with it and no
new one is. Only the rows that an edit touches are checked again: those of its
variable in every group and place, and the sizes of groups.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, combinations, islice
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from peerstudy.auditing.edits import KINDS, Edit, candidate_edits
from peerstudy.auditing.finding import Finding, Verdict
from peerstudy.auditing.fits import TableRule, table_rules
from peerstudy.auditing.registry import UNSHARED, Check, Kind, all_checks, check_named
from peerstudy.auditing.rows import positions
from peerstudy.auditing.subject import Subject
from peerstudy.frames.records import grouped
from peerstudy.ledger import Row

BOUND = 20_000
"""So many sets of repairs are tried before the smallest is no longer looked for."""
TRIES, SLIPS = 60, 10
"""So many edits are tried for a problem's variable, and slips of a digit found, before it ends."""

ROWS = 2_000
"""In a variable of more rows no edits are tried."""
WORK = 100_000
"""Edits of an audit are tried until so many rows were checked again; then problems have none."""


class Key(NamedTuple):
    """What makes a finding the same one after an edit: all but the number itself."""

    check: str
    places: tuple[str, ...]
    groups: tuple[str, ...]
    variable: str
    level: str
    stat: str
    item: str


@dataclass(frozen=True, slots=True)
class Repair:
    """An edit, and the keys of the findings that are consistent with it; see :func:`key_of`."""

    edit: Edit
    settles: frozenset[Key]


def key_of(finding: Finding) -> Key:
    """Return what a finding is known by after an edit."""
    return Key(
        finding.check, finding.places, finding.groups, finding.variable, finding.level,
        finding.stat, finding.item,
    )  # fmt: skip


def decided_by_numbers(check: str) -> bool:
    """Return whether an edit of the ledger can change what a check finds."""
    return check_named(check).kind in (Kind.CONSISTENCY, Kind.NOTE)


@dataclass(frozen=True)
class Part:
    """Some rows of a ledger, and what is inconsistent in them as they are.

    `before` are the keys of the inconsistent findings, by the check that made them, and
    `others` how the percentages of the other rows were rounded, by place.
    """

    rows: list[Row]
    before: Mapping[str, set[Key]]
    others: Mapping[str, TableRule]

    @cached_property
    def apart(self) -> bool:
        """Whether a group can be judged apart from the others: so few means share no work."""
        return sum(row.stat == "mean" for row in self.rows) <= UNSHARED


class Workshop:
    """A subject in which edits are tried, the rows of one variable at a time.

    It counts its work: the edits tried, how often a check ran for them (most are refused by
    the first), and the rows of the tried edits' parts, each counted once an edit.
    """

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.checks = [check for check in all_checks() if decided_by_numbers(check.code)]
        self.tried = self.checked = self.work = 0
        self._parts: dict[frozenset[str], Part] = {}

    def repairs(self, variable: str, rows: Sequence[int]) -> list[Repair]:
        """Return the repairs among the edits of a variable's rows at some positions.

        The simplest and widest come first. Sizes of groups have no variable.
        """
        if len(self._rows_of({variable})) > ROWS:
            return []
        found: list[Repair] = []
        for tried, edit in enumerate(candidate_edits(self.subject, rows)):
            slips = sum(repair.edit.kind == "digit" for repair in found)
            enough = tried == TRIES or self.work > WORK
            if enough or (edit.kind == "digit" and slips == SLIPS):
                break
            touched = {self.subject.ledger.rows[row].variable for row in edit.rows}
            part = self.part({variable} | (touched if variable else set()))
            if settled := self.settled(part, [edit]):
                found.append(Repair(edit, settled))
        return sorted(found, key=lambda r: (-len(r.settles), list(KINDS).index(r.edit.kind)))

    def rules(self) -> list[Repair]:
        """Return the repairs that assume that a table truncates, where no percentage denies it."""
        found = []
        for place, rule in table_rules(self.subject).items():
            if rule.truncated and not rule.rounded and not rule.truncates:
                rows = positions(cell.percent for cell in rule.truncated)
                edit = Edit("rule", rows, "", place)
                if settled := self.settled(self.part({""}), [edit]):
                    found.append(Repair(edit, settled))
        return found

    def part(self, variables: Set[str]) -> Part:
        """Return the part of some variables and of the groups' sizes; of no variable, all."""
        key = frozenset(variables)
        if key not in self._parts:
            rows = self._rows_of(variables)
            whole = len(rows) == len(self.subject.ledger)
            rules = {} if whole else table_rules(self.subject)
            others = {place: rule.without(variables) for place, rule in rules.items()}
            made = self.subject if whole else self._with(rows, others=others)
            before = {
                check.code: keys
                for check in self.checks
                if (keys := _by_verdict(check.found(made))[Verdict.INCONSISTENT])
            }
            self._parts[key] = Part(rows, before, others)
        return self._parts[key]

    def _rows_of(self, variables: Set[str]) -> list[Row]:
        """Return the rows of variables, and the sizes of their groups and of what these make up."""
        ledger = self.subject.ledger
        if "" in variables:
            return ledger.rows
        once, rows = self.subject.once, ledger.rows
        by_variable = once("by variable", lambda: grouped(rows, attrgetter("variable")))
        sizes = once("sizes", lambda: grouped(by_variable.get("", ()), attrgetter("group")))
        own = [row for name in variables for row in by_variable.get(name, ())]
        groups = ledger.related(row.group for row in own)
        beside = [row for group in groups for row in sizes.get(group, ())]
        return sorted((*own, *beside), key=attrgetter("position"))

    def settled(self, part: Part, edits: Sequence[Edit]) -> frozenset[Key]:
        """Return which findings of a part of the ledger edits settle; none if they create one.

        A finding that an edit only makes untestable is not settled, and neither
        is anything where one is. The checks that found something of what an edit
        can change run first: where they settle nothing, or any check finds more,
        the others need not run.
        """
        self.tried += 1
        self.work += len(part.rows)
        settled: set[Key] = set()
        for check, made, before in sorted(self._trials(part, edits), key=lambda each: not each[2]):
            if not (settled or before):
                return frozenset()
            left = self._left(check, made, before)
            if left is None:
                return frozenset()
            settled |= before - left
        return frozenset(settled)

    def _left(self, check: Check, made: Subject, before: Set[Key]) -> set[Key] | None:
        """Return what is still inconsistent; None at the first finding that refuses an edit."""
        self.checked += 1
        left: set[Key] = set()
        for finding in check.each(made):
            if _is_open(finding):
                key = key_of(finding)
                if finding.verdict is Verdict.INCONSISTENT and key in before:
                    left.add(key)
                elif finding.verdict is Verdict.INCONSISTENT or key in before:
                    return None
        return left

    def _trials(
        self, part: Part, edits: Sequence[Edit]
    ) -> Iterator[tuple[Check, Subject, Set[Key]]]:
        """Yield the checks that edits can reach, with the edited rows and what they found before.

        Where groups can be judged apart, checks by group need the rows of the edited groups alone.
        """
        rows = applied(part.rows, edits)
        touched = [self.subject.ledger.rows[i] for edit in edits for i in edit.rows]
        stats = {row.stat for row in (*touched, *rows[len(part.rows) :])}
        groups = {row.group for row in touched}
        whole = own = self._with(rows, edits, part.others)
        if part.apart:
            own = self._with([row for row in rows if row.group in groups], edits, part.others)
        for check in self.checks:
            if check.reads and check.reads.isdisjoint(stats):
                continue
            before = part.before.get(check.code, set())
            if part.apart and check.by_group:
                before = {key for key in before if groups.issuperset(key.groups or ("",))}
            yield check, own if check.by_group else whole, before

    def after(
        self, edits: Iterable[Edit], codes: Set[str] | None = None
    ) -> dict[Verdict, set[Key]]:
        """Return the keys of the whole ledger's findings, by verdict, with all of some edits made.

        `codes` are the checks that run; without them all that an edit can change.
        """
        made = self._with(applied(self.subject.ledger.rows, edits), edits)
        checks = [check for check in self.checks if codes is None or check.code in codes]
        return _by_verdict(each for check in checks for each in check.found(made))

    def _with(
        self,
        rows: Sequence[Row],
        edits: Iterable[Edit] = (),
        others: Mapping[str, TableRule] = MappingProxyType({}),
    ) -> Subject:
        """Return the subject with other rows in its ledger, under what edits assume."""
        ledger = self.subject.ledger.of_rows(rows)
        assumed = frozenset(edit.new for edit in edits if edit.kind == "rule")
        return replace(
            self.subject, ledger=ledger, explains=False, others=others, truncating=assumed
        )


def _is_open(finding: Finding) -> bool:
    """Return whether a finding leaves a number open: not if it leaves it to another check."""
    left_to_another = finding.verdict is Verdict.NOT_TESTABLE and finding.could_fail
    return finding.verdict is not Verdict.CONSISTENT and not left_to_another


def _by_verdict(findings: Iterable[Finding]) -> dict[Verdict, set[Key]]:
    """Sort the keys of the findings that leave a number open."""
    found: dict[Verdict, set[Key]] = {verdict: set() for verdict in Verdict}
    for finding in filter(_is_open, findings):
        found[finding.verdict].add(key_of(finding))
    return found


def applied(rows: Sequence[Row], edits: Iterable[Edit]) -> list[Row]:
    """Return a ledger's rows with edits made; the rows themselves stay as they are."""
    changed = {row.position: row for row in rows}
    added: list[Row] = []
    for edit in edits:
        if edit.kind == "rule":
            continue
        if edit.kind == "missing" and edit.rows[0] in changed:
            added.append(changed[edit.rows[0]].for_scope("denominator").printing(edit.new))
            continue
        texts = (edit.new, edit.old) if edit.kind == "exchange" else (edit.new,) * len(edit.rows)
        for position, text in zip(edit.rows, texts, strict=True):
            if position in changed:
                changed[position] = _changed(changed[position], edit, text)
    return [*changed.values(), *added]


def _changed(row: Row, edit: Edit, text: str) -> Row:
    """Return a row with a new text, or a new resolution; a percent sign stays."""
    if edit.kind == "resolution":
        return row._replace(grain=text)
    percent = edit.kind != "exchange" and row.printed.endswith("%")
    return row.printing(text + ("%" if percent else ""))


def smallest_set(repairs: Sequence[Repair]) -> tuple[tuple[Repair, ...], bool]:
    """Return the fewest repairs that settle all that any does, and whether that is proven.

    It is not where more than :data:`BOUND` sets would have had to be tried.
    """
    wanted = frozenset().union(*(repair.settles for repair in repairs))
    sizes = range(1, len(repairs) + 1)
    sets = chain.from_iterable(combinations(repairs, size) for size in sizes)
    for chosen in islice(sets, BOUND):
        if frozenset().union(*(repair.settles for repair in chosen)) == wanted:
            return chosen, True
    return _greedy(repairs, wanted), not repairs


def _greedy(repairs: Sequence[Repair], wanted: frozenset[Key]) -> tuple[Repair, ...]:
    chosen: list[Repair] = []
    while wanted:
        best = max(repairs, key=lambda repair: len(repair.settles & wanted))
        chosen.append(best)
        wanted -= best.settles
    return tuple(chosen)
