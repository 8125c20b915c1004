"""Denominators: which N the percentages of a variable were really taken of.

A switch of denominators is one decision for a whole variable, so it is one
finding, with its weight, and not one for each cell.
"""

from collections.abc import Iterator, Sequence

from peerstudy.audit.finding import Finding, Severity, Verdict
from peerstudy.audit.fits import Weight, fits, fits_loosely, informative, weigh
from peerstudy.audit.registry import check
from peerstudy.audit.rows import Base, Cell
from peerstudy.audit.subject import Subject, about
from peerstudy.printed import Rounding

_HONEST = {
    "sum": "The others gave no answer, it seems.",
    "row": "These are row percentages.",
}


@check("DEN1", "The percentages of a variable are of the N that is printed for it")
def claimed(subject: Subject) -> Iterator[Finding]:
    """Compare the N that a variable claims with the N that its percentages fit."""
    for cells in subject.cells_by_scope.values():
        own = next((cell.own for cell in cells if cell.own), None)
        telling = [cell for cell in informative(cells) if cell.own]
        row = cells[0].percent.for_scope(stat="denominator", printed=str(own.n) if own else "")
        strays = [cell for cell in telling if _strays(cell, subject.rounding)]
        if own is None or not telling:
            reason = "No percentage here tells one N from another."
            yield about(row, "DEN1", Verdict.NOT_TESTABLE, reason)
        elif strays:
            row = row._replace(source=strays[0].percent.source)
            used = _used(cells, strays, own, subject.rounding)
            weight = weigh(cells, subject.rounding, used.n)
            reason = _comparison(cells, own, used, weight, subject.rounding)
            chance = weight.chance if weight else float("nan")
            details = {"possible": str(used.n), "chance": chance}
            if used.kind == "row" or (used.kind == "sum" and own.kind == "group"):
                reason, details["severity"] = f"{reason} {_HONEST[used.kind]}", Severity.NOTE
                yield about(row, "DEN1", Verdict.CONSISTENT, reason, **details)
            else:
                text = f"the percentages are of {used.name} ({used.n}), not of {own.n}"
                details |= {"severity": Severity.MEDIUM, "explanations": (text,)}
                yield about(row, "DEN1", Verdict.INCONSISTENT, reason, **details)
        else:
            count = _count(telling, own.n, subject.rounding)
            verdict = Verdict.CONSISTENT if count else Verdict.NOT_TESTABLE
            reason = f"{count} of {len(telling)} percentages fit {own.n}, {own.name}."
            yield about(row, "DEN1", verdict, reason)


def _strays(cell: Cell, rounding: Rounding) -> bool:
    """Tell whether a percentage fits some stated or summed N but not the claimed one."""
    if cell.own is None or fits_loosely(cell, cell.own.n, rounding):
        return False
    return any(fits(cell, base.n, rounding) for base in cell.bases)


def _used(cells: Sequence[Cell], strays: Sequence[Cell], own: Base, rounding: Rounding) -> Base:
    """Give the denominator, other than the claimed one, that most percentages fit."""
    others = {base.n: base for cell in strays for base in cell.bases if base.n != own.n}
    return max(others.values(), key=lambda base: _count(cells, base.n, rounding))


def _count(cells: Sequence[Cell], n: int, rounding: Rounding) -> int:
    return sum(fits_loosely(cell, n, rounding) for cell in cells)


def _comparison(
    cells: Sequence[Cell], own: Base, used: Base, weight: Weight | None, rounding: Rounding
) -> str:
    """Say how many percentages fit each denominator, and what that is worth."""
    told = [
        f"{_count(cells, base.n, rounding)} of {len(cells)} percentages fit {base.n}, {base.name}"
        for base in (used, own)
    ]
    text = "; ".join(told) + "."
    if weight is None:
        return text
    rivals = len(weight.fitting)
    many = f"only {used.n} fits" if rivals == 1 else f"{rivals} fit"
    return f"{text} Of the whole numbers from {weight.low} to {weight.high}, {many} as many."


@check("DEN2", "Every N that percentages were taken of is printed somewhere")
def printed_somewhere(subject: Subject) -> Iterator[Finding]:
    """Infer an N that is printed nowhere where the percentages tell one."""
    for cells in subject.cells_by_scope.values():
        telling = [cell for cell in informative(cells) if cell.bases]
        lost = [cell for cell in telling if not _found(cell, subject.rounding)]
        if not telling:
            continue
        row = (lost or telling)[0].percent.for_scope(stat="denominator", printed="")
        if not lost:
            reason = "Every percentage fits a stated or summed N."
            yield about(row, "DEN2", Verdict.CONSISTENT, reason)
            continue
        weight = weigh(telling, subject.rounding)
        if len(telling) < 2 or weight is None or weight.fits < len(telling):
            reason = (
                f"{len(lost)} of {len(telling)} percentages fit no stated N, and no other N "
                f"{'is told by one alone' if len(telling) < 2 else 'fits them all'}."
            )
            yield about(row, "DEN2", Verdict.NOT_TESTABLE, reason)
            continue
        span = _span(weight.fitting)
        reason = f"{span}, printed nowhere, fits {weight}."
        details = {"possible": span, "chance": weight.chance}
        if weight.strong:
            texts = (f"{span} people answered, and that N is not printed",)
            details |= {"severity": Severity.MEDIUM, "explanations": texts}
            yield about(row, "DEN2", Verdict.INCONSISTENT, reason, **details)
        else:
            details |= {"severity": Severity.NOTE}
            yield about(row, "DEN2", Verdict.NOT_TESTABLE, f"A hint only: {reason}", **details)


def _found(cell: Cell, rounding: Rounding) -> bool:
    return any(fits_loosely(cell, base.n, rounding) for base in cell.bases)


def _span(numbers: Sequence[int]) -> str:
    """Write the numbers that an N may be."""
    first, last = numbers[0], numbers[-1]
    if len(numbers) > 2 and len(numbers) == last - first + 1:
        return f"{first} to {last}"
    if len(numbers) < 5:
        return " or ".join(map(str, numbers))
    return f"one of {len(numbers)} from {first} to {last}"
