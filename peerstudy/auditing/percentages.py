"""Percentages: can each come from its count and the N it is of.

With its count printed, a percentage has one candidate per denominator, which
makes the check stronger than GRIM. A percentage is inconsistent only when no
denominator that the publication states, nor the sum of its categories, gives
it.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from peerstudy.auditing.denominators import strays
from peerstudy.auditing.explain_percent import explain_percent
from peerstudy.auditing.finding import UNEXPLAINED, About, Explained, Finding, Severity, Verdict
from peerstudy.auditing.fits import column_weight, fits, fits_loosely, informative, table_rules
from peerstudy.auditing.means import GRIM
from peerstudy.auditing.registry import OF_PEOPLE, check, found_before
from peerstudy.auditing.rows import Base, Cell
from peerstudy.auditing.slips import between, quotient, quotient_of
from peerstudy.auditing.subject import Subject
from peerstudy.ledger import MOST_TRIED, Row
from peerstudy.printed import PERCENT, Printed, Rounding
from peerstudy.printed.inverse import numerators, pass_share
from peerstudy.printed.rounding import interval, print_as
from peerstudy.printed.text import absence, upper_bound
from peerstudy.words import Message, Run, Said
from peerstudy.words.message import joined

OF_ANOTHER = "audit_percent.of_another"
"""The key of the reason where the check of denominators reports a percentage."""


OR = Message("common.or")


def why_absent(why: str | None) -> Message:
    """Return why a text stands for no exact number."""
    return Message(f"audit.absent_{(why or 'unreadable').replace(' ', '_')}")


def _of(count: int, base: Base) -> Message:
    return quotient_of(count, base)._replace(key="audit.quotient_of_stop")


@check("PCT1", GRIM, follows=("DEN1",), reads=OF_PEOPLE)
def reachable(subject: Subject) -> Iterator[Finding]:
    """Judge each percentage against its count and every denominator it may be of."""
    apart = {
        (each.places[0], "".join(each.groups), each.variable)
        for each in found_before(subject, "PCT1")
        if each.verdict is Verdict.INCONSISTENT
    }
    for cell in subject.cells:
        about = About(cell.percent, *cell.rows)
        if cell.percent.scope in apart and strays(cell, subject.rounding):
            yield _of_another(about, subject, cell)
        else:
            yield _judge(about, subject, cell)


def _judge(about: About, subject: Subject, cell: Cell) -> Finding:
    """Judge a percentage by what is printed beside it."""
    number, count = cell.percent.number, cell.count
    if number is None or (count is not None and count.number is None):
        return _unread(about, cell)
    if not 0 <= number.value <= PERCENT:
        reason = Message.of("audit_percent.outside", printed=Run(str(number)))
        why = Explained(_explain(subject, cell).texts)
        return about.inconsistent(reason, why, possible=between("0", "100"))
    if count is None:
        return _judge_alone(about, subject, cell, number)
    if count.whole is None:
        return _judge_fractional(about, subject, cell, count)
    if _sum_alone(subject, cell):
        return about.untestable(Message("audit_percent.sum_fits_few"))
    return _judge_counted(about, subject, cell, number, count.whole)


def _of_another(about: About, subject: Subject, cell: Cell) -> Finding:
    """Leave a percentage of another number than its variable's N to the check of denominators."""
    count, own = (cell.count.whole if cell.count else None) or 0, cell.own
    base = next(base for base in cell.bases if fits(cell, base.n, subject.rounding))
    values = {"n": own.n, "own": own.name} if own else {}
    reason = Message.of(OF_ANOTHER, quotient=quotient(count, base.n), name=base.name, **values)
    return about.untestable(reason, could_fail=True)


def _sum_alone(subject: Subject, cell: Cell) -> bool:
    """Return whether no N is printed, and the sum of the categories fits fewer than half."""
    if any(base.kind != "sum" for base in cell.bases) or not cell.bases:
        return False
    told = informative(subject.cells_by_scope[cell.percent.scope])
    fitting = sum(fits_loosely(each, cell.bases[0].n, subject.rounding) for each in told)
    return 2 * fitting < len(told)


def _unread(about: About, cell: Cell) -> Finding:
    """Judge a percentage that is a bound; refuse one that is no number."""
    row, count = cell.percent, cell.count
    most = upper_bound(row.printed)
    if most is not None and count is not None and count.whole is not None and cell.bases:
        base = max(cell.bases, key=lambda base: base.n)
        within = Fraction(PERCENT * count.whole, base.n) <= most.value
        judge = about.consistent if within else about.inconsistent
        reason = Message.of(
            "audit_percent.bound",
            quotient=quotient(count.whole, base.n),
            name=base.name,
            printed=Run(row.printed),
        )
        return judge(reason, possible=between("0", str(most)))
    unread = next(r for r in (row, count) if r is not None and r.number is None)
    reason = Message.of(
        "audit_percent.no_exact_number",
        printed=Run(repr(unread.printed)),
        why=why_absent(absence(unread.printed)),
    )
    return about.untestable(reason)


def _judge_counted(
    about: About, subject: Subject, cell: Cell, number: Printed, count: int
) -> Finding:
    """Judge a percentage by its count and every denominator it may be of."""
    if not cell.bases:
        return _judge_by_column(about, subject, cell, number, count)
    bases = [base for base in cell.bases if base.n >= count]
    if count < 0:
        return about.inconsistent(Message("audit.negative_count"))
    if not bases:
        largest = max(cell.bases, key=lambda base: base.n)
        values = {"n": count, "name": largest.name, "largest": largest.n}
        reason = Message.of("audit_percent.count_above", **values)
        return about.inconsistent(reason, Explained(_explain(subject, cell).texts))
    exact = [Fraction(PERCENT * count, base.n) for base in bases]
    printed = sorted({print_as(value, number.decimals) for value in exact})
    possible = joined(map(Run, printed), OR)
    chance = min(1.0, len(printed) / (PERCENT * 10**number.decimals + 1))
    truncates = table_rules(subject)[cell.percent.place].truncates
    for base in bases:
        for rule in (subject.rounding, Rounding.TRUNCATED) if truncates else (subject.rounding,):
            if count in numerators(number, base.n, rule):
                reason = _of(count, base)
                if rule is not subject.rounding:
                    reason = reason._replace(key="audit_percent.of_truncated")
                return about.consistent(reason, possible=possible, chance=chance)
    of = joined(
        (Message.of("audit.number_and_name", n=base.n, name=base.name) for base in bases), OR
    )
    shown = joined((quotient(count, base.n) for base in bases), "; ")
    values = {"printed": Run(str(number)), "n": count, "of": of, "shown": shown}
    reason = Message.of("audit_percent.cannot", **values)
    return about.inconsistent(reason, _explain(subject, cell), possible=possible, chance=chance)


def _judge_alone(about: About, subject: Subject, cell: Cell, number: Printed) -> Finding:
    """Judge a percentage printed without its count by whether any count gives it."""
    if not cell.bases:
        return about.untestable(Message("audit_percent.neither"))
    chance = float(max(pass_share(number.decimals, base.n) for base in cell.bases))
    if chance == 1:
        largest = max(base.n for base in cell.bases)
        reason = Message.of("audit_percent.any_possible", n=largest)
        return about.untestable(reason, chance=chance)
    for base in cell.bases:
        counts = numerators(number, base.n, subject.rounding)
        if counts:
            return about.consistent(_of(counts[0], base), chance=chance)
    base = cell.bases[0]
    below = int(number.value * base.n / PERCENT)
    near = joined((quotient(k, base.n) for k in (below, below + 1)), OR)
    of = joined((str(base.n) for base in cell.bases), OR)
    reason = Message.of("audit_percent.no_count", of=of, printed=Run(str(number)))
    why = Explained((Message.of("audit_percent.nearest", near=near),))
    return about.inconsistent(reason, why, possible=near, chance=chance)


def _judge_fractional(about: About, subject: Subject, cell: Cell, count: Row) -> Finding:
    """Judge a percentage whose count is no whole number."""
    reason = Message.of("audit_percent.fractional", printed=Run(count.printed))
    why = explain_percent(subject, cell)
    if not why.texts:
        return about.untestable(reason._replace(key="audit_percent.fractional_weighted"))
    return about.inconsistent(reason, why)


def _judge_by_column(
    about: About, subject: Subject, cell: Cell, number: Printed, count: int
) -> Finding:
    """Judge a percentage without any N by the N that its whole column fits."""
    row = cell.percent
    weight = column_weight(subject, row.place, row.group)
    if weight is None or not weight.strong:
        around = [_around(number, count, rule) for rule in (subject.rounding, Rounding.TRUNCATED)]
        if any(fitting for fitting, _ in around):
            return about.untestable(Message("audit_percent.no_n_in_column"))
        near = joined((quotient(count, n) for n in around[0][1]), "; ")
        reason = Message.of("audit_percent.no_n", printed=Run(str(number)), n=count, near=near)
        return about.inconsistent(reason, Explained(severity=Severity.MEDIUM))
    column = Message.of("audit_percent.column", n=weight.n, weight=weight.said())
    if any(count in numerators(number, n, subject.rounding) for n in weight.fitting):
        reason = Message.of(
            "audit_percent.of_column", quotient=quotient(count, weight.n), column=column
        )
        return about.consistent(reason)
    base = Base(weight.n, "inferred", Message("audit.column_fits"))
    shown = Run(str(number))
    reason = Message.of("audit_percent.cannot_column", printed=shown, n=count, column=column)
    alone = replace(cell, bases=(base,))
    why = explain_percent(subject, alone, siblings=_siblings(subject, row))
    return about.inconsistent(reason, why)


def _around(number: Printed, count: int, rule: Rounding) -> tuple[bool, list[int]]:
    """Return whether a count is so many percent of any N, and the N's that come nearest."""
    high = interval(number, rule).high
    n = int(PERCENT * count / high) if high > 0 else count
    near = [each for each in (n, n + 1) if each >= max(count, 1)]
    return any(count in numerators(number, each, rule) for each in near), near


def _explain(subject: Subject, cell: Cell) -> Explained:
    row = cell.percent
    if not subject.explains:
        return UNEXPLAINED
    elsewhere = [*_elsewhere(subject, row), *_counts(subject, row)]
    return explain_percent(subject, cell, elsewhere, _siblings(subject, row))


def _counts(subject: Subject, row: Row) -> Iterator[Base]:
    """Yield the first counts of other rows of its column, which it may be of."""
    for cell in subject.cells_by_column[row.place, row.group][:MOST_TRIED]:
        if cell.count is not None and cell.count.whole and cell.percent.where != row.where:
            what = subject.names.variable_and_level(cell.count)
            yield Base(cell.count.whole, "count", Message.of("audit.count_of", what=what))


def _elsewhere(subject: Subject, row: Row) -> list[Base]:
    """List other N's that it may be of: its group's, its variable's, and other groups' sizes."""
    found: dict[int, Base] = {}
    for others in (
        subject.ledger.totals_of_group[row.group],
        subject.ledger.totals_of_variable[row.variable],
    ):
        for other in (*others, *subject.ledger.totals_of_variable[""]):
            n = other.whole or 0
            if n not in found:
                found[n] = Base(n, "elsewhere", _name_elsewhere(subject, other))
    return list(found.values())


def _name_elsewhere(subject: Subject, other: Row) -> Said:
    what = subject.names.variable(other.variable)
    if not other.variable:
        return subject.size_of(other.group)
    if subject.names.is_sample(other.group):
        return Message.of("audit.printed_for_sample", what=what)
    group = subject.names.group(other.group)
    return Message.of("audit.printed_for_group", what=what, group=group)


def _siblings(subject: Subject, row: Row) -> Iterator[Cell]:
    """Yield the cells beside a percentage: its variable's other levels and other groups."""
    for cell in subject.cells_by_variable[row.place, row.variable]:
        if (cell.percent.group == row.group) != (cell.percent.level == row.level):
            yield cell
