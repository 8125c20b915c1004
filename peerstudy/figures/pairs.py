"""A reported mean and SD among the pairs that data can have."""

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from peerstudy.auditing import printed_summaries
from peerstudy.errors import require_known
from peerstudy.figures.compatible import means_with_sds
from peerstudy.figures.plate import Makers, Plate, slug
from peerstudy.figures.style import GREY, ORANGE, kept, legend, new_axes
from peerstudy.figures.wording import Words, named_both, run, text, words
from peerstudy.ledger import Labels, Ledger, LedgerLike
from peerstudy.printed import read
from peerstudy.reconstruct import PrintedSummary, pair_lattice

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from peerstudy.auditing import Audit


def figures(result: "Audit") -> Makers:
    """Return a figure for each reported mean and SD that no data set has."""
    ledger = result.subject.ledger
    made: Makers = {}
    for row, summary in means_with_sds(ledger, result.rounding):
        group, variable = row["group"], row["variable"]
        if summary is None or row["datasets"] != "0":
            continue
        if summary.lowest <= read(row["mean"]).value <= summary.highest:
            name = slug("pairs", variable, group)
            made[name] = partial(_plate, name, ledger, group, variable, summary)
    return made


def _plate(name: str, ledger: Ledger, group: str, variable: str, summary: PrintedSummary) -> Plate:
    return Plate(
        name,
        pair_lattice(summary),
        lambda rows, ax, labels: draw_pairs(summary, lattice=rows, ax=ax, lang=labels.lang),
        partial(describe_pairs, summary=summary, group=group, variable=variable),
        height_mm=88,
        narrow_mm=92,
        of=ledger,
    )


def draw_pairs(
    of: "LedgerLike | PrintedSummary",
    group: str = "",
    variable: str = "",
    *,
    lattice: pd.DataFrame | None = None,
    ax: "Axes | None" = None,
    lang: str = "en",
) -> "Axes":
    """Draw the means and SDs that data can have, and what rounds to a reported pair.

    Parameters
    ----------
    of : Study, Ledger or PrintedSummary
        A study or a ledger, or the reported pair itself.
    group, variable : str
        Whose mean and SD, of what, in a study or a ledger.
    lattice : DataFrame, optional
        From :func:`peerstudy.reconstruct.pair_lattice`; made without it.
    ax, lang
        Where, and in which language: see :mod:`peerstudy.figures`.

    Returns
    -------
    Axes
        Means from left to right, SDs from bottom to top. A data set has the
        reported pair only if a point is in the square.

    Raises
    ------
    UnknownNameError
        If no mean and SD of the group or of the variable are reported.

    Examples
    --------
    >>> draw_pairs("upsides_israel", "peers", "age").get_legend_handles_labels()[1][0]
    'attainable by 25 values in steps of 1'
    """
    from matplotlib.patches import Rectangle

    summary = of if isinstance(of, PrintedSummary) else _summary(of, group, variable)
    lattice = pair_lattice(summary) if lattice is None else lattice
    ax = ax or new_axes(88)
    pair = kept(f"{summary.mean} ({summary.sd})", lang)
    shown = text("lattice_dots", lang, values=summary.n, step=summary.step)
    ax.plot(lattice["mean"], lattice["sd"], "o", color=GREY, markersize=3, label=shown)
    mean, sd = read(summary.mean or "0"), read(summary.sd or "0")
    units = float(mean.unit), float(sd.unit)
    corner = float(mean.value) - units[0] / 2, float(sd.value) - units[1] / 2
    inside = (lattice["mean"].sub(float(mean.value)).abs() <= units[0] / 2) & (
        lattice["sd"].sub(float(sd.value)).abs() <= units[1] / 2
    )
    colour = "black" if inside.any() else ORANGE
    square = Rectangle(corner, *units, facecolor="none", edgecolor=colour, linewidth=1.8)
    square.set_label(text("lattice_square", lang, pair=pair))
    ax.add_patch(square)
    ax.plot(float(mean.value), float(sd.value), "+", color="black", markersize=9,
            markeredgewidth=1.4, label=text("lattice_printed", lang, pair=pair))  # fmt: skip
    ax.set_xlabel(text("mean_axis", lang))
    ax.set_ylabel(text("sd_axis", lang))
    return legend(ax, lang)


def _summary(of: LedgerLike, group: str, variable: str) -> PrintedSummary:
    found = {key: one for key, one in printed_summaries(of).items() if one.mean and one.sd}
    require_known("group with a mean and an SD", group, dict.fromkeys(key[0] for key in found))
    of_group = {key: one for key, one in found.items() if key[0] == group}
    require_known(
        "variable with a mean and an SD", variable, dict.fromkeys(key[1] for key in of_group)
    )
    return next(one for key, one in of_group.items() if key[1] == variable)


def describe_pairs(
    rows: pd.DataFrame, labels: Labels, summary: PrintedSummary, group: str, variable: str
) -> Words:
    """Return that no pair that data can have rounds to the reported one."""
    lang, of = labels.lang, named_both(labels, group, variable)
    pair = run(f"{summary.mean} ({summary.sd})", lang)
    ends = {"low": run(summary.low, lang), "high": run(summary.high, lang)}
    alt = [text("lattice_none", lang, n=len(rows), pair=pair)]
    return words("lattice", lang, alt, **of, **ends, size=summary.n, step=summary.step, pair=pair)
