"""What data could have produced printed numbers, in plain words: layout only."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from peerstudy.audit.names import Names, place
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
from peerstudy.words import Message, Run, Said, joined, tell, word, wrapped

if TYPE_CHECKING:
    import pandas as pd

_FEW = 20
_LISTED = 50


def described(summary: PrintedSummary, lang: str = "en") -> str:
    """Say what is printed, in a phrase.

    Examples
    --------
    >>> described(PrintedSummary(n=25, low=30, high=58, mean="41.5", sd="7.79"))
    '25 values from 30 to 58 in steps of 1, mean 41.5, SD 7.79'
    """
    attained = summary.attained_min and summary.attained_max
    values = Message.of(
        "reconstructions.described",
        n=summary.n,
        low=Run(expand(summary.lowest)),
        high=Run(expand(summary.highest)),
        ends=Message("reconstructions.both_attained") if attained else "",
        step=Run(str(summary.step)),
    )
    printed = [
        Message.of(f"reconstructions.{name}_is", value=Run(str(getattr(summary, name))))
        for name in ("mean", "sd", "median")
        if getattr(summary, name) is not None
    ]
    return tell(joined([values, *printed]), lang)


def as_words(
    summary: PrintedSummary,
    datasets: int,
    width: int = 80,
    *,
    show_values: bool = False,
    memory_limit: int = MEMORY,
    lang: str = "en",
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
    lang : {"en", "he"}, default "en"
        The language to say it in.

    Raises
    ------
    TooLargeError
        If it needs more memory than allowed.
    """
    lines = [f"{described(summary, lang)}:", _feasible(datasets, lang), ""]
    if datasets == 0:
        told = [_refusal(feasible(summary, memory_limit=memory_limit))]
    elif datasets < _FEW:
        key = "reconstructions.risk_one" if datasets == 1 else "reconstructions.risk_few"
        told = [Message.of(key, option=Run("--values"))]
    else:
        many = Message.of("reconstructions.many", datasets=datasets, n=summary.n)
        told = [many, *_bounds(summary, memory_limit)]
    for text in told:
        lines += wrapped(tell(text, lang), width)
    if show_values and 0 < datasets <= _LISTED:
        lines += ["", word("reconstructions.for_the_owner", lang)]
        lines += [f"  {tell(Run(row), lang)}" for row in _listed(summary, memory_limit)]
    elif show_values and datasets:
        lines += ["", word("reconstructions.listed_up_to", lang, n=_LISTED)]
    return "\n".join(lines) + "\n"


def _feasible(datasets: int, lang: str) -> str:
    return word("reconstructions.feasible", lang, n=int(datasets))


def _refusal(found: Feasibility) -> Message:
    names = joined(Message(f"reconstructions.named_{name}") for name in found.contradiction)
    return Message.of("reconstructions.refusal", names=names)


def _bounds(summary: PrintedSummary, memory_limit: int) -> Iterator[Message]:
    if effort(summary) > PER_SECOND // 10:
        return
    frame = order_bounds(summary, memory_limit=memory_limit).set_index("statistic")
    told = [
        Message.of(
            "reconstructions.lies_between",
            name=Message(f"reconstructions.statistic_{str(name).replace(' ', '_')}"),
            low=Run(expand(Fraction(row["lowest"]))),
            high=Run(expand(Fraction(row["highest"]))),
        )
        for name, row in frame.iterrows()
        if row["lowest"] != row["highest"]
    ]
    if told:
        yield Message.of("reconstructions.over_all", told=joined(told))


def _listed(summary: PrintedSummary, memory_limit: int) -> Iterator[str]:
    for row in every_dataset(summary, most=_LISTED, memory_limit=memory_limit):
        yield ", ".join(expand(Fraction(value)) for value in row.tolist())


def study_table(
    behind: "pd.DataFrame",
    width: int = 80,
    names: Names = Names(),  # noqa: B008 (it cannot change)
    lang: str = "en",
) -> str:
    """Write the data sets behind each mean of a study for a terminal.

    Parameters
    ----------
    behind : DataFrame
        From :func:`peerstudy.audit.datasets_behind`, in `lang`.
    width : int, default 80
        Columns of the terminal.
    names : Names
        What groups and variables are called in Hebrew.
    lang : {"en", "he"}, default "en"
        The language to write it in.
    """
    lines = [word("reconstructions.title", lang)]
    for row in behind.to_dict("records"):
        lines += wrapped(tell(_whose(row, names), lang), width)
        counted = row["datasets"] is not None
        many = _feasible(row["datasets"], lang) if counted else str(row["why_not"])
        lines += wrapped(many, width, first=4, rest=4)
    return "\n".join(lines) + "\n"


def _whose(row: Mapping[Any, str], names: Names) -> Said:
    """Name a mean, and what is printed with it."""
    where: Said = place(row["place"]) if row["place"] else ""
    return joined(
        [
            joined([names.group(row["group"]), names.variable(row["variable"])], " / "),
            joined([" (", where, "): ", Run(_printed(row))], ""),
        ],
        "",
    )


def _printed(row: Mapping[Any, str]) -> str:
    sd = f" ({row['sd']})" if row["sd"] else ""
    ends = f", {row['min']}–{row['max']}" if row["min"] and row["max"] else ""
    return f"{row['mean']}{sd}{ends}, n = {row['n'] or '?'}"


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
