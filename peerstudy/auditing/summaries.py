"""The means of a ledger with all that is printed beside them: what data they could come from.

A mean's SD, range and n are taken from its own item, else from wherever the
same quantity is printed. A printed minimum and maximum are somebody's values.
Exact counts share one amount of work, so that a ledger of thousands of means
is audited in bounded time; what would take more is told as not counted.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd

from peerstudy.auditing.ranges import on_grid
from peerstudy.auditing.registry import UNSHARED
from peerstudy.auditing.run import subject_of
from peerstudy.auditing.subject import Subject
from peerstudy.errors import TooLargeError
from peerstudy.ledger import LedgerLike, Row
from peerstudy.printed import Rounding
from peerstudy.reconstruct import PrintedSummary, how_many, range_from_sd
from peerstudy.reconstruct.effort import PER_SECOND, takes_at_most
from peerstudy.reconstruct.spreading import settle
from peerstudy.reconstruct.targets import most_targets
from peerstudy.words import Message, Run, Said, tell

_MIDDLE = ("median", "q1", "q3")
COLUMNS = (
    *("group", "variable", "place", "n", "mean", "sd", "min", "max"),
    *_MIDDLE,
    *("datasets", "why_not"),
)
SECONDS_IN_ALL = 10
SECONDS_EACH = SECONDS_IN_ALL / UNSHARED
MEMORY = 2**28
MOST_PEOPLE = 100_000
_QUICK = 1_000
_ADVISED = 200
_TOO_LARGE = Message("audit_means.too_large_to_count")


class Behind(NamedTuple):
    """A mean's row, and what is printed of its data; where that is not enough, why."""

    row: Row
    sd: Row | None
    summary: PrintedSummary | None
    why_not: Said = ""

    @property
    def of(self) -> Said:
        """Name the statistics that are printed."""
        attained = self.summary is not None and self.summary.attained_min
        sd, ends = "_sd" if self.sd else "", "_range" if attained else ""
        return Message(f"audit_means.of_mean{sd}{ends}")

    @property
    def two_valued(self) -> bool:
        """Whether the values are zeros and ones, so that counts settle everything."""
        known = self.summary
        return known is not None and known.lowest == 0 and known.highest == known.step == 1


def behind(subject: Subject) -> tuple[Behind, ...]:
    """Return what is printed of each mean's data, each set of numbers once."""
    return subject.once("behind", lambda: tuple(_each_behind(subject)))


def _each_behind(subject: Subject) -> Iterator[Behind]:
    seen: set[tuple[str, str, str, PrintedSummary]] = set()
    for row, _ in subject.numbers("mean"):
        sd = subject.ledger.companion(row, "sd")
        summary = _summary(subject, row, sd)
        if isinstance(summary, Message):
            yield Behind(row, sd, None, summary)
        elif (key := (row.group, row.variable, row.level, summary)) not in seen:
            seen.add(key)
            yield Behind(row, sd, summary)


def _summary(subject: Subject, row: Row, sd: Row | None) -> PrintedSummary | Message:
    """Return what is printed of a mean's data, or what is missing."""
    base, grain = subject.base(row), subject.ledger.grain(row)
    if base is None:
        return Message("audit.no_n")
    if grain is None:
        return Message("audit.no_step")
    if base.n > MOST_PEOPLE:
        return Message.of("audit_means.too_many_people", n=base.n)
    return _in_range(subject, row, sd, base.n, grain)


def _in_range(
    subject: Subject, row: Row, sd: Row | None, n: int, grain: Fraction
) -> PrintedSummary | Message:
    """Return the same of n values, within the printed range or what the SD leaves of it."""
    items, ends = int(row.items or 1), subject.companions(row, "min", "max")
    step = grain / items
    for stat, end in zip(("min", "max"), ends, strict=True):
        if end and end.number and not on_grid(end.number, step):
            shown = {"printed": Run(end.printed), "step": Run(str(step))}
            return Message.of(f"audit_means.{stat}_off_grid", **shown)
    low, high = subject.values(row, "min", "max")
    printed = low is not None and high is not None
    if low is None or high is None:
        if sd is None:
            return Message("audit_means.no_limit")
        low, high = range_from_sd(row.printed, sd.printed, n, step=step, rounding=subject.rounding)
    if low > high:
        return Message("audit_means.range_reversed")
    return PrintedSummary(
        n,
        low,
        high,
        row.printed,
        sd.printed if sd else None,
        grain=grain,
        items=items,
        attained_min=printed,
        attained_max=printed,
        rounding=subject.rounding,
    )


class Budget:
    """The work that each exact count of a ledger may take, and whether advice is worked out."""

    def __init__(self, subject: Subject) -> None:
        asked = sum(row.stat == "mean" for row in subject.ledger.rows)
        share = PER_SECOND * SECONDS_IN_ALL // max(asked, 1)
        self.each = min(share, PER_SECOND * SECONDS_EACH)
        self.advises = asked <= _ADVISED

    def count(self, summary: PrintedSummary) -> int | None:
        """Count a summary's data sets, or give None where that is too much work."""
        return _count(summary) if takes_at_most(summary, self.each) else None

    def possible(self, summary: PrintedSummary) -> bool | None:
        """Return whether there is a data set that is counted, or None where none can be.

        Where bounds or one data set that is built decide it, nothing is counted.
        """
        if not takes_at_most(summary, self.each):
            return None
        settled = self.settled(summary)
        if settled is not None:
            return settled
        datasets = _count(summary)
        return None if datasets is None else datasets > 0

    def settled(self, summary: PrintedSummary) -> bool | None:
        """Return whether there is a data set, where bounds or a built one decide it soon."""
        quick = summary.n <= _QUICK and most_targets(summary) <= _QUICK
        return _settled(summary) if quick else None


@lru_cache(maxsize=10_000)
def _settled(summary: PrintedSummary) -> bool | None:
    return settle(summary).possible


@lru_cache(maxsize=10_000)
def _count(summary: PrintedSummary) -> int | None:
    try:
        return how_many(summary, memory_limit=MEMORY)
    except TooLargeError:
        return None


def printed_summaries(
    subject: LedgerLike, rounding: Rounding = Rounding.EITHER
) -> dict[tuple[str, str, str], PrintedSummary]:
    """Return what is printed of each mean's data, by group, variable and place.

    Parameters
    ----------
    subject : Ledger, Study, DataFrame, str or Path
        See :func:`peerstudy.as_ledger`.
    rounding : Rounding, default "either"
        The rule that numbers were rounded under.

    Examples
    --------
    >>> ages = printed_summaries("upsides_israel")["peers", "age", "Table 1"]
    >>> ages.n, int(ages.low), int(ages.high), ages.mean, ages.sd
    (25, 30, 58, '41.5', '7.79')
    """
    return {
        (each.row.group, each.row.variable, each.row.place): each.summary
        for each in behind(subject_of(subject, rounding))
        if each.summary is not None
    }


def datasets_behind(
    subject: LedgerLike, rounding: Rounding = Rounding.EITHER, lang: str = "en"
) -> pd.DataFrame:
    """Count the compatible data sets behind each printed mean.

    Parameters
    ----------
    subject : Ledger, Study, DataFrame, str or Path
        See :func:`peerstudy.as_ledger`.
    rounding : Rounding, default "either"
        The rule that numbers were rounded under.
    lang : {"en", "he"}, default "en"
        The language that ``why_not`` is said in.

    Returns
    -------
    DataFrame
        Columns :data:`COLUMNS`, one row a mean: what is printed, as text
        (empty where it is not), ``datasets``, how many have it all (int,
        however large; None if they were not counted), and why not.

    Examples
    --------
    >>> rows = datasets_behind("upsides_israel")
    >>> print(rows[["group", "variable", "n", "mean", "datasets"]].head(1).to_string(index=False))
    group variable  n mean   datasets
    peers      age 25 41.5 3810845836
    """
    made = subject_of(subject, rounding)
    budget = Budget(made)
    rows = []
    for each in behind(made):
        datasets, why_not = None, each.why_not
        if each.summary is not None:
            datasets = budget.count(_with_middle(made, each.row, each.summary))
            why_not = why_not if datasets is not None else _TOO_LARGE
        rows.append((*_printed(made, each), datasets, tell(why_not, lang)))
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.assign(datasets=pd.Series([row[-2] for row in rows], dtype=object))


def _with_middle(subject: Subject, row: Row, summary: PrintedSummary) -> PrintedSummary:
    """Return a mean's summary with the median and the quartiles that are printed beside it."""
    found = zip(_MIDDLE, subject.companions(row, *_MIDDLE), strict=True)
    printed: dict[str, Any] = {stat: other.printed for stat, other in found if other}
    return replace(summary, **printed)


def _printed(subject: Subject, each: Behind) -> tuple[str, ...]:
    row = each.row
    n = next((str(base.n) for base in subject.bases(row)), "")
    beside = (each.sd, *subject.companions(row, "min", "max", *_MIDDLE))
    shown = (other.printed if other else "" for other in beside)
    return row.group, row.variable, row.place, n, row.printed, *shown
