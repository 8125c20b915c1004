"""The data sets that are compatible with a reported mean, SD, n and range: a central band."""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import cycle
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from peerstudy.auditing import datasets_behind, printed_summaries
from peerstudy.errors import WrongCallError, require_known
from peerstudy.figures.given import given
from peerstudy.figures.plate import Makers, Plate, slug
from peerstudy.figures.style import BLUE, SIZE, grid, kept, legend, narrow, new_axes
from peerstudy.figures.wording import Words, listed, named, number, run, text, words
from peerstudy.frames.records import records
from peerstudy.ledger import Labels, Ledger, LedgerLike
from peerstudy.printed import Rounding
from peerstudy.reconstruct import PrintedSummary, how_many, sample_datasets

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from peerstudy.auditing import Audit

FEWEST_PEOPLE = 5
"""Of fewer people no distribution is drawn: it would show each one's value."""
DRAWS, SEED = 2000, 1
_LOOKS = (
    (BLUE, "#9ECAE1", "-", ""),
    ("black", "#BDBDBD", "--", "////"),
    ("#555555", "none", ":", "...."),
)

Summaries = dict[str, PrintedSummary]


class _Found(NamedTuple):
    """What is reported of a variable by group: of those that are drawn, and why others are not."""

    drawn: Summaries
    left: dict[str, str]


def figures(result: "Audit") -> Makers:
    """Return a figure for each variable whose mean and SD some data sets have."""
    return {
        slug("compatible", variable): partial(_plate, variable, found, result.subject.ledger)
        for variable, found in summaries_of(result.subject.ledger, result.rounding).items()
    }


def summaries_of(of: LedgerLike, rounding: Rounding = Rounding.EITHER) -> dict[str, _Found]:
    """Return, by variable, what is reported of data that some data sets have."""
    found: dict[str, _Found] = {}
    for row, summary in means_with_sds(of, rounding):
        of_variable = found.setdefault(row["variable"], _Found({}, {}))
        if row["datasets"] == "0":
            of_variable.left[row["group"]] = "none"
        elif summary is None or row["datasets"] == "None" or summary.n < FEWEST_PEOPLE:
            of_variable.left[row["group"]] = "few"
        else:
            of_variable.drawn[row["group"]] = summary
    return {variable: each for variable, each in found.items() if each.drawn}


def means_with_sds(
    of: LedgerLike, rounding: Rounding
) -> Iterator[tuple[dict[str, str], PrintedSummary | None]]:
    """Yield the data sets behind each group's mean and SD of a variable, and what is reported."""
    behind = datasets_behind(of, rounding).query("sd != ''")
    summaries = printed_summaries(of, rounding)
    for row in records(behind.drop_duplicates(["group", "variable"])):
        yield row, summaries.get((row["group"], row["variable"], row["place"]))


def _plate(variable: str, found: _Found, ledger: Ledger) -> Plate:
    return Plate(
        slug("compatible", variable),
        compatible_band(found.drawn),
        partial(draw_compatible, variable=variable),
        partial(describe_compatible, variable=variable, left=found.left),
        height_mm=82,
        narrow_mm=82,
        of=ledger,
    )


def compatible_band(summaries: Summaries, draws: int = DRAWS, seed: int = SEED) -> pd.DataFrame:
    """Draw compatible data sets uniformly and return how their people are distributed.

    Parameters
    ----------
    summaries : mapping of str to PrintedSummary
        By group, what is reported; some data set must have it.
    draws : int, default 2000
        How many data sets to draw for each group.
    seed : int, default 1
        Where the randomness comes from.

    Returns
    -------
    DataFrame
        For each group and value: ``low``, ``middle`` and ``high``, the 5th,
        50th and 95th percentile over the drawn data sets of the share of
        people with at most this value; ``n``; ``datasets``, how many there are.

    Examples
    --------
    >>> from peerstudy.reconstruct import PrintedSummary
    >>> ages = PrintedSummary(n=5, low=1, high=5, mean="2.6", sd="1.1")
    >>> print(compatible_band({"all": ages}, draws=50).head(2).to_string(index=False))
    group  value  low  middle  high  n datasets
      all    1.0  0.2     0.2   0.2  5        1
      all    2.0  0.4     0.4   0.4  5        1
    """
    if not summaries:
        raise WrongCallError("summaries must have a group or more; found none.")
    parts = []
    for group, summary in summaries.items():
        data = sample_datasets(summary, draws, seed).astype(float)
        values = np.array([float(value) for value in summary.values])
        at_most = (data[:, :, None] <= values).mean(axis=1)
        low, middle, high = np.percentile(at_most, (5, 50, 95), axis=0)
        shares = pd.DataFrame({"value": values, "low": low, "middle": middle, "high": high})
        shares.insert(0, "group", group)
        shares["n"] = summary.n
        shares["datasets"] = pd.Series([how_many(summary)] * len(values), dtype=object)
        parts.append(shares)
    return pd.concat(parts, ignore_index=True)


def draw_compatible(
    of: "LedgerLike",
    variable: str,
    *,
    ax: "Axes | None" = None,
    lang: str = "en",
    labels: Labels | None = None,
) -> "Axes":
    """Draw what the compatible data sets have in common: the central 90 % of distributions.

    Parameters
    ----------
    of : Study, Ledger or DataFrame
        A study or a ledger, or the rows of :func:`compatible_band` to draw.
    variable : str
        Which variable.
    ax, lang, labels
        Where, in which language and by which labels: see :mod:`peerstudy.figures`.

    Returns
    -------
    Axes
        Values from left to right; for each group, the share of people with at
        most each value.

    Raises
    ------
    UnknownNameError
        If no mean and SD of the variable are compatible with any data set.

    Examples
    --------
    >>> draw_compatible("upsides_israel", "age").get_legend_handles_labels()[1][0].split(": ")[1]
    '3,810,845,836 compatible data sets'
    """
    rows, labels = given(of, "middle", partial(_band, variable), labels, lang)
    lang = labels.lang
    ax = ax or new_axes(82)
    for (group, part), look in zip(rows.groupby("group", sort=False), cycle(_LOOKS), strict=False):
        line, fill, style, hatch = look
        percent = 100 * part[["low", "middle", "high"]]
        size = kept(f"n = {part['n'].iloc[0]}", lang)
        counted = int(part["datasets"].iloc[0])
        label = text("compatible_of", lang, group=labels.group(str(group)), size=size, n=counted)
        ax.fill_between(part["value"], percent["low"], percent["high"], step="post", alpha=0.6,
                        facecolor=fill, edgecolor=line, linewidth=0.4, hatch=hatch)  # fmt: skip
        ax.step(part["value"], percent["middle"], style, where="post", color=line, linewidth=1.6,
                label=label)  # fmt: skip
    ax.set_ylim(0, 101)
    ax.set_xlabel(labels.variable(variable))
    ax.set_ylabel(text("at_most_axis", lang), fontsize=SIZE)
    grid(ax, "both")
    return legend(ax, lang, columns=1 if narrow(ax) else 2)


def _band(variable: str, ledger: Ledger) -> pd.DataFrame:
    found = summaries_of(ledger)
    require_known("variable with compatible data sets", variable, found)
    return compatible_band(found[variable].drawn)


def describe_compatible(
    rows: pd.DataFrame, labels: Labels, variable: str, left: Mapping[str, str]
) -> Words:
    """Return how many data sets each group has, and where half of its people are."""
    lang, alt = labels.lang, []
    for group, part in rows.groupby("group", sort=False):
        first = (part[part[column] >= 0.5]["value"].iloc[0] for column in ("high", "low"))
        low, high = (run(number(value), lang) for value in first)
        alt.append(
            text("compatible_row", lang, group=named(labels.group(str(group)), lang),
                 n=int(part["datasets"].iloc[0]), size=int(part["n"].iloc[0]), low=low, high=high)
        )  # fmt: skip
    more = []
    for reason in dict.fromkeys(left.values()):
        groups = [named(labels.group(group), lang) for group, why in left.items() if why == reason]
        told = text(f"compatible_{reason}", lang, groups=listed(groups, lang), fewest=FEWEST_PEOPLE)
        more.append(told)
    of = named(labels.variable(variable), lang)
    return words("compatible", lang, alt, more=more, variable=of)
