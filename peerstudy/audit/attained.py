"""Ranges that are attained: whether one data set has mean, SD, minimum and maximum at once."""

from collections.abc import Iterator
from dataclasses import replace

from peerstudy.audit.finding import Finding, Severity, Verdict
from peerstudy.audit.means import grim
from peerstudy.audit.pairs import pair_possible
from peerstudy.audit.ranges import mean_in_range, sd_possible
from peerstudy.audit.registry import check
from peerstudy.audit.subject import Subject, about
from peerstudy.audit.summaries import Behind, Budget, behind
from peerstudy.reconstruct import PrintedSummary, Spread
from peerstudy.reconstruct.spreading import spread_out

_SIMPLER = (grim, mean_in_range, sd_possible, pair_possible)


@check("AVG7", "A data set exists whose smallest and largest values are those printed")
def range_attained(subject: Subject) -> Iterator[Finding]:
    """Look for data with the printed mean, SD, n and both ends of the range."""
    budget = Budget(subject)
    told = _told_before(subject)
    for each in behind(subject):
        ends = [subject.companion(each.row, stat) for stat in ("min", "max")]
        if None in ends or each.two_valued:
            continue
        rows = [row for row in (each.row, each.sd) if row is not None]
        before = next((told[row.where] for row in rows if row.where in told), None)
        if before is not None:
            reason = f"{before} says already that these numbers disagree."
            yield about(each.row, "AVG7", Verdict.NOT_TESTABLE, reason)
        else:
            yield _judge(each, budget)


def _told_before(subject: Subject) -> dict[tuple[str, ...], str]:
    """Give the cells that a simpler check finds inconsistent, with its code."""
    found = (finding for run in _SIMPLER for finding in run(subject))
    return {
        (each.item, each.place, each.group, each.variable, each.level): each.check
        for each in found
        if each.verdict is Verdict.INCONSISTENT
    }


def _judge(each: Behind, budget: Budget) -> Finding:
    summary, row = each.summary, each.row
    if summary is None:
        return about(row, "AVG7", Verdict.NOT_TESTABLE, each.why_not)
    shown = f"{each.of} and n = {summary.n}"
    datasets = budget.count(summary)
    if datasets is None and budget.quick(summary) and spread_out(summary) is not None:
        return about(row, "AVG7", Verdict.CONSISTENT, f"A data set has this {shown}.")
    if datasets is None:
        reason = f"Too large for an audit: {shown} from {summary.low} to {summary.high}."
        return about(row, "AVG7", Verdict.NOT_TESTABLE, reason)
    if datasets:
        return about(row, "AVG7", Verdict.CONSISTENT, f"Feasible data sets have this {shown}.")
    texts = tuple(_explained(summary, budget))
    return about(
        row,
        "AVG7",
        Verdict.INCONSISTENT,
        f"No data set from {summary.low} to {summary.high}, both attained, has this {shown}.",
        explanations=texts or ("nothing simple",),
        severity=Severity.MEDIUM if texts else Severity.HIGH,
    )


def _explained(summary: PrintedSummary, budget: Budget) -> Iterator[str]:
    """Name what else would make the numbers possible."""
    loose = replace(summary, attained_min=False, attained_max=False)
    if budget.count(loose):
        yield "possible if nobody has one of the printed ends, such as a scale's own limits"
    if summary.sd is not None:
        if budget.count(replace(summary, spread=Spread.POPULATION)):
            yield "possible if the SD was divided by n instead of n − 1"
        if budget.count(replace(summary, sd=None)):
            yield "possible with another SD"
