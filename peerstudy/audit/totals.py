"""Totals: what must add up, and what can be no larger than what it is a part of."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from peerstudy.audit.explain import expand
from peerstudy.audit.finding import Finding, Severity, Verdict
from peerstudy.audit.fits import fits_loosely
from peerstudy.audit.registry import check
from peerstudy.audit.subject import Cell, Row, Subject, about
from peerstudy.printed import PERCENT, Interval, Rounding, interval


@check("SUM1", "Exclusive and exhaustive levels add up to their N")
def levels_add_up(subject: Subject) -> Iterator[Finding]:
    """Compare the sum of a variable's levels with the N's that are printed for it."""
    for scope, rows in _levels(subject).items():
        place, group, variable = scope
        row, total = rows[0], sum(row.whole or 0 for row in rows)
        stated = _stated_totals(subject, rows)
        shown = " + ".join(str(row.whole) for row in rows) + f" = {total}"
        details = {"item": " / ".join(part for part in scope if part), "level": "", "stat": "n",
                   "printed": ", ".join(row.printed for row in rows),
                   "possible": " or ".join(map(str, sorted(stated)))}
        matched = stated.get(total)
        if matched:
            yield about(row, "SUM1", Verdict.CONSISTENT, f"{shown}, {matched}.", **details)
        else:
            yield _uneven(subject, rows, total, stated, shown, details)


def _uneven(
    subject: Subject, rows: Sequence[Row], total: int, stated: dict[int, str], shown: str,
    details: dict[str, str],
) -> Finding:
    """Judge levels whose sum is no printed N."""
    row = rows[0]
    trait = subject.trait(row.variable)
    if not stated:
        return about(row, "SUM1", Verdict.NOT_TESTABLE, f"{shown}; no N is printed to compare.", **details)
    if trait.exclusive != "yes":
        return about(row, "SUM1", Verdict.NOT_TESTABLE,
                     f"{shown}; whether these levels overlap is not known.", **details)
    largest = max(stated)
    if total > largest:
        return about(row, "SUM1", Verdict.INCONSISTENT,
                     f"{shown}, more than {stated[largest]} ({largest}).", **details,
                     explanations=_off_by(total, largest))
    unprinted = set(trait.levels) - {row.level for row in rows}
    if trait.exhaustive != "yes" or unprinted:
        left = f" ({', '.join(sorted(unprinted))} not printed here)" if unprinted else ""
        return about(row, "SUM1", Verdict.NOT_TESTABLE, f"{shown}; not every level is printed{left}.",
                     **details)
    names = " or ".join(f"{name} ({n})" for n, name in sorted(stated.items()))
    nearest = min(stated, key=lambda n: abs(n - total))
    return about(row, "SUM1", Verdict.INCONSISTENT, f"{shown}, which is not {names}.", **details,
                 severity=Severity.MEDIUM, explanations=_off_by(total, nearest))


def _off_by(total: int, stated: int) -> tuple[str, ...]:
    if total > stated:
        return (f"some people counted twice, or a count too large by {total - stated}",)
    return (f"{stated - total} people without an answer, whose N is not printed",)


def _levels(subject: Subject) -> dict[tuple[str, str, str], list[Row]]:
    """Give the counts of each variable's levels, where there are two or more."""
    found: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in subject.rows:
        is_level = row.stat == "n" and row.variable and row.level
        if is_level and subject.trait(row.variable).kind != "event":
            found[row.scope].append(row)
    return {scope: rows for scope, rows in found.items()
            if len(rows) > 1 and all(row.whole is not None for row in rows)}


def _stated_totals(subject: Subject, rows: Sequence[Row]) -> dict[int, str]:
    """Give every N that a variable's levels may add up to, with what it is."""
    row = rows[0]
    as_whole = row._replace(level="", stat="n", item="")
    stated = {base.n: f"{base.name}" for base in subject.bases(as_whole)}
    return stated


@check("SUM2", "The percentages of exhaustive categories add up to 100 within their rounding")
def percentages_add_up(subject: Subject) -> Iterator[Finding]:
    """Add the intervals of a variable's percentages; no tolerance is fixed by hand."""
    for scope, cells in subject.cells_by_scope.items():
        if len(cells) < 2 or any(cell.percent.number is None for cell in cells):
            continue
        row = cells[0].percent
        low, high = _sum_interval(cells, subject.rounding)
        printed = sum((cell.percent.number.value for cell in cells if cell.percent.number), Fraction(0))
        shown = f"they add up to {expand(printed)} (between {expand(low)} and {expand(high)} before rounding)"
        details = {"item": " / ".join(part for part in scope if part), "level": "",
                   "printed": ", ".join(cell.percent.printed for cell in cells), "possible": "100"}
        refusal = _not_whole(subject, cells)
        if low <= PERCENT <= high:
            yield about(row, "SUM2", Verdict.CONSISTENT, f"{shown}.", **details)
        elif refusal:
            yield about(row, "SUM2", Verdict.NOT_TESTABLE, f"{shown}; {refusal}.", **details)
        else:
            yield _off_hundred(row, cells, shown, details)


def _sum_interval(cells: Sequence[Cell], rounding: Rounding) -> tuple[Fraction, Fraction]:
    intervals: list[Interval] = [
        interval(cell.percent.number, rounding) for cell in cells if cell.percent.number
    ]
    return (sum((i.low for i in intervals), Fraction(0)), sum((i.high for i in intervals), Fraction(0)))


def _not_whole(subject: Subject, cells: Sequence[Cell]) -> str | None:
    """Say why percentages need not add up to 100, if so."""
    row = cells[0].percent
    trait = subject.trait(row.variable)
    counts = [cell.count.whole for cell in cells if cell.count is not None and cell.count.whole is not None]
    total = sum(counts) if len(counts) == len(cells) else None
    used = {base.n for cell in cells for base in cell.bases}
    best = max(used, key=lambda n: sum(fits_loosely(cell, n, subject.rounding) for cell in cells),
               default=None)
    if total is not None and best is not None and total < best:
        return (f"{total} of the {best} they are of stand in these rows, "
                f"so {expand(Fraction(PERCENT * total, best), 2)} is expected")
    if trait.exclusive == "yes" and trait.exhaustive == "yes":
        unprinted = set(trait.levels) - {cell.percent.level for cell in cells}
        return f"{', '.join(sorted(unprinted))} not printed here" if unprinted else None
    if total is not None and total == best:
        return None
    return "whether the categories overlap or leave some out is not known"


def _off_hundred(
    row: Row, cells: Sequence[Cell], shown: str, details: dict[str, str]
) -> Finding:
    low, high = _sum_interval(cells, Rounding.TRUNCATED)
    truncated = low <= PERCENT <= high
    return about(row, "SUM2", Verdict.INCONSISTENT, f"{shown}, which is not 100.", **details,
                 severity=Severity.LOW if truncated else Severity.MEDIUM,
                 explanations=("truncated percentages fall short",) if truncated else
                 ("a percentage misprinted, a category left out or one counted twice",))


@check("SUM3", "The groups that a group is divided into add up to it")
def groups_add_up(subject: Subject) -> Iterator[Finding]:
    """Compare sizes, and the counts of each level, of a group and of its parts."""
    for parent, partition, parts in subject.children():
        if not partition:
            continue
        for key, whole in _quantities(subject, parent).items():
            pieces = [subject.by_quantity.get((part, *key)) for part in parts]
            values = [rows[0].whole for rows in pieces if rows]
            if len(values) < len(parts) or None in values:
                continue
            total = sum(value for value in values if value is not None)
            shown = " + ".join(map(str, values)) + f" = {total}"
            verdict = Verdict.CONSISTENT if total == whole.whole else Verdict.INCONSISTENT
            yield about(whole, "SUM3", verdict,
                        f"{', '.join(parts)}: {shown}; {parent or 'the sample'} has {whole.printed}.",
                        possible=str(total))


def _quantities(subject: Subject, group: str) -> dict[tuple[str, str, str], Row]:
    """Give the counts printed for a group, by variable, level and statistic."""
    return {
        key[1:]: rows[0] for key, rows in subject.by_quantity.items()
        if key[0] == group and key[3] == "n" and rows[0].whole is not None
        and subject.trait(key[1]).kind != "event"
    }


@check("SUM4", "A part is no larger than its whole")
def part_of_whole(subject: Subject) -> Iterator[Finding]:
    """Compare counts with their group's size, and sub-groups with the group they are in."""
    for row in subject.rows:
        if row.stat in ("n", "denominator", "missing") and row.variable and row.whole is not None:
            size = subject.size(row.group, row.place)
            if size is not None and subject.trait(row.variable).kind != "event":
                yield _compare(row, row.whole, size, f"the size of {row.group or 'the sample'}")
    for parent, _, parts in subject.children():
        for part in parts:
            for key, row in _quantities(subject, part).items():
                for whole in _distinct(subject.by_quantity.get((parent, *key), [])):
                    yield _compare(row, row.whole or 0, whole.whole or 0,
                                   f"what {whole.place or 'the same place'} prints for {parent}")


def _distinct(rows: Sequence[Row]) -> list[Row]:
    return list({row.whole: row for row in rows if row.whole is not None}.values())


def _compare(row: Row, part: int, whole: int, name: str) -> Finding:
    possible = f"0 to {whole}"
    if part < 0:
        return about(row, "SUM4", Verdict.INCONSISTENT, "A count cannot be negative.", possible=possible)
    if part <= whole:
        return about(row, "SUM4", Verdict.CONSISTENT, f"{part} is within {name}, {whole}.", possible=possible)
    return about(row, "SUM4", Verdict.INCONSISTENT, f"{part} is more than {name}, {whole}.",
                 possible=possible, severity=Severity.MEDIUM,
                 explanations=(f"{name} is {part} or more, or this count is smaller",))
