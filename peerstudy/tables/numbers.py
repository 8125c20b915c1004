"""Rounding, here and nowhere before: under one rule, which the table's note names."""

from dataclasses import dataclass
from fractions import Fraction

from peerstudy.errors import WrongCallError
from peerstudy.printed import PERCENT, Rounding, absence, as_rounding, interval, print_as, read
from peerstudy.words import word

WHOLE_BELOW, NONE_BELOW = 100, 20


@dataclass(frozen=True, slots=True)
class Precision:
    """How many decimals numbers are printed with, and under which rule.

    Attributes
    ----------
    decimals : int
        Of percentages, means and standard deviations.
    rounding : Rounding
        The rule; it must name one direction at a tie.
    sparing : bool
        Whether percentages are spared precision that their denominators do
        not have: none of fewer than 20 people, whole ones of fewer than 100.

    Notes
    -----
    That a percentage should have no more digits than its denominator is the
    advice of the AMA Manual of Style (its example is 9 of 28, printed as
    32%); that a count of fewer than 20 is better left without one is common
    editorial practice.

    Examples
    --------
    >>> precision = Precision(decimals=1)
    >>> precision.percent(Fraction(9, 26), 26)
    '34.6'
    >>> precision.told("en")
    'Percentages are rounded to 1 decimal, halves up.'
    """

    decimals: int = 1
    rounding: Rounding = Rounding.HALF_UP
    sparing: bool = False

    def __post_init__(self) -> None:
        if as_rounding(self.rounding) is Rounding.EITHER:
            raise WrongCallError("Numbers are printed under one rule; 'either' is for judging.")
        if self.decimals < 0:
            raise WrongCallError(f"There are 0 or more decimals; found {self.decimals}.")

    def percent(self, share: Fraction, denominator: int) -> str:
        """Print a share of so many as a percentage without its sign; empty if spared."""
        if self.sparing and denominator < NONE_BELOW:
            return ""
        decimals = 0 if self.sparing and denominator < WHOLE_BELOW else self.decimals
        return print_as(PERCENT * share, decimals, self.rounding)

    def shortened(self, printed: str) -> str:
        """Print a printed number with fewer decimals, or as it is where that is not certain.

        What was rounded once is not known exactly: it is shortened only if every
        value that it can stand for comes out the same.

        Examples
        --------
        >>> [Precision().shortened(printed) for printed in ("42.29", "7.25", "5", "")]
        ['42.3', '7.25', '5', '']
        """
        if absence(printed) is not None or read(printed).decimals <= self.decimals:
            return printed
        number = read(printed)
        around = interval(number)
        just_inside = number.unit / 1000
        ends = (around.low + just_inside, number.value, around.high - just_inside)
        made = {print_as(value, self.decimals, self.rounding) for value in ends}
        return made.pop() if len(made) == 1 else printed

    def told(self, lang: str) -> str:
        """Return how percentages are rounded, and which are spared."""
        rule = word(f"tables.rounding_{self.rounding.replace('-', '_')}", lang)
        key = "tables.otherwise" if self.sparing else "tables.decimals"
        key = key if self.decimals else f"{key}_none"
        rounded = word(key, lang, n=self.decimals, rule=rule)
        if not self.sparing:
            return rounded
        below = WHOLE_BELOW - 1
        spared = word("tables.sparing", lang, rule=rule, none=NONE_BELOW, below=below)
        return f"{spared} {rounded}"
