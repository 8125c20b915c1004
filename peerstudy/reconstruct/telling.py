"""What data could have produced printed numbers, in plain words."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from peerstudy.errors import MEMORY, WORK, TooLargeError
from peerstudy.printed import expand
from peerstudy.reconstruct.feasibility import Feasibility, feasible
from peerstudy.reconstruct.order import order_bounds
from peerstudy.reconstruct.summary import PrintedSummary
from peerstudy.words import Message, Run, joined, tell, word, wrapped

_FEW = 20


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
        for name in ("mean", "sd", "q1", "median", "q3")
        if getattr(summary, name) is not None
    ]
    return tell(joined([values, *printed]), lang)


def as_words(
    summary: PrintedSummary,
    datasets: int,
    width: int = 80,
    *,
    listed: Sequence[Sequence[int | str]] | None = None,
    memory_limit: int = MEMORY,
    work_limit: int = WORK,
    lang: str = "en",
) -> str:
    """Return how many data sets print as a summary, and what they have in common.

    The data sets that are `listed`, as by :func:`.records.rows_of`, are shown to
    their owner only: none where they go elsewhere, None where they were not asked
    for. Lines are at most `width` wide.
    """
    lines = [f"{described(summary, lang)}:", how_many_feasible(datasets, lang), ""]
    if datasets == 0:
        told = [_refusal(feasible(summary, memory_limit=memory_limit))]
    elif datasets < _FEW:
        key = "reconstructions.risk_one" if datasets == 1 else "reconstructions.risk_few"
        told = [Message(key)]
        if listed is None:
            told.append(Message.of("reconstructions.not_shown", option=Run("--values")))
    else:
        many = Message.of("reconstructions.many", datasets=datasets, n=summary.n)
        told = [many, *_bounds(summary, memory_limit, work_limit)]
    if summary.q1 is not None or summary.q3 is not None:
        told.append(Message("reconstructions.by_any_definition"))
    for text in told:
        lines += wrapped(tell(text, lang), width)
    if listed:
        lines += ["", word("reconstructions.for_the_owner", lang)]
        lines += [f"  {tell(Run(', '.join(map(str, row))), lang)}" for row in listed]
    return "\n".join(lines) + "\n"


def how_many_feasible(datasets: int, lang: str) -> str:
    """Return the number of data sets as a phrase."""
    return word("reconstructions.feasible", lang, n=int(datasets))


def _refusal(found: Feasibility) -> Message:
    names = joined(Message(f"reconstructions.named_{name}") for name in found.contradiction)
    alone = len(found.contradiction) == 1
    return Message.of(
        "reconstructions.refusal_of_one" if alone else "reconstructions.refusal", names=names
    )


def _bounds(summary: PrintedSummary, memory_limit: int, work_limit: int) -> Iterator[Message]:
    try:
        found = order_bounds(summary, memory_limit=memory_limit, work_limit=work_limit)
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
        for name, row in found.set_index("statistic").iterrows()
        if row["lowest"] != row["highest"]
    ]
    if told:
        yield Message.of("reconstructions.over_all", told=joined(told))
