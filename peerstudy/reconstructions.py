"""What data could have produced printed numbers, in plain words: layout only."""

from collections.abc import Iterator
from fractions import Fraction
from textwrap import wrap
from typing import TYPE_CHECKING

from peerstudy.audit.slips import expand
from peerstudy.reconstruct import (
    Feasibility,
    PrintedSummary,
    effort,
    every_dataset,
    feasible,
    order_bounds,
)
from peerstudy.reconstruct.effort import PER_SECOND
from peerstudy.reconstruct.rows import MEMORY

if TYPE_CHECKING:
    import pandas as pd

_FEW = 20
_LISTED = 50
_CALLED = {"sd": "SD", "attained": "the attained ends", "range": "the range"}


def described(summary: PrintedSummary) -> str:
    """Say what is printed, in a phrase.

    Examples
    --------
    >>> described(PrintedSummary(n=25, low=30, high=58, mean="41.5", sd="7.79"))
    '25 values from 30 to 58 in steps of 1, mean 41.5, SD 7.79'
    """
    parts = [
        f"{summary.n} values from {expand(summary.lowest)} to {expand(summary.highest)}"
        + (", both attained" if summary.attained_min and summary.attained_max else "")
        + f" in steps of {summary.step}"
    ]
    for name, called in (("mean", "mean"), ("sd", "SD"), ("median", "median")):
        if getattr(summary, name) is not None:
            parts.append(f"{called} {getattr(summary, name)}")
    return ", ".join(parts)


def as_words(
    summary: PrintedSummary,
    datasets: int,
    width: int = 80,
    *,
    show_values: bool = False,
    memory_limit: int = MEMORY,
) -> str:
    """Say how many data sets print as a summary, and what they have in common.

    Parameters
    ----------
    summary : PrintedSummary
        What is printed.
    datasets : int
        How many data sets print so.
    width : int, default 80
        Columns of the terminal.
    show_values : bool, default False
        Whether to list the data sets if they are few: for their owner only.
    memory_limit : int, default 1 GiB
        How many bytes the work may take.

    Raises
    ------
    TooLargeError
        If it needs more memory than allowed.
    """
    lines = [f"{described(summary)}:", f"{datasets:,} feasible data {_sets(datasets)}", ""]
    if datasets == 0:
        told = [_refusal(feasible(summary, memory_limit=memory_limit))]
    elif datasets < _FEW:
        told = [_risk(datasets)]
    else:
        told = [_many(datasets, summary), _bounds(summary, memory_limit)]
    for text in filter(None, told):
        lines += wrap(text, width, break_long_words=False)
    if show_values and 0 < datasets <= _LISTED:
        lines += ["", "The data sets, for the data's owner:"]
        lines += [f"  {row}" for row in _listed(summary, memory_limit)]
    elif show_values and datasets:
        lines += ["", f"Data sets are listed up to {_LISTED}."]
    return "\n".join(lines) + "\n"


def _sets(datasets: int | bool) -> str:
    return "set" if datasets == 1 else "sets"


def _refusal(found: Feasibility) -> str:
    names = [_CALLED.get(name, f"the {name}" if name == "mean" else name) for name in
             found.contradiction]  # fmt: skip
    return f"No data set prints so: {', '.join(names)} cannot be true together."


def _risk(datasets: int) -> str:
    left = "Only one data set is" if datasets == 1 else "So few are"
    return (
        f"{left} feasible: these numbers may give participants away. "
        "The values are not shown; --values shows them to the data's owner."
    )


def _many(datasets: int, summary: PrintedSummary) -> str:
    return (
        f"Each of these {datasets:,} multisets of {summary.n} values prints exactly as "
        "above. All are feasible; the numbers do not tell which of them the study had."
    )


def _bounds(summary: PrintedSummary, memory_limit: int) -> str:
    if effort(summary) > PER_SECOND // 10:
        return ""
    frame = order_bounds(summary, memory_limit=memory_limit).set_index("statistic")
    told = [
        f"the {name} lies between {expand(Fraction(row['lowest']))} "
        f"and {expand(Fraction(row['highest']))}"
        for name, row in frame.iterrows()
        if row["lowest"] != row["highest"]
    ]
    return f"Over all of them, {', '.join(told)}." if told else ""


def _listed(summary: PrintedSummary, memory_limit: int) -> Iterator[str]:
    for row in every_dataset(summary, most=_LISTED, memory_limit=memory_limit):
        yield ", ".join(expand(Fraction(value)) for value in row.tolist())


def study_table(behind: "pd.DataFrame", width: int = 80) -> str:
    """Write the data sets behind each mean of a study for a terminal.

    Parameters
    ----------
    behind : DataFrame
        From :func:`peerstudy.audit.datasets_behind`.
    width : int, default 80
        Columns of the terminal.
    """
    lines = ["Feasible data sets behind each printed mean"]
    for row in shown(behind).to_dict("records"):
        told = row["feasible data sets"]
        many = f"{told} feasible data {_sets(told == '1')}" if told[0].isdigit() else told
        lines += wrap(f"{row['whose']} / {row['what']} ({row['where']}): {row['printed']}", width)
        lines += wrap(many, width, initial_indent="    ", subsequent_indent="    ")
    return "\n".join(lines) + "\n"


TABLE = ("whose", "what", "where", "printed", "feasible data sets")


def shown(behind: "pd.DataFrame") -> "pd.DataFrame":
    """Give the data sets behind each mean as text, in the columns :data:`TABLE`."""
    import pandas as pd

    rows = [
        (
            row["group"],
            row["variable"],
            row["place"],
            _printed(row),
            row["why_not"] if row["datasets"] is None else f"{row['datasets']:,}",
        )
        for row in behind.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=list(TABLE))


def _printed(row: dict[object, str]) -> str:
    sd = f" ({row['sd']})" if row["sd"] else ""
    ends = f", {row['min']}–{row['max']}" if row["min"] and row["max"] else ""
    return f"{row['mean']}{sd}{ends}, n = {row['n'] or '?'}"
