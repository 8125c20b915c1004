"""Percentages: can each come from its count and the N it is of.

With its count printed, a percentage has one candidate per denominator, which
makes the check stronger than GRIM. A percentage is inconsistent only when no
denominator that the publication states, nor the sum of its categories, gives
it.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from peerstudy.audit.explain_percent import explain_percent
from peerstudy.audit.finding import Explained, Finding, Verdict
from peerstudy.audit.fits import column_weight, table_rules
from peerstudy.audit.registry import check
from peerstudy.audit.rows import Base, Cell, Row
from peerstudy.audit.slips import quotient
from peerstudy.audit.subject import Subject, about
from peerstudy.printed import (
    PERCENT,
    Printed,
    Rounding,
    absence,
    numerators,
    pass_share,
    print_as,
    upper_bound,
)

GRIM = "Brown & Heathers 2017, https://doi.org/10.1177/1948550616673876"


@check("PCT1", "A percentage can come from its count and a stated or summed denominator", GRIM)
def reachable(subject: Subject) -> Iterator[Finding]:
    """Judge each percentage against its count and every denominator it may be of."""
    truncating = {place for place, rule in table_rules(subject).items() if rule.truncates}
    for cell in subject.cells:
        number, count = cell.percent.number, cell.count
        if number is None or (count is not None and count.number is None):
            yield _unread(cell)
        elif not 0 <= number.value <= PERCENT:
            yield about(
                cell.percent,
                "PCT1",
                Verdict.INCONSISTENT,
                f"{number} is outside 0 to 100; a share of a group cannot be.",
                possible="0 to 100",
                explanations=_explain(subject, cell).texts,
            )
        elif count is None:
            yield _judge_alone(subject, cell, number)
        elif count.whole is None:
            yield _judge_fractional(subject, cell, count)
        elif cell.bases:
            rules = [subject.rounding]
            if cell.percent.place in truncating:
                rules.append(Rounding.TRUNCATED)
            yield _judge_counted(subject, cell, number, count.whole, rules)
        else:
            yield _judge_by_column(subject, cell, number, count.whole)


def _unread(cell: Cell) -> Finding:
    """Judge a percentage that is a bound; refuse one that is no number."""
    row, count = cell.percent, cell.count
    most = upper_bound(row.printed)
    if most is not None and count is not None and count.whole is not None and cell.bases:
        base = max(cell.bases, key=lambda base: base.n)
        within = Fraction(PERCENT * count.whole, base.n) <= most.value
        verdict = Verdict.CONSISTENT if within else Verdict.INCONSISTENT
        reason = f"{quotient(count.whole, base.n)} of {base.name}; printed as {row.printed}."
        return about(row, "PCT1", verdict, reason, possible=f"0 to {most}")
    unread = next(r for r in (row, count) if r is not None and r.number is None)
    reason = f"{unread.printed!r} stands for no exact number: {absence(unread.printed)}."
    return about(row, "PCT1", Verdict.NOT_TESTABLE, reason)


def _judge_counted(
    subject: Subject, cell: Cell, number: Printed, count: int, rules: Sequence[Rounding]
) -> Finding:
    """Judge a percentage by its count and every denominator it may be of."""
    row, bases = cell.percent, [base for base in cell.bases if base.n >= count]
    if count < 0:
        return about(row, "PCT1", Verdict.INCONSISTENT, "A count cannot be negative.")
    if not bases:
        largest = max(cell.bases, key=lambda base: base.n)
        reason = f"The count {count} is larger than {largest.name} ({largest.n})."
        texts = _explain(subject, cell).texts
        return about(row, "PCT1", Verdict.INCONSISTENT, reason, explanations=texts)
    exact = [Fraction(PERCENT * count, base.n) for base in bases]
    printed = sorted({print_as(value, number.decimals) for value in exact})
    possible = " or ".join(printed)
    chance = min(1.0, len(printed) / (PERCENT * 10**number.decimals + 1))
    for base in bases:
        for rule in rules:
            if count in numerators(number, base.n, rule):
                how = "" if rule is subject.rounding else ", truncated as in the rest of the table"
                reason = f"{quotient(count, base.n)} of {base.name}{how}."
                return about(
                    row, "PCT1", Verdict.CONSISTENT, reason, possible=possible, chance=chance
                )
    explained = _explain(subject, cell)
    of = " or ".join(f"{base.n} ({base.name})" for base in bases)
    shown = "; ".join(quotient(count, base.n) for base in bases)
    return about(
        row,
        "PCT1",
        Verdict.INCONSISTENT,
        f"{number} cannot come from {count} of {of}: {shown}.",
        possible=possible,
        chance=chance,
        explanations=explained.texts,
        severity=explained.severity,
    )


def _judge_alone(subject: Subject, cell: Cell, number: Printed) -> Finding:
    """Judge a percentage printed without its count by whether any count gives it."""
    row = cell.percent
    if not cell.bases:
        reason = "Neither a count nor a denominator is printed for it."
        return about(row, "PCT1", Verdict.NOT_TESTABLE, reason)
    chance = float(max(pass_share(number.decimals, base.n) for base in cell.bases))
    if chance == 1:
        largest = max(base.n for base in cell.bases)
        reason = f"Without its count, any percentage of {largest} to this precision is possible."
        return about(row, "PCT1", Verdict.NOT_TESTABLE, reason, chance=chance)
    for base in cell.bases:
        counts = numerators(number, base.n, subject.rounding)
        if counts:
            reason = f"{quotient(counts[0], base.n)} of {base.name}."
            return about(row, "PCT1", Verdict.CONSISTENT, reason, chance=chance)
    base = cell.bases[0]
    below = int(number.value * base.n / PERCENT)
    near = " or ".join(quotient(k, base.n) for k in (below, below + 1))
    return about(
        row,
        "PCT1",
        Verdict.INCONSISTENT,
        f"No count of {' or '.join(str(base.n) for base in cell.bases)} gives {number}.",
        possible=near,
        chance=chance,
        explanations=(f"nothing simple; nearest possible: {near}",),
    )


def _judge_fractional(subject: Subject, cell: Cell, count: Row) -> Finding:
    """Judge a percentage whose count is no whole number."""
    reason = f"The count is printed as {count.printed}, which is no whole number of people"
    explained = _explain(subject, cell)
    if not explained.texts:
        return about(cell.percent, "PCT1", Verdict.NOT_TESTABLE, f"{reason}; it may be weighted.")
    return about(
        cell.percent,
        "PCT1",
        Verdict.INCONSISTENT,
        f"{reason}.",
        explanations=explained.texts,
        severity=explained.severity,
    )


def _judge_by_column(subject: Subject, cell: Cell, number: Printed, count: int) -> Finding:
    """Judge a percentage without any N by the N that its whole column fits."""
    row = cell.percent
    weight = column_weight(subject, row.place, row.group)
    if weight is None or not weight.strong:
        reason = "No N is printed for it, and its column does not tell one."
        return about(row, "PCT1", Verdict.NOT_TESTABLE, reason)
    told = f"{weight.n}, which is printed nowhere but fits {weight}"
    if any(count in numerators(number, n, subject.rounding) for n in weight.fitting):
        reason = f"{quotient(count, weight.n)} of {told}."
        return about(row, "PCT1", Verdict.CONSISTENT, reason)
    inferred = Cell(row, cell.count, (Base(weight.n, "inferred", "the N that the column fits"),))
    explained = explain_percent(inferred, (), _siblings(subject, row), subject.rounding)
    return about(
        row,
        "PCT1",
        Verdict.INCONSISTENT,
        f"{number} cannot come from {count} of {told}.",
        explanations=explained.texts,
        severity=explained.severity,
    )


def _explain(subject: Subject, cell: Cell) -> Explained:
    row = cell.percent
    return explain_percent(
        cell, _elsewhere(subject, row), _siblings(subject, row), subject.rounding
    )


def _elsewhere(subject: Subject, row: Row) -> list[Base]:
    """List other N's that it may be of: its group's, its variable's, and other groups' sizes."""
    found: dict[int, Base] = {}
    for others in (subject.totals_of_group[row.group], subject.totals_of_variable[row.variable]):
        for other in (*others, *subject.totals_of_variable[""]):
            whose = other.group or "the sample"
            printed_for = f"the N printed for {other.variable} of {whose}"
            name = printed_for if other.variable else f"the size of {whose}"
            found.setdefault(other.whole or 0, Base(other.whole or 0, "elsewhere", name))
    return list(found.values())


def _siblings(subject: Subject, row: Row) -> Iterator[Cell]:
    """Yield the cells beside a percentage: its variable's other levels and other groups."""
    for cell in subject.cells_by_variable[row.place, row.variable]:
        if (cell.percent.group == row.group) != (cell.percent.level == row.level):
            yield cell
