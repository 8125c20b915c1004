"""Rounding: which rule a table's percentages follow, and to how many decimals."""

from collections.abc import Iterator

from peerstudy.audit.finding import Finding, Severity, Verdict
from peerstudy.audit.fits import table_rules
from peerstudy.audit.registry import check
from peerstudy.audit.rows import Cell
from peerstudy.audit.subject import Subject, about


@check("PCT2", "All percentages of a table follow one rounding rule")
def one_rule(subject: Subject) -> Iterator[Finding]:
    """Name the rounding rule that a table follows and the percentages that break it."""
    for place, rule in table_rules(subject).items():
        first = next(cell.percent for cell in subject.cells if cell.percent.place == place)
        row = first._replace(item=place, group="", variable="", level="", printed="")
        counts = (
            f"{len(rule.rounded)} fit only rounding, {len(rule.truncated)} only truncation, "
            f"{rule.indifferent} both"
        )
        if rule.truncates:
            reason = f"Truncated: {counts}."
            yield about(row, "PCT2", Verdict.CONSISTENT, reason, severity=Severity.NOTE)
        elif rule.truncated:
            how = "rounds" if rule.rounded else "may round or truncate"
            printed = ", ".join(cell.percent.printed for cell in rule.truncated)
            breaking = "; ".join(map(_named, rule.truncated))
            yield about(
                row._replace(printed=printed),
                "PCT2",
                Verdict.INCONSISTENT,
                f"The table {how}: {counts}. Truncated: {breaking}.",
                severity=Severity.LOW,
                explanations=("these percentages were cut off, not rounded",),
            )
        elif rule.rounded:
            yield about(row, "PCT2", Verdict.CONSISTENT, f"Rounded: {counts}.")
        else:
            reason = f"No percentage tells rounding and truncation apart ({counts})."
            yield about(row, "PCT2", Verdict.NOT_TESTABLE, reason)


def _named(cell: Cell) -> str:
    row = cell.percent
    return f"{row.printed} ({' '.join(filter(None, (row.group, row.level or row.variable)))})"


@check("PCT3", "The percentages of a variable are printed to the same number of decimals")
def same_decimals(subject: Subject) -> Iterator[Finding]:
    """Note where decimals are mixed: each percentage is still judged to its own."""
    for cells in subject.cells_by_scope.values():
        rows = [cell.percent for cell in cells]
        decimals = sorted({row.number.decimals for row in rows if row.number})
        if len(rows) < 2 or not decimals:
            continue
        row = rows[0].for_scope(printed=", ".join(row.printed for row in rows))
        if len(decimals) == 1:
            yield about(row, "PCT3", Verdict.CONSISTENT, f"All to {decimals[0]} decimals.")
        else:
            mixed = " and ".join(map(str, decimals))
            reason = f"Decimals are mixed ({mixed}); each percentage was judged to its own."
            yield about(row, "PCT3", Verdict.CONSISTENT, reason, severity=Severity.NOTE)
