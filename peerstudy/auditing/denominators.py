"""Denominators: which N the percentages of a variable were really taken of.

A switch of denominators is one decision for a whole variable, so it is one
finding, with its weight, and not one for each cell.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from peerstudy.auditing.finding import About, Explained, Finding, Severity
from peerstudy.auditing.fits import (
    ENOUGH,
    MISSING,
    Weight,
    fits,
    fits_loosely,
    fits_some,
    informative,
    weigh,
)
from peerstudy.auditing.registry import OF_PEOPLE, check
from peerstudy.auditing.rows import Base, Cell
from peerstudy.auditing.slips import between
from peerstudy.auditing.subject import Subject
from peerstudy.ledger import Row
from peerstudy.printed import Rounding
from peerstudy.words import Message, Said, joined


@check("DEN1", reads=OF_PEOPLE)
def claimed(subject: Subject) -> Iterator[Finding]:
    """Compare the N that a variable claims with the N that its percentages fit."""
    for cells in subject.cells_by_scope.values():
        own = next((cell.own for cell in cells if cell.own), None)
        telling = [cell for cell in informative(cells) if cell.own]
        row = cells[0].percent.for_scope(stat="denominator")
        claim = own.row if own else None
        printed = (claim.printed,) if claim else ()
        sources = (claim.source if claim else row.source,)
        about = About(row, claim, *_rows(cells), printed=printed, sources=sources)
        stray = [cell for cell in telling if strays(cell, subject.rounding)]
        if own is None or not telling:
            yield about.untestable(Message("audit_denominators.tells_nothing"))
        elif stray:
            used = _used(cells, stray, own, subject.rounding)
            weight = weigh(cells, subject.rounding, used.n)
            reason = _comparison(cells, own, used, weight, subject.rounding)
            chance = weight.chance if weight else float("nan")
            fit: dict[str, Any] = {"possible": str(used.n), "chance": chance}
            summed = used.kind == "sum" and own.kind == "group"
            if used.kind == "row" or (summed and _of_sum(telling, used, own, subject.rounding)):
                why_not = "row_percentages" if used.kind == "row" else "others_unanswered"
                honest = Message.of(f"audit_denominators.{why_not}", told=reason)
                yield about.consistent(honest, **fit, severity=Severity.NOTE)
                continue
            values = {"name": used.name, "n": used.n, "claimed": own.n}
            text = Message.of("audit_denominators.are_of", **values)
            weak = used.kind == "nested" or (summed and len(telling) < ENOUGH)
            if summed:
                fit["printed"] = (*printed, *(each.percent.printed for each in stray))
                text = Message.of("audit_denominators.mixed", sum=used.n, claimed=own.n)
            why = Explained((text,), Severity.LOW if weak else Severity.MEDIUM)
            yield about.inconsistent(reason, why, **fit)
        else:
            count = _count(telling, own.n, subject.rounding)
            reason = _fit(count, len(telling), own)._replace(key="audit_denominators.fit_stop")
            yield about.consistent(reason) if count else about.untestable(reason)


def _rows(cells: Sequence[Cell]) -> tuple[Row, ...]:
    return tuple(row for cell in cells for row in (cell.percent, cell.count) if row)


def _of_sum(cells: Sequence[Cell], used: Base, own: Base, rounding: Rounding) -> bool:
    """Return whether a variable is of its sum as a whole, and no cell of the group alone."""
    return all(
        fits_loosely(cell, used.n, rounding)
        for cell in cells
        if fits_loosely(cell, own.n, rounding) or strays(cell, rounding)
    )


def _fit(count: int, of: int, base: Base) -> Message:
    return Message.of("audit_denominators.fit", n=count, of=of, base=base.n, name=base.name)


def strays(cell: Cell, rounding: Rounding) -> bool:
    """Return whether a percentage fits some stated or summed N but not the claimed one."""
    if cell.own is None or fits_loosely(cell, cell.own.n, rounding):
        return False
    return any(fits(cell, base.n, rounding) for base in cell.bases)


def _used(cells: Sequence[Cell], stray: Sequence[Cell], own: Base, rounding: Rounding) -> Base:
    """Return the denominator, other than the claimed one, that most percentages fit."""
    others = {base.n: base for cell in stray for base in cell.bases if base.n != own.n}
    return max(others.values(), key=lambda base: _count(cells, base.n, rounding))


def _count(cells: Sequence[Cell], n: int, rounding: Rounding) -> int:
    return sum(fits_loosely(cell, n, rounding) for cell in cells)


def _comparison(
    cells: Sequence[Cell], own: Base, used: Base, weight: Weight | None, rounding: Rounding
) -> Message:
    """Return how many percentages fit each denominator, and what that is worth."""
    first, second = (
        _fit(_count(cells, base.n, rounding), len(cells), base) for base in (used, own)
    )
    values: dict[str, Any] = {"first": first, "second": second}
    if weight is None:
        return Message.of("audit_denominators.compared", **values)
    values |= {"low": weight.low, "high": weight.high}
    if len(weight.fitting) == 1:
        return Message.of("audit_denominators.compared_alone", **values, used=used.n)
    return Message.of("audit_denominators.compared_many", **values, n=len(weight.fitting))


@check("DEN2", reads=OF_PEOPLE)
def printed_somewhere(subject: Subject) -> Iterator[Finding]:
    """Infer an N that is printed nowhere where the percentages tell one."""
    for cells in subject.cells_by_scope.values():
        telling = [cell for cell in informative(cells) if cell.bases]
        lost = [cell for cell in telling if not fits_some(cell, subject.rounding)]
        if not telling:
            continue
        row = (lost or telling)[0].percent.for_scope(stat="denominator")
        about = About(row, *_rows(cells))
        if not lost:
            yield about.consistent(Message("audit_denominators.all_fit"))
            continue
        weight = weigh(telling, subject.rounding)
        if len(telling) < 2 or weight is None or weight.fits < len(telling):
            alone = len(telling) < 2
            key = "audit_denominators.none_told" if alone else "audit_denominators.none_fits"
            yield about.untestable(Message.of(key, n=len(lost), of=len(telling)))
            continue
        span = _span(weight.fitting)
        fit = {"possible": span, "chance": weight.chance}
        reason = Message.of("audit_denominators.printed_nowhere", span=span, weight=weight.said())
        if weight.strong:
            few = _few_missing(telling, weight)
            text = Message.of("audit_denominators.answered", span=span)
            judge = about.conditional if few else about.inconsistent
            yield judge(reason, Explained((text,), Severity.LOW if few else Severity.MEDIUM), **fit)
        else:
            reason = Message.of("audit_denominators.hint", told=reason)
            yield about.untestable(reason, **fit, severity=Severity.NOTE)


def _few_missing(cells: Sequence[Cell], weight: Weight) -> bool:
    """Return whether an unstated N is within a tenth below an N that is known.

    So is the sum of all answers, where people gave more than one.
    """
    answers = sum(cell.count.whole or 0 for cell in cells if cell.count)
    known = {base.n for cell in cells for base in cell.bases}
    return weight.fitting == (answers,) or any(
        base - base // MISSING <= n <= base for n in weight.fitting for base in known
    )


def _span(numbers: Sequence[int]) -> Said:
    """Write the numbers that an N may be."""
    first, last = numbers[0], numbers[-1]
    if len(numbers) > 2 and len(numbers) == last - first + 1:
        return between(str(first), str(last))
    if len(numbers) < 5:
        return joined(map(str, numbers), Message("common.or"))
    return Message.of("audit_denominators.one_of", n=len(numbers), low=first, high=last)
