"""Two, three or four whole numbers with a sum and a sum of squares, found one by one.

From five numbers on every sum of squares with the parity of the sum, and not
below the smallest possible, is some data's (enumerated for five to seven in
the tests). For fewer it need not be: no two whole numbers have the sum 0 and
the sum of squares 4.
"""

from math import isqrt

SETTLED = 5
"""From so many values on, parity and the smallest sum of squares decide without a range."""


def few_with(n: int, total: int, squares: int) -> tuple[int, ...] | None:
    """Return n whole numbers with this sum and sum of squares, ascending, if there are any.

    Parameters
    ----------
    n : int
        How many; the work grows as the SD to the power of n − 2.
    total, squares : int
        Their sum and their sum of squares.

    Examples
    --------
    >>> few_with(3, 6, 14)
    (1, 2, 3)
    >>> few_with(2, 0, 4) is None
    True
    """
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
    for largest in range(-(-total // n), (total + reach) // n + 1):
        rest = few_with(n - 1, total - largest, squares - largest * largest)
        if rest is not None:
            return tuple(sorted((*rest, largest)))
    return None
