"""Two, three or four whole numbers with a sum and a sum of squares, found one by one.

From five numbers on every sum of squares with the parity of the sum, and not
below the smallest possible, is some data's (enumerated for five to seven in
the tests). For fewer it need not be: no two whole numbers have the sum 0 and
the sum of squares 4.
"""

from math import isqrt

from peerstudy.errors import TooLongError
from peerstudy.printed import Interval
from peerstudy.reconstruct.bounds import ruled_out
from peerstudy.reconstruct.targets import square_sums, whole_numbers

SETTLED = 5
"""From so many values on, parity and the smallest sum of squares decide without a range."""


STEPS = 2_000_000
"""So many numbers are looked at before the question is left open: about a second."""


class Steps:
    """The numbers that a search may still look at."""

    def __init__(self, allowed: int = STEPS) -> None:
        self.allowed = self.left = allowed

    def take(self, number: int) -> None:
        """Use some up, or refuse before they are looked at what there are not enough left for."""
        self.left -= number
        if self.left < 0:
            raise TooLongError("Finding so few values", self.allowed - self.left, self.allowed)


def first_pair(n: int, sums: range, deviations: Interval) -> tuple[int, int] | None:
    """Return the first sum and sum of squares that n whole numbers without bounds have, if any.

    `deviations` is what n times the sum of squared deviations may be. A search
    that comes to no end within :data:`STEPS` is left with a TooLongError.
    """
    if ruled_out(n, sums, deviations):
        return None
    steps, limits = Steps(), whole_numbers(deviations)
    for total in sums:
        steps.take(_A_SUM)
        for squares in square_sums(total, n, limits):
            steps.take(1)
            if n >= SETTLED or few_with(n, total, squares, steps) is not None:
                return total, squares
    return None


_A_SUM = 20
"""What the sums of squares of one sum take, in steps."""
_ONE_LOOP = 3
"""The largest of so many numbers is looked for; the two others then follow."""


def few_with(
    n: int, total: int, squares: int, steps: Steps | None = None
) -> tuple[int, ...] | None:
    """Return n whole numbers with this sum and sum of squares, ascending, if there are any.

    The work grows as the SD to the power of n − 2; a search that takes more
    than `steps` is left with a TooLongError.

    Examples
    --------
    >>> few_with(3, 6, 14), few_with(2, 0, 4)
    ((1, 2, 3), None)
    """
    steps = steps or Steps()
    deviations = n * squares - total * total
    if deviations < 0:
        return None
    if n == 1:
        return (total,) if deviations == 0 else None
    if n == 2:
        apart = isqrt(deviations)
        if apart * apart != deviations or (total - apart) % 2:
            return None
        return (total - apart) // 2, (total + apart) // 2
    reach = isqrt((n - 1) * deviations)
    tried = range(-(-total // n), (total + reach) // n + 1)
    steps.take(tried.stop - tried.start if n == _ONE_LOOP else 1)
    for largest in tried:
        rest = few_with(n - 1, total - largest, squares - largest * largest, steps)
        if rest is not None:
            return tuple(sorted((*rest, largest)))
    return None
