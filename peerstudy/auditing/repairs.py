"""Repairs: edits that were applied, after which the checks ran again.

An edit becomes a repair only if fewer findings are inconsistent with it and no
new one is. Only the rows that an edit touches are checked again: those of its
variable in every group and place, and the sizes of groups.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import pandas as pd

from peerstudy.auditing.edits import KINDS, Edit, candidate_edits
from peerstudy.auditing.finding import Finding, Verdict
from peerstudy.auditing.registry import Kind, all_checks, check_named
from peerstudy.auditing.subject import Subject
from peerstudy.ledger import Ledger

BOUND = 20_000
"""So many sets of repairs are tried before the smallest is no longer looked for."""
TRIES, SLIPS = 60, 10
"""So many edits are tried for a problem's variable, and slips of a digit found, before it ends."""

ROWS = 2_000
"""In a variable of more rows no edits are tried."""

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """An edit with what running the checks again showed.

    Attributes
    ----------
    edit : Edit
        What changes.
    settles : frozenset of tuple
        Keys of the findings that are consistent with it; see :func:`key_of`.
    """

    edit: Edit
    settles: frozenset[Key]


def key_of(finding: Finding) -> Key:
    """Return what makes a finding the same one after an edit: all but the number itself."""
    return (
        finding.check, finding.places, finding.groups, finding.variable, finding.level,
        finding.stat, finding.item,
    )  # fmt: skip


def decided_by_numbers(check: str) -> bool:
    """Return whether an edit of the ledger can change what a check finds."""
    return check_named(check).kind in (Kind.CONSISTENCY, Kind.NOTE)


class Workshop:
    """A subject in which edits are tried, the rows of one variable at a time."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self._found: dict[tuple[object, ...], set[Key]] = {}
        self.checks = [check for check in all_checks() if decided_by_numbers(check.code)]

    def repairs(self, variable: str, rows: Sequence[int]) -> list[Repair]:
        """Return the repairs among the edits of some rows, the simplest and widest first.

        Parameters
        ----------
        variable : str
            Whose rows they are; empty for sizes of groups.
        rows : sequence of int
            Positions of the rows that may be edited.
        """
        if len(self._part({variable})) > ROWS:
            return []
        found: list[Repair] = []
        for tried, edit in enumerate(candidate_edits(self.subject, rows)):
            slips = sum(repair.edit.kind == "digit" for repair in found)
            if tried == TRIES or (edit.kind == "digit" and slips == SLIPS):
                break
            touched = {self.subject.ledger.rows[row].variable for row in edit.rows}
            part = self._part({variable} | (touched if variable else set()))
            if settled := self.settled(part, self._before(part), [edit]):
                found.append(Repair(edit, settled))
        return sorted(found, key=lambda r: (-len(r.settles), KINDS.index(r.edit.kind)))

    def _part(self, variables: set[str]) -> pd.DataFrame:
        """Return the rows of some variables and of the groups' sizes; of no variable, all."""
        frame = self.subject.ledger.frame
        return frame if "" in variables else frame[frame["variable"].isin(["", *variables])]

    def _before(self, part: pd.DataFrame) -> set[Key]:
        """Return what is inconsistent in a part as it is, found once."""
        found = self._found.get(tuple(part.index))
        if found is None:
            found = self._found[tuple(part.index)] = self._verdicts(part)[Verdict.INCONSISTENT]
        return found

    def settled(
        self, part: pd.DataFrame, before: set[Key], edits: Sequence[Edit]
    ) -> frozenset[Key]:
        """Return which findings of a part of the ledger edits settle; none if they create one.

        A finding that an edit only makes untestable is not settled, and neither
        is anything where one is.
        """
        after = self._verdicts(applied(part, edits))
        open_still = after[Verdict.NOT_TESTABLE] | after[Verdict.CONDITIONAL]
        if not after[Verdict.INCONSISTENT] <= before or open_still & before:
            return frozenset()
        return frozenset(before - after[Verdict.INCONSISTENT])

    def after(self, edits: Iterable[Edit]) -> dict[Verdict, set[Key]]:
        """Return the keys of the whole ledger's findings, by verdict, with some edits made."""
        return self._verdicts(applied(self.subject.ledger.frame, edits))

    def _verdicts(self, frame: pd.DataFrame) -> dict[Verdict, set[Key]]:
        """Return the keys of all findings by their verdict."""
        ledger = self.subject.ledger
        changed = Ledger(frame, ledger.name, ledger.groups, ledger.traits)
        made = replace(self.subject, ledger=changed)
        found: dict[Verdict, set[Key]] = {verdict: set() for verdict in Verdict}
        for check in self.checks:
            for finding in check.found(made):
                found[finding.verdict].add(key_of(finding))
        return found


def applied(frame: pd.DataFrame, edits: Iterable[Edit]) -> pd.DataFrame:
    """Return a ledger's frame with edits made; the frame itself stays as it is."""
    changed = frame.copy()
    for edit in edits:
        if edit.kind == "exchange":
            changed.loc[list(edit.rows), edit.column] = [edit.new, edit.old]
            continue
        for row in changed.index.intersection(list(edit.rows)):
            percent = edit.column == "printed" and str(changed.at[row, "printed"]).endswith("%")
            changed.at[row, edit.column] = edit.new + ("%" if percent else "")
    return changed


def smallest_set(repairs: Sequence[Repair]) -> tuple[tuple[Repair, ...], bool]:
    """Return the fewest repairs that settle all that any of them settles.

    Returns
    -------
    tuple of Repair, bool
        The repairs, and whether fewer are proven impossible: False where more
        than :data:`BOUND` sets would have had to be tried.
    """
    wanted = frozenset().union(*(repair.settles for repair in repairs))
    tried = 0
    for size in range(1, len(repairs) + 1):
        for chosen in combinations(repairs, size):
            tried += 1
            if tried > BOUND:
                return _greedy(repairs, wanted), False
            if frozenset().union(*(repair.settles for repair in chosen)) == wanted:
                return chosen, True
    return (), True


def _greedy(repairs: Sequence[Repair], wanted: frozenset[Key]) -> tuple[Repair, ...]:
    chosen: list[Repair] = []
    while wanted:
        best = max(repairs, key=lambda repair: len(repair.settles & wanted))
        chosen.append(best)
        wanted -= best.settles
    return tuple(chosen)
