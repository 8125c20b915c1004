"""Totals: what must add up, and what can be no larger than what it is a part of."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from peerstudy.auditing.finding import About, Explained, Finding, Severity, explained
from peerstudy.auditing.fits import fits, fits_loosely, table_rules
from peerstudy.auditing.names import listed, place
from peerstudy.auditing.people import ASSESSED, EXCLUDED, stage_of
from peerstudy.auditing.registry import OF_PEOPLE, check
from peerstudy.auditing.rows import Cell
from peerstudy.auditing.slips import between
from peerstudy.auditing.subject import Subject
from peerstudy.frames.records import grouped
from peerstudy.ledger import COUNTS, EVERYBODY, Ledger, Row
from peerstudy.printed import PERCENT, Rounding
from peerstudy.printed.rounding import added, expand, interval
from peerstudy.words import Message, Run, Said
from peerstudy.words.message import joined

_OR = Message("common.or")
_SLIGHT = 50
"""Levels that may overlap are asked about where they exceed their N by one in so many, or by 1."""
_SHOWN = 6
"""Of the groups that are not stated to make up everybody, so many are named."""


@check("SUM1", reads=OF_PEOPLE)
def levels_add_up(subject: Subject) -> Iterator[Finding]:
    """Compare the sum of a variable's levels with the N's that are printed for it."""
    for rows in _levels(subject):
        total = sum(row.whole or 0 for row in rows)
        row = rows[0].for_scope()
        bases = subject.bases(row)
        stated = {base.n: base.name for base in bases}
        shown = Run(" + ".join(str(row.whole) for row in rows) + f" = {total}")
        possible = joined(map(str, sorted(stated)), _OR)
        about = About(row, *(base.row for base in bases), judged=rows, possible=possible)
        if total in stated:
            yield about.consistent(Message.of("audit_totals.sum_is", sum=shown, name=stated[total]))
        elif _slightly_more(subject, row, total, stated):
            most = max(stated)
            reason = Message.of("audit_totals.sum_more", sum=shown, n=most, name=stated[most])
            yield about.conditional(reason, severity=Severity.LOW)
        elif refusal := _need_not_add_up(subject, rows, total, stated):
            reason = Message.of("audit_totals.sum_but", sum=shown, why=refusal)
            yield About(row, judged=rows, possible=possible).untestable(reason)
        else:
            names = joined(
                (Message.of("audit.number_and_name", n=n, name=stated[n]) for n in sorted(stated)),
                _OR,
            )
            reason = Message.of("audit_totals.sum_is_not", sum=shown, names=names)
            nearest = min(stated, key=lambda n: abs(n - total))
            key = "counted_twice" if total > nearest else "without_answer"
            text = Message.of(f"audit_totals.{key}", n=abs(total - nearest))
            yield about.inconsistent(reason, explained([text]))


def _slightly_more(subject: Subject, row: Row, total: int, stated: dict[int, Said]) -> bool:
    """Return whether levels that may overlap add up to a little more than their N.

    Where people gave several answers, there are usually many more.
    """
    if not stated or subject.ledger.trait(row.variable).exclusive != "unknown":
        return False
    largest = max(stated)
    return largest < total <= largest + max(1, largest // _SLIGHT)


def _levels(subject: Subject) -> list[list[Row]]:
    """Return the counts of each variable's levels, where there are two or more."""
    counts = (
        row
        for row in subject.ledger.rows
        if row.stat == "n"
        and row.variable
        and row.level
        and subject.ledger.counts_people(row.variable)
    )
    return [
        rows
        for rows in grouped(counts, lambda row: row.scope).values()
        if len(rows) > 1 and all(row.whole is not None for row in rows)
    ]


def _need_not_add_up(
    subject: Subject, rows: Sequence[Row], total: int, stated: dict[int, Said]
) -> Message | None:
    """Return why levels need not add up to a printed N, if so."""
    trait = subject.ledger.trait(rows[0].variable)
    if not stated or not total:
        return Message("audit_totals.nobody" if stated else "audit_totals.no_n")
    if trait.exclusive != "yes":
        return Message("audit_totals.may_overlap")
    if total > max(stated):
        return None
    unprinted = _unprinted(subject, rows)
    if unprinted:
        return unprinted
    return None if trait.exhaustive == "yes" else Message("audit_totals.may_be_others")


def _unprinted(subject: Subject, rows: Sequence[Row]) -> Message | None:
    """Name the levels of a variable that are not among these rows, if any."""
    variable = rows[0].variable
    missing = sorted(set(subject.ledger.trait(variable).levels) - {row.level for row in rows})
    levels = listed(subject.names.level(variable, level) for level in missing)
    return Message.of("audit_totals.not_every_level", levels=levels) if missing else None


@check("SUM2", reads=OF_PEOPLE)
def percentages_add_up(subject: Subject) -> Iterator[Finding]:
    """Add the intervals of a variable's percentages; no tolerance is fixed by hand."""
    rules = table_rules(subject)
    for cells in subject.cells_by_scope.values():
        numbers = [cell.percent.number for cell in cells if cell.percent.number]
        if len(numbers) < 2 or len(numbers) < len(cells):
            continue
        rows = [cell.percent for cell in cells]
        row = rows[0].for_scope()
        rule = Rounding.TRUNCATED if rules[row.place].truncates else subject.rounding
        sums = added(interval(number, rule) for number in numbers)
        printed = sum((number.value for number in numbers), Fraction(0))
        low, high = Run(expand(sums.low)), Run(expand(sums.high))
        shown = Message.of("audit_totals.add_up", sum=Run(expand(printed)), low=low, high=high)
        about = About(row, judged=rows, possible="100")
        if PERCENT in sums:
            yield about.consistent(Message.of("audit.stop", text=shown))
        elif refusal := _need_not_be_hundred(subject, cells):
            yield about.untestable(Message.of("audit_totals.sum_but", sum=shown, why=refusal))
        else:
            reason = Message.of("audit_totals.not_hundred", sum=shown)
            why = explained([Message("audit_totals.misprinted")])
            if PERCENT in added(interval(number, Rounding.TRUNCATED) for number in numbers):
                why = Explained((Message("audit_totals.truncated"),), Severity.LOW)
            yield about.inconsistent(reason, why)


def _need_not_be_hundred(subject: Subject, cells: Sequence[Cell]) -> Message | None:
    """Return why percentages need not add up to 100, if so."""
    trait = subject.ledger.trait(cells[0].percent.variable)
    counts = [cell.count.whole for cell in cells if cell.count and cell.count.whole is not None]
    total = sum(counts) if len(counts) == len(cells) else None
    bases = {base.n for cell in cells for base in cell.bases}

    def fit(n: int) -> tuple[int, int]:
        """Count the percentages that an N gives: rounded or cut off, then rounded alone."""
        loose = sum(fits_loosely(cell, n, subject.rounding) for cell in cells)
        return loose, sum(fits(cell, n, subject.rounding) for cell in cells)

    used = max(bases, key=fit, default=None)
    if total is not None and used is not None and total < used:
        share = expand(Fraction(PERCENT * total, used), 2)
        return Message.of("audit_totals.expected", total=total, used=used, share=Run(share))
    if trait.exclusive == "yes" and trait.exhaustive == "yes":
        return _unprinted(subject, [cell.percent for cell in cells])
    if total is not None and total == used and 2 * fit(used)[0] > len(cells):
        return None
    return Message("audit_totals.categories_unclear")


@check("SUM3", reads=OF_PEOPLE)
def groups_add_up(subject: Subject) -> Iterator[Finding]:
    """Compare sizes, and the counts of each level, of a group and of its parts."""
    names = subject.names
    for whole, partition, parts in subject.divided("n"):
        values = [part.whole for part in parts.values() if part and part.whole is not None]
        of_people = whole.whole is not None and subject.ledger.counts_people(whole.variable)
        if partition and of_people and len(values) == len(parts):
            total = sum(values)
            reason = Message.of(
                "audit_totals.groups",
                parts=listed(map(names.group, parts)),
                sum=Run(" + ".join(map(str, values)) + f" = {total}"),
                parent=names.group(whole.group),
                printed=Run(whole.printed),
            )
            about = About(whole, *parts.values(), possible=str(total))
            judge = about.consistent if total == whole.whole else about.inconsistent
            yield judge(reason)
    yield from _undivided(subject)


def _undivided(subject: Subject) -> Iterator[Finding]:
    """Name the sizes beside everybody's that are not stated to make it up."""
    ledger = subject.ledger
    divided = {parent for parent, partition, _ in ledger.children() if partition}
    parts = {part for _, _, own in ledger.children() for part in own}
    everybody = _everybody(ledger)
    whole = ledger.size_row(everybody)
    beside = [
        size
        for group in ledger.sizes
        if group != everybody and group not in parts and (size := ledger.size_row(group))
    ]
    if whole is None or everybody in divided or not beside:
        return
    terms = " + ".join(size.printed for size in beside[:_SHOWN])
    total = sum(size.whole or 0 for size in beside)
    reason = Message.of(
        "audit_totals.not_stated_to_divide",
        parts=listed(subject.names.group(size.group) for size in beside[:_SHOWN]),
        sum=Run(f"{terms} + … = {total}" if len(beside) > _SHOWN else f"{terms} = {total}"),
        parent=subject.names.group(everybody),
        printed=Run(whole.printed),
        columns=Run("parent, partition"),
        file=Run("groups.csv"),
    )
    yield About(whole, *beside).untestable(reason)


def _everybody(ledger: Ledger) -> str:
    """Return the group of everybody: by its name, else what tables call their total."""
    if EVERYBODY in ledger.sizes or len(ledger.sizes) < 2:
        return EVERYBODY
    from peerstudy.readers.columns import is_total

    return next(filter(is_total, ledger.sizes), EVERYBODY)


def _counts(subject: Subject, group: str) -> dict[tuple[str, str, str], Row]:
    """Return the counts printed for a group, by variable, level and statistic."""
    return {
        key[1:]: row
        for key in subject.ledger.quantities_of[group]
        if key[3] == "n"
        and (row := subject.ledger.by_quantity[key][0]).whole is not None
        and subject.ledger.counts_people(key[1])
    }


@check("SUM4", reads=OF_PEOPLE)
def part_of_whole(subject: Subject) -> Iterator[Finding]:
    """Compare counts with their group's size, and sub-groups with the group they are in."""
    for row in subject.ledger.rows:
        size = subject.ledger.size_row(row.group, row.place)
        counted = row.stat in COUNTS and row.variable
        if (
            counted
            and row.whole is not None
            and size
            and size.whole
            and subject.ledger.counts_people(row.variable)
            and stage_of(row) not in (ASSESSED, EXCLUDED)
        ):
            yield _compare(row, size, subject.size_of(row.group))
    for parent, _, parts in subject.ledger.children():
        for part in parts:
            for key, row in _counts(subject, part).items():
                for whole in subject.ledger.by_quantity.get((parent, *key), []):
                    if row.whole is not None and whole.whole is not None:
                        name = Message.of(
                            "audit_totals.prints_for",
                            place=place(whole.place) if whole.place else _LEDGER,
                            group=subject.names.group(parent),
                        )
                        yield _compare(row, whole, name)


_LEDGER = Message("audit_totals.ledger")


def _share_up_to(most: int, digits: int) -> float:
    """Return how many of the numbers with so many digits are no larger than `most`."""
    first = 10 ** (digits - 1) if digits > 1 else 0
    numbers = 10**digits - first
    return float(min(1.0, (most - first + 1) / numbers))


def _compare(row: Row, of: Row, name: Said) -> Finding:
    part, whole = row.whole or 0, of.whole or 0
    about = About(row, of, possible=between("0", str(whole)))
    if 0 <= part <= whole:
        reason = Message.of("audit_totals.within", n=part, name=name, whole=whole)
        chance = _share_up_to(whole, len(str(part)))
        return about.consistent(reason, chance=chance, could_fail=chance < 1)
    if part < 0:
        return about.inconsistent(Message("audit.negative_count"))
    reason = Message.of("audit_totals.more", n=part, name=name, whole=whole)
    why = explained([Message.of("audit_totals.or_more", name=name, n=part)])
    return about.inconsistent(reason, why)
