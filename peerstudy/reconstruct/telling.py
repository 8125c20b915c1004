"""What data could have produced printed numbers, in plain words."""

from collections.abc import Iterator
from fractions import Fraction

from peerstudy.errors import TooLargeError
from peerstudy.printed import expand
from peerstudy.reconstruct.drawing import every_dataset
from peerstudy.reconstruct.feasibility import Feasibility, feasible
from peerstudy.reconstruct.order import order_bounds
from peerstudy.reconstruct.rows import MEMORY
from peerstudy.reconstruct.summary import PrintedSummary
from peerstudy.words import Message, Run, joined, tell, word, wrapped

_FEW = 20
_LISTED = 50


def described(summary: PrintedSummary, lang: str = "en") -> str:
    """Return what is printed, in a phrase.

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
    """Return how many data sets print as a summary, and what they have in common.

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
    lines = [f"{described(summary, lang)}:", how_many_feasible(datasets, lang), ""]
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


def how_many_feasible(datasets: int, lang: str) -> str:
    """Return the number of data sets as a phrase."""
    return word("reconstructions.feasible", lang, n=int(datasets))


def _refusal(found: Feasibility) -> Message:
    names = joined(Message(f"reconstructions.named_{name}") for name in found.contradiction)
    return Message.of("reconstructions.refusal", names=names)


def _bounds(summary: PrintedSummary, memory_limit: int) -> Iterator[Message]:
    try:
        frame = order_bounds(summary, memory_limit=memory_limit).set_index("statistic")
    except TooLargeError:
        options = joined([Run("--memory"), Run("--work")])
        yield Message.of("reconstructions.bounds_left_out", options=options)
        return
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
