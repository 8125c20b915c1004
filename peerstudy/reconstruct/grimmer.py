"""GRIMMER: whether whole numbers can have the printed mean and SD.

A sum of squares of whole numbers has the parity of their sum, is at least what
the most even data with that sum have, and must lie where the SD allows; all
three for the same sum, and every sum that the mean allows is tried. For five
values or more that is enough; fewer, and values within a range, are searched.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from peerstudy.errors import MEMORY, TooLargeError, TooLongError, WrongCallError
from peerstudy.frames.border import Natural, Text, guarded
from peerstudy.printed import Rounding
from peerstudy.printed.inverse import mean_terms, pass_share
from peerstudy.printed.text import read
from peerstudy.reconstruct.bounds import ruled_out
from peerstudy.reconstruct.feasibility import feasible
from peerstudy.reconstruct.few import first_pair
from peerstudy.reconstruct.summary import PrintedSummary, Spread, as_spread
from peerstudy.reconstruct.targets import fewest_squares, square_sums, whole_numbers
from peerstudy.words import Label, Message, Run, Said
from peerstudy.words.message import tell

GRIMMER = "Anaya 2016, https://doi.org/10.7287/peerj.preprints.2400v1"


@dataclass(frozen=True, slots=True)
class Grimmer:
    """What whole numbers say of a printed mean and SD.

    Attributes
    ----------
    possible : bool or None
        Whether data can have both; None if that cannot be tested.
    failing : str
        ``"mean"`` if no sum has this mean, ``"sd"`` if no data have this SD
        whatever their mean, ``"pair"`` if each is possible alone; else empty.
    said : Said
        Why, in a sentence, with the arithmetic, in no language yet.
    total, squares : int or None
        A sum and a sum of squares that fit, in steps of grain over items, from
        the low end of the range where one is given.
    if_population : bool
        Whether it would be possible with an SD divided by n.
    if_standard_error : bool
        Whether it would be possible with a standard error.
    could_fail : bool
        Whether any mean or SD with so many decimals could have failed.
    """

    possible: bool | None
    failing: str
    said: Said
    total: int | None = None
    squares: int | None = None
    if_population: bool = False
    if_standard_error: bool = False
    could_fail: bool = True

    @property
    def reason(self) -> str:
        """Why, in English."""
        return tell(self.said, "en")


@guarded
def grimmer(
    mean: Text,
    sd: Text,
    n: int,
    *,
    items: int = 1,
    grain: Fraction | int | str = 1,
    low: Fraction | int | str | None = None,
    high: Fraction | int | str | None = None,
    spread: Spread | str = Spread.SAMPLE,
    rounding: Rounding | str = Rounding.EITHER,
    memory_limit: Natural = MEMORY,
) -> Grimmer:
    """Return whether n values on a grid can have the printed mean and SD together.

    Parameters
    ----------
    mean, sd : str
        As printed.
    n : int
        How many values.
    items : int, default 1
        How many items were averaged for each value; a sum score has 1.
    grain : Fraction, int or str, default 1
        The smallest step of one value, or of one item.
    low, high : Fraction, int or str, optional
        The range of the values, both or neither.
    spread : Spread or str, default "n-1"
        What `sd` is.
    rounding : Rounding or str, default "either"
        The rule both were rounded under.
    memory_limit : int, default 1 GiB
        How many bytes a search within the range may take.

    Returns
    -------
    Grimmer
        The answer with its reasons. Where the SD of two to four values is so
        large that a search would not end soon, ``possible`` is None.

    References
    ----------
    Anaya, J. (2016). The GRIMMER test. *PeerJ Preprints, 4*, e2400v1.
    https://doi.org/10.7287/peerj.preprints.2400v1

    Examples
    --------
    >>> grimmer("3.44", "2.47", 18).failing
    'pair'
    >>> grimmer("3.44", "2.47", 18, items=2).possible
    True
    """
    if (low is None) != (high is None):
        raise WrongCallError(f"A range has two ends; found low {low} and high {high}.")
    if n < 1:
        return Grimmer(None, "", Message.of("grimmer.no_mean", n=n), could_fail=False)
    ends = (0, 0) if low is None or high is None else (low, high)
    summary = PrintedSummary(
        n, *ends, mean, sd, None, grain, items, spread=spread, rounding=rounding
    )
    if as_spread(spread).factor(n) == 0:
        return Grimmer(None, "", Message("grimmer.one_value"), could_fail=False)
    within = None if low is None else memory_limit
    try:
        found = _answer(summary, within)
    except TooLongError as error:
        told = Message.of("grimmer.not_searched", n=n, sd=Run(sd), steps=error.allowed)
        return Grimmer(None, "", told, could_fail=_could_fail(summary))
    if found.failing not in ("sd", "pair"):
        return replace(found, could_fail=_could_fail(summary))
    return replace(
        found,
        if_population=_fits_as(Spread.POPULATION, summary, within),
        if_standard_error=_fits_as(Spread.ERROR, summary, within),
    )


def _answer(summary: PrintedSummary, within: int | None) -> Grimmer:
    """Ask of values without bounds, then, with so many bytes for it, of those within the range."""
    found = _without_bounds(summary)
    return found if within is None or found.possible is False else _in_range(summary, within)


def _fits_as(spread: Spread, summary: PrintedSummary, within: int | None) -> bool:
    """Return whether the pair is known to be possible if the SD was this spread instead."""
    if summary.n == 1 or spread == summary.spread:
        return False
    try:
        return _answer(replace(summary, spread=spread), within).possible is True
    except TooLongError:
        return False


def _could_fail(summary: PrintedSummary) -> bool:
    """Return whether GRIM could have failed, or the SD could miss every second number."""
    assert summary.mean is not None
    terms = mean_terms(summary.n, summary.items, Fraction(summary.grain))
    share = pass_share(read(summary.mean).decimals, *terms)
    deviations = summary.deviations()
    return share < 1 or deviations.high - deviations.low < 2 * summary.n


def _without_bounds(summary: PrintedSummary) -> Grimmer:
    n = summary.n
    assert summary.mean is not None
    sums = whole_numbers(summary.in_steps(summary.mean), n)
    if not sums:
        step, mean = Run(str(summary.step)), Run(summary.mean)
        return Grimmer(False, "mean", Message.of("grimmer.no_sum", n=n, step=step, mean=mean))
    pair = first_pair(n, sums, summary.deviations())
    if pair is not None:
        told = {"sums": _counted(sums), "total": pair[0], "squares": pair[1]}
        return Grimmer(True, "", Message.of("grimmer.fits", **told), *pair)
    every_mean = range(n)  # a shift of all values changes the sum by n
    if first_pair(n, every_mean, summary.deviations()) is None:
        step, sd = Run(str(summary.step)), Run(str(summary.sd))
        return Grimmer(False, "sd", Message.of("grimmer.no_sd", n=n, step=step, sd=sd))
    return Grimmer(False, "pair", _no_pair(summary, sums))


def _no_pair(summary: PrintedSummary, sums: range) -> Message:
    """Tell why none of the sums has the SD: their parity, or that few values cannot have both."""
    n, total, counted = summary.n, sums[0], _counted(sums)
    limits = whole_numbers(summary.deviations())
    if not ruled_out(n, sums, summary.deviations()) and any(
        square_sums(each, n, limits) for each in sums
    ):
        return Message.of("grimmer.no_whole_numbers", sums=counted, n=n)
    parity = "grimmer.odd" if total % 2 else "grimmer.even"
    return Message.of(
        parity if total == sums[-1] else f"{parity}_all",
        sums=counted,
        total=total,
        fewest=fewest_squares(total, n),
        sd=Run(str(summary.sd)),
    )


def _in_range(summary: PrintedSummary, memory_limit: int) -> Grimmer:
    """Decide by an exact search."""
    ends = {"low": Run(str(summary.low)), "high": Run(str(summary.high))}
    try:
        found = feasible(summary, memory_limit=memory_limit)
    except TooLargeError as error:
        told = Message.of("grimmer.without_range", **ends, error=Label(str(error)))
        return Grimmer(None, "", told)
    if found.witness is None:
        fails = [name for name in ("mean", "sd") if name in found.contradiction]
        names = Run(", ".join(found.contradiction))
        told = Message.of("grimmer.not_within", **ends, names=names)
        return Grimmer(False, fails[0] if len(fails) == 1 else "pair", told)
    steps = [int((value - summary.lowest) / summary.step) for value in found.witness]
    squares = sum(step * step for step in steps)
    return Grimmer(True, "", Message.of("grimmer.within", **ends), sum(steps), squares)


def _counted(sums: range) -> Message:
    if sums[0] == sums[-1]:
        return Message.of("grimmer.sum", first=sums[0])
    return Message.of("grimmer.sums", n=sums.stop - sums.start, first=sums[0], last=sums[-1])
