"""Denominators: which N the percentages of a variable were really taken of.

A switch of denominators is one decision for a whole variable, so it is one
finding, with its weight, and not one for each cell.
"""

from collections.abc import Iterator, Sequence

from peerstudy.audit.finding import Finding, Severity, Verdict
from peerstudy.audit.fits import fits, fits_loosely, informative, weigh
from peerstudy.audit.registry import check
from peerstudy.audit.subject import Base, Cell, Subject, about


_HONEST = {
    "sum": "The others gave no answer, it seems.",
    "row": "These are row percentages.",
}


@check("DEN1", "The percentages of a variable are of the N that is printed for it")
def claimed(subject: Subject) -> Iterator[Finding]:
    """Compare the N that a variable claims with the N that its percentages fit."""
    for scope, cells in subject.cells_by_scope.items():
        own = next((cell.own for cell in cells if cell.own), None)
        telling = [cell for cell in informative(cells) if cell.own]
        row = cells[0].percent
        details = {"item": _item(scope), "level": "", "stat": "denominator",
                   "printed": str(own.n) if own else ""}
        if own is None or not telling:
            yield about(row, "DEN1", Verdict.NOT_TESTABLE,
                        "No percentage here tells one N from another.", **details)
            continue
        strays = [cell for cell in telling if _strays(cell, subject)]
        if not strays:
            fitting = sum(fits_loosely(cell, cell.own.n, subject.rounding) for cell in telling if cell.own)
            verdict = Verdict.CONSISTENT if fitting else Verdict.NOT_TESTABLE
            yield about(row, "DEN1", verdict,
                        f"{fitting} of {len(telling)} percentages fit {own.name}, {own.n}.", **details)
        else:
            yield _switch(subject, scope, cells, strays, own, details)


def _strays(cell: Cell, subject: Subject) -> bool:
    """Tell whether a percentage fits some stated or summed N but not the claimed one."""
    assert cell.own is not None
    if fits_loosely(cell, cell.own.n, subject.rounding):
        return False
    return any(fits(cell, base.n, subject.rounding) for base in cell.bases)


def _switch(
    subject: Subject, scope: tuple[str, str, str], cells: Sequence[Cell], strays: Sequence[Cell],
    own: Base, details: dict[str, str],
) -> Finding:
    """Report that percentages fit another N than the claimed one, and what that is worth."""
    bases = {base.n: base for cell in strays for base in cell.bases if base.n != own.n}
    counted = [cell for cell in cells if cell.count is not None and cell.percent.number is not None]

    def fitting(n: int) -> int:
        return sum(fits_loosely(cell, n, subject.rounding) for cell in counted)

    used = max(bases.values(), key=lambda base: fitting(base.n))
    weight = weigh(counted, subject.rounding, used.n)
    honest = used.kind == "row" or (used.kind == "sum" and own.kind == "group")
    reason = (f"{fitting(used.n)} of {len(counted)} percentages fit {used.name}, {used.n}; "
              f"{fitting(own.n)} fit {own.name}, {own.n}.")
    if weight is not None:
        rivals = len(weight.fitting)
        reason += (f" Of the whole numbers from {weight.low} to {weight.high}, "
                   f"{'only this one fits' if rivals == 1 else f'{rivals} fit'} as many.")
    if honest:
        return about(strays[0].percent, "DEN1", Verdict.CONSISTENT,
                     f"{reason} {_HONEST[used.kind]}",
                     **details, possible=str(used.n), severity=Severity.NOTE)
    return about(strays[0].percent, "DEN1", Verdict.INCONSISTENT, reason, **details,
                 possible=str(used.n), severity=Severity.MEDIUM,
                 chance=weight.chance if weight else float("nan"),
                 explanations=(f"the percentages are of {used.name} ({used.n}), not of {own.n}",))


@check("DEN2", "Every N that percentages were taken of is printed somewhere")
def printed_somewhere(subject: Subject) -> Iterator[Finding]:
    """Infer an N that is printed nowhere where the percentages tell one."""
    for scope, cells in subject.cells_by_scope.items():
        telling = [cell for cell in informative(cells) if cell.bases]
        lost = [cell for cell in telling
                if not any(fits_loosely(cell, base.n, subject.rounding) for base in cell.bases)]
        if not telling:
            continue
        row = cells[0].percent
        details = {"item": _item(scope), "level": "", "stat": "denominator", "printed": ""}
        if not lost:
            yield about(row, "DEN2", Verdict.CONSISTENT, "Every percentage fits a stated or summed N.",
                        **details)
            continue
        weight = weigh(telling, subject.rounding)
        if weight is None or weight.fits < len(telling) or len(telling) < 2:
            yield about(lost[0].percent, "DEN2", Verdict.NOT_TESTABLE,
                        f"{len(lost)} of {len(telling)} percentages fit no stated N, and no single "
                        "other N fits them all with the rest." if len(telling) > 1 else
                        "One percentage alone cannot tell an N.", **details)
        elif weight.strong:
            yield about(lost[0].percent, "DEN2", Verdict.INCONSISTENT,
                        f"{weight.n}, printed nowhere, fits {weight}.", **details,
                        possible=_span(weight.fitting), severity=Severity.MEDIUM, chance=weight.chance,
                        explanations=(f"{_span(weight.fitting)} people answered, and that N is not printed",))
        else:
            yield about(lost[0].percent, "DEN2", Verdict.NOT_TESTABLE,
                        f"A hint only: {_span(weight.fitting)}, printed nowhere, fits {weight}.",
                        **details, possible=_span(weight.fitting), severity=Severity.NOTE,
                        chance=weight.chance)


def _item(scope: tuple[str, str, str]) -> str:
    return " / ".join(part for part in scope if part)


def _span(numbers: Sequence[int]) -> str:
    """Write the numbers that an N may be."""
    if len(numbers) == numbers[-1] - numbers[0] + 1 and len(numbers) > 2:
        return f"{numbers[0]} to {numbers[-1]}"
    return " or ".join(map(str, numbers)) if len(numbers) < 5 else f"one of {len(numbers)} from {numbers[0]} to {numbers[-1]}"
