"""One data set quickly: start from the most even data and spread it out.

Moving one value a step down and another as far up keeps the sum and adds an
even number to the sum of squares. Taking the largest step that does not
overshoot reaches most targets in few moves, whatever their number.
"""

from collections.abc import Sequence
from fractions import Fraction

from peerstudy.reconstruct.problem import Problem, problems
from peerstudy.reconstruct.summary import PrintedSummary


def spread_out(summary: PrintedSummary) -> tuple[Fraction, ...] | None:
    """Give a data set that prints as this summary, if this way finds one.

    Parameters
    ----------
    summary : PrintedSummary
        What is printed, without a median.

    Returns
    -------
    tuple of Fraction or None
        Ascending; None says only that none was found.
    """
    if summary.median is not None:
        return None
    for problem in problems(summary):
        for total, square in problem.targets:
            found = _spread(problem, total, square)
            if found is not None:
                steps = sorted([*(value + problem.centre for value in found), *problem.fixed])
                low, size = summary.lowest, summary.step
                values = {step: low + step * size for step in dict.fromkeys(steps)}
                return tuple(values[step] for step in steps)
    return None


def _spread(problem: Problem, total: int, square: int) -> list[int] | None:
    each, over = divmod(total, problem.n) if problem.n else (0, 0)
    even = ((each, problem.n - over), (each + 1, over))
    copies = {value: number for value, number in even if number}
    missing = 0 if problem.flat else square - sum(x * x * k for x, k in copies.items())
    while missing > 0:
        move = _largest_move(copies, problem.values, missing // 2)
        if move is None:
            return None
        lower, upper = move
        for value, change in ((lower, -1), (upper, -1), (lower - 1, 1), (upper + 1, 1)):
            copies[value] = copies.get(value, 0) + change
            if not copies[value]:
                del copies[value]
        missing -= 2 * (upper - lower + 1)
    return [value for value, number in copies.items() for _ in range(number)]


def _largest_move(
    copies: dict[int, int], values: Sequence[int], most: int
) -> tuple[int, int] | None:
    """Give the lower and upper value to move apart that add most, but not more than this."""
    present = sorted(copies)
    best: tuple[int, int] | None = None
    for lower in present:
        if best and present[-1] - lower <= best[1] - best[0]:
            break
        for upper in reversed(present):
            gain = upper - lower + 1
            if upper < lower or (best and gain <= best[1] - best[0] + 1):
                break
            enough = copies[lower] > 1 if upper == lower else True
            if gain <= most and enough and lower > values[0] and upper < values[-1]:
                best = (lower, upper)
                break
    return best
