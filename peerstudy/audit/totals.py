"""Totals: what must add up, and what can be no larger than what it is a part of."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from peerstudy.audit.finding import Finding, Severity, Verdict
from peerstudy.audit.fits import fits_loosely
from peerstudy.audit.registry import check
from peerstudy.audit.rows import Cell, Row
from peerstudy.audit.slips import expand
from peerstudy.audit.subject import Subject, about
from peerstudy.printed import PERCENT, Interval, Rounding, interval


@check("SUM1", "Exclusive and exhaustive levels add up to their N")
def levels_add_up(subject: Subject) -> Iterator[Finding]:
    """Compare the sum of a variable's levels with the N's that are printed for it."""
    for rows in _levels(subject):
        total = sum(row.whole or 0 for row in rows)
        row = rows[0].for_scope(printed=", ".join(row.printed for row in rows))
        stated = {base.n: base.name for base in subject.bases(row)}
        shown = " + ".join(str(row.whole) for row in rows) + f" = {total}"
        possible = " or ".join(map(str, sorted(stated)))
        refusal = _need_not_add_up(subject, rows, total, stated)
        if total in stated:
            reason = f"{shown}, {stated[total]}."
            yield about(row, "SUM1", Verdict.CONSISTENT, reason, possible=possible)
        elif refusal:
            reason = f"{shown}; {refusal}."
            yield about(row, "SUM1", Verdict.NOT_TESTABLE, reason, possible=possible)
        else:
            names = " or ".join(f"{n} ({name})" for n, name in sorted(stated.items()))
            nearest = min(stated, key=lambda n: abs(n - total))
            yield about(
                row,
                "SUM1",
                Verdict.INCONSISTENT,
                f"{shown}, which is not {names}.",
                possible=possible,
                severity=Severity.MEDIUM,
                explanations=(_off_by(total, nearest),),
            )


def _levels(subject: Subject) -> list[list[Row]]:
    """Give the counts of each variable's levels, where there are two or more."""
    found: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in subject.rows:
        if row.stat == "n" and row.variable and row.level and subject.counts_people(row.variable):
            found[row.scope].append(row)
    return [
        rows
        for rows in found.values()
        if len(rows) > 1 and all(row.whole is not None for row in rows)
    ]


def _need_not_add_up(
    subject: Subject, rows: Sequence[Row], total: int, stated: dict[int, str]
) -> str | None:
    """Say why levels need not add up to a printed N, if so."""
    trait = subject.trait(rows[0].variable)
    if not stated:
        return "no N is printed to compare"
    if trait.exclusive != "yes":
        return "whether these levels overlap is not known"
    if total > max(stated):
        return None
    unprinted = sorted(set(trait.levels) - {row.level for row in rows})
    if unprinted:
        return f"not every level is printed here ({', '.join(unprinted)})"
    return None if trait.exhaustive == "yes" else "whether these are all levels is not known"


def _off_by(total: int, stated: int) -> str:
    if total > stated:
        return f"some people counted twice, or a count too large by {total - stated}"
    return f"{stated - total} people without an answer, whose N is not printed"


@check("SUM2", "The percentages of exhaustive categories add up to 100 within their rounding")
def percentages_add_up(subject: Subject) -> Iterator[Finding]:
    """Add the intervals of a variable's percentages; no tolerance is fixed by hand."""
    for cells in subject.cells_by_scope.values():
        numbers = [cell.percent.number for cell in cells if cell.percent.number]
        if len(numbers) < 2 or len(numbers) < len(cells):
            continue
        row = cells[0].percent.for_scope(printed=", ".join(c.percent.printed for c in cells))
        low, high = _added(interval(number, subject.rounding) for number in numbers)
        printed = sum((number.value for number in numbers), Fraction(0))
        shown = (
            f"They add up to {expand(printed)} "
            f"(between {expand(low)} and {expand(high)} before rounding)"
        )
        refusal = _need_not_be_hundred(subject, cells)
        if low <= PERCENT <= high:
            yield about(row, "SUM2", Verdict.CONSISTENT, f"{shown}.", possible="100")
        elif refusal:
            reason = f"{shown}; {refusal}."
            yield about(row, "SUM2", Verdict.NOT_TESTABLE, reason, possible="100")
        else:
            cut = _added(interval(number, Rounding.TRUNCATED) for number in numbers)
            truncated = cut[0] <= PERCENT <= cut[1]
            text = (
                "truncated percentages fall short"
                if truncated
                else "a percentage misprinted, a category left out or one counted twice"
            )
            yield about(
                row,
                "SUM2",
                Verdict.INCONSISTENT,
                f"{shown}, which is not 100.",
                possible="100",
                severity=Severity.LOW if truncated else Severity.MEDIUM,
                explanations=(text,),
            )


def _added(intervals: Iterator[Interval]) -> tuple[Fraction, Fraction]:
    """Add intervals, taking them as closed."""
    ends = [(each.low, each.high) for each in intervals]
    return sum((low for low, _ in ends), Fraction(0)), sum((high for _, high in ends), Fraction(0))


def _need_not_be_hundred(subject: Subject, cells: Sequence[Cell]) -> str | None:
    """Say why percentages need not add up to 100, if so."""
    trait = subject.trait(cells[0].percent.variable)
    counts = [cell.count.whole for cell in cells if cell.count and cell.count.whole is not None]
    total = sum(counts) if len(counts) == len(cells) else None
    bases = {base.n for cell in cells for base in cell.bases}
    used = max(
        bases, key=lambda n: sum(fits_loosely(c, n, subject.rounding) for c in cells), default=None
    )
    if total is not None and used is not None and total < used:
        share = expand(Fraction(PERCENT * total, used), 2)
        return f"{total} of the {used} they are of stand in these rows, so {share} is expected"
    if trait.exclusive == "yes" and trait.exhaustive == "yes":
        unprinted = sorted(set(trait.levels) - {cell.percent.level for cell in cells})
        return f"not every level is printed here ({', '.join(unprinted)})" if unprinted else None
    if total is not None and total == used:
        return None
    return "whether the categories overlap or leave some out is not known"


@check("SUM3", "The groups that a group is divided into add up to it")
def groups_add_up(subject: Subject) -> Iterator[Finding]:
    """Compare sizes, and the counts of each level, of a group and of its parts."""
    for parent, partition, parts in subject.children():
        for key, whole in _counts(subject, parent).items() if partition else ():
            pieces = [subject.by_quantity.get((part, *key), [None])[0] for part in parts]
            values = [piece.whole for piece in pieces if piece and piece.whole is not None]
            if len(values) == len(parts):
                total = sum(values)
                shown = " + ".join(map(str, values)) + f" = {total}"
                yield about(
                    whole,
                    "SUM3",
                    Verdict.CONSISTENT if total == whole.whole else Verdict.INCONSISTENT,
                    f"{', '.join(parts)}: {shown}; {parent} has {whole.printed}.",
                    possible=str(total),
                )


def _counts(subject: Subject, group: str) -> dict[tuple[str, str, str], Row]:
    """Give the counts printed for a group, by variable, level and statistic."""
    return {
        key[1:]: rows[0]
        for key, rows in subject.by_quantity.items()
        if key[0] == group
        and key[3] == "n"
        and rows[0].whole is not None
        and subject.counts_people(key[1])
    }


@check("SUM4", "A part is no larger than its whole")
def part_of_whole(subject: Subject) -> Iterator[Finding]:
    """Compare counts with their group's size, and sub-groups with the group they are in."""
    for row in subject.rows:
        size = subject.size(row.group, row.place)
        counted = row.stat in ("n", "denominator", "missing") and row.variable
        if counted and row.whole is not None and size and subject.counts_people(row.variable):
            yield _compare(row, row.whole, size, f"the size of {row.group or 'the sample'}")
    for parent, _, parts in subject.children():
        for part in parts:
            for key, row in _counts(subject, part).items():
                for whole in subject.by_quantity.get((parent, *key), []):
                    if row.whole is not None and whole.whole is not None:
                        name = f"what {whole.place or 'the ledger'} prints for {parent}"
                        yield _compare(row, row.whole, whole.whole, name)


def _compare(row: Row, part: int, whole: int, name: str) -> Finding:
    possible = f"0 to {whole}"
    if 0 <= part <= whole:
        reason = f"{part} is within {name}, {whole}."
        return about(row, "SUM4", Verdict.CONSISTENT, reason, possible=possible)
    if part < 0:
        reason = "A count cannot be negative."
        return about(row, "SUM4", Verdict.INCONSISTENT, reason, possible=possible)
    return about(
        row,
        "SUM4",
        Verdict.INCONSISTENT,
        f"{part} is more than {name}, {whole}.",
        possible=possible,
        severity=Severity.MEDIUM,
        explanations=(f"{name} is {part} or more, or this count is smaller",),
    )
