"""Which whole numbers could have given a printed percentage or mean.

Everything here is integer arithmetic: a value ``scale * k / denominator`` lies
in the printed number's interval for exactly one run of whole numbers ``k``.
"""

from fractions import Fraction

from peerstudy.frames.border import Positive, Step
from peerstudy.printed.rounding import Rounding, as_rounding, ends_of
from peerstudy.printed.text import Decimals, Printed

PERCENT = 100


def numerators(
    printed: Printed,
    denominator: Positive,
    rounding: Rounding | str = Rounding.EITHER,
    scale: Positive = PERCENT,
) -> range:
    """Return every whole number that prints as this text over this denominator.

    Parameters
    ----------
    printed : Printed
        A percentage, or a mean if `scale` is 1.
    denominator : int
        What the whole number is divided by; 1 or more.
    rounding : Rounding or str, default "either"
        The rule it was rounded under.
    scale : int, default 100
        What the quotient is multiplied by: 100 for a percentage, 1 for a mean.

    Returns
    -------
    range
        The whole numbers ``k`` with ``scale * k / denominator`` printed so;
        empty if there is none.

    Examples
    --------
    >>> from peerstudy.printed import read
    >>> list(numerators(read("34.6"), 26))
    [9]
    >>> list(numerators(read("34.6"), 21))
    []
    """
    ends = ends_of(printed.units, as_rounding(rounding))
    divisor = 2 * 10**printed.decimals * scale
    low = (2 * printed.units + ends.low) * denominator
    high = (2 * printed.units + ends.high) * denominator
    first = (low - ends.low_closed) // divisor + 1
    last = (high - (not ends.high_closed)) // divisor
    return range(first, last + 1)


def mean_terms(n: Positive, items: Positive = 1, grain: Step = 1) -> tuple[int, int]:
    """Return the denominator and scale under which a mean is a whole number.

    A mean of `n` people over `items` averaged items, each on a grid of step
    `grain`, is ``grain * k / (n * items)`` for a whole number ``k``.

    Parameters
    ----------
    n : int
        How many people.
    items : int, default 1
        How many items were averaged for each; a sum score has 1.
    grain : Fraction or int, default 1
        The smallest step one value can take.

    Returns
    -------
    tuple of int
        ``(denominator, scale)`` for :func:`numerators`.

    References
    ----------
    Brown, N. J. L., & Heathers, J. A. J. (2017). The GRIM test. *Social
    Psychological and Personality Science, 8*(4), 363-369.
    https://doi.org/10.1177/1948550616673876

    Examples
    --------
    The mean of 25 people's averages over 4 items has a denominator of 100:

    >>> mean_terms(25, items=4), mean_terms(25, grain=Fraction(1, 2))
    ((100, 1), (50, 1))
    """
    step = Fraction(grain)
    return n * items * step.denominator, step.numerator


def pass_share(decimals: Decimals, denominator: Positive, scale: Positive = PERCENT) -> Fraction:
    """Return how likely a random printed value would be one of the possible ones.

    Of the ``scale * 10**decimals`` texts in one whole unit of the quotient,
    about `denominator` are possible; from there on none can fail.

    Parameters
    ----------
    decimals : int
        Printed decimals.
    denominator, scale : int
        As for :func:`numerators`.

    Returns
    -------
    Fraction
        Between 0 and 1; 1 says that the test could not have failed.

    Examples
    --------
    Of the 100 endings of two decimals, 25 whole numbers can have 25:

    >>> pass_share(2, 25, scale=1), pass_share(1, 26)
    (Fraction(1, 4), Fraction(13, 500))
    """
    return min(Fraction(1), Fraction(denominator, scale * 10**decimals))
