"""Percentages: can each come from its count, and how was the table rounded?

With its count printed, a percentage has one candidate per denominator, which
makes the check stronger than GRIM. A percentage is inconsistent only when no
denominator that the publication states, nor the sum of the categories, gives
it.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from peerstudy.audit.explain import Explained, explain_percent, quotient
from peerstudy.audit.finding import Finding, Severity, Verdict
from peerstudy.audit.fits import column_weight, table_rules
from peerstudy.audit.registry import check
from peerstudy.audit.subject import Base, Cell, Row, Subject, about
from peerstudy.printed import PERCENT, Rounding, absence, numerators, pass_share, print_as, upper_bound

GRIM = "Brown & Heathers 2017, https://doi.org/10.1177/1948550616673876"


@check("PCT1", "A percentage can come from its count and a stated or summed denominator", GRIM)
def reachable(subject: Subject) -> Iterator[Finding]:
    """Judge each percentage against its count and every denominator it may be of."""
    truncating = {place for place, rule in table_rules(subject).items() if rule.truncates}
    for cell in subject.cells:
        rule = Rounding.TRUNCATED if cell.percent.place in truncating else subject.rounding
        yield _judge(subject, cell, rule)


def _judge(subject: Subject, cell: Cell, rule: Rounding) -> Finding:
    """Give the verdict on one percentage."""
    row = cell.percent
    most = upper_bound(row.printed)
    if most is not None and cell.count is not None and cell.count.whole is not None and cell.bases:
        return _judge_bound(cell, cell.count.whole, most.value)
    refusal = _untestable(cell)
    if refusal:
        return about(row, "PCT1", Verdict.NOT_TESTABLE, refusal)
    assert row.number is not None
    if not 0 <= row.number.units <= PERCENT * 10**row.number.decimals:
        return about(row, "PCT1", Verdict.INCONSISTENT,
                     f"{row.printed} is outside 0 to 100; a share of a group cannot be.",
                     possible="0 to 100", explanations=_explain(subject, cell).texts)
    if cell.count is None:
        return _judge_alone(subject, cell)
    if cell.count.whole is None:
        return _judge_fractional(subject, cell)
    if cell.count.whole < 0:
        return about(row, "PCT1", Verdict.INCONSISTENT, "A count cannot be negative.",
                     possible="0 or more")
    if not cell.bases:
        return _judge_without_base(subject, cell)
    return _judge_counted(subject, cell, rule)


def _untestable(cell: Cell) -> str | None:
    """Say why a percentage cannot be judged, if so."""
    for row in (cell.percent, cell.count):
        if row is not None and row.number is None:
            why = absence(row.printed)
            return f"{row.printed!r} is {'' if why == 'a bound' else 'not a number: '}{why}."
    if cell.count is None and not cell.bases:
        return "Neither a count nor a denominator is printed for it."
    return None


def _judge_counted(subject: Subject, cell: Cell, rule: Rounding) -> Finding:
    """Judge a percentage by its count and every denominator it may be of."""
    row, count = cell.percent, cell.count
    assert row.number is not None and count is not None and count.whole is not None
    bases = [base for base in cell.bases if base.n >= count.whole]
    printed = {print_as(Fraction(PERCENT * count.whole, base.n), row.number.decimals) for base in bases}
    details = {
        "possible": " or ".join(sorted(printed)) if bases else "",
        "chance": min(1.0, len(printed) / (PERCENT * 10**row.number.decimals + 1)),
    }
    if not bases:
        largest = max(cell.bases, key=lambda base: base.n)
        return about(row, "PCT1", Verdict.INCONSISTENT,
                     f"The count {count.whole} is larger than {largest.name} ({largest.n}).",
                     explanations=_explain(subject, cell).texts **details)
    for base in bases:
        for used in dict.fromkeys((subject.rounding, rule)):
            if count.whole in numerators(row.number, base.n, used):
                how = ", truncated as in the rest of the table" if used != subject.rounding else ""
                reason = f"{quotient(count.whole, base.n)} of {base.name}{how}."
                return about(row, "PCT1", Verdict.CONSISTENT, reason, **details)
    shown = "; ".join(quotient(count.whole, base.n) for base in bases)
    explained = _explain(subject, cell)
    return about(row, "PCT1", Verdict.INCONSISTENT,
                 f"{row.printed} cannot come from {count.whole} of {_either(bases)}: {shown}.",
                 explanations=explained.texts, severity=explained.severity, **details)


def _judge_bound(cell: Cell, count: int, most: Fraction) -> Finding:
    """Judge a percentage printed as less than something."""
    base = max(cell.bases, key=lambda base: base.n)
    verdict = Verdict.CONSISTENT if Fraction(PERCENT * count, base.n) <= most else Verdict.INCONSISTENT
    return about(cell.percent, "PCT1", verdict,
                 f"{quotient(count, base.n)} of {base.name}; printed as {cell.percent.printed}.",
                 possible=f"0 to {most}")


def _judge_alone(subject: Subject, cell: Cell) -> Finding:
    """Judge a percentage printed without its count."""
    row = cell.percent
    assert row.number is not None
    share = max(pass_share(row.number.decimals, base.n) for base in cell.bases)
    if share == 1:
        return about(row, "PCT1", Verdict.NOT_TESTABLE,
                     f"Without its count, a percentage to {row.number.decimals} decimals of "
                     f"{max(base.n for base in cell.bases)} could be anything.", chance=1.0)
    for base in cell.bases:
        counts = numerators(row.number, base.n, subject.rounding)
        if counts:
            return about(row, "PCT1", Verdict.CONSISTENT,
                         f"{quotient(counts[0], base.n)} of {base.name}.", chance=float(share))
    base = cell.bases[0]
    below = int(row.number.value * base.n / PERCENT)
    near = " or ".join(quotient(k, base.n) for k in (below, below + 1))
    return about(row, "PCT1", Verdict.INCONSISTENT,
                 f"No count of {_either(cell.bases)} gives {row.printed}.", possible=near,
                 explanations=(f"nearest possible: {near}",), chance=float(share))


def _judge_fractional(subject: Subject, cell: Cell) -> Finding:
    """Judge a percentage whose count is no whole number."""
    assert cell.count is not None
    explained = _explain(subject, cell)
    if explained.texts:
        return about(cell.percent, "PCT1", Verdict.INCONSISTENT,
                     f"The count is printed as {cell.count.printed}, which is no whole number.",
                     explanations=explained.texts, severity=explained.severity)
    return about(cell.percent, "PCT1", Verdict.NOT_TESTABLE,
                 f"The count is printed as {cell.count.printed}; counts of people are whole, "
                 "so it may be weighted.")


def _judge_without_base(subject: Subject, cell: Cell) -> Finding:
    """Judge a percentage with a count but no N, by the N that its column fits."""
    row, count = cell.percent, cell.count
    assert row.number is not None and count is not None and count.whole is not None
    weight = column_weight(subject, row.place, row.group)
    if weight is None or not weight.strong:
        return about(row, "PCT1", Verdict.NOT_TESTABLE,
                     "No N is printed for it, and its column does not tell one.")
    if any(count.whole in numerators(row.number, n, subject.rounding) for n in weight.fitting):
        return about(row, "PCT1", Verdict.CONSISTENT,
                     f"{quotient(count.whole, weight.n)} of {weight.n}, printed nowhere but fitting {weight}.")
    inferred = Cell(row, count, (Base(weight.n, "inferred", "the N that the column fits"),))
    explained = explain_percent(inferred, (), _siblings(subject, row), subject.rounding)
    return about(row, "PCT1", Verdict.INCONSISTENT,
                 f"{row.printed} cannot come from {count.whole} of {weight.n}, which is printed "
                 f"nowhere but fits {weight}.",
                 explanations=explained.texts, severity=explained.severity)


def _explain(subject: Subject, cell: Cell) -> Explained:
    return explain_percent(cell, _elsewhere(subject, cell.percent), _siblings(subject, cell.percent), subject.rounding)


def _elsewhere(subject: Subject, row: Row) -> list[Base]:
    """List other N's that it may be of: its group's, its variable's, and other groups' sizes."""
    found: dict[int, Base] = {}
    for other in subject.totals:
        if other.group == row.group or other.variable in ("", row.variable):
            whose = other.group or "the sample"
            name = f"the N printed for {other.variable} of {whose}" if other.variable else f"the size of {whose}"
            found.setdefault(other.whole or 0, Base(other.whole or 0, "elsewhere", name))
    return sorted(found.values(), key=lambda base: not base.name.endswith(row.group))


def _siblings(subject: Subject, row: Row) -> Iterator[Cell]:
    """Yield the cells beside a percentage: its variable's other levels and other groups."""
    for scope, cells in subject.cells_by_scope.items():
        if (scope[0], scope[2]) == (row.place, row.variable):
            for cell in cells:
                if (cell.percent.group == row.group) != (cell.percent.level == row.level):
                    yield cell


def _either(bases: Sequence[Base]) -> str:
    return " or ".join(f"{base.n} ({base.name})" for base in bases)


@check("PCT2", "All percentages of a table follow one rounding rule")
def one_rule(subject: Subject) -> Iterator[Finding]:
    """Name the rounding rule that a table follows and the percentages that break it."""
    for place, rule in table_rules(subject).items():
        first = next(cell.percent for cell in subject.cells if cell.percent.place == place)
        details = {"item": place, "group": "", "variable": "", "level": "", "printed": "",
                   "source": first.source}
        telling = len(rule.rounded) + len(rule.truncated)
        counts = (f"{len(rule.rounded)} fit only rounding, {len(rule.truncated)} only truncation, "
                  f"{rule.indifferent} both")
        if not telling:
            yield about(first, "PCT2", Verdict.NOT_TESTABLE,
                        f"No percentage tells rounding and truncation apart ({counts}).", **details)
        elif not rule.truncated:
            yield about(first, "PCT2", Verdict.CONSISTENT, f"Rounded: {counts}.", **details)
        elif rule.truncates:
            yield about(first, "PCT2", Verdict.CONSISTENT, f"Truncated: {counts}.",
                        **details | {"severity": Severity.NOTE})
        else:
            breaking = "; ".join(_named(cell) for cell in rule.truncated)
            how = "The table rounds" if rule.rounded else "Too few tell which rule the table follows"
            yield about(first, "PCT2", Verdict.INCONSISTENT,
                        f"{how}: {counts}. Truncated: {breaking}.",
                        **details | {"severity": Severity.LOW,
                                     "printed": ", ".join(cell.percent.printed for cell in rule.truncated),
                                     "explanations": ("these percentages were cut off, not rounded",)})


def _named(cell: Cell) -> str:
    row = cell.percent
    return f"{row.printed} ({' '.join(part for part in (row.group, row.level or row.variable) if part)})"


@check("PCT3", "The percentages of a variable are printed to the same number of decimals")
def same_decimals(subject: Subject) -> Iterator[Finding]:
    """Note where decimals are mixed: each percentage is still judged to its own."""
    for cells in subject.cells_by_scope.values():
        numbers = [(cell.percent.number.decimals, cell.percent) for cell in cells if cell.percent.number]
        if len(numbers) < 2:
            continue
        row = cells[0].percent
        decimals = sorted({number for number, _ in numbers})
        printed = ", ".join(row.printed for _, row in numbers)
        if len(decimals) == 1:
            yield about(row, "PCT3", Verdict.CONSISTENT, f"All to {decimals[0]} decimals.",
                        item=f"{row.place} {row.group} {row.variable}", level="", printed=printed)
        else:
            shown = " and ".join(map(str, decimals))
            yield about(row, "PCT3", Verdict.CONSISTENT,
                        f"Decimals are mixed ({shown}); each percentage was judged to its own.",
                        item=f"{row.place} {row.group} {row.variable}", level="",
                        printed=printed, severity=Severity.NOTE)
