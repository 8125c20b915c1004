"""Whether any data set prints so; if not, which printed numbers contradict each other."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from peerstudy.errors import MEMORY
from peerstudy.frames.border import Natural
from peerstudy.reconstruct.drawing import Numbered
from peerstudy.reconstruct.plan import Progress
from peerstudy.reconstruct.relaxed import impossible
from peerstudy.reconstruct.spreading import settle
from peerstudy.reconstruct.summary import PrintedSummary


@dataclass(frozen=True, slots=True)
class Feasibility:
    """Whether the printed numbers can be true together.

    Attributes
    ----------
    possible : bool
        Whether any data set prints so.
    witness : tuple of Fraction or None
        One data set that does, ascending; feasible, not actual.
    contradiction : tuple of str
        The fewest printed numbers that no data set has together: some of
        ``"mean"``, ``"sd"``, ``"n"``, ``"range"``, ``"attained"``, ``"median"``,
        ``"quartiles"``. Empty if there is a data set.
    datasets : int or None
        How many data sets there are; None if they were not counted.
    """

    possible: bool
    witness: tuple[Fraction, ...] | None
    contradiction: tuple[str, ...]
    datasets: int | None


def feasible(
    summary: PrintedSummary, *, memory_limit: Natural = MEMORY, progress: Progress | None = None
) -> Feasibility:
    """Decide whether any data set prints as this summary, with one that does, or why none can.

    Bounds on the sum and the sum of squares come first, then a data set is
    built; data sets are counted only where neither decides.

    Parameters
    ----------
    summary : PrintedSummary
        What is printed.
    memory_limit : int, default 1 GiB
        How many bytes the work may take.
    progress : callable, optional
        Called with the work done and the work in all.

    Returns
    -------
    Feasibility
        The answer with its reasons.

    Raises
    ------
    TooLargeError
        If neither bounds nor building decide, and counting takes more than allowed.

    Examples
    --------
    >>> feasible(PrintedSummary(n=28, low=1, high=7, mean="5.19", sd="1.50")).contradiction
    ('mean', 'n')
    """
    settled = settle(summary)
    if settled.witness is not None:
        return Feasibility(True, settled.witness, (), None)
    if settled.possible is False:
        return Feasibility(False, None, _contradiction(summary, memory_limit), 0)
    numbered = Numbered.of(summary, memory_limit)
    if numbered.total == 0:
        return Feasibility(False, None, _contradiction(summary, memory_limit), 0)
    data = numbered.datasets([numbered.total // 2], progress)[0]
    return Feasibility(True, tuple(map(Fraction, data.tolist())), (), numbered.total)


def _contradiction(summary: PrintedSummary, memory_limit: int) -> tuple[str, ...]:
    """Return the fewest printed numbers that are impossible together, simplest first."""
    facts = _facts(summary)
    for size in range(1, len(facts)):
        for kept in combinations(facts, size):
            if impossible(summary, kept, memory_limit):
                return kept
    return facts


def _facts(summary: PrintedSummary) -> tuple[str, ...]:
    printed = {
        "mean": summary.mean is not None,
        "sd": summary.sd is not None,
        "n": True,
        "range": True,
        "attained": summary.attained_min or summary.attained_max,
        "median": summary.median is not None,
        "quartiles": summary.q1 is not None or summary.q3 is not None,
    }
    return tuple(name for name, present in printed.items() if present)
